"""A Word file as a zip archive of XML parts, opened with care."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator
from contextlib import contextmanager

from qualcode.errors import StudyError
from qualcode.text.archive import Members, Refusal, opened
from qualcode.text.markup import Element, MarkupError, parse_xml

_OLE = b"\xd0\xcf\x11\xe0"
_MOST_BYTES = 128 * 2**20
_OFFICE_DOCUMENT = "/officeDocument"
_REPAIR = "Open it in Word and save it again."
_REFUSED = Refusal("It is no Word file, or a damaged one", _REPAIR)


@contextmanager
def package_of(data: bytes) -> Iterator[Package]:
    """Give the XML parts of a Word file for the length of a `with` block; refuse, in one sentence, what is none."""
    if data.startswith(_OLE):
        raise StudyError(
            "It is protected by a password, or an old .doc file with a new suffix.",
            remedy="Open it in Word and save it as .docx without a password.",
        )
    with opened(io.BytesIO(data), _REFUSED) as members:
        yield Package(members)


class Package:
    """The XML parts of a Word file."""

    def __init__(self, members: Members) -> None:
        self._members = members

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its parts, in lower case."""
        return self._members.names

    def main(self) -> tuple[str, Element]:
        """Return the name and the root of the part that holds the words."""
        root = self.part("_rels/.rels")
        links = () if root is None else root
        targets = [link.get("Target", "") for link in links if link.get("Type", "").endswith(_OFFICE_DOCUMENT)]
        for name in (*(target.lstrip("/") for target in targets), "word/document.xml"):
            document = self.part(name)
            if document is not None:
                return name, document
        raise StudyError("It is not a Word file: no document is in it.", remedy=_REPAIR)

    def beside(self, main: str, name: str) -> Element | None:
        """Return the root of a part that lies beside the main one, or `None`."""
        return self.part(posixpath.join(posixpath.dirname(main), name))

    def part(self, name: str) -> Element | None:
        """Return the root of a part, or `None` when there is none; no entity in it is resolved and nothing is fetched."""
        if name not in self._members:
            return None
        try:
            return parse_xml(self._members.read(name, _MOST_BYTES))
        except MarkupError as fault:
            raise StudyError(f"It is damaged: its part {name} {fault.why}.", remedy=_REPAIR) from fault
