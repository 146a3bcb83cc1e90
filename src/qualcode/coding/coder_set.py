"""Whose codings a display counts: never a silent sum over coders."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.errors import UsageError
from qualcode.model.evidence import CoderSet
from qualcode.study.study import Study


def coder_set(study: Study, handles: Sequence[str] | None = None) -> CoderSet:
    """Return the coders that a display counts, document by document.

    `handles` as given; `["all"]`: everyone who is no consensus and no round, an identical passage once; `None`: what
    `[report] coders` names, else, document by document, the consensus where it is done, else the one coder who is
    neither consensus nor a round. Raises `UsageError` when that leaves a choice.
    """
    plain = study.settings.first_readers
    asked = handles or study.settings.report_coders
    if not asked:
        return _by_rule(study, plain)
    if list(asked) == ["all"]:
        return _fixed(study, plain, "all coders; an identical passage counts once")
    rule = "as asked for" if handles else "as [report] coders in qualcode.toml says"
    return _fixed(study, tuple(dict.fromkeys(study.coder(handle).handle for handle in asked)), rule)


def _fixed(study: Study, handles: tuple[str, ...], rule: str) -> CoderSet:
    return CoderSet(rule, handles, dict.fromkeys(study.document_ids, handles))


def _by_rule(study: Study, plain: tuple[str, ...]) -> CoderSet:
    consensus = tuple(c.handle for c in study.settings.coders if c.kind == "consensus" and not c.is_round)
    chosen: dict[str, tuple[str, ...]] = {}
    for document in study.document_ids:
        agreed = [h for h in consensus if study.ledger_paths(h, document) and study.state(h, document).done]
        here = tuple(agreed[:1]) or tuple(h for h in plain if study.ledger_paths(h, document))
        if len(here) > 1:  # who took everything back again has coded nothing
            here = tuple(h for h in here if study.state(h, document).codings or study.state(h, document).done)
        if len(here) > 1:
            raise UsageError(
                f"Several coders have coded {document} ({', '.join(here)}) and no consensus is done there.",
                remedy=f"Say whose codings count: --coders {here[0]}, or --coders all; or set [report] coders.",
            )
        if here:
            chosen[document] = here
    used = tuple(dict.fromkeys(handle for handles in chosen.values() for handle in handles))
    return CoderSet("the consensus where it is done, else the one coder", used, chosen)
