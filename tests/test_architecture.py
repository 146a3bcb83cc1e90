"""The house keeps its plan, and each rule of it sees a fault that is planted."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from architecture import (
    cycles,
    imports,
    inner_imports,
    long_functions,
    long_modules,
    misplaced_packages,
    modules,
    prints,
    upward_imports,
)

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "qualcode"
DISTRIBUTIONS = {"ruamel.yaml": "ruamel", "python-docx": "docx", "pyyaml": "yaml", "markdown-it-py": "markdown_it"}
"""Import names of the distributions that are named otherwise."""

RULES: tuple[Callable[[Path], list[str]], ...] = (
    *(upward_imports, cycles, long_modules, long_functions, misplaced_packages, prints, inner_imports),
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_source_keeps_the_rule(rule: Callable[[Path], list[str]]) -> None:
    assert rule(SOURCE) == []


def test_the_whole_tree_was_looked_at() -> None:
    found = modules(SOURCE)
    assert {"model.span", "cli.app", "errors", "text.formats.docx"} <= set(found)
    assert sum(1 for module in found.values() for _ in imports(module, found)) > 500


PLANTED: dict[str, tuple[Callable[[Path], list[str]], dict[str, str], str]] = {
    "upward": (
        upward_imports,
        {"model/span.py": "from qualcode.study.study import Study\n", "study/study.py": ""},
        "model/span.py:1: imports up, from study.study",
    ),
    "upward, a module taken from its package": (
        upward_imports,
        {"text/read.py": "\nfrom qualcode.coding import acts\n", "coding/__init__.py": "", "coding/acts.py": ""},
        "text/read.py:2: imports up, from coding.acts",
    ),
    "upward, relative": (
        upward_imports,
        {"text/formats/docx.py": "from ...study import paths\n", "study/__init__.py": "", "study/paths.py": ""},
        "text/formats/docx.py:1: imports up, from study.paths",
    ),
    "upward, by name": (
        upward_imports,
        {"study/sheets.py": 'import importlib\nimportlib.import_module("qualcode.cli.app")\n', "cli/app.py": ""},
        "study/sheets.py:2: imports up, from cli.app",
    ),
    "sideways": (
        upward_imports,
        {"text/read.py": "import qualcode.analysis.matrix\n", "analysis/matrix.py": ""},
        "text/read.py:1: imports sideways, from analysis.matrix",
    ),
    "a new room": (upward_imports, {"helpers/more.py": ""}, "helpers/more.py: the plan knows no room helpers"),
    "cycle": (
        cycles,
        {
            "model/a.py": "from qualcode.model import b\n",
            "model/b.py": "from qualcode.model.c import x\n",
            "model/c.py": "def f() -> None:\n    from qualcode.model.a import y\n",
            "model/__init__.py": "",
        },
        "model.a",
    ),
    "long module": (long_modules, {"study/long.py": "x = 1\n" * 301}, "study/long.py: 301 lines"),
    "long function": (
        long_functions,
        {"study/long.py": "class A:\n    def walk(self):\n" + "        x = 1\n" * 50},
        "study/long.py:2: walk has 51 lines",
    ),
    "spaCy in the model": (misplaced_packages, {"model/a.py": "import spacy.tokens\n"}, "model/a.py:1: imports spacy"),
    "a plot": (
        misplaced_packages,
        {"report/a.py": "from matplotlib import pyplot\n"},
        "report/a.py:1: imports matplot",
    ),
    "print": (prints, {"report/a.py": "print(1)\n"}, "report/a.py:1: print"),
    "import in a function": (
        inner_imports,
        {"study/a.py": "def f():\n    import os\n"},
        "study/a.py:2: imports os in a function",
    ),
}


INNOCENT = {
    "cli/app.py": "def f() -> None:\n    from qualcode.study.a import x\n    print(x)\n",
    "study/a.py": "import sys\nif sys.platform == 'win32':\n    import msvcrt\nfrom qualcode import errors\nx = 1\n"
    * 60,
    "errors.py": "import spacy_legacy\n",
}


def planted(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("case", PLANTED)
def test_planted_fault_is_seen(case: str, tmp_path: Path) -> None:
    rule, files, expected = PLANTED[case]
    (found,) = rule(planted(tmp_path, files))
    assert expected in found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_innocent_tree_is_left_alone(rule: Callable[[Path], list[str]], tmp_path: Path) -> None:
    assert rule(planted(tmp_path, INNOCENT)) == []


def test_dependencies_are_those_that_are_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {line.partition(">=")[0] for line in project["dependencies"]}
    known = modules(SOURCE)
    used = {one.module.partition(".")[0] for module in known.values() for one in imports(module, known)}
    others = used - set(sys.stdlib_module_names) - {"qualcode"}
    assert {DISTRIBUTIONS.get(name, name.replace("-", "_")) for name in declared} == others
