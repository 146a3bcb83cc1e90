"""Bad input: one sentence with its path, the right exit code, and everything else still works."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import Run, ids, one_sentence

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("BAD.docx", b"PK\x03\x04garbage", "damaged"),
        ("BAD.docx", OLE, "password"),
        ("BAD.txt", b"\x7fELF\x02\x01\x01" + bytes(64), "not a text file"),
        ("BAD.txt", b"x" * 2_200_000, "document_mb"),
    ],
)
def test_one_unreadable_document_is_named_and_the_others_are_read(
    run: Run, root: Path, name: str, content: bytes, said: str
) -> None:
    (root / "interviews" / name).write_bytes(content)
    with (root / "qualcode.toml").open("a", encoding="utf-8") as toml:
        toml.write("\n[limits]\ndocument_mb = 2\n")
    refused = one_sentence(run("show", "BAD"), 3)
    assert refused.startswith(f"interviews/{name}: ") and said in refused
    for words in (["code", "BAD:1", "GOV"], ["find", "x", "BAD"], ["done", "BAD"]):
        assert said in one_sentence(run(*words), 3)
    found = run("find", "subsidy")
    assert found.code == 0 and found.out.startswith("INT01:2") and f"Passed over: interviews/{name}" in found.err
    assert run("suggest").out.count("INT0") == 2
    assert run("code", "INT01:2", "GOV").code == 0
    assert run("quotes").out.count("INT01:2") == 1
    assert "documents that cannot be read: 1" in run("matrix").out
    assert "INT02" in run("status").out
    checked = run("check")
    assert checked.code == 1 and f"error: interviews/{name}: " in checked.out


def test_a_large_file_is_read_when_its_limit_is_raised(run: Run, root: Path) -> None:
    (root / "interviews" / "BIG.txt").write_bytes(b"Interviewer: why?\nRespondent: because it is so.\n" * 45_000)
    with (root / "qualcode.toml").open("a", encoding="utf-8") as toml:
        toml.write("\n[limits]\ndocument_mb = 2\n")
    assert "document_mb allows 2" in one_sentence(run("show", "BIG:2"), 3)
    toml_file = root / "qualcode.toml"
    toml_file.write_text(toml_file.read_text(encoding="utf-8").replace("= 2\n", "= 3\n"), encoding="utf-8")
    assert run("show", "BIG:2").out == "BIG · 2  Respondent  because it is so.\n"


def test_an_empty_file_is_a_warning(run: Run, root: Path) -> None:
    (root / "interviews" / "EMPTY.txt").write_bytes(b"")
    assert run("show", "EMPTY").code == 0
    checked = run("check")
    assert checked.code == 0 and "warning: interviews/EMPTY.txt: It holds no words." in checked.out
    assert "0 segments" in one_sentence(run("code", "EMPTY:1", "GOV"), 2)


@pytest.mark.parametrize("twin", ["INT01.md", "int01.md", "INT01.docx"])
def test_two_files_of_one_id_are_never_guessed_between(run: Run, root: Path, twin: str) -> None:
    run("code", "INT01:2", "GOV")
    (root / "interviews" / twin).write_bytes(b"Another text.\n")
    assert "id of two files" in one_sentence(run("show", "INT01"), 3)
    assert "id of two files" in one_sentence(run("code", "INT01:2", "GOV"), 3)
    for words in (["quotes"], ["find", "subsidy"]):
        ran = run(*words)
        assert ran.code == 0 and ran.out == "" and "id of two files" in ran.err
    assert run("check").code == 1


def test_an_unknown_suffix_is_named_with_those_that_can_be_read(run: Run, root: Path) -> None:
    (root / "interviews" / "scan.tiff").write_bytes(b"II*\x00")
    ran = run("check")
    assert ran.code == 1 and "error: interviews/scan.tiff: " in ran.out and ".docx" in ran.out


@pytest.mark.parametrize(
    ("codebook", "line", "said"),
    [
        ("codes:\n\t- id: A\n", 2, "tab"),
        ("codes:\n  - id: A\n    name: x\n  - id: a\n    name: y\n", 4, "stands twice"),
        ("codes:\n  - id: A\n    name: x\n    name: y\n", 4, "stands twice"),
        ("codes:\n  - {id: A, name: x, was: [B]}\n  - {id: B, name: y, was: [A]}\n", 2, "circle"),
        ("codes:\n  - id: A\n    name: x\n    defintion: z\n", 4, '"definition"'),
        ("codes: [1,2", 1, "bracket"),
    ],
)
def test_a_fault_of_the_codebook_is_named_with_its_line(
    run: Run, root: Path, codebook: str, line: int, said: str
) -> None:
    (root / "codebook.yaml").write_text(codebook, encoding="utf-8")
    for words in (["check"], ["codebook", "check"]):
        ran = run(*words)
        found = [each for each in ran.out.splitlines() if each.startswith(f"error: codebook.yaml:{line}: ")]
        assert ran.code == 1 and len(found) == 1 and said in found[0]


def test_an_unreadable_or_missing_codebook_stops_coding_but_not_status_and_check(run: Run, root: Path) -> None:
    run("code", "INT01:2", "GOV")
    for content in (b"codes:\n\t- id: A\n", None):
        if content is None:
            (root / "codebook.yaml").unlink()
        else:
            (root / "codebook.yaml").write_bytes(content)
        assert one_sentence(run("code", "INT01:2", "GOV"), 3).startswith("codebook.yaml")
        assert "1 coding in 1 of 3 documents" in run("status").out
        checked = run("check")
        assert checked.code == 1 and checked.out.count("\n") == 1, "one fault, and not what follows from it"


def test_broken_settings_are_named_once_and_nothing_is_said_of_coders_they_would_name(run: Run, root: Path) -> None:
    run("code", "INT01:2", "GOV")
    (root / "qualcode.toml").write_text("[study\n", encoding="utf-8")
    checked = run("check")
    assert checked.code == 1 and checked.out.startswith("error: qualcode.toml:1: ")
    assert "not registered" not in checked.out
    assert one_sentence(run("show", "INT01"), 3).startswith("qualcode.toml:1: ")
    assert "coder add" not in run("status").err
    assert one_sentence(run("coder", "add", "c3"), 3).startswith("qualcode.toml:1: ")


def test_unknown_settings_are_named_with_line_and_nearest_and_the_rest_works(run: Run, root: Path) -> None:
    with (root / "qualcode.toml").open("a", encoding="utf-8") as toml:
        toml.write("\n[limits]\ndokument_mb = 3\n")
    ran = run("check")
    assert ran.code == 1 and '"document_mb"' in ran.out
    assert run("code", "INT01:2", "GOV").code == 0


def test_a_ledger_with_every_kind_of_bad_line_is_read_reported_and_written_on(run: Run, root: Path) -> None:
    run("code", "INT01:2", "GOV")
    run("code", "INT01:3", "GOV")
    ledger = root / "codings" / "c1" / "INT01.jsonl"
    first, second = ledger.read_text(encoding="utf-8").splitlines()
    event = json.loads(first)
    lines = [
        first,
        first[:40],
        '{"program": "another"}',
        '{"op":"future","id":"C","at":"x","act":"y"}',
        json.dumps({**event, "id": "A" * 26, "code": "NOPE"}),
        json.dumps({**event, "id": "B" * 26, "start": 90_000, "end": 90_005, "quote": "zzzzz"}),
        json.dumps({**event, "id": "D" * 26, "start": "x"}),
        second + "\r",
        second[:30],
    ]
    ledger.write_bytes("\n".join(lines).encode())
    ran = run("check")
    path = "codings/c1/INT01.jsonl"
    for line, said in ((2, "cannot be read"), (3, "another program"), (4, '"future"'), (5, '"NOPE"'), (7, "not valid")):
        assert any(
            each.partition(": ")[2].startswith(f"{path}:{line}: ") and said in each for each in ran.out.splitlines()
        )
    assert f"{path}:9: the last line was cut off" in ran.out
    assert "no longer find their words in INT01 (BBBBBB GOV)" in ran.out
    assert ran.code == 1
    assert [each["code"] for each in run("quotes", "--format", "json").json["quotes"]] == ["GOV", "GOV", "GOV"]
    assert run("code", "INT01:4", "GOV").code == 0
    kept = ledger.read_bytes().decode().split("\n")
    assert kept[: len(lines)] == lines, "no line is ever changed"


def test_a_fault_of_qualcode_itself_is_a_sentence_with_the_path_of_a_log(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr("qualcode.cli.reading.parse_address", fail)
    said = one_sentence(run("show", "INT01"), 4)
    log = Path(said.rpartition(" ")[2].rstrip("."))
    assert "planted" in log.read_text(encoding="utf-8")
    log.unlink()


def test_a_file_system_that_refuses_is_no_fault_of_qualcode(run: Run, root: Path) -> None:
    (root / "taken").write_text("x", encoding="utf-8")
    assert one_sentence(run("matrix", "--out", "taken/m.csv"), 3).startswith("taken")
    ran = run("run", "--out", "taken")
    assert ran.code == 3 and ran.err.splitlines()[-1].startswith("taken")
    assert ids(run("code", "INT01:2", "GOV").out)
