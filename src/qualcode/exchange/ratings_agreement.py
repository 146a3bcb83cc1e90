"""Agreement on the ratings of a file: all coders, single categories, pairs of coders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qualcode.agreement.assess import Agreement, AgreementResult, Scope, assess_ratings, every_coefficient
from qualcode.agreement.coefficient import Coefficient
from qualcode.agreement.found import Asked, named, pairs_of, part_of
from qualcode.agreement.named import with_alpha
from qualcode.agreement.ratings import Ratings
from qualcode.agreement.wording import Sentence
from qualcode.errors import StudyError
from qualcode.exchange.ratings_file import RatingsFile

CATEGORY = "fleiss_kappa_category"
_TWO = ("percent_agreement", "cohen_kappa", "alpha_nominal")
_MORE = ("percent_agreement", "fleiss_kappa", "alpha_nominal")
_NOT_APPLICABLE = frozenset({"two_coders", "exactly_two", "not_numbers", "negative", "many_values"})
_MOST_CATEGORIES = 50
_DEAR = 20_000_000
_DEAR_KINDS = 400_000
_UNITS_A_KIND = 100


def ratings_agreement(
    file: RatingsFile, asked: Asked, elsewhere: Mapping[str, str]
) -> tuple[Agreement, dict[str, str]]:
    """Return the agreement on a file's ratings, and the coefficients that do not apply to them, each with the reason.

    With `all` these are left out. Raise `StudyError` where a coefficient asked for by name needs numbers and meets text.
    """
    known = every_coefficient()
    usual = _TWO if len(file.coders) == 2 else _MORE
    wanted = named(with_alpha(asked.names) or usual, {**known, CATEGORY: None}, elsewhere)
    names = list(dict.fromkeys(name for name, _ in wanted if name != CATEGORY))
    refused = dict(_refused(file, [known[name] for name in names], asked))
    kept = [name for name in names if name not in refused]
    agreement = _assessed(file, kept, _scopes(file, names, asked), asked)
    results = agreement.results
    # What compares two coders only says nothing of all of them, and does of each pair.
    two = [name for name in refused if known[name].coders == 2 and "pair" in _scopes(file, names, asked)]
    if two:
        results += _assessed(file, two, ("pair",), asked).results
    single = [] if asked.all else [part for name, part in wanted if name == CATEGORY]
    return replace(agreement, results=(*results, *_categories(file, single, asked))), refused


def _assessed(file: RatingsFile, names: Sequence[str], scopes: Sequence[Scope], asked: Asked) -> Agreement:
    return assess_ratings(
        file.ratings,
        file.coders,
        names,
        by=scopes,
        language=asked.language,
        interval=asked.interval,
        replicates=asked.replicates,
        seed=asked.seed,
        without=asked.without and few_pairs(file, replace(asked, pairs=False), len(names)),
    )


def few_categories(ratings: Ratings) -> bool:
    """Say whether each single category is looked at without being asked for."""
    count = len(ratings.categories)
    return count <= _MOST_CATEGORIES and count * ratings.matrix.size <= _DEAR


def few_pairs(file: RatingsFile, asked: Asked, coefficients: int) -> bool:
    """Say whether the pairs of coders are compared."""
    return bool(pairs_of(file.coders, asked, _cost(file, coefficients)))


def _cost(file: RatingsFile, coefficients: int) -> float:
    """Return what comparing two coders costs, 1 being as much as may be spent unasked: resampling is most of it."""
    kinds = len(file.ratings.patterns.times) + file.ratings.matrix.shape[1] / _UNITS_A_KIND
    return float(kinds * max(coefficients, 1) / _DEAR_KINDS)


def inapplicable(coefficient: Coefficient, ratings: Ratings) -> Sentence | None:
    """Say why a coefficient is not made for such ratings, if so; that these ones leave it undefined is another matter."""
    why = coefficient.cannot(ratings)
    return None if why is None or why.key not in _NOT_APPLICABLE else why


def _scopes(file: RatingsFile, names: Sequence[str], asked: Asked) -> tuple[Scope, ...]:
    kept = {
        "pooled": True,
        "pair": few_pairs(file, asked, len(names)),
        "category": few_categories(file.ratings),
    }
    return tuple(scope for scope in asked.scopes if kept.get(scope))


def _refused(file: RatingsFile, wanted: Sequence[Coefficient], asked: Asked) -> Iterator[tuple[str, str]]:
    for one in wanted:
        why = inapplicable(one, file.ratings)
        if why is not None and asked.all:
            yield one.name, why.text(asked.language)
        elif why is not None and why.key == "not_numbers":
            raise _text(file, one.name)


def _text(file: RatingsFile, name: str) -> StudyError:
    assert file.no_number is not None
    return StudyError(
        f'{name} needs numbers, and column "{file.no_number.column}" has "{file.no_number.written}" here.',
        remedy="Write numbers (an empty cell is missing), or take a nominal coefficient.",
        path=file.path,
        line=file.no_number.line,
    )


def _categories(file: RatingsFile, parts: Sequence[str], asked: Asked) -> tuple[AgreementResult, ...]:
    """Return Fleiss's κ of the categories named, of all where one name is empty."""
    if not parts:
        return ()
    for part in filter(None, parts):
        part_of(part, "category", file.ratings.categories)
    found = assess_ratings(
        file.ratings, file.coders, ["fleiss_kappa"], by="category", language=asked.language, without=False
    )
    return tuple(one for one in found.results if "" in parts or one.category in parts)
