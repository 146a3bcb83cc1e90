"""Recording a test of a hypothesis on a coding: a memo of kind `test`."""

from __future__ import annotations

from qualcode.analysis.tracing import Result, TestKind
from qualcode.coding.acts import find_case
from qualcode.coding.marks import find_coding, memo
from qualcode.errors import UsageError
from qualcode.model.coding import Coder
from qualcode.model.events import About, MemoEvent
from qualcode.model.names import name_key
from qualcode.study.study import Study
from qualcode.study.writing import Clock, utc_now

NOTHING = "Nothing was recorded."


def record_test(
    study: Study,
    coder: Coder,
    hypothesis: str,
    coding: str,
    test: TestKind,
    result: Result,
    why: str,
    *,
    case: str | None = None,
    clock: Clock = utc_now,
) -> MemoEvent:
    """Record that a passage is a test of a hypothesis, of which kind, and whether it was passed; return the memo.

    `coding` is one of the coder's own, by its id or the beginning of it. A later test of the same hypothesis, kind and
    coding takes its place. Raises `UsageError` without a hypothesis or a reason.
    """
    if not hypothesis.strip():
        raise UsageError(f"The hypothesis has no name. {NOTHING}")
    if not why.strip():
        raise UsageError(f"A test needs its reason. {NOTHING}", remedy="Say it with --why.")
    document, _ = find_coding(study, coder, coding)
    about = About(coding=coding, case=None if case is None else find_case(study, document, case))
    data = {"hypothesis": known_name(study, hypothesis.strip()), "test": test, "result": result}
    return memo(study, coder, why, about, kind="test", data=data, clock=clock)[1]


def hypotheses_of(study: Study) -> tuple[str, ...]:
    """Return the hypotheses that any coder has tested, and the ids of rivals and features that qualcode.toml declares."""
    declared = [*(rival.id for rival in study.settings.rivals), *(rule.id for rule in study.settings.features)]
    named: list[str] = []
    for coder in study.settings.coders:
        for document in study.documents_coded_by(coder.handle):
            for coding in study.state(coder.handle, document).codings:
                for note in coding.memos:
                    written = (note.data or {}).get("hypothesis")
                    if note.kind == "test" and isinstance(written, str):
                        named.append(written)
    return tuple({name_key(each): each for each in (*reversed(named), *declared)}.values())


def known_name(study: Study, hypothesis: str) -> str:
    """Return a hypothesis as it was first written, whatever its case; a new one as it is."""
    known = {name_key(each): each for each in hypotheses_of(study)}
    return known.get(name_key(hypothesis), hypothesis)
