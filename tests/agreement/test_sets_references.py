"""Every entry on sets of codes in the shared reference file, within the entry's own tolerance."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from qualcode.agreement.sets.distances import between, masi
from qualcode.agreement.sets.every import SET_COEFFICIENTS
from qualcode.agreement.sets.table import from_rows

REFERENCES = Path(__file__).resolve().parents[2].parent / "shared" / "references" / "agreement.yaml"
NAMES = {
    "alpha_set_distance_dkpro": "alpha_set_relation",
    "alpha_masi_distance_passonneau2004_dkpro": "alpha_masi_2004",
    "percent_agreement_exact_sets": "percent_agreement_sets",
}


def _entries(kind: str) -> list[Any]:
    if not REFERENCES.exists():
        return [pytest.param({}, marks=pytest.mark.skip(reason="no reference file beside the checkout"))]
    entries = yaml.load(REFERENCES.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return [pytest.param(e, id=f"{e['name']}-{e['coefficient']}") for e in entries if e["kind"] == kind]


@pytest.mark.parametrize("entry", _entries("sets"))
def test_reference_on_sets_is_reproduced(entry: dict[str, Any]) -> None:
    coefficient = SET_COEFFICIENTS[NAMES.get(entry["coefficient"], entry["coefficient"])]
    found = coefficient.of(from_rows(entry["data"]))
    assert found.value == pytest.approx(entry["expected"], abs=entry["tolerance"])


@pytest.mark.parametrize("entry", _entries("set_pair"))
def test_reference_on_a_pair_of_sets_is_reproduced(entry: dict[str, Any]) -> None:
    assert entry["coefficient"] == "masi_distance"
    first, second = (set(one) for one in entry["data"])
    assert between(masi, first, second) == pytest.approx(entry["expected"], abs=entry["tolerance"])
