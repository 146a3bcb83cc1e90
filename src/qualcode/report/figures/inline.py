"""An SVG file as an element of a web page that holds several."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from qualcode.report.figures.paper import flat

_STRAY = re.compile(r"<metadata>.*?</metadata>|<style\b.*?</style>|<!--.*?-->", re.DOTALL)
_TITLE = re.compile(r"<title\b.*?</title>", re.DOTALL)
_ID = re.compile(r'(\bid="|(?:xlink:)?href="#|url\(#)')
_NO_NAME = re.compile(r"[^A-Za-z0-9_-]+")


def inline(svg: bytes, name: str, title: str) -> str:
    """Return an SVG without prolog, metadata, style and comments, every id and every reference to one begun with `name`.

    The look that its `<style>` gave every element of the page it stood in goes to its root, which hands it down.
    """
    text = svg.decode("utf-8")
    text = _STRAY.sub("", text[text.index("<svg") :])
    opening, rest = text.split(">", 1)
    prefix = f"{_NO_NAME.sub('-', name)}-"
    opening = re.sub(r' (role|aria-labelledby|version)="[^"]*"', "", opening)
    body = _ID.sub(rf"\g<1>{prefix}", _TITLE.sub("", rest, count=1))
    body = "\n".join(line for line in map(str.rstrip, body.splitlines()) if line)
    heading = f'<title id="{prefix}title">{escape(flat(title))}</title>'
    look = 'stroke-linejoin="round" stroke-linecap="butt"'
    return f'{opening} role="img" aria-labelledby="{prefix}title" {look}>{heading}{body}'
