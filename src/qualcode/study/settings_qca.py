"""The QCA that `qualcode.toml` declares: sets with their calibration, outcome, conditions, thresholds, expectations."""

from __future__ import annotations

import re
from typing import cast, get_args

from qualcode.errors import nearest
from qualcode.model.calibration import STATE_VALUES, Calibration, QcaSettings, SetRule, SetSource
from qualcode.model.names import name_key
from qualcode.study.toml_tables import TomlTable

SOURCES: tuple[SetSource, ...] = get_args(SetSource)
_USUAL = QcaSettings()
_COMPARISON = re.compile(r"\s*(>=|<=|>|<|=)\s*(-?\d+(?:\.\d+)?)\s*")
_WAYS = ("values", "crisp", "thresholds", "anchors", "groups")


def read_qca(table: TomlTable) -> QcaSettings:
    """Return the QCA of `[qca]`; a set that cannot be understood is noted and left out."""
    table.only(("outcome", "conditions", "sets", "cases", "inclusion", "frequency", "pri", "negate", "expect"))
    declared, expected = table.table("sets"), table.table("expect")
    sets = tuple(one for name, entry in declared.tables() if (one := _set(name, entry)) is not None)
    outcome, conditions = table.text("outcome"), table.texts("conditions")
    _refuse_unknown(table, "outcome", (outcome.lstrip("~").partition("{")[0],), declared)
    _refuse_unknown(table, "conditions", conditions, declared)
    _refuse_unknown(table, "expect", tuple(expected.values), declared)
    return QcaSettings(
        outcome=outcome,
        conditions=conditions,
        sets=sets,
        cases=table.texts("cases"),
        inclusion=_from_zero(table, "inclusion", _USUAL.inclusion),
        frequency=_whole(table, "frequency", _USUAL.frequency, least=1),
        pri=_from_zero(table, "pri", _USUAL.pri),
        negate=_flag(table, "negate"),
        expect={name: _whole(expected, name, 1) for name in expected.values},
    )


def _refuse_unknown(table: TomlTable, key: str, names: tuple[str, ...], declared: TomlTable) -> None:
    known = {name_key(name): name for name in declared.values}
    for name in names:
        if name and name_key(name) not in known:
            near = nearest(name, known.values())
            remedy = f"Did you mean {', '.join(near)}?" if near else f"Declare it: [qca.sets] {name} = {{…}}."
            table.error(key, f'No set "{name}" in [qca.sets].', remedy)


def _set(name: str, entry: TomlTable) -> SetRule | None:
    entry.only(
        ("by", "code", "codes", "counter", "attribute", "values", "crisp", "thresholds", "anchors", "linear", "groups")
    )
    attribute, codes = entry.text("attribute"), (*entry.texts("code"), *entry.texts("codes"))
    by = cast(SetSource, entry.choice("by", SOURCES, "attribute" if attribute else "state"))
    if by == "attribute" and not attribute:
        entry.error("by", f'"{name}" names no attribute.', 'Name one: attribute = "students".')
        return None
    if by != "attribute" and not codes:
        entry.error("by", f'"{name}" names no code.', 'Name those that speak for it: code = "ELE-GOL".')
        return None
    ways = [way for way in _WAYS if way in entry.values]
    if len(ways) > 1:
        entry.error(ways[1], f'"{name}" is calibrated twice, by {" and ".join(ways)}.', "Keep one.")
        return None
    if by == "state" and ways not in ([], ["values"]):
        entry.error(
            ways[0],
            f'"{name}" is made from states, which are words.',
            'Give values = {partial = 0.6}, or by = "weight" or "share".',
        )
        return None
    return SetRule(name, by, codes, entry.texts("counter"), attribute, _calibration(entry, states=by == "state"))


def _calibration(entry: TomlTable, *, states: bool) -> Calibration:
    anchors = _numbers(entry, "anchors")
    if "anchors" in entry.values and len(anchors) != 3:
        entry.error("anchors", '"anchors" are three numbers: fully out, crossover, fully in.', "Such as [20, 40, 60].")
        anchors = ()
    words = entry.table("values")
    values: dict[str, float] = {word: _from_zero(words, word, 0.0) for word in words.values}
    if states:
        for word in values:
            if word not in STATE_VALUES:
                words.error(word, f'"{word}" is no state.', f"Known: {', '.join(STATE_VALUES)}.")
        values = {state: values.get(state, usual) for state, usual in STATE_VALUES.items()}
    return Calibration(
        values=values,
        crisp=_comparison(entry),
        thresholds=_numbers(entry, "thresholds"),
        anchors=anchors,
        linear=_flag(entry, "linear"),
        groups=_numbers(entry, "groups"),
    )


def _comparison(entry: TomlTable) -> tuple[str, float] | None:
    written = entry.text("crisp")
    parts = _COMPARISON.fullmatch(written)
    if written and parts is None:
        entry.error("crisp", f'"crisp" cannot be "{written}".', 'Write a comparison: ">= 50".')
    return None if parts is None else (parts[1], float(parts[2]))


def _numbers(entry: TomlTable, key: str) -> tuple[float, ...]:
    value = entry.values.get(key, [])
    if isinstance(value, list) and all(_is_number(each) for each in value):
        return tuple(float(each) for each in value)
    entry.error(key, f'"{key}" must be a list of numbers: [20, 40, 60].')
    return ()


def _from_zero(table: TomlTable, key: str, default: float) -> float:
    value = table.values.get(key, default)
    if _is_number(value) and 0 <= cast(float, value) < float("inf"):
        return float(cast(float, value))
    table.error(key, f'"{key}" must be a number from 0.')
    return default


def _whole(table: TomlTable, key: str, default: int, *, least: int = 0) -> int:
    value = table.values.get(key, default)
    if isinstance(value, int) and not isinstance(value, bool) and value >= least:
        return value
    table.error(key, f'"{key}" must be a whole number from {least}.')
    return default


def _flag(table: TomlTable, key: str) -> bool:
    value = table.values.get(key, False)
    if isinstance(value, bool):
        return value
    table.error(key, f'"{key}" must be true or false.')
    return False


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
