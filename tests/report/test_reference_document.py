"""A house's own document as the base: its styles hold, its text does not, its header stays."""

from __future__ import annotations

import io

import docx
import pytest
from display_samples import matrix
from docx.shared import Pt

from qualcode.errors import UsageError
from qualcode.report.build import build_word
from qualcode.report.contents import Part, ReportContents

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CONTENTS = ReportContents("Title", language="zh", parts=(Part("codebook", (("codebook", matrix()),)),))


def house(header: str = "某某大学", footer: str = "") -> bytes:
    document = docx.Document()
    document.styles["Heading 1"].font.size = Pt(33)
    document.styles["Heading 1"].element.set(f"{W}styleId", "1")
    document.add_paragraph("Words of the house that are no part of any report.")
    document.sections[0].header.paragraphs[0].text = header
    if footer:
        document.sections[0].footer.paragraphs[0].text = footer
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_style_of_the_house_holds_under_its_own_id() -> None:
    document = docx.Document(io.BytesIO(build_word(CONTENTS, house())))
    heading = next(each for each in document.paragraphs if each.text == "编码手册")
    assert heading.style is not None
    assert (heading.style.style_id, heading.style.font.size) == ("1", Pt(33))


def test_styles_that_the_house_lacks_are_ours() -> None:
    document = docx.Document(io.BytesIO(build_word(CONTENTS, house())))
    styles = {style.style_id for style in document.styles}
    used = {str(each.get(f"{W}val")) for each in document.element.body.iter(f"{W}pStyle")}
    assert used <= styles
    assert "Table Text" in {style.name for style in document.styles}


def test_the_text_of_the_house_goes_and_its_header_stays() -> None:
    document = docx.Document(io.BytesIO(build_word(CONTENTS, house())))
    assert not any("Words of the house" in each.text for each in document.paragraphs)
    assert [section.header.paragraphs[0].text for section in document.sections] == ["某某大学"]


@pytest.mark.parametrize(("footer", "numbered"), [("", True), ("校内资料", False)])
def test_pages_are_numbered_unless_the_house_has_a_footer_of_its_own(footer: str, numbered: bool) -> None:
    section = docx.Document(io.BytesIO(build_word(CONTENTS, house(footer=footer)))).sections[0]
    asked = "".join(each.text or "" for each in section.footer._element.iter(f"{W}instrText"))
    assert (" PAGE " in asked) is numbered


def test_the_same_house_gives_the_same_bytes() -> None:
    base = house()
    assert build_word(CONTENTS, base) == build_word(CONTENTS, base)


def test_a_report_made_here_is_itself_a_house() -> None:
    again = docx.Document(io.BytesIO(build_word(CONTENTS, build_word(CONTENTS))))
    names = [style.name for style in again.styles]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nothing", b"<html></html>"])
def test_what_is_no_word_document_is_refused(data: bytes) -> None:
    with pytest.raises(UsageError, match="no Word document"):
        build_word(CONTENTS, data)
