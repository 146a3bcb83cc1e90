"""Projects and sheets of other programs, spoilt in a way that a number decides: what their readers are fuzzed with."""

from __future__ import annotations

import io
import random
import re
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from format_files import rearranged, zipped
from other_programs import QUALCODER, TAGUETTE, filled, qualcoder_rows, taguette_rows
from refi_files import guid
from studies import code, coder_of, make_study, reopened

from qualcode.coding.marks import memo
from qualcode.exchange.refi.export import export_codebook, export_project
from qualcode.model.events import About

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
_STUDY_SHEETS = {
    "interviews/attributes.csv": "document,case,date,minutes\nINT01,zj-auto; gd-ict,2026-01-02,41\nINT02,zj-auto,,08\n",
    "interviews/participants.csv": "participant,document,speaker,role\nP01,INT01,Respondent,college\n",
    "cases/attributes.csv": "case,name,province\nzj-auto,Automotive,Zhejiang\ngd-ict,ICT,Guangdong\n",
}
_GUID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TIME, _MEMO = re.compile('Time="[^"]*"'), re.compile(' memo [A-Z2-7]{6}"')
PROJECTS = ("qualcoder", "taguette", "qdpx", "qdc")
KINDS = (*PROJECTS, *SHEETS)
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
    if kind in ("qdpx", "qdc"):
        return _exported()[kind]
    schema, rows = (QUALCODER, qualcoder_rows()) if kind == "qualcoder" else (TAGUETTE, taguette_rows())
    return filled(_folder() / f"seed-{kind}", schema, rows).read_bytes()


@cache
def _exported() -> dict[str, bytes]:
    study = make_study(_folder() / "study", sheets=_STUDY_SHEETS)
    code(
        study,
        "c1",
        "INT01",
        "The subsidy never arrived",
        "BOT-POL",
        stance="denies",
        case="zj-auto",
        memo="two\n\nlines",
    )
    code(study, "c2", "INT01", "too costly", "BOT-MOT", weight=3, memo="<&> 😀")
    code(study, "c2", "INT02", "政策不配套", "GOV")
    study = reopened(study)
    memo(study, coder_of(study, "c1"), "BOT-POL is too wide", About(code="BOT-POL"), kind="code")
    memo(study, coder_of(study, "c2"), "On the interview", About(document="INT02"), kind="reflexive")
    out = {"qdpx": _folder() / "study.qdpx", "qdc": _folder() / "study.qdc"}
    export_project(reopened(study), out["qdpx"])
    export_codebook(reopened(study), out["qdc"])
    with zipfile.ZipFile(out["qdpx"]) as archive:
        members = {name: archive.read(name).decode() for name in sorted(archive.namelist())}
    found = dict.fromkeys(_GUID.findall(members["project.qde"]))
    renamed = {each: guid(number) for number, each in enumerate(found)}
    settled = {
        _GUID.sub(lambda each: renamed[each[0]], name): _settled(text, renamed) for name, text in members.items()
    }
    return {"qdpx": zipped(settled), "qdc": out["qdc"].read_bytes()}


def _settled(text: str, renamed: dict[str, str]) -> str:
    """Return a text without what differs from one export of one study to the next: its events' ids and times."""
    text = _MEMO.sub(' memo"', _GUID.sub(lambda each: renamed.get(each[0], each[0]), text))
    return _TIME.sub('Time="2026-01-02T03:04:05Z"', text)


def _spoilt_refi(kind: str, chance: random.Random) -> bytes:
    """Half keep their XML well formed; of an archive, one member is spoilt, or the archive itself."""
    data, sound_xml = seed(kind), chance.random() < 0.5
    if kind == "qdc":
        return rearranged(data, chance) if sound_xml else _spoilt_bytes(bytearray(data), chance)
    if not sound_xml and chance.random() < 0.3:
        return _spoilt_bytes(bytearray(data), chance)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    chosen = "project.qde" if sound_xml else chance.choice(list(members))
    whole = members[chosen]
    assert isinstance(whole, bytes)
    return zipped(
        {**members, chosen: rearranged(whole, chance) if sound_xml else _spoilt_bytes(bytearray(whole), chance)}
    )


def spoilt(kind: str, number: int) -> bytes:
    """Return the file of a kind and a number: the same each time."""
    chance = random.Random(f"{kind} {number}")
    if kind in SHEETS:
        return _other_encoding(_spoilt_text(SHEETS[kind], chance), chance)
    if kind in ("qdpx", "qdc"):
        return _spoilt_refi(kind, chance)
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
        data[chance.randrange(start, min(end or len(data), len(data)))] ^= 1 << chance.randrange(8)
    return bytes(data)


def _pages_swapped(data: bytearray, chance: random.Random) -> bytes:
    size = 4096 if len(data) > 4096 else 64
    one, other = (size * chance.randrange(max(1, len(data) // size)) for _ in range(2))
    data[one : one + size], data[other : other + size] = data[other : other + size], data[one : one + size]
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
