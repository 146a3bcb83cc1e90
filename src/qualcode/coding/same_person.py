"""Coders behind whom one person stands: a second round compared with the first says how steady a person is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qualcode.agreement.wording import say
from qualcode.study.study import Study


def one_person(persons: Mapping[str, str], coders: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of coders behind whom one person stands, those of two and more.

    >>> one_person({"c1@2": "c1"}, ["c1", "c1@2", "c2"])
    (('c1', 'c1@2'),)
    """
    groups: dict[str, list[str]] = {}
    for coder in coders:
        who, seen = coder, {coder}
        while who in persons and persons[who] not in seen:
            who = persons[who]
            seen.add(who)
        groups.setdefault(who, []).append(coder)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def same_person_note(study: Study, coders: Sequence[str], language: str = "en") -> str:
    """Return what the agreement of a person with themselves is, or is not; empty where every coder is another person."""
    persons = {coder.handle: coder.person for coder in study.settings.coders if coder.person}
    groups, comma = one_person(persons, coders), "、" if language.startswith("zh") else ", "
    if not groups:
        return ""
    whole = len(groups) == 1 and len(groups[0]) == len(coders)
    if whole:
        return say("one_person", language, coders=comma.join(groups[0]))
    return say("some_one_person", language, groups="; ".join(comma.join(group) for group in groups))
