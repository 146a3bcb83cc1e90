"""What the researchers noted about key features: how the rules came about, and what the list cannot carry."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.analysis.feature_wording import say
from qualcode.coding.retrieve import as_memo
from qualcode.model.coding import Memo
from qualcode.model.display import Cell, Column, Display, Row
from qualcode.model.events import About, MemoEvent
from qualcode.study.paths import STUDY_LEDGER
from qualcode.study.study import Study


def feature_notes(study: Study) -> tuple[Memo, ...]:
    """Return the methodological memos on key features, the oldest first; of a memo that was replaced the newest.

    They are those about a feature, and those about the study as a whole that name one in any language.
    """
    if not study.settings.features:
        return ()
    names = tuple({name for rule in study.settings.features for name in rule.names.values() if name})
    found = [
        (event, coder.handle)
        for coder in study.settings.coders
        for event in study.state(coder.handle, STUDY_LEDGER).memos
        if event.kind == "methodological" and _speaks(event, names)
    ]
    found.sort(key=lambda each: (each[0].at, each[0].id))
    return tuple(as_memo(event, coder) for event, coder in found)


def feature_notes_display(notes: Sequence[Memo], study: Study, language: str = "en") -> Display:
    """Return one row a memo: who wrote it and when, and its words."""
    rows = [Row(memo.id, _who(memo, study, language), (Cell(memo.body),)) for memo in notes]
    return Display(
        title=say("title notes", language),
        unit="memo",
        columns=(Column("memo", say("memo words", language)),),
        rows=tuple(rows),
        notes=(say("note notes", language),),
        corner=say("who", language),
        kind="feature-notes",
    )


def _speaks(event: MemoEvent, names: Sequence[str]) -> bool:
    if event.about.feature is not None:
        return True
    return event.about == About() and any(name in event.body for name in names)


def _who(memo: Memo, study: Study, language: str) -> str:
    names = {coder.handle: coder.name for coder in study.settings.coders}
    return say("noted by", language, coder=names.get(memo.by) or memo.by, day=memo.at[:10])
