"""`codebook show|search|check`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from qualcode.cli.options import LanguageOption, PrintFormat, StudyOption, find_code, language_of, open_study
from qualcode.cli.output import plural, put, put_json, say, shade
from qualcode.errors import UsageError
from qualcode.model.codebook import Code, worded
from qualcode.model.names import name_key
from qualcode.study.study import Study


def show(
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help="One code, with its rules; all codes without one.")
    ] = None,
    rules: Annotated[
        bool, typer.Option("--rules", help="With definition, rules, example and cues; of a code, also of all below it.")
    ] = False,
    language: LanguageOption = None,
    format: PrintFormat = "table",
    folder: StudyOption = None,
) -> None:
    """Show the codes as a tree, or one code with its definition, rules, example and cues."""
    study = open_study(folder)
    codes = study.codebook.codes
    if code is not None:
        named = find_code(study, code).id
        codes = tuple(study.codebook.by_id[id] for id in (study.codebook.descendants(named) if rules else (named,)))
    if format == "json":
        put_json(
            "codebook", {"code": code}, {"version": study.codebook.version, "codes": [_as_json(each) for each in codes]}
        )
    elif rules or code is not None:
        for each in codes:
            _put_rules(study, each, language_of(study, language))
    else:
        for each in codes:
            _put_line(each, language_of(study, language))
        say(
            f"{plural(len(study.codebook.codable), 'code')} and {plural(len(codes) - len(study.codebook.codable), 'heading')}."
        )


def _put_line(code: Code, language: str) -> None:
    names = " / ".join(dict.fromkeys((code.name(language), *code.names.values())))
    heading = "" if code.codable else shade("  (heading)", "2")
    put(f"{'  ' * (code.level - 1)}{shade(code.id, '33')}  {names}{heading}")


def _put_rules(study: Study, code: Code, language: str) -> None:
    _put_line(code, language)
    parts = (
        ("path", study.codebook.path(code.id, language)),
        ("definition", worded(code.definition, language)),
        ("include", worded(code.include, language)),
        ("exclude", worded(code.exclude, language)),
        ("example", "; ".join(code.examples)),
        ("scale", ", ".join(f"{value:g}" for value in code.scale)),
        ("cues", "; ".join(cue for cues in code.cues.values() for cue in cues)),
        ("origin", f"{code.origin} {code.since or ''}".strip()),
        ("was", ", ".join(code.was)),
        ("below", ", ".join(code.children)),
    )
    for label, value in parts:
        if value:
            put(f"  {shade(label, '2')}: {value}")


def _as_json(code: Code) -> dict[str, Any]:
    fields = ("id", "names", "definition", "include", "exclude", "examples", "codable", "scale", "cues", "color")
    more = ("origin", "since", "was", "parent", "children", "level", "line")
    return {name: _plain(getattr(code, name)) for name in (*fields, *more)}


def _plain(value: Any) -> Any:
    return dict(value) if hasattr(value, "items") else list(value) if isinstance(value, tuple) else value


def search(
    words: Annotated[
        str, typer.Argument(metavar="WORDS", help="Looked for in ids, names, definitions, rules, examples and cues.")
    ],
    folder: StudyOption = None,
) -> None:
    """Find codes by any words of theirs."""
    study = open_study(folder)
    wanted = name_key(words.strip())
    if not wanted:
        raise UsageError("There are no words to search for.")
    found = 0
    for code in study.codebook:
        where = _where(code, wanted)
        if where:
            found += 1
            put(
                f"{shade(code.id, '33')}  {study.codebook.path(code.id, language_of(study, None))}  {shade('in ' + ', '.join(where), '2')}"
            )
    say(f"{plural(found, 'code')}.")


def _where(code: Code, wanted: str) -> list[str]:
    texts: dict[str, tuple[str, ...]] = {
        "id": (code.id, *code.was),
        "name": tuple(code.names.values()),
        "definition": tuple(code.definition.values()),
        "include": tuple(code.include.values()),
        "exclude": tuple(code.exclude.values()),
        "example": code.examples,
        "cue": tuple(cue for cues in code.cues.values() for cue in cues),
    }
    return [label for label, values in texts.items() if any(wanted in name_key(value) for value in values)]


def check(folder: StudyOption = None) -> None:
    """Find every fault of the codebook at once, near-equal names included; exit 1 if there is an error."""
    # Comparing names costs more to import than the other commands take.
    from qualcode.study.codebook_check import near_duplicates

    study = open_study(folder, strict=False)
    problems = (*study.codebook_reading.problems, *near_duplicates(study.codebook, "codebook.yaml"))
    for problem in problems:
        put(str(problem))
    errors = sum(problem.severity == "error" for problem in problems)
    say(
        f"{plural(len(study.codebook), 'entry', 'entries')}, {plural(errors, 'error')}, {plural(len(problems) - errors, 'warning')}."
    )
    if errors:
        raise typer.Exit(1)
