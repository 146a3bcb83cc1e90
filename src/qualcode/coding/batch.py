"""Many codings at once, from rows of a sheet: everything is checked before the first byte is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qualcode.coding.acts import NOTHING, Applied, CodeRequest, apply_codes, check_request
from qualcode.coding.places import Place, resolve
from qualcode.coding.quote import How
from qualcode.errors import QualcodeError, UsageError
from qualcode.model.address import Address, parse_address
from qualcode.model.coding import Coder
from qualcode.model.span import Span
from qualcode.study.study import Study
from qualcode.study.writing import Clock, utc_now

COLUMNS = ("document", "code", "segment", "start", "end", "quote", "memo", "stance", "weight", "case")


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One row of a batch: its line in the source and its values by column."""

    line: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not applied, and why."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What became of a batch: codings in the order of their rows, refusals, and how many places were found in which way."""

    applied: tuple[Applied, ...]
    refused: tuple[Refused, ...]
    found: Mapping[How, int]


def apply_batch(
    study: Study,
    coder: Coder,
    rows: Iterable[BatchRow],
    *,
    source: str,
    keep_going: bool = False,
    clock: Clock = utc_now,
) -> BatchResult:
    """Apply the codings of a batch as one act; without `keep_going`, one refused row refuses them all.

    A row holds document and code, and one of segment, start and end, or quote (segment and quote together must agree);
    memo, stance, weight and case may be given. `source` is the batch's name in messages. Codes are never guessed from
    fragments.
    """
    rows_of: list[tuple[int, How]] = []
    requests: list[CodeRequest] = []
    refused: list[Refused] = []
    for row in rows:
        try:
            request, how = _request(study, row.values)
        except QualcodeError as fault:
            refused.append(Refused(row.line, _why(fault)))
        else:
            requests.append(request)
            rows_of.append((row.line, how))
    if refused and not keep_going:
        raise _refusal(source, refused)
    late: dict[int, Refused] = {}

    def refuse(position: int, fault: UsageError) -> None:
        late[position] = Refused(rows_of[position][0], _why(fault))
        if not keep_going:
            raise _refusal(source, [late[position]]) from fault

    applied = apply_codes(study, coder, requests, clock, refuse) if requests else ()
    found = Counter(how for position, (_, how) in enumerate(rows_of) if position not in late)
    return BatchResult(applied, tuple(sorted((*refused, *late.values()), key=lambda each: each.line)), found)


def _why(fault: QualcodeError) -> str:
    return str(fault).replace(f" {NOTHING}", "")  # of a batch that is said once, for all of it


def _refusal(source: str, refused: Sequence[Refused]) -> UsageError:
    """Return the refusal of a whole batch; it names every bad row, so that all can be mended at once."""
    remedy = "Mend the rows, or apply the others with --keep-going."
    if len(refused) == 1:
        return UsageError(f"{refused[0].why} {NOTHING}", path=source, line=refused[0].line, remedy=remedy)
    rows = "\n".join(f"{source}:{each.line}: {each.why}" for each in refused)
    return UsageError(f"{rows}\n{len(refused)} rows are refused. {NOTHING}", remedy=remedy)


def _request(study: Study, values: Mapping[str, str]) -> tuple[CodeRequest, How]:
    given = {name: value.strip() for name, value in values.items() if value and value.strip()}
    for needed in ("document", "code"):
        if needed not in given:
            raise UsageError(f"The row has no {needed}.")
    code = study.codebook.lookup(given["code"])
    place = _place(study, given)
    request = CodeRequest(
        document=place.document,
        span=place.span,
        code=code,
        stance=given.get("stance"),  # type: ignore[arg-type]  # checked by check_request
        weight=_number("weight", given["weight"]) if "weight" in given else None,
        case=given.get("case"),
        memo=given.get("memo"),
    )
    return check_request(study, request), place.how


def _place(study: Study, given: Mapping[str, str]) -> Place:
    document = study.find_document(given["document"]).id
    if "start" in given or "end" in given:
        if "segment" in given or not ("start" in given and "end" in given):
            raise UsageError("A row gives a segment, or start and end, or a quote.")
        start, end = (_whole(name, given[name]) for name in ("start", "end"))
        if not 0 <= start < end:
            raise UsageError(f"start {start} and end {end} are no span.")
        return resolve(study, Address(document, span=Span(start, end)), given.get("quote"))
    if "segment" in given:
        return resolve(study, parse_address(f"{document}:{given['segment']}"), given.get("quote"))
    if "quote" not in given:
        raise UsageError("The row has no place: give a segment, start and end, or a quote.")
    return resolve(study, Address(document), given["quote"])


def _number(name: str, value: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise UsageError(f'{name} "{value}" is not a number.') from None


def _whole(name: str, value: str) -> int:
    number = _number(name, value)
    if not number.is_integer():
        raise UsageError(f'{name} "{value}" is not a whole number.')
    return int(number)
