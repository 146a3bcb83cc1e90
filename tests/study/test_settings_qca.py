"""`[qca]` of qualcode.toml: sets and their calibration, every fault with its line."""

from __future__ import annotations

from qualcode.model.calibration import STATE_VALUES, Calibration, QcaSettings, SetRule
from qualcode.study.settings_file import read_settings

TEXT = """\
[qca]
outcome = "SUST"
conditions = ["BODY", "FIRM"]
inclusion = 0.75
frequency = 2
pri = 0.5
expect = {BODY = 1}
cases = ["zj-auto", "gd-ict"]

[qca.sets]
BODY = {code = "ELE-SYN-BOD", by = "state", counter = ["BOT"], values = {partial = 0.6}}
FIRM = {attribute = "invest_firm", anchors = [20, 40, 60], linear = true}
SUST = {by = "attribute", attribute = "outcome", values = {sustained = 1, partial = 0.67, discontinued = 0}}
BIG = {attribute = "students", crisp = ">= 50"}
SIZE = {attribute = "students", thresholds = [50, 200]}
SPAN = {attribute = "students", groups = [50, 200]}
SHARE = {codes = ["A", "B"], by = "share"}
"""


def test_the_sets_of_a_study_and_what_is_asked_of_them() -> None:
    found = read_settings(TEXT.encode())
    assert found.problems == ()
    assert found.settings.qca == QcaSettings(
        outcome="SUST",
        conditions=("BODY", "FIRM"),
        sets=(
            SetRule(
                "BODY",
                codes=("ELE-SYN-BOD",),
                counter=("BOT",),
                calibration=Calibration(values={**STATE_VALUES, "partial": 0.6}),
            ),
            SetRule(
                "FIRM",
                "attribute",
                attribute="invest_firm",
                calibration=Calibration(anchors=(20, 40, 60), linear=True),
            ),
            SetRule(
                "SUST",
                "attribute",
                attribute="outcome",
                calibration=Calibration(values={"sustained": 1, "partial": 0.67, "discontinued": 0}),
            ),
            SetRule("BIG", "attribute", attribute="students", calibration=Calibration(crisp=(">=", 50))),
            SetRule("SIZE", "attribute", attribute="students", calibration=Calibration(thresholds=(50, 200))),
            SetRule("SPAN", "attribute", attribute="students", calibration=Calibration(groups=(50, 200))),
            SetRule("SHARE", "share", codes=("A", "B")),
        ),
        cases=("zj-auto", "gd-ict"),
        inclusion=0.75,
        frequency=2,
        pri=0.5,
        expect={"BODY": 1},
    )


def test_every_fault_is_told_with_its_line_and_the_set_is_left_out() -> None:
    text = """\
[qca]
outcome = "SUTS"
conditions = ["BODE"]
inclusion = "much"
frequency = 0
negate = "no"
expect = {FIRN = -1}
[qca.sets]
BODY = {by = "state"}
FIRM = {by = "attribute"}
SUST = {attribute = "x", crisp = "about 5", colour = "red"}
ONE = {attribute = "x", crisp = "> 5", anchors = [1, 2, 3]}
TWO = {attribute = "x", anchors = [1, 2]}
THREE = {code = "A", anchors = [1, 2, 3]}
FOUR = {code = "A", values = {half = 0.4}}
FIVE = {attribute = "x", thresholds = ["a"]}
SIX = {attribute = "x", by = "stat"}
"""
    found = read_settings(text.encode())
    assert [(each.line, each.message) for each in found.problems] == [
        (2, 'No set "SUTS" in [qca.sets].'),
        (3, 'No set "BODE" in [qca.sets].'),
        (4, '"inclusion" must be a number from 0.'),
        (5, '"frequency" must be a whole number from 1.'),
        (6, '"negate" must be true or false.'),
        (7, 'No set "FIRN" in [qca.sets].'),
        (7, '"FIRN" must be a whole number from 0.'),
        (9, '"BODY" names no code.'),
        (10, '"FIRM" names no attribute.'),
        (11, 'Unknown key "colour" in [qca.sets.SUST].'),
        (11, '"crisp" cannot be "about 5".'),
        (12, '"ONE" is calibrated twice, by crisp and anchors.'),
        (13, '"anchors" are three numbers: fully out, crossover, fully in.'),
        (14, '"THREE" is made from states, which are words.'),
        (15, '"half" is no state.'),
        (16, '"thresholds" must be a list of numbers: [20, 40, 60].'),
        (17, '"by" cannot be "stat".'),
    ]
    assert "Did you mean SUST?" in found.problems[0].remedy
    assert [rule.name for rule in found.settings.qca.sets] == ["SUST", "TWO", "FOUR", "FIVE", "SIX"]
