"""A study in a zip archive from elsewhere, unpacked with caution into a folder of its own."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from qualcode.errors import StudyError
from qualcode.study.create import SETTINGS
from qualcode.text import archive
from qualcode.text.archive import Refusal

MOST_MEMBER = 256 * 2**20
"""How many bytes one file of a study may unpack to."""
FILES = (SETTINGS, "codebook.yaml", "structure.yaml")
FOLDERS = ("interviews", "cases", "codings")
"""What of a study is unpacked: nothing else is merged or compared."""

_REFUSED = Refusal(
    "The archive is refused", "Unpack it and name the folder, or pack it again as a zip. Nothing was merged."
)
_UTF_8 = 0x800
_FORBIDDEN = frozenset('<>:"|?*')


def unpack(path: Path, target: Path) -> None:
    """Write the one study that an archive holds into a folder; raise `StudyError` naming the archive for any other."""
    try:
        with path.open("rb") as file, archive.opened(file, _REFUSED) as members:
            names = _spelled(file)
            root = _root(names.values(), members.names)
            for key, name in names.items():
                inner = name.removeprefix(root)
                if key in members and name.startswith(root) and is_wanted(inner):
                    place(target, inner, members.read(key, MOST_MEMBER))
    except StudyError as fault:
        raise StudyError(fault.message, path=str(path), remedy=fault.remedy) from fault
    except OSError as fault:
        raise StudyError(f"cannot be unpacked ({fault.strerror}).", path=str(path)) from fault


def is_wanted(inner: str) -> bool:
    """Say whether a path below a study's root is one of a file that is merged or compared."""
    parts = inner.split("/")
    if inner in FILES:
        return True
    return len(parts) > 1 and parts[0] in FOLDERS and not any(part.startswith((".", "~$")) for part in parts)


def place(target: Path, inner: str, data: bytes) -> None:
    """Write one file below the folder; raise `StudyError` for a name that no system should be given."""
    parts = PurePosixPath(inner).parts
    if ".." in parts or inner.startswith("/") or any(_FORBIDDEN & set(inner)) or not inner.isprintable():
        raise _REFUSED.because(f'its member "{inner[:80]}" has a name that cannot stand on every system')
    path = target.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _spelled(file: BinaryIO) -> Mapping[str, str]:
    """Return the members' names as their author wrote them, by the names under which they are read.

    Zip knows no encoding but its flag for UTF-8: Windows in Chinese writes names in GB18030 without a word.
    """
    with zipfile.ZipFile(file) as zipped:
        infos = zipped.infolist()
    return {info.filename.replace("\\", "/").lower(): _name(info) for info in infos if not info.is_dir()}


def _name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & _UTF_8 or info.filename.isascii():
        return info.filename.replace("\\", "/")
    raw = info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename.replace("\\", "/")


def _root(names: Iterable[str], readable: tuple[str, ...]) -> str:
    """Return the folder of the one study, with its final `/`; empty where it is the archive's own root."""
    known = set(readable)
    roots = {
        name.removesuffix(SETTINGS) for name in names if name.rpartition("/")[2] == SETTINGS and name.lower() in known
    }
    outer = sorted(root for root in roots if not any(root != other and root.startswith(other) for other in roots))
    if not outer:
        raise StudyError(
            "The archive holds no study.", remedy="It needs a qualcode.toml: pack the study's whole folder."
        )
    if len(outer) > 1:
        shown = ", ".join(root or "/" for root in outer[:5])
        raise StudyError(f"The archive holds {len(outer)} studies: {shown}.", remedy="Pack one of them alone.")
    return outer[0]
