"""A table of TOML read key by key: what is not there has a default, what is wrong is noted with its line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from qualcode.errors import nearest
from qualcode.model.problem import Problem, error
from qualcode.study.toml_lines import KeyPath, key_lines


class TomlFaults:
    """The problems found in one TOML file so far; its lines are looked up only once something is wrong."""

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self._text = text

    @cached_property
    def _lines(self) -> Mapping[KeyPath, int]:
        return key_lines(self._text)

    def line(self, keys: KeyPath) -> int | None:
        """Return the line of a key, or of the nearest table above it that has one."""
        for end in range(len(keys), 0, -1):
            if keys[:end] in self._lines:
                return self._lines[keys[:end]]
        return None

    def error(self, keys: KeyPath, message: str, remedy: str = "") -> None:
        """Note a problem at the line of a key."""
        self.problems.append(error(self.path, self.line(keys), message, remedy))


class TomlTable:
    """One table, with its place in the file; every `get` names what it wants and gives the default for what is wrong."""

    def __init__(self, values: Mapping[str, object], keys: KeyPath, faults: TomlFaults) -> None:
        self.values, self.keys, self.faults = values, keys, faults

    def only(self, known: Iterable[str]) -> None:
        """Note every key that is not among the known ones."""
        names = tuple(known)
        for key in self.values:
            if key not in names:
                near = nearest(key, names, most=1)
                remedy = f'Did you mean "{near[0]}"?' if near else f"Known here: {', '.join(names)}."
                self.error(key, f'Unknown key "{key}"{self._within()}.', remedy)

    def error(self, key: str, message: str, remedy: str = "") -> None:
        """Note a problem at the line of one of its keys."""
        self.faults.error((*self.keys, key), message, remedy)

    def text(self, key: str, default: str = "") -> str:
        """Return a text."""
        value = self.values.get(key, default)
        if isinstance(value, str):
            return value
        self._wrong(key, "a text in quotes")
        return default

    def choice(self, key: str, options: tuple[str, ...], default: str) -> str:
        """Return one of a few words."""
        value = self.text(key, default)
        if value in options:
            return value
        near = nearest(value, options, most=1)
        hint = f'Did you mean "{near[0]}"?' if near else ""
        self.error(
            key,
            f'"{key}" cannot be "{value}".',
            f"{hint or 'Write'} {'Known:' if hint else ''} {', '.join(options)}.".replace("  ", " "),
        )
        return default

    def texts(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return a list of texts; a single text is a list of one."""
        value = self.values.get(key)
        if value is None:
            return default
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self._wrong(key, 'a list of texts: ["a", "b"]')
        return default

    def choices(self, key: str, options: tuple[str, ...], default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return a list of some of a few words."""
        given = self.texts(key, default)
        for value in given:
            if value not in options:
                self.error(key, f'"{key}" cannot hold "{value}".', f"Known: {', '.join(options)}.")
        return tuple(value for value in given if value in options)

    def number(self, key: str, default: float) -> float:
        """Return a number above zero."""
        value = self.values.get(key, default)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < float("inf"):
            return value
        self._wrong(key, "a number above 0")
        return default

    def table(self, key: str) -> TomlTable:
        """Return a table below this one, empty where there is none."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self._wrong(key, f"a table: [{'.'.join(map(str, (*self.keys, key)))}]")
            value = {}
        return TomlTable(value, (*self.keys, key), self.faults)

    def tables(self) -> Iterable[tuple[str, TomlTable]]:
        """Yield every key of this table whose value must be a table."""
        return [(key, self.table(key)) for key in self.values]

    def listed(self, key: str) -> tuple[TomlTable, ...]:
        """Return the entries of a list of tables (`[[key]]`)."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self._wrong(key, f"a list of tables: [[{'.'.join(map(str, (*self.keys, key)))}]]")
            value = []
        return tuple(TomlTable(item, (*self.keys, key, place), self.faults) for place, item in enumerate(value))

    def _wrong(self, key: str, wanted: str) -> None:
        self.error(key, f'"{key}"{self._within()} must be {wanted}.')

    def _within(self) -> str:
        named = ".".join(str(key) for key in self.keys if isinstance(key, str))
        return f" in [{named}]" if named else ""
