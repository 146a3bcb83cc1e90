"""Nodes by level, with sources and references, as Chinese theses count them."""

from __future__ import annotations

from collections import defaultdict

from qualcode.analysis.families import families
from qualcode.analysis.passages import in_order, place
from qualcode.analysis.wording import coders_note, set_aside_note
from qualcode.model.display import Cell, Column, Display, Row
from qualcode.model.evidence import Evidence, Passage
from qualcode.report.options import Language
from qualcode.report.tables.wording import ordinal, say


def nodes_display(evidence: Evidence, language: Language) -> Display:
    """Return one row a code, its name in the column of its level: documents in which it is coded, passages; below it included.

    A code that nobody used, with all below it, has no row.
    """
    found = families(evidence.codebook)
    held: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in in_order(evidence):
        for row in found.rows_of.get(passage.coding.code, ()):
            held[row].append(passage)
    used = [code for code in evidence.codebook if held[code.id]]
    depth = max((code.level for code in used), default=1)
    rows = []
    for code in used:
        passages = held[code.id]
        ids = tuple(dict.fromkeys(passage.coding.id for passage in passages))
        names = [Cell(code.name(language) if level == code.level else "") for level in range(2, depth + 1)]
        sources = Cell(len({passage.coding.document for passage in passages}), ids)
        references = Cell(len({place(passage) for passage in passages}), ids)
        rows.append(Row(code.id, code.name(language) if code.level == 1 else " ", (*names, sources, references)))
    heads = [say("node", language, level=ordinal(level, language)) for level in range(1, depth + 1)]
    columns = [Column(f"level{level}", head) for level, head in enumerate(heads[1:], 2)]
    columns.append(Column("sources", say("sources", language), "count"))
    columns.append(Column("references", say("references", language), "count"))
    return Display(
        title=say("nodes", language),
        unit=say("unit code", language),
        columns=tuple(columns),
        rows=tuple(rows),
        notes=(
            say("nodes note", language),
            coders_note(evidence.coders, language),
            set_aside_note(evidence.set_aside, language),
        ),
        set_aside=evidence.set_aside,
        corner=heads[0],
        kind="nodes",
    )
