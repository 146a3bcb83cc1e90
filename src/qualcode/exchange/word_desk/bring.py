"""A file that came back → codings and memos of one coder; bringing it again adds nothing."""

from __future__ import annotations

from qualcode.errors import StudyError
from qualcode.exchange.word_desk.came_back import CameBack
from qualcode.exchange.word_desk.findings import find_all
from qualcode.exchange.word_desk.lines import lines_of
from qualcode.exchange.word_desk.place import Placing
from qualcode.exchange.word_desk.recording import Brought, Recording
from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coder
from qualcode.model.document import UNITS, Document
from qualcode.model.events import DoneEvent
from qualcode.study.study import Study
from qualcode.study.writing import Clock, Writing, utc_now, writing

VIA = "word"
"""What `via` says of a coding that was made in Word."""


def bring_word(
    study: Study, coder: Coder, back: CameBack, shown: str, *, done: bool = False, clock: Clock = utc_now
) -> Brought:
    """Record what a coder said in a file that came back, as one act, and return what became of it.

    What can be placed is recorded; the rest is in `findings.refused`. An event's id is derived from coder, passage and
    code, so that bringing a file again, or a later version of it, adds only what is new. With `done` the document is
    marked as done, unless something was refused or the codebook has changed since. Raises `StudyError` for a file that
    was not handed out, or of which nothing stands in its document.
    """
    document = _document(study, back, shown)
    placing = _placing(study, document, back, shown)
    if not placing.recognised:
        raise StudyError(f"None of its paragraphs stands in {document.id}.", path=shown, remedy=_AGAIN)
    brought = Brought(document.id, find_all(study, document, back, placing))
    _say_edits(study, document, back, placing, brought)
    with writing(study, coder.handle, [document.id], clock) as act:
        book = back.carried.book if back.carried and back.carried.book else study.codebook.hash
        recording = Recording(act, document, brought.findings.asked, brought, via=VIA, book=book)
        for asked in brought.findings.asked:
            recording.record(asked)
        recording.say_gone()
        if done:
            _done(act, study.codebook, document, back, brought)
    return brought


_MOST_ADDED = 10_000
_AGAIN = "`qualcode export DOCUMENT.docx --for-coding` makes one to code in."


def _document(study: Study, back: CameBack, shown: str) -> Document:
    """Return the document that a file is of: as it carries it, else as it is named, where some program dropped that."""
    if back.carried is None:
        stem = shown.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
        known = [id for id in study.document_ids if id.casefold() == stem.casefold()]
        if not known:
            raise StudyError("This is no file that was handed out for coding.", path=shown, remedy=_AGAIN)
        return study.document(known[0])
    if back.carried.kind != "for coding":
        raise StudyError(
            "It shows codings that are in a study already; what is written into it is not read back.",
            path=shown,
            remedy=_AGAIN,
        )
    return study.document(study.find_document(back.carried.name).id)


def _placing(study: Study, document: Document, back: CameBack, shown: str) -> Placing:
    unit = next((each for each in UNITS if back.carried and each == back.carried.unit), study.settings.unit)
    lines, paragraphs = lines_of(document, unit), back.body.paragraphs
    if len(paragraphs) > 4 * len(lines) + _MOST_ADDED:
        what = f"It has {len(paragraphs):,} paragraphs, and {document.id} {len(lines):,} lines"
        raise StudyError(f"{what}: it is not what was handed out.", path=shown, remedy=_AGAIN)
    return Placing(document.text, lines, paragraphs)


def _say_edits(study: Study, document: Document, back: CameBack, placing: Placing, brought: Brought) -> None:
    carried, say = back.carried, brought.remarks.append
    if carried is None:
        say(f"The file does not say what it is any more; by its name it was taken for {document.id}.")
    elif carried.text != document.text_sha256:
        say(
            f"The text of {document.id} has changed since the file was handed out: only words that stand as they were are coded."
        )
    elif not placing.is_whole:
        missing = len(placing.lines) - len(placing.same)
        say(f"{missing} lines of the transcript were edited in the file; the study's text stays as it is.")
    if carried is not None and carried.book != study.codebook.hash:
        say("The codebook has changed since the file was handed out.")
    if back.body.changes:
        say(f"{back.body.changes} tracked changes were passed over: the text counts as it was before them.")
    authors = sorted({each.author for each in brought.findings.asked if each.author})
    if len(authors) > 1:
        say(f"Comments by {', '.join(authors)}: all are recorded as this coder's, each with its author's name.")
    if brought.findings.resolved:
        say(f"{brought.findings.resolved} comments are marked as resolved; they count like the others.")


def _done(act: Writing, codebook: Codebook, document: Document, back: CameBack, brought: Brought) -> None:
    if brought.findings.refused:
        brought.remarks.append("Not marked as done, since not everything was placed.")
    elif back.carried is None or back.carried.book != codebook.hash:
        brought.remarks.append("Not marked as done: whether the coder had all codes of the codebook is not known.")
    else:
        standing = act.state(document.id).done
        if standing is None or (standing.book, standing.codes) != (codebook.hash, codebook.codable):
            act.add(document.id, DoneEvent, book=codebook.hash, codes=codebook.codable)
        brought.done = True
