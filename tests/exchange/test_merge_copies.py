"""Two copies of a study become one: every coder's work comes in, nothing is lost, and a second time adds nothing."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from copies import contents, copied, ids_of, merged, states, work_apart
from studies import code, codings_of, make_study, reopened, write_document

import qualcode.exchange.merge.merge as steps
from qualcode.coding.check import check
from qualcode.coding.marks import memo
from qualcode.coding.retrieve import evidence
from qualcode.coding.undo import undo
from qualcode.errors import StudyError, UsageError
from qualcode.exchange.merge.differences import differences
from qualcode.exchange.merge.plan import plan_merge
from qualcode.exchange.merge.source import opened
from qualcode.model.events import About
from qualcode.study.append import append_lines
from qualcode.study.create import add_coder, rename_coder, rename_document
from qualcode.study.study import Study

LEDGER = "codings/c1/INT01.jsonl"


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """A study with one coding of c1, and a copy of it."""
    study = make_study(tmp_path / "one")
    code(study, "c1", "INT01:2", None, "GOV")
    return study.root, copied(study.root, "two")


def test_both_coders_work_comes_in_and_a_second_merge_takes_nothing(pair: tuple[Path, Path]) -> None:
    one, two = pair
    code(Study(one), "c1", "INT01:4", None, "BOT-POL")
    code(Study(two), "c2", "INT01:4", None, "GOV")
    code(Study(two), "c2", "INT02:2", None, "GOV", memo="备注")
    both = ids_of(one) | ids_of(two)
    done = merged(one, two)
    assert (done.new, done.ledgers, done.known) == (3, 2, 1)
    assert ids_of(one) == both and done.compared == len(both) == 5
    assert codings_of(Study(one), "c2", "INT02") == codings_of(Study(two), "c2", "INT02") != set()
    before = contents(one)
    again = merged(one, two)
    assert (again.new, again.ledgers, again.known) == (0, 0, 4)
    assert contents(one) == before


def test_the_other_copy_stays_as_it_is_to_the_byte(pair: tuple[Path, Path]) -> None:
    one, two = pair
    (two / "interviews/INT01.txt").write_text("Respondent: The subsidy never arrived.\n", encoding="utf-8")
    before = contents(two)
    merged(one, two)
    assert contents(two) == before


@pytest.mark.parametrize("seed", range(6))
def test_merging_either_way_comes_to_one_state(pair: tuple[Path, Path], seed: int) -> None:
    one, two = pair
    work_apart(pair, random.Random(seed))
    both = ids_of(one) | ids_of(two)
    other = copied(one, "one-as-it-was")
    merged(one, two)
    merged(two, other)
    assert ids_of(one) == ids_of(two) == both
    assert states(one) == states(two)


def test_line_ends_order_and_a_byte_order_mark_make_no_difference(pair: tuple[Path, Path]) -> None:
    one, two = pair
    for place in ("INT01:3", "INT01:4"):
        code(Study(two), "c1", place, None, "BOT-POL")
    lines = (two / LEDGER).read_bytes().splitlines()
    (two / LEDGER).write_bytes(b"\xef\xbb\xbf" + b"\r\n".join(reversed(lines)))
    assert merged(one, two).new == 2
    assert sorted((one / LEDGER).read_bytes().split(b"\n")) == sorted([*lines, b""])
    assert merged(one, two).new == 0


def test_equal_events_written_otherwise_are_not_taken_twice(pair: tuple[Path, Path]) -> None:
    one, two = pair
    event = json.loads((two / LEDGER).read_text("utf-8"))
    (two / LEDGER).write_text(json.dumps(dict(reversed(event.items())), indent=None) + "\n", encoding="utf-8")
    assert merged(one, two).ledgers == 0


def test_one_coder_on_two_machines_counts_equal_codings_once(pair: tuple[Path, Path]) -> None:
    one, two = pair
    for root in pair:
        code(Study(root), "c1", "INT01:4", None, "BOT-POL")
    merged(one, two)
    twice = [coding for coding in Study(one).state("c1", "INT01").codings if coding.code == "BOT-POL"]
    assert len(twice) == 1 and len(twice[0].ids) == 2


def test_a_removal_is_not_undone(pair: tuple[Path, Path]) -> None:
    one, two = pair
    undo(Study(one), Study(one).coder("c1"))
    merged(one, two)
    merged(two, one)
    assert codings_of(Study(one), "c1", "INT01") == codings_of(Study(two), "c1", "INT01") == set()


@pytest.mark.parametrize("renamed", ["here", "there", "both"])
def test_codings_come_in_under_a_renamed_document_and_coder(pair: tuple[Path, Path], renamed: str) -> None:
    one, two = pair
    code(Study(one), "c1", "INT01:3", None, "BOT-POL")
    code(Study(two), "c1", "INT01:4", None, "BOT-POL")
    if renamed != "there":
        rename_document(Study(one), "INT01", "HERE")
        rename_coder(Study(one), "c1", "ann")
    if renamed != "here":
        rename_document(Study(two), "INT01", "THERE")
        rename_coder(Study(two), "c1", "bob")
        code(Study(two), "bob", "THERE:1", None, "GOV")
    merged(one, two)
    study = Study(one)
    coder, document = ("c1", "INT01") if renamed == "there" else ("ann", "HERE")
    assert len(codings_of(study, coder, document)) == (3 if renamed == "here" else 4)
    assert [each.handle for each in study.settings.coders] == [coder, "c2"]
    assert not any("no document" in str(each) for each in check(study))
    assert merged(one, two).new == 0


def test_a_ledger_renamed_by_hand_is_known_by_its_events(pair: tuple[Path, Path]) -> None:
    one, two = pair
    code(Study(two), "c1", "INT01:4", None, "BOT-POL")
    for path in (two / "interviews/INT01.txt", two / LEDGER):
        path.rename(path.with_stem("Anna"))
    merged(one, two)
    assert len(codings_of(Study(one), "c1", "INT01")) == 2
    assert not (one / "codings/c1/Anna.jsonl").exists()


def test_a_name_that_means_two_documents_is_refused_and_nothing_is_written(pair: tuple[Path, Path]) -> None:
    one, two = pair
    rename_document(Study(two), "INT01", "INT03")
    write_document(one, "INT03", "R: another interview\n")
    before = contents(one)
    with pytest.raises(StudyError, match="INT03 and INT01 are two"):
        merged(one, two)
    assert contents(one) == before


def test_coders_of_the_other_copy_are_registered_with_rounds_and_old_handles(pair: tuple[Path, Path]) -> None:
    one, two = pair
    add_coder(Study(two), "old", "李雷")
    code(Study(two), "old", "INT01:4", None, "GOV")
    rename_coder(Study(two), "old", "li")
    add_coder(Study(two), "li@2")
    add_coder(Study(two), "consensus", kind="consensus", of=("c1", "li"))
    code(Study(two), "li@2", "INT01:4", None, "BOT-POL")
    merged(one, two)
    settings = Study(one).settings
    assert settings == Study(two).settings
    assert settings.coders_was == {"li": ("old",)}
    assert len(codings_of(Study(one), "li", "INT01")) == 1 and len(codings_of(Study(one), "li@2", "INT01")) == 1


@pytest.mark.parametrize("how", ["name", "kind"])
def test_one_handle_of_two_persons_is_refused(tmp_path: Path, how: str) -> None:
    one = make_study(tmp_path / "one", coders=())
    two = make_study(tmp_path / "two", coders=())
    add_coder(one, "c1", "李雷", "human")
    add_coder(two, "c1", "韩梅梅" if how == "name" else "李雷", "human" if how == "name" else "machine")
    code(reopened(two), "c1", "INT01:2", None, "GOV")
    with pytest.raises(StudyError, match="one handle for two"):
        merged(one.root, two.root)
    assert not (one.root / "codings").exists()


def test_one_person_whose_name_was_corrected_is_no_second_person(pair: tuple[Path, Path]) -> None:
    one, two = pair
    for root, name in zip(pair, ("Li Lei", "李雷"), strict=True):
        toml = root / "qualcode.toml"
        toml.write_text(toml.read_text("utf-8").replace("[coders.c1]", f'[coders.c1]\nname = "{name}"'), "utf-8")
    assert merged(one, two).known == 1


def test_one_person_under_two_handles_is_refused(pair: tuple[Path, Path]) -> None:
    one, two = pair
    (two / "codings/c1").rename(two / "codings/li")
    toml = two / "qualcode.toml"
    toml.write_text(toml.read_text("utf-8").replace("[coders.c1]", "[coders.li]"), "utf-8")
    with pytest.raises(StudyError, match="one person under two handles"):
        merged(one, two)


def test_a_handle_that_both_copies_began_to_use_is_pointed_out(pair: tuple[Path, Path]) -> None:
    one, two = pair
    for root in pair:
        code(Study(root), "c2", "INT01:4", None, "GOV")
    study = Study(one)
    with opened(two, study) as copy:
        found = differences(plan_merge(study, copy.study), (), "")
    assert [each.words for each in found] == ["c2 began in each copy apart, and is taken for one person"]


def test_lines_that_this_version_cannot_read_come_in_and_unknown_fields_stay(pair: tuple[Path, Path]) -> None:
    one, two = pair
    newer = b'{"op":"later","id":"AAAABBBBCCCCDDDDEEEEFFFFGG","what":1}'
    memo(Study(two), Study(two).coder("c1"), "好", About(document="INT01"))
    first, second = (two / LEDGER).read_bytes().splitlines()
    second = second[:-1] + b',"mood":"glad"}'
    (two / LEDGER).write_bytes(b"\n".join([newer, first + second, b"<<<<<<< HEAD", second[:40]]))
    done = merged(one, two)
    assert (done.new, done.unread) == (1, 2)
    assert (one / LEDGER).read_bytes().splitlines()[1:] == [newer, second, b"<<<<<<< HEAD"]
    assert merged(one, two).unread == 0


def test_a_line_cut_off_there_and_whole_here_is_not_taken_for_another(pair: tuple[Path, Path]) -> None:
    one, two = pair
    (two / LEDGER).write_bytes((two / LEDGER).read_bytes()[:-30])
    done = merged(one, two)
    assert (done.unread, done.ledgers) == (0, 0)


def test_one_id_with_two_contents_keeps_both_and_is_named(pair: tuple[Path, Path]) -> None:
    one, two = pair
    event = json.loads((two / LEDGER).read_text("utf-8"))
    line = json.dumps({**event, "code": "BOT-POL"}, ensure_ascii=False)
    (two / LEDGER).write_text(line + "\n", encoding="utf-8")
    done, other = merged(one, two), merged(two, one)
    assert done.differing == other.differing == (event["id"],)
    assert states(one)["c1", "INT01"].codings == states(two)["c1", "INT01"].codings
    assert any("two lines that differ" in str(each) for each in check(Study(one)))


def test_codings_made_in_another_text_follow_their_words_and_what_cannot_is_counted(pair: tuple[Path, Path]) -> None:
    one, two = pair
    text = (two / "interviews/INT01.txt").read_text("utf-8")
    (two / "interviews/INT01.txt").write_text("Interviewer: Shall we begin?\n" + text, encoding="utf-8")
    code(Study(two), "c1", "INT01", "too costly", "BOT-MOT")
    code(Study(two), "c1", "INT01", "Shall we begin", "GOV")
    merged(one, two)
    found = evidence(Study(one), ("c1",)).passages
    assert {(each.coding.code, each.coding.state) for each in found} == {("GOV", "exact"), ("BOT-MOT", "moved")}
    assert len(codings_of(Study(one), "c1", "INT01")) == 3


def test_documents_of_the_other_copy_come_in_when_asked_with_what_they_were_called(pair: tuple[Path, Path]) -> None:
    one, two = pair
    write_document(two, "NEW", "R: 新的访谈。\n")
    code(Study(two), "c1", "NEW:1", None, "GOV")
    rename_document(Study(two), "NEW", "INT07")
    assert merged(one, two).copied == ()
    assert "INT07" not in Study(one).document_ids and ids_of(one) == ids_of(two)
    assert merged(one, two, documents=True).copied == ("interviews/INT07.txt",)
    assert {each.coding.document for each in evidence(Study(one), ("c1",)).passages} == {"INT01", "INT07"}
    assert Study(one).settings.documents_was == {"INT07": ("NEW",)}


def test_a_crash_half_way_is_repaired_by_merging_again(
    pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = pair
    for place in ("INT01:4", "INT02:2"):
        code(Study(two), "c2", place, None, "GOV")
    write = append_lines

    def crash(path: Path, lines: list[bytes], shown: str) -> int:
        if "INT02" in shown:
            raise StudyError("cannot be written (No space left on device).", path=shown)
        return write(path, lines, shown)

    monkeypatch.setattr(steps, "append_lines", crash)
    with pytest.raises(StudyError, match="No space left"):
        merged(one, two)
    monkeypatch.setattr(steps, "append_lines", write)
    assert merged(one, two).new == 1
    assert ids_of(one) == ids_of(two)


def test_a_line_that_does_not_arrive_is_noticed(pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = pair
    code(Study(two), "c2", "INT01:4", None, "GOV")
    monkeypatch.setattr(steps, "append_lines", lambda *_: 0)
    with pytest.raises(StudyError, match="1 lines of the other copy are not here"):
        merged(one, two)


def test_a_study_with_nothing_in_common_needs_force(tmp_path: Path) -> None:
    one = make_study(tmp_path / "one")
    two = make_study(tmp_path / "two", documents={"X": "R: 别的。\n"})
    code(two, "c1", "X:1", None, "GOV")
    with pytest.raises(UsageError, match="another study"):
        merged(one.root, two.root)
    assert merged(one.root, two.root, force=True).new == 1
