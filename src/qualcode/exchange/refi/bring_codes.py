"""Codes of a project into a codebook: those that are not there yet, and nothing else is touched."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from qualcode.errors import StudyError
from qualcode.exchange.refi.codebook import code_guid, code_of, labelled_id, legal_id
from qualcode.exchange.refi.loss import Tally
from qualcode.exchange.refi.project import CodeEntry
from qualcode.model.codebook import Code, Codebook, Wording, worded
from qualcode.model.names import name_key
from qualcode.study.atomic import write_atomically
from qualcode.study.codebook_edit import with_codes, with_definitions
from qualcode.study.codebook_file import read_codebook
from qualcode.study.codebook_write import write_codebook
from qualcode.study.locks import locked
from qualcode.study.study import Study

PATH = "codebook.yaml"


class CodePlan:
    """Which code each entry is: `ids` by GUID, and the new ones in order, each before those below it.

    `defined` are definitions for codes of the study that have none.
    """

    def __init__(self, codebook: Codebook, applied: Collection[str], tally: Tally) -> None:
        self.ids: dict[str, str] = {}
        self.new: dict[str, Code] = {}
        self.defined: dict[str, Wording] = {}
        self._codebook, self._applied, self._tally = codebook, applied, tally
        self._by_guid = {code_guid(code.id): code for code in codebook.codes}
        self._by_name: dict[tuple[str | None, str], list[Code]] = defaultdict(list)
        for code in codebook.codes:
            for key in {name_key(name) for name in (*code.names.values(), code.id)}:
                self._by_name[code.parent, key].append(code)
        self._taken = {name_key(old) for code in codebook.codes for old in (code.id, *code.was)}

    def add(self, entry: CodeEntry) -> None:
        """Take an entry: the study's own code where it has it, else a new one."""
        parent = self.ids.get(entry.parent or "")
        there = self._known(entry, parent)
        if there is None:
            id = self._free_id(entry)
            above = self.new.get(parent or "") or self._codebook.by_id.get(parent or "")
            code = code_of(entry, id, parent, 1 if above is None else above.level + 1)
            if not code.codable and entry.guid in self._applied:
                self._tally.say(f"{id} is a heading in the file, and applied there all the same: it is a code here.")
                code = replace(code, codable=True)
            old_ids = tuple(old for old in code.was if name_key(old) not in self._taken)
            self._taken |= {name_key(id), *map(name_key, old_ids)}
            self.new[id] = replace(code, was=old_ids)
            self._tally.bring("codes")
        else:
            id = there.id
            self._tally.known("codes")
            theirs = code_of(entry, id, parent, 1)
            if theirs.definition and not there.definition and id in self._codebook.by_id:
                if id not in self.defined:
                    self._tally.bring("definitions of codes that had none")
                self.defined.setdefault(id, theirs.definition)
            elif _differs(there, theirs):
                self._tally.say(f"{id} has another definition in the file: the study's stands.")
        if entry.guid in self.ids:
            self._tally.say(f'The GUID of "{entry.name}" is another code\'s too: codings by it go to the first.')
        self.ids.setdefault(entry.guid, id)

    def _known(self, entry: CodeEntry, parent: str | None) -> Code | None:
        own = labelled_id(entry.description)
        code = (self._codebook.resolve(own) if own else None) or self._by_guid.get(entry.guid)
        if code is not None:
            return code
        alike = self._by_name.get((parent, name_key(entry.name)), [])
        return alike.pop(0) if alike and not own else None

    def _free_id(self, entry: CodeEntry) -> str:
        wanted = legal_id(labelled_id(entry.description) or entry.name)
        if name_key(wanted) not in self._taken:
            return wanted
        return next(
            id for number in range(2, len(self._taken) + 3) if name_key(id := f"{wanted}-{number}") not in self._taken
        )

    def forest(self) -> tuple[Code, ...]:
        """Return the new codes with their children, in order."""
        below: dict[str, list[str]] = defaultdict(list)
        for code in self.new.values():
            if code.parent is not None:
                below[code.parent].append(code.id)
        return tuple(replace(code, children=tuple(below[code.id])) for code in self.new.values())


def plan_codes(entries: Sequence[CodeEntry], codebook: Codebook, applied: Collection[str], tally: Tally) -> CodePlan:
    """Return which code each entry is; `applied` are the GUIDs of codes that codings name."""
    plan = CodePlan(codebook, applied, tally)
    for entry in entries:
        plan.add(entry)
    twice = [name for (_, name), n in Counter((e.parent, name_key(e.name)) for e in entries).items() if n > 1]
    if twice:
        tally.say(f"{len(twice)} names stand twice at one place of the codebook: each is a code of its own.")
    return plan


def _differs(mine: Code, theirs: Code) -> bool:
    return bool(theirs.definition) and not _same(mine.definition, theirs.definition)


def _same(one: Wording, other: Wording) -> bool:
    return {" ".join(text.split()) for text in one.values()} == {" ".join(text.split()) for text in other.values()}


def new_codebook(plan: CodePlan, title: str) -> bytes:
    """Return the `codebook.yaml` of a new study; a code with a field that cannot stand keeps its name and definition."""
    data = write_codebook(Codebook(plan.forest(), title=title))
    if not any(problem.severity == "error" for problem in read_codebook(data).problems):
        return data
    return write_codebook(Codebook(tuple(_bare(code) for code in plan.forest()), title=title))


def _bare(code: Code) -> Code:
    definition = {"": worded(code.definition)} if code.definition else {}
    return Code(
        code.id,
        {"": code.name()},
        definition,
        codable=code.codable,
        parent=code.parent,
        children=code.children,
        level=code.level,
    )


def add_codes(study: Study, plan: CodePlan) -> None:
    """Write the new codes into the study's codebook; comments and layout of the file stay."""
    forest = {code.id: code for code in plan.forest()}
    roots = [code for code in forest.values() if code.parent not in forest]
    if not roots and not plan.defined:
        return
    with locked(study.root / ".qualcode" / "locks" / "codebook.lock", PATH):
        text = study.read_bytes(PATH).decode("utf-8-sig")
        text = with_definitions(text, plan.defined) if plan.defined else text
        before = {problem.message for problem in read_codebook(text.encode()).problems}
        for shape in (lambda code: code, _bare):
            codes = {id: shape(code) for id, code in forest.items()}
            data = with_codes(text, [(_as_yaml(codes, root.id), root.parent) for root in roots]).encode()
            faults = [each for each in read_codebook(data, PATH).problems if each.severity == "error"]
            if all(each.message in before for each in faults):
                write_atomically(study.root / PATH, data, PATH)
                return
        raise StudyError(f"{faults[0].message} The codebook was left as it was.", path=PATH, remedy=faults[0].remedy)


def _as_yaml(codes: Mapping[str, Code], id: str) -> dict[str, object]:
    """Return a code with all below it as YAML has it."""
    code = codes[id]
    fields: dict[str, object] = {"id": code.id}
    worded = (("name", code.names), ("definition", code.definition), ("include", code.include))
    for key, words in (*worded, ("exclude", code.exclude)):
        if words:
            fields[key] = words[""] if set(words) == {""} else dict(words)
        if key == "name" and not code.codable:
            fields["codable"] = False
    fields |= {"examples": list(code.examples)} if code.examples else {}
    fields |= {"scale": [int(each) if each.is_integer() else each for each in code.scale]} if code.scale else {}
    if code.cues:
        plain = set(code.cues) == {""}
        fields["cues"] = list(code.cues[""]) if plain else {key: list(cues) for key, cues in code.cues.items()}
    fields |= {"patterns": [[dict(token) for token in each] for each in code.patterns]} if code.patterns else {}
    fields |= {"color": code.color} if code.color else {}
    fields |= {"origin": code.origin} if code.origin != "a-priori" else {}
    fields |= {"since": code.since} if code.since else {}
    fields |= {"was": list(code.was)} if code.was else {}
    if code.children:
        fields["children"] = [_as_yaml(codes, child) for child in code.children]
    return fields
