"""How long a QDPX with many codings takes to be written, and to be brought into a new study.

Run it alone on a machine: `python benchmarks/refi.py --codings 50000`.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from pathlib import Path

from qualcode.coding.anchor import anchor
from qualcode.exchange.refi.bring import import_project
from qualcode.exchange.refi.export import export_project
from qualcode.exchange.refi.read import read_project
from qualcode.model.events import CodeEvent
from qualcode.model.span import Span
from qualcode.study.create import add_coder, create_study
from qualcode.study.study import Study
from qualcode.study.writing import writing

WORDS = (
    "the",
    "subsidy",
    "never",
    "arrived",
    "and",
    "two",
    "departments",
    "passed",
    "it",
    "on",
    "council",
    "met",
    "firm",
)
CODES = 60


def make(root: Path, codings: int, documents: int, seed: int) -> None:
    chance = random.Random(seed)
    create_study(root, "Benchmark", "en")
    lines = "".join(f"  - {{id: C{number:02d}, name: Code {number}}}\n" for number in range(CODES))
    (root / "codebook.yaml").write_text(f"codes:\n{lines}", encoding="utf-8")
    for number in range(documents):
        turns = [f"{'IR'[turn % 2]}: {' '.join(chance.choices(WORDS, k=40))} {turn} 😀." for turn in range(250)]
        (root / f"interviews/INT{number:03d}.txt").write_text("\n".join(turns), encoding="utf-8")
    for coder in ("c1", "c2"):
        add_coder(Study(root), coder)
        study = Study(root)
        with writing(study, coder, study.document_ids) as act:
            for id in study.document_ids:
                document = study.document(id)
                for _ in range(codings // documents // 2):
                    start = chance.randrange(len(document.text) - 300)
                    place = anchor(document, Span(start, start + chance.randrange(20, 300)))
                    code = f"C{chance.randrange(CODES):02d}"
                    act.add(id, CodeEvent, **place._asdict(), code=code, book=study.codebook.hash)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--codings", type=int, default=50_000)
    parser.add_argument("--documents", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root, file = Path(folder) / "study", Path(folder) / "study.qdpx"
        make(root, options.codings, options.documents, options.seed)
        for target in ("", "nvivo"):
            started, cpu = time.perf_counter(), time.process_time()
            export_project(Study(root), file, target=target)
            out, out_cpu = time.perf_counter() - started, time.process_time() - cpu
            started, cpu = time.perf_counter(), time.process_time()
            found = import_project(read_project(file), Path(folder) / f"back-{target}", file.name)
            back, back_cpu = time.perf_counter() - started, time.process_time() - cpu
            rows = {row.key: [cell.value for cell in row.cells] for row in found.report.rows}
            size = file.stat().st_size / 1e6
            print(f"{target or 'standard':>9}: {size:.1f} MB out in {out:.2f} s ({out_cpu:.2f} s CPU), ", end="")
            print(f"back in {back:.2f} s ({back_cpu:.2f} s CPU); {rows['codings']}")


if __name__ == "__main__":
    main()
