"""Cold start: the everyday commands import nothing that they do not need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "pandas",
    "spacy",
    "matplotlib",
    "docx",
    "openpyxl",
    "numpy",
    "rapidfuzz",
    "pydantic",
    "rich",
    "lxml",
    "jinja2",
}
PROGRAM = """\
import sys
from qualcode.cli.app import main

code = main(sys.argv[1:])
print("\\n@" + " ".join(sorted({name.partition(".")[0] for name in sys.modules})))
sys.exit(code)
"""


@pytest.mark.parametrize(
    "words", ["--help", "code INT01:2 GOV --coder c1", "show INT01 --codings --coder c1", "quotes", "status"]
)
def test_an_everyday_command_imports_no_heavy_package(root: Path, words: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words.split()], cwd=root, capture_output=True, encoding="utf-8", check=True
    )
    imported = set(ran.stdout.rpartition("@")[2].split())
    assert "qualcode" in imported
    assert imported & HEAVY == set()
