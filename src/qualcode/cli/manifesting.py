"""The manifest that a file carries: what it was made from, and the command that makes it anew."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qualcode.report.embedded import with_manifest
from qualcode.report.inputs import input_hashes
from qualcode.report.manifest import manifest
from qualcode.study.study import Study


def manifested(study: Study, data: bytes, out: Path, command: Sequence[str]) -> bytes:
    """Return a file with its manifest in it, where its format has a place for one."""
    return with_manifest(data, out.suffix, manifest(input_hashes(study), {}, {}, command=command))
