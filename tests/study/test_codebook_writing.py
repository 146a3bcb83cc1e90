from __future__ import annotations

import dataclasses
import string

from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.model.codebook import Code, Codebook
from qualcode.study.codebook_file import read_codebook
from qualcode.study.codebook_write import write_codebook

AWKWARD = [
    "no",
    "1:30",
    "a # b",
    "a: b",
    "ends ",
    " begins",
    "two\nlines\n",
    'say "so"',
    "it's",
    "- x",
    "政策、补贴：未到位",
    "~",
    "null",
    "\t",
    "\x85",
    "\ufeff",
    "é",
    "{a}",
    "[",
    "*x",
    "&x",
    "!x",
    "%x",
    "@x",
    "…。",
    "12",
    "1e3",
    "= ",
    "<<",
    "a,b",
    "\\n",
    "\x07",
    "\u2028",
    "😀",
]
TEXTS = st.sampled_from(AWKWARD) | st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)
WORDINGS = st.one_of(
    st.builds(lambda text: {"": text}, TEXTS),
    st.dictionaries(st.sampled_from(["en", "zh", "zh-Hant"]), TEXTS, min_size=1),
)
LISTS = st.lists(TEXTS, max_size=3).map(tuple)
TOKENS = st.fixed_dictionaries(
    {},
    optional={
        "LEMMA": TEXTS,
        "LOWER": st.builds(lambda x: {"IN": x}, st.lists(TEXTS, min_size=1, max_size=3)),
        "IS_ALPHA": st.booleans(),
        "LENGTH": st.integers(0, 99),
        "OP": st.sampled_from(["*", "?", "{1,3}"]),
    },
)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "definition": WORDINGS,
        "include": WORDINGS,
        "exclude": WORDINGS,
        "examples": LISTS,
        "codable": st.booleans(),
        "scale": st.lists(st.floats(-1e6, 1e6), unique=True, max_size=4).map(tuple),
        "cues": st.dictionaries(st.sampled_from(["en", "zh"]), LISTS.filter(bool)),
        "patterns": st.lists(st.lists(TOKENS, min_size=1, max_size=3).map(tuple), max_size=2).map(tuple),
        "color": st.sampled_from(["#fff", "#b3589a", None]),
        "origin": st.sampled_from(["a-priori", "emergent", "in-vivo"]),
        "since": st.sampled_from([None, "2026", "2026-03", "2026-03-01"]),
        "was": st.lists(st.text(string.ascii_letters + "编码-_.", min_size=1, max_size=5), max_size=2).map(tuple),
    },
)


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    codes: list[Code] = []

    def grow(parent: Code | None, level: int) -> None:
        for _ in range(draw(st.integers(0 if parent else 1, 2))):
            number = len(codes)
            fields = draw(FIELDS)
            code = Code(
                draw(st.sampled_from(["C", "编码-", "no.", "1_"])) + str(number),
                draw(WORDINGS),
                parent=parent.id if parent else None,
                level=level,
                **fields,
            )
            codes.append(code)
            if level < 3:
                grow(code, level + 1)
            children = tuple(each.id for each in codes if each.parent == code.id)
            codes[number] = dataclasses.replace(code, children=children)

    grow(None, 1)
    return Codebook(tuple(codes), draw(TEXTS), draw(TEXTS))


def placeless(book: Codebook) -> tuple[object, ...]:
    return book.title, book.version, tuple(dataclasses.replace(code, line=0) for code in book)


@settings(max_examples=150, deadline=None)
@given(codebooks())
def test_reading_what_was_written_gives_an_equal_codebook(book: Codebook) -> None:
    written = write_codebook(book)
    found = read_codebook(written)
    assert placeless(found.codebook) == placeless(book)
    assert write_codebook(found.codebook) == written


def test_what_needs_no_quotes_has_none() -> None:
    code = Code("BOT-POL", {"en": "Fragmented policy", "zh": "政策碎片化"}, definition={"": "no"}, cues={"": ("a, b",)})
    assert write_codebook(Codebook((code,), "T", "1.0")).decode() == (
        "title: T\n"
        'version: "1.0"\n'
        "codes:\n"
        "  - id: BOT-POL\n"
        "    name: {en: Fragmented policy, zh: 政策碎片化}\n"
        '    definition: "no"\n'
        '    cues: ["a, b"]\n'
    )


def test_an_empty_codebook_is_written_and_read() -> None:
    assert write_codebook(Codebook(())) == b"codes: []\n"
    assert read_codebook(b"codes: []\n").codebook.codes == ()
