"""Names replaced in TOML and YAML, value by value, so that both still read; comments too."""

from __future__ import annotations

import json
import re
import tomllib

import yaml

from qualcode.exchange.anonymise.matching import Matcher

_TOML = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?!")|\'\'\'.*?\'\'\'(?!\')|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|\#[^\n]*|[A-Za-z0-9_-]+',
    re.DOTALL,
)
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def in_toml(text: str, names: Matcher) -> str:
    """Return a TOML text with names replaced in its strings, keys and comments; everything else stays as it is written."""

    def changed(match: re.Match[str]) -> str:
        token = match[0]
        if token.startswith("#") or token[0] not in "\"'":
            new = names.replaced(token)
            return new if token.startswith("#") or new == token or _BARE.fullmatch(new) else _quoted(new)
        value = tomllib.loads(f"x = {token}")["x"]
        new = names.replaced(value)
        return token if new == value else _quoted(new)

    return _TOML.sub(changed, text)


def in_yaml(text: str, names: Matcher) -> str:
    """Return a YAML text with names replaced in its scalars and comments; a scalar that changes stands in double quotes.

    A text that is no YAML is treated as plain words.
    """
    pieces, at = [], 0
    try:
        tokens = [token for token in yaml.scan(text, Loader=yaml.SafeLoader) if isinstance(token, yaml.ScalarToken)]
    except yaml.YAMLError:
        return names.replaced(text)
    for token in tokens:
        start, end = token.start_mark.index, token.end_mark.index
        written, value = text[start:end], str(token.value)
        new = names.replaced(value)
        pieces.append(names.replaced(text[at:start]))
        block = written[:1] in "|>" and written.endswith("\n")
        pieces.append(written if new == value else _quoted(new) + ("\n" if block else ""))
        at = end
    return "".join((*pieces, names.replaced(text[at:])))


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
