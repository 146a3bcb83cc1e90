"""Placeholders such as `{{ title }}` in a house's own document, filled in wherever Word has cut them into runs.

A value becomes the text of an element: it can be neither markup nor, as nothing is read twice, a placeholder itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from qualcode.errors import StudyError, nearest
from qualcode.report.values import clean
from qualcode.report.word.xml import W

_PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}")
_CODE = re.compile(r"\{%.*?(?:%\}|$)|\{#.*?(?:#\}|$)|\{\{.*")
_NAME = re.compile(r"\s*([^\W\d]\w*)\s*\Z")
_TEXT, _PARAGRAPH = f"{{{W}}}t", f"{{{W}}}p"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ENVIRONMENT = ImmutableSandboxedEnvironment(undefined=StrictUndefined)


def has_placeholders(element: etree._Element) -> bool:
    """Say whether some paragraph within an element holds a placeholder, or what might be meant for one."""
    return any(_is_marked("".join(text.text or "" for text in texts)) for texts in _paragraphs(element))


def fill_placeholders(element: etree._Element, values: Mapping[str, str], file: str, place: str) -> None:
    """Put values into the placeholders within an element; filters of Jinja such as `{{ date | upper }}` may be used.

    Raise `StudyError` naming file, place and placeholder for a name that is not known, a placeholder that does not end,
    and for statements (`{% … %}`): a letterhead names values, and decides nothing.
    """
    filler = _Filler(values, file, place)
    for texts in _paragraphs(element):
        _fill(texts, filler.value)


def _is_marked(text: str) -> bool:
    return any(mark in text for mark in ("{{", "{%", "{#"))


def _paragraphs(element: etree._Element) -> list[list[etree._Element]]:
    """Return the texts of each paragraph within an element; those of a text box belong to its own paragraphs."""
    found: dict[etree._Element, list[etree._Element]] = {}
    for text in element.iter(_TEXT):
        owner = next(text.iterancestors(_PARAGRAPH), element)
        found.setdefault(owner, []).append(text)
    return list(found.values())


def _fill(texts: list[etree._Element], value: Callable[[str], str]) -> None:
    """Replace the placeholders of one paragraph: a value stands in the run in which its placeholder begins."""
    whole = "".join(text.text or "" for text in texts)
    if not _is_marked(whole):
        return
    kept = [""] * len(texts)
    owners = [at for at, text in enumerate(texts) for _ in text.text or ""]
    end = 0
    for found in _PLACEHOLDER.finditer(whole):
        _keep(kept, owners, whole, end, found.start())
        kept[owners[found.start()]] += value(found[0])
        end = found.end()
    if (code := _CODE.search(_PLACEHOLDER.sub("", whole))) is not None:
        value(code[0])
    _keep(kept, owners, whole, end, len(whole))
    for text, words in zip(texts, kept, strict=True):
        text.text = words
        text.set(_SPACE, "preserve")


def _keep(kept: list[str], owners: list[int], whole: str, start: int, end: int) -> None:
    for at in range(start, end):
        kept[owners[at]] += whole[at]


class _Filler:
    def __init__(self, values: Mapping[str, str], file: str, place: str) -> None:
        self.values, self.file, self.place = values, file, place

    def value(self, placeholder: str) -> str:
        """Return what stands for a placeholder, on one line; raise `StudyError` for one that cannot be filled in."""
        inside = _PLACEHOLDER.fullmatch(placeholder)
        if inside is None:
            raise self._fault(
                placeholder, "is no placeholder that can be filled in", "Write {{ name }}; nothing else is read."
            )
        expression = inside[1]
        name = _NAME.match(expression.partition("|")[0])
        if name is None or name[1] not in self.values:
            near = nearest(name[1] if name else expression.strip(), tuple(self.values), most=1)
            hint = f"Did you mean {{{{ {near[0]} }}}}? " if near else ""
            raise self._fault(placeholder, "is not known", f"{hint}There are: {', '.join(self.values)}.")
        try:
            filled = _ENVIRONMENT.compile_expression(expression, undefined_to_none=False)(**self.values)
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as fault:
            raise self._fault(placeholder, f"cannot be filled in: {fault}", "Mend it in Word.") from fault
        return " ".join(clean(str(filled)).split())

    def _fault(self, placeholder: str, what: str, remedy: str) -> StudyError:
        shown = clean(placeholder)[:80]
        return StudyError(f"{self.place}: {shown} {what.rstrip('.')}.", remedy=remedy, path=self.file)
