"""The users of a project as registered coders: the study's own where handle or name fits, else new ones."""

from __future__ import annotations

from collections.abc import Mapping

from qualcode.errors import StudyError
from qualcode.exchange.refi.codebook import legal_id
from qualcode.exchange.refi.gather import CODERS_NOTE
from qualcode.exchange.refi.labels import parse
from qualcode.exchange.refi.loss import Tally
from qualcode.exchange.refi.project import Note, Project, User
from qualcode.model.coding import Coder, CoderKind
from qualcode.model.names import name_key
from qualcode.study.atomic import write_atomically
from qualcode.study.identifiers import handle_fault
from qualcode.study.locks import locked
from qualcode.study.settings import Settings
from qualcode.study.settings_edit import with_coder
from qualcode.study.study import Study

MOST = 200
UNKNOWN = "import"
_SETTINGS = "qualcode.toml"
_KINDS: Mapping[str, CoderKind] = {"human": "human", "machine": "machine", "consensus": "consensus"}


class Coders:
    """Who is who: `handle` of a user's GUID; what no user is named for is the coder `import`'s."""

    def __init__(self, project: Project, settings: Settings) -> None:
        self._settings = settings
        self._special = _special(project)
        self._handles: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self.new: dict[str, Coder] = {}
        self.known = 0
        for user in project.users:
            self._take(user)

    def _take(self, user: User) -> None:
        self._names.setdefault(user.guid, user.name or user.handle)
        there = self._settings.find_coder(user.handle) if user.handle else None
        if there is None:
            key = name_key(user.name)
            there = next(
                (each for each in self._settings.coders if key in map(name_key, (each.name, each.handle))), None
            )
        if there is not None:
            self._handles.setdefault(user.guid, there.handle)
            self.known += 1
            return
        handle = (
            user.handle if user.handle and handle_fault(user.handle) is None else legal_id(user.handle or user.name)
        )
        self._handles.setdefault(user.guid, self._register(handle.lstrip("._"), user.name))

    def _register(self, handle: str, name: str) -> str:
        handle = self._free(handle if handle_fault(handle) is None else "coder")
        kind, person, of = self._special.get(handle, ("human", None, ()))
        self.new[handle] = Coder(handle, name if name != handle else "", kind, person, of)
        return handle

    def _free(self, handle: str) -> str:
        taken = {name_key(old) for each in self._settings.coders for old in self._settings.folders_of(each.handle)}
        taken |= set(map(name_key, self.new))
        if name_key(handle) not in taken:
            return handle
        return next(each for n in range(2, len(taken) + 3) if name_key(each := f"{handle}-{n}") not in taken)

    def handle(self, user: str) -> str:
        """Return the handle of a user."""
        if user not in self._handles:
            there = self._settings.find_coder(UNKNOWN)
            known = there.handle if there else UNKNOWN if UNKNOWN in self.new else None
            self._handles[user] = known or self._register(UNKNOWN, "Coder unknown to the imported file")
        return self._handles[user]

    def name(self, user: str) -> str | None:
        """Return the name that the file gives a user."""
        return self._names.get(user) or None

    def write(self, study: Study, tally: Tally) -> None:
        """Register the new coders in `qualcode.toml`."""
        tally.bring("coders", len(self.new))
        tally.known("coders", self.known)
        if not self.new:
            return
        with locked(study.root / ".qualcode" / "locks" / "settings.lock", _SETTINGS):
            text = study.read_bytes(_SETTINGS).decode("utf-8-sig")
            for coder in sorted(self.new.values(), key=lambda each: each.is_round):
                text = with_coder(text, coder)
            write_atomically(study.root / _SETTINGS, text.encode("utf-8"), _SETTINGS)


def refuse_crowd(project: Project) -> None:
    """Raise `StudyError` when a project has more users than any team, before anything is written."""
    if len(project.users) > MOST:
        raise StudyError(f"The project has {len(project.users):,} users, more than {MOST}.", remedy="Nothing was read.")


def is_about_coders(note: Note) -> bool:
    """Say whether a note is the one in which we keep what REFI-QDA does not know of coders."""
    return note.name == CODERS_NOTE and parse(note.text, ("Coder",)) is not None


def _special(project: Project) -> dict[str, tuple[CoderKind, str | None, tuple[str, ...]]]:
    known = {user.handle for user in project.users}
    found: dict[str, tuple[CoderKind, str | None, tuple[str, ...]]] = {}
    for note in filter(is_about_coders, project.notes):
        for _, _, line in parse(note.text, ("Coder",)) or ():
            handle, kind, person, *of = [part.strip() for part in f"{line}; ; ".split(";")][:-2] + [""] * 2
            others = tuple(each for each in of if each in known)
            found[handle] = (_KINDS.get(kind, "human"), person if person in known else None, others)
    return found
