"""Documents and their codes from elsewhere: a row for each use, documents in the order in which they were made."""

from __future__ import annotations

from qualcode.analysis.saturation_uses import Uses, uses_of_table
from qualcode.errors import StudyError
from qualcode.exchange.table_file import Table, read_table
from qualcode.model.names import name_key
from qualcode.study.columns import standard_name

_CODE = ("code", "编码", "编碼", "編碼", "节点", "代码")


def read_code_table(data: bytes, path: str) -> Uses:
    """Return the uses of codes in a file's bytes: columns document and code, CSV or Excel, documents in their first rows' order.

    A row without a code says that the document was read and nothing was coded there. Raise `StudyError`, with path and
    line, for a missing column, a row that names no document, and a file in which no row has a code.
    """
    table = read_table(data, path)
    documents, codes = _column(table, "document"), _column(table, "code")
    for row, document in enumerate(documents):
        if not document:
            raise table.fault(row, "This row names no document.", "Write the document of each code.")
    if not any(codes):
        raise StudyError("No row has a code.", remedy="Fill in the column code.", path=path)
    return uses_of_table(zip(documents, codes, strict=True))


def _column(table: Table, wanted: str) -> tuple[str, ...]:
    for name, column in zip(table.names, table.columns, strict=True):
        meant = "code" if name_key(name) in _CODE else standard_name(name)
        if meant == wanted:
            return column
    there = ", ".join(table.names[:8])
    raise table.fault(
        None, f'There is no column "{wanted}"; the columns are {there}.', "Name the columns document and code."
    )
