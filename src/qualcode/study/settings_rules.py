"""The rules in `qualcode.toml` from which the list of key features follows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast, get_args

from qualcode.model.codebook import Wording
from qualcode.model.feature import FeatureRule, FeatureState, Rival
from qualcode.model.names import name_key
from qualcode.study.toml_tables import TomlTable

STATES: tuple[FeatureState, ...] = get_args(FeatureState)
_DEFAULT = FeatureRule("")


def read_features(table: TomlTable) -> tuple[tuple[FeatureRule, ...], tuple[Rival, ...]]:
    """Return the features and rivals of `[features]`, in the file's order.

    `cases`, `roles` and `quotes` there hold for every feature that does not say otherwise. A feature without codes, and
    an id given twice, are noted and left out.
    """
    table.only(("cases", "roles", "quotes", "rules", "rivals"))
    usual = {key: _whole(table, key, getattr(_DEFAULT, key)) for key in ("cases", "roles", "quotes")}
    rules = tuple(_feature(entry, usual) for entry in _distinct(table.listed("rules")))
    rivals = tuple(_rival(entry) for entry in _distinct(table.listed("rivals")))
    known = {name_key(rule.id) for rule in rules}
    for entry in table.listed("rivals"):
        for id in entry.texts("features"):
            if name_key(id) not in known:
                entry.error("features", f'No feature "{id}".', f"Known: {', '.join(rule.id for rule in rules)}.")
    return rules, rivals


def _distinct(entries: tuple[TomlTable, ...]) -> tuple[TomlTable, ...]:
    kept: dict[str, TomlTable] = {}
    for entry in entries:
        id = entry.text("id").strip()
        if not id:
            entry.error("id", "This has no id.", 'Give it a short one, such as id = "goals".')
        elif name_key(id) in kept:
            entry.error("id", f'"{id}" is there twice.', "Give each its own id.")
        elif not entry.texts("codes"):
            entry.error("codes", f'"{id}" names no codes.', 'Name those that speak for it: codes = ["ELE-GOL"].')
        else:
            kept[name_key(id)] = entry
    return tuple(kept.values())


def _feature(entry: TomlTable, usual: Mapping[str, int]) -> FeatureRule:
    entry.only(("id", "name", "group", "codes", "counter", "cases", "roles", "quotes", "expect", "because"))
    return FeatureRule(
        id=entry.text("id").strip(),
        names=_wording(entry, "name"),
        group=_wording(entry, "group"),
        codes=entry.texts("codes"),
        counter=entry.texts("counter"),
        cases=_whole(entry, "cases", usual["cases"]),
        roles=_whole(entry, "roles", usual["roles"]),
        quotes=_whole(entry, "quotes", usual["quotes"]),
        expect=_expected(entry.table("expect")),
        because=entry.text("because"),
    )


def _rival(entry: TomlTable) -> Rival:
    entry.only(("id", "name", "features", "codes", "counter"))
    return Rival(
        id=entry.text("id").strip(),
        names=_wording(entry, "name"),
        features=entry.texts("features"),
        codes=entry.texts("codes"),
        counter=entry.texts("counter"),
    )


def _expected(table: TomlTable) -> Mapping[str, FeatureState]:
    return {case: cast(FeatureState, table.choice(case, STATES, STATES[0])) for case in table.values}


def _wording(entry: TomlTable, key: str) -> Wording:
    if isinstance(entry.values.get(key), dict):
        inner = entry.table(key)
        return {language: inner.text(language) for language in inner.values}
    text = entry.text(key)
    return {"": text} if text else {}


def _whole(table: TomlTable, key: str, default: int) -> int:
    value = table.values.get(key, default)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
        return value
    table.error(key, f'"{key}" must be a whole number from 1.')
    return default
