"""Agreement before and after codes were merged: what the merger bought, and what it hides."""

from __future__ import annotations

from collections.abc import Mapping

from qualcode.agreement.assess import Agreement, AgreementResult
from qualcode.model.codebook import Codebook
from qualcode.model.display import Cell, Column, Display, Row

_WORDS = {
    "en": {
        "title": "Agreement before and after codes were merged",
        "corner": "Code",
        "pooled": "Pooled over all codes in use",
        "note": "Before: each coding under the code it was given; after: under the code that took it in. A code and those "
        "merged into it stand together. Units with it are those to which any coder gave it. A merged code agrees more "
        "easily, since confusions between its parts no longer count: the gain is not evidence that the rules became clearer.",
        "none": "No codes have been merged by `codebook merge`.",
    },
    "zh": {
        "title": "编码合并前后的一致性",
        "corner": "编码",
        "pooled": "全部使用过的编码合并计算",
        "note": "合并前：按当初所用编码计；合并后：归入接收它的编码计。接收编码与被并入者列在一起。涉及单元指任一编码员给出该编码的单元。"
        "合并后的编码更容易一致，因为各部分之间的混淆不再计入，数值升高并不说明规则更清楚。",
        "none": "没有用 `codebook merge` 合并过编码。",
    },
}

_COLUMNS = {
    "en": ("α before", "units with it before", "α after", "units with it after"),
    "zh": ("合并前 α", "合并前涉及单元", "合并后 α", "合并后涉及单元"),
}


def merges_display(
    before: Agreement,
    after: Agreement,
    merges: Mapping[str, tuple[str, ...]],
    codebook: Codebook,
    language: str = "en",
) -> Display:
    """Return nominal α and the units in use for each code that took others in, before and after, and pooled.

    `before` and `after` are the same comparison with merged codes apart and together; `merges` maps the code that
    stayed to those merged into it.
    """
    chosen = "zh" if language == "zh" else "en"
    words = _WORDS[chosen]
    rows: list[Row] = []
    for into, sources in merges.items():
        code = codebook.resolve(into)
        name = f"{into} {code.name(language)}" if code else into
        rows.append(Row(into, name, (*_cells(before, into), *_cells(after, into))))
        rows += [Row(each, each, (*_cells(before, each), Cell(None), Cell(None)), level=1) for each in sources]
    pooled = [_alpha(one.find("alpha_nominal", "pooled")) for one in (before, after)]
    rows.append(Row("pooled", words["pooled"], (pooled[0], Cell(None), pooled[1], Cell(None))))
    keys = ("alpha_before", "units_before", "alpha_after", "units_after")
    return Display(
        title=words["title"],
        unit=after.unit,
        columns=tuple(
            Column(key, label, "number" if key.startswith("alpha") else "count")
            for key, label in zip(keys, _COLUMNS[chosen], strict=True)
        ),
        rows=tuple(rows) if merges else (),
        notes=(words["note"] if merges else words["none"],),
        set_aside=after.set_aside,
        parameters={"coders": list(after.coders), "unit": after.unit},
        corner=words["corner"],
        kind="merges",
    )


def _cells(agreement: Agreement, code: str) -> tuple[Cell, Cell]:
    use = agreement.uses.get(code)
    return _alpha(agreement.find("alpha_nominal", "code", (code,))), Cell(None if use is None else use.by_any)


def _alpha(result: AgreementResult | None) -> Cell:
    return Cell(None if result is None else result.value)
