"""Key features as tables: the list, and features × cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qualcode.analysis.feature_wording import say, state_name
from qualcode.analysis.features import Finding, InCase
from qualcode.analysis.wording import coders_note, listing
from qualcode.model.codebook import worded
from qualcode.model.display import Cell, Column, Display, Row
from qualcode.model.evidence import Evidence, Passage
from qualcode.model.feature import FeatureRule

MOST = 3
_USUAL = FeatureRule("")
_SIDES = ("affirming", "mixed", "denying", "planned")


def feature_list(evidence: Evidence, found: Sequence[Finding], language: str = "en") -> Display:
    """Return one row a feature: what the rule makes of it, in which cases, who affirms it, and how replication came out."""
    keys = ("standing", "support", "partly", "negative", "others", "sources", "passages", "replication")
    rows = [Row(each.rule.id, each.rule.name(language), _list_cells(each, language), level=0) for each in found]
    return features_display(
        evidence,
        found,
        "features",
        say("title list", language),
        tuple(Column(key, say(key, language)) for key in keys),
        grouped(found, rows, len(keys), language),
        (_rule_note(found, language), _unsaid_note(found, language), say("note replication", language)),
        language,
    )


def unsaid_of(found: Iterable[Finding]) -> tuple[int, int]:
    """Return how many of the passages for all features have no stance, and how many passages for them there are."""
    affirming = [passage for each in found for case in each.cases for passage in case.side.affirming]
    return sum(passage.coding.stance is None for passage in affirming), len(affirming)


def features_by_case(evidence: Evidence, found: Sequence[Finding], language: str = "en", most: int = MOST) -> Display:
    """Return features × cases: each cell the state with the first places for and against it, and the codings behind it."""
    columns = tuple(Column(case.id, case.name) for case in evidence.cases)
    rows = [
        Row(
            each.rule.id,
            each.rule.name(language),
            tuple(Cell(_state_words(case, language, most), ids_of(case.side.all)) for case in each.cases),
        )
        for each in found
    ]
    return features_display(
        evidence,
        found,
        "feature-cases",
        say("title cases", language),
        columns,
        grouped(found, rows, len(columns), language),
        (say("note references", language, most=most),),
        language,
    )


def _list_cells(each: Finding, language: str) -> tuple[Cell, ...]:
    def cases(*chosen: InCase, marked: bool = False) -> str:
        thin = say("thin", language)
        named = (f"{case.case}{'' if case.enough or not marked else thin}" for case in chosen)
        return listing(language).join(named) or say("none", language)

    def about(*chosen: InCase) -> tuple[str, ...]:
        return ids_of(tuple(passage for case in chosen for passage in case.side.all))

    supported, partial, negative = each.where("supported"), each.where("partial"), each.where("contradicted")
    counted = say("of", language, count=len(each.support), cases=len(each.cases))
    sources = dict.fromkeys(source for case in each.cases for source in case.sources)
    counts = {side: sum(len(getattr(case.side, side)) for case in each.cases) for side in _SIDES}
    unsaid, _ = unsaid_of([each])
    replications = [case.replication for case in each.cases if case.replication != "untested"]
    replicated = [f"{say(name, language)} {replications.count(name)}" for name in dict.fromkeys(replications)]
    others = (f"{case.case} {state_name(case.state, language)}" for case in each.cases if _else(case))
    return (
        Cell(say(each.standing, language)),
        Cell(f"{counted}: {cases(*supported, marked=True)}" if supported else counted, about(*supported)),
        Cell(cases(*partial), about(*partial)),
        Cell(cases(*negative), about(*negative)),
        Cell(listing(language).join(others) or say("none", language)),
        Cell(listing(language).join(say(source, language) for source in sources) or say("none", language)),
        Cell(say("counts", language, unsaid=unsaid, **counts), about(*each.cases)),
        Cell(listing(language).join(replicated) or say("untested", language)),
    )


def _else(case: InCase) -> bool:
    return case.state not in ("supported", "partial", "contradicted")


def _state_words(case: InCase, language: str, most: int) -> str:
    sides = case.side
    speaking = (*sides.affirming, *sides.planned)[:most]
    against = (*sides.denying, *sides.mixed)[:most]
    places = ", ".join(p.address for p in speaking)
    if against:
        places += f" / {', '.join(p.address for p in against)}"
    name = state_name(case.state, language)
    return f"{name} ({places.strip()})" if places else name


def ids_of(passages: Sequence[Passage]) -> tuple[str, ...]:
    """Return the ids of the passages' codings, each once."""
    return tuple(dict.fromkeys(passage.coding.id for passage in passages))


def grouped(found: Sequence[Finding], rows: Sequence[Row], columns: int, language: str) -> list[Row]:
    """Return the rows with a heading row before each group of features."""
    out: list[Row] = []
    last = ""
    for each, row in zip(found, rows, strict=True):
        group = worded(each.rule.group, language)
        if group and group != last:
            out.append(Row(f"group:{group}", group, (Cell(None),) * columns))
        last = group
        out.append(Row(row.key, row.label, row.cells, level=1 if group else 0))
    return out


def _unsaid_note(found: Sequence[Finding], language: str) -> str:
    unsaid, of = unsaid_of(found)
    return say("note unsaid", language, count=unsaid, of=of)


def _rule_note(found: Sequence[Finding], language: str) -> str:
    rule = found[0].rule if found else _USUAL
    return say("note rule", language, cases=rule.cases, roles=rule.roles, quotes=rule.quotes)


def features_display(
    evidence: Evidence,
    found: Sequence[Finding],
    kind: str,
    title: str,
    columns: tuple[Column, ...],
    rows: Sequence[Row],
    notes: tuple[str, ...],
    language: str,
    corner: str = "",
) -> Display:
    """Return a display of features with the notes that all of them share."""
    stances = [p.coding.stance for each in found for case in each.cases for p in case.side.all]
    common = [coders_note(evidence.coders, language), say("note states", language)]
    common.append(say("note stance", language, count=sum(s is None for s in stances), of=len(stances)))
    if len(evidence.cases) <= 12:
        common.append(say("note five", language, cases=len(evidence.cases)))
    several = sum(p.case is None for p in evidence.passages)
    return Display(
        title=title,
        unit="case",
        columns=columns,
        rows=tuple(rows),
        notes=(*notes, *common),
        set_aside={**evidence.set_aside, **({"codings that name no single case": several} if several else {})},
        parameters={"rules": [each.rule.id for each in found]},
        corner=corner or say("feature", language),
        kind=kind,
    )
