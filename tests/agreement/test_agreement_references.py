"""Every entry of the shared reference file whose coefficient is built, within the entry's own tolerance."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from qualcode.agreement.assess import coefficients
from qualcode.agreement.ratings import from_contingency, from_values

REFERENCES = Path(__file__).resolve().parents[2].parent / "shared" / "references" / "agreement.yaml"
FIELDS = {"": "value", "_se": "se", "_ci95_low": "low", "_ci95_high": "high"}
BUILT = {one.name + suffix: (one, field) for one in coefficients() for suffix, field in FIELDS.items()}


def _entries() -> list[Any]:
    if not REFERENCES.exists():
        return [pytest.param({}, marks=pytest.mark.skip(reason="no reference file beside the checkout"))]
    entries = yaml.load(REFERENCES.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return [pytest.param(e, id=f"{e['name']}-{e['coefficient']}") for e in entries if e["coefficient"] in BUILT]


@pytest.mark.parametrize("entry", _entries())
def test_reference_entry_is_reproduced(entry: dict[str, Any]) -> None:
    coefficient, field = BUILT[entry["coefficient"]]
    data = entry["data"]
    table = from_values(data) if entry["kind"] == "matrix" else from_contingency(data["table_rows_coderA_cols_coderB"])
    estimate = coefficient.of(table)
    low, high = estimate.ci or (None, None)
    found = {"value": estimate.value, "se": estimate.se, "low": low, "high": high}[field]
    assert found == pytest.approx(entry["expected"], abs=entry["tolerance"])
