from __future__ import annotations

import hashlib
import json
import textwrap
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.model.problem import Problem
from qualcode.study.codebook_file import CODE_KEYS, read_codebook
from qualcode.study.codebook_reading import CodebookReading


def reading(text: str, **options: str) -> CodebookReading:
    return read_codebook(textwrap.dedent(text).encode(), **options)


def told(text: str) -> list[tuple[str, int | None, str]]:
    return [(each.severity, each.line, each.message) for each in reading(text).problems]


def only(text: str) -> Problem:
    (problem,) = reading(text).problems
    return problem


WHOLE = """\
    title: Cooperation
    version: "1.0"
    codes:
      - id: BOT
        name: {en: Bottlenecks, zh: 瓶颈}
        codable: false
        definition: what holds it back
        children:
          - id: BOT-POL
            name: {en: Fragmented policy, zh: 政策碎片化}
            definition: {en: rules do not fit, zh: 不配套}
            include: when
            exclude: when not
            examples: ["a typical quote"]
            scale: [1, 2, 3.5]
            cues: {en: [subsidy never arrived], zh: [政策不配套]}
            patterns: [[{LEMMA: lack}, {OP: "*"}, {LOWER: {IN: [a, b]}, IS_ALPHA: true, LENGTH: {">=": 3}}]]
            color: "#b3589a"
            origin: {kind: emergent, since: 2026-03-01}
            was: [OLD-ID]
      - id: 供需
        name: no
        definition: 1:30
        origin: in-vivo
        since: 2026-03
"""


def test_every_field_of_the_design_is_read_without_a_problem() -> None:
    found = reading(WHOLE)
    assert found.problems == ()
    book = found.codebook
    assert (book.title, book.version) == ("Cooperation", "1.0")
    assert [(c.id, c.parent, c.level, c.children, c.line) for c in book] == [
        ("BOT", None, 1, ("BOT-POL",), 4),
        ("BOT-POL", "BOT", 2, (), 9),
        ("供需", None, 1, (), 21),
    ]
    code = book.by_id["BOT-POL"]
    assert code.names == {"en": "Fragmented policy", "zh": "政策碎片化"}
    assert code.definition == {"en": "rules do not fit", "zh": "不配套"}
    assert (code.include, code.exclude, code.examples) == ({"": "when"}, {"": "when not"}, ("a typical quote",))
    assert code.scale == (1.0, 2.0, 3.5)
    assert code.cues == {"en": ("subsidy never arrived",), "zh": ("政策不配套",)}
    assert code.patterns == (
        ({"LEMMA": "lack"}, {"OP": "*"}, {"LOWER": {"IN": ["a", "b"]}, "IS_ALPHA": True, "LENGTH": {">=": 3}}),
    )
    assert (code.color, code.origin, code.since, code.was) == ("#b3589a", "emergent", "2026-03-01", ("OLD-ID",))
    assert not book.by_id["BOT"].codable


def test_scalars_stay_the_texts_that_were_written() -> None:
    code = reading(WHOLE).codebook.by_id["供需"]
    assert (code.names, code.definition, code.origin, code.since) == (
        {"": "no"},
        {"": "1:30"},
        "in-vivo",
        "2026-03",
    )


def test_the_hash_is_that_of_the_bytes() -> None:
    data = b"codes: []\n"
    assert read_codebook(data).codebook.hash == hashlib.sha256(data).hexdigest()


def test_all_problems_are_told_at_once_in_the_order_of_their_lines() -> None:
    found = told("""\
        titel: x
        codes:
          - id: A B
            name: first
            definitoin: x
            definition: y
          - name: no id
            definition: y
          - id: C
            definition: y
            codable: yes
            scale: [1, two]
            color: "red"
    """)
    assert found == [
        ("error", 1, 'Unknown key "titel" in the codebook.'),
        ("error", 3, 'The id "A B" holds " ".'),
        ("error", 5, 'Unknown key "definitoin" in a code.'),
        ("error", 7, 'A code has no id ("no id").'),
        ("error", 9, 'The code "C" has no name.'),
        ("error", 11, '"codable" must be true or false, not "yes".'),
        ("error", 12, '"two" in "scale" is not a number.'),
        ("error", 13, '"red" is not a color.'),
    ]


def test_an_unknown_key_offers_the_nearest_name() -> None:
    assert only("codes: [{id: A, name: a, definition: d, exampels: [x]}]").remedy == 'Did you mean "examples"?'


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("codes:\n\t- id: A\n", 2, "tab"),
        ("codes:\n  - id: A\n\t  name: x\n", 3, "tab"),
        ("codes:\n  - id: 'A\n    name: x\n", 2, "quotation mark opened here"),
        ("codes: [\n  {id: A}\n", 1, "bracket opened here"),
        ("codes:\n  - id: A\n    name: a: b\n", 3, '": "'),
        ("codes:\n  - id: @A\n", 2, 'cannot begin with "@"'),
        ("codes: []\n---\ncodes: []\n", 2, "second document"),
        ("a: 1\ncodes: \x07\n", 2, "U+0007"),
        ("- a\n", 1, "not a list"),
    ],
)
def test_a_file_that_is_no_codebook_is_one_sentence_with_its_line(text: str, line: int, words: str) -> None:
    found = read_codebook(text.encode())
    assert len(found.codebook) == 0
    assert [(p.line, words in p.message) for p in found.problems if p.severity == "error"] == [(line, True)]


def test_other_encodings_are_named_with_the_line() -> None:
    (problem,) = read_codebook("title: ok\ncodes: 政策\n".encode("gb18030")).problems
    assert (problem.line, problem.message[:18]) == (2, "This is not UTF-8 ")
    assert read_codebook(b"\xef\xbb\xbf" + textwrap.dedent(WHOLE).encode()).problems == ()


def test_a_repeated_key_is_refused_and_the_first_kept() -> None:
    found = reading("codes:\n  - id: A\n    name: one\n    definition: d\n    name: two\n")
    assert [(p.line, "stands twice" in p.message, "line 3" in p.message) for p in found.problems] == [(5, True, True)]
    assert found.codebook.by_id["A"].names == {"": "one"}


def test_aliases_are_refused_and_expand_to_nothing() -> None:
    laughs = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(20)
    )
    started = time.perf_counter()
    found = read_codebook(laughs.encode())
    assert time.perf_counter() - started < 5
    assert len([p for p in found.problems if "aliases are not read" in p.message]) == 180
    kept = reading("codes:\n  - &x {id: A, name: a, definition: d}\n  - *x\n")
    assert [code.id for code in kept.codebook] == ["A"]
    assert [(p.line, p.message) for p in kept.problems] == [(3, '"*x" is an alias, and aliases are not read.')]


@pytest.mark.parametrize("deep", ["codes: " + "[" * 200_000, "- " * 100_000 + "a", "? " * 50_000])
def test_endless_nesting_is_refused_without_falling_over(deep: str) -> None:
    (problem,) = read_codebook(deep.encode()).problems
    assert "nested more than 100" in problem.message


def test_an_asterisk_in_a_text_is_no_alias() -> None:
    assert reading('codes: [{id: A, name: a, definition: "use * and *here*"}]').problems == ()


def test_an_id_given_twice_names_both_lines_whatever_its_case_or_form() -> None:
    text = """\
        codes:
          - {id: É1, name: a, definition: d}
          - {id: e\u03011, name: b, definition: d}
    """
    problem = only(text)
    assert (problem.line, "lines 2 and 3" in problem.message) == (3, True)
    assert [code.id for code in reading(text).codebook] == ["É1"]


def test_children_of_a_repeated_code_go_to_the_first_without_a_loop() -> None:
    book = reading("""\
        codes:
          - id: A
            name: a
            children:
              - id: B
                name: b
                children:
                  - id: a
                    name: again
                    children: [{id: C, name: c, definition: d}]
    """).codebook
    assert book.descendants("A") == ("A", "B", "C")
    assert (book.by_id["C"].parent, book.by_id["C"].level) == ("A", 2)


def test_children_of_a_code_without_id_move_up() -> None:
    book = reading("""\
        codes:
          - id: A
            name: a
            children:
              - name: nameless
                children: [{id: C, name: c, definition: d}]
    """).codebook
    assert [(code.id, code.parent) for code in book] == [("A", None), ("C", "A")]


def test_old_ids_are_given_once() -> None:
    found = told("""\
        codes:
          - {id: A, name: a, definition: d, was: [OLD, b]}
          - {id: B, name: b, definition: d, was: [old]}
    """)
    assert found == [
        ("error", 2, '"A" says that it was "b", but "B" is a code (line 3).'),
        ("error", 3, '"B" and "A" (line 2) both say that they were "old".'),
    ]


def test_a_circle_through_was_is_told_once() -> None:
    found = told("""\
        codes:
          - {id: A, name: a, definition: d, was: [B]}
          - {id: B, name: b, definition: d, was: [C]}
          - {id: C, name: c, definition: d, was: [A]}
    """)
    assert found == [("error", 2, '"was" leads round in a circle: A → B → C → A.')]


def test_the_shape_of_the_tree_gives_warnings() -> None:
    found = told("""\
        codes:
          - id: H
            name: heading
            codable: false
          - id: A
            name: a
            children:
              - id: B
                name: b
                children: [{id: C, name: c, children: [{id: D, name: d}]}]
    """)
    assert found == [
        ("warning", 2, '"H" is a heading with nothing below it.'),
        ("warning", 10, '"D" stands at level 4.'),
        ("warning", 10, '"D" has no definition.'),
    ]


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("cues: {en: [{a: b}]}", '"cues" holds a table of keys where a text must stand.'),
        ("cues: {english: [a]}", '"english" in "cues" is not a language.'),
        ("examples: {a: b}", '"examples" must be a list of texts, not a table of keys.'),
        ("definition: [a]", '"definition" must be a text, not a list.'),
        ("children: x", '"children" must be a list of codes, not a text.'),
        ("children: [x]", "A code is a table of keys, not a text."),
        ("origin: emergnt", '"emergnt" is not an origin.'),
        ("since: 2026-02-30", '"2026-02-30" is not a date.'),
        ("was: [a/b]", 'The id "a/b" holds "/".'),
        ("scale: [1, 1.0]", 'The weight 1.0 stands twice in "scale".'),
        ("scale: [nan]", '"nan" in "scale" is not a number.'),
        ("patterns: [{LEMMA: a}]", '"patterns" is not a list of patterns.'),
        ("patterns: [[{LEMA: a}]]", '"LEMA" is no attribute of a token.'),
        ("patterns: [[{OP: '**'}]]", '"**" is no operator of a pattern.'),
        ("patterns: [[{LEMMA: [a, b]}]]", '"LEMMA" in a pattern cannot be a list.'),
    ],
)
def test_a_wrong_field_is_told_and_the_code_kept(field: str, words: str) -> None:
    text = f"codes:\n  - id: A\n    name: a\n    definition: d\n    {field}\n"
    if field.startswith("definition"):
        text = text.replace("    definition: d\n", "", 1)
    found = reading(text)
    assert (words, 5 if "definition: d" in text else 4) in [(p.message, p.line) for p in found.problems]
    assert "A" in found.codebook.by_id


def test_a_color_after_a_bare_hash_is_a_comment_and_is_told() -> None:
    assert told("codes:\n  - id: A\n    name: a\n    definition: d\n    color: #b3589a\n") == [
        ("warning", 5, "The color is empty.")
    ]


def test_patterns_that_need_a_pipeline_say_so_until_one_is_named() -> None:
    text = "codes: [{id: A, name: a, definition: d, patterns: [[{POS: VERB}]]}]"
    assert [(p.severity, "POS" in p.message) for p in reading(text).problems] == [("warning", True)]
    assert reading(text, pipeline="en_core_web_sm").problems == ()


NESTED = st.recursive(
    st.text(max_size=4) | st.sampled_from(["A", "true", "#fff", "1"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*CODE_KEYS, "en", "LEMMA", "IN", ""]), inner, max_size=5)
    ),
    max_leaves=25,
)


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(CODE_KEYS), NESTED) | NESTED, max_size=4))
def test_no_shape_makes_reading_fall_over(codes: list[object]) -> None:
    found = read_codebook(json.dumps({"codes": codes}).encode())
    for code in found.codebook:
        assert found.codebook.descendants(code.id)[0] == code.id
        assert found.codebook.path(code.id)
    assert all(problem.line is not None for problem in found.problems)


@settings(deadline=None)
@given(
    st.integers(0, len(WHOLE)), st.integers(0, 30), st.text(st.sampled_from("\t\n '\"[]{}:,-*&#|>%@!?a"), max_size=6)
)
def test_no_damage_makes_reading_fall_over(place: int, length: int, damage: str) -> None:
    whole = textwrap.dedent(WHOLE)
    found = read_codebook((whole[:place] + damage + whole[place + length :]).encode())
    assert len(found.codebook) or found.problems
