"""Looking for names in the bytes of files: in every encoding that a file of a study may be in, and inside archives."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from qualcode.exchange.anonymise.matching import Matcher, is_chinese

_CODES = ("utf-16-le", "utf-16-be", "gb18030")
_TAGS = re.compile(r"<[^<>]*>")
_ENDS = re.compile(r"</w:p>|<w:(?:br|tab|cr)/>")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_FEWEST = 4
"""A name of fewer bytes stands by chance in any picture."""


class Search:
    """The names that must not be there, ready to be looked for."""

    def __init__(self, names: Matcher) -> None:
        self.names = Matcher(names.rules, wrapped=False)
        self._bytes = [
            (rule.name, code, form.encode(code))
            for rule in names.rules
            for form in sorted({rule.name, rule.name.upper(), rule.name.lower(), rule.name.title()})
            for code in _CODES
        ]

    def in_file(self, path: Path) -> Counter[str]:
        """Return the names found in a file and how often."""
        return self.in_bytes(path.read_bytes())

    def in_bytes(self, data: bytes) -> Counter[str]:
        """Return the names found in bytes and how often, as text of each encoding and inside every archive among them."""
        found: Counter[str] = Counter()
        for member in _unpacked(data):
            try:
                text, plain = member.decode("utf-8"), True
            except UnicodeDecodeError:
                text, plain = member.decode("utf-8", "replace"), False
            for form in dict.fromkeys(_forms(text)):
                found |= Counter(edit.why for edit in self.names.edits(form).edits)
            found |= self._in_other_codes(member, plain)
        return found

    def _in_other_codes(self, data: bytes, plain: bool) -> Counter[str]:
        found: Counter[str] = Counter()
        for name, code, wanted in self._bytes:
            if plain and code == "gb18030":
                continue  # what reads whole as UTF-8 is not GB18030
            if len(wanted) < _FEWEST or wanted not in data:
                continue
            if is_chinese(name):
                found[name] |= data.count(wanted)
            else:
                texts = [data[skip:].decode(code, "replace") for skip in ((0, 1) if code != "gb18030" else (0,))]
                found[name] |= max(sum(edit.why == name for edit in self.names.edits(text).edits) for text in texts)
        return +found


def _forms(text: str) -> Iterator[str]:
    """Yield a text as it stands, and as it reads without escapes and without the marks of XML between its letters."""
    yield text
    if "&#" in text:
        yield html.unescape(text)
    if "%" in text:
        yield unquote(text)
    if "\\u" in text:
        yield _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if "</w:" in text:
        yield html.unescape(_TAGS.sub("", _ENDS.sub("\n", text)))


def _unpacked(data: bytes, depth: int = 3) -> Iterator[bytes]:
    """Yield the bytes of a file; of an archive its members' names and contents, down to archives within archives."""
    if not data.startswith(b"PK") or not depth:
        yield data
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield "\n".join((*archive.namelist(), archive.comment.decode("utf-8", "replace"))).encode()
            for name in archive.namelist():
                yield from _unpacked(archive.read(name), depth - 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError):
        yield data
