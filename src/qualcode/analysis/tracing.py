"""Process tracing: tests of hypotheses attached to passages, and what they allow one to say of each case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from qualcode.analysis.passages import in_order, quoted
from qualcode.analysis.tracing_wording import say
from qualcode.analysis.wording import coders_note, set_aside_note
from qualcode.model.coding import Memo
from qualcode.model.display import Cell, Column, Display, Row
from qualcode.model.evidence import Evidence, Passage
from qualcode.model.names import name_key

TestKind = Literal["straw", "hoop", "smoking-gun", "doubly-decisive"]
TEST_KINDS: tuple[TestKind, ...] = get_args(TestKind)
Result = Literal["passed", "failed"]
RESULTS: tuple[Result, ...] = get_args(Result)
Conclusion = Literal[
    "confirmed",
    "confirmed alone",
    "eliminated",
    "contradiction",
    "standing",
    "standing weakened",
    "weakened",
    "strengthened",
    "undecided",
]
NECESSARY: tuple[TestKind, ...] = ("hoop", "doubly-decisive")
SUFFICIENT: tuple[TestKind, ...] = ("smoking-gun", "doubly-decisive")


@dataclass(frozen=True, slots=True)
class Tested:
    """One test of a hypothesis by one passage: its kind, whether it was passed, and the memo that says why.

    `case` is the one that the memo names, else that of the passage; `None` when neither is known.
    """

    hypothesis: str
    case: str | None
    test: TestKind
    result: Result
    memo: Memo
    passage: Passage


def recorded_tests(evidence: Evidence) -> tuple[Tested, ...]:
    """Return the tests on passages of one coder set, in document order.

    Of several on one passage, of one hypothesis and kind, the newest counts. A memo of kind `test` that does not name
    hypothesis, test and result is passed over.
    """
    found: dict[tuple[str, str, str], Tested] = {}
    for passage in in_order(evidence):
        for memo in sorted(passage.coding.memos, key=lambda each: (each.at, each.id)):
            tested = _read(memo, passage)
            if tested is not None:
                found[name_key(tested.hypothesis), passage.coding.id, tested.test] = tested
    return tuple(found.values())


def unread(evidence: Evidence) -> int:
    """Return how many memos of kind `test` name no hypothesis, test and result."""
    return sum(
        memo.kind == "test" and _read(memo, passage) is None
        for passage in evidence.passages
        for memo in passage.coding.memos
    )


def conclusion(tests: Iterable[tuple[TestKind, Result]]) -> Conclusion:
    """Return what the tests of one hypothesis in one case allow one to say together (Van Evera 1997; Collier 2011).

    A failed necessary test (hoop, doubly decisive) eliminates, a passed sufficient one (smoking gun, doubly decisive)
    confirms; both at once contradict each other. Short of that, tests only strengthen or weaken.
    """
    made = set(tests)
    if not made:
        raise ValueError("nothing can be concluded from no test")
    confirmed = any((kind, "passed") in made for kind in SUFFICIENT)
    eliminated = any((kind, "failed") in made for kind in NECESSARY)
    if confirmed and eliminated:
        return "contradiction"
    if eliminated:
        return "eliminated"
    if confirmed:
        return "confirmed alone" if ("doubly-decisive", "passed") in made else "confirmed"
    weaker = bool(made & {("smoking-gun", "failed"), ("straw", "failed")})
    if ("hoop", "passed") in made:
        return "standing weakened" if weaker else "standing"
    if weaker:
        return "undecided" if ("straw", "passed") in made else "weakened"
    return "strengthened"


def tracing(
    evidence: Evidence,
    language: str = "en",
    hypothesis: str | None = None,
    names: Mapping[str, str] | None = None,
) -> Display:
    """Return a row for each hypothesis and case with what its tests come to, and below it one row a test with its quote.

    `hypothesis` narrows to one; `names` are what declared ones are called, by their folded id (`name_key`).
    """
    tests = [
        each
        for each in recorded_tests(evidence)
        if hypothesis is None or name_key(each.hypothesis) == name_key(hypothesis)
    ]
    order = {case.id: place for place, case in enumerate(evidence.cases)}
    called = {case.id: case.name for case in evidence.cases}
    groups: dict[tuple[str, str | None], list[Tested]] = {}
    for each in sorted(tests, key=lambda each: (name_key(each.hypothesis), order.get(each.case or "", len(order)))):
        groups.setdefault((name_key(each.hypothesis), each.case), []).append(each)
    rows: list[Row] = []
    for (key, case), held in groups.items():
        name = (names or {}).get(key, held[0].hypothesis)
        rows += _rows(
            f"{key}/{case or '-'}", name, called.get(case or "", case) or say("no case", language), held, language
        )
    keys = ("case", "test", "result", "says", "rivals", "quote", "why")
    skipped = unread(evidence)
    aside = {**evidence.set_aside, **({say("note unread"): skipped} if skipped else {})}
    return Display(
        title=say("title", language),
        unit="test",
        columns=tuple(Column(key, say(key, language), "quotes" if key == "quote" else "text") for key in keys),
        rows=tuple(rows),
        notes=(
            *([] if rows else [say("note none", language)]),
            say("note logic", language),
            say("note person", language),
            coders_note(evidence.coders, language),
            set_aside_note({**evidence.set_aside, say("note unread", language): skipped}, language),
        ),
        set_aside=aside,
        parameters={"hypothesis": hypothesis},
        corner=say("hypothesis", language),
        kind="tracing",
    )


def _rows(key: str, name: str, case: str, held: Sequence[Tested], language: str) -> list[Row]:
    found = conclusion((each.test, each.result) for each in held)
    count = say("one test" if len(held) == 1 else "together", language, count=len(held))
    ids = tuple(dict.fromkeys(each.passage.coding.id for each in held))
    whole = (Cell(case), Cell(count), Cell(None), Cell(say(found, language), ids), Cell(None), Cell(None), Cell(None))
    rows = [Row(key, name, whole)]
    for each in held:
        own = (each.passage.coding.id,)
        cells = (
            Cell(case),
            Cell(say(each.test, language), own),
            Cell(say(each.result, language), own),
            Cell(say(f"{each.test} {each.result}", language)),
            Cell(say(f"rivals {each.test} {each.result}", language)),
            Cell((quoted(each.passage, language),), own),
            Cell(f"{each.memo.body} ({each.memo.by})"),
        )
        rows.append(Row(f"{key}/{each.memo.id}", name, cells, level=1))
    return rows


def _read(memo: Memo, passage: Passage) -> Tested | None:
    if memo.kind != "test":
        return None
    hypothesis, test, result = (memo.data.get(name) for name in ("hypothesis", "test", "result"))
    if not isinstance(hypothesis, str) or test not in TEST_KINDS or result not in RESULTS:
        return None
    return Tested(hypothesis, memo.about.get("case") or passage.case, test, result, memo, passage)
