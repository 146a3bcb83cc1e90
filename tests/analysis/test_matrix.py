"""The cross-case matrix: what counts, what counts once, what is not known."""

from __future__ import annotations

from dataclasses import replace

from evidence_sample import evidence, passage
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.matrix import matrix
from qualcode.model.display import Display, Value


def values(display: Display) -> dict[str, list[Value]]:
    """The values of a display by row."""
    return {row.key: [cell.value for cell in row.cells] for row in display.rows}


def test_codes_by_cases_in_order_with_an_empty_case_kept() -> None:
    display = matrix(evidence())
    assert [(c.key, c.label) for c in display.columns] == [
        ("a", "Autos"),
        ("b", "Boats"),
        ("c", "Coal"),
        ("total", "Total counted here"),
    ]
    assert [(row.key, row.level) for row in display.rows] == [
        ("BOT", 0), ("BOT-POL", 1), ("BOT-MOT", 1), ("BOT-MOT-X", 2), ("FCO", 0),
    ]  # fmt: skip
    assert display.title == "Code × Case: number of passages"


def test_a_passage_coded_twice_below_one_parent_counts_once_there() -> None:
    found = values(matrix(evidence()))
    assert found["BOT"] == [2, 1, 0, 3]
    assert found["BOT-POL"] == [2, 1, 0, 3]
    assert found["BOT-MOT"] == [1, 0, 0, 1]


def test_every_cell_carries_the_ids_of_its_codings_in_document_order() -> None:
    row = matrix(evidence()).rows[0]
    assert [cell.codings for cell in row.cells] == [
        ("k1", "k2", "k3", "k4"),
        ("k5",),
        (),
        ("k1", "k2", "k3", "k4", "k5"),
    ]


def test_a_total_counts_a_passage_once_though_it_stands_in_two_columns() -> None:
    both = evidence(passage("x", "I2", 5, "FCO", case="a"), passage("y", "I2", 5, "FCO", case="b"))
    assert values(matrix(both))["FCO"] == [1, 1, 0, 1]


def test_a_coding_that_names_none_of_several_cases_is_set_aside_and_counted() -> None:
    display = matrix(evidence())
    assert display.set_aside == {
        "unanchored codings": 2,
        "codings in documents of several cases that name none": 1,
        "codings in documents of no case": 1,
    }
    assert "codings in documents of no case: 1" in display.notes[-1]
    assert "多案例文档中未指明案例的编码: 1" in matrix(evidence(), language="zh").notes[-1]


def test_codes_alone_count_without_their_descendants() -> None:
    found = values(matrix(evidence(), descendants=False))
    assert found["BOT"] == [0, 0, 0, 0]
    assert found["BOT-MOT"] == [1, 0, 0, 1]
    assert found["BOT-MOT-X"] == [1, 0, 0, 1]


def test_a_level_folds_deeper_codes_into_theirs() -> None:
    deep = evidence(passage("x", "I1", 0, "BOT-MOT-X"))
    for descendants, parent in ((True, 1), (False, 0)):
        found = values(matrix(deep, level=2, descendants=descendants))
        assert list(found) == ["BOT", "BOT-POL", "BOT-MOT", "FCO"]
        assert found["BOT-MOT"] == [1, 0, 0, 1]
        assert found["BOT"][0] == parent


def test_codes_narrow_the_rows_to_them_and_what_lies_below() -> None:
    assert list(values(matrix(evidence(), codes=["Motive"]))) == ["BOT-MOT", "BOT-MOT-X"]
    assert list(values(matrix(evidence(), codes=["BOT"], descendants=False))) == ["BOT"]
    people = matrix(evidence(), rows="participant", columns="kind", codes=["BOT-MOT"])
    assert values(people) == {"P1": [1, 0, 1], "P2": [0, 0, 0]}


def test_presence_tells_absence_from_silence() -> None:
    found = values(matrix(evidence(), values="presence"))
    assert found["BOT-POL"] == [1, 1, None, 2]
    assert found["FCO"] == [1, 0, None, 1]
    assert found["BOT-MOT"][1] == 0


def test_presence_is_not_known_where_a_coding_names_no_case() -> None:
    unnamed = evidence(passage("x", "I2", 5, "FCO"))
    assert values(matrix(unnamed, values="presence"))["FCO"] == [None, None, None, 0]


def test_share_divides_by_the_documents_where_it_is_known() -> None:
    display = matrix(evidence(), values="share")
    found = values(display)
    assert found["BOT-MOT"] == [1 / 2, 0.0, None, 1 / 3]
    assert found["FCO"] == [1 / 3, 0.0, None, 1 / 4]
    assert found["BOT-POL"] == [1.0, 1 / 2, None, 2 / 3]
    assert display.unit == "document"
    assert any("set aside there: 2 of 5" in note for note in display.notes)


def test_quotes_are_the_first_in_document_order_and_each_once() -> None:
    display = matrix(evidence(), values="quotes")
    assert values(display)["BOT"] == [("“words 10” (I1:10, A)", "“words 40” (I1:40, A)"), ("“words 5” (I2:5, B)",), ()]
    assert [column.key for column in display.columns] == ["a", "b", "c"]
    assert values(matrix(evidence(), values="quotes", quotes=1, language="zh"))["BOT-POL"][0] == (
        "“words 10”（I1:10，A）",
    )
    assert values(matrix(evidence(), values="quotes"))["FCO"][0] == ("“words 0” (a/plan:0)",)


def test_notes_say_whose_codings_the_rule_and_the_stances() -> None:
    notes = " ".join(matrix(evidence()).notes)
    for phrase in ("Whose codings: c1 (the one coder).", "identical passage", "includes the codes below it", "less than the sum",
                   "of the 6 codings shown: affirms 0, denies 1, mixed 0, planned 0, without stance 5"):  # fmt: skip
        assert phrase in notes


def test_codes_may_stand_along_the_columns() -> None:
    display = matrix(evidence(), rows="case", columns="code", codes=["BOT"])
    assert [column.label for column in display.columns] == [
        "Bottlenecks",
        "Policy",
        "Motive",
        "Cost",
        "Total counted here",
    ]
    assert values(display)["a"] == [2, 2, 1, 1, 2]


@given(
    starts=st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from(["BOT-POL", "BOT-MOT", "BOT-MOT-X", "FCO"])), max_size=25
    )
)
def test_a_parent_s_count_lies_between_its_largest_child_s_and_their_sum(starts: list[tuple[int, str]]) -> None:
    made = [passage(f"x{n}", "I1", start, code) for n, (start, code) in enumerate(starts)]
    found = values(matrix(evidence(*made, passage("z", "I1", 99, "FCO")), columns="document"))
    parent, children = found["BOT"][0], [found["BOT-POL"][0], found["BOT-MOT"][0]]
    counts = [count for count in children if isinstance(count, int)]
    assert isinstance(parent, int) and len(counts) == 2
    assert max(counts) <= parent <= sum(counts)
    assert parent == len({start for start, code in starts if code != "FCO"})


def test_a_case_without_documents_is_named_since_nothing_is_known_there() -> None:
    assert any("Without any document" in note and "Coal" in note for note in matrix(evidence()).notes)


def test_a_study_without_cases_says_so_above_an_empty_table() -> None:
    without = replace(evidence(), cases=())
    assert matrix(without).notes[0].startswith("Nothing stands along “Case”")
