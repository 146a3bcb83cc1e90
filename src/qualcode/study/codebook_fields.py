"""One field of a code each: a YAML node in, its value out, what is wrong with it noted."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from qualcode.errors import nearest
from qualcode.model.codebook import Wording
from qualcode.study.dates import is_date
from qualcode.study.identifiers import ID_REMEDY, illegal_characters, named_characters
from qualcode.study.yaml_nodes import Faults, is_blank, kind_of, line_of

ORIGINS = ("a-priori", "emergent", "in-vivo")
_LANGUAGE = re.compile(r"(?:[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)?")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)
_COLOR = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
_LANGUAGE_REMEDY = "Write a language such as en or zh."


def fields_of(node: MappingNode, known: Iterable[str], faults: Faults, what: str) -> dict[str, Node]:
    """Return the values of a table by key; unknown and repeated keys are noted and left out, blank values silently."""
    found: dict[str, Node] = {}
    lines: dict[str, int] = {}
    names = tuple(known)
    for key, value in node.value:
        name = key.value if isinstance(key, ScalarNode) else ""
        if name not in names:
            near = nearest(name, names, most=1)
            faults.error(
                key,
                f'Unknown key "{name}" in {what}.',
                f'Did you mean "{near[0]}"?' if near else f"Known: {', '.join(names)}.",
            )
        elif name in lines:
            faults.error(key, f'The key "{name}" stands twice in {what} (first in line {lines[name]}).', "Keep one.")
        else:
            lines[name] = line_of(key)
            if not is_blank(value):
                found[name] = value
            elif name == "color":
                faults.warning(key, "The color is empty.", 'Put it in quotes: "#b3589a"; a bare # begins a comment.')
    return found


def text(node: Node | None, key: str, faults: Faults) -> str:
    """Return a text, empty when there is none."""
    if node is None:
        return ""
    if isinstance(node, ScalarNode):
        return str(node.value)
    faults.error(node, f'"{key}" must be a text, not {kind_of(node)}.')
    return ""


def wording(node: Node | None, key: str, faults: Faults) -> Wording:
    """Return a text by language: `key: text` or `key: {en: text, zh: text}`."""
    if node is None:
        return {}
    if isinstance(node, MappingNode):
        return {language: text(value, key, faults) for language, value in _by_language(node, key, faults)}
    words = text(node, key, faults)
    return {"": words} if words else {}


def _by_language(node: MappingNode, key: str, faults: Faults) -> list[tuple[str, Node]]:
    found: dict[str, Node] = {}
    for language, value in node.value:
        name = language.value if isinstance(language, ScalarNode) else "?"
        if not _LANGUAGE.fullmatch(name):
            faults.error(language, f'"{name}" in "{key}" is not a language.', _LANGUAGE_REMEDY)
        elif name in found:
            faults.error(language, f'The language "{name}" stands twice in "{key}".', "Keep one.")
        elif not is_blank(value):
            found[name] = value
    return list(found.items())


def texts(node: Node | None, key: str, faults: Faults) -> tuple[str, ...]:
    """Return a list of texts; a single text is a list of one."""
    if node is None:
        return ()
    if isinstance(node, ScalarNode):
        return (str(node.value),)
    if not isinstance(node, SequenceNode):
        faults.error(node, f'"{key}" must be a list of texts, not {kind_of(node)}.')
        return ()
    kept = []
    for item in node.value:
        if not isinstance(item, ScalarNode):
            faults.error(
                item, f'"{key}" holds {kind_of(item)} where a text must stand.', 'Put a text with ": " in quotes.'
            )
        elif item.value == "":
            faults.warning(item, f'"{key}" holds an empty text.', "Delete it.")
        else:
            kept.append(str(item.value))
    return tuple(kept)


def cues(node: Node | None, faults: Faults) -> Mapping[str, tuple[str, ...]]:
    """Return phrases by language: `{en: [phrase], zh: [短语]}`, or a plain list under the language `""`."""
    if node is None:
        return {}
    if isinstance(node, MappingNode):
        found = {language: texts(value, "cues", faults) for language, value in _by_language(node, "cues", faults)}
    else:
        found = {"": texts(node, "cues", faults)}
    return {language: phrases for language, phrases in found.items() if phrases}


def codable(node: Node | None, faults: Faults) -> bool:
    """Return whether a code may be applied: `true` (also when nothing is said) or `false`."""
    written = text(node, "codable", faults)
    if node is not None and written not in ("true", "false"):
        faults.error(node, f'"codable" must be true or false, not "{written}".')
    return written != "false"


def scale(node: Node | None, faults: Faults) -> tuple[float, ...]:
    """Return the weights that a coding may carry, in order."""
    weights: list[float] = []
    for written in texts(node, "scale", faults):
        weight = float(written) if _NUMBER.fullmatch(written) else math.nan
        if not math.isfinite(weight):
            faults.error(node or 1, f'"{written}" in "scale" is not a number.', "Write the weights as [1, 2, 3].")
        elif weight in weights:
            faults.error(node or 1, f'The weight {written} stands twice in "scale".', "Keep one.")
        else:
            weights.append(weight)
    return tuple(weights)


def color(node: Node | None, faults: Faults) -> str | None:
    """Return a colour as `#rgb` or `#rrggbb`."""
    written = text(node, "color", faults)
    if node is None or _COLOR.fullmatch(written):
        return written or None
    faults.error(node, f'"{written}" is not a color.', 'Write it as "#b3589a", in quotes.')
    return None


def origin(node: Node | None, since: Node | None, faults: Faults) -> tuple[str, str | None]:
    """Return where a code came from and, if said, when: `emergent` with `since:`, or `{kind: emergent, since: DATE}`."""
    kind_node = node
    if isinstance(node, MappingNode):
        fields = fields_of(node, ("kind", "since"), faults, "origin")
        kind_node, since = fields.get("kind"), since or fields.get("since")
    kind = text(kind_node, "origin", faults) or ORIGINS[0]
    if kind not in ORIGINS:
        near = nearest(kind, ORIGINS, most=1)
        faults.error(node or 1, f'"{kind}" is not an origin.', f"Write {near[0] if near else ' or '.join(ORIGINS)}.")
        kind = ORIGINS[0]
    return kind, _date(since, faults)


def _date(node: Node | None, faults: Faults) -> str | None:
    written = text(node, "since", faults)
    if node is None or is_date(written):
        return written or None
    faults.error(node, f'"{written}" is not a date.', "Write it as 2026-03-01, 2026-03 or 2026.")
    return None


def identifier(node: Node | None, faults: Faults) -> str:
    """Return an id, empty when there is none; characters that may not stand in it are noted."""
    written = text(node, "id", faults)
    if node is not None:
        check_identifier(written, node, faults)
    return written


def check_identifier(written: str, node: Node, faults: Faults) -> None:
    """Note what an id may not hold."""
    illegal = illegal_characters(written)
    if illegal:
        faults.error(node, f'The id "{written}" holds {named_characters(illegal)}.', ID_REMEDY)
