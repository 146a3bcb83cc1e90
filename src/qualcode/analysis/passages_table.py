"""Coded passages as a table: what one takes along to read, to sort, or to put into a thesis."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from qualcode.analysis.passages import words_in
from qualcode.analysis.wording import say
from qualcode.model.codebook import Codebook
from qualcode.model.display import Cell, Column, Display, Row
from qualcode.model.evidence import Passage

_MORE = {"coder": ("Coder", "编码员"), "stance": ("Stance", "立场"), "memos": ("Memos", "备忘")}


def passages_display(
    passages: Sequence[Passage], codebook: Codebook, language: str = "en", *, rule: str = ""
) -> Display:
    """Return passages as a table, one row for each coding, in the order given; `rule` says whose codings these are.

    It is made to be handed on: words that consent does not cover are not in it.

    A column in which no passage has anything (speaker, role, case, time, stance, memos) is left out.
    """
    own = 1 if language.startswith("zh") else 0
    columns = [Column(key, say(key, language)) for key in ("quote", "speaker", "role", "place", "time", "case")]
    columns += [Column(key, label[own]) for key, label in _MORE.items()]
    rows = [_row(passage, codebook, language) for passage in passages]
    kept = [at for at, column in enumerate(columns) if column.key in ("quote", "place", "coder") or _filled(rows, at)]
    return Display(
        title=say("quotes title", language),
        unit=say("unit passage", language),
        columns=tuple(columns[at] for at in kept),
        rows=tuple(Row(row.key, row.label, tuple(row.cells[at] for at in kept)) for row in rows),
        notes=(rule,) if rule else (),
        corner=say("code", language),
        kind="quotes",
    )


def _filled(rows: Collection[Row], at: int) -> bool:
    return any(row.cells[at].value is not None for row in rows)


def _row(passage: Passage, codebook: Codebook, language: str) -> Row:
    coding = passage.coding
    code = codebook.resolve(coding.code)
    memos = "\n".join(" ".join(memo.body.split()) for memo in coding.memos)
    texts = (
        words_in(passage, language),
        passage.speaker,
        passage.role,
        passage.address,
        passage.time,
        passage.case,
        coding.coder,
        coding.stance,
        memos,
    )
    name = f"{coding.code} {code.name(language)}" if code else coding.code
    return Row(f"{coding.code}:{coding.id}", name, tuple(Cell(text or None, (coding.id,)) for text in texts))
