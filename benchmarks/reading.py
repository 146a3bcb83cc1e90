"""How fast transcripts are read into turns: 1,000 `.txt` files, 50 MB in all, in Chinese and English.

Then `.docx`, `.pdf` and `.vtt` in equal parts by two processes, a quarter of them and all, to see whether the time goes with
their number; and once more, when nothing has changed. Run it alone on a machine: `python benchmarks/reading.py`.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import textwrap
import time
from pathlib import Path

import docx

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))

from format_files import pdf_of

from qualcode.study.ahead import read_ahead
from qualcode.study.create import create_study
from qualcode.study.study import Study

ENGLISH = (
    "Interviewer: And when did the subsidy arrive, in the end?\n",
    "Respondent: It never did, not that year. We asked three offices, and each of them sent us to the next one, so the "
    "college paid out of its own pocket and the firm lent us two of its masters for the autumn term.\n",
)
CHINESE = (
    "访谈者：那补贴后来到位了吗？\n",
    "受访者：一直没有。教育这边批了，人社那边说不归他们管，我们跑了三个部门，最后还是学校自己先垫的钱，企业派了两个师傅过来带了一个学期。\n",
    "访谈者：嗯。\n",
    "受访者：等了两年，后来才批下来一部分，大概六十万，剩下的到现在也没有说法。\n",
)


def transcript(number: int, size: int) -> bytes:
    turns = CHINESE if number % 2 else ENGLISH
    block = "".join(turns).encode()
    return block * (size // len(block) + 1)


def mixed_study(root: Path, documents: int) -> Study:
    """Make a study of Word files, PDFs of two pages and subtitles, each of about 8,000 characters."""
    create_study(root, "benchmark", "en")
    turns = [line.strip() for line in ENGLISH * 28]
    word = docx.Document()
    for turn in turns:
        word.add_paragraph(turn)
    word.save(str(root / "word.docx"))
    wrapped = [piece for turn in turns for piece in textwrap.wrap(turn, 85)]
    pages = [
        [(72.0, 780.0 - 12 * row, line) for row, line in enumerate(half)] for half in (wrapped[:60], wrapped[60:120])
    ]
    cues = "".join(
        f"{n // 60:02d}:{n % 60:02d}.000 --> {n // 60:02d}:{n % 60:02d}.900\n{turn}\n\n" for n, turn in enumerate(turns)
    )
    contents = {".docx": (root / "word.docx").read_bytes(), ".pdf": pdf_of(pages), ".vtt": f"WEBVTT\n\n{cues}".encode()}
    for number in range(documents):
        suffix = tuple(contents)[number % len(contents)]
        (root / "interviews" / f"M{number:04d}{suffix}").write_bytes(contents[suffix])
    (root / "word.docx").unlink()
    return Study(root)


def mixed(documents: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        study = mixed_study(Path(folder) / "study", documents)
        for what in ("first reading by 2 processes", "unchanged"):
            started = time.perf_counter()
            read = read_ahead(study.root, study.listing.files, study.settings, lambda *_: None, 2)
            seconds = time.perf_counter() - started
            print(f"{documents} mixed documents, {what}: {read} read in {seconds:.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--megabytes", type=float, default=50)
    parser.add_argument("--mixed", type=int, default=1000)
    options = parser.parse_args()
    size = int(options.megabytes * 1e6 / options.documents)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "study"
        create_study(root, "benchmark", "en")
        for number in range(options.documents):
            (root / "interviews" / f"T{number:04d}.txt").write_bytes(transcript(number, size))
        for what in ("first reading", "from the cache"):
            study = Study(root)
            started = time.perf_counter()
            turns = sum(len(study.document(id).turns) for id in study.document_ids)
            seconds = time.perf_counter() - started
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            rate = options.megabytes / seconds
            print(
                f"{what}: {options.documents} documents, {turns:,} turns in {seconds:.1f} s ({rate:.1f} MB/s), peak {peak:.0f} MB"
            )
    mixed(options.mixed // 4)
    mixed(options.mixed)


if __name__ == "__main__":
    main()
