"""Placeholders in a house's document: filled in wherever Word cut them; a value is text, and a fault is told by name."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from display_samples import matrix
from docx.enum.text import WD_BREAK

from qualcode.errors import StudyError
from qualcode.report.build import build_word, placeholder_values
from qualcode.report.contents import Part, ReportContents

CONTENTS = ReportContents(
    "产教融合研究",
    notice="本资料为演示而写。",
    date="2024-05-07",
    language="zh",
    author="王 & Co",
    parts=(Part("codebook", (("codebook", matrix()),)),),
)


def house(header: tuple[str, ...] = (), cover: tuple[str, ...] = (), *, ends: bool = True) -> bytes:
    """Return a `.docx` whose header is cut into these runs, with these paragraphs before a page break and one after."""
    document = docx.Document()
    for part in header:
        document.sections[0].header.paragraphs[0].add_run(part)
    for text in cover:
        document.add_paragraph(text)
    if ends and cover:
        document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Words after the cover.")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def header_of(base: bytes, contents: ReportContents = CONTENTS) -> str:
    document = docx.Document(io.BytesIO(build_word(contents, base, "house.docx")))
    return str(document.sections[0].header.paragraphs[0].text)


@pytest.mark.parametrize(
    "runs",
    [
        ("某校 {{ title }} · {{date}}",),
        ("某校 {", "{ ti", "tle", " }} · {{da", "te}}"),
        ("某校 ", "{{ title | trim }} · {{ date }}"),
    ],
)
def test_a_placeholder_is_filled_in_however_word_cut_it(runs: tuple[str, ...]) -> None:
    assert header_of(house(runs)) == "某校 产教融合研究 · 2024年5月7日"


@pytest.mark.parametrize(
    "title", ["<w:p/>", "{{ 7 * 7 }}", "{% raw %}", "a & b ]]>", '"><script>', "{{ author }}", "x\ufffey"]
)
def test_a_value_is_neither_markup_nor_template(title: str) -> None:
    assert header_of(house(("{{ title }}",)), replace(CONTENTS, title=title)) == title.replace("\ufffe", "")


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("{{ titel }}", r"header: \{\{ titel \}\} is not known.*Did you mean \{\{ title \}\}"),
        ("{{ }}", r"header: \{\{ \}\} is not known"),
        ("{{ title", r"header: \{\{ title is no placeholder"),
        ("{% if 1 %}x{% endif %}", r"header: \{% if 1 %\} is no placeholder"),
        ("{{ title.__class__ }}", r"\{\{ title.__class__ \}\} is not known"),
        ("{{ title | nothing }}", r"\{\{ title \| nothing \}\} cannot be filled in"),
        ("{{ title | round }}", r"\{\{ title \| round \}\} cannot be filled in"),
        ("{# a remark #}", "is no placeholder"),
    ],
)
def test_a_fault_names_file_place_and_placeholder(written: str, says: str) -> None:
    with pytest.raises(StudyError, match=says) as told:
        header_of(house((written,)))
    assert told.value.path == "house.docx"


def test_a_cover_with_placeholders_stands_in_place_of_our_title_page() -> None:
    base = house(cover=("某某大学", "{{ title }}", "{{ author }}", "{{ notice }}"))
    texts = [each.text for each in docx.Document(io.BytesIO(build_word(CONTENTS, base))).paragraphs if each.text]
    assert texts[:5] == ["某某大学", "产教融合研究", "王 & Co", "本资料为演示而写。", "目录"]
    assert "Words after the cover." not in texts


def test_a_notice_is_not_lost_for_a_cover_that_leaves_it_out() -> None:
    texts = [
        each.text
        for each in docx.Document(io.BytesIO(build_word(CONTENTS, house(cover=("{{ title }}",))))).paragraphs
        if each.text
    ]
    assert texts[:3] == ["产教融合研究", "本资料为演示而写。", "目录"]


def test_a_body_without_placeholders_is_a_specimen_of_styles_and_goes() -> None:
    texts = [
        each.text for each in docx.Document(io.BytesIO(build_word(CONTENTS, house(cover=("Heading",))))).paragraphs
    ]
    assert texts[0] == "产教融合研究" and "Heading" not in texts


def test_every_value_that_may_be_named_can_be() -> None:
    named = " ".join(f"{{{{ {name} }}}}" for name in placeholder_values(CONTENTS))
    assert header_of(house((named,))).split() == [
        "产教融合研究",
        "王",
        "&",
        "Co",
        "2024年5月7日",
        "本资料为演示而写。",
        "zh",
    ]


def test_the_author_stands_on_the_title_page_and_in_the_properties() -> None:
    document = docx.Document(io.BytesIO(build_word(CONTENTS)))
    assert document.paragraphs[1].text == document.core_properties.author == "王 & Co"
