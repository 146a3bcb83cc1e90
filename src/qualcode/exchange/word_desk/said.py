"""What a coder writes into a comment: codes, perhaps with stance, weight or case in brackets, and a memo behind a colon."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from qualcode.coding.acts import NOTHING, CodeRequest, check_request
from qualcode.errors import NotFoundError, QualcodeError, UsageError, nearest
from qualcode.model.codebook import Code, Codebook
from qualcode.model.coding import STANCES, Stance
from qualcode.model.document import Document
from qualcode.model.names import name_key
from qualcode.model.span import Span
from qualcode.study.study import Study

_COLON = re.compile("[:：]")
_APART = re.compile(r"[;；、,，\n](?![^(（\[【]*[)）\]】])")
_BRACKETS = re.compile(r"(.*?)\s*[(（\[【]([^()（）\[\]【】]*)[)）\]】]\s*", re.DOTALL)
_DASHES = re.compile("[‐-―−－]")
_IS_LIKE_A_CODE = re.compile(r"[A-Z][\w.]*(?:-[\w.]+)+\s*[:：;；]")
_MEMO = ("memo", "note", "备忘", "备忘录", "备注", "笔记")
_STANCES: dict[str, Stance] = {
    **{each: each for each in STANCES},
    "肯定": "affirms",
    "否定": "denies",
    "兼有": "mixed",
    "计划": "planned",
    "affirm": "affirms",
    "deny": "denies",
    "plan": "planned",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One code that a comment gives to its words, or a memo on them without a code."""

    code: Code | None
    memo: str = ""
    stance: Stance | None = None
    weight: float | None = None
    case: str | None = None


def entries_of(text: str, codebook: Codebook) -> tuple[Entry, ...]:
    """Return what a comment says, line by line: `CODE; CODE: memo`, each code by id, path or name.

    A line that does not begin with codes goes on with the memo above it. Raises `UsageError`, with the nearest codes,
    when the first line names none, and when a later one looks like a code that there is not.
    """
    found: list[Entry] = []
    current: list[Entry] = []
    for line in filter(str.strip, text.split("\n")):
        try:
            began = _entries(line.strip(), codebook)
        except QualcodeError:
            if not current or _meant_as_code(line.strip(), codebook):
                raise
            current = [replace(each, memo=f"{each.memo}\n{line.strip()}".strip()) for each in current]
        else:
            found += current
            current = list(began)
    if not current:
        raise UsageError("It says nothing.")
    return (*found, *current)


def request_of(study: Study, document: Document, span: Span, entry: Entry) -> CodeRequest | None:
    """Return the coding that an entry asks for, checked against the study; `None` for a memo without a code."""
    if entry.code is None:
        return None
    request = CodeRequest(document, span, entry.code, entry.stance, entry.weight, entry.case)
    return check_request(study, request)


def why_not(fault: QualcodeError) -> str:
    """Return why something was refused, without what is said of the command as a whole."""
    return str(fault).replace(f" {NOTHING}", "")


def _entries(line: str, codebook: Codebook) -> tuple[Entry, ...]:
    """Return the entries of one line: all before the first colon that has codes before it, else the whole line."""
    first: QualcodeError | None = None
    for colon in _COLON.finditer(line):
        head, memo = line[: colon.start()].strip(), line[colon.end() :].strip()
        if name_key(head) in _MEMO:
            return (Entry(None, memo),)
        try:
            return tuple(replace(each, memo=memo) for each in _codes(head, codebook))
        except QualcodeError as fault:
            first = first or fault
    try:
        return _codes(line, codebook)
    except QualcodeError as fault:
        raise first or fault from fault


def _codes(head: str, codebook: Codebook) -> tuple[Entry, ...]:
    try:
        return (Entry(_code(head, codebook)),)
    except QualcodeError:
        parts = [part.strip() for part in _APART.split(head) if part.strip()]
        if not parts:
            raise UsageError("No code stands before the colon.") from None
        return tuple(_entry(part, codebook) for part in parts)


def _entry(part: str, codebook: Codebook) -> Entry:
    try:
        return Entry(_code(part, codebook))
    except QualcodeError:
        match = _BRACKETS.fullmatch(part)
        if match is None:
            raise
    entry = Entry(_code(match[1], codebook))
    for said in re.split(r"[,，;；、]", match[2]):
        entry = _rated(entry, unicodedata.normalize("NFKC", said).strip())
    return entry


def _rated(entry: Entry, said: str) -> Entry:
    if not said:
        return entry
    if said.casefold() in _STANCES:
        return replace(entry, stance=_STANCES[said.casefold()])
    if re.fullmatch(r"-?\d+(?:\.\d+)?", said):
        return replace(entry, weight=float(said))
    return replace(entry, case=said)


def _code(written: str, codebook: Codebook) -> Code:
    """Return the code that is meant; full-width letters and the dashes that Word puts for hyphens are passed over."""
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", written)).strip().strip("#•").strip()
    tries = [written.strip(), plain]
    for each in tries:
        try:
            return codebook.lookup(each)
        except NotFoundError:
            continue
    id, _, name = plain.partition(" ")
    code = codebook.resolve(id)
    if code is not None and name_key(name.strip()) in map(name_key, code.names.values()):
        return code
    shown = written if len(written) <= 60 else written[:57] + "…"
    raise NotFoundError("code", shown, [n for code in codebook for n in (code.id, *code.names.values())])


def _meant_as_code(line: str, codebook: Codebook) -> bool:
    match = _IS_LIKE_A_CODE.match(line + ":")
    return match is not None and bool(nearest(match[0].rstrip(":：;； "), codebook.codable, 1))
