"""Every entry of the shared reference file on ratings and contingency tables, within the entry's own tolerance."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from qualcode.agreement.assess import coefficients
from qualcode.agreement.coefficient import Parts
from qualcode.agreement.ratings import Ratings, from_contingency, from_values

REFERENCES = Path(__file__).resolve().parents[2].parent / "shared" / "references" / "agreement.yaml"
FIELDS = {"_se": "se", "_ci95_low": "low", "_ci95_high": "high"}
MISSING = pytest.mark.skipif(not REFERENCES.exists(), reason="no reference file beside the checkout")


def _entries() -> list[Any]:
    if not REFERENCES.exists():
        return [pytest.param({}, id="none", marks=MISSING)]
    entries = yaml.load(REFERENCES.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return [
        pytest.param(entry, id=f"{entry['name']}-{entry['coefficient']}")
        for entry in entries
        if entry["kind"] in ("matrix", "contingency")
    ]


def _ratings(entry: dict[str, Any]) -> Ratings:
    data = entry["data"]
    return from_values(data) if entry["kind"] == "matrix" else from_contingency(data["table_rows_coderA_cols_coderB"])


def _asked(entry: dict[str, Any]) -> tuple[str, str, str]:
    """Return coefficient, category (or empty) and field of an entry's name, such as `cohen_kappa_linear_se`."""
    name, _, category = entry["coefficient"].partition(":")
    suffix = next((suffix for suffix in FIELDS if name.endswith(suffix)), "")
    return name.removesuffix(suffix).removesuffix("_category"), category, FIELDS.get(suffix, "value")


@pytest.mark.parametrize("entry", _entries())
def test_reference_entry_is_reproduced(entry: dict[str, Any]) -> None:
    name, category, field = _asked(entry)
    coefficient, ratings = coefficients([name])[0], _ratings(entry)
    estimate = coefficient.per_category(ratings)[category] if category else coefficient.of(ratings)
    low, high = estimate.ci or (None, None)
    found = {"value": estimate.value, "se": estimate.se, "low": low, "high": high}[field]
    assert found == pytest.approx(entry["expected"], abs=entry["tolerance"])


@pytest.mark.parametrize("entry", _entries())
def test_reference_entry_is_reproduced_from_its_parts(entry: dict[str, Any]) -> None:
    name, category, field = _asked(entry)
    if category or field != "value":
        return
    parts = coefficients([name])[0].parts_of(_ratings(entry))
    assert isinstance(parts, Parts)
    assert parts.values(parts.units.times)[0] == pytest.approx(entry["expected"], abs=entry["tolerance"])


@MISSING
def test_the_file_holds_as_many_entries_as_were_looked_at() -> None:
    assert len(_entries()) == 107
