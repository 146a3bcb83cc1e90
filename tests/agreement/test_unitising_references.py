"""Every entry on spans and segmentations in the shared reference file, within the entry's own tolerance."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from qualcode.agreement.unitising.alignment import Weights
from qualcode.agreement.unitising.alpha import family
from qualcode.agreement.unitising.alpha_1995 import u_alpha_1995
from qualcode.agreement.unitising.boundaries import of_masses
from qualcode.agreement.unitising.continuum import Continuum, Passage
from qualcode.agreement.unitising.gamma import gamma, observed_disorder
from qualcode.agreement.unitising.tally import tally

REFERENCES = Path(__file__).resolve().parents[2].parent / "shared" / "references" / "agreement.yaml"


def _entries(kind: str) -> list[Any]:
    if not REFERENCES.exists():
        return [pytest.param({}, marks=pytest.mark.skip(reason="no reference file beside the checkout"))]
    entries = yaml.load(REFERENCES.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return [pytest.param(e, id=f"{e['name']}-{e['coefficient']}") for e in entries if e["kind"] == kind]


def _continuum(data: dict[str, Any]) -> Continuum:
    start, end = data.get("continuum", (0, max(span["end"] for span in data["spans"])))
    spans: dict[str, list[Passage]] = defaultdict(list)
    for span in data["spans"]:
        spans[str(span["coder"])].append((span["start"] - start, span["end"] - start, span["code"]))
    return Continuum("reference", end - start, {coder: tuple(passages) for coder, passages in spans.items()})


def _value(coefficient: str, continuum: Continuum) -> float | None:
    weights = Weights(*(float(number) for number in re.findall(r"=(\d+(?:\.\d+)?)", coefficient)[:3]))
    if coefficient.startswith("gamma_best_alignment_disorder"):
        return observed_disorder(continuum, weights)
    if coefficient.startswith("gamma"):
        return gamma(continuum, weights, seed=1).value
    if coefficient.startswith("u_alpha_1995"):
        return u_alpha_1995([continuum], coefficient.partition(":")[2] or None).value
    return family(tally([continuum]))[coefficient].value


@pytest.mark.parametrize("entry", _entries("spans"))
def test_reference_on_spans_is_reproduced(entry: dict[str, Any]) -> None:
    found = _value(entry["coefficient"], _continuum(entry["data"]))
    if entry["expected"] == "undefined":
        assert found is None
    else:
        assert found == pytest.approx(entry["expected"], abs=entry["tolerance"])


@pytest.mark.parametrize("entry", _entries("segmentation_masses"))
def test_reference_on_segmentations_is_reproduced(entry: dict[str, Any]) -> None:
    assert entry["coefficient"] == "boundary_similarity"
    assert of_masses(*entry["data"]) == pytest.approx(entry["expected"], abs=entry["tolerance"])
