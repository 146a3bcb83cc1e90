"""The stable interface for other programs: a display as JSON, with the codings behind each cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from qualcode.model.display import Display
from qualcode.report.options import WriteOptions

SCHEMA = 1


def write(display: Display, options: WriteOptions) -> bytes:
    """Return a display as UTF-8 JSON of schema 1, indented; `null` where a value is absent, `seed` where chance was used."""
    head: dict[str, Any] = {"schema": SCHEMA, "kind": display.kind, "parameters": _plain(display.parameters)}
    if display.seed is not None:
        head["seed"] = display.seed
    body = {
        "title": display.title,
        "unit": display.unit,
        "columns": [{"key": each.key, "label": each.label, "type": each.type} for each in display.columns],
        "rows": [
            {
                "key": row.key,
                "label": row.label,
                "cells": [{"value": _plain(cell.value), "codings": list(cell.codings)} for cell in row.cells],
            }
            for row in display.rows
        ],
        "notes": list(display.notes),
        "set_aside": dict(display.set_aside),
    }
    return msgspec.json.format(msgspec.json.encode(_encodable(head | body)), indent=2) + b"\n"


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | str):
        return value  # msgspec writes a float that is no number as null
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((_plain(each) for each in value), key=str)
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return str(value)


def _encodable(value: Any) -> Any:
    """Replace lone surrogates, which UTF-8 cannot hold, by a question mark."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode() if not value.isascii() else value
    if isinstance(value, dict):
        return {_encodable(key): _encodable(each) for key, each in value.items()}
    return [_encodable(each) for each in value] if isinstance(value, list) else value
