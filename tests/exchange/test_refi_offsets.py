"""Positions as programs count them lead to the same words; the way is chosen by origin and verified."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from refi_files import brought, coded, codes, qde, qdpx, selection, source

from qualcode.exchange.refi.normal import NormalText
from qualcode.exchange.refi.offsets import Counting, by_origin, offsets, place
from qualcode.exchange.refi.project import Project, Selection, Source
from qualcode.text.normalise import normalise

WORDS = "café 😀 here\r\nTwo 𝒽ouses stand\r\nand a third one\r\n"
TEXTS = st.text(st.sampled_from("ab é\u0301\r\n😀政。\ufeff\x00\u2028ㅏᄀ"), max_size=40)
WAYS = st.builds(Counting, st.booleans(), st.sampled_from(("as-is", "one", "two")), st.booleans())


def as_nvivo(raw: str, words: str) -> tuple[int, int]:
    """Return where words stand in UTF-16 units of the text as it is, CRLF included."""
    start = raw.index(words)
    units = [len(raw[:end].encode("utf-16-le")) // 2 for end in (start, start + len(words))]
    return units[0], units[1]


def test_nvivo_counts_utf16_units_over_crlf(tmp_path: Path) -> None:
    inner = "".join(selection(n, *as_nvivo(WORDS, words)) for n, words in enumerate(("here", "𝒽ouses", "third")))
    xml = qde(codes("A") + f"<Sources>{source(1, 'T', inner)}</Sources>", origin="NVivo 12.6 for Windows")
    for text in (WORDS.encode(), WORDS.replace("\r\n", "\n").encode("utf-8-sig")):
        path = qdpx(tmp_path, xml, {1: text})
        study = brought(path, tmp_path / f"s{len(text)}").study
        assert {found for *_, found in coded(study)} == {"here", "𝒽ouses", "third"}


def test_a_way_that_does_not_fit_gives_way_and_that_is_said(tmp_path: Path) -> None:
    raw = WORDS * 4
    quotes = [(raw.index("third", raw.index("third") * n), "third") for n in (0, 1)] + [(raw.index("stand"), "stand")]
    inner = "".join(selection(n, at, at + len(words), name=words) for n, (at, words) in enumerate(quotes))
    xml = qde(codes("A") + f"<Sources>{source(1, 'T', inner)}</Sources>", origin="NVivo 12 for Windows")
    found = brought(qdpx(tmp_path, xml, {1: raw.encode()}), tmp_path / "s")
    assert {words for *_, words in coded(found.study)} == {"third", "stand"}
    assert any("They do not fit" in note for note in found.report.notes)


def test_origins() -> None:
    assert by_origin("ATLAS.ti 8.4.0").newline == "one"
    assert by_origin("qualcode 0.1.0 (for maxqda)").newline == "two"
    assert by_origin("QualCoder 3.5") == by_origin("") == Counting()
    assert not by_origin("NVivo for Mac 12").utf16


@given(TEXTS, WAYS, st.data())
def test_every_place_comes_back_in_every_way_of_counting(raw: str, way: Counting, data: st.DataObject) -> None:
    text = NormalText(raw)
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    at = offsets(raw, way)
    project = Project(sources=(Source("s", "S", text=raw, selections=(Selection("x", int(at[start]), int(at[end])),)),))
    span = text.span(start, end)
    if span is not None:
        assert span.of(text.text) == normalise(raw[start:end])
    places = place(project)
    if places.counting == way and places.spans[0][0] is not None:
        assert places.spans[0][0].of(text.text).strip() == normalise(raw[start:end]).strip()


@given(TEXTS)
def test_whole_lines_always_have_a_place(raw: str) -> None:
    text, start = NormalText(raw), 0
    for line in raw.replace("\r\n", "\n\n").split("\n"):
        end = start + len(line)
        if normalise(line).strip():
            found = text.span(start, end)
            assert found is not None and found.of(text.text) == normalise(raw[start:end])
        start = end + 1
