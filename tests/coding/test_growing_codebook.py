"""The codebook while it grows: comments stay, codings follow, every change is an event."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from studies import code, make_study, reopened

from qualcode.coding import codebook_acts as acts
from qualcode.coding.codebook_diff import codebook_diff, codings_by_code
from qualcode.coding.retrieve import evidence
from qualcode.errors import QualcodeError, UsageError
from qualcode.model.events import BookEvent
from qualcode.study.study import Study

BOOK = """\
# kept: a comment at the top
title: Test
codes:
  - id: BOT   # kept: a comment beside
    name: {en: Bottlenecks, zh: 瓶颈}
    codable: false
    definition: What holds it back.
    children:
      - id: BOT-POL
        name: {en: Fragmented policy, zh: 政策碎片化}
        definition: Offices do not fit together.
      # kept: a comment between
      - id: BOT-MOT
        name: Weak motivation
        definition: "Firms: little to gain."
  - id: GOV
    name: Government
    definition: What it does.
"""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    made = make_study(tmp_path / "study", documents={"INT01": "Respondent: The subsidy never came.\n"}, codes=BOOK)
    code(made, "c1", "INT01:1", None, "BOT-POL", "BOT-MOT")
    return reopened(made)


def book(study: Study) -> str:
    return (study.root / "codebook.yaml").read_text(encoding="utf-8")


def coded(study: Study) -> set[str]:
    return {passage.coding.code for passage in evidence(reopened(study), ["c1"]).passages}


def test_a_new_code_is_the_only_change_in_the_file(study: Study) -> None:
    before = book(study)
    event = acts.add(study, study.coder("c1"), acts.NewCode("推诿", "BOT"), lambda: datetime(2026, 3, 1, tzinfo=UTC))
    assert event.codes == ("BOT-N1",)
    added = "      - id: BOT-N1\n        name: 推诿\n        origin: emergent\n        since: '2026-03-01'\n"
    assert book(study) == before.replace("  - id: GOV\n", added + "  - id: GOV\n")
    new = reopened(study).codebook.by_id["BOT-N1"]
    assert (new.parent, new.origin, new.since) == ("BOT", "emergent", "2026-03-01")


def test_every_change_is_an_event_from_one_hash_to_another(study: Study) -> None:
    first = study.codebook.hash
    acts.rename(study, study.coder("c1"), "GOV", "STATE")
    (event,) = reopened(study).events("c1", "@study")
    assert isinstance(event, BookEvent)
    assert (event.change, event.codes, event.before) == ("rename", ("GOV", "STATE"), first)
    assert event.after == reopened(study).codebook.hash != first


def test_codings_follow_a_code_that_is_renamed_and_comments_stay(study: Study) -> None:
    acts.rename(study, study.coder("c1"), "BOT-POL", "BOT-FRAG")
    assert coded(study) == {"BOT-FRAG", "BOT-MOT"}
    assert reopened(study).codebook.by_id["BOT-FRAG"].was == ("BOT-POL",)
    assert book(study).count("# kept") == 3


def test_codings_of_merged_codes_count_under_the_one_that_stays(study: Study) -> None:
    acts.merge(study, study.coder("c1"), ["BOT-POL"], "BOT-MOT")
    assert coded(study) == {"BOT-MOT"}
    assert "BOT-POL" not in reopened(study).codebook.by_id
    assert reopened(study).codebook.resolve("BOT-POL") == reopened(study).codebook.by_id["BOT-MOT"]


def test_a_code_moves_with_all_below_it(study: Study) -> None:
    acts.move(study, study.coder("c1"), "BOT", "GOV")
    moved = reopened(study).codebook
    assert (moved.by_id["BOT"].parent, moved.by_id["BOT-POL"].parent) == ("GOV", "BOT")
    assert moved.by_id["BOT-POL"].level == 3


@pytest.mark.parametrize("under", ["BOT-POL", "BOT"])
def test_a_code_cannot_stand_below_itself(study: Study, under: str) -> None:
    before = book(study)
    with pytest.raises(UsageError, match="itself"):
        acts.move(study, study.coder("c1"), "BOT", under)
    assert book(study) == before


def test_one_language_of_a_name_is_edited_and_the_other_stays(study: Study) -> None:
    acts.edit(study, study.coder("c1"), "BOT-POL", "name", "政策打架", "zh")
    assert dict(reopened(study).codebook.by_id["BOT-POL"].names) == {"en": "Fragmented policy", "zh": "政策打架"}


def test_an_id_that_is_or_was_given_is_never_given_again(study: Study) -> None:
    acts.rename(study, study.coder("c1"), "GOV", "STATE")
    for taken in ("BOT-MOT", "GOV"):
        with pytest.raises(UsageError, match="is or was"):
            acts.add(reopened(study), study.coder("c1"), acts.NewCode("Again", id=taken))


def test_a_change_that_would_break_the_codebook_leaves_it_as_it_was(study: Study) -> None:
    before = book(study)
    with pytest.raises(QualcodeError, match="left as it was"):
        acts.add(study, study.coder("c1"), acts.NewCode("Bad", id="no spaces here"))
    assert book(study) == before
    assert not study.ledger_paths("c1", "@study")


def test_the_difference_names_each_change_and_the_codings_it_touches(study: Study) -> None:
    old = study.codebook
    acts.rename(study, study.coder("c1"), "BOT-POL", "BOT-FRAG")
    acts.edit(reopened(study), study.coder("c1"), "BOT-FRAG", "definition", "Offices at odds.", None)
    acts.add(reopened(study), study.coder("c1"), acts.NewCode("Luck"))
    acts.merge(reopened(study), study.coder("c1"), ["GOV"], "BOT-MOT")
    later = reopened(study)
    changes = [
        (each.kind, each.before, each.after, each.codings)
        for each in codebook_diff(old, later.codebook, codings_by_code(later))
    ]
    assert changes == [
        ("renamed", "BOT-POL", "BOT-FRAG", 1),
        ("rules", "BOT-POL", "BOT-FRAG", 1),
        ("added", None, "LUC", 0),
        ("merged", "GOV", "BOT-MOT", 0),
    ]
