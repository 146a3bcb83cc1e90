"""The documents that a command reads: those named, or all that can be read, with a word about the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualcode.cli.output import say
from qualcode.errors import StudyError
from qualcode.model.document import Document
from qualcode.study.study import Study


def wanted_documents(study: Study, names: Sequence[str]) -> Iterator[Document]:
    """Yield the documents of these names, or every document that can be read where none is named.

    A document that was named must be readable; of the others, one that is not is passed over, and stderr says why.
    """
    if names:
        yield from [study.document(study.find_document(name).id) for name in names]
        return
    _say_ambiguous(study)
    for id in study.document_ids:
        document = _readable(study, id)
        if document is not None:
            yield document


def say_unreadable(study: Study) -> None:
    """Say on stderr which documents that somebody has coded cannot be read, so that their codings are not shown."""
    _say_ambiguous(study)
    for id in study.document_ids:
        if any(study.ledger_paths(coder.handle, id) for coder in study.settings.coders):
            _readable(study, id)


def _say_ambiguous(study: Study) -> None:
    for name in sorted(study.listing.ambiguous):
        try:
            study.find_document(name)
        except StudyError as fault:
            say(f"Passed over: {fault}")


def _readable(study: Study, id: str) -> Document | None:
    try:
        return study.document(id)
    except StudyError as fault:
        say(f"Passed over: {fault}")
        return None
