"""The tables of `qualcode.toml` that a study fills itself: coders, renamed documents, layouts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast, get_args

from qualcode.model.codebook import Wording
from qualcode.model.coding import Coder, CoderKind
from qualcode.model.names import name_key
from qualcode.study.identifiers import handle_fault
from qualcode.study.toml_tables import TomlTable
from qualcode.text.layout_settings import LayoutSettings

LABEL_LANGUAGES = ("en", "zh")
KINDS: tuple[CoderKind, ...] = get_args(CoderKind)
_HANDLE_REMEDY = "A handle holds letters, digits, '-', '_' and '.', and may end in @2 for a second round."
Olds = Mapping[str, tuple[str, ...]]


def read_coders(table: TomlTable) -> tuple[tuple[Coder, ...], Olds]:
    """Return the coders of `[coders.HANDLE]` in the file's order, and the old handles of each.

    A handle that is not allowed, or that another coder has, is noted and left out. A round (`c1@2`) without a `person`
    is the round of the handle before its `@`.
    """
    coders: list[Coder] = []
    was: dict[str, tuple[str, ...]] = {}
    seen: dict[str, str] = {}
    for handle, entry in table.tables():
        entry.only(("name", "kind", "person", "of", "was"))
        fault = handle_fault(handle)
        key = name_key(handle)
        if fault:
            table.error(handle, f'The handle "{handle}" {fault}.', _HANDLE_REMEDY)
        elif key in seen:
            table.error(handle, f'"{handle}" and "{seen[key]}" are the same handle.', "Names differ in more than case.")
        else:
            seen[key] = handle
            kind = cast(CoderKind, entry.choice("kind", KINDS, "human"))
            person = entry.text("person") or (handle.partition("@")[0] if "@" in handle else None)
            coders.append(Coder(handle, entry.text("name"), kind, person, entry.texts("of")))
            was[handle] = entry.texts("was")
    olds = {handle: old for handle, old in was.items() if old}
    _check_olds(table, "was", olds, "handle", seen)
    return tuple(coders), olds


def read_documents_was(table: TomlTable) -> Olds:
    """Return the old ids of renamed documents, by their present id: `"NEW" = ["OLD", "OLDER"]`."""
    olds = {new: table.texts(new) for new in table.values}
    _check_olds(table, "", olds, "id", {name_key(new): new for new in olds})
    return olds


def _check_olds(table: TomlTable, under: str, olds: Olds, kind: str, live: Mapping[str, str]) -> None:
    claimed: dict[str, str] = {}
    for new, old_ones in olds.items():
        keys = (*table.keys, new, under) if under else (*table.keys, new)
        for old in old_ones:
            key = name_key(old)
            remedy = "Leave it with the one whose codings lie under it."
            if key in live:
                message = f'"{new}" says that it was "{old}", but "{live[key]}" is in use.'
                table.faults.error(keys, message, f"An old {kind} is never given again.")
            elif claimed.setdefault(key, new) != new:
                table.faults.error(keys, f'"{claimed[key]}" and "{new}" both say that they were "{old}".', remedy)


def read_layouts(table: TomlTable) -> Mapping[str, LayoutSettings]:
    """Return what is said of speakers, by document id or glob, in the file's order."""
    found: dict[str, LayoutSettings] = {}
    for name, entry in table.tables():
        entry.only(("layout", "interviewer", "respondent", "speakers", "not_speakers"))
        found[name] = LayoutSettings(
            entry.text("layout") or None,
            interviewer=entry.texts("interviewer"),
            respondent=entry.texts("respondent"),
            speakers=entry.texts("speakers"),
            not_speakers=entry.texts("not_speakers"),
        )
    return found


def read_labels(table: TomlTable) -> Mapping[str, Wording]:
    """Return what a reader is shown in place of a value of the sheets (`[labels]`): a text, or one for each language."""
    labels: dict[str, Wording] = {}
    for value, written in table.values.items():
        if isinstance(written, str):
            labels[value] = {"": written}
        elif isinstance(written, dict) and all(isinstance(text, str) for text in written.values()):
            table.table(value).only(("en", "zh"))
            labels[value] = {language: text for language, text in written.items() if language in LABEL_LANGUAGES}
        else:
            table.error(value, f'The label of "{value}" is no text.', 'Write "…", or {zh = "…", en = "…"}.')
    return labels
