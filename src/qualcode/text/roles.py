"""Who asks and who answers: the turn role of each label, and what says so."""

from __future__ import annotations

from collections.abc import Container, Sequence

from qualcode.model.document import TurnRole
from qualcode.text.labels import fold, role_of
from qualcode.text.layout import Mark
from qualcode.text.layout_settings import LayoutSettings


def is_series(labels: Container[str]) -> bool:
    """Say whether `A` is the first of a series of letters and not the answer to `Q`."""
    return "a" in labels and "b" in labels and "q" not in labels


def roles_of(marks: Sequence[Mark], settings: LayoutSettings) -> dict[str, TurnRole | None]:
    """Return the turn role of each label (see `reasons_for_roles`)."""
    return {label: role for label, (role, _) in reasons_for_roles(marks, settings).items()}


def reasons_for_roles(marks: Sequence[Mark], settings: LayoutSettings) -> dict[str, tuple[TurnRole | None, str]]:
    """Return the turn role of each label and why: by the settings, by the file, by its words, or as the counterpart of the other of two."""
    asked, answered = frozenset(map(fold, settings.interviewer)), frozenset(map(fold, settings.respondent))
    stated = {fold(mark.label): mark.turn_role for mark in marks if mark.turn_role is not None}
    labels = [label for label in dict.fromkeys(mark.label for mark in marks) if label]
    series = is_series({fold(label) for label in labels})
    roles: dict[str, tuple[TurnRole | None, str]] = {}
    for label in labels:
        folded = fold(label)
        if folded in asked:
            roles[label] = "interviewer", "qualcode.toml says so"
        elif folded in answered:
            roles[label] = "respondent", "qualcode.toml says so"
        elif folded in stated:
            roles[label] = stated[folded], "the file says so"
        elif series and folded == "a":
            roles[label] = None, "A and B are letters in a row, not question and answer"
        else:
            role = role_of(label)
            roles[label] = role, "the label says so" if role else "nothing says so"
    given = {fold(label): role for label, (role, _) in roles.items()}
    if len(given) == 2 and sum(role is None for role in given.values()) == 1:
        known = next(role for role in given.values() if role is not None)
        other: TurnRole = "respondent" if known == "interviewer" else "interviewer"
        why = f"the only other one is the {known}"
        roles = {label: (other, why) if found[0] is None else found for label, found in roles.items()}
    return roles
