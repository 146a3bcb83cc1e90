"""The names that `import qualcode` offers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import qualcode


@pytest.mark.parametrize("name", qualcode.__all__)
def test_every_public_name_can_be_had_and_says_what_it_is(name: str) -> None:
    assert getattr(qualcode, name).__doc__


def test_the_type_checker_and_the_table_know_the_same_names() -> None:
    source = Path(qualcode.__file__ or "").read_text(encoding="utf-8")
    block = source.split("if TYPE_CHECKING:")[1].split("_WHERE")[0]
    imported = {
        name.strip()
        for line in block.splitlines()
        if " import " in line
        for name in line.split(" import ")[1].split(",")
    }
    assert imported == set(qualcode.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = qualcode.nothing


def test_importing_the_library_imports_none_of_its_rooms() -> None:
    code = "import qualcode, sys; print([name for name in sys.modules if name.startswith('qualcode.')])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
