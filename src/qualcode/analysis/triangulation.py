"""Triangulation: what each source says of each feature in each case, beside what a person made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from qualcode.analysis.feature_wording import say, state_name
from qualcode.analysis.features import DOCUMENTS, Finding, InCase, Side
from qualcode.analysis.passages import quoted
from qualcode.analysis.wording import coders_note
from qualcode.errors import UsageError
from qualcode.model.display import Cell, Column, Display, Row
from qualcode.model.evidence import Evidence

Verdict = Literal["agreement", "partial", "silence", "dissonance"]
VERDICTS: tuple[Verdict, ...] = ("agreement", "partial", "silence", "dissonance")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person made of the sources of one feature in one case: a verdict, the reason, and who gave it."""

    verdict: Verdict
    body: str
    by: str


def triangulation(
    evidence: Evidence,
    found: Sequence[Finding],
    judgements: Mapping[tuple[str, str], Judgement],
    language: str = "en",
) -> Display:
    """Return one row for each feature and case, one column for each source: its state, the codings behind it, the verdict.

    Sources are the roles that speak in the cases' interviews, then the documents. `judgements` are looked up by
    (feature, case). A mark tells where sources that speak differ. Refused where the study has no cases.
    """
    if not evidence.cases:
        raise UsageError("The study has no cases.", remedy="Make a folder for each below cases/.")
    sources = _sources(found)
    columns = [Column("case", say("case", language))]
    columns += [Column(f"source:{name}", say(name, language)) for name in sources]
    columns += [Column(key, say(key, language)) for key in ("differs", "verdict", "memo")]
    names = {case.id: case.name for case in evidence.cases}
    rows = []
    for each in found:
        for case in each.cases:
            judged = judgements.get((each.rule.id, case.case))
            cells = [Cell(names.get(case.case, case.case))]
            cells += [_source_cell(case.by_source.get(name), language) for name in sources]
            cells.append(Cell("≠" if _differ(case) else None))
            cells.append(Cell(_verdict_name(judged.verdict, language) if judged else None))
            cells.append(Cell(f"{judged.body} ({judged.by})" if judged else None))
            rows.append(Row(f"{each.rule.id}/{case.case}", each.rule.name(language), tuple(cells)))
    return Display(
        title=say("title triangulation", language),
        unit="source",
        columns=tuple(columns),
        rows=tuple(rows),
        notes=(
            say("note triangulation", language),
            say("note states", language),
            coders_note(evidence.coders, language),
        ),
        set_aside=evidence.set_aside,
        parameters={"rules": [each.rule.id for each in found]},
        corner=say("feature", language),
        kind="triangulation",
    )


def sides_display(evidence: Evidence, finding: Finding, case: str, language: str = "en") -> Display:
    """Return what each source says of one feature in one case, in its words: a row for each source and stance."""
    held = next(each for each in finding.cases if each.case == case)
    rows = []
    for name in _sources([finding]):
        side = held.by_source.get(name)
        for stance in ("affirming", "mixed", "denying", "planned"):
            passages = getattr(side, stance) if side else ()
            if passages:
                quotes = tuple(quoted(passage, language) for passage in passages)
                cells = (Cell(say(f"side {stance}", language)), Cell(quotes, tuple(p.coding.id for p in passages)))
                rows.append(Row(f"{name}/{stance}", say(name, language), cells))
    return Display(
        title=f"{finding.rule.name(language)} × {case}: {state_name(held.state, language)}",
        unit="source",
        columns=(Column("side", say("side", language)), Column("quotes", say("quoted", language), "quotes")),
        rows=tuple(rows),
        notes=(say("note states", language), coders_note(evidence.coders, language)),
        set_aside=evidence.set_aside,
        parameters={"rule": finding.rule.id, "case": case},
        corner=say("source", language),
        kind="triangulation-sides",
    )


def _verdict_name(verdict: Verdict, language: str) -> str:
    return say("partial agreement" if verdict == "partial" else verdict, language)


def _sources(found: Sequence[Finding]) -> list[str]:
    seen = {name for each in found for case in each.cases for name in case.by_source}
    return [*sorted(seen - {DOCUMENTS}), *([DOCUMENTS] if DOCUMENTS in seen else [])]


def _source_cell(side: Side | None, language: str) -> Cell:
    if side is None or side.state == "silent":
        return Cell(None)
    return Cell(state_name(side.state, language), tuple(dict.fromkeys(p.coding.id for p in side.all)))


def _differ(case: InCase) -> bool:
    spoken = {side.state for side in case.by_source.values()} - {"silent"}
    return len(spoken) > 1
