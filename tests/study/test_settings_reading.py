from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.coding import Coder
from qualcode.study.settings import MatrixSettings, Settings, SettingsReading
from qualcode.study.settings_file import read_settings
from qualcode.text.layout_settings import LayoutSettings

WHOLE = """\
    [study]
    title = "Cooperation"
    languages = ["zh", "en"]
    approach = "grounded"
    notice = "written for tests"
    [segmentation]
    unit = "sentence"
    skip_turn_roles = ["interviewer"]
    [documents]
    ignore = ["*.bak"]
    [documents.was]
    "NEW" = ["OLD", "OLDER"]
    [layout."INT*"]
    layout = "label-colon"
    [layout."INT04"]
    interviewer = ["Dan"]
    not_speakers = ["HR"]
    [limits]
    document_mb = 2.5
    [coders.c1]
    name = "Coder 1"
    was = ["old"]
    [coders."张三@2"]
    kind = "human"
    [coders.both]
    kind = "consensus"
    [spacy]
    pipeline = "en_core_web_sm"
    [report]
    coders = ["c1"]
    language = "zh"
    date = "2026-03-01"
    style = "three-line"
    [[report.matrices]]
    rows = "code"
    columns = "role"
    values = "documents"
    level = 2
    [[report.matrices]]
"""


def reading(text: str) -> SettingsReading:
    return read_settings(textwrap.dedent(text).encode())


def told(text: str) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.message) for problem in reading(text).problems]


def test_every_key_of_the_design_is_read_without_a_problem() -> None:
    found = reading(WHOLE)
    assert found.problems == ()
    settings = found.settings
    assert (settings.title, settings.languages, settings.approach) == ("Cooperation", ("zh", "en"), "grounded")
    assert (settings.notice, settings.unit, settings.skip_turn_roles) == (
        "written for tests",
        "sentence",
        ("interviewer",),
    )
    assert (settings.ignore, settings.document_mb, settings.pipeline) == (("*.bak",), 2.5, "en_core_web_sm")
    assert settings.documents_was == {"NEW": ("OLD", "OLDER")}
    assert settings.coders == (
        Coder("c1", "Coder 1"),
        Coder("张三@2", person="张三"),
        Coder("both", kind="consensus"),
    )
    assert (settings.report_coders, settings.report_language, settings.report_date) == (("c1",), "zh", "2026-03-01")
    assert settings.report_matrices == (MatrixSettings("code", "role", "documents", 2), MatrixSettings())


def test_a_matrix_of_the_report_may_be_narrowed_to_some_codes() -> None:
    found = reading('[[report.matrices]]\ncodes = ["FCO", "BOT"]')
    assert found.problems == ()
    assert found.settings.report_matrices == (MatrixSettings(codes=("FCO", "BOT")),)


def test_an_empty_file_gives_the_defaults() -> None:
    assert read_settings(b"") == SettingsReading(Settings(), ())


def test_the_layout_of_a_document_is_its_own_before_any_pattern() -> None:
    settings = reading(WHOLE).settings
    assert settings.layout_for("int04") == LayoutSettings(interviewer=("Dan",), not_speakers=("HR",))
    assert settings.layout_for("INT05") == LayoutSettings("label-colon")
    assert settings.layout_for("zj-auto/agreement") == LayoutSettings()


def test_a_coder_is_found_by_present_and_old_handles_whatever_their_case() -> None:
    settings = reading(WHOLE).settings
    assert [settings.find_coder(handle) for handle in ("C1", "OLD", "nobody")] == [settings.coders[0]] * 2 + [None]
    assert settings.folders_of("old") == ("c1", "old")
    assert settings.folders_of("both") == ("both",)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("[study]\ntitel = 'x'", 2, 'Unknown key "titel" in [study].'),
        ("\n[studdy]\n", 2, 'Unknown key "studdy".'),
        ("[study]\ntitle = 3", 2, '"title" in [study] must be a text in quotes.'),
        ("[study]\napproach = 'groundd'", 2, '"approach" cannot be "groundd".'),
        ("segmentation.unit = 'line'", 1, '"unit" cannot be "line".'),
        ("[segmentation]\nskip_turn_roles = ['host']", 2, '"skip_turn_roles" cannot hold "host".'),
        ("[documents]\nignore = [1]", 2, '"ignore" in [documents] must be a list of texts: ["a", "b"].'),
        ("[limits]\ndocument_mb = -1", 2, '"document_mb" in [limits] must be a number above 0.'),
        ("[limits]\ndocument_mb = true", 2, '"document_mb" in [limits] must be a number above 0.'),
        ("coders = 'c1'", 1, '"coders" must be a table: [coders].'),
        ("[coders]\nc1 = 1", 2, '"c1" in [coders] must be a table: [coders.c1].'),
        ("[coders.c1]\nname = 'x'\nkind = 'robot'", 3, '"kind" cannot be "robot".'),
        ("[coders._c1]", 1, 'The handle "_c1" begins with "_".'),
        ("[coders.'a b']", 1, 'The handle "a b" holds " ".'),
        ("[coders.'c1@x']", 1, 'The handle "c1@x" has an "@" that no number of a round follows.'),
        ("[coders.con]", 1, 'The handle "con" is a name that Windows keeps for a device.'),
        ("[coders.c1]\n[coders.C1]", 2, '"C1" and "c1" are the same handle.'),
        ("[coders.a]\nwas = ['b']\n[coders.B]", 2, '"a" says that it was "b", but "B" is in use.'),
        ("[coders.a]\nwas=['x']\n[coders.b]\nwas=['X']", 4, '"a" and "b" both say that they were "X".'),
        ("[documents.was]\nA = ['B']\nB = ['C']", 2, '"A" says that it was "B", but "B" is in use.'),
        ("[layout.INT01]\nspeeker = ['a']", 2, 'Unknown key "speeker" in [layout.INT01].'),
        ("[report]\ncoders = ['nobody']", 2, 'No coder "nobody".'),
        ("[report]\ndate = 'today'", 2, '"date" in [report] is not a date.'),
        ("[[report.matrices]]\n[[report.matrices]]\nlevel = 0", 3, '"level" must be a whole number from 1.'),
        ("[report]\nmatrices = 1", 2, '"matrices" in [report] must be a list of tables: [[report.matrices]].'),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, message: str) -> None:
    assert told(text) == [(line, message)]


def test_several_problems_are_told_at_once_and_the_rest_is_read() -> None:
    found = reading("""\
        [study]
        notice = \"\"\"
        unit = "not a key"
        \"\"\"
        colour = 1
        title = "kept"
        [segmentation]
        unit = "page"
    """)
    assert [problem.line for problem in found.problems] == [5, 8]
    assert found.settings.title == "kept"


def test_a_nearest_name_is_offered() -> None:
    (problem,) = reading("[segmentation]\nunti = 'turn'").problems
    assert problem.remedy == 'Did you mean "unit"?'


def test_a_date_of_toml_itself_is_a_date() -> None:
    assert reading("[report]\ndate = 2026-03-01").settings.report_date == "2026-03-01"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"[study]\ntitle = 'x\n", 2),
        (b"[study]\n[study]\n", 2),
        ("[study]\ntitle = '政策'\n".encode("gb18030"), 2),
        (b"a = [1,\n2,\n", 2),
    ],
)
def test_a_file_that_is_no_toml_is_one_problem_with_its_line(data: bytes, line: int) -> None:
    found = read_settings(data)
    assert found.settings == Settings()
    assert [problem.line for problem in found.problems] == [line]


def test_a_bom_is_passed_over() -> None:
    assert read_settings(b"\xef\xbb\xbf[study]\ntitle='x'\n").settings.title == "x"


JSONISH = st.recursive(
    st.integers() | st.booleans() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1, max_size=2), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(
    st.sampled_from(["study", "segmentation", "documents", "layout", "limits", "coders", "spacy", "report"]), JSONISH
)
def test_no_value_in_any_table_makes_reading_fall_over(name: str, value: object) -> None:
    text = f"{name} = {_toml(value)}\n"
    found = read_settings(text.encode("utf-8", "replace"))
    assert all(problem.line is not None for problem in found.problems)


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else '"' + "".join(c for c in str(value) if c.isalnum()) + '"'
