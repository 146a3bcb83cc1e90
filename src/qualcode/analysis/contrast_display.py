"""A contrast as a table: each code in each group, in how many of them it is, and the test with its reason or its result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from qualcode.analysis.contrast import PATTERNS, Contrast, Contrasted, InGroup, Pattern, least_p
from qualcode.analysis.contrast_wording import say
from qualcode.analysis.effects import Effect
from qualcode.analysis.wording import coders_note, label, listing, set_aside_note
from qualcode.analysis.wording import say as say_plain
from qualcode.model.display import Cell, Column, Display, Row
from qualcode.model.evidence import Evidence

FEW_CASES = 6
"""With five cases or fewer no split into two groups reaches 0.05; the warning stands below any contrast of so few."""


def contrast_display(
    evidence: Evidence, found: Contrasted, language: str = "en", only: Pattern | None = None
) -> Display:
    """Return a contrast as a table; `only` keeps the codes of one pattern, and the tests stay those of the whole table.

    Each cell of a group says in how many of its known units the code is present, with the codings that show it.
    """
    book = evidence.codebook
    columns = [Column(key, name) for key, name in found.headings]
    columns += [Column("pattern", say("pattern", language))]
    columns += [Column("p", say("p", language), "number"), Column("holm", say("holm", language), "number")]
    columns += [Column("effect", say("effect", language)), Column("why", say("why", language))]
    rows = []
    for each in found.codes:
        if only in (None, each.pattern):
            cells = [_group_cell(group, language) for group in each.groups]
            cells.append(Cell(say(each.pattern, language), _ids(*each.groups)))
            cells += [Cell(each.p), Cell(each.corrected), Cell(_effect(each.effect, language))]
            cells.append(Cell(_why(each, found, language)))
            code = book.by_id[each.code]
            rows.append(Row(each.code, code.name(language), tuple(cells), code.level - 1))
    aside = {**evidence.set_aside, **found.table.set_aside}
    return Display(
        title=say("title", language, by=label(found.by, language).lower()),
        unit=say(found.unit, language),
        columns=tuple(columns),
        rows=tuple(rows),
        notes=(*_notes(evidence, found, only, language), set_aside_note(aside, language)),
        set_aside=aside,
        parameters={"by": found.by, "among": [key for key, _ in found.headings], "only": only},
        corner=say_plain("code", language),
        kind="contrast",
    )


def _group_cell(group: InGroup, language: str) -> Cell:
    known, unknown = len(group.present) + len(group.absent), len(group.unknown)
    key = "present" if not unknown else "unknown more" if known else "not known"
    words = say(key, language, present=len(group.present), known=known, unknown=unknown) if known or unknown else None
    return Cell(words, _ids(group))


def _ids(*groups: InGroup) -> tuple[str, ...]:
    return tuple(dict.fromkeys(passage.coding.id for group in groups for passage in group.passages))


def _effect(effect: Effect | None, language: str) -> str | None:
    if effect is None or effect.value is None or effect.interval is None:
        return None
    key = "difference" if effect.name == "risk_difference" else "v"
    return say(key, language, value=effect.value, low=effect.interval[0], high=effect.interval[1])


def _why(each: Contrast, found: Contrasted, language: str) -> str | None:
    if each.reason is None:
        return None
    units = say(found.unit if each.count == 1 and language != "zh" else f"{found.unit}s", language)
    return say(each.reason, language, count=each.count, units=units)


def _notes(evidence: Evidence, found: Contrasted, only: Pattern | None, language: str) -> list[str]:
    units = say(f"{found.unit}s", language) if language != "zh" else say(found.unit, language)
    patterns: Mapping[str, int] = Counter(each.pattern for each in found.codes)
    notes = [coders_note(evidence.coders, language), say("note cells", language, units=units)]
    filling = {pattern: patterns.get(pattern, 0) for pattern in PATTERNS}
    notes.append(say("note pattern", language, units=units, **filling))
    if only is not None:
        notes.append(say("note only", language, only=say(only, language)))
    if found.left_out:
        names = {case.id: case.name for case in evidence.cases}
        left = listing(language).join(names[case] for case in found.left_out)
        notes.append(
            say("note left out", language, by=label(found.by.removeprefix("case."), language).lower(), names=left)
        )
    if found.tested:
        sizes = (tuple(len(g.present | g.absent) for g in each.groups) for each in found.tested)
        least = min(p for p in (least_p(each) for each in set(sizes)) if p is not None)
        notes.append(say("note test", language, units=units, tests=len(found.tested), least=f"{least:.2g}"))
        if found.unit == "document":
            notes.append(say("note nested", language))
    else:
        notes.append(say("note no test", language))
    if any(each.reason in ("unknown", "shared") for each in found.codes):
        notes.append(say("note withheld", language, unit=say(found.unit, language)))
    if 0 < len(evidence.cases) < FEW_CASES:
        notes.append(say("note five", language, cases=len(evidence.cases)))
    passages = [p for each in found.codes for group in each.groups for p in group.passages]
    stances = Counter(stance for _, stance in {(p.coding.id, p.coding.stance) for p in passages})
    said = {stance: stances[stance] for stance in ("denies", "mixed", "planned")}
    notes.append(say("note mention", language, count=len({p.coding.id for p in passages}), **said))
    return [*notes, say_plain("descendants", language)]
