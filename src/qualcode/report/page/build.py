"""The page as bytes: one file with its style, its script and the study's values in it, and nothing from anywhere else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from qualcode.collector import collector_paused
from qualcode.errors import StudyError
from qualcode.report.notice import short_notice
from qualcode.report.options import Language
from qualcode.report.page.data import PageData, colors_of, page_data
from qualcode.report.study_report import StudyReport, study_report
from qualcode.report.templates import find_template, render
from qualcode.report.values import clean
from qualcode.study.study import Study

TEMPLATE = "page/page.html.j2"
STYLE = "page/page.css"
SCRIPTS = (
    *("start", "helpers", "model", "filters", "tree", "quotes", "transcripts", "panel", "tables"),
    *("coders", "memos", "search", "overview", "routes"),
)
"""The parts of the page's script, each `page/script/NAME.js`, in the order in which they run."""

AT_ONCE = "document.documentElement.classList.add('js')"
"""Runs before the transcripts are read, so that no browser lays out a hundred of them to show one."""

PARTS = (
    *("overview", "read", "quotes", "matrices", "features", "structure", "saturation"),
    *("coders", "memos", "tables"),
)
"""The parts of the page, in the order of their tabs."""

_ESCAPES = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


@collector_paused
def build_page(study: Study, language: Language, coders: Sequence[str] | None = None, *, redact: bool = False) -> bytes:
    """Return the study's web page as UTF-8: self-contained, asking nothing of a network; the same study, the same bytes.

    `coders` are those whose codings count in its tables, as in `coder_set`. With `redact` no words of a transcript are in
    it. The study's own `templates/page/` replaces the template, the style or the script.
    """
    report = study_report(study, language, coders)
    return page(report, page_data(study, report, language, coders, redact=redact), colors_of(study), study.root)


def page(
    report: StudyReport, data: PageData, colors: Sequence[tuple[str, str]], study_root: Path | None = None
) -> bytes:
    """Return a page filled in with these values; raise `StudyError` when its style or script would end its element."""
    contents = report.contents
    language = data.values["language"]
    style = _color_rules(colors) + _text_of(STYLE, study_root, "</style")
    script = _script(study_root)
    html = render(
        TEMPLATE,
        study_root,
        title=clean(contents.title),
        subtitle=clean(contents.subtitle),
        notice=clean(contents.notice),
        standing=short_notice(contents),
        date=contents.date,
        methods=tuple(map(clean, contents.methods)),
        language={"zh": "zh-CN"}.get(language, language),
        words=data.values["words"],
        parts=PARTS,
        redacted=data.values["redacted"],
        transcripts=data.transcripts,
        drawings=data.drawings,
        style=style,
        script=script,
        at_once=AT_ONCE,
        policy=_policy(style, script),
        data=as_script_data(data.values),
    )
    return html.encode("utf-8")


def as_script_data(values: object) -> str:
    r"""Return values as JSON that no parser of HTML takes for markup: `<`, `>` and `&` are written as escapes.

    >>> as_script_data({"words": "</script>"})
    '{"words":"\\u003c/script\\u003e"}'
    """
    text = msgspec.json.encode(values).decode("utf-8")
    for character, escape in _ESCAPES:
        text = text.replace(character, escape)
    return text


def _script(study_root: Path | None) -> str:
    parts = "\n".join(_text_of(f"page/script/{name}.js", study_root, "</script") for name in SCRIPTS)
    return f"(function () {{\n'use strict';\n{parts}}})();\n"


def _text_of(name: str, study_root: Path | None, end: str) -> str:
    path = find_template(name, study_root)
    try:
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        raise StudyError("it is not UTF-8.", remedy="Save the file as UTF-8.", path=path.as_posix()) from fault
    if end in text.lower():
        raise StudyError(
            f'"{end}" would end it in the middle of the page.', remedy="Write it otherwise.", path=path.as_posix()
        )
    return text


def _color_rules(colors: Sequence[tuple[str, str]]) -> str:
    """Return the codes' colours as custom properties `--k0`, `--k1`, …, on a light page, on a dark one and in print."""
    light = _properties(color for color, _ in colors)
    dark = _properties(color for _, color in colors)
    return (
        f":root{{{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n"
        f"@media screen{{:root[data-theme=dark]{{{dark}}}}}\n"
    )


def _properties(colors: Iterable[str]) -> str:
    return "".join(f"--k{number}:{color};" for number, color in enumerate(colors))


def _policy(style: str, script: str) -> str:
    """Return what a browser may do with the page: run this script and this style, and fetch nothing at all."""
    return (
        f"default-src 'none'; script-src '{_hash(AT_ONCE)}' '{_hash(script)}'; style-src '{_hash(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"
