"""Presets: which sections a report has, in which order, with which tables; files that a study may override."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from qualcode.errors import NotFoundError, StudyError
from qualcode.model.problem import Problem
from qualcode.registry import names
from qualcode.report.figure_names import DRAWN
from qualcode.report.options import STYLES, Language, Style
from qualcode.report.templates import find_template, names_of, read_toml
from qualcode.study.settings import MatrixSettings
from qualcode.study.settings_file import read_matrix
from qualcode.study.toml_tables import TomlFaults, TomlTable

Words = dict[str, str]
_TEXT_KEYS = ("en", "zh")
USUAL = "full"


@dataclass(frozen=True, slots=True)
class SectionChoice:
    """One section of a preset: its own heading, the names of its tables (with `*`; none: all), a note below each table.

    `figures` names what is drawn below its tables (`figure_names.DRAWN`); `quotes` is how many quotes stand for each code, `matrices` what the section of matrices shows in place of the study's.
    """

    section: str
    heading: tuple[tuple[str, str], ...] = ()
    tables: tuple[str, ...] = ()
    note: tuple[tuple[str, str], ...] = ()
    quotes: int | None = None
    matrices: tuple[MatrixSettings, ...] = ()
    figures: tuple[str, ...] = ()

    def wants(self, name: str) -> bool:
        """Say whether a table of this name is among those chosen."""
        return not self.tables or any(fnmatchcase(name, each) for each in self.tables)

    def place(self, name: str) -> int:
        """Return the place of a table among those chosen: they come in the order in which they are named."""
        return next((at for at, each in enumerate(self.tables) if fnmatchcase(name, each)), 0)


@dataclass(frozen=True, slots=True)
class Preset:
    """A preset: its sections in order, the style of its tables (empty: the study's), and whether tables are listed."""

    name: str
    sections: tuple[SectionChoice, ...]
    style: Style | None = None
    list_of_tables: bool = False
    continued: bool = False


def read_preset(name: str, study_root: Path | None = None) -> Preset:
    """Return the preset of that name from `templates/presets/NAME.toml`: the study's own, else the package's.

    Raise `NotFoundError` with the names there are, `StudyError` with path and line for one that is wrong.
    """
    known = names_of("presets", ".toml", study_root)
    if name not in known:
        raise NotFoundError("preset", name, known, outcome=f"There are: {', '.join(known)}.")
    path = find_template(f"presets/{name}.toml", study_root)
    values = read_toml(path)
    faults = TomlFaults(path.read_text(encoding="utf-8-sig"), path.as_posix())
    table = TomlTable(values, (), faults)
    table.only(("style", "list_of_tables", "continued", "sections"))
    style = table.choice("style", ("", *STYLES), "")
    listed, continued = (_flag(table, key) for key in ("list_of_tables", "continued"))
    sections = tuple(_section(entry) for entry in table.listed("sections"))
    if not sections and not faults.problems:
        faults.error(("sections",), "The preset has no [[sections]].")
    if faults.problems:
        _refuse(faults.problems[0])
    return Preset(name, sections, style or None, listed, continued)  # type: ignore[arg-type]  # `choice` allows no other


def _flag(table: TomlTable, key: str) -> bool:
    value = table.values.get(key, False)
    if not isinstance(value, bool):
        table.error(key, f'"{key}" must be true or false.')
    return value is True


def _section(entry: TomlTable) -> SectionChoice:
    entry.only(("section", "heading", "tables", "note", "quotes", "matrices", "figures"))
    section = entry.choice("section", names("section"), "")
    most = entry.values.get("quotes")
    if most is not None and (not isinstance(most, int) or isinstance(most, bool) or most < 1):
        entry.error("quotes", '"quotes" must be a whole number from 1.')
        most = None
    return SectionChoice(
        section,
        _words(entry, "heading"),
        entry.texts("tables"),
        _words(entry, "note"),
        most,
        tuple(read_matrix(each) for each in entry.listed("matrices")),
        _figures(entry),
    )


def _figures(entry: TomlTable) -> tuple[str, ...]:
    named = entry.texts("figures")
    for name in named:
        if name not in DRAWN:
            entry.error("figures", f'There is no figure "{name}".', f"There are: {', '.join(DRAWN)}.")
    return named


def _words(entry: TomlTable, key: str) -> tuple[tuple[str, str], ...]:
    """Return a text by language: a table `{en = …, zh = …}`, or one text for both."""
    written: Any = entry.values.get(key, "")
    if isinstance(written, str):
        return tuple((language, written) for language in _TEXT_KEYS if written)
    if isinstance(written, dict) and all(
        name in _TEXT_KEYS and isinstance(text, str) for name, text in written.items()
    ):
        return tuple(written.items())
    entry.error(key, f'"{key}" is no text.', 'Write a text, or one for each language: {en = "…", zh = "…"}.')
    return ()


def in_language(words: tuple[tuple[str, str], ...], language: Language) -> str:
    """Return a text in a language, else in the other one; empty where there is none."""
    held = dict(words)
    return held.get(language) or next(iter(held.values()), "")


def _refuse(problem: Problem) -> None:
    raise StudyError(problem.message, path=problem.path, line=problem.line, remedy=problem.remedy)
