"""How a display is to be written, as one value that every writer takes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Language = Literal["en", "zh"]
Style = Literal["three-line", "apa", "grid"]
STYLES: tuple[Style, ...] = ("three-line", "apa", "grid")


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """What a reader may choose about a written display; a writer ignores what does not concern it.

    `language` words the labels that a writer adds itself ("Table", "Note"); `width` is in terminal columns (`None`: as
    wide as the contents); `style` and `caption_number` are for Word; `color` allows ANSI sequences; `study_root` is the study whose own templates hold.
    """

    language: Language = "en"
    width: int | None = None
    style: Style = "three-line"
    caption_number: int | None = None
    color: bool = False
    study_root: Path | None = None
