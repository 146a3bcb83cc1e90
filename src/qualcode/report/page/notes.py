"""What coders wrote beside their codings: memos on anything else, and the reasons of what was settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qualcode.coding.anchor import Anchor, place_in
from qualcode.coding.disputes import compare
from qualcode.coding.retrieve import as_memo
from qualcode.model.events import MemoEvent, SettleEvent
from qualcode.model.span import Span
from qualcode.report.options import Language
from qualcode.report.page.shown import Shown
from qualcode.report.values import clean
from qualcode.study.paths import STUDY_LEDGER
from qualcode.study.study import Study


def memos_of(study: Study, shown: Sequence[Shown], language: Language, redact: bool) -> list[dict[str, Any]]:
    """Return the memos about no coding, the oldest first: kind, author, day, words, and what each is about.

    Documents, codes and cases are named by their number in the page, a paraphrased passage by its place. A memo that may
    hold words of a transcript which are left out (all of them with `redact`) has no words here.
    """
    numbers = {each.document.id: number for number, each in enumerate(shown)}
    codes = {id: number for number, id in enumerate(study.codebook.by_id)}
    cases = {case.id: number for number, case in enumerate(study.cases)}
    features = {rule.id: clean(rule.name(language)) for rule in study.settings.features}
    found = []
    for event, coder in sorted(_memos(study, numbers), key=lambda each: (each[0].at, each[0].id)):
        memo = as_memo(event, coder)
        about = event.about
        made: dict[str, Any] = {"kind": memo.kind, "by": clean(memo.by), "day": memo.at[:10]}
        at = numbers.get(about.document or "")
        held = shown[at] if at is not None else None
        span = None if held is None else _place(held, event)
        named = {
            "document": at,
            "code": codes.get(study.codebook.current_id(about.code)) if about.code else None,
            "case": cases.get(about.case or ""),
            "feature": features.get(about.feature, clean(about.feature)) if about.feature else None,
            "source": clean(about.source) if about.source and not redact else None,
            "span": held.browser.span(span) if held and span else None,
            "verdict": clean(str((event.data or {})["verdict"])) if memo.kind == "verdict" and event.data else None,
        }
        made |= {name: value for name, value in named.items() if value is not None}
        if not (redact or (held is not None and (held.withholds(span) or (span is None and held.silent)))):
            made["body"] = clean(memo.body)
        found.append(made)
    return found


def _memos(study: Study, documents: Mapping[str, int]) -> Iterator[tuple[MemoEvent, str]]:
    for coder in study.settings.coders:
        for ledger in (STUDY_LEDGER, *documents):
            for event in study.state(coder.handle, ledger).memos:
                if event.about.coding is None:
                    yield event, coder.handle


def _place(held: Shown, event: MemoEvent) -> Span | None:
    data = event.data or {}
    if set(data) != set(Anchor._fields):
        return None
    return place_in(held.document, Anchor(**data))[0]  # type: ignore[arg-type]  # the fields are an anchor's own


def settlements_of(study: Study, shown: Sequence[Shown], redact: bool) -> list[dict[str, Any]]:
    """Return every settlement that holds: document, place, by which consensus, which codes it left, and its reason.

    The reason is left out where words of the place are, since it may repeat them.
    """
    handles = {coder.handle: number for number, coder in enumerate(study.settings.coders)}
    codes = {id: number for number, id in enumerate(study.codebook.by_id)}
    found: list[dict[str, Any]] = []
    for coder in study.settings.coders:
        if coder.kind != "consensus":
            continue
        for number, each in enumerate(shown):
            if not any(isinstance(event, SettleEvent) for event in study.events(coder.handle, each.document.id)):
                continue
            for dispute in compare(study, each.document, coder.of, coder.handle).disputes:
                if dispute.settled is None:
                    continue
                start, end = each.browser.span(dispute.span)
                kept = map(study.codebook.current_id, dispute.settled.codes)
                made: dict[str, Any] = {"document": number, "start": start, "end": end, "by": handles[coder.handle]}
                made["codes"] = [codes[code] for code in kept if code in codes]
                if dispute.settled.why and not redact and not each.withholds(dispute.span):
                    made["why"] = clean(dispute.settled.why)
                found.append(made)
    return found
