"""The cache keeps what a document was before an edit; damaged or missing, codings are looked for without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from studies import code, make_study, reopened, write_document

from qualcode.coding.anchor import place_in
from qualcode.study.cache import load_text
from qualcode.study.study import Study

TEXT = (
    "访谈者：那一年理事会开过几次会？\n受访者：对。开过两次，后来就没有再开了。\n"
    "访谈者：补贴是学校申请的吗？\n受访者：是学校申请的，批下来的时候已经是第二年了。\n"
)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    made = make_study(tmp_path / "study", documents={"INT01": TEXT}, codes=("A",), coders=("c1",))
    code(made, "c1", "INT01:4", "批下来的时候已经是第二年了", "A")
    return reopened(made)


def stands(study: Study) -> str | None:
    study = reopened(study)
    document = study.document("INT01")
    (stored,) = study.state("c1", "INT01").codings
    span, _ = place_in(document, stored.place)
    return None if span is None else span.of(document.text)


def test_a_text_is_kept_under_its_fingerprint_and_outlives_the_edit(study: Study) -> None:
    before = study.document("INT01")
    write_document(study.root, "INT01", "访谈者：开始吧。\n" + TEXT.replace("第二年", "转年"))
    after = reopened(study).document("INT01")
    assert after.earlier(before.text_sha256) == before.text
    assert stands(study) == "批下来的时候已经是转年了"


def test_the_text_before_the_first_cached_reading_of_this_version_is_kept_too(study: Study) -> None:
    """A cache from before texts were kept holds the reading: its text is kept when the file is edited."""
    before = study.document("INT01")
    for path in (study.root / ".qualcode/cache/texts").iterdir():
        path.unlink()
    write_document(study.root, "INT01", "访谈者：开始吧。\n" + TEXT)
    reopened(study).document("INT01")
    assert load_text(study.root, before.text_sha256) == before.text


@pytest.mark.parametrize("damage", [b"", b"other words", b"\xff\xfe"])
def test_a_damaged_text_is_none(study: Study, damage: bytes) -> None:
    fingerprint = study.document("INT01").text_sha256
    place = study.root / ".qualcode" / "cache" / "texts" / f"{fingerprint}.txt"
    place.write_bytes(damage)
    assert load_text(study.root, fingerprint) is None
    write_document(study.root, "INT01", "访谈者：开始吧。\n" + TEXT)
    assert stands(study) == "批下来的时候已经是第二年了", "its words and surroundings still speak for it"


@pytest.mark.parametrize("fingerprint", ["", "../../qualcode.toml", "a" * 63, "A" * 64, "g" * 64, "a/" * 32])
def test_what_is_no_fingerprint_names_no_file(study: Study, fingerprint: str) -> None:
    assert load_text(study.root, fingerprint) is None


def test_a_cache_that_cannot_be_written_costs_only_the_old_text(study: Study) -> None:
    texts = study.root / ".qualcode" / "cache" / "texts"
    study.document("INT01")
    for path in texts.iterdir():
        path.unlink()
    texts.rmdir()
    texts.write_text("in the way", encoding="utf-8")
    write_document(study.root, "INT01", "访谈者：开始吧。\n" + TEXT)
    assert stands(study) == "批下来的时候已经是第二年了"
