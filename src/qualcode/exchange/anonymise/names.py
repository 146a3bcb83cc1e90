"""The table of names: who is to be called what, and where."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualcode.errors import StudyError, nearest
from qualcode.exchange.anonymise.matching import COMMON_WORDS, Matcher, Rule, folded, is_chinese
from qualcode.model.names import name_key
from qualcode.model.problem import Problem, error, warning
from qualcode.study.sheets import SheetRow, read_sheet, split_values
from qualcode.text.normalise import normalise

_COLUMNS = {
    "name": ("name", "real name", "姓名", "名字", "名称", "真名", "原名"),
    "pseudonym": ("pseudonym", "alias", "code name", "replacement", "化名", "假名", "代号", "替换", "替换为"),
    "document": ("document", "documents", "文档", "文件", "文档编号"),
}
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f\\/:*?"<>|#@`\u2028\u2029]')
_DEFUSED = re.compile(r"^'(?=[=+@-])")  # as a sheet keeps Excel from taking a number for a formula
_SEVERAL = "+"


@dataclass(frozen=True)
class Names:
    """Rules that hold in every document (`general`), and those of single documents by id (`own`)."""

    general: tuple[Rule, ...]
    own: Mapping[str, tuple[Rule, ...]]

    def in_text(self, document: str, *, wrapped: bool = True) -> Matcher:
        """Return what is replaced in a document's own words: its own rules win over the general ones."""
        return Matcher(self._joined(self.own.get(document, ()), self.general), wrapped=wrapped)

    def about(self, document: str, *, wrapped: bool = True) -> Matcher:
        """Return what is replaced in what is said about a document: every name, as it is called there if it is."""
        own = self.own.get(document, ())
        return Matcher(self._joined(own, self.general, self._elsewhere()), wrapped=wrapped)

    def everywhere(self, *, wrapped: bool = True) -> Matcher:
        """Return what is replaced in what concerns no one document, and in ids: every name.

        One with several pseudonyms bears all of them.
        """
        return Matcher(self._joined(self.general, self._elsewhere()), wrapped=wrapped)

    @property
    def all_rules(self) -> tuple[Rule, ...]:
        """Every rule, once."""
        return tuple(dict.fromkeys((*self.general, *(rule for rules in self.own.values() for rule in rules))))

    def _elsewhere(self) -> tuple[Rule, ...]:
        called: dict[str, dict[str, None]] = defaultdict(dict)
        for rules in self.own.values():
            for rule in rules:
                called[rule.name].setdefault(rule.pseudonym)
        return tuple(Rule(name, _SEVERAL.join(pseudonyms)) for name, pseudonyms in called.items())

    @staticmethod
    def _joined(*parts: Sequence[Rule]) -> tuple[Rule, ...]:
        found: dict[str, Rule] = {}
        for rule in (rule for part in parts for rule in part):
            found.setdefault(rule.name.casefold(), rule)
        return tuple(found.values())


def read_names(data: bytes, path: str, documents: Sequence[str]) -> tuple[Names, tuple[Problem, ...]]:
    """Return the names in a table's bytes (CSV or Excel: name, pseudonym, and document where it holds there only).

    The problems are warnings. A table that says too little or contradicts itself raises `StudyError` with its line: a
    pseudonym that is, or holds, somebody's real name could not be told from that name in the copy.
    """
    sheet = read_sheet(data, path)
    columns = _columns(sheet.columns)
    faults = [problem for problem in sheet.problems if problem.severity == "error"]
    missing = [name for name in ("name", "pseudonym") if name not in columns]
    if missing and not faults:
        has = f"it has {', '.join(sheet.columns)}" if sheet.columns else "it is empty"
        faults.append(error(path, sheet.header_line, f'The table has no column "{missing[0]}": {has}.', "Name it so."))
    rules: dict[tuple[str, str], tuple[Rule, int]] = {}
    for row in sheet.rows if not faults else ():
        faults += _take(row, columns, path, documents, rules)
    if not faults and not rules:
        faults.append(error(path, None, "The table names nobody.", "`qualcode anonymise --find` proposes one."))
    faults += _real_names(rules, path)
    if faults:
        first = faults[0]
        raise StudyError(first.message, path=first.path, line=first.line, remedy=first.remedy)
    own: dict[str, list[Rule]] = defaultdict(list)
    for (_, document), (rule, _) in rules.items():
        own[document].append(rule)
    general = tuple(own.pop("", ()))
    return Names(general, {id: tuple(each) for id, each in own.items()}), tuple(_doubts(rules, path))


def _columns(columns: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for column in columns:
        for name, spellings in _COLUMNS.items():
            if name_key(" ".join(column.split())) in spellings:
                found.setdefault(name, column)
    return found


def _take(
    row: SheetRow,
    columns: Mapping[str, str],
    path: str,
    documents: Sequence[str],
    rules: dict[tuple[str, str], tuple[Rule, int]],
) -> list[Problem]:
    written = {name: normalise(row.values[column]).strip() for name, column in columns.items()}
    name, pseudonym = folded(_DEFUSED.sub("", written["name"])), written["pseudonym"]
    if not name or not pseudonym:
        empty = "name" if not name else "pseudonym"
        return [error(path, row.line, f"This row has no {empty}.", "Fill it in, or delete the row.")]
    bad = _FORBIDDEN.search(pseudonym)
    if bad:
        message = f"The pseudonym {pseudonym!r} holds {bad[0]!r}, which no name of a file may."
        return [error(path, row.line, message, "Use letters, digits, spaces, brackets or hyphens.")]
    known = {name_key(id): id for id in documents}
    for wanted in split_values(written.get("document", "")) or ("",):
        document = known.get(name_key(wanted), wanted)
        if wanted and document not in documents:
            near = nearest(wanted, documents)
            hint = f"Nearest: {', '.join(near)}." if near else "Leave the cell empty for all documents."
            return [error(path, row.line, f'No document "{wanted}".', hint)]
        rule = Rule(name, pseudonym)
        first, line = rules.setdefault((name.casefold(), document), (rule, row.line))
        if first.pseudonym != pseudonym:
            message = f'"{name}" is called {first.pseudonym} in line {line} and {pseudonym} here.'
            return [error(path, row.line, message, "Keep one row, or name the document that each is for.")]
    return []


def _real_names(rules: Mapping[tuple[str, str], tuple[Rule, int]], path: str) -> list[Problem]:
    every = [rule for rule, _ in rules.values()]
    names = Matcher(every)
    found = []
    for rule, line in rules.values():
        inside = names.edits(rule.pseudonym).edits
        if inside:
            whose = "itself a name of this table" if folded(rule.pseudonym) == inside[0].why else "no disguise"
            message = f'The pseudonym "{rule.pseudonym}" holds the name "{inside[0].why}": it is {whose}.'
            found.append(error(path, line, message, "Choose another: the copy is searched for every name at the end."))
    return found


def _doubts(rules: Mapping[tuple[str, str], tuple[Rule, int]], path: str) -> list[Problem]:
    found: list[Problem] = []
    bearers: dict[str, dict[str, int]] = defaultdict(dict)
    for rule, line in rules.values():
        bearers[rule.pseudonym].setdefault(rule.name, line)
        if len(rule.name) == 1:
            message = f'"{rule.name}" is one character: it is replaced wherever it stands'
            message += ", inside words as well." if is_chinese(rule.name) else "."
            found.append(warning(path, line, message, "Write the whole name, or look at each replacement."))
        elif rule.name.casefold() in COMMON_WORDS:
            message = (
                f'"{rule.name}" is a word as well: in small letters it is left alone, and "{rule.name}" is replaced.'
            )
            found.append(warning(path, line, message, "Look at each replacement."))
    for pseudonym, names in bearers.items():
        if len(names) > 1:
            message = f'{", ".join(names)} are all called "{pseudonym}".'
            found.append(warning(path, max(names.values()), message, "Right only if they are one and the same."))
    return list(dict.fromkeys(found))
