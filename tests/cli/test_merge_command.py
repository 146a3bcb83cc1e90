"""`merge` as a person types it: what it says first, what it takes in, and what it refuses in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run, one_sentence
from copies import contents, copied
from studies import code, make_study, write_document

from qualcode.study.create import add_coder
from qualcode.study.study import Study


@pytest.fixture
def other(root: Path) -> Path:
    """A copy of the study with a new coder, a new document, another codebook, another text, another sheet."""
    two = copied(root, "other")
    add_coder(Study(two), "li", "李雷")
    code(Study(two), "li", "INT01:4", None, "GOV")
    code(Study(two), "c2", "INT02", "理事会", "BOT-MOT")
    write_document(two, "INT09", "R: 好。\n")
    code(Study(two), "li", "INT09:1", None, "GOV")
    text = (two / "interviews/INT02.txt").read_text("utf-8")
    (two / "interviews/INT02.txt").write_text(text.replace("后来呢", "再后来呢"), encoding="utf-8")
    book = (two / "codebook.yaml").read_text("utf-8")
    (two / "codebook.yaml").write_text(book.replace("治理", "治理结构"), encoding="utf-8")
    with (two / "interviews/participants.csv").open("a", encoding="utf-8") as sheet:
        sheet.write("P9,INT09,R,college,GD\n")
    return two


def test_differences_come_first_and_a_dry_run_writes_nothing(run: Run, root: Path, other: Path) -> None:
    before = contents(root)
    ran = run("merge", "../other", "--dry-run")
    assert ran.code == 0
    for said in (
        "codebook   reworded there: GOV",
        "codebook.yaml stays as it is here (`qualcode codebook diff ../other/codebook.yaml`",
        "coders     li (李雷) is registered there only, and comes in",
        "texts      INT02 has another text there; of 1 coding made there 1 find their words here",
        "texts      INT09 is there only with 1 coding (--documents copies it in)",
        "sheets     interviews/participants: 1 row there only (P9) (put them in by hand)",
    ):
        assert said in ran.out
    assert ran.out.index("differs from this study") < ran.out.index("  li  INT01  1 new event")
    assert "3 events would come in, into 3 ledgers. Nothing was merged." in ran.err
    assert {k: v for k, v in contents(root).items() if ".qualcode" not in k} == {
        k: v for k, v in before.items() if ".qualcode" not in k
    }


def test_it_takes_in_says_the_numbers_and_is_done_once(run: Run, root: Path, other: Path) -> None:
    first = run("merge", "../other", "--documents")
    assert "3 events taken in, into 3 ledgers; 0 already here." in first.err
    assert "Copied in: interviews/INT09.txt." in first.err
    assert "Every event of both is here: 3 compared by id." in first.err
    assert "0 events taken in, into 0 ledgers; 3 already here." in run("merge", "../other").err
    assert "GOV" in run("quotes", "--coders", "li").out
    answer = run("merge", "../other", "--format", "json").json
    assert (answer["kind"], answer["merged"]["new"], answer["parameters"]["dry_run"]) == ("merge", 0, False)
    assert {each["kind"] for each in answer["differences"]} == {"codebook", "texts", "sheets"}


def test_without_a_path_conflicted_copies_are_taken_in(run: Run, root: Path) -> None:
    assert "There is no conflicted copy" in run("merge").err
    run("code", "INT01:2", "GOV")
    ledger = root / "codings/c1/INT01.jsonl"
    ledger.rename(ledger.with_stem("INT01 (conflicted copy)"))
    (root / "codebook (conflicted copy).yaml").write_text("codes: []\n", encoding="utf-8")
    ran = run("merge")
    assert "1 event taken in, into 1 ledger" in ran.err
    assert "Removed, since all of it is in the ledger: codings/c1/INT01 (conflicted copy).jsonl." in ran.err
    assert "codebook (conflicted copy).yaml: a conflicted copy that no merge can take in." in ran.err
    assert ledger.exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("nowhere",), 2, "There is no nowhere."),
        (("interviews",), 2, "interviews is no study."),
        ((".",), 2, "this very study"),
        (("../link",), 2, "this very study"),
        (("codebook.yaml",), 3, "The archive is refused: it is no zip archive"),
        (("../two-of-them",), 2, "holds 2 studies: a, b."),
        (("../broken",), 3, "broken/qualcode.toml:1: This is not TOML"),
        (("../marks",), 3, "marks of a merge"),
        (("../stranger",), 2, "--force merges it nevertheless"),
        (("../other-one", "--branch", "main"), 2, "both name the other copy"),
        (("--branch", "main"), 3, "--branch is for a study under git"),
        (("--documents",), 2, "are about another copy"),
    ],
)
def test_each_wrong_word_gets_one_sentence(run: Run, root: Path, words: tuple[str, ...], code: int, said: str) -> None:
    beside = root.parent
    (beside / "link").symlink_to(root, target_is_directory=True)
    for name in ("two-of-them/a", "two-of-them/b", "broken", "marks"):
        (beside / name).mkdir(parents=True)
        (beside / name / "qualcode.toml").write_text("<<<<<<< HEAD\n" if name == "marks" else "[study\n", "utf-8")
    if "../stranger" in words:
        make_study(beside / "stranger", documents={"X": "R: 别的。\n"}, coders=())
    before = contents(root)
    assert said in one_sentence(run("merge", *words), code)
    assert {k for k in contents(root) if ".qualcode" not in k} == {k for k in before if ".qualcode" not in k}


def test_a_folder_that_may_not_be_read_is_named(
    run: Run, root: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(self: Path) -> bytes:
        if "other/codings" in self.as_posix():
            raise PermissionError(13, "Permission denied", str(self))
        return self.open("rb").read()

    monkeypatch.setattr(Path, "read_bytes", forbidden)
    assert "../other/codings/" in one_sentence(run("merge", "../other"), 3)
