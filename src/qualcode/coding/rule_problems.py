"""Rules for key features that name what the study does not have."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.errors import nearest
from qualcode.model.names import name_key
from qualcode.model.problem import Problem, error
from qualcode.study.study import Study
from qualcode.study.toml_lines import key_lines

PATH = "qualcode.toml"


def rule_problems(study: Study) -> Iterator[Problem]:
    """Yield an error for each code and each case in the rules that the study does not have, with its line."""
    if study.settings_fault is not None or study.codebook_fault is not None:  # each is reported itself
        return
    cases = {name_key(case.id): case.id for case in study.cases}
    for kind, entries in (("rules", study.settings.features), ("rivals", study.settings.rivals)):
        for place, entry in enumerate(entries):
            for key in ("codes", "counter"):
                for code in getattr(entry, key):
                    if study.codebook.resolve(code) is None:
                        yield _unknown(study, (kind, place, key), f'No code "{code}"', code, list(study.codebook.by_id))
    for place, rule in enumerate(study.settings.features):
        for case in rule.expect:
            if name_key(case) not in cases:
                yield _unknown(study, ("rules", place, "expect"), f'No case "{case}"', case, list(cases.values()))


def _unknown(study: Study, keys: tuple[str | int, ...], message: str, given: str, known: list[str]) -> Problem:
    lines = key_lines(study.read_bytes(PATH).decode("utf-8-sig"))
    path = ("features", *keys)
    line = next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), None)
    near = nearest(given, known, most=3)
    remedy = f"Did you mean {', '.join(near)}?" if near else "See `qualcode codebook show` and `qualcode status`."
    return error(PATH, line, f"{message}, which a rule for key features names.", remedy)
