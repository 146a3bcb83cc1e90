"""YAML as nodes that know their lines: every scalar a string, every fault a problem, nothing run and nothing expanded."""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from qualcode.model.problem import Problem, error, warning

try:
    from yaml._yaml import CParser as _Parser

    class _Composer(_Parser):
        """The C parser alone: tags are never looked at, so nothing needs to resolve them."""

        def descend_resolver(self, *_: object) -> None: ...
        def ascend_resolver(self) -> None: ...
        def resolve(self, *_: object) -> str:
            return ""

except ImportError:  # PyYAML built without libyaml: the same nodes, slower
    _Composer = yaml.BaseLoader  # type: ignore[misc,assignment]

_DEEPEST = 100
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAB_INDENT = re.compile(r" *\t\s*[^\s#]")
# The composer calls itself for every level and the C stack ends: only text that could be deep or hold aliases pays for a look.
_DEEP_LINE = re.compile(r"(?:[-?:][ \t]+){50}")
_ALIAS = re.compile(r"(?:^|[\s\[{,:])\*[^\s\"'\]},]")
_SHOWN_TABS = 20


class Faults:
    """The problems found in one file so far, each at the line of a node."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def error(self, place: Node | int, message: str, remedy: str = "") -> None:
        """Note what makes `check` fail; `place` is a node or a line from 1."""
        self.problems.append(error(self.path, line_of(place), message, remedy))

    def warning(self, place: Node | int, message: str, remedy: str = "") -> None:
        """Note what `check` shows and lets pass."""
        self.problems.append(warning(self.path, line_of(place), message, remedy))


def line_of(place: Node | int) -> int:
    """Return the line, from 1, at which a node begins."""
    return place if isinstance(place, int) else int(place.start_mark.line) + 1


def kind_of(node: Node) -> str:
    """Return what a node is, in words a person uses for it."""
    if isinstance(node, MappingNode):
        return "a table of keys"
    return "a list" if isinstance(node, SequenceNode) else "a text"


def is_blank(node: Node) -> bool:
    """Say whether nothing was written where a value could stand (`key:` and no more)."""
    return isinstance(node, ScalarNode) and node.value == "" and not node.style


def compose(data: bytes, faults: Faults) -> Node | None:
    """Return the root node of a YAML file, or `None` when it is empty or cannot be read, which `faults` then says.

    Aliases are refused and left out (a file of a few lines can stand for billions of nodes), as is nesting beyond
    100 levels.
    """
    text = _decoded(data, faults)
    if text is None:
        return None
    aliased = "*" in text and _ALIAS.search(text) is not None
    try:
        if (aliased or _may_be_deep(text)) and not _is_shallow(text, faults):
            return None
        node: Node | None = _Composer(text).get_single_node()
    except yaml.MarkedYAMLError as fault:
        _report_syntax(text, fault, faults)
        return None
    except (yaml.YAMLError, RecursionError) as fault:
        _report_unreadable(text, fault, faults)
        return None
    if node is not None and aliased:
        _prune_aliases(node)
    return node


def _decoded(data: bytes, faults: Faults) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        faults.error(line, f"This is not UTF-8 (byte 0x{data[fault.start]:02x}).", "Save the file as UTF-8.")
        return None


def _report_unreadable(text: str, fault: Exception, faults: Faults) -> None:
    found = _UNPRINTABLE.search(text)
    if found is None:
        faults.error(1, f"This is not YAML: {fault}.")
    else:
        line = text.count("\n", 0, found.start()) + 1
        faults.error(line, f"A control character stands here (U+{ord(found[0]):04X}).", "Delete it.")


def _may_be_deep(text: str) -> bool:
    return text.count("[") + text.count("{") > 2000 or " " * _DEEPEST in text or _DEEP_LINE.search(text) is not None


def _is_shallow(text: str, faults: Faults) -> bool:
    depth = 0
    parser = _Composer(text)
    while (event := parser.get_event()) is not None:
        line = 1 + (event.start_mark.line if event.start_mark else 0)
        if isinstance(event, yaml.AliasEvent):
            faults.error(line, f'"*{event.anchor}" is an alias, and aliases are not read.', "Write it out.")
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                faults.error(line, f"This is nested more than {_DEEPEST} levels deep.")
                return False
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return True


def _prune_aliases(root: Node) -> None:
    seen = {id(root)}
    open_nodes = [root]

    def first(node: Node) -> bool:
        new = id(node) not in seen
        seen.add(id(node))
        return new

    while open_nodes:
        node = open_nodes.pop()
        if isinstance(node, MappingNode):
            node.value = [(key, value) for key, value in node.value if first(key) and first(value)]
            open_nodes += [part for pair in node.value for part in pair]
        elif isinstance(node, SequenceNode):
            node.value = [value for value in node.value if first(value)]
            open_nodes += node.value


def _report_syntax(text: str, fault: yaml.MarkedYAMLError, faults: Faults) -> None:
    if "undefined alias" in str(fault.problem):
        return  # said already, as every alias is
    mark = fault.problem_mark or fault.context_mark
    line = 1 if mark is None else mark.line + 1
    lines = text.splitlines()
    tabs = [number for number, written in enumerate(lines, 1) if _TAB_INDENT.match(written)]
    if any(abs(number - line) <= 1 for number in tabs):
        for number in tabs[:_SHOWN_TABS]:
            faults.error(number, "This line is indented with a tab.", "Indent with spaces: YAML knows no tabs.")
        return
    context = str(fault.context or "")
    if fault.context_mark is not None and ("quoted scalar" in context or "a flow" in context):
        opened = "quotation mark" if "quoted" in context else "bracket"
        faults.error(
            fault.context_mark.line + 1,
            f"The {opened} opened here is not closed as it should be.",
            f"Look from here to line {line}.",
        )
        return
    message, remedy = _explained(str(fault.problem or fault), lines[line - 1] if line <= len(lines) else "", mark)
    faults.error(line, message, remedy)


def _explained(problem: str, written: str, mark: Any) -> tuple[str, str]:
    if "cannot start any token" in problem:
        char = written[mark.column : mark.column + 1]
        if char == "\t":
            return "A tab stands where spaces must.", "Replace it by spaces: YAML knows no tabs."
        return f'A text cannot begin with "{char}".', "Put the text in quotes."
    if "mapping values are not allowed" in problem:
        return (
            'A ": " stands inside a text, or the line is indented unlike the ones above it.',
            "Put the text in quotes, or align the line.",
        )
    if "expected a single document" in problem or "another document" in problem:
        return 'A second document begins here ("---").', "Keep one document in the file."
    return f"This is not YAML: {problem}.", "Look at quotes, brackets and indentation in this line and the one above."
