"""Key features by a rule declared beforehand: in which cases each holds, who says so, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from qualcode.analysis.passages import distinct, in_order
from qualcode.model.codebook import Codebook
from qualcode.model.evidence import Evidence, Passage
from qualcode.model.feature import FeatureRule, FeatureState

Standing = Literal["key", "contested", "not key"]
Replication = Literal["literal", "theoretical", "failed", "untested"]
DOCUMENTS = "documents"
"""The source that a case's documents are; every other source is a role."""


@dataclass(frozen=True, slots=True)
class Side:
    """The passages about a feature, sorted by what they say; each is distinct within its list, in document order."""

    affirming: tuple[Passage, ...] = ()
    denying: tuple[Passage, ...] = ()
    mixed: tuple[Passage, ...] = ()
    planned: tuple[Passage, ...] = ()

    @property
    def all(self) -> tuple[Passage, ...]:
        """Every passage, those that affirm first."""
        return (*self.affirming, *self.mixed, *self.denying, *self.planned)

    @property
    def state(self) -> FeatureState:
        """What these passages come to."""
        held = {"affirms": self.affirming, "denies": self.denying, "mixed": self.mixed, "planned": self.planned}
        return state_of({stance for stance, passages in held.items() if passages})


@dataclass(frozen=True, slots=True)
class InCase:
    """One feature in one case: its state (`None`: silent, but not everything there has been coded), and the evidence.

    `sources` are the roles that affirm it, and `documents` when a document of the case does; `by_source` gives the
    passages of each role and of the documents, whatever they say. `enough`: as many passages and sources affirm it as
    the rule asks for, whatever else is said.
    """

    case: str
    side: Side
    state: FeatureState | None
    sources: tuple[str, ...]
    by_source: Mapping[str, Side]
    enough: bool
    replication: Replication


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule comes to: the feature in each case, and whether it is key."""

    rule: FeatureRule
    cases: tuple[InCase, ...]

    def where(self, *states: FeatureState) -> tuple[InCase, ...]:
        """Return the cases in which it has one of these states."""
        return tuple(each for each in self.cases if each.state in states)

    @property
    def support(self) -> tuple[InCase, ...]:
        """The cases that support it, undisputed and with as much evidence as the rule asks for."""
        return tuple(each for each in self.where("supported") if each.enough)

    @property
    def standing(self) -> Standing:
        """What the rule makes of it.

        `key`: as many cases support it as the rule asks for. `contested`: only if cases count in which it is denied as
        well as affirmed. `not key`: not even so.
        """
        if len(self.support) >= self.rule.cases:
            return "key"
        disputed = [each for each in self.where("partial") if each.enough]
        return "contested" if len(self.support) + len(disputed) >= self.rule.cases else "not key"


def find_features(evidence: Evidence, rules: Sequence[FeatureRule]) -> tuple[Finding, ...]:
    """Return what each rule comes to in each case, in the rules' order.

    A coding speaks about the case in effect (that of its document, or the one it names); one of a document of several
    cases that names none counts nowhere. A coding without stance affirms.
    """
    passages = [passage for passage in in_order(evidence) if passage.case is not None]
    return tuple(Finding(rule, tuple(_in_cases(evidence, rule, passages))) for rule in rules)


def families_of(codebook: Codebook, codes: Iterable[str]) -> frozenset[str]:
    """Return the ids that codes stand for: their own (also by an old id) and every one below; unknown ones are passed over."""
    known = [code for code in map(codebook.resolve, codes) if code is not None]
    return frozenset(below for code in known for below in codebook.descendants(code.id))


def state_of(stances: Set[str]) -> FeatureState:
    """Return what the stances of some passages come to.

    `supported`: affirmed, and nothing denies; `partial`: both, or mixed; `contradicted`: denied, and nothing affirms;
    `planned`: only intended; `silent`: nothing was said.
    """
    if "mixed" in stances or stances >= {"affirms", "denies"}:
        return "partial"
    if "affirms" in stances:
        return "supported"
    if "denies" in stances:
        return "contradicted"
    return "planned" if "planned" in stances else "silent"


def sorted_out(passages: Iterable[Passage], against: frozenset[str] = frozenset()) -> Side:
    """Return passages sorted by stance; under a counter-code an affirmation denies, and a denial affirms."""
    kept: dict[str, list[Passage]] = {"affirms": [], "denies": [], "mixed": [], "planned": []}
    for passage in passages:
        stance = passage.coding.stance or "affirms"
        if passage.coding.code in against:
            stance = {"affirms": "denies", "denies": "affirms", "mixed": "mixed"}.get(stance, "")  # type: ignore[assignment]
        if stance in kept:
            kept[stance].append(passage)
    lists = (tuple(distinct(kept[stance])) for stance in ("affirms", "denies", "mixed", "planned"))
    return Side(*lists)


def _in_cases(evidence: Evidence, rule: FeatureRule, passages: Sequence[Passage]) -> Iterable[InCase]:
    own = families_of(evidence.codebook, rule.codes)
    against = families_of(evidence.codebook, rule.counter) - own
    wanted = own | against
    found = [passage for passage in passages if passage.coding.code in wanted]
    kinds = {document.id: document.kind for document in evidence.documents}
    for case in evidence.cases:
        here = [passage for passage in found if passage.case == case.id]
        sources: dict[str, list[Passage]] = {}
        for passage in here:
            about = DOCUMENTS if kinds.get(passage.coding.document) == "case" else passage.role or "interview"
            sources.setdefault(about, []).append(passage)
        yield _in_case(evidence, rule, case.id, case.documents, sorted_out(here, against), sources, against)


def _in_case(
    evidence: Evidence,
    rule: FeatureRule,
    case: str,
    documents: Sequence[str],
    side: Side,
    sources: Mapping[str, list[Passage]],
    against: frozenset[str],
) -> InCase:
    by_source = {name: sorted_out(passages, against) for name, passages in sources.items()}
    affirming = tuple(name for name, each in by_source.items() if each.affirming)
    state: FeatureState | None = side.state
    if state == "silent" and not _all_decided(evidence, rule, documents):
        state = None
    return InCase(
        case=case,
        side=side,
        state=state,
        sources=affirming,
        by_source=by_source,
        enough=len(affirming) >= rule.roles and len(side.affirming) >= rule.quotes,
        replication=_replication(rule, case, state),
    )


def _all_decided(evidence: Evidence, rule: FeatureRule, documents: Sequence[str]) -> bool:
    """Say whether silence is known to be silence: every document of the case was finished under a book with these codes."""
    codes = families_of(evidence.codebook, (*rule.codes, *rule.counter)).intersection(evidence.codebook.codable)
    facts = evidence.by_document
    held = [facts[document] for document in documents if document in facts]
    return bool(held) and all(codes <= document.decided for document in held)


def _replication(rule: FeatureRule, case: str, state: FeatureState | None) -> Replication:
    """Yin 2018: literal where a like result was expected and found, theoretical where another was expected, for a reason."""
    expected = rule.expect.get(case)
    if expected is None or state is None:
        return "untested"
    if expected != state:
        return "failed"
    return "literal" if expected == "supported" else "theoretical"
