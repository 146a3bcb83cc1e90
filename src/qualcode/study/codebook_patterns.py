"""The token patterns of a code: what spaCy's matcher takes, checked before it sees them."""

from __future__ import annotations

import re

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from qualcode.errors import nearest
from qualcode.study.yaml_nodes import Faults, kind_of

Token = dict[str, object]
Patterns = tuple[tuple[Token, ...], ...]

NEED_PIPELINE = frozenset({"POS", "TAG", "DEP", "MORPH", "ENT_TYPE", "ENT_IOB", "ENT_ID", "ENT_KB_ID"})
_TRUTHS = frozenset(
    {
        *("IS_ALPHA", "IS_ASCII", "IS_DIGIT", "IS_LOWER", "IS_UPPER", "IS_TITLE", "IS_PUNCT", "IS_SPACE", "IS_STOP"),
        *("IS_SENT_START", "IS_BRACKET", "IS_QUOTE", "IS_LEFT_PUNCT", "IS_RIGHT_PUNCT", "IS_CURRENCY"),
        *("LIKE_NUM", "LIKE_URL", "LIKE_EMAIL", "SPACY"),
    }
)
_WORDS = frozenset({"ORTH", "TEXT", "NORM", "LOWER", "PREFIX", "SUFFIX", "SHAPE", "LEMMA"})
KNOWN = (*sorted(_WORDS), *sorted(NEED_PIPELINE), *sorted(_TRUTHS), "LENGTH", "OP")
_PREDICATES = (
    *("IN", "NOT_IN", "IS_SUBSET", "IS_SUPERSET", "INTERSECTS"),
    "REGEX",
    "FUZZY",
    "==",
    "!=",
    ">=",
    "<=",
    ">",
    "<",
)
_OP = re.compile(r"[!?+*]|\{\d+(?:,\d*)?\}|\{,\d+\}", re.ASCII)
_SHAPE_REMEDY = "Write a list of patterns, each a list of tokens: [[{LEMMA: lack}, {LOWER: incentive}]]."


def patterns(node: Node | None, faults: Faults) -> Patterns:
    """Return the patterns that can be used; each is a tuple of tokens, each token a dict of spaCy's token attributes."""
    if node is None:
        return ()
    if not isinstance(node, SequenceNode) or not all(isinstance(item, SequenceNode) for item in node.value):
        faults.error(node, '"patterns" is not a list of patterns.', _SHAPE_REMEDY)
        return ()
    found = (_pattern(item, faults) for item in node.value)
    return tuple(pattern for pattern in found if pattern is not None)


def needs_pipeline(found: Patterns) -> str | None:
    """Return the first attribute that only a trained pipeline sets, or `None`."""
    return next((key for pattern in found for token in pattern for key in token if key.upper() in NEED_PIPELINE), None)


def _pattern(node: SequenceNode, faults: Faults) -> tuple[Token, ...] | None:
    if not node.value:
        faults.error(node, "A pattern holds no token.", "Delete it.")
        return None
    tokens = [_token(item, faults) for item in node.value]
    known = [token for token in tokens if token is not None]
    return tuple(known) if len(known) == len(tokens) else None


def _token(node: Node, faults: Faults) -> Token | None:
    if not isinstance(node, MappingNode):
        faults.error(node, f"A token of a pattern is {kind_of(node)}.", _SHAPE_REMEDY)
        return None
    token: Token = {}
    before = len(faults.problems)
    for key, value in node.value:
        name = key.value if isinstance(key, ScalarNode) else ""
        if name.upper() not in KNOWN:
            near = nearest(name, KNOWN, most=1)
            faults.error(key, f'"{name}" is no attribute of a token.', f"Did you mean {near[0]}?" if near else "")
        elif name in token:
            faults.error(key, f'"{name}" stands twice in a token.', "Keep one.")
        else:
            token[name] = _value(name.upper(), value, faults)
    return token if len(faults.problems) == before else None


def _value(name: str, node: Node, faults: Faults) -> object:
    if isinstance(node, ScalarNode):
        return _scalar(name, node, faults)
    if not isinstance(node, MappingNode) or name == "OP":
        faults.error(
            node, f'"{name}" in a pattern cannot be {kind_of(node)}.', f"To name several, write {name}: {{IN: [a, b]}}."
        )
        return None
    predicates: Token = {}
    for key, value in node.value:
        predicate = key.value if isinstance(key, ScalarNode) else ""
        if predicate not in _PREDICATES:
            faults.error(key, f'"{predicate}" cannot stand under {name}.', f"Known: {', '.join(_PREDICATES)}.")
        elif isinstance(value, SequenceNode) and all(isinstance(item, ScalarNode) for item in value.value):
            predicates[predicate] = [_scalar(name, item, faults) for item in value.value]
        elif isinstance(value, ScalarNode):
            predicates[predicate] = _scalar("" if predicate == "REGEX" else name, value, faults)
        else:
            faults.error(value, f'"{predicate}" holds {kind_of(value)}.', "Write a text or a list of texts.")
    return predicates


def _scalar(name: str, node: ScalarNode, faults: Faults) -> object:
    written = str(node.value)
    if name == "OP" and not _OP.fullmatch(written):
        faults.error(
            node, f'"{written}" is no operator of a pattern.', 'Write one of "!", "?", "+", "*", "{2}", "{1,3}".'
        )
    if name == "LENGTH":
        if written.isascii() and written.isdigit():
            return int(written)
        faults.error(node, f'LENGTH must be a whole number, not "{written}".')
    if name in _TRUTHS:
        if written in ("true", "false"):
            return written == "true"
        faults.error(node, f'{name} must be true or false, not "{written}".')
    return written
