"""Summaries of a case under a code, kept as memos with the codings they rest on: the cells of a framework matrix."""

from __future__ import annotations

from collections.abc import Mapping

from qualcode.coding.marks import memo
from qualcode.errors import NotFoundError, UsageError
from qualcode.model.codebook import Code
from qualcode.model.coding import Coder
from qualcode.model.events import About, MemoEvent
from qualcode.model.evidence import Evidence
from qualcode.model.names import name_key
from qualcode.study.paths import STUDY_LEDGER
from qualcode.study.study import Study
from qualcode.study.writing import Clock, utc_now

CHANGED = "*"


def summarise(
    study: Study, coder: Coder, known: Evidence, case: str, code: Code, body: str, clock: Clock = utc_now
) -> MemoEvent:
    """Record what a case comes to under a code, with the ids of the codings there now; a later summary takes its place.

    Raises `NotFoundError` for a case that is not there, `UsageError` for an empty text.
    """
    cases = {name_key(each.id): each.id for each in study.cases} | {name_key(c.name): c.id for c in study.cases}
    if name_key(case) not in cases:
        raise NotFoundError("case", case, [each.id for each in study.cases], outcome="Nothing was recorded.")
    if not body.strip():
        raise UsageError("A summary needs words. Nothing was recorded.")
    id = cases[name_key(case)]
    about = About(case=id, code=code.id)
    data: dict[str, object] = {"codings": sorted(_codings(known, id, code.id))}
    return memo(study, coder, body, about, kind="summary", data=data, clock=clock)[1]


def summaries_of(study: Study, known: Evidence) -> Mapping[tuple[str, str], str]:
    """Return the newest summary of each (case, code), with the number of codings it rests on; `*` where they have changed."""
    found: dict[tuple[str, str], MemoEvent] = {}
    for coder in study.settings.coders:
        for event in study.state(coder.handle, STUDY_LEDGER).memos:
            if event.kind != "summary" or event.about.case is None or event.about.code is None:
                continue
            key = (event.about.case, study.codebook.current_id(event.about.code))
            if key not in found or found[key].at < event.at:
                found[key] = event
    return {key: _words(event, _codings(known, *key)) for key, event in found.items()}


def _words(event: MemoEvent, now: set[str]) -> str:
    listed = (event.data or {}).get("codings")
    then = {str(each) for each in listed} if isinstance(listed, list) else set()
    return f"{event.body} ({len(then)}){CHANGED if then != now else ''}"


def _codings(known: Evidence, case: str, code: str) -> set[str]:
    own = set(known.codebook.descendants(code)) if code in known.codebook.by_id else {code}
    return {p.coding.id for p in known.passages if p.case == case and p.coding.code in own}
