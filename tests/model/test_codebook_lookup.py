"""A code may be typed by id, old id, path of names, name in any language and, where allowed, a fragment."""

from __future__ import annotations

import pytest

from qualcode.errors import AmbiguousError, NotFoundError
from qualcode.model.codebook import Code, Codebook

BOOK = Codebook(
    (
        Code("BOT", {"en": "Bottlenecks", "zh": "瓶颈"}, codable=False, children=("BOT-POL", "BOT-OTH")),
        Code(
            "BOT-POL",
            {"en": "Fragmented policy", "zh": "政策碎片化"},
            parent="BOT",
            level=2,
            was=("POL-OLD",),
            children=("ÖFF",),
        ),
        Code("ÖFF", {"": "Öffentlich"}, parent="BOT-POL", level=3),
        Code("BOT-OTH", {"en": "Other", "zh": "其他"}, parent="BOT", level=2),
        Code("GOV", {"en": "Governance"}, children=("GOV-OTH",)),
        Code("GOV-OTH", {"en": "Other", "zh": "其他"}, parent="GOV", level=2),
    )
)


@pytest.mark.parametrize(
    "typed, id",
    [
        ("BOT-POL", "BOT-POL"),
        ("bot-pol", "BOT-POL"),
        (" BOT-POL ", "BOT-POL"),
        ("POL-OLD", "BOT-POL"),
        ("pol-old", "BOT-POL"),
        ("Fragmented policy", "BOT-POL"),
        ("政策碎片化", "BOT-POL"),
        ("Bottlenecks > Other", "BOT-OTH"),
        ("瓶颈 > other", "BOT-OTH"),
        ("GOV>其他", "GOV-OTH"),
        ("BOT > BOT-POL > Öffentlich", "ÖFF"),
        ("O\u0308FF", "ÖFF"),
    ],
)
def test_a_code_is_found_by_each_of_its_names(typed: str, id: str) -> None:
    assert BOOK.lookup(typed).id == id


def test_a_name_that_two_codes_bear_is_refused_with_both_paths() -> None:
    with pytest.raises(AmbiguousError) as caught:
        BOOK.lookup("其他")
    assert "Bottlenecks > Other" in str(caught.value) and "Governance > Other" in str(caught.value)


def test_a_fragment_counts_only_where_it_is_allowed_and_fits_one_code() -> None:
    assert BOOK.lookup("碎片", fragments=True).id == "BOT-POL"
    with pytest.raises(NotFoundError):
        BOOK.lookup("碎片")
    with pytest.raises(AmbiguousError):
        BOOK.lookup("ot", fragments=True)
    with pytest.raises(NotFoundError):
        BOOK.lookup("  ", fragments=True)


def test_an_unknown_code_names_the_nearest_and_what_was_not_done() -> None:
    with pytest.raises(NotFoundError) as caught:
        BOOK.lookup("BOT-PLO", outcome="Nothing was coded.")
    assert "BOT-POL" in str(caught.value) and str(caught.value).endswith("Nothing was coded.")


def test_a_live_id_wins_over_an_old_one() -> None:
    book = Codebook((Code("A", {}, was=("B",)), Code("B", {})))
    assert book.lookup("B").id == "B" and book.current_id("B") == "B"


def test_descendants_ancestor_and_path_follow_the_tree() -> None:
    assert BOOK.descendants("BOT") == ("BOT", "BOT-POL", "ÖFF", "BOT-OTH")
    assert [BOOK.ancestor("ÖFF", level) for level in (1, 2, 3, 9)] == ["BOT", "BOT-POL", "ÖFF", "ÖFF"]
    assert BOOK.path("ÖFF", "zh") == "瓶颈 > 政策碎片化 > Öffentlich"
    assert "BOT" not in BOOK.codable and BOOK.current_id("nobody knows it") == "nobody knows it"
