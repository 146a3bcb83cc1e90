"""Projects and sheets of other programs, spoilt in a way that a number decides: what their readers are fuzzed with."""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from other_programs import QUALCODER, TAGUETTE, filled, qualcoder_rows, taguette_rows

SHEETS: dict[str, str] = {
    "codings": "document,code,start,end,quote,memo,stance,weight,case,address,coder,id,made\n"
    "INT01,GOV,0,11,Interviewer,=why,affirms,,,,c1,,2026-01-02 03:04:05\n"
    "INT02,治理,,,政策不配套,,denies,2,,,c1,ABCDEFGHIJKLMNOPQRSTUVWXYQ,\n"
    "INT01,BOT-MOT,,,,'@x,,3,zj-auto,INT01:2@0-5,c2,,\n",
    "codebook": "id,parent,name (en),name (zh),codable,definition,example,scale,cues,patterns,color,origin,since,was\n"
    'A,,First,一,no,,,,,,,,,\nB,A,Second,,,"two\nlines","a\nb",1; 2,x,"[{""LEMMA"": ""lack""}]",#fff,emergent,2026-01-03,OLD\n',
    "marked": 'text,coded_text\n"It was calm. I left.","**It was calm.**<sup>calm; place</sup> I left."\n'
    '"We 😀 sat","We 😀 **sat**<sup>sit</sup>"\n',
}
KINDS = ("qualcoder", "taguette", *SHEETS)
_WORDS = (
    "",
    "\0",
    "'=",
    "😀",
    "\ud800",
    "e\u0301",
    "\r\n",
    "**",
    "<sup>",
    "</sup>",
    "<p>",
    "&#0;",
    "&amp",
    "<pre>",
    "<!--",
    "a" * 3000,
)
_VALUES: tuple[Any, ...] = (
    None,
    -1,
    0,
    1,
    2**31,
    2**63 - 1,
    1.5,
    float("inf"),
    "x",
    b"\xff\xfe",
    "",
    "12",
    *_WORDS[3:],
)


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="spoilt-"))


def _text(value: Any) -> Any:
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) and "\ud800" in value else value


@cache
def seed(kind: str) -> bytes:
    """Return a sound file of a kind."""
    if kind in SHEETS:
        return SHEETS[kind].encode()
    schema, rows = (QUALCODER, qualcoder_rows()) if kind == "qualcoder" else (TAGUETTE, taguette_rows())
    return filled(_folder() / f"seed-{kind}", schema, rows).read_bytes()


def spoilt(kind: str, number: int) -> bytes:
    """Return the file of a kind and a number: the same each time."""
    chance = random.Random(f"{kind} {number}")
    if kind in SHEETS:
        return _other_encoding(_spoilt_text(SHEETS[kind], chance), chance)
    if number % 3 == 0:
        return _with_other_cells(kind, chance)
    data = bytearray(seed(kind))
    if number % 3 == 1:
        return _spoilt_bytes(data, chance)
    # Small changes only, so that most pages stay sound.
    for _ in range(chance.randrange(1, 4)):
        data[chance.randrange(100, len(data))] = chance.randrange(256)
    return bytes(data)


def _spoilt_bytes(data: bytearray, chance: random.Random) -> bytes:
    ways: Sequence[Callable[[], bytes]] = (
        lambda: bytes(data[: chance.randrange(len(data))]),
        lambda: bytes(data[:512] + chance.randbytes(chance.randrange(9000))),
        lambda: bytes(data + data[: chance.randrange(len(data))]),
        lambda: _flipped(data, chance, 200),
        lambda: _pages_swapped(data, chance),
        lambda: _flipped(data, chance, 20, 0, 100),
    )
    return chance.choice(ways)()


def _flipped(data: bytearray, chance: random.Random, most: int, start: int = 0, end: int | None = None) -> bytes:
    for _ in range(chance.randrange(1, most)):
        data[chance.randrange(start, end or len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def _pages_swapped(data: bytearray, chance: random.Random) -> bytes:
    one, other = (4096 * chance.randrange(len(data) // 4096) for _ in range(2))
    data[one : one + 4096], data[other : other + 4096] = data[other : other + 4096], data[one : one + 4096]
    return bytes(data)


def _with_other_cells(kind: str, chance: random.Random) -> bytes:
    schema, rows = (QUALCODER, qualcoder_rows()) if kind == "qualcoder" else (TAGUETTE, taguette_rows())
    loose = schema.replace(" primary key", "").replace(" PRIMARY KEY AUTOINCREMENT", "").replace(" NOT NULL", "")
    loose = (
        re.sub(r", (?:PRIMARY KEY|UNIQUE) \([^)]*\)", "", loose)
        .replace("unique(name)", "")
        .replace(", constraint ucm )", ")")
        .replace(", )", ")")
    )
    for _ in range(chance.randrange(1, 8)):
        row = chance.choice(chance.choice([each for each in rows.values() if each]))
        row[chance.choice(list(row))] = _text(chance.choice(_VALUES))
    path = _folder() / f"cells-{kind}"
    path.unlink(missing_ok=True)
    return filled(path, loose, rows).read_bytes()


def _spoilt_text(text: str, chance: random.Random) -> str:
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(text) + 1)
        end = min(len(text), at + chance.randrange(12))
        piece = chance.choice((*_WORDS, ",", "\n", '"', ";", "-1", "99999999999999999999", text[at : at + 40]))
        text = text[:at] + piece + text[end:]
    return text


def _other_encoding(text: str, chance: random.Random) -> bytes:
    encoding = chance.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "gb18030"))
    data = bytearray(text.encode(encoding, "replace"))
    if chance.random() < 0.2 and data:
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)
