"""Coded passages, chosen by code, case, role, document or stance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qualcode.coding.coder_set import coder_set
from qualcode.coding.retrieve import document_codings, passage
from qualcode.coding.voices import Voices
from qualcode.errors import NotFoundError, StudyError
from qualcode.model.coding import STANCES
from qualcode.model.evidence import Passage
from qualcode.model.names import name_key
from qualcode.study.study import Study
from qualcode.text.segments import segment


@dataclass(frozen=True, slots=True)
class QuoteFilter:
    """What passages are wanted; an empty field leaves its question open. A code brings what is below it.

    A stance of `none` means that none was given.
    """

    codes: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()


def select(
    study: Study, wanted: QuoteFilter, coders: Sequence[str] | None = None
) -> tuple[tuple[Passage, ...], tuple[Passage, ...], str]:
    """Return the passages that fit, in codebook order and then by place; those that lost their place; and the coder set's rule.

    `coders` is as in `coder_set`. Raises `NotFoundError` for a case, document or role that the study does not have.
    """
    chosen = coder_set(study, coders)
    documents = tuple(study.find_document(name).id for name in wanted.documents) or study.document_ids
    wanted = _known(study, wanted)
    codes = {below for code in wanted.codes for below in study.codebook.descendants(code)}
    found: list[Passage] = []
    lost: list[Passage] = []
    voices = Voices(study.participants)
    order = {code: place for place, code in enumerate(study.codebook.by_id)}
    for id in documents:
        handles = chosen.by_document.get(id, ())
        if not any(study.ledger_paths(handle, id) for handle in handles):
            continue
        try:
            document = study.document(id)
        except StudyError:  # `check` reports it, and nothing of it can be quoted
            continue
        segments, cases = segment(document, study.settings.unit), study.cases_of(id)
        for coding in document_codings(study, document, handles):
            if (codes and coding.code not in codes) or coding.code not in order:
                continue
            each = passage(study, document, segments, voices, cases, coding)
            if _fits(each, wanted):
                (found if coding.span else lost).append(each)
    found.sort(key=lambda each: order[each.coding.code])  # stable: documents and places stay in their order
    return tuple(found), tuple(lost), f"{', '.join(chosen.handles) or 'none'} ({chosen.rule})"


def _fits(passage: Passage, wanted: QuoteFilter) -> bool:
    questions = (
        (wanted.cases, passage.case),
        (wanted.roles, passage.role),
        (wanted.stances, passage.coding.stance or "none"),
    )
    return all(
        not asked or (value is not None and name_key(value) in map(name_key, asked)) for asked, value in questions
    )


def _known(study: Study, wanted: QuoteFilter) -> QuoteFilter:
    """Return the filter with cases by id, also those that were named; raise `NotFoundError` for what the study does not have."""
    cases = {name_key(name): case.id for case in study.cases for name in (case.name, case.id)}
    roles = {person.role for person in study.participants if person.role}
    known = (
        ("case", wanted.cases, (each for case in study.cases for each in (case.id, case.name))),
        ("role", wanted.roles, sorted(roles)),
        ("stance", wanted.stances, (*STANCES, "none")),
    )
    for kind, asked, names in known:
        candidates = tuple(filter(None, names))
        for name in asked:
            if name_key(name) not in map(name_key, candidates):
                raise NotFoundError(kind, name, candidates)
    return replace(wanted, cases=tuple(cases[name_key(name)] for name in wanted.cases))
