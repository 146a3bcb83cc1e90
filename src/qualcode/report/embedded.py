"""The manifest within a file that is handed in: where Word, Excel and browsers keep it and show nothing of it."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import msgspec

from qualcode.report.word.package import deterministic

_SPACE = "urn:qualcode:manifest"
_PART = "customXml/qualcode.xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_IN_XML = re.compile(rb"<manifest xmlns=\"urn:qualcode:manifest\"[^>]*>(.*?)</manifest>", re.DOTALL)
_PROPERTIES, _NAME = "docProps/custom.xml", "qualcode-manifest"
_IN_PROPERTY = re.compile(rb'name="qualcode-manifest"[^>]*>\s*<vt:lpwstr[^>]*>(.*?)</vt:lpwstr>', re.DOTALL)
_LINKS = {
    "_rels/.rels": (
        b"</Relationships>",
        b'<Relationship Id="rIdQualcodeProperties" Target="docProps/custom.xml" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"/>',
    ),
    "[Content_Types].xml": (
        b"</Types>",
        b'<Override PartName="/docProps/custom.xml" '
        b'ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>',
    ),
}
_META = re.compile(rb'<meta name="qualcode-manifest" content="([^"]*)">')
_COMMENT = re.compile(rb"<!-- qualcode-manifest (.*?) -->\s*\Z")


def with_manifest(data: bytes, suffix: str, manifest: bytes) -> bytes:
    """Return a file with a manifest in it; as it is, where files of that suffix have no place for one (`.csv`, pictures)."""
    kept = PLACES.get(suffix.lower().removeprefix("."))
    return data if kept is None else kept.put(data, msgspec.json.encode(msgspec.json.decode(manifest)))


def manifest_in(data: bytes, suffix: str) -> dict[str, Any] | None:
    """Return the manifest that a file carries, `None` where there is none that can be read."""
    kept = PLACES.get(suffix.lower().removeprefix("."))
    if kept is None:
        return None
    try:
        found = kept.get(data)
        read = None if found is None else msgspec.json.decode(found)
    except (zipfile.BadZipFile, msgspec.DecodeError, ValueError, OSError, KeyError, EOFError):
        return None
    return read if isinstance(read, dict) and read.get("kind") == "manifest" else None


def _as_property(manifest: bytes) -> str:
    """Return the custom properties of a package: the command alone, for programs that drop the part when they save."""
    whole = msgspec.json.decode(manifest)
    kept = msgspec.json.encode({name: whole[name] for name in ("kind", "schema", "command") if name in whole})
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{_NAME}">'
        f"<vt:lpwstr>{html.escape(kept.decode(), quote=False)}</vt:lpwstr></property></Properties>"
    )


def _put_in_package(data: bytes, manifest: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w") as target:
        names = source.namelist()
        relations = next(n for n in ("word/_rels/document.xml.rels", "xl/_rels/workbook.xml.rels") if n in names)
        for name in names:
            content = source.read(name)
            if name == relations:
                link = f'<Relationship Id="rIdQualcode" Type="{_RELATION}" Target="../{_PART}"/></Relationships>'
                content = content.replace(b"</Relationships>", link.encode())
            if name in _LINKS and _PROPERTIES not in names:
                end, addition = _LINKS[name]
                content = content.replace(end, addition + end)
            target.writestr(name, content)
        if _PROPERTIES not in names:
            target.writestr(_PROPERTIES, _as_property(manifest))
        text = html.escape(manifest.decode(), quote=False)
        target.writestr(_PART, f'<?xml version="1.0" encoding="UTF-8"?><manifest xmlns="{_SPACE}">{text}</manifest>')
    return deterministic(packed.getvalue())


def _get_from_package(data: bytes) -> bytes | None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.startswith("customXml/") and (match := _IN_XML.search(package.read(name))):
                return html.unescape(match[1].decode()).encode()
        if _PROPERTIES in package.namelist() and (match := _IN_PROPERTY.search(package.read(_PROPERTIES))):
            return html.unescape(match[1].decode()).encode()
    return None


def _put_in_page(data: bytes, manifest: bytes) -> bytes:
    meta = f'<meta name="qualcode-manifest" content="{html.escape(manifest.decode())}">\n</head>'
    return data.replace(b"</head>", meta.encode(), 1)


def _get_from_page(data: bytes) -> bytes | None:
    match = _META.search(data)
    return None if match is None else html.unescape(match[1].decode()).encode()


def _put_in_json(data: bytes, manifest: bytes) -> bytes:
    answer = msgspec.json.decode(data)
    return (
        msgspec.json.format(msgspec.json.encode({**answer, "manifest": msgspec.json.decode(manifest)}), indent=2)
        + b"\n"
    )


def _get_from_json(data: bytes) -> bytes | None:
    answer = msgspec.json.decode(data)
    return msgspec.json.encode(answer["manifest"]) if isinstance(answer, dict) and "manifest" in answer else None


def _put_in_markdown(data: bytes, manifest: bytes) -> bytes:
    # Two hyphens would end the comment.
    return data + b"\n<!-- qualcode-manifest " + manifest.replace(b"--", b"-\\u002d") + b" -->\n"


def _get_from_markdown(data: bytes) -> bytes | None:
    match = _COMMENT.search(data)
    return None if match is None else match[1]


class _Place(NamedTuple):
    put: Callable[[bytes, bytes], bytes]
    get: Callable[[bytes], bytes | None]


_PACKAGE = _Place(_put_in_package, _get_from_package)
PLACES: Mapping[str, _Place] = {
    "docx": _PACKAGE,
    "xlsx": _PACKAGE,
    "html": _Place(_put_in_page, _get_from_page),
    "json": _Place(_put_in_json, _get_from_json),
    "md": _Place(_put_in_markdown, _get_from_markdown),
}
