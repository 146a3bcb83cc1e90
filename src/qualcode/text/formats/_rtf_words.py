"""What the control words of rich text mean: characters, and groups whose words go elsewhere or nowhere."""

from __future__ import annotations

CHARACTERS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "page": "\n", "column": "\n", "emdash": "—", "endash": "–", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
    "~": " ", "_": "\u2011", "\t": "\t", "zwj": "\u200d", "zwnj": "\u200c", "nestcell": "\t",
}  # fmt: skip
SKIPPED = frozenset(
    [
        "colortbl",
        "info",
        "pict",
        "objdata",
        "themedata",
        "colorschememapping",
        "listtable",
        "listoverridetable",
        "revtbl",
        "rsidtbl",
        "generator",
        "latentstyles",
        "datastore",
        "xmlnstbl",
        "fldinst",
        "sn",
        "sv",
        "nonshppict",
        "shprslt",
        "atnid",
        "atrfstart",
        "atrfend",
        "atndate",
        "atnparent",
        "atnref",
        "bkmkstart",
        "bkmkend",
        "filetbl",
        "protusertbl",
        "userprops",
        "xe",
        "tc",
        "txe",
        "rxe",
        "private",
        "falt",
        "panose",
    ]
)
KEPT_STARRED = frozenset(
    {"shpinst", "shptxt", "ud", "annotation", "footnote", "listtext", "pntext", "fldrslt", "result"}
)
EDGES = frozenset({"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"})
HEADINGS = ("heading ", "title", "subtitle", "标题", "標題")
"""How the names of styles begin that make a paragraph a heading."""
