"""The rules for key features: read from `qualcode.toml`, every fault with its line."""

from __future__ import annotations

from pathlib import Path

from studies import make_study, reopened

from qualcode.coding.problems import problems_of
from qualcode.model.feature import FeatureRule, Rival
from qualcode.study.settings_file import read_settings

TEXT = """\
[features]
cases = 4

[[features.rules]]
id = "space"
name = {en = "Shared space", zh = "空间共享"}
group = "Resources"
codes = ["ELE-RES-SPA"]
counter = ["BOT-SUP"]
quotes = 1
expect = {zj-auto = "supported", zj-cnc = "contradicted"}
because = "the plant is on campus"

[[features.rivals]]
id = "luck"
codes = ["EMG"]
features = ["space"]
"""


def test_a_rule_takes_what_it_does_not_say_from_the_common_part() -> None:
    found = read_settings(TEXT.encode())
    assert found.problems == ()
    assert found.settings.features == (
        FeatureRule(
            "space",
            {"en": "Shared space", "zh": "空间共享"},
            {"": "Resources"},
            ("ELE-RES-SPA",),
            ("BOT-SUP",),
            cases=4,
            roles=2,
            quotes=1,
            expect={"zj-auto": "supported", "zj-cnc": "contradicted"},
            because="the plant is on campus",
        ),
    )
    assert found.settings.rivals == (Rival("luck", features=("space",), codes=("EMG",)),)


def test_every_fault_of_the_rules_is_told_with_its_line() -> None:
    text = (
        TEXT.replace("cases = 4", "cases = 0").replace('"contradicted"', '"refuted"').replace('["space"]', '["spice"]')
    )
    text += '\n[[features.rules]]\nid = "SPACE"\ncodes = ["A"]\n\n[[features.rules]]\nid = "empty"\n'
    said = [(each.line, each.message) for each in read_settings(text.encode()).problems]
    assert said == [
        (2, '"cases" must be a whole number from 1.'),
        (11, '"zj-cnc" cannot be "refuted".'),
        (17, 'No feature "spice".'),
        (20, '"SPACE" is there twice.'),
        (23, '"empty" names no codes.'),
    ]


def test_a_rule_that_names_an_unknown_code_or_case_is_reported_where_it_stands(tmp_path: Path) -> None:
    study = make_study(tmp_path)
    settings = (tmp_path / "qualcode.toml").read_text(encoding="utf-8")
    line = settings.count("\n") + 1
    (tmp_path / "qualcode.toml").write_text(settings + "\n" + TEXT, encoding="utf-8")
    said = [(each.line, each.message) for each in problems_of(reopened(study)) if "a rule" in each.message]
    assert (line + 8, 'No code "ELE-RES-SPA", which a rule for key features names.') in said
    assert (line + 11, 'No case "zj-cnc", which a rule for key features names.') in said
