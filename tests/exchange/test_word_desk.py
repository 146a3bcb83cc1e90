"""A transcript handed out as a Word file and read back: exact spans, or a sentence saying why not."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from studies import code, make_study, reopened
from word_desk_files import Said, W, changed, commented, edited, highlight, style

from qualcode.coding.marks import void
from qualcode.errors import StudyError
from qualcode.exchange.word_desk.bring import bring_word
from qualcode.exchange.word_desk.came_back import read_word
from qualcode.exchange.word_desk.hand_out import codings_as_comments, hand_out
from qualcode.exchange.word_desk.lines import lines_of
from qualcode.exchange.word_desk.recording import Brought
from qualcode.model.span import Span
from qualcode.study.study import Study

TEXT = """\
Interviewer: What held it back?

Respondent: Yes.

Interviewer: Was it the subsidy?

Respondent: Yes. The subsidy never arrived. Two departments passed the matter on.

It went on for years. 补贴一直没有到位。

Interviewer: And then?

Respondent: Yes.
"""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    cases = {
        "interviews/attributes.csv": "document,case\nINT01,zj\n",
        "cases/attributes.csv": "case,name\nzj,Zhejiang\n",
    }
    return make_study(tmp_path, documents={"INT01": TEXT}, sheets=cases)


def span_of(study: Study, words: str, after: int = 0) -> Span:
    start = study.document("INT01").text.index(words, after)
    return Span(start, start + len(words))


def handed(study: Study, *comments: Said) -> bytes:
    document = study.document("INT01")
    data = hand_out(study, document, "en").data
    return commented(data, document, study.settings.unit, comments) if comments else data


def brought(study: Study, data: bytes, *, coder: str = "c2", done: bool = False) -> Brought:
    return bring_word(reopened(study), study.coder(coder), read_word(data, "INT01.docx"), "INT01.docx", done=done)


def state(study: Study, coder: str = "c2") -> Any:
    return reopened(study).state(coder, "INT01")


def why(found: Brought) -> list[str]:
    return [each.why for each in found.findings.refused]


def test_a_comment_becomes_a_coding_and_a_memo_of_the_coder_with_its_author_and_date(study: Study) -> None:
    said = Said(span_of(study, "subsidy never"), "BOT-POL: nobody pays", "Wang", "2026-03-02T10:11:00Z")
    found = brought(study, handed(study, said))
    (coding,) = state(study).codings
    assert (coding.code, coding.place.quote, coding.place.start) == ("BOT-POL", "subsidy never", said.span.start)
    assert (coding.place.author, coding.place.made, coding.via) == ("Wang", "2026-03-02T10:11:00Z", "word")
    assert [(memo.body, memo.author, memo.kind) for memo in coding.memos] == [("nobody pays", "Wang", "code")]
    assert (found.codings, found.memos, found.findings.refused, found.done) == (1, 1, [], False)
    assert state(study).done is None


def test_the_file_carries_hashes_unseen_and_nobodys_codings(study: Study) -> None:
    code(study, "c1", "INT01", "The subsidy never arrived", "BOT-POL", memo="secret thought")
    data = handed(reopened(study))
    back = read_word(data, "x")
    document = study.document("INT01")
    assert back.carried is not None
    assert back.carried == ("for coding", "INT01", document.text_sha256, study.codebook.hash, "turn")
    shown = "\n".join(each.text for each in back.body.paragraphs)
    assert document.text_sha256 not in shown and "secret thought" not in shown and back.comments == ()
    assert "选中与某个编码有关的文字" in shown and "make a comment" in shown and "4 · Respondent" in shown
    assert data == handed(reopened(study))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_law_every_span_of_words_comes_back_as_it_went_out(study: Study, seed: int) -> None:
    chance, document = random.Random(seed), study.document("INT01")
    lines = [line.span for line in lines_of(document, "turn") if line.span is not None]
    comments = []
    for number in range(8):
        first = chance.randrange(len(lines))
        last = min(len(lines) - 1, first + chance.choice((0, 0, 1, 2)))
        start, end = chance.randrange(lines[first].start, lines[first].end), chance.randint(1, 30)
        end = min(lines[last].end, max(lines[last].start + 1, start + end))
        if start < end and document.text[start:end].strip() == document.text[start:end]:
            comments.append(Said(Span(start, end), f"memo: {number}"))
    back = read_word(handed(study, *comments), "x")
    found = bring_word(reopened(study), study.coder("c1"), back, "x")
    got = {(each.memos[0].body, each.span) for each in found.findings.asked}
    assert got == {(each.text.removeprefix("memo: "), each.span) for each in comments}


def test_bringing_a_file_again_adds_nothing_and_what_was_taken_back_stays_so(study: Study) -> None:
    data = handed(study, Said(span_of(study, "subsidy never"), "BOT-POL; GOV: why"))
    first = brought(study, data)
    again = brought(study, data)
    assert (first.codings, first.memos, again.codings, again.memos, again.known) == (2, 2, 0, 0, 2)
    void(reopened(study), study.coder("c2"), state(study).codings[0].id)
    third = brought(study, data)
    assert (third.codings, len(state(study).codings)) == (0, 1)
    assert any("taken back" in remark for remark in third.remarks)


def test_a_reworded_memo_replaces_the_earlier_one_and_a_comment_that_is_gone_leaves_its_coding(study: Study) -> None:
    span = span_of(study, "subsidy never")
    other = Said(span_of(study, "Two departments"), "GOV")
    brought(study, handed(study, Said(span, "BOT-POL: first thought"), other))
    found = brought(study, handed(study, Said(span, "BOT-POL: second thought")))
    by_code = {coding.code: coding for coding in state(study).codings}
    assert [memo.body for memo in by_code["BOT-POL"].memos] == ["second thought"]
    assert (found.reworded, found.memos, set(by_code)) == (1, 0, {"BOT-POL", "GOV"})
    assert any(by_code["GOV"].id[:6] in remark and "in this file no more" in remark for remark in found.remarks)
    older = brought(study, handed(study, Said(span, "BOT-POL: first thought"), other))
    assert older.memos == older.reworded == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BOT-POL", [("BOT-POL", None, None, None, [])]),
        ("政策碎片化：没有人付钱", [("BOT-POL", None, None, None, ["没有人付钱"])]),
        ("BOT-POL；GOV", [("BOT-POL", None, None, None, []), ("GOV", None, None, None, [])]),
        ("BOT-MOT (denies, 2): no", [("BOT-MOT", "denies", 2.0, None, ["no"])]),
        ("BOT-MOT（否定，3）；GOV（计划）", [("BOT-MOT", "denies", 3.0, None, []), ("GOV", "planned", None, None, [])]),
        ("BOT–POL: 10:30 came up", [("BOT-POL", None, None, None, ["10:30 came up"])]),
        ("BOT-POL Fragmented policy", [("BOT-POL", None, None, None, [])]),
        ("Bottlenecks > Weak motivation", [("BOT-MOT", None, None, None, [])]),
        ("GOV-OLD (zj)", [("GOV", None, None, "zj", [])]),
        (
            "BOT-POL: one\nand more\nGOV: two",
            [("BOT-POL", None, None, None, ["one\nand more"]), ("GOV", None, None, None, ["two"])],
        ),
    ],
)
def test_what_a_comment_may_say(study: Study, text: str, expected: list[Any]) -> None:
    found = brought(study, handed(study, Said(span_of(study, "subsidy never"), text)))
    assert why(found) == []
    got = [(c.code, c.stance, c.weight, c.case, [m.body for m in c.memos]) for c in state(study).codings]
    assert sorted(got, key=str) == sorted(expected, key=str)


def test_a_memo_without_a_code_is_a_memo_on_the_document_with_its_words(study: Study) -> None:
    brought(study, handed(study, Said(span_of(study, "subsidy never"), "备忘：回头核实")))
    assert [(memo.body, memo.about.document) for memo in state(study).memos] == [("“subsidy never”\n回头核实", "INT01")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BOT-PLO: typo", "Nearest: BOT-POL"),
        ("interesting!", 'No code "interesting!"'),
        ("BOT", "is a heading"),
        ("GOV (7)", "declares no scale"),
        ("BOT-MOT (9)", "not on the scale"),
        ("GOV (nowhere)", 'No case "nowhere"'),
        ("", "It says nothing."),
        ("GOV: fine\nBOT-PLO: typo", "Nearest: BOT-POL"),
    ],
)
def test_what_cannot_be_understood_is_listed_with_its_place_and_the_rest_is_recorded(
    study: Study, text: str, expected: str
) -> None:
    good = Said(span_of(study, "Two departments"), "GOV")
    found = brought(study, handed(study, Said(span_of(study, "subsidy never"), text), good), done=True)
    (refused,) = found.findings.refused
    assert expected in refused.why and refused.place == "INT01:4" and "Nothing was coded" not in refused.why
    assert [coding.code for coding in state(study).codings] == ["GOV"]
    assert not found.done and state(study).done is None


def at_paragraph(root: Any, text: str) -> Any:
    return next(p for p in root.iter(W + "p") if "".join(p.itertext()).strip() == text)


def around(paragraph: Any) -> None:
    """Move the comment 0 onto the whole of a paragraph."""
    root = paragraph.getroottree().getroot()
    for name, put in (("commentRangeStart", lambda e: paragraph.insert(1, e)), ("commentRangeEnd", paragraph.append)):
        edge = next(root.iter(W + name))
        edge.getparent().remove(edge)
        put(edge)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 · Respondent", "on a segment's number"),
        ("How to code", "on the instructions or the list of codes"),
        ("Governance 治理", "on the instructions or the list of codes"),
    ],
)
def test_a_comment_beside_the_words_is_refused(study: Study, text: str, expected: str) -> None:
    data = handed(study, Said(span_of(study, "subsidy never"), "GOV"))
    found = brought(study, edited(data, lambda root: around(at_paragraph(root, text))))
    assert expected in why(found)[0] and state(study).codings == ()


def test_a_comment_on_nothing_is_refused(study: Study) -> None:
    def bare(root: Any) -> None:
        for name in ("commentRangeStart", "commentRangeEnd"):
            for edge in list(root.iter(W + name)):
                edge.getparent().remove(edge)

    found = brought(study, edited(handed(study, Said(span_of(study, "subsidy never"), "GOV")), bare))
    assert why(found) == ["It stands on no words."]


def rewritten(data: bytes, old: str, new: str) -> bytes:
    return changed(data, {"word/document.xml": lambda part: part.replace(old.encode(), new.encode(), 1)})


def test_words_that_were_edited_are_refused_and_words_beside_the_edit_keep_their_place(study: Study) -> None:
    gone, kept = span_of(study, "departments passed"), span_of(study, "subsidy never")
    data = handed(study, Said(gone, "GOV"), Said(kept, "BOT-POL"))
    found = brought(study, rewritten(data, "departments passed", "offices passed"))
    assert [coding.place.start for coding in state(study).codings] == [kept.start]
    assert "edited" in why(found)[0] and any("lines of the transcript were edited" in each for each in found.remarks)


def test_of_equal_short_answers_the_one_that_was_meant_is_coded_or_none(study: Study) -> None:
    second = span_of(study, "Yes.", study.document("INT01").text.index("And then?"))
    data = handed(study, Said(second, "GOV"))
    brought(study, data)
    assert [coding.place.start for coding in state(study).codings] == [second.start]

    def without_heads(root: Any) -> None:
        for p in [p for p in root.iter(W + "p") if style(p) == "DeskHead"]:
            p.getparent().remove(p)
        first = at_paragraph(root, "Yes.")
        first.getparent().remove(first)

    found = brought(study, edited(data, without_heads), coder="c1")
    places = [coding.place.start for coding in state(study, "c1").codings]
    assert places in ([], [second.start]) and (places or "more than once" in why(found)[0])


def test_an_edit_that_makes_other_words_look_alike_places_nothing(study: Study) -> None:
    """“art” stood only within “departments”; typed anew as a word of its own it is not those letters."""
    data = handed(study, Said(span_of(study, "matter"), "GOV"))
    data = rewritten(rewritten(data, "Two departments", "Two offices"), ">matter<", ">art<")
    assert why(brought(study, data)) == ["The words under it were edited."]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_law_whatever_is_done_to_the_paragraphs_no_other_words_are_coded(study: Study, seed: int) -> None:
    """Paragraphs are taken away, doubled, swapped and cut short; what is placed are the very words, where they stood."""
    chance = random.Random(seed)
    meant = [span_of(study, "never arrived"), span_of(study, "补贴一直"), span_of(study, "Was it the subsidy?")]
    last = span_of(study, "Yes.", study.document("INT01").text.index("And then?"))

    def disturb(root: Any) -> None:
        for _ in range(chance.randint(1, 4)):
            paragraphs = [p for p in root.iter(W + "p") if style(p) in ("DeskHead", "DeskWords")]
            one, other = chance.choice(paragraphs), chance.choice(paragraphs)
            deed = chance.randrange(4)
            if deed == 0 and len(paragraphs) > 3:
                one.getparent().remove(one)
            elif deed == 1:
                one.addnext(etree.fromstring(etree.tostring(one)))
            elif deed == 2 and one is not other and style(one) == "DeskWords" and "".join(one.itertext()) != "Yes.":
                other.addnext(one)
            else:
                words = chance.choice(list(one.iter(W + "t")) or [etree.Element("t")])
                words.text = (words.text or "")[chance.randrange(4) :]

    comments = [Said(span, f"memo: {number}") for number, span in enumerate((*meant, last))]
    data = edited(handed(study, *comments), disturb)
    try:
        found = brought(study, data, coder="c1")
    except StudyError:
        return
    for asked in found.findings.asked:
        number = int(asked.memos[0].body)
        assert asked.span in (*meant, last)[number], (asked.span, number)


def test_tracked_changes_are_passed_over_and_said(study: Study) -> None:
    def track(root: Any) -> None:
        run = next(t for t in root.iter(W + "t") if "subsidy" in (t.text or "")).getparent()
        deleted = etree.Element(W + "del")
        run.addprevious(deleted)
        deleted.append(run)
        run.find(W + "t").tag = W + "delText"
        inserted = etree.fromstring(f'<w:ins xmlns:w="{W[1:-1]}"><w:r><w:t>The grant came late. </w:t></w:r></w:ins>')
        deleted.addnext(inserted)

    span = span_of(study, "Two departments")
    found = brought(study, edited(handed(study, Said(span, "GOV")), track))
    assert [coding.place.start for coding in state(study).codings] == [span.start]
    assert "2 tracked changes were passed over: the text counts as it was before them." in found.remarks


def test_replies_are_memos_on_the_coding_and_resolved_comments_count(study: Study) -> None:
    span = span_of(study, "subsidy never")
    replies = Said(span, "I doubt it", "Zhao", answers=0)
    found = brought(study, handed(study, Said(span, "BOT-POL: mine", resolved=True), replies))
    (coding,) = state(study).codings
    assert [(memo.body, memo.author) for memo in sorted(coding.memos, key=lambda m: m.author)] == [
        ("mine", "Li Mei"),
        ("I doubt it", "Zhao"),
    ]
    assert (found.findings.comments, found.findings.replies, found.findings.resolved) == (1, 1, 1)


def test_comments_by_two_people_are_one_coders_and_that_is_said(study: Study) -> None:
    one, other = Said(span_of(study, "subsidy"), "GOV"), Said(span_of(study, "never"), "GOV", "Zhao")
    found = brought(study, handed(study, one, other))
    assert {coding.place.author for coding in state(study).codings} == {"Li Mei", "Zhao"}
    assert any("Comments by Li Mei, Zhao" in remark for remark in found.remarks)


def test_overlapping_comments_and_one_over_several_segments(study: Study) -> None:
    text = study.document("INT01").text
    long = Span(text.index("The subsidy"), text.index("And then?") + 3)
    inner = span_of(study, "subsidy never arrived. Two")
    brought(study, handed(study, Said(long, "GOV"), Said(inner, "BOT-POL"), Said(inner, "BOT-MOT")))
    got = {(c.code, c.place.start, c.place.end) for c in state(study).codings}
    assert got == {("GOV", *_edges(long)), ("BOT-POL", *_edges(inner)), ("BOT-MOT", *_edges(inner))}


def _edges(span: Span) -> tuple[int, int]:
    return span.start, span.end


def test_highlights_are_codings_by_the_legend_and_a_colour_without_a_code_is_listed(study: Study) -> None:
    def mark(root: Any) -> None:
        words = next(p for p in root.iter(W + "p") if "subsidy never" in "".join(p.itertext()))
        at = "".join(words.itertext()).index("subsidy never")
        highlight(words, at, at + 13, "yellow")
        highlight(words, 0, 4, "cyan")
        swatch = next(cell for cell in root.iter(W + "tc") if "yellow" in "".join(cell.itertext()))
        cell = swatch.getnext().find(W + "p")
        etree.SubElement(etree.SubElement(cell, W + "r"), W + "t").text = "BOT-POL"

    found = brought(study, edited(handed(study), mark))
    assert [(c.code, c.place.quote) for c in state(study).codings] == [("BOT-POL", "subsidy never")]
    (refused,) = found.findings.refused
    assert (refused.kind, refused.place) == ("highlight", "INT01:4") and "no code for turquoise" in refused.why


def test_done_is_written_only_when_asked_and_not_under_another_codebook(study: Study) -> None:
    data = handed(study, Said(span_of(study, "subsidy never"), "GOV"))
    assert brought(study, data, done=True).done and state(study).done is not None
    with (study.root / "codebook.yaml").open("a", encoding="utf-8") as book:
        book.write("  - {id: NEW, name: New}\n")
    later = brought(study, data, coder="c1", done=True)
    assert not later.done and state(study, "c1").done is None
    assert state(study, "c1").codings[0].book == study.codebook.hash


def test_a_text_that_changed_since_codes_only_what_stands_as_it_was(study: Study) -> None:
    data = handed(study, Said(span_of(study, "went on"), "GOV"), Said(span_of(study, "subsidy never"), "BOT-POL"))
    path = study.root / "interviews" / "INT01.txt"
    path.write_text("Interviewer: Welcome.\n\n" + TEXT.replace("never arrived", "did not arrive"), encoding="utf-8")
    found = brought(study, data)
    (coding,) = state(study).codings
    now = reopened(study).document("INT01")
    assert (coding.code, now.text[coding.place.start : coding.place.end]) == ("GOV", "went on")
    assert len(found.findings.refused) == 1 and any("has changed since" in remark for remark in found.remarks)


def test_codings_go_out_as_comments_that_read_like_a_coders_and_are_not_read_back(study: Study) -> None:
    code(study, "c1", "INT01", "The subsidy never arrived", "BOT-MOT", stance="denies", weight=2, memo="a\nb")
    code(study, "c1", "INT01#0-11", None, "GOV")
    again = reopened(study)
    made = codings_as_comments(again, again.document("INT01"), ["c1"], "zh")
    back = read_word(made.data, "x")
    assert [each.text for each in back.comments] == ["BOT-MOT 动力不足 (denies, 2): a\nb"]
    (start,), (end,) = back.body.starts.values(), back.body.ends.values()
    paragraph = next(each for each in back.body.paragraphs if each.start <= start < each.end)
    assert paragraph.text[start - paragraph.start : end - paragraph.start] == "The subsidy never arrived"
    assert (made.codings, sum(made.left.values())) == (1, 1)
    with pytest.raises(StudyError, match="in a study already"):
        brought(study, made.data)


def test_a_file_that_lost_its_properties_is_known_by_its_name(study: Study) -> None:
    data = handed(study, Said(span_of(study, "subsidy never"), "GOV"))
    bare = changed(data, {"docProps/custom.xml": lambda _: b"<Properties/>"})
    assert "by its name it was taken for INT01" in brought(study, bare).remarks[0]
    with pytest.raises(StudyError, match="handed out for coding"):
        bring_word(study, study.coder("c2"), read_word(bare, "other.docx"), "other.docx")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 and nothing", b"\xd0\xcf\x11\xe0 old", b"plain words"])
def test_what_is_no_word_file_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(StudyError) as refusal:
        read_word(data, "INT01.docx")
    assert refusal.value.path == "INT01.docx" and refusal.value.remedy
