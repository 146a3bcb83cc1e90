"""Small REFI-QDA files for tests, written as other programs write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from qualcode.coding.retrieve import codings
from qualcode.exchange.refi.bring import Imported, import_project
from qualcode.exchange.refi.read import read_project
from qualcode.study.study import Study

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "refi"


def guid(number: int) -> str:
    """Return a GUID that is easy to tell."""
    return f"00000000-0000-4000-8000-{number:012d}"


def qde(body: str, *, origin: str = "Other 1.0", space: str = "urn:QDA-XML:project:1.0", name: str = "P") -> str:
    """Return the XML of a project with this body."""
    return f'<?xml version="1.0" encoding="utf-8"?><Project xmlns="{space}" name="{name}" origin="{origin}">{body}</Project>'


def codes(*names: str) -> str:
    """Return a codebook of plain codes; their GUIDs count from 100."""
    inner = "".join(f'<Code guid="{guid(100 + n)}" name="{name}" isCodable="true"/>' for n, name in enumerate(names))
    return f"<CodeBook><Codes>{inner}</Codes></CodeBook>"


def selection(number: int, start: int, end: int, code: int | None = 0, *, name: str = "", inner: str = "") -> str:
    """Return a selection; `code` counts the codes of `codes`."""
    coding = f'<CodeRef targetGUID="{guid(100 + (code or 0))}"/>'
    coding = "" if code is None else f'<Coding guid="{guid(500 + number)}" creatingUser="{guid(1)}">{coding}</Coding>'
    return (
        f'<PlainTextSelection guid="{guid(300 + number)}" name="{name}" startPosition="{start}" endPosition="{end}"'
        f' creatingUser="{guid(1)}" creationDateTime="2026-01-02T03:04:05Z">{inner}{coding}</PlainTextSelection>'
    )


def source(number: int, name: str, selections: str = "", *, text: str | None = None) -> str:
    """Return a text source, its words in the archive under its GUID or inline."""
    path = f' plainTextPath="internal://{guid(200 + number)}.txt"' if text is None else ""
    inline = "" if text is None else f"<PlainTextContent>{text}</PlainTextContent>"
    return f'<TextSource guid="{guid(200 + number)}" name="{name}"{path}>{inline}{selections}</TextSource>'


USERS = f'<Users><User guid="{guid(1)}" name="Ana Lima"/></Users>'


def qdpx(folder: Path, xml: str, texts: Mapping[int, bytes] | None = None, *, project: str = "project.qde") -> Path:
    """Write an archive of a project and the texts of its sources by number; return its path."""
    path = folder / "other.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(project, xml)
        for number, text in (texts or {}).items():
            file.writestr(f"Sources/{guid(200 + number).upper()}.TXT", text)
    return path


def packed(members: Mapping[str, bytes]) -> bytes:
    """Return an archive of these members."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return written.getvalue()


def brought(path: Path, root: Path) -> Imported:
    """Import a file into a study, which is made when there is none."""
    return import_project(read_project(path), root, path.name)


def counts(found: Imported, kind: str) -> tuple[int, int, int]:
    """Return how many of a kind came in, were here already, and were left out."""
    for row in found.report.rows:
        if row.key == kind:
            _, came, already, left = (cell.value for cell in row.cells[:4])
            assert isinstance(came, int) and isinstance(already, int) and isinstance(left, int)
            return came, already, left
    return 0, 0, 0


def coded(study: Study) -> set[tuple[str, str, str, str]]:
    """Return (coder, document, code, words) of every coding in force, as a fresh process reads it."""
    study = Study(study.root)
    return {
        (coder.handle, id, each.code, each.quote)
        for coder in study.settings.coders
        for id in study.document_ids
        for each in codings(study.state(coder.handle, id), study.document(id), coder.handle)
        if each.span is not None
    }
