"""Planning as tables: how many units to code twice, and the chance of meeting a theme."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.agreement.planning import chance_of_seeing, interviews_for, units_for_width
from qualcode.agreement.wording import say
from qualcode.model.display import Cell, Column, Display, Row

KAPPAS = (0.5, 0.6, 0.7, 0.8, 0.9)
WIDTHS = (0.1, 0.2, 0.3)
PREVALENCES = (0.05, 0.1, 0.2, 0.3, 0.5)
INTERVIEWS = (5, 10, 15, 20, 30)


def units_display(
    prevalence: float,
    *,
    kappas: Sequence[float] = KAPPAS,
    widths: Sequence[float] = WIDTHS,
    coders: int = 2,
    language: str = "en",
) -> Display:
    """Return how many units to code twice: a row for each κ that may be expected, a column for each width of its interval."""
    counts = [[units_for_width(kappa, prevalence, width, coders) for width in widths] for kappa in kappas]
    notes = [say("units_needed_note", language, coders=coders, prevalence=f"{prevalence:.1%}")]
    fewest = min(min(row) for row in counts)
    if fewest * min(prevalence, 1 - prevalence) < 5:
        notes.append(say("few_given", language, prevalence=f"{prevalence:.1%}", units=fewest))
    return Display(
        title=say("units_title", language),
        unit="unit",
        columns=tuple(
            Column(f"width_{width:g}", say("width", language, width=f"{width:g}"), "count") for width in widths
        ),
        rows=tuple(
            Row(f"{kappa:g}", f"{kappa:g}", tuple(Cell(count) for count in row))
            for kappa, row in zip(kappas, counts, strict=True)
        ),
        notes=tuple(notes),
        parameters={"prevalence": prevalence, "coders": coders, "kappas": list(kappas), "widths": list(widths)},
        corner=say("expected_kappa", language),
        kind="plan",
    )


def themes_display(
    *,
    prevalences: Sequence[float] = PREVALENCES,
    interviews: Sequence[int] = INTERVIEWS,
    times: int = 1,
    chance: float = 0.8,
    language: str = "en",
) -> Display:
    """Return the chance of meeting a theme: a row for each prevalence, a column for each number of interviews.

    The last column says how many interviews give that chance. Braun & Clarke's objection stands below the table.
    """
    columns = [Column(f"n_{count}", say("interviews", language, count=count), "share") for count in interviews]
    columns.append(Column("needed", say("interviews_needed", language, chance=f"{chance:.0%}"), "count"))
    return Display(
        title=say("themes_title", language),
        unit="interview",
        columns=tuple(columns),
        rows=tuple(
            Row(
                f"{share:g}",
                f"{share:.0%}" if share >= 0.01 else f"{share:.1%}",
                (
                    *(Cell(chance_of_seeing(share, count, times)) for count in interviews),
                    Cell(interviews_for(share, times, chance)),
                ),
            )
            for share in prevalences
        ),
        notes=(say("themes_note", language, times=times), say("themes_objection", language)),
        parameters={
            "prevalences": list(prevalences),
            "interviews": list(interviews),
            "times": times,
            "chance": chance,
        },
        corner=say("prevalence", language),
        kind="plan",
    )
