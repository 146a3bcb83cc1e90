"""The files of a new study: it works at once, and says in its own comments what to do with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Literal

from qualcode.study.sheets import write_csv

StarterLanguage = Literal["en", "zh"]

_SETTINGS: Mapping[StarterLanguage, str] = {
    "en": """\
# What this study is. Every key here may be left out; `qualcode check` names what it does not understand.
[study]
title = {title}
languages = ["en", "zh"]
approach = "codebook"            # coding-reliability, codebook, content-analysis, grounded or reflexive

[segmentation]
unit = "turn"                    # turn, paragraph or sentence; changing it changes no coding
# skip_turn_roles = ["interviewer"]   # turns that are shown but are no units

# Coders: `qualcode coder add c1 --name "Coder 1"` writes a table such as
# [coders.c1]
# name = "Coder 1"
# kind = "human"                 # human, machine or consensus

# When the speakers of a transcript are not recognised as they should be:
# [layout."INT01"]               # a document, or a pattern such as "INT*"
# interviewer = ["Dan"]
# not_speakers = ["HR"]

# [documents]
# ignore = ["*.bak"]             # files in interviews/ and cases/ that are no documents

[report]
language = "en"                  # en or zh
""",
    "zh": """\
# 本研究的设置。每一项都可以省略；看不懂的内容由 `qualcode check` 逐条指出。
[study]
title = {title}
languages = ["zh", "en"]
approach = "codebook"            # coding-reliability、codebook、content-analysis、grounded 或 reflexive

[segmentation]
unit = "turn"                    # turn（话轮）、paragraph（段落）或 sentence（句子）；更改单位不影响已有编码
# skip_turn_roles = ["interviewer"]   # 只显示、不作为分析单位的话轮

# 编码者：`qualcode coder add c1 --name "编码者一"` 会写入这样一段
# [coders.c1]
# name = "编码者一"
# kind = "human"                 # human（人）、machine（机器）或 consensus（共识）

# 如果某份转录稿的说话人识别有误：
# [layout."访谈01"]              # 文档编号，或 "访谈*" 这样的模式
# interviewer = ["小李"]
# not_speakers = ["HR"]

# [documents]
# ignore = ["*.bak"]             # interviews/ 和 cases/ 中不算文档的文件

[report]
language = "zh"                  # en 或 zh
""",
}

_CODEBOOK_HEAD: Mapping[StarterLanguage, str] = {
    "en": "# Three example codes: replace them by your own. `qualcode codebook check` reports what is wrong, with its line.\n",
    "zh": "# 三个示例编码，请换成自己的。`qualcode codebook check` 会指出错误及其所在行。\n",
}

_CODEBOOK = """\
title: {title}
version: "0.1"
codes:
  - id: BOT
    name: {{en: Bottlenecks, zh: 瓶颈}}
    codable: false               # {heading}
    definition:
      en: What holds the cooperation back.
      zh: 阻碍合作的因素。
    children:
      - id: BOT-POL
        name: {{en: Fragmented policy, zh: 政策碎片化}}
        definition:
          en: Rules or subsidies of different departments do not fit together.
          zh: 不同部门的政策或补贴互不配套。
        include:
          en: A policy that was announced and never arrived; departments that pass the matter on.
          zh: 政策出台却未落实；部门之间互相推诿。
        exclude:
          en: A partner who does not want to take part (BOT-MOT).
          zh: 合作方缺乏参与意愿（BOT-MOT）。
        cues: {{en: [subsidy never arrived, not our department], zh: [政策不配套, 补贴没到位]}}
      - id: BOT-MOT
        name: {{en: Weak motivation of firms, zh: 企业动力不足}}
        definition:
          en: Firms see little to gain from taking part.
          zh: 企业认为参与合作收益不大。
        cues: {{en: [no benefit for us, too costly for the firm], zh: [积极性不高, 成本太高]}}
"""

_HEADING: Mapping[StarterLanguage, str] = {"en": "a heading: never applied itself", "zh": "标题：本身不用于编码"}

_README: Mapping[StarterLanguage, str] = {
    "en": """\
# Transcripts

One file for each interview; its name without the suffix is its id (`INT01.docx` → `INT01`). Files named README or GUIDE, and names
that begin with `.`, `_` or `~$`, are no documents.

- `attributes.csv`: one row for each interview; `case` may name several cases, with `;` between them.
- `participants.csv`: one row for each person, document and speaker label; without a label the person is every respondent there.

Both may be Excel workbooks instead (`attributes.xlsx`). Then `qualcode status` shows what was understood.
""",
    "zh": """\
# 访谈转录稿

每次访谈一个文件；去掉后缀的文件名就是文档编号（`访谈01.docx` → `访谈01`）。名为 README 或 GUIDE 的文件，以及以 `.`、`_`、`~$` 开头的文件不算文档。

- `attributes.csv`：每次访谈一行；`case` 可以写多个案例，用 `;` 或 `；` 隔开。
- `participants.csv`：每人、每份文档、每个说话人标签一行；不写标签时，指该文档中的所有受访者。

两者也可以换成 Excel 工作簿（`attributes.xlsx`）。之后用 `qualcode status` 查看识别结果。
""",
}


def starter_files(title: str, language: StarterLanguage) -> Mapping[str, bytes]:
    """Return what `qualcode init` writes: relative path → bytes; every file reads back without a problem.

    Comments are in `language`; the three example codes are in English and Chinese.
    """
    quoted = _quoted(title)
    codebook = _CODEBOOK_HEAD[language] + _CODEBOOK.format(title=quoted, heading=_HEADING[language])
    return {
        "qualcode.toml": _SETTINGS[language].replace("{title}", quoted).encode(),
        "codebook.yaml": codebook.encode(),
        "interviews/README.md": _README[language].encode(),
        "interviews/attributes.csv": write_csv(("document", "case", "date", "duration", "mode"), ()),
        "interviews/participants.csv": write_csv(
            ("participant", "document", "speaker", "role", "province", "consent"), ()
        ),
        "cases/attributes.csv": write_csv(("case", "name", "province", "type"), ()),
        ".gitattributes": b"codings/**/*.jsonl text eol=lf merge=union\n",
        ".gitignore": b"/output/\n/.qualcode/\n",
    }


def _quoted(title: str) -> str:
    """Return a title in double quotes, as TOML and YAML both read it."""
    printable = "".join(char if char.isprintable() else " " for char in title)
    return json.dumps(printable, ensure_ascii=False)
