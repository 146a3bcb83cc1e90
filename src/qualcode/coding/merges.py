"""Codes that were merged, taken apart again: agreement as it was before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from qualcode.model.codebook import Code, Codebook
from qualcode.study.as_of import StudyAsOf
from qualcode.study.codebook_reading import CodebookReading
from qualcode.study.paths import STUDY_LEDGER
from qualcode.study.study import Study

_MERGED = "merge"


class StudyBeforeMerges(StudyAsOf):
    """The study with every merged code standing for itself again, beside the code that took it in; as of an instant, if given."""

    @cached_property
    def codebook_reading(self) -> CodebookReading:
        """`codebook.yaml` with the merged codes back in it."""
        reading = super().codebook_reading
        return replace(reading, codebook=apart(reading.codebook, merges_of(Study(self.root))))


def merges_of(study: Study) -> Mapping[str, tuple[str, ...]]:
    """Return the codes that were merged into each code that still is, by the acts of `codebook merge`.

    A code that was only renamed is not among them: its codings were always its own.
    """
    former: dict[str, list[str]] = {}
    for coder in study.settings.coders:
        for event in study.state(coder.handle, STUDY_LEDGER).books:
            if event.change == _MERGED:
                *sources, into = event.codes
                target = study.codebook.resolve(into)
                if target is not None:
                    own = set(target.was)
                    former.setdefault(target.id, []).extend(each for each in sources if each in own)
    order = {code.id: place for place, code in enumerate(study.codebook)}
    found = {into: tuple(dict.fromkeys(sources)) for into, sources in former.items() if sources}
    return dict(sorted(found.items(), key=lambda pair: order[pair[0]]))


def apart(codebook: Codebook, merges: Mapping[str, tuple[str, ...]]) -> Codebook:
    """Return the codebook with merged codes as codes of their own, each right after the one that took it in."""
    codes: list[Code] = []
    for code in codebook:
        added = merges.get(code.id, ())
        children = [more for child in code.children for more in (child, *merges.get(child, ()))]
        codes.append(replace(code, was=tuple(old for old in code.was if old not in added), children=tuple(children)))
        codes += [Code(id, {"": id}, parent=code.parent, level=code.level, codable=code.codable) for id in added]
    return replace(codebook, codes=tuple(codes))
