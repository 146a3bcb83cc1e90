"""To which ledger here a ledger of another copy belongs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from qualcode.model.names import name_key
from qualcode.study.paths import STUDY_LEDGER, LedgerFile
from qualcode.study.study import Study

Key = tuple[str, str]
"""A ledger: its coder and its document, by their present names here."""


def ids_in(study: Study, files: Iterable[LedgerFile]) -> set[str]:
    """Return the ids of all events in some ledgers."""
    return {event.id for file in files for event in study.ledger_reading(file.path).events}


class Homes:
    """Where the ledgers of another copy belong here.

    `coders` and `documents` lead the other copy's names (as `name_key` writes them) to ours, for those that both have.
    """

    def __init__(self, here: Study, there: Study, coders: Mapping[str, str], documents: Mapping[str, str]) -> None:
        self._here, self._there = here, there
        self._coders, self._documents = coders, documents
        self._known: dict[str, str] = {}
        for study in (here, there):  # what only one of them knows is known; theirs come last, since it is theirs
            was = study.settings.documents_was
            self._known |= {name_key(old): new for new, olds in was.items() for old in olds}
            self._known |= {name_key(id): id for id in study.document_ids}

    def gather(self, copies: Mapping[str, str]) -> tuple[Mapping[Key, list[LedgerFile]], Mapping[str, str]]:
        """Return the other copy's files by the ledger here, and its names of documents that lead to ours.

        `copies` gives the document of each conflicted copy of a ledger, by its path.
        """
        by_name: dict[Key, list[LedgerFile]] = defaultdict(list)
        for file in self._there.ledger_files:
            name = copies.get(file.path, file.document)
            by_name[self._coder(file.folder), self._document(name)].append(file)
        gathered: dict[Key, list[LedgerFile]] = defaultdict(list)
        present = dict(self._documents)
        for (coder, document), files in by_name.items():
            home = self._sharing(coder, document, files) or document
            gathered[coder, home] += files
            if home != document:
                present[name_key(document)] = home
        return gathered, present

    def _coder(self, folder: str) -> str:
        known = self._there.settings.find_coder(folder) or self._here.settings.find_coder(folder)
        return self._coders.get(name_key(folder)) or (folder if known is None else known.handle)

    def _document(self, name: str) -> str:
        key = name_key(name)
        if key == name_key(STUDY_LEDGER):
            return STUDY_LEDGER
        return self._documents.get(key) or self._known.get(key) or name

    def _sharing(self, coder: str, document: str, files: Iterable[LedgerFile]) -> str | None:
        """Return the document here whose ledger holds the same events under another name, if nobody recorded why."""
        known = {name_key(id) for id in (*self._here.document_ids, STUDY_LEDGER)}
        if name_key(document) in known or self._here.ledger_paths(coder, document):
            return None
        ids = ids_in(self._there, files)
        events = ((id, self._here.events(coder, id)) for id in self._here.documents_coded_by(coder))
        sharing = [id for id, there in events if any(event.id in ids for event in there)]
        return sharing[0] if len(sharing) == 1 else None
