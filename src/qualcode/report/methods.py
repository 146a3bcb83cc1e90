"""The account of how the analysis was done, with every figure filled in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from qualcode.agreement.interpret import decimal
from qualcode.report.options import Language
from qualcode.report.templates import render

Approach = Literal["coding-reliability", "codebook", "content-analysis", "grounded", "reflexive"]


@dataclass(frozen=True, slots=True)
class AgreementFigures:
    """What was compared: coders, documents, units with their kind, and each coefficient by name (`None`: undefined)."""

    coders: tuple[str, ...]
    documents: int
    units: int
    unit: str
    coefficients: tuple[tuple[str, float | None], ...] = ()
    interpretation: str = ""


@dataclass(frozen=True, slots=True)
class MethodsFigures:
    """The figures of a study that its account names; all counts are of what the report itself shows.

    `unit` is `turn`, `paragraph` or `sentence`; `references` is how many different passages (document and span) the codings stand at; `coder_rule` is the sentence that says whose codings count;
    `skipped` of the `segments` do not count as units, being turns of `skipped_of`; `settled` says that a consensus decided;
    `agreement` is left out of the account under the approach `reflexive`, whatever is given.
    """

    interviews: int
    case_documents: int
    cases: int
    participants: int
    segments: int
    unit: str
    codes: int
    codings: int
    references: int
    coders: tuple[str, ...]
    coder_rule: str
    approach: Approach | None = None
    codebook_version: str = ""
    skipped: int = 0
    skipped_of: str = ""
    settled: bool = False
    agreement: AgreementFigures | None = None
    version: str = ""

    @staticmethod
    def decimal(value: float) -> str:
        """Return a coefficient as every table and sentence prints it: .782."""
        return decimal(value)


def methods_paragraphs(figures: MethodsFigures, language: Language, study_root: Path | None = None) -> tuple[str, ...]:
    """Return the account's paragraphs from `methods_en.md.j2` or `methods_zh.md.j2`, each on one line of text."""
    agreement = None if figures.approach == "reflexive" else figures.agreement
    return template_paragraphs(f"methods_{language}.md.j2", language, study_root, study=figures, agreement=agreement)


def template_paragraphs(
    name: str, language: Language, study_root: Path | None = None, **values: object
) -> tuple[str, ...]:
    """Return the paragraphs of a template filled in: what stands between empty lines, each on one line of text."""
    text = render(name, study_root, **values)
    joiner = "" if language == "zh" else " "
    paragraphs = (joiner.join(line.strip() for line in part.splitlines()).strip() for part in text.split("\n\n"))
    return tuple(each for each in paragraphs if each)
