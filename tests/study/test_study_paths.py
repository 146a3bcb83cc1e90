"""Documents and ledgers are found by listing, under names that any system may have given them."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from studies import code, codings_of, make_study, reopened, write_document

from qualcode.coding.check import check
from qualcode.errors import StudyError
from qualcode.study.paths import find_root, find_sheets, list_documents, list_ledgers

KNOWN = ("txt", "docx", "md")


def listed(root: Path, *ignore: str) -> list[str]:
    return [file.id for file in list_documents(root, KNOWN, ignore).files]


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "readme.txt",
        "GUIDE.md",
        "Guide-zh.docx",
        "attributes.csv",
        "attributes.xlsx",
        "participants.csv",
        ".hidden.txt",
        "_draft.txt",
        "~$INT01.docx",
        "_old/INT01.txt",
        ".git/INT01.txt",
    ],
)
def test_what_is_no_document_is_not_listed(tmp_path: Path, name: str) -> None:
    write_document(tmp_path, f"interviews/{name}", "x")
    write_document(tmp_path, "interviews/INT01.txt", "x")
    listing = list_documents(tmp_path, KNOWN)
    assert [file.id for file in listing.files] == ["INT01"] and not listing.problems


@pytest.mark.parametrize(
    "name",
    [
        "a:b.txt",
        "a|b.txt",
        'a"b.txt',
        "a?.txt",
        "a*.txt",
        "a<b>.txt",
        "a#1.txt",
        "a@2.txt",
        "a\\b.txt",
        "a\x07b.txt",
        "a\nb.txt",
        "con.txt",
        "CON.v2.txt",
        "lpt1.txt",
        "sub/nul/INT01.txt",
        "a .txt",
        "a..txt",
        "INT01",
        "INT01.xyz",
    ],
)
def test_a_name_that_not_every_system_allows_is_a_problem_with_its_path(tmp_path: Path, name: str) -> None:
    write_document(tmp_path, f"interviews/{name}", "x")
    listing = list_documents(tmp_path, KNOWN)
    assert listing.files == ()
    (problem,) = listing.problems
    assert problem.path == f"interviews/{name}" and problem.severity == "error" and problem.remedy


def test_a_name_that_is_no_text_is_a_problem_and_stops_nothing(tmp_path: Path) -> None:
    study = make_study(tmp_path)
    try:
        write_document(tmp_path, "interviews/\udcff.txt", "x")
    except OSError:
        pytest.skip("this file system takes only names that are text")
    assert [problem.path for problem in check(study) if "name holds" in problem.message] == ["interviews/\udcff.txt"]


def test_chinese_names_spaces_and_brackets_are_names_like_others(tmp_path: Path) -> None:
    for name in ("interviews/访谈 01(上).txt", "cases/浙江 汽车/职业教育法(2022-04-20).v2.TXT"):
        write_document(tmp_path, name, "x")
    listing = list_documents(tmp_path, KNOWN)
    assert [(f.id, f.kind, f.case, f.suffix) for f in listing.files] == [
        ("访谈 01(上)", "interview", None, "txt"),
        ("浙江 汽车/职业教育法(2022-04-20).v2", "case", "浙江 汽车", "txt"),
    ]
    assert listing.cases == ("浙江 汽车",)


@pytest.mark.parametrize("pair", [("a.txt", "a.docx"), ("a.txt", "A.md"), ("Öl.txt", "O\u0308l.docx")])
def test_two_files_with_one_id_are_a_problem_and_nobody_guesses(tmp_path: Path, pair: tuple[str, str]) -> None:
    study = make_study(tmp_path, documents={f"interviews/{name}": b"x" for name in pair} | {"INT01": "甲：一。\n"})
    assert study.document_ids == ("INT01",)
    with pytest.raises(StudyError, match="is the id of two files"):
        study.find_document(pair[0].rpartition(".")[0])
    (problem,) = study.listing.problems
    assert all(unicodedata.normalize("NFC", name) in unicodedata.normalize("NFC", str(problem)) for name in pair)


def test_a_document_and_its_ledgers_are_found_in_either_unicode_form(tmp_path: Path) -> None:
    composed, split = "Ö1", "O\u03081"
    study = make_study(tmp_path, documents={f"interviews/{split}.txt": "Interviewer: one two.\nRespondent: three.\n"})
    assert study.document_ids == (composed,) and study.find_document(split).id == composed
    code(study, "c1", f"{composed}:1", None, "GOV")
    ledger = tmp_path / f"codings/c1/{composed}.jsonl"
    ledger.rename(ledger.with_name(f"{split}.jsonl"))
    assert codings_of(study, "c1", composed) == {("GOV", "one two.")}
    code(reopened(study), "c1", f"{composed}:2", None, "GOV")
    assert len(list_ledgers(tmp_path)) == 1 and len(codings_of(study, "c1", composed)) == 2


def test_ignored_patterns_fit_names_and_paths(tmp_path: Path) -> None:
    for name in ("a.txt", "b.bak.txt", "old/c.txt"):
        write_document(tmp_path, f"interviews/{name}", "x")
    assert listed(tmp_path) == ["a", "b.bak", "old/c"]
    assert listed(tmp_path, "*.bak.txt", "old/*") == ["a"]


def test_a_link_that_leads_in_a_circle_is_passed_over(tmp_path: Path) -> None:
    write_document(tmp_path, "interviews/INT01.txt", "x")
    (tmp_path / "interviews/loop.txt").symlink_to("loop.txt")
    (tmp_path / "interviews/round").symlink_to(tmp_path / "interviews", target_is_directory=True)
    assert listed(tmp_path) == ["INT01"]


def test_the_root_is_found_from_within_and_missed_with_a_remedy(tmp_path: Path) -> None:
    study = make_study(tmp_path / "study")
    (study.root / "interviews" / "deep").mkdir()
    assert find_root(study.root / "interviews" / "deep") == study.root
    with pytest.raises(StudyError, match="qualcode init"):
        find_root(tmp_path)


def test_a_sheet_is_found_in_any_spelling_and_csv_before_excel(tmp_path: Path) -> None:
    assert find_sheets(tmp_path, "interviews", "attributes") == ()
    write_document(tmp_path, "interviews/Attributes.XLSX", "x")
    assert find_sheets(tmp_path, "interviews", "attributes") == ("interviews/Attributes.XLSX",)
    write_document(tmp_path, "interviews/ATTRIBUTES.csv", "x")
    assert find_sheets(tmp_path, "interviews", "attributes")[0] == "interviews/ATTRIBUTES.csv"
