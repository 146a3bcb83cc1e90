"""The verdict on a file that was handed in: which figures and quotes no longer follow from the study, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from qualcode import __version__
from qualcode.report.tables.wording import say
from qualcode.report.verify.compare import Difference, differences
from qualcode.report.verify.contents import Delivered
from qualcode.report.verify.files import READERS, read_delivered
from qualcode.report.verify.quotes import Checked, QuoteState, check_quotes, quotes_in
from qualcode.study.study import Study

FindingKind = Literal["cell", "row", "table", "text", "picture", "quote", "file"]
_SAYS: Mapping[QuoteState, str] = {
    "stands": "stands",
    "moved": "moved: it stands at {now} now",
    "gone": "gone: the document does not hold these words any more",
    "not coded": "no longer coded: the words stand, and nobody's coding holds them",
    "not to be quoted": "not to be quoted: consent does not cover it",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in a file that no longer holds: where, what the file has, what the study gives (`None`: no such place)."""

    kind: FindingKind
    file: str
    table: str
    row: str
    column: str
    found: str | None
    now: str | None
    message: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of checking one file: what does not hold, what is only said, and how much was looked at."""

    file: str
    findings: tuple[Finding, ...]
    remarks: tuple[str, ...]
    quotes: int
    cells: int


def verify_file(
    study: Study, file: str, data: bytes, now: bytes | None, manifest: Mapping[str, Any] | None = None
) -> Verdict:
    """Return the verdict on a file: its figures against `now`, the same file made anew (`None`: it cannot be), and its quotes.

    `manifest` is the one it was written with: what it recorded of inputs and versions is a fact of its day, and no fault
    when the study's files have changed since.
    """
    if data == now:
        now_read = read_delivered(data, file) if _readable(file) else Delivered()
        return _verdict(study, file, now_read, (), ())
    if not _readable(file) and manifest is not None:
        finding = Finding("file", file, "", "", "", None, None, "differs from what the study gives now")
        return Verdict(file, () if now is None else (finding,), (), 0, 0)
    found = read_delivered(data, file)
    if now is None:
        return _verdict(study, file, found, (), ())
    seen = differences(found, read_delivered(now, file))
    held = tuple(each for each in seen if not _of_its_day(each, manifest or {}))
    reworded = sum(each.kind == "wording" for each in held)
    remarks = []
    if reworded:
        remarks.append(
            f"{file}: {reworded} sentences are worded otherwise than the study words them; their figures are the same."
        )
    if not seen:
        remarks.append(f"{file}: its bytes differ from those the study gives now; its words and figures do not.")
    return _verdict(study, file, found, tuple(each for each in held if each.kind != "wording"), tuple(remarks))


def _readable(file: str) -> bool:
    return file.rpartition(".")[2].lower() in READERS


def _verdict(
    study: Study, file: str, found: Delivered, seen: tuple[Difference, ...], remarks: tuple[str, ...]
) -> Verdict:
    quotes = check_quotes(study, quotes_in(found))
    findings = [_finding(file, each) for each in seen]
    findings += [_quote(file, each) for each in quotes if each.state != "stands"]
    cells = sum(len(row) - 1 for grid in found.grids for row in grid.rows if row)
    return Verdict(file, tuple(findings), remarks, len(quotes), cells)


def _finding(file: str, each: Difference) -> Finding:
    message = {
        "cell": "",
        "row": "this row is not in the file" if each.found is None else "this row does not follow from the study",
        "table": "this table is not in the file" if each.found is None else "this table does not follow from the study",
        "text": "this sentence is not in the file" if each.found is None else "",
        "picture": "pictures differ from those the study gives now",
    }
    kind = each.kind
    assert kind != "wording"
    return Finding(kind, file, each.table, each.row, each.column, each.found, each.now, message[kind])


def _quote(file: str, each: Checked) -> Finding:
    message = _SAYS[each.state].format(now=each.now)
    return Finding("quote", file, "", each.quote.address, "", each.quote.words, each.now or None, message)


def _of_its_day(each: Difference, manifest: Mapping[str, Any]) -> bool:
    """Say whether a difference is no fault: a hash or version as the manifest recorded it, or what an author filled in."""
    inputs, versions = manifest.get("inputs", {}), manifest.get("versions", {})
    if each.kind in ("cell", "row") and each.found is not None:
        value = each.found.rpartition(" | ")[2]
        if value and (str(inputs.get(each.row, "")).startswith(value) or versions.get(each.row) == value):
            return True
    if each.kind == "row" and each.found is None:
        titles = [say(name, language) for name in ("inputs", "versions") for language in ("en", "zh")]
        return any(title in each.table for title in titles)
    if each.found is None or each.now is None:
        return False
    if each.found.replace(str(versions.get("qualcode")), __version__) == each.now:
        return True
    return _filled_in(each.found, each.now)


def _filled_in(found: str, now: str) -> bool:
    """Say whether an author has put words where the study left a place for them, and left the study's own words alone."""
    for mark in (say("author", "en"), say("author", "zh")):
        if mark in now:
            return all(part.strip() in found for part in now.split(mark))
    return False


def changed_inputs(recorded: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each of the study's files that changed, went or came since a manifest was written."""
    for path in sorted({*recorded, *now}):
        if path not in now:
            yield f"{path} is not in the study any more."
        elif path not in recorded:
            yield f"{path} has come since."
        elif recorded[path] != now[path]:
            yield f"{path} has changed since."
