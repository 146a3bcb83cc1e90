"""What the tables of a report say, in English and Chinese."""

from __future__ import annotations

from qualcode.report.options import Language

_WORDS: dict[str, tuple[str, str]] = {
    "participants": ("Participants", "受访者一览"),
    "participant": ("Participant", "编号"),
    "participant groups": ("Participants by role, province and case", "受访者在角色、省份与案例上的分布"),
    "group": ("Group", "分组"),
    "count participants": ("Participants", "受访者人数"),
    "count interviews": ("Interviews", "访谈数"),
    "count documents": ("Documents", "文件数"),
    "cases": ("The cases", "案例概况"),
    "case": ("Case", "案例"),
    "not stated": ("not stated", "未说明"),
    "unit participant": ("participant", "受访者"),
    "unit case": ("case", "案例"),
    "unit code": ("code", "编码"),
    "unit event": ("event", "事件"),
    "unit item": ("item", "条目"),
    # columns of sheets
    "role": ("Role", "角色"),
    "province": ("Province", "省份"),
    "unit_type": ("Kind of organisation", "单位类型"),
    "position_level": ("Position", "职务层级"),
    "years": ("Years", "年限"),
    "about": ("Cases spoken of", "所涉案例"),
    "date": ("Date", "日期"),
    "mode": ("Mode", "方式"),
    "duration": ("Minutes", "时长（分钟）"),
    "words": ("Words", "字数"),
    "document": ("Document", "文档"),
    "name": ("Name", "名称"),
    "type": ("Type", "类型"),
    "sector": ("Sector", "行业"),
    "start_year": ("Began", "起始年"),
    "governance": ("Governance", "治理方式"),
    "ownership": ("Ownership", "产权"),
    "firm_size": ("Size of the firm", "企业规模"),
    "students": ("Students", "学生数"),
    "invest_college": ("Invested by the college (%)", "学校投入（%）"),
    "invest_firm": ("Invested by the firm (%)", "企业投入（%）"),
    "invest_public": ("Public investment (%)", "财政投入（%）"),
    "retention": ("Retention (%)", "留任率（%）"),
    "outcome": ("Outcome", "结果"),
    "participants note": (
        "Names are those of the sheet of participants. Words are those of the whole interview, the interviewer's included; each Chinese character counts as one.",
        "称谓以受访者登记表为准。字数为整份访谈（含访谈者的话），每个汉字计一，外文每词计一。",
    ),
    "groups note": (
        "A participant counts once in each group; one who speaks of several cases counts in each of them.",
        "受访者在每组中只计一次；涉及多个案例者在各案例中分别计入。",
    ),
    "cases note": (
        "As the sheet of cases states it; “–” where it says nothing.",
        "依案例登记表；未填写处以“–”表示。",
    ),
    # nodes
    "nodes": ("Nodes, sources and references", "节点、材料来源与参考点"),
    "node": ("Level {level} node", "{level}级节点"),
    "sources": ("Sources", "材料来源"),
    "references": ("References", "参考点"),
    "nodes note": (
        "Sources: documents in which the node is coded. References: passages of one coder set; an identical passage (same document, same span) counts once in a node, also where it was coded under several nodes below it.",
        "材料来源：出现该节点的文档数。参考点：只计一组编码者的段落；同一节点内完全相同的段落（同一文档、同一起止）只计一次，在其下多个节点重复编码者亦然。",
    ),
    # reliability
    "reliability": ("Reliability by category", "各范畴的编码信度"),
    "category": ("Category", "范畴"),
    "pooled": ("Pooled", "合计"),
    "reliability note": (
        "N₁, N₂: units to which {coders} gave the category; M: units to which both did; K = 2M/(N₁+N₂) (Holsti); R = 2K/(1+K); Po: share of units alike; κ: Cohen; α: Krippendorff, nominal. K and R take no chance off: R ≥ 0.80 needs only K ≥ 0.667. The pooled row stacks all units × categories.",
        "N₁、N₂：{coders}各自归入该范畴的单位数；M：两者均归入的单位数；K＝2M/(N₁＋N₂)（Holsti）；R＝2K/(1＋K)；Po：一致单位占比；κ：Cohen；α：Krippendorff（称名）。K 与 R 未扣除机遇一致：R≥0.80 只要求 K≥0.667。合计行为全部单位×范畴。",
    ),
    "reliability units": ("{units} units in {documents} documents.", "共 {documents} 份资料、{units} 个单位。"),
    # audit
    "versions": ("Programs in use", "所用程序及版本"),
    "program": ("Program", "程序"),
    "version": ("Version", "版本"),
    "events": ("Entries in the ledgers", "编码账本中的事件"),
    "coder": ("Coder", "编码者"),
    "first": ("First", "首次"),
    "last": ("Last", "末次"),
    "events note": (
        "Columns of entries count every entry ever written, also those taken back or replaced since: nothing is deleted. An entry taken back may be of any kind, or undo another that was taken back, so entries less those taken back are not what holds. “In force” and “documents finished” count what holds today, each coding or document once.",
        "各类事件列计入曾写入的全部事件，包括其后撤回或被取代者（账本不作删除）；撤回可针对任何事件，也可撤回一次撤回，故事件数减撤回数并不等于现有数。“现有编码”与“已完成文档”只计今日有效者，每个编码、每份文档计一次。",
    ),
    "op code": ("Coding entries", "编码事件"),
    "op void": ("Taken back (any entry)", "撤回（各类事件）"),
    "op move": ("Moved", "移位"),
    "op rate": ("Rated", "评定"),
    "op memo": ("Memos", "备忘录"),
    "op done": ("Finished (entries)", "完成（事件）"),
    "op settle": ("Settled", "裁定"),
    "op reject": ("Rejected", "拒绝建议"),
    "op book": ("Codebook", "编码本修改"),
    "op round": ("Rounds", "轮次"),
    "op sample": ("Samples", "抽样"),
    "op withdrawn": ("Withdrawn", "撤销同意"),
    "codings now": ("Codings in force", "现有编码"),
    "finished now": ("Documents finished", "已完成文档"),
    "book": ("Changes of the codebook", "编码手册的修改"),
    "change": ("Change", "修改"),
    "codes": ("Codes", "编码"),
    "by": ("By", "执行者"),
    "book note": (
        "Changes of one code on one day stand in one row; the words before and after are in the history of codebook.yaml.",
        "同一编码同日的修改合为一行；修改前后的文字见 codebook.yaml 的历史。",
    ),
    "settlements": ("Disagreements settled", "分歧的裁定"),
    "settled": ("Settled", "裁定数"),
    "kept": ("A code holds", "保留编码"),
    "neither": ("No code holds", "均不保留"),
    "reasoned": ("With a reason", "附理由"),
    "settlements note": (
        "Settlements ever made; one that was opened again and settled anew counts twice. Each stands with its reason in the ledger of the coder named.",
        "计入曾作出的全部裁定，重新打开后再次裁定者计两次；各项理由见所列编码者的账本。",
    ),
    "inputs": (
        "The report was made from {count} files; the SHA-256 of each stands in manifest.json, which `qualcode run` writes, and inside this document.",
        "报告依据 {count} 个文件生成；各文件的 SHA-256 见 qualcode run 写出的 manifest.json，亦存于本文件内。",
    ),
    # checklists
    "item": ("No.", "序号"),
    "topic": ("Topic", "条目"),
    "reported": ("What is asked for", "报告内容"),
    "answer": ("In this study", "本研究"),
    "author": ("[for the author to fill in]", "［待作者填写］"),
}

_NUMERALS = "一二三四五六七八九"


def say(key: str, language: Language, **filling: object) -> str:
    """Return a wording in the language, filled in."""
    return _WORDS[key][language == "zh"].format(**filling)


def label(name: str, language: Language) -> str:
    """Return what a reader calls a column of a sheet: the words for it, or its own name."""
    return say(name, language) if name in _WORDS else name


def ordinal(level: int, language: Language) -> str:
    """Return the number of a level as a heading says it: 1, 一."""
    return _NUMERALS[level - 1] if language == "zh" and level <= len(_NUMERALS) else str(level)
