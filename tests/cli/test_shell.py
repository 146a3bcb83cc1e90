"""Qualcode among other programs: pipes, terminals, locales, signals, other writers, and words that are wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from commands import Run, one_sentence
from interrupts import hear_interrupts

hear_interrupts()

OWN = [sys.executable, "-m", "qualcode"]


def _environment(**changed: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHONUTF8"))}
    return {**kept, "QUALCODE_CODER": "c1", **changed}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["sohw", "INT01"], "Nearest: show"),
        (["coder", "ad"], "Nearest: add"),
        (["show", "INT01", "--formt", "json"], "Nearest: --format"),
        (["show", "INT01", "--format"], "--format needs a value"),
        (["show", "INT01", "--codings=yes"], "--codings takes no value"),
        (["show", "INT01", "--format", "csv"], "Write table or json"),
        (["show"], "DOCUMENT is missing"),
        (["show", "INT01", "INT02"], "a word too many: INT02"),
        (["find", "x", "--width", "-1"], "too small"),
        (["find", "x", "--width", "1.5"], "not a whole number"),
        (["agree", "--require", "nan"], "not a number"),
        (["matrix", "--values", "shar"], "Nearest: share"),
        (["quotes", "--coder", ""], "--coder is empty"),
        (["memo", "words \udcff"], "UTF-8"),
    ],
)
def test_wrong_words_are_one_sentence_with_the_nearest_right_ones(run: Run, words: list[str], said: str) -> None:
    assert said in one_sentence(run(*words), 2)


@pytest.mark.parametrize("words", [[], ["coder"], ["codebook"]])
def test_a_group_alone_prints_its_help_on_stderr(run: Run, words: list[str]) -> None:
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "") and ran.err.startswith("Usage: qualcode")


def test_a_closed_pipe_is_silent(root: Path) -> None:
    (root / "interviews" / "LONG.txt").write_text("A: one two three.\nB: four five six.\n" * 6000, encoding="utf-8")
    shown = subprocess.Popen([*OWN, "show", "LONG"], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert shown.stdout is not None and shown.stderr is not None
    assert shown.stdout.readline().startswith(b"LONG")
    shown.stdout.close()
    assert (shown.stderr.read(), shown.wait()) == (b"", 0)
    shown.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_an_output_that_cannot_be_written_is_a_sentence(root: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run([*OWN, "show", "INT01"], cwd=root, stdout=full, stderr=subprocess.PIPE, encoding="utf-8")
    assert ran.returncode == 3
    assert ran.stderr.startswith("The output cannot be written (") and ran.stderr.count("\n") == 1


def test_chinese_is_read_and_printed_whatever_the_locale(root: Path) -> None:
    plain = _environment(LC_ALL="C", LANG="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    ran = subprocess.run([*OWN, "find", "补贴没到位"], cwd=root, env=plain, capture_output=True)
    assert ran.returncode == 0 and ran.stdout.decode("utf-8").startswith("INT02:2@6-11")
    coded = subprocess.run([*OWN, "code", "INT02:2", "治理"], cwd=root, env=plain, capture_output=True)
    assert "政策不配套" in coded.stdout.decode("utf-8")


def test_a_narrow_terminal_wraps_tables_and_a_pipe_has_no_colour(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("code", "INT02:2", "BOT-POL")
    monkeypatch.setenv("COLUMNS", "40")
    assert max(map(len, run("matrix").out.splitlines())) <= 40
    assert "\x1b" not in run("matrix").out + run("show", "INT01").out


def test_colour_is_for_terminals_and_no_color_turns_it_off(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("qualcode.cli.output.in_color", lambda: True)
    assert "\x1b[36mRespondent\x1b[0m" in run("show", "INT01:2").out
    monkeypatch.undo()
    monkeypatch.setenv("NO_COLOR", "1")
    from qualcode.cli.output import in_color

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert not in_color()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for a child")
def test_ctrl_c_says_that_nothing_is_lost(root: Path) -> None:
    program = "import sys; from qualcode.cli.app import main; print(1, flush=True); sys.exit(main())"
    waiting = subprocess.Popen(
        [sys.executable, "-c", program, "code", "-", "--coder", "c1"],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert waiting.stdout is not None and waiting.stdin is not None
    waiting.stdout.readline()
    try:
        waiting.wait(1.5)
    except subprocess.TimeoutExpired:  # it waits for its batch
        waiting.send_signal(signal.SIGINT)
    out, err = waiting.communicate()
    assert (waiting.returncode, out) == (130, b"")
    assert err.decode() == "Stopped. What was acknowledged is on the disk; nothing else was written.\n"


def test_two_processes_coding_one_document_at_once_both_keep_their_codings(root: Path) -> None:
    words = [["code", "INT01:2", "GOV"], ["code", "INT01:2", "BOT-POL"], ["code", "INT01:4", "GOV"]]
    started = [
        subprocess.Popen([*OWN, *each], cwd=root, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for each in words
    ]
    acknowledged = [each.communicate()[0].decode() for each in started]
    assert [each.returncode for each in started] == [0, 0, 0]
    ledger = (root / "codings" / "c1" / "INT01.jsonl").read_text(encoding="utf-8")
    assert ledger.count("\n") == 3
    assert all(line.rstrip().rpartition(" ")[2] in ledger for line in acknowledged)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_study_is_read_and_every_act_refused(run: Run, root: Path) -> None:
    run("code", "INT01:2", "GOV")
    folders = [root, *(path for path in root.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        assert run("show", "INT01").code == run("quotes").code == 0
        for words in (
            ["code", "INT01:3", "GOV"],
            ["coder", "add", "c9"],
            ["init", "new"],
            ["matrix", "--out", "m.csv"],
        ):
            assert one_sentence(run(*words), 3)
    finally:
        for folder in folders:
            folder.chmod(0o755)


def test_a_folder_that_refuses_to_be_written_is_named_and_nothing_is_half_done(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("code", "INT01:2", "GOV")
    before = (root / "codings" / "c1" / "INT01.jsonl").read_bytes()

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("qualcode.study.append.os.write", full)
    said = one_sentence(run("code", "INT01:3", "GOV"), 3)
    assert said.startswith("codings/c1/INT01.jsonl: ") and "No space left" in said
    monkeypatch.undo()
    assert (root / "codings" / "c1" / "INT01.jsonl").read_bytes() == before
