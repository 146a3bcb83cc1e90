"""Who and what is the same in two copies of a study, though one of them may have renamed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from qualcode.errors import StudyError
from qualcode.model.names import name_key
from qualcode.study.study import Study

Groups = Mapping[str, Sequence[str]]
"""Present names, each with its old ones."""


def coders_in(study: Study) -> Groups:
    """Return the registered coders of a study with their old handles."""
    was = study.settings.coders_was
    return {coder.handle: was.get(coder.handle, ()) for coder in study.settings.coders}


def documents_in(study: Study) -> Groups:
    """Return the documents of a study with their old ids, those included whose files are gone."""
    was = study.settings.documents_was
    known = {name_key(id): id for id in (*was, *study.document_ids)}
    by_key = {name_key(new): olds for new, olds in was.items()}
    return {id: by_key.get(key, ()) for key, id in known.items()}


def same_names(here: Groups, there: Groups, kind: str) -> Mapping[str, str]:
    """Return which name of the other copy, present or old (as `name_key` writes it), is which present name here.

    Raises `StudyError` where one of theirs would be two of ours, or two of theirs one of ours: nothing is guessed.
    """
    ours = {name_key(name): present for present, olds in here.items() for name in (*olds, present)}
    found: dict[str, str] = {}
    claimed: dict[str, list[str]] = defaultdict(list)
    for present, olds in there.items():
        keys = [name_key(name) for name in (present, *olds)]
        meant = list(dict.fromkeys(ours[key] for key in keys if key in ours))
        if len(meant) > 1:
            raise StudyError(
                f'The {kind} "{present}" of the other copy was "{", ".join(olds)}" there, and here '
                f"{' and '.join(meant)} are two: whose work it is cannot be told.",
                remedy=f"`qualcode rename {kind}` one of them, in either copy. Nothing was merged.",
            )
        if meant:
            claimed[meant[0]].append(present)
            found |= dict.fromkeys(keys, meant[0])
    for present, theirs in claimed.items():
        if len(theirs) > 1:
            raise StudyError(
                f'The {kind} "{present}" is two in the other copy: {" and ".join(theirs)}.',
                remedy=f"`qualcode rename {kind}` one of them there. Nothing was merged.",
            )
    return found
