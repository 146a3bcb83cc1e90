"""How long the web page of a large study takes: to make, to open in Chromium, to filter.

100 transcripts of 20,000 characters with 20,000 codings by two coders (budgets: made in 10 s, open in 2 s, filtered in
0.1 s). Run it alone on a machine: `python benchmarks/page.py`; without Playwright and a Chromium it only makes the page.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import shutil
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from qualcode.coding.acts import CodeRequest, apply_codes
from qualcode.coding.marks import done
from qualcode.model.span import Span
from qualcode.report.page.build import build_page
from qualcode.study.create import add_coder, create_study
from qualcode.study.study import Study

MADE, OPEN, FILTERED = 10.0, 2.0, 0.1
CODERS = ("c1", "c2")
TURNS = (
    "访谈者：那补贴后来到位了吗？\n",
    "受访者：一直没有。教育这边批了，人社那边说不归他们管，我们跑了{}个部门，最后还是学校自己先垫的钱，企业派了师傅过来带了{}个学期。\n",
    "Interviewer: And the firm?\n",
    "Respondent: It sent {} of its masters for the autumn term, and paid for {} machines out of its own pocket.\n",
)
LANGUAGES = ("zh", "en")


def study(root: Path, documents: int, characters: int, codings: int) -> Study:
    """Make a study of 60 codes on three levels, five cases and three roles, coded and finished by two coders."""
    chance = random.Random(1)
    create_study(root, "benchmark", "en")
    for coder in CODERS:
        add_coder(Study(root), coder)
    (root / "codebook.yaml").write_text(_codebook(), encoding="utf-8")
    ids = [f"INT{number:03d}" for number in range(documents)]
    for number, id in enumerate(ids):
        (root / "interviews" / f"{id}.txt").write_text(_transcript(chance, number, characters), encoding="utf-8")
    rows = "".join(f"{id},case{number % 5}\n" for number, id in enumerate(ids))
    (root / "interviews" / "attributes.csv").write_text(f"document,case\n{rows}", encoding="utf-8")
    roles = ("official", "college", "enterprise")
    rows = "".join(f"P{n},{id},{('受访者', 'Respondent')[n % 2]},{roles[n % 3]}\n" for n, id in enumerate(ids))
    (root / "interviews" / "participants.csv").write_text(
        f"participant,document,speaker,role\n{rows}", encoding="utf-8"
    )
    (root / "cases" / "attributes.csv").write_text(
        "case,name\n" + "".join(f"case{number},Case {number}\n" for number in range(5)), encoding="utf-8"
    )
    made = Study(root)
    for coder in CODERS:
        for id in ids:
            _code(made, chance, coder, id, codings // documents // len(CODERS))
    return Study(root)


def _codebook() -> str:
    lines = ["codes:\n"]
    for top in range(5):
        lines.append(f"  - id: T{top}\n    name: Theme {top}\n    codable: false\n    children:\n")
        lines += [f"      - {{id: T{top}-{number}, name: Code {top}.{number}}}\n" for number in range(11)]
    return "".join(lines)


def _transcript(chance: random.Random, number: int, characters: int) -> str:
    turns = TURNS[:2] if number % 2 == 0 else TURNS[2:]
    found: list[str] = []
    while sum(map(len, found)) < characters:
        found += [turn.format(chance.randrange(2, 900), chance.randrange(2, 900)) for turn in turns]
    return "".join(found)


def _code(made: Study, chance: random.Random, coder: str, id: str, count: int) -> None:
    document = made.document(id)
    words = [turn.words for turn in document.turns if turn.words and turn.turn_role == "respondent"]
    requests = []
    for number in range(count):
        turn = words[number % len(words)]
        start = chance.randrange(turn.start, turn.end - 12)
        code = made.codebook.by_id[f"T{chance.randrange(5)}-{chance.randrange(11)}"]
        requests.append(CodeRequest(document, Span(start, start + chance.randrange(8, turn.end - start)), code))
    actor = made.coder(coder)
    apply_codes(made, actor, requests)
    done(made, actor, id)


def browse(page: bytes, folder: Path) -> tuple[float, list[float]]:
    """Return how many seconds Chromium takes to open the page, and how many each filter takes until it is painted."""
    (folder / "page.html").write_bytes(page)
    playwright = importlib.import_module("playwright.sync_api")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        opened = [_open(browser, folder / "page.html") for _ in range(3)]
        tab, _ = opened[-1]
        filtered = []
        for part in ("read", "quotes", "coders"):
            tab.evaluate(f"location.hash = '#/{part}'")
            tab.wait_for_selector(f"#part-{part}:not([hidden])")
            filtered += [_filter(tab, name, value) for name, value in (("case", "1"), ("role", "2"), ("coder", "all"))]
            tab.click("#clear", force=True) if part != "coders" else None
        browser.close()
    return median(seconds for _, seconds in opened), filtered


def _open(browser: Any, path: Path) -> tuple[Any, float]:
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    start = time.perf_counter()
    tab.goto(path.as_uri())
    tab.wait_for_selector("html[data-ready]", state="attached")
    tab.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    return tab, time.perf_counter() - start


def _filter(tab: Any, name: str, value: str) -> float:
    """Return the seconds from a filter's change until the frame that shows it has been painted."""
    script = """([name, value]) => new Promise((done) => {
        const select = document.getElementById('filter-' + name);
        const start = performance.now();
        select.value = value;
        select.dispatchEvent(new Event('change'));
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    })"""
    return float(tab.evaluate(script, [name, value])) / 1000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--characters", type=int, default=20_000)
    parser.add_argument("--codings", type=int, default=20_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = study(Path(folder) / "study", options.documents, options.characters, options.codings)
        start = time.perf_counter()
        page = build_page(made, "en", ["c1"])
        seconds = time.perf_counter() - start
        print(f"made: {seconds:.1f} s, {len(page):,} bytes (budget {MADE:g} s)")
        over = seconds > MADE
        if importlib.util.find_spec("playwright") and shutil.which("chromium"):
            opened, filtered = browse(page, Path(folder))
            print(f"open: {opened:.2f} s (budget {OPEN:g} s)")
            each = ", ".join(f"{value * 1000:.0f}" for value in filtered)
            print(f"filtered: {each} ms; longest {max(filtered) * 1000:.0f} ms (budget {FILTERED * 1000:g} ms)")
            over = over or opened > OPEN or max(filtered) > FILTERED
    return 1 if over else 0


if __name__ == "__main__":
    raise SystemExit(main())
