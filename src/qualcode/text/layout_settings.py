"""What a study says about the speakers of its transcripts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LayoutSettings:
    """A study's own word on layouts and speaker labels; it wins over what is counted.

    `layout` names the layout to use (`none`: nobody speaks). Labels are given without their colon and compared without
    regard to case, width and spaces. `interviewer` and `respondent` labels are speakers with that role; `speakers`, when
    given, are the only speakers beside those two; `not_speakers` never open a turn.
    """

    layout: str | None = None
    interviewer: tuple[str, ...] = ()
    respondent: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    not_speakers: tuple[str, ...] = ()
