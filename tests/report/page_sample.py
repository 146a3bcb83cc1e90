"""A small study that means harm: markup, scripts and templates wherever a person may write."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from studies import code, coder_of, make_study, reopened

from qualcode.coding.marks import done, memo
from qualcode.model.events import About
from qualcode.study.study import Study

SCRIPT = '</script><script>window.harm = 1</script><img src="x" onerror="window.harm = 1">'
TEMPLATE = "{{ 7 * 7 }} {% raw %} ${harm} &lt;b&gt; <!-- ]]> \\u003c"
LONG = "长" * 60_000

HOSTILE = {
    "INT01": (
        "Interviewer: What held it back?\n"
        f"Respondent: 😀😀 The subsidy never arrived. {SCRIPT}\n"
        f"Interviewer: {TEMPLATE}\n"
        "Respondent: The council\u2028never met. 补贴没到位。\n"
    ),
    "INT02": f"Interviewer: And?\nRespondent: {LONG}\n",
    "cases/zj-auto/agreement.txt": "第一条 双方共建产业学院。\n\n第二条 甲方提供设备。\n",
}

CODEBOOK = """\
title: "</script>"
codes:
  - id: BOT
    name: "</script><img src=x onerror=alert(1)>"
    codable: false
    color: "red;}</style><script>harm()</script>"
    children:
      - {id: BOT-POL, name: {en: "{{ policy }}", zh: 政策}, definition: "<b>bold</b>", examples: ["an example of <i>words</i>"]}
      - {id: BOT-MOT, name: "动力不足", color: "#ffff00"}
  - {id: GOV, name: Governance}
"""

SHEETS = {
    "interviews/attributes.csv": 'document,case,note\nINT01,zj-auto,"<img src=x onerror=harm()>"\nINT02,zj-auto,x\n',
    "interviews/participants.csv": "participant,document,speaker,role\nP1,INT01,Respondent,<b>college</b>\nP2,INT02,Respondent,enterprise\n",
    "cases/attributes.csv": "case,name\nzj-auto,</script><b>Auto</b>\n",
}

FEATURES = """
[features]
cases = 1
roles = 1
quotes = 1

[[features.rules]]
id = "policy"
name = "<b>Policy</b>"
codes = ["BOT-POL"]
counter = ["BOT-MOT"]
"""


def hostile_study(root: Path) -> Study:
    """Make the study: two coders who have finished INT01 and differ there."""
    study = make_study(root, documents=HOSTILE, codes=CODEBOOK, sheets=SHEETS, settings=FEATURES)
    code(study, "c1", "INT01", "The subsidy never arrived.", "BOT-POL", memo="a memo with </script> in it")
    code(study, "c1", "INT01", "subsidy never", "BOT-MOT", stance="denies")
    code(study, "c1", "INT01:4", None, "GOV")
    code(study, "c2", "INT01", "The subsidy never arrived.", "BOT-POL")
    c1 = coder_of(study, "c1")
    memo(study, c1, "a note on INT01 </script>", About(document="INT01"), kind="methodological")
    memo(study, c1, "<b>a rule to sharpen</b>", About(code="BOT-POL"), kind="code")
    memo(study, c1, "{{ case }} javascript:harm()", About(case="zj-auto"), kind="case")
    for handle in ("c1", "c2"):
        done(study, coder_of(study, handle), "INT01")
    return reopened(study)


class Markup(HTMLParser):
    """What a parser of HTML finds in a page: its elements, their attributes, its scripts, and its segments' words."""

    def __init__(self, page: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.words: list[str] = []
        self._into: list[str] | None = None
        self.feed(page.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += attrs
        kinds = {"script": self.scripts, "style": self.styles}
        is_words = tag == "p" and (dict(attrs).get("class") or "").startswith("words")
        self._into = self.words if is_words else kinds.get(tag)
        if self._into is not None:
            self._into.append("")

    def handle_endtag(self, tag: str) -> None:
        self._into = None

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into[-1] += data
