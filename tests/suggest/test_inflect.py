"""The inflected family of English words."""

from __future__ import annotations

import pytest

from qualcode.suggest.inflect import MOST_VARIANTS, family, variants


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("subsidy", {"subsidies"}),
        ("policies", {"policy"}),
        ("arrive", {"arrives", "arrived", "arriving"}),
        ("plan", {"plans", "planned", "planning"}),
        ("took", {"take", "takes", "taken", "taking"}),
        ("child", {"children"}),
        ("reskill", {"reskills", "reskilled", "reskilling"}),
        ("be", {"is", "are", "was", "were"}),
    ],
)
def test_a_family_holds_the_word_and_its_inflections(word: str, others: set[str]) -> None:
    assert family(word)[0] == word
    assert others <= set(family(word))


@pytest.mark.parametrize("word", ["AI", "the", "never", "政策", "3.5", "co-op", "a"])
def test_what_does_not_inflect_stands_alone(word: str) -> None:
    assert family(word) == (word.lower(),)


def test_a_phrase_varies_in_every_word_while_that_stays_small() -> None:
    assert {"lacked incentives", "lacking incentive"} <= set(variants("lacks incentive"))


def test_a_long_phrase_varies_one_word_at_a_time() -> None:
    made = variants("firms take apprentices when councils pay grants")
    assert len(made) <= MOST_VARIANTS
    assert made[0] == "firms take apprentices when councils pay grants"
    assert "firms took apprentices when councils pay grants" in made
    assert "firm took apprentices when councils pay grants" not in made
