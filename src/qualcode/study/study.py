"""A study on disk: its settings, codebook, documents, people, cases and ledgers, read when they are asked for."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qualcode import registry
from qualcode.errors import NotFoundError, StudyError
from qualcode.model.case import Case
from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coder
from qualcode.model.document import Document
from qualcode.model.events import AnyEvent
from qualcode.model.fold import LedgerState, fold
from qualcode.model.names import name_key
from qualcode.model.participant import Participant
from qualcode.model.problem import Problem, error
from qualcode.study.attribute_files import StudyAttributes, read_attributes
from qualcode.study.cache import load_text
from qualcode.study.codebook_reading import CodebookReading
from qualcode.study.document_files import read_file, reading_at_hand
from qualcode.study.kept_files import codebook_in, settings_in, structure_in
from qualcode.study.ledger_lines import LedgerReading, read_events
from qualcode.study.paths import DocumentFile, LedgerFile, Listing, list_documents, list_ledgers
from qualcode.study.settings import Settings, SettingsReading
from qualcode.text.readers import suffixes

if TYPE_CHECKING:  # few commands ask for the structure
    from qualcode.model.structure import Structure
    from qualcode.study.structure_reading import StructureReading

_MANY = 12


class Ledger(NamedTuple):
    """What a ledger comes to, and which of its lines could not be read."""

    state: LedgerState
    problems: tuple[Problem, ...]


def _first_error(problems: tuple[Problem, ...]) -> Problem | None:
    return next((problem for problem in problems if problem.severity == "error"), None)


class Study:
    """A study's folder. Every part is read once, when first asked for; nothing here writes but the cache.

    Bad content of settings, codebook, sheets and ledgers never raises: it is left out and reported by each reading's problems.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.ahead: Callable[[Study], None] | None = None
        """What is called once, when so many documents had to be read that the rest will be, too (`study.ahead`)."""
        self._unread = 0

    @cached_property
    def settings_reading(self) -> SettingsReading:
        """`qualcode.toml` and what is wrong with it."""
        return settings_in(self.root, self.read_bytes("qualcode.toml"))

    @property
    def settings(self) -> Settings:
        """What `qualcode.toml` sets, with defaults for the rest."""
        return self.settings_reading.settings

    @cached_property
    def codebook_reading(self) -> CodebookReading:
        """`codebook.yaml` and what is wrong with it."""
        if not (self.root / "codebook.yaml").is_file():
            missing = error("codebook.yaml", None, "There is none in this study.", "Put one beside qualcode.toml.")
            return CodebookReading(Codebook(()), (missing,))
        return codebook_in(self.root, self.read_bytes("codebook.yaml"), self.settings.pipeline)

    @property
    def codebook(self) -> Codebook:
        """The codebook, as far as it can be read."""
        return self.codebook_reading.codebook

    @cached_property
    def structure_reading(self) -> StructureReading:
        """`structure.yaml` and what is wrong with it; an empty structure where the study has none."""
        path = "structure.yaml"
        data = self.read_bytes(path) if (self.root / path).is_file() else b""
        # Without a codebook every code would be missing, and that is reported once.
        book = None if self.codebook_fault else self.codebook
        return structure_in(self.root, data, book)

    @property
    def structure(self) -> Structure:
        """What analysis has built from the codes, as far as it can be read."""
        return self.structure_reading.structure

    def refuse_unreadable(self) -> None:
        """Raise `StudyError` when the settings or the codebook cannot be read at all: acting on defaults would be guessing."""
        fault = self.settings_fault or self.codebook_fault
        if fault is not None:
            raise StudyError(fault.message, path=fault.path, line=fault.line, remedy=fault.remedy)

    @property
    def settings_fault(self) -> Problem | None:
        """Why `qualcode.toml` cannot be read at all; `None` when it can, if not in every entry."""
        return _first_error(self.settings_reading.problems) if self.settings == Settings() else None

    @property
    def codebook_fault(self) -> Problem | None:
        """Why `codebook.yaml` cannot be read at all; `None` when it can, if not in every entry."""
        return None if self.codebook.codes else _first_error(self.codebook_reading.problems)

    @cached_property
    def listing(self) -> Listing:
        """The documents' files and the cases' folders."""
        found = list_documents(self.root, registry.built_in("format"), self.settings.ignore)
        if not found.problems:
            return found
        # Only now, because asking what other packages can read takes longer than reading a study does.
        return list_documents(self.root, tuple(each.removeprefix(".") for each in suffixes()), self.settings.ignore)

    @cached_property
    def attributes(self) -> StudyAttributes:
        """What the sheets say of documents, participants and cases."""
        return read_attributes(self.root, self.listing, self.settings.documents_was, self.read_bytes)

    @property
    def participants(self) -> tuple[Participant, ...]:
        """The people of `participants.csv`."""
        return self.attributes.participants

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases, in the order of their sheet and then of their folders."""
        return self.attributes.cases

    def cases_of(self, document: str) -> tuple[str, ...]:
        """Return the ids of the cases that a document belongs to."""
        return tuple(case.id for case in self.cases if document in case.documents)

    @cached_property
    def _files(self) -> Mapping[str, DocumentFile]:
        return {name_key(file.id): file for file in self.listing.files}

    @property
    def document_ids(self) -> tuple[str, ...]:
        """The ids of all documents: interviews first, then cases, by name."""
        return tuple(file.id for file in self.listing.files)

    def find_document(self, name: str, *, outcome: str = "") -> DocumentFile:
        """Return the file of the document that `name` means: an id, or an old id; raise when there is none or two."""
        key = name_key(name)
        if key in self.listing.ambiguous:
            raise StudyError(
                f'"{name}" is the id of two files.', remedy="Rename one of them; `qualcode check` names both."
            )
        file = self._files.get(key) or self._files.get(name_key(self._present_id(key)))
        if file is None:
            raise NotFoundError("document", name, self.document_ids, outcome=outcome)
        return file

    def _present_id(self, key: str) -> str:
        for new, olds in self.settings.documents_was.items():
            if any(name_key(old) == key for old in olds):
                return new
        return key

    def document(self, id: str) -> Document:
        """Return a document with its attributes; raise `StudyError` when its file cannot be read."""
        return self.reading(id)[0]

    def reading(self, id: str) -> tuple[Document, tuple[Problem, ...]]:
        """Return a document and the problems of its reading, from the cache where its file has not changed."""
        file = self.find_document(id)
        if file.id not in self._readings:
            document, problems = self._read(file)
            attributes = self.attributes.documents.get(file.id, {})
            read = dataclasses.replace(document, attributes=attributes, earlier=self._earlier)
            self._readings[file.id] = read, problems
        return self._readings[file.id]

    @cached_property
    def _readings(self) -> dict[str, tuple[Document, tuple[Problem, ...]]]:
        return {}

    @cached_property
    def _texts(self) -> dict[str, str | None]:
        return {}

    def _earlier(self, fingerprint: str) -> str | None:
        """Return the text of a fingerprint, if the cache still has it; looked for once."""
        if fingerprint not in self._texts:
            self._texts[fingerprint] = load_text(self.root, fingerprint)
        return self._texts[fingerprint]

    def _read(self, file: DocumentFile) -> tuple[Document, tuple[Problem, ...]]:
        cached = reading_at_hand(self.root, file, self.settings.layout_for(file.id))
        if cached is not None:
            return cached.document()
        self._unread += 1
        if self._unread == _MANY and self.ahead is not None:
            self.ahead(self)
            return self._read(file)
        return read_file(self.root, file, self.settings)

    def read_bytes(self, path: str) -> bytes:
        """Return the bytes of a file of the study; raise `StudyError` naming it when it cannot be read."""
        try:
            return (self.root / path).read_bytes()
        except OSError as fault:
            raise StudyError(f"cannot be read ({fault.strerror}).", path=path) from fault

    def coder(self, handle: str, *, outcome: str = "") -> Coder:
        """Return the registered coder of that handle, present or past; raise `NotFoundError` with the nearest."""
        coder = self.settings.find_coder(handle)
        if coder is None:
            raise NotFoundError("coder", handle, [each.handle for each in self.settings.coders], outcome=outcome)
        return coder

    @cached_property
    def ledger_files(self) -> tuple[LedgerFile, ...]:
        """Every ledger's file, also those of no registered coder or no document."""
        return list_ledgers(self.root)

    @cached_property
    def _ledgers(self) -> Mapping[tuple[str, str], list[LedgerFile]]:
        """Files by (present coder, present document), under the keys by which names are compared."""
        coders = {
            name_key(folder): name_key(coder.handle)
            for coder in self.settings.coders
            for folder in self.settings.folders_of(coder.handle)
        }
        documents = {name_key(old): name_key(new) for new, olds in self.settings.documents_was.items() for old in olds}
        found: dict[tuple[str, str], list[LedgerFile]] = defaultdict(list)
        for file in self.ledger_files:
            folder, document = name_key(file.folder), name_key(file.document)
            found[coders.get(folder, folder), documents.get(document, document)].append(file)
        return found

    def ledger_paths(self, coder: str, document: str) -> tuple[str, ...]:
        """Return the paths of one ledger: the coder's files for the document, under old names as well."""
        return tuple(file.path for file in self._ledgers.get((name_key(coder), name_key(document)), ()))

    def documents_coded_by(self, coder: str) -> tuple[str, ...]:
        """Return the ids of the documents, in order, for which a coder has a ledger."""
        return tuple(id for id in self.document_ids if (name_key(coder), name_key(id)) in self._ledgers)

    def events(self, coder: str, document: str) -> list[AnyEvent]:
        """Return the events of one ledger (`@study` for those about no document), from all its files, as they are now."""
        return [event for path in self.ledger_paths(coder, document) for event in self.ledger_reading(path).events]

    def ledger_reading(self, path: str) -> LedgerReading:
        """Return the events and problems of one ledger's file, as it is now."""
        return read_events(self.read_bytes(path), path)

    def ledger(self, coder: str, document: str) -> Ledger:
        """Return what one ledger comes to, and its unreadable lines; read once, until something is written."""
        key = (name_key(coder), name_key(document))
        if key not in self._folded:
            readings = [self.ledger_reading(path) for path in self.ledger_paths(coder, document)]
            events = (event for reading in readings for event in reading.events)
            problems = tuple(problem for reading in readings for problem in reading.problems)
            self._folded[key] = Ledger(fold(events, self.codebook.current_id), problems)
        return self._folded[key]

    @cached_property
    def _folded(self) -> dict[tuple[str, str], Ledger]:
        return {}

    def state(self, coder: str, document: str) -> LedgerState:
        """Return what one ledger comes to."""
        return self.ledger(coder, document).state

    def forget_structure(self) -> None:
        """Look at `structure.yaml` anew: it was written."""
        self.__dict__.pop("structure_reading", None)

    def forget_ledgers(self) -> None:
        """Look at the ledgers anew: something was written."""
        for name in ("ledger_files", "_ledgers", "_folded"):
            self.__dict__.pop(name, None)
