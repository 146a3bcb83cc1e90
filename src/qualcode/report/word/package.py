"""A zip archive that is the same to the byte whenever its members are."""

from __future__ import annotations

import io
import zipfile

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def deterministic(archive: bytes) -> bytes:
    """Return a zip archive with its members sorted by name, dated 1980-01-01, and packed alike on every system."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            member = zipfile.ZipInfo(name, _FIRST_DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = _UNIX
            member.external_attr = 0o644 << 16
            target.writestr(member, source.read(name))
    return packed.getvalue()
