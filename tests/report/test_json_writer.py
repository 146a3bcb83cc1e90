"""JSON is the stable interface: its shape, and that it is always JSON."""

from __future__ import annotations

import json

from display_samples import hostile, matrix, row

from qualcode.model.display import Column, Display
from qualcode.report.options import WriteOptions
from qualcode.report.writers.json import write

OPTIONS = WriteOptions()


def test_a_display_has_the_shape_of_schema_1() -> None:
    assert json.loads(write(matrix(), OPTIONS)) == {
        "schema": 1,
        "kind": "matrix",
        "parameters": {"rows": "code", "cases": ["a", "b"], "level": 2},
        "title": "编码 × 案例",
        "unit": "passage",
        "columns": [
            {"key": "zj-auto", "label": "浙江汽修", "type": "count"},
            {"key": "share", "label": "Share", "type": "share"},
        ],
        "rows": [
            {
                "key": "BOT",
                "label": "瓶颈",
                "cells": [{"value": 12, "codings": ["7KQ2", "8ABC"]}, {"value": 0.5, "codings": ["7KQ2", "8ABC"]}],
            },
            {
                "key": "BOT-POL",
                "label": "政策碎片化",
                "cells": [{"value": 3, "codings": []}, {"value": None, "codings": []}],
            },
        ],
        "notes": ["一个片段只计一次。", "Coders: consensus."],
        "set_aside": {"no case": 2},
    }


def test_chinese_is_written_as_itself_and_the_file_ends_with_a_line_end() -> None:
    written = write(matrix(), OPTIONS)
    assert "政策碎片化".encode() in written
    assert written.endswith(b"}\n")


def test_the_seed_is_given_only_where_chance_was_used() -> None:
    drawn = Display("", "unit", (), (), seed=0)
    assert json.loads(write(drawn, OPTIONS))["seed"] == 0
    assert "seed" not in json.loads(write(matrix(), OPTIONS))


def test_a_float_that_is_no_number_is_null() -> None:
    display = Display(
        "", "unit", (Column("x", "X", "number"),), (row("a", "a", float("nan")), row("b", "b", float("inf")))
    )
    assert [each["cells"][0]["value"] for each in json.loads(write(display, OPTIONS))["rows"]] == [None, None]


def test_hostile_text_comes_back_as_it_was_save_lone_surrogates() -> None:
    read = json.loads(write(hostile(), OPTIONS))
    assert read["notes"] == [note.replace("\ud800", "?") for note in hostile().notes]
