"""A QDPX file: the XML of its project, and the texts of its sources."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qualcode.errors import StudyError
from qualcode.text import archive
from qualcode.text.archive import MOST_MEMBERS as MOST_MEMBERS
from qualcode.text.archive import Members, Refusal

MOST_XML = 128 * 2**20
MOST_TEXT = 64 * 2**20
"""How many bytes the XML, and one text, may unpack to."""

_REFUSED = Refusal("The archive is refused", "Export the project again. Nothing was read.")


class Archive:
    """The project and the texts in the members of a QDPX."""

    def __init__(self, members: Members) -> None:
        self._members = members

    @property
    def project(self) -> bytes:
        """The XML of the project: the one `.qde` at the root, of whatever name."""
        found = [name for name in self._members.names if name.endswith(".qde")]
        at_root = [name for name in found if "/" not in name] or found
        chosen = "project.qde" if "project.qde" in at_root else at_root[0] if len(at_root) == 1 else None
        if chosen is None:
            what = "holds no .qde file" if not found else f"holds {len(at_root)} .qde files"
            raise StudyError(
                f"The archive {what}, so it is no REFI-QDA project.",
                remedy="Export a REFI-QDA project. Nothing was read.",
            )
        return self._members.read(chosen, MOST_XML)

    def text(self, name: str) -> bytes | None:
        """Return a text in the sources' folder (of any spelling) or beside the project; `None` when there is none."""
        for place in (f"sources/{name}", name):
            if place in self._members:
                return self._members.read(place, MOST_TEXT)
        return None


@contextmanager
def opened(path: Path, shown: str) -> Iterator[Archive]:
    """Give the archive for the length of a `with` block; whatever it is refused for names the file as `shown`."""
    try:
        with path.open("rb") as file, archive.opened(file, _REFUSED) as members:
            yield Archive(members)
    except StudyError as fault:
        if fault.path is not None:
            raise
        raise StudyError(fault.message, path=shown, line=fault.line, remedy=fault.remedy) from fault
    except OSError as fault:
        raise StudyError(f"cannot be read ({fault.strerror}).", path=shown) from fault
