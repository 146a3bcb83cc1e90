"""Agreement on the passages of a file: where they begin and end, and what they are coded."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from qualcode.agreement.assess import Agreement
from qualcode.agreement.found import Asked, named
from qualcode.agreement.unitising.assess import BY_CODE, OF_ALL, PassagesOfCoders, assess_passages
from qualcode.agreement.unitising.assess import KNOWN as OF_PASSAGES
from qualcode.agreement.unitising.gamma import gamma
from qualcode.exchange.spans_file import SpansFile
from qualcode.exchange.wording import words

GAMMA = "gamma"
KNOWN = dict.fromkeys((*OF_PASSAGES, GAMMA))
DEFAULT = (*OF_ALL, BY_CODE)


def spans_agreement(file: SpansFile, asked: Asked, elsewhere: Mapping[str, str]) -> tuple[Agreement, dict[str, str]]:
    """Return the agreement on all documents, on each code, in each document, and for each pair of coders.

    Beside it stand the coefficients that `all` left out, each with the reason.
    """
    wanted = named(asked.names or DEFAULT, KNOWN, elsewhere)
    refused = {}
    if len(file.continua) > 1 and "document" not in asked.scopes and (GAMMA, "") in wanted:
        refused[GAMMA] = words("each_document", asked.language)
    kept = [one for one in wanted if one[0] not in refused]
    data = PassagesOfCoders(file.coders, file.codes, file.continua)
    found = list(assess_passages(data, kept, asked, {GAMMA: partial(gamma, seed=asked.seed)}))
    results = tuple(one.result("character", asked) for one in found)
    drawn = any(one.name == GAMMA or one.estimate.ci_method for one in found)
    agreement = Agreement(
        results=results,
        set_aside={},
        notes=(),
        unit="character",
        coders=file.coders,
        units=sum(one.length for one in file.continua),
        documents=len(file.continua),
        seed=asked.seed if drawn else None,
        replicates=asked.replicates if any(one.estimate.ci_method for one in found) else None,
    )
    return agreement, refused
