"""The files of a study that its results depend on, each by its hash."""

from __future__ import annotations

import hashlib

from qualcode.study.paths import find_sheets
from qualcode.study.study import Study


def input_hashes(study: Study) -> dict[str, str]:
    """Return the SHA-256 of every file of the study that its results depend on, by path.

    Settings, codes, texts, sheets, ledgers, what was built from codes, and the templates that the study puts in place of
    the package's.
    """
    paths = ["qualcode.toml", "codebook.yaml"]
    paths += [name for name in ("structure.yaml",) if (study.root / name).is_file()]
    paths += [file.path for file in study.listing.files]
    sheets = (("interviews", "attributes"), ("interviews", "participants"), ("cases", "attributes"))
    paths += [path for folder, name in sheets for path in find_sheets(study.root, folder, name)]
    paths += [file.path for file in study.ledger_files]
    templates = (path for path in (study.root / "templates").rglob("*") if path.is_file())
    paths += sorted(path.relative_to(study.root).as_posix() for path in templates)
    return {path: hashlib.sha256(study.read_bytes(path)).hexdigest() for path in paths}
