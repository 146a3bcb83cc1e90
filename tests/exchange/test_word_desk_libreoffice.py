"""Two bundled interviews coded by comments in files that LibreOffice has opened and saved: every span comes back exact.

The fixtures were made by LibreOffice 7.4 from what `coded` gives, by `make_again` in this module. Each comment says which
words it stands on and where they stood.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from word_desk_files import Said, commented

from qualcode.exchange.word_desk.bring import bring_word
from qualcode.exchange.word_desk.came_back import read_word
from qualcode.exchange.word_desk.hand_out import hand_out
from qualcode.exchange.word_desk.lines import lines_of
from qualcode.model.span import Span
from qualcode.study.create import add_coder
from qualcode.study.study import Study

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests" / "fixtures" / "word_desk"
LANGUAGES = {"INT02": "zh", "INT03": "en"}
COMMENTS = 60


def bundled(folder: Path) -> Study:
    """Return a copy of the bundled study without its codings, with a coder c2."""
    for name in ("interviews", "cases"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("qualcode.toml", "codebook.yaml"):
        shutil.copy(ROOT / name, folder / name)
    add_coder(Study(folder), "c2")
    return Study(folder)


def coded(study: Study, id: str) -> bytes:
    """Return the interview handed out and coded: spans from anywhere in a word to anywhere, over up to three turns, overlapping.

    LibreOffice 7.4 loses the range of a comment over several paragraphs that ends one character nearer to its paragraph's
    start than it began: an import lists such a comment, and none is made here.
    """
    chance, document = random.Random(id), study.document(id)
    lines = [line.span for line in lines_of(document, study.settings.unit) if line.span is not None]
    comments: list[Said] = []
    while len(comments) < COMMENTS:
        first = chance.randrange(len(lines))
        last = min(len(lines) - 1, first + chance.choice((0, 0, 0, 1, 2)))
        start = chance.randrange(lines[first].start, lines[first].end)
        end = chance.randrange(lines[last].start, lines[last].end) + 1
        words = document.text[start:end]
        if (
            words
            and words == words.strip()
            and len(words) < 300
            and not _is_lost(lines[first], start, lines[last], end)
        ):
            code = chance.choice(study.codebook.codable)
            comments.append(Said(Span(start, end), f"{code}: {start}-{end} {' '.join(words.split())}"))
    return commented(hand_out(study, document, LANGUAGES[id]).data, document, study.settings.unit, comments)


def _is_lost(first: Span, start: int, last: Span, end: int) -> bool:
    return first != last and start - first.start == end - last.start + 1


def saved_by_libreoffice(data: bytes, name: str, folder: Path) -> bytes:
    """Return a Word file after LibreOffice has opened and saved it."""
    source, out = folder / name, folder / "saved"
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (out / name).read_bytes()


def make_again(folder: Path) -> None:
    """Write the fixtures anew, in a folder for what is passing."""
    study = bundled(folder / "study")
    for id in LANGUAGES:
        FIXTURES.mkdir(parents=True, exist_ok=True)
        (FIXTURES / f"{id}.docx").write_bytes(saved_by_libreoffice(coded(study, id), f"{id}.docx", folder))


def exact(study: Study, id: str, data: bytes) -> int:
    """Return how many comments came back as codings on the very words they name, where these stood; all others fail."""
    back = read_word(data, id)
    found = bring_word(study, study.coder("c2"), back, f"{id}.docx")
    assert found.findings.refused == [] and found.codings == len(back.comments)
    document = study.document(id)
    assert back.carried is not None
    same_text = back.carried.text == document.text_sha256
    for coding in Study(study.root).state("c2", id).codings:
        (memo,) = coding.memos
        named = re.fullmatch(r"(\d+)-(\d+) (.*)", memo.body)
        assert named is not None
        assert " ".join(coding.place.quote.split()) == named[3]
        if same_text:
            assert (coding.place.start, coding.place.end) == (int(named[1]), int(named[2]))
    return found.codings


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return bundled(tmp_path_factory.mktemp("bundled"))


@pytest.mark.parametrize("id", LANGUAGES)
def test_a_file_that_libreoffice_saved_comes_back_exact(study: Study, id: str) -> None:
    assert exact(study, id, (FIXTURES / f"{id}.docx").read_bytes()) == COMMENTS


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed here")
def test_libreoffice_itself_keeps_what_a_comment_needs(tmp_path: Path) -> None:
    study = bundled(tmp_path / "study")
    data = saved_by_libreoffice(coded(study, "INT02"), "INT02.docx", tmp_path)
    assert exact(study, "INT02", data) == COMMENTS
