"""A Word file that a coder sends back, opened with caution."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qualcode.errors import StudyError
from qualcode.exchange.word_desk.body import Body, Returned, read_body
from qualcode.exchange.word_desk.carried import PART, Carried, carried_in
from qualcode.exchange.word_desk.comments import Said, read_comments
from qualcode.text.formats._docx_package import package_of
from qualcode.text.formats._docx_parts import W


@dataclass(frozen=True, slots=True)
class CameBack:
    """What a file carries, its words, and its comments."""

    carried: Carried | None
    body: Body
    comments: tuple[Said, ...]

    def rows(self) -> Iterator[list[list[Returned]]]:
        """Yield the rows of its tables, each the paragraphs of its cells; cells without words are empty."""
        rows: dict[int, dict[int, list[Returned]]] = {}
        for each in self.body.paragraphs:
            if each.row is not None:
                rows.setdefault(each.row, {}).setdefault(each.column, []).append(each)
        for cells in rows.values():
            yield [cells.get(column, []) for column in range(max(cells) + 1)]


def read_word(data: bytes, shown: str) -> CameBack:
    """Return what is in a Word file; raise `StudyError`, naming it as `shown`, for one that is damaged or none."""
    try:
        with package_of(data) as package:
            main, document = package.main()
            body = document.find(W + "body")
            if body is None:
                raise StudyError("It holds no body of text where Word keeps it.", remedy="Save it in Word as .docx.")
            comments = read_comments(package.beside(main, "comments.xml"), package.beside(main, "commentsExtended.xml"))
            return CameBack(carried_in(package.part(PART.lower())), read_body(body), comments)
    except StudyError as fault:
        raise StudyError(fault.message, path=shown, line=fault.line, remedy=fault.remedy) from fault
    except RecursionError as fault:
        raise StudyError("Its parts are nested too deep.", path=shown, remedy="Save it again in Word.") from fault
