"""The people who speak in the documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Participant:
    """A person, joined to the words by document and speaker label.

    `voices` holds (document id, speaker label) pairs; a label of `None` stands for every respondent of that document
    whom no other participant claims. `role` is the person's role in the study (official, college, enterprise, …).
    `quotable` says whether consent covers quoting the person's words in what is handed in.
    """

    id: str
    voices: tuple[tuple[str, str | None], ...]
    role: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    quotable: bool = True
