"""Which code the other coder used instead: what a codebook's rules do not yet tell apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import permutations

from qualcode.coding.compare import Difference
from qualcode.model.codebook import Codebook
from qualcode.model.display import Cell, Column, Display, Row
from qualcode.model.reliability import ReliabilityData

_WORDS = {
    "en": {
        "title": "Which code the other coder used instead",
        "corner": "Code given by one",
        "alone": "only {}",
        "instead": "Instead",
        "nothing": "Nothing instead",
        "note": "A row counts the units that one coder gave the code and another, who had finished the document, did not. "
        "Instead: the codes that the other gave there and the one did not, with the number of units; one unit may count "
        "for several. Nothing instead: the other gave no code that the one had not given.",
    },
    "zh": {
        "title": "另一位编码员改用了哪个编码",
        "corner": "一方给出的编码",
        "alone": "仅 {}",
        "instead": "另一方改用",
        "nothing": "另一方未改用",
        "note": "每行统计一方给出该编码、而另一位已完成该文档的编码员未给出的单元。“另一方改用”为另一方在该处给出而此方未给出的编码及其单元数，"
        "同一单元可计入多个；“另一方未改用”指另一方没有给出此方所无的编码。",
    },
}


@dataclass
class _Use:
    """What became of one code where only one of two coders gave it."""

    alone: Counter[str] = field(default_factory=Counter)
    instead: Counter[str] = field(default_factory=Counter)
    nothing: int = 0
    ids: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def confusion(data: ReliabilityData, found: Sequence[Difference], codebook: Codebook, language: str = "en") -> Display:
    """Return, for each code that one coder gave alone, who did, and which codes the other gave in its place.

    Rows follow the codebook; the codes used instead stand in the order of their number. Cells lead to the codings.
    """
    words = _WORDS["zh" if language == "zh" else "en"]
    uses = _uses(data, found)
    columns = [Column(f"alone:{coder}", words["alone"].format(coder), "count") for coder in data.coders]
    columns += [Column("instead", words["instead"]), Column("nothing", words["nothing"], "count")]
    rows = []
    for code in (each for each in data.codes if each in uses):
        use = uses[code]
        cells = [Cell(use.alone[coder], tuple(use.ids[coder])) for coder in data.coders]
        ranked = sorted(use.instead.items(), key=lambda pair: (-pair[1], data.codes.index(pair[0])))
        shown = "; ".join(f"{other} ({count})" for other, count in ranked)
        rows.append(Row(code, _name(codebook, code, language), (*cells, Cell(shown or None), Cell(use.nothing))))
    return Display(
        title=words["title"],
        unit=data.unit,
        columns=tuple(columns),
        rows=tuple(rows),
        notes=(words["note"],),
        set_aside=data.set_aside,
        parameters={"coders": list(data.coders), "unit": data.unit},
        corner=words["corner"],
        kind="confusion",
    )


def _uses(data: ReliabilityData, found: Sequence[Difference]) -> dict[str, _Use]:
    place = {unit: number for number, unit in enumerate(data.units)}
    uses: dict[str, _Use] = defaultdict(_Use)
    for each in found:
        number = place[each.unit]
        given = {coder: data.values[row][number] for row, coder in enumerate(data.coders)}
        for code in each.codes:
            marked: set[str] = set()
            for one, other in permutations(data.coders, 2):
                mine, theirs = given[one], given[other]
                if mine is None or theirs is None or code not in mine or code in theirs:
                    continue
                use = uses[code]
                use.instead.update(theirs - mine)
                use.nothing += not theirs - mine
                if one not in marked:
                    marked.add(one)
                    use.alone[one] += 1
                    use.ids[one] += [coding.id for coding in each.sides.get(one, ()) if coding.code == code]
    return uses


def _name(codebook: Codebook, id: str, language: str) -> str:
    code = codebook.resolve(id)
    return f"{id} {code.name(language)}" if code else id
