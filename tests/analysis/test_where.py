"""Evidence narrowed by attributes."""

from __future__ import annotations

import pytest
from evidence_sample import evidence

from qualcode.analysis.where import where
from qualcode.errors import NotFoundError, UsageError


def kept(condition: str) -> tuple[set[str], set[str], set[str]]:
    """The ids of codings, documents and cases that a condition keeps."""
    known = where(evidence(), condition)
    return (
        {p.coding.id for p in known.passages},
        {document.id for document in known.documents},
        {case.id for case in known.cases},
    )


def test_a_condition_keeps_passages_documents_and_the_cases_they_belong_to() -> None:
    codings, documents, cases = kept("role=official")
    assert codings == {"k1", "k2", "k3", "k4"}
    assert documents == {"I1"}
    assert cases == {"a"}


def test_conditions_are_joined_and_the_joins_bind_as_usual() -> None:
    assert kept("role=official and case=b")[0] == set()
    assert kept("role=official or case=b")[0] == {"k1", "k2", "k3", "k4", "k5"}
    assert kept("case=b or role=official and mode=online")[0] == {"k1", "k2", "k3", "k4", "k5"}
    assert kept("(case=b or role=official) and mode=online")[0] == {"k1", "k2", "k3", "k4"}
    assert kept("not role=official")[0] == {"k5", "k6", "k7", "k8"}
    assert kept("role!=official")[0] == {"k5", "k6", "k7", "k8"}


def test_values_are_known_by_key_or_label_in_any_case_and_chinese_signs_are_read() -> None:
    assert kept('case="AUTOS"') == kept("case=a")
    assert kept("（case＝a）且 not role=official")[0] == {"k8"}
    assert kept('mode="in person"')[1] == {"I2"}


def test_an_attribute_of_a_case_is_found_through_its_documents() -> None:
    codings, documents, cases = kept("province=GD")
    assert codings == {"k5"}
    assert {"I2", "b/plan"} <= documents
    assert cases >= {"b"}


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("role", "NAME=VALUE was expected"),
        ("role=official and", "NAME=VALUE was expected"),
        ("(role=official", "a parenthesis is not closed"),
        ("role=official case=a", "stands where nothing was expected"),
        ("", "NAME=VALUE was expected"),
    ],
)
def test_a_condition_that_cannot_be_read_says_where(condition: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        where(evidence(), condition)


def test_unknown_names_and_values_are_refused_with_the_nearest() -> None:
    with pytest.raises(NotFoundError, match=r'"rolle".*Nearest: role'):
        where(evidence(), "rolle=official")
    with pytest.raises(NotFoundError, match=r'No role "oficial".*Nearest: official'):
        where(evidence(), "role=oficial")
