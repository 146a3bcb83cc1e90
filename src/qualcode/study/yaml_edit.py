"""Edits of a YAML file that leave everything else in it as its author wrote it, comments included."""

from __future__ import annotations

import io
from collections.abc import Callable

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError

from qualcode.errors import StudyError

_LAYOUTS = ((4, 2), (2, 0), (3, 1), (6, 4))


def edited(text: str, edit: Callable[[CommentedMap], None], path: str, remedy: str = "") -> str:
    """Return a YAML text after `edit` has changed its root; indentation, quotes and comments stay.

    A text that holds nothing has an empty root. Raises `StudyError` naming `path` for a text that is no table of keys.
    """
    yaml = _writer(text)
    try:
        root = yaml.load(text)
    except YAMLError as fault:
        raise StudyError(f"cannot be edited: {fault}", path=path, remedy=remedy) from fault
    if root is None:
        root = CommentedMap()
        kept = "".join(f"{line}\n" for line in text.splitlines())
        edit(root)
        return kept + _dumped(yaml, root)
    if not isinstance(root, CommentedMap):
        raise StudyError("is not a table of keys.", path=path, remedy=remedy)
    edit(root)
    return _dumped(yaml, root)


def _writer(text: str) -> YAML:
    """Return a writer that indents as the file does, where that can be found out."""
    for sequence, offset in _LAYOUTS:
        yaml = _yaml(sequence, offset)
        try:
            if _dumped(yaml, yaml.load(text)) == text:
                return _yaml(sequence, offset)
        except YAMLError:
            break
    return _yaml(*_LAYOUTS[0])


def _yaml(sequence: int, offset: int) -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000  # long memos stand on one line, and stay so
    yaml.indent(mapping=2, sequence=sequence, offset=offset)
    return yaml


def _dumped(yaml: YAML, root: object) -> str:
    written = io.StringIO()
    yaml.dump(root, written)
    return written.getvalue()
