"""A workbook that does not say when it was written."""

from __future__ import annotations

import io
import re
import zipfile

_CORE = "docProps/core.xml"
_STAMPS = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", re.DOTALL)


def undated(archive: bytes) -> bytes:
    """Return a workbook whose properties say nothing of when it was written."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, _STAMPS.sub(b"", data) if name == _CORE else data)
    return packed.getvalue()
