"""Conflicted copies of ledgers, as synchronising services leave them, are taken in by the events they share."""

from __future__ import annotations

from pathlib import Path

import pytest
from copies import ids_of
from studies import code, codings_of, make_study

from qualcode.coding.check import check
from qualcode.exchange.merge.conflicted import base_name, conflicted_files
from qualcode.exchange.merge.merge import Merged, merge
from qualcode.exchange.merge.plan import plan_within
from qualcode.study.study import Study

SERVICES = (
    "INT01 (conflicted copy 2026-03-01)",
    "INT01 (小明 的冲突副本)",
    "INT01（小明的冲突副本 2026-03-01）",
    "INT01 (Xiao Ming's conflicted copy 2026-03-01) (1)",
    "INT01.冲突文件",
    "INT01-小明的冲突文件",
    "INT01.sync-conflict-20260301-093000-ABCDEFG",
    "INT01_conflict-20260301-093000",
    "INT01.NSConflict-ming-win10",
)
MACHINES = ("INT01-DESKTOP-AB12", "INT01 (1)", "INT01 2")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A study in which c1 coded two passages of INT01."""
    study = make_study(tmp_path / "study")
    for place in ("INT01:2", "INT01:4"):
        code(study, "c1", place, None, "GOV")
    return study.root


def split(root: Path, name: str, *, shared: bool) -> Path:
    """Part the ledger of INT01 as two machines would have left it: the copy has the second line, and the first if shared."""
    ledger = root / "codings/c1/INT01.jsonl"
    first, second = ledger.read_bytes().splitlines(keepends=True)
    ledger.write_bytes(first)
    copy = ledger.with_name(f"{name}.jsonl")
    copy.write_bytes(first.replace(b"\n", b"\r\n") + second if shared else second)
    return copy


def ledger_problems(root: Path) -> list[str]:
    return [str(each) for each in check(Study(root)) if each.path.startswith("codings/")]


def take_in(root: Path) -> Merged:
    return merge(plan_within(Study(root)))


@pytest.mark.parametrize("name", [*SERVICES, *MACHINES])
def test_a_copy_that_shares_events_is_taken_in_and_removed(root: Path, name: str) -> None:
    both = ids_of(root)
    copy = split(root, name, shared=True)
    assert ledger_problems(root)
    done = take_in(root)
    assert (done.new, done.known, done.removed) == (1, 1, (copy.relative_to(root).as_posix(),))
    assert ids_of(root) == both and len(codings_of(Study(root), "c1", "INT01")) == 2
    assert not copy.exists() and ledger_problems(root) == []
    assert take_in(root).new == 0


@pytest.mark.parametrize("name", SERVICES)
def test_a_name_that_a_service_made_is_enough_where_no_event_is_shared(root: Path, name: str) -> None:
    split(root, name, shared=False)
    assert base_name(name) == "INT01"
    assert take_in(root).new == 1


@pytest.mark.parametrize("name", [*MACHINES, "INT01-角色冲突", "角色冲突"])
def test_a_name_that_a_person_may_have_given_is_left_alone(root: Path, name: str) -> None:
    copy = split(root, name, shared=False)
    before = copy.read_bytes()
    assert base_name(name) is None
    assert take_in(root).new == 0 and copy.read_bytes() == before


def test_a_copy_that_shares_events_with_two_ledgers_is_named_and_left_alone(root: Path) -> None:
    code(Study(root), "c1", "INT02:2", None, "GOV")
    copy = root / "codings/c1/INT01 (conflicted copy).jsonl"
    copy.write_bytes(b"".join((root / f"codings/c1/{id}.jsonl").read_bytes() for id in ("INT01", "INT02")))
    assert plan_within(Study(root)).doubtful == ("codings/c1/INT01 (conflicted copy).jsonl",)
    assert take_in(root).removed == () and copy.exists()


def test_the_ledger_about_no_document_has_copies_too(root: Path) -> None:
    study = root / "codings/c1/@study.jsonl"
    line = b'{"op":"memo","id":"AAAABBBBCCCCDDDDEEEEFFFFGG","at":"2026-03-01T09:30:00.000Z","act":"A","about":{"code":"GOV"},"kind":"code","body":"b"}\n'
    study.with_name("@study (conflicted copy).jsonl").write_bytes(line)
    study.write_bytes(b"")
    assert take_in(root).new == 1
    assert [memo.body for memo in Study(root).state("c1", "@study").memos] == ["b"]


def test_other_conflicted_copies_are_named(root: Path) -> None:
    for name in ("codebook (conflicted copy).yaml", "interviews/INT01.sync-conflict-20260301-1-A.txt"):
        (root / name).write_text("x", encoding="utf-8")
    assert len(conflicted_files(Study(root))) == 2
