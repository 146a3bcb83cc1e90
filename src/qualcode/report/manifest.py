"""What an output was made from: every input and output with its hash, versions and parameters; no clock."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from importlib import metadata

import msgspec

_SHAPE_THE_OUTPUT = ("jinja2", "lxml", "msgspec", "numpy", "python-docx", "simplemma", "spacy")


def manifest(
    inputs: Mapping[str, bytes | str],
    outputs: Mapping[str, bytes | str],
    parameters: Mapping[str, object],
    versions: Mapping[str, str] | None = None,
) -> bytes:
    """Return the manifest as sorted JSON: `inputs` and `outputs` map a relative path to its SHA-256, lower-case hex.

    Contents may be given as bytes, or as the hash already known. `versions` defaults to `versions_in_use()`.
    """
    content = {
        "schema": 1,
        "kind": "manifest",
        "inputs": _hashes(inputs),
        "outputs": _hashes(outputs),
        "parameters": dict(parameters),
        "versions": dict(versions_in_use() if versions is None else versions),
    }
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
