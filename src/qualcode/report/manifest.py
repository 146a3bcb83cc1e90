"""What an output was made from: every input and output with its hash, versions and parameters; no clock."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping, Sequence
from importlib import metadata

import msgspec

_SHAPE_THE_OUTPUT = (
    *("docxtpl", "jinja2", "lxml", "matplotlib", "msgspec", "networkx", "numpy", "openpyxl", "pandas"),
    *("pillow", "python-docx", "pyyaml", "scipy", "simplemma", "spacy"),
)
"""The libraries of which another version may make other bytes, or other numbers."""


def manifest(
    inputs: Mapping[str, bytes | str],
    outputs: Mapping[str, bytes | str],
    parameters: Mapping[str, object],
    versions: Mapping[str, str] | None = None,
    command: Sequence[str] = (),
) -> bytes:
    """Return the manifest as sorted JSON: `inputs` and `outputs` map a relative path to its SHA-256, lower-case hex.

    Contents may be given as bytes, or as the hash already known. `versions` defaults to `versions_in_use()`.
    `command` are the words of the command that makes the output anew, without where it goes.
    """
    content: dict[str, object] = {
        "schema": 1,
        "kind": "manifest",
        "inputs": _hashes(inputs),
        "outputs": _hashes(outputs),
        "parameters": dict(parameters),
        "versions": dict(versions_in_use() if versions is None else versions),
    }
    if command:
        content["command"] = list(command)
    return msgspec.json.format(msgspec.json.encode(content, order="deterministic"), indent=2) + b"\n"


def versions_in_use() -> dict[str, str]:
    """Return the versions of qualcode, Python and the libraries that shape the outputs, by name."""
    found = {"python": platform.python_version()}
    for name in ("qualcode", *_SHAPE_THE_OUTPUT):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found


def _hashes(files: Mapping[str, bytes | str]) -> dict[str, str]:
    return {
        path.replace("\\", "/"): each if isinstance(each, str) else hashlib.sha256(each).hexdigest()
        for path, each in files.items()
    }
