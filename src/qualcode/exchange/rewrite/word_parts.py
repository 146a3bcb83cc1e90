"""What of a Word file goes into a copy that is to say nothing of people: its words and look, no traces of who wrote it."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable
from urllib.parse import unquote

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_KEPT = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|word/(_rels/(document|footnotes|endnotes|header\d*|footer\d*|numbering)\.xml\.rels|"
    r"(document|styles|numbering|settings|fontTable|webSettings|footnotes|endnotes|header\d*|footer\d*)\.xml|"
    r"theme/theme\d*\.xml|media/[^/]+)"
)
_DROPPED = frozenset(
    W + name
    for name in (
        *("del", "moveFrom", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange"),
        *("tblPrExChange", "tblGridChange", "numberingChange", "cellDel", "cellIns", "cellMerge", "dataBinding"),
        *("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "permStart", "permEnd"),
        *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
        *("rsids", "docVars", "attachedTemplate", "mailMerge", "writeProtection", "documentProtection", "object"),
    )
)
_OPENED = frozenset({W + "ins", W + "moveTo"})
_TRACES = ("author", "date", "initials", "rsidR", "rsidRPr", "rsidRDefault", "rsidP", "rsidDel", "rsidTr", "rsidSect")
_MOST_BYTES = 300_000_000
_FIXED = (1980, 1, 1, 0, 0, 0)


class Parts:
    """The parts of a Word file that are kept: XML as trees, pictures as bytes; `left` names what was left out."""

    def __init__(self, data: bytes) -> None:
        self.trees: dict[str, etree._Element] = {}
        self.pictures: dict[str, bytes] = {}
        self.left: list[str] = []
        spent = 0
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                if not _KEPT.fullmatch(name):
                    self.left.append(name)
                    continue
                with archive.open(name) as member:
                    content = member.read(_MOST_BYTES - spent + 1)
                spent += len(content)
                if spent > _MOST_BYTES:
                    raise ValueError("it unpacks to too much")
                if name.startswith("word/media/"):
                    self.pictures[name] = content
                else:
                    parser = etree.XMLParser(
                        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
                    )
                    self.trees[name] = etree.fromstring(content, parser)
        for name, tree in self.trees.items():
            if name.startswith("word/") and not name.endswith(".rels"):
                _without_traces(tree)

    def packed(self, changed: Callable[[str], str]) -> bytes:
        """Return the file; `changed` is applied to the addresses that its links lead to."""
        kept = {*self.trees, *self.pictures}
        for name, tree in self.trees.items():
            if name.endswith(".rels"):
                _only_kept_links(name, tree, kept, changed)
        for entry in list(self.trees["[Content_Types].xml"]):
            part = entry.get("PartName")
            if part is not None and part.lstrip("/") not in kept:
                entry.getparent().remove(entry)  # type: ignore[union-attr]  # every entry has one
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted(kept, key=lambda each: (each != "[Content_Types].xml", each)):
                content = self.pictures.get(name)
                if content is None:
                    content = etree.tostring(self.trees[name], xml_declaration=True, encoding="UTF-8", standalone=True)
                info = zipfile.ZipInfo(name, _FIXED)
                info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
                archive.writestr(info, content)
        return buffer.getvalue()


def _without_traces(tree: etree._Element) -> None:
    """Accept every tracked change and take out comments, names of authors and marks of sittings."""
    for element in list(tree.iter(*_DROPPED)):
        parent = element.getparent()
        if parent is None:
            continue
        mark = element.tag == W + "del" and parent.tag == W + "rPr"  # the end of this paragraph was deleted
        if element.tag == W + "del" and parent.tag == W + "trPr":
            _remove(parent.getparent())
        elif not mark:
            _remove(element)
    for element in list(tree.iter(*_OPENED)):
        parent = element.getparent()
        if parent is not None:
            at = parent.index(element)
            parent[at : at + 1] = list(element)
    for element in tree.iter():
        for name in _TRACES:
            if element.attrib.pop(W + name, "") and name == "author":
                element.set(W + name, "")


def _remove(element: etree._Element | None) -> None:
    parent = None if element is None else element.getparent()
    if parent is not None and element is not None:
        parent.remove(element)


def _only_kept_links(name: str, tree: etree._Element, kept: set[str], changed: Callable[[str], str]) -> None:
    folder = posixpath.dirname(posixpath.dirname(name))
    for link in list(tree.iter(_RELATIONS)):
        target = link.get("Target", "")
        if link.get("TargetMode") == "External":
            plain = unquote(target)
            link.set("Target", target if changed(plain) == plain else changed(plain).replace(" ", "%20"))
            continue
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if part not in kept:
            tree.remove(link)
