"""Coded passages from elsewhere: a row for each, with its document, coder, code, start and end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualcode.agreement.unitising.continuum import Continuum, Passage
from qualcode.errors import StudyError, UsageError, nearest
from qualcode.exchange.ratings_file import refuse_one_coder, refuse_unnamed
from qualcode.exchange.table_file import Table, named_columns, read_table

COLUMNS = ("document", "coder", "code", "start", "end")


@dataclass(frozen=True, eq=False, slots=True)
class SpansFile:
    """The passages of a file: every coder named anywhere in it has read every document.

    `unmarked` are documents that were given a length and hold no passage. `codes` stand in order of appearance.
    """

    path: str
    coders: tuple[str, ...]
    codes: tuple[str, ...]
    continua: tuple[Continuum, ...]
    unmarked: tuple[str, ...] = ()

    def of(self, coders: Sequence[int]) -> SpansFile:
        """Return the same with some of the coders only, by their numbers."""
        names = tuple(self.coders[number] for number in coders)
        continua = tuple(
            Continuum(one.document, one.length, {name: one.spans[name] for name in names}) for one in self.continua
        )
        return SpansFile(self.path, names, self.codes, continua, self.unmarked)


def read_spans(data: bytes, path: str, lengths: Mapping[str, int]) -> SpansFile:
    """Return the passages in a file's bytes: columns document, coder, code, start and end, half-open, in code points.

    `lengths` gives each document's length. A row without code, start and end says that the coder read the document and
    marked nothing. Raise `StudyError`, with path and line, for fewer than two coders and for a passage that is empty or
    outside its document; `UsageError` for a document without a length.
    """
    table = read_table(data, path)
    documents, who, codes, starts, ends = named_columns(table, COLUMNS)
    refuse_unnamed(table, documents, "document")
    refuse_unnamed(table, who, "coder")
    coders = tuple(dict.fromkeys(who))
    refuse_one_coder(table, coders, "Every coder who read the documents needs a row.")
    found: dict[str, dict[str, list[Passage]]] = {name: {coder: [] for coder in coders} for name in lengths}
    for row, (document, coder, code, *ends_of) in enumerate(zip(documents, who, codes, starts, ends, strict=True)):
        if document not in found:
            raise _no_length(table, row, document, lengths)
        if code or any(ends_of):
            found[document][coder].append(_passage(table, row, code, ends_of, document, lengths[document]))
    marked = {document for document, spans in found.items() if any(spans.values())}
    if not marked:
        raise StudyError("No row holds a passage.", remedy="Fill in code, start and end.", path=path)
    return SpansFile(
        path,
        coders,
        tuple(dict.fromkeys(code for code in codes if code)),
        tuple(
            Continuum(name, lengths[name], {coder: tuple(passages) for coder, passages in spans.items()})
            for name, spans in found.items()
        ),
        tuple(name for name in lengths if name not in marked),
    )


def _passage(table: Table, row: int, code: str, ends: Sequence[str], document: str, length: int) -> Passage:
    if not code:
        raise table.fault(row, "This passage has no code.", "Write its code.")
    for column, cell in zip(("start", "end"), ends, strict=True):
        if not cell.isascii() or not cell.isdigit():
            shown = f'"{cell}"' if cell else "empty"
            message = f"The {column} of this passage is {shown}, and it is a whole number from 0."
            raise table.fault(row, message, "Count in characters (code points) from the beginning of the document.")
    start, end = map(int, ends)
    if not start < end:
        message = f"This passage ends at {end} and starts at {start}: it holds nothing."
        raise table.fault(row, message, "The end is the place after its last character.")
    if end > length:
        message = f'This passage ends at {end}, and "{document}" has {length} characters.'
        raise table.fault(row, message, f"Correct the end, or give the length with --length {document}=N.")
    return start, end, code


def _no_length(table: Table, row: int, document: str, lengths: Mapping[str, int]) -> UsageError:
    near = nearest(document, lengths, most=1)
    hint = f" Nearest with one: {near[0]}." if near else ""
    return UsageError(
        f'The length of document "{document}" is not known.{hint}',
        remedy=f"Add --length {document}=N, its number of characters.",
        path=table.path,
        line=table.lines[row],
    )
