"""The codes as a table for someone who codes on paper or in Word."""

from __future__ import annotations

from qualcode.exchange.word_desk.markup import paragraph, run, table
from qualcode.exchange.word_desk.wording import words
from qualcode.model.codebook import Code, Codebook, worded

_WIDTHS = (1900, 2500, 4898)
_BOLD = "<w:b/>"


def codes_list(codebook: Codebook, language: str) -> str:
    """Return the codes in their order with names and definitions; headings stand bold and bear no definition of their own."""
    head = tuple(_cell(words(key, language), bold=True) for key in ("code", "name", "definition"))
    rows = (_row(code, language) for code in codebook)
    return paragraph("DeskSection", run(words("codes", language))) + table(_WIDTHS, [head, *rows])


def _row(code: Code, language: str) -> tuple[str, str, str]:
    said = worded(code.definition, language)
    if code.scale:
        scale = words("scale", language, ", ".join(f"{each:g}" for each in code.scale))
        said = f"{said} ({scale})" if said else scale
    other = next((name for key, name in code.names.items() if key and key != language), "")
    name = code.name(language) + (f" {other}" if other and other != code.name(language) else "")
    bold = not code.codable
    # A heading is no code: without its id nobody writes it into a comment.
    return _cell(code.id if code.codable else "", bold=bold), _cell(name, bold=bold), _cell(said if not bold else "")


def _cell(text: str, *, bold: bool = False) -> str:
    return paragraph("DeskCell", run(text, _BOLD if bold else ""))
