"""What differs between two copies of a study besides the coders' work: said, and left to people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from qualcode.coding.codebook_diff import codebook_diff
from qualcode.exchange.merge.people import work_of
from qualcode.exchange.merge.plan import MergePlan
from qualcode.exchange.merge.texts import Text
from qualcode.exchange.merge.withdrawn import withdrawals
from qualcode.model.events import CodeEvent
from qualcode.model.names import name_key
from qualcode.study.study import Study

_APART = ("coders", "coders_was", "documents_was")
_TOLD = 8


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: what kind of thing, what about it, and what to do about it (empty: nothing)."""

    kind: str
    words: str
    remedy: str = ""


def differences(plan: MergePlan, texts: tuple[Text, ...], compare: str) -> tuple[Difference, ...]:
    """Return what differs: codebook, structure, settings, names, texts, sheets. `compare` says how codebooks are laid side by side."""
    here, there = plan.here, plan.there
    return (
        *_codebook(plan, compare),
        *_structure(here, there),
        *_settings(here, there),
        *_coders(plan),
        *_documents(plan),
        *(each for text in texts for each in _text(text)),
        *_sheets(plan),
        *_withdrawn(plan),
    )


def _codebook(plan: MergePlan, compare: str) -> Iterator[Difference]:
    here, there = plan.here.codebook, plan.there.codebook
    coming: Counter[str] = Counter()
    for each in plan.ledgers:
        for path in each.sources:
            for event in plan.there.ledger_reading(path).events:
                if isinstance(event, CodeEvent) and event.id in each.incoming.new:
                    coming[event.code] += 1
    changes = codebook_diff(here, there, coming)
    for change in changes[:_TOLD]:
        ids = " → ".join(dict.fromkeys(id for id in (change.before, change.after) if id))
        touched = f"; {_count(change.codings, 'coding')} of it come in" if change.codings else ""
        yield Difference("codebook", f"{change.kind} there: {ids}, {change.words}{touched}")
    if changes:
        more = f"{len(changes) - _TOLD} more. " if len(changes) > _TOLD else ""
        yield Difference(
            "codebook",
            f"{more}codebook.yaml stays as it is here",
            f"{compare}, then edit yours",
        )
    unknown = {
        code: count for code, count in coming.items() if here.resolve(code) is None and there.resolve(code) is None
    }
    for code, count in sorted(unknown.items()):
        yield Difference("codebook", f'{_count(count, "coding")} come in under "{code}", which neither codebook has')


def _structure(here: Study, there: Study) -> Iterator[Difference]:
    if here.structure != there.structure:
        yield Difference(
            "structure", "structure.yaml is another there and stays as it is here", "compare the two files"
        )


def _settings(here: Study, there: Study) -> Iterator[Difference]:
    names = [field.name for field in fields(here.settings) if field.name not in _APART]
    changed = [name for name in names if getattr(here.settings, name) != getattr(there.settings, name)]
    if changed:
        named = ", ".join(name.replace("_", " ") for name in changed)
        yield Difference(
            "settings", f"qualcode.toml differs in {named} and stays as it is here", "compare the two files"
        )
    if there.settings_reading.problems:
        first = there.settings_reading.problems[0]
        yield Difference("settings", f"the other qualcode.toml has what this version cannot read: {first.message}")


def _coders(plan: MergePlan) -> Iterator[Difference]:
    here, there = plan.here.settings, plan.there.settings
    for new in plan.coders:
        name = f" ({new.coder.name})" if new.coder.name else ""
        yield Difference("coders", f"{new.coder.handle}{name} is registered there only, and comes in")
    for theirs in there.coders:
        ours = here.find_coder(theirs.handle)
        names = [each for old in there.coders_was.get(theirs.handle, ()) if (each := here.find_coder(old))]
        if ours is None and names:
            words = f"{names[0].handle} is called {theirs.handle} there; the work comes in under {names[0].handle}"
            yield Difference("coders", words, f"`qualcode rename coder {names[0].handle} {theirs.handle}`")
    for ours, theirs in plan.both:
        work = work_of(plan.here, ours), work_of(plan.there, theirs)
        if all(work) and not work[0] & work[1] and not (ours.name and theirs.name):
            words = f"{ours.handle} began in each copy apart, and is taken for one person"
            yield Difference("coders", words, "if they are two, `qualcode rename coder` in one copy before you merge")
    known = {name_key(each.coder.handle) for each in plan.coders}
    for coder in dict.fromkeys(each.coder for each in plan.ledgers):
        if here.find_coder(coder) is None and name_key(coder) not in known:
            words = f"{coder} is registered in neither copy: the ledgers come in and count nowhere"
            yield Difference("coders", words, f"`qualcode coder add {coder}`")


def _documents(plan: MergePlan) -> Iterator[Difference]:
    ids = {name_key(id) for id in plan.here.document_ids}
    for id in plan.there.document_ids:
        present = plan.present.get(name_key(id))
        if present is not None and name_key(present) != name_key(id) and name_key(present) in ids:
            recorded = name_key(id) in {
                name_key(old) for olds in plan.here.settings.documents_was.values() for old in olds
            }
            remedy = "" if recorded else f"`qualcode rename document {present} {id}`"
            yield Difference("texts", f"{id} there is {present} here; the codings come in under {present}", remedy)


def _text(text: Text) -> Iterator[Difference]:
    if text.fault:
        yield Difference("texts", f"{text.id} cannot be compared: {text.fault}")
    elif text.only_there and text.withdrawn:
        yield Difference("texts", f"{text.id} is there only; consent to it was withdrawn here, so it stays out")
    elif text.only_there:
        coded = f" with {_count(text.codings, 'coding')}" if text.codings else ""
        done = " and is copied in" if text.copied else ""
        yield Difference(
            "texts", f"{text.id} is there only{coded}{done}", "" if text.copied else "--documents copies it in"
        )
    else:
        lost = text.codings - text.anchored
        found = (
            f"; of {_count(text.codings, 'coding')} made there {text.anchored} find their words here"
            if text.codings
            else ""
        )
        remedy = (
            "put the two texts together; codings without a place are kept, and counted in no number" if lost else ""
        )
        yield Difference("texts", f"{text.id} has another text there{found}", remedy)


def _sheets(plan: MergePlan) -> Iterator[Difference]:
    here, there = plan.here.attributes, plan.there.attributes
    present = plan.present
    theirs = {present.get(name_key(id), id): dict(row) for id, row in there.documents.items()}
    yield from _rows("interviews/attributes", {id: dict(row) for id, row in here.documents.items()}, theirs)
    people = [
        {each.id: (each.voices, each.role, dict(each.attributes)) for each in sheet}
        for sheet in (here.participants, there.participants)
    ]
    gone = withdrawals(plan.here.root)
    yield from _rows(
        "interviews/participants", people[0], {id: row for id, row in people[1].items() if name_key(id) not in gone}
    )
    cases = [
        {each.id: dict(each.attributes) for each in sheet if each.attributes} for sheet in (here.cases, there.cases)
    ]
    yield from _rows("cases/attributes", cases[0], cases[1])


def _rows(sheet: str, here: Mapping[str, object], there: Mapping[str, object]) -> Iterator[Difference]:
    ours = {name_key(id): row for id, row in here.items()}
    new = [id for id in there if name_key(id) not in ours]
    other = [id for id, row in there.items() if name_key(id) in ours and ours[name_key(id)] != row]
    for ids, words in ((new, "there only"), (other, "with other values there")):
        if ids:
            few = ", ".join(ids[:_TOLD]) + (", …" if len(ids) > _TOLD else "")
            yield Difference("sheets", f"{sheet}: {_count(len(ids), 'row')} {words} ({few})", "put them in by hand")


def _withdrawn(plan: MergePlan) -> Iterator[Difference]:
    ours = withdrawals(plan.here.root)
    for key, id in withdrawals(plan.there.root).items():
        if key not in ours:
            yield Difference("consent", f"{id} withdrew there and not here", f"`qualcode withdraw {id}`")
    held = sum(len(each.incoming.held) for each in plan.ledgers)
    if held:
        words = f"{_count(held, 'event')} may hold words that were withdrawn here, and stay out"
        yield Difference("consent", words, "`qualcode withdraw` in the other copy, then merge again")


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
