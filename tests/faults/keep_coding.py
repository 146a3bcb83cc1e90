"""Apply one code after another and print each coding's id once it is acknowledged, until somebody ends this process."""

from __future__ import annotations

import sys
from pathlib import Path

from qualcode.coding.acts import CodeRequest, apply_codes
from qualcode.study.study import Study
from qualcode.text.segments import segment


def main(root: Path, run: int) -> None:
    study = Study(root)
    coder = study.coder("c1")
    documents = [study.document(id) for id in study.document_ids]
    codes = study.codebook.codes
    for number in range(10_000):
        place = run * 37 + number
        document = documents[place % len(documents)]
        segments = segment(document, "turn")
        span = segments[(place * 7) % len(segments)].span
        requests = [CodeRequest(document, span, code) for code in codes[: 1 + place % 3]]
        for applied in apply_codes(study, coder, requests):
            print(applied.id, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
