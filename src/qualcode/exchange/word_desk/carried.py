"""What a handed-out file carries unseen, in its document properties: which text it is of, and under which codebook."""

from __future__ import annotations

from typing import Literal, NamedTuple
from xml.sax.saxutils import escape

from qualcode.text.markup import Element

Kind = Literal["for coding", "codings", "sample"]
PART = "docProps/custom.xml"
_PREFIX = "qualcode "
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


class Carried(NamedTuple):
    """Document (or sample) id, the hashes of its text and of the codebook, and the unit of its numbers."""

    kind: str
    name: str
    text: str = ""
    book: str = ""
    unit: str = "turn"


def properties_part(carried: Carried) -> str:
    """Return the part of a Word file that holds what it carries."""
    made = "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name="{_PREFIX}{name}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        for number, (name, value) in enumerate(carried._asdict().items(), 2)
    )
    return f'<Properties xmlns="{_PROPERTIES}" xmlns:vt="{_TYPES}">{made}</Properties>'


def carried_in(root: Element | None) -> Carried | None:
    """Return what a file carries, from the root of its custom properties; `None` when it carries nothing of ours."""
    if root is None:
        return None
    found = {
        each.get("name", "").removeprefix(_PREFIX): "".join(each.itertext()).strip()
        for each in root
        if each.get("name", "").startswith(_PREFIX)
    }
    if not {"kind", "name"} <= set(found):
        return None
    return Carried(**{name: value for name, value in found.items() if name in Carried._fields})
