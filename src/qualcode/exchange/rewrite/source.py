"""A document's file with some of its words replaced: in its own format where that can be done exactly, else as plain text."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from qualcode.errors import StudyError
from qualcode.exchange.edits import Edits
from qualcode.exchange.rewrite import markdown, word
from qualcode.model.document import Document, Turn
from qualcode.study.paths import DocumentFile
from qualcode.text.layout_settings import LayoutSettings
from qualcode.text.read import read_document

_PLAIN = ("txt", "text")
_MARKDOWN = ("md", "markdown")
WORD = "docx"


class Rewritten(NamedTuple):
    """The new file's bytes and suffix, the document as read from them, and what changed beside the words, if anything."""

    data: bytes
    suffix: str
    document: Document
    note: str = ""


def rewrite(
    data: bytes,
    file: DocumentFile,
    document: Document,
    edits: Edits,
    rest: Callable[[str], Edits],
    layout: LayoutSettings,
    accept: Callable[[bytes], bool] = lambda _: True,
) -> Rewritten:
    """Return a document with `edits` of its text made, `file` being its new id and its path (whose suffix may change).

    `rest` is made in what the file holds beside the text (comments of Markdown, headers of Word). The new file is read,
    and holds exactly the old text with the edits made; where its own format cannot do that, or `accept` refuses its
    bytes, it becomes plain text. Raises `StudyError` when not even that reads back.
    """
    wanted = edits.apply(document.text)
    if file.suffix not in _PLAIN:
        own = _in_its_format(data, file.suffix, document.text, edits, rest)
        if own is not None and accept(own):
            found = _read(own, file, file.suffix, layout)
            if found is not None and found.text == wanted:
                return Rewritten(own, file.suffix, found)
    ends = "\r\n" if b"\r\n" in data and file.suffix in _PLAIN else "\n"
    plain = b"\xef\xbb\xbf" + wanted.replace("\n", ends).encode("utf-8")
    suffix = file.suffix if file.suffix in _PLAIN else "txt"
    found = _read(plain, file, suffix, layout)
    if found is None or found.text != wanted:
        raise StudyError("its words cannot be written exactly.", path=file.path, remedy="Save it as plain text first.")
    note = (
        "" if file.suffix in _PLAIN else f"is plain text now (.{suffix}), without the look that .{file.suffix} gave it"
    )
    return Rewritten(plain, suffix, found, note)


def _in_its_format(data: bytes, suffix: str, text: str, edits: Edits, rest: Callable[[str], Edits]) -> bytes | None:
    if suffix in _MARKDOWN:
        return markdown.rewrite(data, text, edits, rest)
    return word.rewrite(data, text, edits, rest) if suffix == WORD else None


def _read(data: bytes, file: DocumentFile, suffix: str, layout: LayoutSettings) -> Document | None:
    path = f"{file.path.rpartition('.')[0]}.{suffix}"
    try:
        return read_document(data, id=file.id, kind=file.kind, path=path, suffix=suffix, layout=layout).document
    except StudyError:
        return None


def same_turns(old: Document, new: Document, edits: Edits) -> bool:
    """Say whether two documents, the second with edits made, are cut into the same turns with the same roles."""

    def moved(turn: Turn) -> object:
        return edits.place(turn.span), None if turn.words is None else edits.place(turn.words), turn.turn_role

    return [moved(turn) for turn in old.turns] == [(turn.span, turn.words, turn.turn_role) for turn in new.turns]
