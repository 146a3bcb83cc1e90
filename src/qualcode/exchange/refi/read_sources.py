"""The sources of a project: texts, the words of PDF files and transcripts; regions and recordings are counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.errors import StudyError
from qualcode.exchange.refi import xml
from qualcode.exchange.refi.archive import Archive
from qualcode.exchange.refi.guids import tidy
from qualcode.exchange.refi.project import CodingEntry, Selection, Source, SourceKind, Values
from qualcode.model.problem import Problem, warning
from qualcode.text.encoding import decode

_KINDS: dict[str, SourceKind] = {
    "TextSource": "text",
    "PDFSource": "pdf",
    "PictureSource": "picture",
    "AudioSource": "audio",
    "VideoSource": "video",
}
_WORDLESS = {"picture": "a picture without words", "pdf": "a PDF without its words"}
_WORDLESS |= dict.fromkeys(("audio", "video"), "a recording: its transcripts are texts of their own")
_AREAS = frozenset(("PDFSelection", "PictureSelection", "AudioSelection", "VideoSelection"))
_NUMBER = re.compile(r"[+-]?\d{1,12}")


def texts_of(element: xml.Element, archive: Archive | None) -> tuple[str | None, str]:
    """Return the words of a source or note, or `None` and why there are none."""
    inline = xml.child(element, "PlainTextContent")
    if inline is not None:
        return "".join(inline.itertext()), ""
    path = element.get("plainTextPath", "")
    if not path:
        rich = ", only a rich text that is not read for its positions" if element.get("richTextPath") else ""
        return None, f"the project names no plain text{rich}"
    scheme, colon, rest = path.partition("://")
    if colon and scheme.lower() != "internal":
        return None, f"its text lies outside the archive ({path[:120]})"
    data = None if archive is None else archive.text((rest if colon else path).strip("/"))
    if data is None:
        return None, "its text is not in the archive"
    try:
        return decoded(data), ""
    except StudyError as fault:
        return None, f"its text cannot be read ({fault.message})"


def decoded(data: bytes) -> str:
    """Return the words of a text file without a byte order mark; UTF-8 before anything else."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode(data).text.removeprefix("\ufeff")


def read_source(element: xml.Element, archive: Archive | None, problems: list[Problem], shown: str) -> Iterator[Source]:
    """Yield a source, and after a recording its transcripts, each a source of its own."""
    kind = _KINDS.get(xml.local(element))
    if kind is None:
        problems.append(warning(shown, None, f"<{xml.local(element)}> is no kind of source; it is passed over."))
        return
    words = element
    if kind == "pdf":
        words = xml.child(element, "Representation")
    elif kind == "picture":
        words = xml.child(element, "TextDescription")
    if kind in ("audio", "video"):
        words = None
    yield _source(element, words, kind, archive, problems, shown)
    for transcript in xml.children(element, "Transcript"):
        yield _source(transcript, transcript, "transcript", archive, problems, shown)


def _source(
    element: xml.Element,
    words: xml.Element | None,
    kind: SourceKind,
    archive: Archive | None,
    problems: list[Problem],
    shown: str,
) -> Source:
    text, missing = (None, _WORDLESS[kind]) if words is None else texts_of(words, archive)
    areas = [each for each in element if xml.local(each) in _AREAS]
    own = () if words is None else (*_selections(words, problems, shown), *_spoken(words))
    return Source(
        guid=tidy(element.get("guid", "")),
        name=element.get("name", "").strip(),
        kind=kind,
        text=text,
        missing=missing,
        path="" if words is None else words.get("plainTextPath", ""),
        description=xml.words(element, "Description").strip(),
        selections=own,
        codings=_codings(element) if words is element or words is None else (*_codings(element), *_codings(words)),
        notes=references(element),
        values=values_of(element),
        areas=tuple(tidy(each.get("guid", "")) for each in areas),
        area_codings=sum(1 for area in areas for _ in xml.children(area, "Coding")),
    )


def _selections(element: xml.Element, problems: list[Problem], shown: str) -> Iterator[Selection]:
    for each in xml.children(element, "PlainTextSelection"):
        start, end = each.get("startPosition", "").strip(), each.get("endPosition", "").strip()
        if _NUMBER.fullmatch(start) and _NUMBER.fullmatch(end):
            yield _selection(each, int(start), int(end))
        else:
            problems.append(warning(shown, each.sourceline, f'A selection from "{start[:20]}" to "{end[:20]}".'))
            yield _selection(each, -1, -1)


def _spoken(element: xml.Element) -> Iterator[Selection]:
    """Yield the selections of a transcript, whose places are points where sound and words were joined."""
    points = {
        tidy(each.get("guid", "")): int(position)
        for each in xml.children(element, "SyncPoint")
        if _NUMBER.fullmatch(position := each.get("position", "").strip())
    }
    for each in xml.children(element, "TranscriptSelection"):
        ends = (tidy(each.get(name, "")) for name in ("fromSyncPoint", "toSyncPoint"))
        start, end = (points.get(guid, -1) for guid in ends)
        yield _selection(each, start, end)


def _selection(element: xml.Element, start: int, end: int) -> Selection:
    return Selection(
        tidy(element.get("guid", "")),
        start,
        end,
        element.get("name", ""),
        xml.words(element, "Description").strip(),
        tidy(element.get("creatingUser", "") or element.get("modifyingUser", "")),
        element.get("creationDateTime", "") or element.get("modifiedDateTime", ""),
        _codings(element),
        references(element),
    )


def _codings(element: xml.Element) -> tuple[CodingEntry, ...]:
    return tuple(
        CodingEntry(
            tidy(each.get("guid", "")),
            tidy(reference.get("targetGUID", "")),
            tidy(each.get("creatingUser", "")),
            each.get("creationDateTime", ""),
            references(each),
        )
        for each in xml.children(element, "Coding")
        for reference in xml.children(each, "CodeRef")
    )


def references(element: xml.Element, name: str = "NoteRef") -> tuple[str, ...]:
    """Return what the children of that name refer to."""
    return tuple(tidy(each.get("targetGUID", "")) for each in xml.children(element, name))


def values_of(element: xml.Element) -> Values:
    """Return the values of variables that an element holds."""
    return tuple(
        (tidy(reference.get("targetGUID", "")), "".join(part.itertext()))
        for each in xml.children(element, "VariableValue")
        for reference in xml.children(each, "VariableRef")
        for part in each
        if xml.local(part).endswith("Value")
    )
