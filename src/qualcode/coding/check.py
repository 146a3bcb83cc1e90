"""A close look at a study: every problem at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from qualcode.coding.problems import problems_of
from qualcode.errors import StudyError
from qualcode.model.document import Document
from qualcode.model.problem import Problem, warning
from qualcode.study.codebook_check import near_duplicates
from qualcode.study.erasing import returned_problems
from qualcode.study.ledger_lines import unknown_fields
from qualcode.study.study import Study


def check(study: Study) -> tuple[Problem, ...]:
    """Return every problem, also those that only a close look finds: fields nobody knows, near-equal names, equal texts."""
    found = [*problems_of(study), *near_duplicates(study.codebook, "codebook.yaml"), *_equal_texts(study)]
    found += returned_problems(study)
    for file in study.ledger_files:
        found += unknown_fields(study.read_bytes(file.path), file.path)
    return tuple(dict.fromkeys(found))


def _equal_texts(study: Study) -> Iterator[Problem]:
    by_text: dict[str, list[Document]] = defaultdict(list)
    for id in study.document_ids:
        try:
            document = study.document(id)
        except StudyError:  # reported with its own path elsewhere
            continue
        if document.text.strip():
            by_text[document.text_sha256].append(document)
    for same in by_text.values():
        for other in same[1:]:
            message = f"its text is the same as that of {same[0].path}."
            yield warning(other.path, None, message, "Remove one of them, or name it under [documents] ignore.")
