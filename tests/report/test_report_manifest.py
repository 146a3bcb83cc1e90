"""The manifest: what was read, what was written, with what; the same each time."""

from __future__ import annotations

import hashlib
import json

from qualcode.report.manifest import manifest, versions_in_use


def test_paths_are_mapped_to_hashes_in_order() -> None:
    known = "0" * 64
    made = manifest({"b.txt": b"words", "a\\x.txt": known}, {"report.docx": b""}, {"unit": "turn"}, {"python": "3.11"})
    assert json.loads(made) == {
        "schema": 1,
        "kind": "manifest",
        "inputs": {"a/x.txt": known, "b.txt": hashlib.sha256(b"words").hexdigest()},
        "outputs": {"report.docx": hashlib.sha256(b"").hexdigest()},
        "parameters": {"unit": "turn"},
        "versions": {"python": "3.11"},
    }
    assert made.index(b"a/x.txt") < made.index(b"b.txt")


def test_the_order_in_which_files_are_given_does_not_matter() -> None:
    assert manifest({"a": b"1", "b": b"2"}, {}, {"x": 1, "y": 2}) == manifest(
        {"b": b"2", "a": b"1"}, {}, {"y": 2, "x": 1}
    )


def test_versions_name_qualcode_python_and_what_shapes_the_output() -> None:
    assert {"qualcode", "python", "python-docx", "jinja2"} <= set(versions_in_use())
