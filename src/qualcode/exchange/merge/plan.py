"""What a merge would take in, ledger by ledger, before anything is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from qualcode.errors import UsageError
from qualcode.exchange.merge.conflicted import strays
from qualcode.exchange.merge.homes import Homes, Key, ids_in
from qualcode.exchange.merge.names import coders_in, documents_in, same_names
from qualcode.exchange.merge.people import NewCoder, new_coders, refuse_mistaken
from qualcode.exchange.merge.union import Incoming, incoming
from qualcode.exchange.merge.withdrawn import held_back, touched_documents
from qualcode.model.coding import Coder
from qualcode.model.names import name_key
from qualcode.study.erasing import erased_everywhere
from qualcode.study.paths import LedgerFile
from qualcode.study.study import Study


@dataclass(frozen=True, slots=True)
class LedgerMerge:
    """One ledger: its coder and document here, its file here, the files it comes from there, and what comes in."""

    coder: str
    document: str
    path: str
    sources: tuple[str, ...]
    incoming: Incoming


@dataclass(frozen=True)
class MergePlan:
    """What a merge takes in from another copy (`there`), or from conflicted copies inside the study (`there` is `here`).

    `ledgers` are in order of coder and document, those with nothing new included; `coders` are to be registered;
    `present` leads the other copy's names of documents (as `name_key` writes them) to ours. `touched` are documents from
    which words were withdrawn here. `doubtful` are conflicted copies that belong to no ledger for certain.
    """

    here: Study
    there: Study
    ledgers: tuple[LedgerMerge, ...]
    coders: tuple[NewCoder, ...] = ()
    present: Mapping[str, str] = field(default_factory=dict)
    touched: frozenset[str] = frozenset()
    doubtful: tuple[str, ...] = ()

    @property
    def within(self) -> bool:
        """Whether this is about conflicted copies inside the study."""
        return self.there is self.here

    @cached_property
    def new(self) -> int:
        """How many events come in."""
        return sum(len(each.incoming.new) for each in self.ledgers)

    @property
    def both(self) -> Iterator[tuple[Coder, Coder]]:
        """Each coder whom both copies know, as registered here and there."""
        new = {each.coder.handle for each in self.coders}
        for theirs in self.there.settings.coders:
            handles = (theirs.handle, *self.there.settings.coders_was.get(theirs.handle, ()))
            ours = next((each for handle in handles if (each := self.here.settings.find_coder(handle))), None)
            if ours is not None and theirs.handle not in new:
                yield ours, theirs


def plan_merge(here: Study, there: Study, *, force: bool = False) -> MergePlan:
    """Return what would come in from another copy of a study; nothing is written.

    Raises a `QualcodeError` where it cannot be told who or what is the same in both, and, without `force`, for a study
    that has nothing in common with this one.
    """
    documents = same_names(documents_in(here), documents_in(there), "document")
    coders = same_names(coders_in(here), coders_in(there), "coder")
    found = strays(there)
    gathered, present = Homes(here, there, coders, documents).gather(found.homes)
    refuse_mistaken(here, there, coders)
    if not force:
        _refuse_stranger(here, there, gathered, documents)
    touched = touched_documents(here, there, present)
    gone = erased_everywhere(here)
    ledgers = tuple(_merged(here, there, key, gathered[key], gone, touched) for key in sorted(gathered))
    return MergePlan(here, there, ledgers, new_coders(there, coders), present, touched, found.doubtful)


def plan_within(study: Study) -> MergePlan:
    """Return what would come in from the conflicted copies of ledgers that lie in the study itself."""
    found = strays(study)
    gathered: dict[Key, list[LedgerFile]] = defaultdict(list)
    for file in study.ledger_files:
        if file.path in found.homes:
            coder = study.settings.find_coder(file.folder)
            gathered[file.folder if coder is None else coder.handle, found.homes[file.path]].append(file)
    touched = touched_documents(study, study, {}) if gathered else frozenset()
    gone = erased_everywhere(study) if gathered else set()
    ledgers = tuple(_merged(study, study, key, gathered[key], gone, touched) for key in sorted(gathered))
    return MergePlan(study, study, ledgers, touched=touched, doubtful=found.doubtful)


def held_here(study: Study, coder: str, document: str) -> list[bytes]:
    """Return the bytes of all files of one ledger as they are now."""
    return [study.read_bytes(path) for path in study.ledger_paths(coder, document)]


def ledger_path(study: Study, coder: str, document: str) -> str:
    """Return the file of a ledger to which new lines go: as it is spelled where it is there already."""
    path = f"codings/{coder}/{document}.jsonl"
    return next((each for each in study.ledger_paths(coder, document) if name_key(each) == name_key(path)), path)


def _merged(
    here: Study, there: Study, key: Key, files: list[LedgerFile], gone: set[str], touched: frozenset[str]
) -> LedgerMerge:
    coder, document = key
    sources = tuple(file.path for file in files)
    held: frozenset[str] = frozenset()
    if name_key(document) in touched:
        coming = [event for path in sources for event in there.ledger_reading(path).events]
        held = held_back(here, document, coming, {event.id for event in here.events(coder, document)}, gone)
    data = (there.read_bytes(path) for path in sources)
    found = incoming(held_here(here, coder, document), data, gone, held)
    return LedgerMerge(coder, document, ledger_path(here, coder, document), sources, found)


def _refuse_stranger(
    here: Study, there: Study, gathered: Mapping[Key, list[LedgerFile]], same: Mapping[str, str]
) -> None:
    """Refuse a study that shares with this one neither an event, nor a file, nor its title and a document's name."""
    title, other = here.settings.title, there.settings.title
    ours = {name_key(file.id): file for file in here.listing.files}
    pairs = [(ours.get(name_key(same.get(name_key(file.id), ""))), file) for file in there.listing.files]
    shared = [(mine, theirs) for mine, theirs in pairs if mine is not None]
    if (shared and title == other) or not (ours or here.ledger_files):
        return
    if any(here.read_bytes(mine.path) == there.read_bytes(theirs.path) for mine, theirs in shared):
        return
    for (coder, document), files in gathered.items():
        if {event.id for event in here.events(coder, document)} & ids_in(there, files):
            return
    raise UsageError(
        f'This seems to be another study ("{other}"; this is "{title}"): they share no event and no text.',
        remedy="--force merges it nevertheless. Nothing was merged.",
    )
