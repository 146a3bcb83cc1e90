"""Making the anonymised copy: every file that belongs to the study, rewritten; nothing else comes along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from qualcode.errors import NotFoundError, StudyError
from qualcode.exchange.anonymise.config import in_toml, in_yaml
from qualcode.exchange.anonymise.ledgers import Changed, LedgerChange
from qualcode.exchange.anonymise.matching import Matcher, Rule, rules_of
from qualcode.exchange.anonymise.names import Names
from qualcode.exchange.anonymise.search import Search
from qualcode.exchange.anonymise.sheets import in_sheet
from qualcode.exchange.edits import Edits
from qualcode.exchange.rewrite.source import WORD, rewrite, same_turns
from qualcode.model.document import Document
from qualcode.model.names import name_key
from qualcode.study.atomic import write_atomically
from qualcode.study.paths import DocumentFile, find_sheets
from qualcode.study.settings_file import read_settings
from qualcode.study.study import Study
from qualcode.text.encoding import decode

_SHEETS = (("interviews", "attributes"), ("interviews", "participants"), ("cases", "attributes"))
_TEXTS = (".j2", ".toml", ".md", ".txt", ".css", ".js", ".html", ".yaml", ".json")
_APART = "\0"


@dataclass
class Copying:
    """A copy under way: what was replaced in each path, what is to be said, and what became of each document."""

    study: Study
    names: Names
    target: Path
    replaced: dict[str, Counter[Rule]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    documents: dict[str, Changed] = field(default_factory=dict)
    layouts: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    word_files: int = 0

    def __post_init__(self) -> None:
        self.ids: Matcher = self.names.everywhere()

    def run(self) -> None:
        """Write the copy."""
        self._refuse_equal_ids()
        self._settings()
        for file in self.study.listing.files:
            self._document(file)
        if self.layouts:
            settings = (self.target / "qualcode.toml").read_bytes()
            self._write("qualcode.toml", settings + "".join(self.layouts).encode())
        for path in ("codebook.yaml", "structure.yaml"):
            if (self.study.root / path).is_file():
                self._text(path, self.ids)
        for folder, name in _SHEETS:
            for path in find_sheets(self.study.root, folder, name):
                counts = self._counts(path)
                data = in_sheet(self.study.read_bytes(path), path, self.names, self.study.document_ids, counts)
                self._write(f"{path.rpartition('.')[0]}.csv", data)
        self._templates()
        self._ledgers()
        if self.word_files:
            self.notes.append(
                "Word files: tracked changes are accepted; comments, properties and embedded objects are left out."
            )
        if self.pictures:
            self.notes.append(f"Pictures are as they were: look at those in {', '.join(self.pictures)}.")

    def _refuse_equal_ids(self) -> None:
        seen: dict[str, str] = {}
        for id in self.study.document_ids:
            new = self.ids.replaced(id)
            first = seen.setdefault(name_key(new), id)
            if first != id:
                raise StudyError(
                    f'"{first}" and "{id}" would both be "{new}" in the copy.',
                    remedy="Give their names two pseudonyms, or rename a document first.",
                )

    def _settings(self) -> None:
        self._text("qualcode.toml", self.ids)
        self.settings = read_settings((self.target / "qualcode.toml").read_bytes()).settings

    def _text(self, path: str, names: Matcher) -> None:
        """Copy a text of the study; TOML and YAML value by value."""
        text = decode(self.study.read_bytes(path)).text
        if path.endswith((".toml", ".yaml")):
            new = (in_toml if path.endswith(".toml") else in_yaml)(text, names)
        else:
            new = names.replaced(text)
        self._counts(path).update(rules_of(names.edits(text)))
        self._write(path, new.encode("utf-8"))

    def _document(self, file: DocumentFile) -> None:
        document = self.study.document(file.id)
        names = self.names.in_text(file.id)
        edits = names.edits(_in_paragraphs(document, joined=file.suffix != WORD))
        id = self.ids.replaced(file.id)
        target = replace(file, id=id, path=f"{file.path.split('/')[0]}/{id}.{file.suffix}")
        data = self.study.read_bytes(file.path)
        layout, search = self.settings.layout_for(id), Search(names)
        done = rewrite(data, target, document, edits, names.edits, layout, lambda new: not search.in_bytes(new))
        self._counts(file.path).update(rules_of(edits))
        self._counts(file.path).update(rules_of(self.ids.edits(file.id)))
        path = f"{target.path.rpartition('.')[0]}.{done.suffix}"
        self._write(path, done.data)
        if done.suffix == WORD:
            self.word_files += 1
            self.pictures += [path] if b"word/media/" in done.data else []
        if done.note:
            self.notes.append(f"{path} {done.note}.")
        new = done.document
        if not same_turns(document, new, edits) and id not in self.settings.layouts:
            self.layouts.append(_layout(id, document, names))
            said = read_settings("".join(self.layouts).encode()).settings.layout_for(id)
            again = rewrite(
                done.data, replace(target, path=path, suffix=done.suffix), new, Edits(()), names.edits, said
            )
            new = again.document
        if not same_turns(document, new, edits):
            self.notes.append(f"{path} is cut into turns otherwise than the original: look at `qualcode show {id}`.")
        self.documents[file.id] = Changed(document, new, edits)

    def _templates(self) -> None:
        root = self.study.root
        for folder in ("interviews", "cases"):
            for path in sorted((root / folder).rglob("*")):
                name = path.name.casefold()
                if path.is_file() and name.startswith(("readme", "guide")) and name.endswith((".md", ".txt")):
                    self._text(path.relative_to(root).as_posix(), self.ids)
        for path in sorted((root / "templates").rglob("*")) if (root / "templates").is_dir() else ():
            shown = path.relative_to(root).as_posix()
            if path.is_file() and path.suffix in _TEXTS:
                self._text(shown, self.ids)
            elif path.is_file():
                self.notes.append(f"{shown} is not in the copy: it is no text, and may say who made it.")

    def _ledgers(self) -> None:
        new = Study(self.target)
        books = {self.study.codebook.hash: new.codebook.hash}
        by_document = {id: self.names.about(id) for id in self.names.own}
        change = LedgerChange(self.documents, self.ids, books)
        for file in self.study.ledger_files:
            change.counts = self._counts(file.path)
            document = self._present(file.document)
            words = by_document.get(document or "", self.ids)
            data = change.ledger(self.study.read_bytes(file.path), document, words)
            self._write(self.ids.replaced(file.path.removesuffix(".jsonl")) + ".jsonl", data)
        if change.unread:
            self.notes.append(f"{change.unread} lines of ledgers cannot be read and are not in the copy.")

    def _present(self, document: str) -> str | None:
        try:
            return self.study.find_document(document).id
        except (NotFoundError, StudyError):
            return None

    def _counts(self, path: str) -> Counter[Rule]:
        return self.replaced.setdefault(path, Counter())

    def _write(self, path: str, data: bytes) -> None:
        write_atomically(self.target / path, data, path, durable=False)


def _in_paragraphs(document: Document, *, joined: bool) -> str:
    """Return a text in which no name can run from one paragraph into the next: other ends of lines are no space."""
    within = bytearray(len(document.text))
    for span in document.paragraphs if joined else ():
        within[span.start : span.end] = b"\1" * (span.end - span.start)
    return "".join(
        _APART if char == "\n" and not inside else char for char, inside in zip(document.text, within, strict=True)
    )


def _layout(id: str, old: Document, names: Matcher) -> str:
    """Return settings that say who speaks in a document of the copy, where its new labels no longer say it themselves."""

    def labels(role: str | None) -> Iterator[str]:
        for label in dict.fromkeys(turn.speaker for turn in old.turns if turn.turn_role == role and turn.speaker):
            yield names.replaced(label)

    def listed(role: str | None) -> str:
        return "[" + ", ".join(f'"{each}"' for each in dict.fromkeys(labels(role))) + "]"

    lines = [f'\n[layout."{id}"]', f'layout = "{old.layout}"']
    lines += [f"{role} = {listed(role)}" for role in ("interviewer", "respondent")]
    lines += [f"speakers = {listed(None)}"] if any(True for _ in labels(None)) else []
    return "\n".join(lines) + "\n"
