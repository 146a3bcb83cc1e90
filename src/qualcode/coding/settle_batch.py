"""Many disputes settled at once, from rows of a sheet: everything is checked before the first byte is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from qualcode.coding.adjudicate import Settling, coders_of, disputes, settle_all, settling
from qualcode.coding.batch import BatchRow, Refused
from qualcode.coding.batch_rows import batch_rows
from qualcode.coding.disputes import Dispute
from qualcode.coding.settling import UNSETTLED, Choice
from qualcode.errors import QualcodeError, StudyError, UsageError
from qualcode.model.coding import Coder
from qualcode.model.events import SettleEvent
from qualcode.model.names import name_key
from qualcode.study.study import Study
from qualcode.study.writing import Clock, utc_now

_COLUMNS = {"document": "id", "code": "choice", "memo": "why"}
"""What stands in a settlement's row for the document, the code and the memo of a coding's; the rest is the same."""


def settle_rows(data: bytes, name: str) -> tuple[BatchRow, ...]:
    """Return rows of settlements with the lines they stand on; `name`'s suffix says the format (CSV without one).

    Each has `id`, `choice` and `why`, and `stance`, `weight`, `case` and `quote` as wished. Raises when the file cannot be
    read, holds no row, or lacks one of the three.
    """
    rows = batch_rows(data, name, _COLUMNS)
    if not rows:
        raise StudyError(
            f"There are no rows in it. {UNSETTLED}", path=name, remedy="A row has the columns id, choice and why."
        )
    return tuple(
        BatchRow(row.line, {_COLUMNS.get(column, column): value for column, value in row.values.items()})
        for row in rows
    )


def settle_batch(
    study: Study, consensus: Coder, rows: Iterable[BatchRow], *, source: str, clock: Clock = utc_now
) -> tuple[tuple[Dispute, SettleEvent], ...]:
    """Settle a dispute for each row as one act, and return them in the order of the rows; one bad row refuses them all.

    `choice` is a coder's handle (that side's codings hold), `both`, `neither`, or codes between commas or semicolons, each
    with the side whose coding is meant where it needs one (`c1:BOT-POL`). All bad rows are named at once; `source` is the
    batch's name in messages. Codes are never guessed from fragments.
    """
    found, coders = tuple(disputes(study, consensus)), coders_of(study, consensus)
    ready: list[Settling] = []
    refused: list[Refused] = []
    lines: dict[str, int] = {}
    for row in rows:
        try:
            each = _settling(study, consensus, found, coders, row.values)
            first = lines.setdefault(each.dispute.id, row.line)
            if first != row.line:
                raise UsageError(f"{row.values['id']} is settled by line {first} already.")
        except QualcodeError as fault:
            refused.append(Refused(row.line, str(fault).replace(f" {UNSETTLED}", "")))
        else:
            ready.append(each)
    if refused:
        raise _refusal(source, refused)
    return settle_all(study, consensus, ready, clock)


def _settling(
    study: Study, consensus: Coder, found: Sequence[Dispute], coders: Sequence[str], values: Mapping[str, str]
) -> Settling:
    given = {name: value.strip() for name, value in values.items() if value and value.strip()}
    for needed in ("id", "choice", "why"):
        if needed not in given:
            raise UsageError(f"The row has no {needed}.")
    return settling(study, consensus, found, given["id"], _choice(given, coders), given["why"])


def _choice(given: Mapping[str, str], coders: Sequence[str]) -> Choice:
    text = given["choice"]
    side = next((coder for coder in coders if name_key(coder) == name_key(text)), None)
    both, neither = text.casefold() == "both", text.casefold() == "neither"
    named = side is not None or both or neither
    return Choice(
        side=side,
        both=both and side is None,
        neither=neither and side is None,
        codes=() if named else tuple(part.strip() for part in re.split(r"[,，;；]", text) if part.strip()),
        stance=given.get("stance"),  # type: ignore[arg-type]  # checked when the choice is
        weight=_number(given["weight"]) if "weight" in given else None,
        case=given.get("case"),
        quote=given.get("quote"),
    )


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise UsageError(f'weight "{text}" is not a number.') from None


def _refusal(source: str, refused: Sequence[Refused]) -> UsageError:
    """Return the refusal of a whole batch; it names every bad row, so that all can be mended at once."""
    if len(refused) == 1:
        return UsageError(f"{refused[0].why} {UNSETTLED}", path=source, line=refused[0].line, remedy="Mend the row.")
    rows = "\n".join(f"{source}:{each.line}: {each.why}" for each in refused)
    return UsageError(f"{rows}\n{len(refused)} rows are refused. {UNSETTLED}", remedy="Mend the rows.")
