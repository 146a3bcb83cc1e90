"""The rules of the house: layers, cycles, lengths, heavy packages in their rooms.

Each rule is a function from a source tree to sentences about what breaks it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

LAYERS = (
    ("cli",),
    ("report",),
    ("exchange",),
    ("suggest",),
    ("coding",),
    ("study",),
    ("text", "agreement", "analysis"),
    ("model",),
    ("collector", "errors", "registry"),
)
"""From the top down: a room imports only from lines below its own."""

HEAVY = {
    "spacy": ("text/language.py", "suggest/"),
    "docx": ("text/formats/docx.py", "report/word/", "report/writers/docx.py"),
    "openpyxl": ("text/workbook_cells.py", "report/workbook/", "report/writers/xlsx.py"),
    "matplotlib": ("report/figures/",),
    "pandas": ("analysis/", "agreement/", "report/"),
    "pypdfium2": ("text/formats/_pdf_engine.py",),
    "typer": ("cli/",),
}
"""Packages that cost much to import, or belong to one side of the house, and the only places that may import them."""

BY_NAME = (
    "cli/",
    "__main__.py",
    "registry.py",
    "coding/anchor.py",
    *(f"{each}.py" for each in ("study/sheets", "study/kept_files", "study/document_files")),
)
"""Who may import a module while running: the command line and its entry, the registry, and what is needed only where a
file has changed: the anchor, which compares texts, and the readers of workbooks, of YAML and of documents."""

MODULE_LINES, FUNCTION_LINES = 300, 50
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the tree: its dotted name within the package, its path there, and its source."""

    name: str
    path: str
    source: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The first part of its name; empty for `__init__` and `__main__` of the package."""
        first = self.name.partition(".")[0]
        return "" if first.startswith("__") else first


@dataclass(frozen=True, slots=True)
class Imported:
    """One import statement's module (`qualcode.model.span`, `numpy`), its line, and whether it stands in a function.

    `checking`: it stands under `if TYPE_CHECKING`, so nothing is imported when the program runs.
    """

    module: str
    line: int
    inner: bool
    checking: bool


@cache
def modules(source: Path) -> dict[str, Module]:
    """Return the modules below a package's folder by dotted name; a package's `__init__` bears the package's name."""
    found = {}
    for file in sorted(source.rglob("*.py")):
        path = file.relative_to(source).as_posix()
        name = path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        text = file.read_text(encoding="utf-8")
        found[name] = Module(name, path, text, ast.parse(text, str(file)))
    return found


_FOUND: dict[int, tuple[ast.Module, tuple[Imported, ...]]] = {}


def imports(module: Module, known: dict[str, Module]) -> tuple[Imported, ...]:
    """Return every import of a module, those by `import_module("…")` included; names resolve to the module they mean."""
    if id(module.tree) not in _FOUND:  # every rule asks for them; the tree is kept, so that its number stays its own
        _FOUND[id(module.tree)] = module.tree, tuple(_imports(module, known))
    return _FOUND[id(module.tree)][1]


def _imports(module: Module, known: dict[str, Module]) -> Iterator[Imported]:
    waiting: list[tuple[ast.AST, bool, bool]] = [(module.tree, False, False)]
    while waiting:
        node, inner, checking = waiting.pop()
        for name in _named(node, module, known):
            yield Imported(name, getattr(node, "lineno", 0), inner, checking)
        inner = inner or isinstance(node, (*FUNCTIONS, ast.Lambda))
        checking = checking or (isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"))
        waiting += [(child, inner, checking) for child in ast.iter_child_nodes(node)]


def _named(node: ast.AST, module: Module, known: dict[str, Module]) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            package = module.path.split("/")[: -node.level]
            base = ".".join(("qualcode", *package, *([base] if base else [])))
        for alias in node.names:
            whole = f"{base}.{alias.name}"
            yield whole if own_name(whole) in known else base
    elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "import_module":
        yield from (str(given.value) for given in node.args[:1] if isinstance(given, ast.Constant))


def own_name(module: str) -> str | None:
    """Return a module's name within the package, `None` for a module of another package."""
    if module == "qualcode":
        return "__init__"
    return module.removeprefix("qualcode.") if module.startswith("qualcode.") else None


def upward_imports(source: Path) -> list[str]:
    """Name each import that does not point down, and each room that the plan does not know."""
    known = modules(source)
    line_of = {room: number for number, rooms in enumerate(LAYERS) for room in rooms}
    found = []
    for module in known.values():
        if not module.room:
            continue
        if module.room not in line_of:
            found.append(f"{module.path}: the plan knows no room {module.room}")
            continue
        for one in imports(module, known):
            target = own_name(one.module)
            room = "" if target is None else target.partition(".")[0]
            if room not in line_of or room == module.room:
                continue
            if line_of[room] <= line_of[module.room]:
                way = "sideways" if line_of[room] == line_of[module.room] else "up"
                found.append(f"{module.path}:{one.line}: imports {way}, from {target}")
    return found


def cycles(source: Path) -> list[str]:
    """Name a circle of modules that import each other, if there is one.

    The package itself (`__init__`) is loaded before all others; the names that it offers to type checkers are no imports.
    """
    known = modules(source)
    graph: dict[str, set[str]] = {name: set() for name in known}
    for name, module in known.items():
        for one in imports(module, known):
            target = own_name(one.module)
            if target in known and target != name and not (name == "__init__" and one.checking):
                graph[name].add(target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as fault:
        return [" → ".join(reversed(fault.args[1]))]
    return []


def long_modules(source: Path) -> list[str]:
    """Name each module of more lines than can be read in one sitting."""
    lengths = {module.path: len(module.source.splitlines()) for module in modules(source).values()}
    return [f"{path}: {lines} lines" for path, lines in lengths.items() if lines > MODULE_LINES]


def long_functions(source: Path) -> list[str]:
    """Name each function of more lines than it may have, from its `def` to its end."""
    return [
        f"{module.path}:{node.lineno}: {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for module in modules(source).values()
        for node in ast.walk(module.tree)
        if isinstance(node, FUNCTIONS) and node.end_lineno is not None
        if node.end_lineno - node.lineno + 1 > FUNCTION_LINES
    ]


def misplaced_packages(source: Path) -> list[str]:
    """Name each import of a heavy package outside its room."""
    known = modules(source)
    return [
        f"{module.path}:{one.line}: imports {package}, which belongs to {', '.join(HEAVY[package]) or 'no room yet'}"
        for module in known.values()
        for one in imports(module, known)
        if (package := one.module.partition(".")[0]) in HEAVY
        if not module.path.startswith(HEAVY[package])
    ]


def prints(source: Path) -> list[str]:
    """Name each `print` below the command line."""
    return [
        f"{module.path}:{node.lineno}: print"
        for module in modules(source).values()
        if module.room != "cli"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]


def inner_imports(source: Path) -> list[str]:
    """Name each import that hides in a function; only the command line does that, to start quickly."""
    known = modules(source)
    return [
        f"{module.path}:{one.line}: imports {one.module} in a function"
        for module in known.values()
        if not module.path.startswith(BY_NAME)
        for one in imports(module, known)
        if one.inner
    ]
