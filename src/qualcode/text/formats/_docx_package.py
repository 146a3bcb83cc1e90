"""A Word file as a zip archive of XML parts, opened with care."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from qualcode.errors import StudyError

_OLE = b"\xd0\xcf\x11\xe0"
_MOST_BYTES = 300_000_000
_OFFICE_DOCUMENT = "/officeDocument"
_REPAIR = "Open it in Word and save it again."


class Package:
    """The XML parts of a Word file."""

    def __init__(self, data: bytes) -> None:
        if data.startswith(_OLE):
            raise StudyError(
                "It is protected by a password, or an old .doc file with a new suffix.",
                remedy="Open it in Word and save it as .docx without a password.",
            )
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._names = frozenset(self._archive.namelist())
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise StudyError(
                "It is not a Word file, or is damaged: the archive cannot be opened.", remedy=_REPAIR
            ) from error

    def main(self) -> tuple[str, etree._Element]:
        """Return the name and the root of the part that holds the words."""
        root = self.part("_rels/.rels")
        links = () if root is None else root
        targets = [link.get("Target", "") for link in links if link.get("Type", "").endswith(_OFFICE_DOCUMENT)]
        for name in (*(target.lstrip("/") for target in targets), "word/document.xml"):
            document = self.part(name)
            if document is not None:
                return name, document
        raise StudyError("It is not a Word file: no document is in it.", remedy=_REPAIR)

    def beside(self, main: str, name: str) -> etree._Element | None:
        """Return the root of a part that lies beside the main one, or `None`."""
        return self.part(posixpath.join(posixpath.dirname(main), name))

    def part(self, name: str) -> etree._Element | None:
        """Return the root of a part, or `None` when there is none; no entity in it is resolved and nothing is fetched."""
        if name not in self._names:
            return None
        try:
            if self._archive.getinfo(name).file_size > _MOST_BYTES:
                raise StudyError(
                    f"It unpacks to more than {_MOST_BYTES // 1_000_000} MB.", remedy="Split it into several files."
                )
            # The size that the archive states may be a lie: no more than that is unpacked.
            with self._archive.open(name) as stream:
                data = stream.read(_MOST_BYTES + 1)
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise StudyError(f"It is damaged: its part {name} cannot be read.", remedy=_REPAIR) from error
        except RuntimeError as error:
            raise StudyError("It is protected by a password.", remedy="Save it without one.") from error
