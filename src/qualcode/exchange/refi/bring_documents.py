"""The texts of a project into a study's folders: new files beside those that are there, never over one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.errors import StudyError
from qualcode.exchange.refi.labels import parse
from qualcode.exchange.refi.loss import Tally
from qualcode.exchange.refi.normal import NormalText
from qualcode.exchange.refi.project import Source
from qualcode.model.names import name_key
from qualcode.study.atomic import write_atomically
from qualcode.study.paths import id_fault
from qualcode.study.study import Study
from qualcode.text.encoding import decode

_SUFFIX = re.compile(r"\.(?:docx?|txt|pdf|rtf|odt|md|html?|mp[34]|m4a|wav|vtt|srt)$", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f\\/:*?"<>|#@\ud800-\udfff]+')
_KIND = "documents"


@dataclass(frozen=True, slots=True)
class _Wanted:
    id: str
    folder: str


class Documents:
    """Where the sources of a project are, or came to be, in a study: `ids` by their place in the project."""

    def __init__(self, study: Study, tally: Tally) -> None:
        self.ids: list[str | None] = []
        self._study, self._tally = study, tally
        self._there = {name_key(id): id for id in study.document_ids}
        self._new: dict[str, str] = {}
        self._paths: dict[str, str] = {}

    def add(self, source: Source, text: NormalText | None) -> None:
        """Take a source: the study's own document with the same id and words, else a new file."""
        self.ids.append(None if text is None else self._place(source, text.text))
        if text is None:
            self._tally.leave(_KIND, source.missing or "they have no words")

    def _place(self, source: Source, text: str) -> str | None:
        if source.kind == "transcript" and source.path in self._paths:
            self._tally.leave(_KIND, "a recording's transcript that is a text of its own, too")
            return self._paths[source.path]
        if not text.strip():
            self._tally.leave(_KIND, "they are empty")
            return None
        if len(text.encode("utf-8")) > self._study.settings.document_mb * 2**20:
            self._tally.leave(_KIND, "they are longer than [limits] document_mb allows")
            return None
        wanted = _wanted(source, len(self.ids) + 1)
        id = self._free(wanted, text)
        if source.path:
            self._paths.setdefault(source.path, id)
        return id

    def _free(self, wanted: _Wanted, text: str) -> str:
        for number in range(1, len(self._there) + len(self._new) + 3):
            id = wanted.id if number == 1 else f"{wanted.id}-{number}"
            key = name_key(id)
            if key in self._new:
                continue
            if key in self._there:
                if self._text(self._there[key]) == text:
                    self._tally.known(_KIND)
                    return self._there[key]
                continue
            self._write(f"{wanted.folder}/{id}.txt", text)
            self._new[key] = id
            self._tally.bring(_KIND)
            if number > 1:
                self._tally.say(f"{wanted.id} is another text here: the file's is {id}.")
            return id
        raise StudyError(f'No name is free for the document "{wanted.id}".')

    def _text(self, id: str) -> str | None:
        try:
            return self._study.document(id).text
        except StudyError:
            return None

    def _write(self, path: str, text: str) -> None:
        write_atomically(self._study.root / path, as_file(text), path, durable=False)


def as_file(text: str) -> bytes:
    """Return a text's file, which reads back as the same text: marked as UTF-8 where it could be taken for another."""
    data = text.encode("utf-8")
    try:
        if decode(data).text == text:
            return data
    except StudyError:  # its first words are those of another kind of file
        pass
    return b"\xef\xbb\xbf" + data


def _wanted(source: Source, number: int) -> _Wanted:
    labels = {label: value for label, _, value in parse(source.description, ("Id", "Kind")) or ()}
    own = unicodedata.normalize("NFC", labels.get("Id", ""))
    if own and id_fault(own) is None:
        is_case = labels.get("Kind") == "case document"
        return _Wanted(own, "cases" if is_case else "interviews")
    name = unicodedata.normalize("NFC", _SUFFIX.sub("", source.name))
    name = _FORBIDDEN.sub("-", name).strip(" .-_~$")[:100].strip(" .-")
    if not name or id_fault(name) is not None:
        name = f"document-{name or number}"
    return _Wanted(name if id_fault(name) is None else f"document-{number}", "interviews")


def bring_documents(
    study: Study, sources: Sequence[Source], texts: Sequence[NormalText | None], tally: Tally
) -> Documents:
    """Write the texts that are not there yet, and return where each source is."""
    documents = Documents(study, tally)
    for source, text in zip(sources, texts, strict=True):
        documents.add(source, text)
    return documents
