"""Every reference case of the cross-case analysis has a test named after it, or a reason why not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "references" / "crosscase.yaml"
MATCHED_IN = {
    "association": "test_effects.py",
    "cooccurrence": "test_cooccurrence.py",
    "crosstab": "test_exact.py",
    "key_features": "test_features.py",
    "qca_calibrate": "test_qca_references.py",
    "qca_fit": "test_qca_references.py",
    "qca_minimize": "test_qca_references.py",
    "qca_supersubset": "test_qca_references.py",
    "saturation": "test_saturation.py",
}
NOT_COMPUTED = {"survey": "a rate of questionnaires sent out; what was not coded is in no study"}


@pytest.mark.skipif(not SHARED.is_file(), reason="the reference file is not beside this checkout")
def test_every_kind_of_reference_is_matched_by_a_test_or_is_known_not_to_be_computed() -> None:
    kinds = {case["kind"] for case in yaml.safe_load(SHARED.read_text(encoding="utf-8"))["cases"]}
    assert kinds == {*MATCHED_IN, *NOT_COMPUTED}
    for kind, module in MATCHED_IN.items():
        text = (Path(__file__).parent / module).read_text(encoding="utf-8")
        assert f'"{kind}"' in text or '"qca_"' in text, f"{module} does not read the {kind} references"
