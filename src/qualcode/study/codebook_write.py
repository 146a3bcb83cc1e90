"""Codebook → `codebook.yaml`, in one stable order, so that reading it back gives the same codebook."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from qualcode.model.codebook import Code, Codebook, Wording

# Only words that no YAML program could take for anything but a text stand without quotes.
_PLAIN = re.compile(r"[^\W\d_](?:[\w \-./()（），。；：、？！《》“”…]*[\w.)）。？！》”…])?")
_NOT_TEXT = re.compile(r"y|n|yes|no|true|false|on|off|null|nan|inf", re.IGNORECASE)
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def write_codebook(codebook: Codebook) -> bytes:
    """Return a codebook as YAML in UTF-8; what was not given is not written.

    Reading it back gives an equal codebook, save for `hash` and the codes' `line`.
    """
    lines = []
    if codebook.title:
        lines.append(f"title: {_text(codebook.title)}")
    if codebook.version:
        lines.append(f"version: {_quoted(codebook.version)}")
    tops = [code for code in codebook.codes if code.parent is None]
    lines.append("codes:" if tops else "codes: []")
    for code in tops:
        lines += _code(codebook, code, "  ")
    return ("\n".join(lines) + "\n").encode()


def _code(codebook: Codebook, code: Code, indent: str) -> Iterator[str]:
    yield f"{indent}- id: {_text(code.id)}"
    inner = indent + "  "
    for key, value in _fields(code):
        yield f"{inner}{key}: {value}"
    if code.children:
        yield f"{inner}children:"
        for child in code.children:
            yield from _code(codebook, codebook.by_id[child], inner + "  ")


def _fields(code: Code) -> Iterator[tuple[str, str]]:
    if code.names:
        yield "name", _wording(code.names)
    if not code.codable:
        yield "codable", "false"
    for key, words in (("definition", code.definition), ("include", code.include), ("exclude", code.exclude)):
        if words:
            yield key, _wording(words)
    if code.examples:
        yield "examples", _list(code.examples)
    if code.scale:
        yield "scale", f"[{', '.join(_number(weight) for weight in code.scale)}]"
    if code.cues:
        yield (
            "cues",
            _list(code.cues[""]) if set(code.cues) == {""} else _mapping({k: _list(v) for k, v in code.cues.items()}),
        )
    if code.patterns:
        yield "patterns", _value([list(pattern) for pattern in code.patterns])
    if code.color:
        yield "color", _quoted(code.color)
    if code.origin != "a-priori":
        yield "origin", _text(code.origin)
    if code.since:
        yield "since", _quoted(code.since)
    if code.was:
        yield "was", _list(code.was)


def _wording(words: Wording) -> str:
    return (
        _text(words[""])
        if set(words) == {""}
        else _mapping({language: _text(text) for language, text in words.items()})
    )


def _mapping(values: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{_text(key)}: {value}" for key, value in values.items()) + "}"


def _list(texts: Sequence[str]) -> str:
    return "[" + ", ".join(_text(text) for text in texts) + "]"


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return _mapping({str(key): _value(inner) for key, inner in value.items()})
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(inner) for inner in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else _text(str(value))


def _number(weight: float) -> str:
    return str(int(weight)) if weight.is_integer() and abs(weight) < 1e15 else repr(weight)


def _text(text: str) -> str:
    # In brackets a comma ends a text, so the Latin one is not among the plain characters; the same text is written
    # the same way everywhere.
    return text if _PLAIN.fullmatch(text) and not _NOT_TEXT.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    escaped = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped)
