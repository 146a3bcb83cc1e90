"""What analysis says, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping

from qualcode.model.evidence import CoderSet

WORDS: dict[str, tuple[str, str]] = {
    "code": ("Code", "编码"),
    "case": ("Case", "案例"),
    "document": ("Document", "文档"),
    "role": ("Role", "角色"),
    "participant": ("Participant", "受访者"),
    "kind": ("Kind", "类别"),
    "province": ("Province", "省份"),
    "interview": ("Interview", "访谈"),
    "case document": ("Case document", "案例文件"),
    "total": ("Total", "合计"),
    "total of": ("With it, of {of}", "出现数（共 {of}）"),
    "matrix": ("{rows} × {columns}: {values}", "{rows} × {columns}：{values}"),
    "matrix of": ("{title} ({codes})", "{title}（{codes}）"),
    "total here": ("Total counted here", "本表计入合计"),
    "count": ("number of passages", "参考点数"),
    "presence": ("presence", "是否出现"),
    "share": ("share of documents", "文档占比"),
    "quotes": ("quotes", "引文"),
    "row-share": ("share of the row's passages", "占该行参考点比例"),
    "column-share": ("share of the column's passages", "占该列参考点比例"),
    "per-1000": ("passages per 1,000 words", "每千词（字）参考点"),
    "state": ("states", "状态"),
    "weight": ("mean weight", "平均权重"),
    "summary": ("summaries", "摘要"),
    "state supported": ("affirmed", "肯定"),
    "state partial": ("partly", "部分"),
    "state planned": ("planned only", "仅计划"),
    "state contradicted": ("denied", "否定"),
    "state silent": ("not mentioned", "未提及"),
    "row-share note": (
        "Share of the row's passages; an identical passage counts once.",
        "占该行全部参考点的比例，完全相同的段落只计一次。",
    ),
    "column-share note": (
        "Share of the column's passages on the codes shown; an identical passage counts once.",
        "占该列所列编码全部参考点的比例，完全相同的段落只计一次。",
    ),
    "per-1000 note": (
        "Passages per 1,000 words of all documents that could speak in the cell, interviewers' words included; each Chinese character counts as one word.",
        "每千词参考点数：分母为该格可能涉及的全部文档的词数（含访谈者的话），每个汉字计为一词。",
    ),
    "state note": (
        "Affirmed: said to be so (a coding without stance affirms), nothing denies; partly: both, or mixed; planned only; denied: only denied; not mentioned: not coded though every document there was finished; empty: not known. What is affirmed may be a bottleneck or a risk as well as a good.",
        "肯定：有肯定（未标立场者按肯定计）而无否定；部分：两者兼有或立场为兼有；仅计划：只有计划；否定：只有否定；未提及：该处全部文档均已完成而未编码；空：未知。所肯定者也可以是瓶颈或风险。",
    ),
    "weight note": (
        "Mean weight of the passages that bear one, on the scale that each code declares; identical passages once.",
        "带权重的参考点的平均权重，量表由各编码规定；完全相同的段落只计一次。",
    ),
    "summary note": (
        "Summaries are a person's words, with the number of codings they rest on; “*” marks those where codings have changed since.",
        "摘要为研究者所写，括号内为所依据的编码数；“*”表示此后编码有变动。",
    ),
    "order count": ("Rows are in the order of their number of passages.", "各行按参考点数排序。"),
    "order attribute": ("Ordered by {name}.", "按{name}排序。"),
    "unit passage": ("passage", "参考点"),
    "unit document": ("document", "文档"),
    # notes
    "coders": ("Whose codings: {handles} ({rule}).", "计入的编码员：{handles}（{rule}）。"),
    "counting": (
        "Counted are passages of this one coder set; an identical passage (same document, same span) counts once in a cell, however often it was coded there.",
        "计数单位为参考点，只计这一组编码员；同一单元格内完全相同的段落（同一文档、同一起止）只计一次。",
    ),
    "descendants": (
        "A code includes the codes below it; a passage coded twice below one code counts once.",
        "上级编码包含其下各级编码；同一段落在同一上级编码下重复编码只计一次。",
    ),
    "own": ("A code counts its own passages only, not those of the codes below it.", "编码只计本级，不含其下级编码。"),
    "level": (
        "Codes below level {level} are counted in their code of that level.",
        "第 {level} 级以下的编码并入该级。",
    ),
    "nothing along": (
        "Nothing stands along “{name}”: no document has one. For cases, make a folder for each below cases/.",
        "“{name}”一边没有内容：没有文档带有它。案例请在 cases/ 下各建一个文件夹。",
    ),
    "no documents": (
        "Without any document, so that nothing is known there: {names}.",
        "没有任何文档、因而一无所知者：{names}。",
    ),
    "total note": (
        "The total counts an identical passage once, so it may be less than the sum of the row.",
        "合计对完全相同的段落只计一次，可能小于该行各格之和。",
    ),
    "presence note": (
        "1: coded there at least once; 0: not coded, and every document there was finished under a codebook that had the code; empty: not known, since silence is not evidence of absence. The last column says in how many columns it is present.",
        "1：至少编码一次；0：未编码，且该处全部文档均已在含有该编码的编码本下完成；空：未知（未提及不等于不存在）。末列为出现的列数。",
    ),
    "share note": (
        "Share of the documents of the column in which the code is present, among those where that is known (coded, or finished under a codebook that had the code); empty where it is known of none. Documents not known for at least one cell, and set aside there: {missing} of {of}.",
        "该列中出现该编码的文档占比，分母为可知的文档（已编码，或已在含有该编码的编码本下完成）；均不可知则留空。至少在一格中不可知而未计入该格的文档：{missing}/{of}。",
    ),
    "quotes note": (
        "Quotes are the first {most} passages of each cell in document order, an identical passage once, unabridged.",
        "引文为每格按文档顺序的前 {most} 个参考点，完全相同者只列一次，未作删节。",
    ),
    "stance note": (
        "A cell counts mentions, not support; of the {count} codings shown: affirms {affirms}, denies {denies}, mixed {mixed}, planned {planned}, without stance {none}.",
        "单元格计提及而非支持；所列 {count} 次编码中：肯定 {affirms}，否定 {denies}，兼有 {mixed}，仅为计划 {planned}，未标立场 {none}。",
    ),
    "source document": ("{name} is an attribute of documents.", "{name}取自文档属性。"),
    "source case": ("{name} is an attribute of cases.", "{name}取自案例属性。"),
    "source participant": (
        "{name} is an attribute of participants; a document counts where at least one passage of theirs was coded.",
        "{name}取自受访者属性；受访者的文档指其至少有一个参考点的文档。",
    ),
    "set aside": ("Set aside: {reasons}.", "未计入：{reasons}。"),
    "nothing": ("none", "无"),
    # why a coding is set aside
    "several cases": (
        "codings in documents of several cases that name none",
        "多案例文档中未指明案例的编码",
    ),
    "other case": ("codings about none of the cases", "不涉及任何案例的编码"),
    "no case": ("codings in documents of no case", "不属于任何案例的文档中的编码"),
    "no value": ("codings without {name}", "无{name}信息的编码"),
    # other tables
    "documents": ("Documents", "文档一览"),
    "groups": ("Documents by role, province and case", "文档分布（按角色、省份、案例）"),
    "not stated": ("not stated", "未注明"),
    "documents note": (
        "Words: each word of a Latin script and each Chinese character counts as one. Passages and codes are those of the coder set.",
        "字数：西文按词、中文按字计。参考点数与编码数按所计编码员统计。",
    ),
    "groups note": (
        "A document with several roles or cases is counted in each, so a block may add up to more than there are documents.",
        "文档涉及多个角色或案例时分别计入，各组之和可能大于文档总数。",
    ),
    "cases": ("Cases", "所涉案例"),
    "roles": ("Roles", "角色"),
    "words": ("Words", "字数"),
    "coded by": ("Coded by", "编码员"),
    "passages": ("Passages", "参考点"),
    "codes": ("Codes", "编码数"),
    "document count": ("Documents", "文档数"),
    "codebook": ("Codebook", "编码本"),
    "name": ("Name", "名称"),
    "definition": ("Definition", "定义"),
    "include": ("Include", "纳入"),
    "exclude": ("Exclude", "排除"),
    "example": ("Example", "示例"),
    "quotes title": ("Quotes", "编码引文"),
    "quote": ("Quote", "引文"),
    "speaker": ("Speaker", "说话人"),
    "place": ("Document and segment", "文档与单元"),
    "time": ("Time", "时间"),
    "quotes rule": (
        "Up to {most} passages of each code: the first of each document in their order, then the second of each, and so on; an identical passage once, unabridged; codes without a passage have no row.",
        "每个编码至多 {most} 个参考点：按文档顺序先取每份文档的第一个，再取各自的第二个，依此类推；完全相同者只列一次，未作删节；无参考点的编码不列。",
    ),
    "quotes rule all": (
        "All passages of each code in document order, an identical passage once, unabridged; codes without a passage have no row.",
        "每个编码按文档顺序列出全部参考点，完全相同者只列一次，未作删节；无参考点的编码不列。",
    ),
}


REASONS_ZH: dict[str, str] = {
    "unanchored codings": "失去锚点的编码",
    "codings whose code is not in the codebook": "编码本中已无其编码的编码",
    "documents that cannot be read": "无法读取的文档",
}
"""What other rooms set aside, by the reason they give."""

RULES_ZH: dict[str, str] = {
    "as asked for": "按所指定",
    "all coders; an identical passage counts once": "全部编码员，完全相同的段落只计一次",
    "as [report] coders in qualcode.toml says": "按 qualcode.toml 中 [report] coders",
    "the consensus where it is done, else the one coder": "已有共识者取共识，否则取唯一编码员",
}
"""How the coder set was chosen, by the rule's own words."""


def say(key: str, language: str = "en", **filling: object) -> str:
    """Return the words for a key in English or Chinese (`zh`), filled in; any other language reads English."""
    return WORDS[key][1 if language.startswith("zh") else 0].format(**filling)


def label(name: str, language: str = "en") -> str:
    """Return the heading of a dimension: the words for it, or the name itself when it is an attribute of the study's own."""
    return say(name, language) if name in WORDS else name


def listing(language: str) -> str:
    """Return what stands between the items of a list."""
    return "、" if language.startswith("zh") else "; "


def set_aside_note(counts: Mapping[str, int], language: str) -> str:
    """Return the sentence that says what was left out, reason by reason; reasons of other rooms as they are given."""
    reasons = [f"{_reason(reason, language)}: {count}" for reason, count in counts.items() if count]
    return say("set aside", language, reasons=listing(language).join(reasons) or say("nothing", language))


def coders_note(coders: CoderSet, language: str) -> str:
    """Return the sentence that says whose codings count, and by what rule."""
    rule = RULES_ZH.get(coders.rule, coders.rule) if language.startswith("zh") else coders.rule
    handles = listing(language).join(coders.handles) or say("nothing", language)
    return say("coders", language, handles=handles, rule=rule)


def _reason(reason: str, language: str) -> str:
    if language.startswith("zh") and reason in REASONS_ZH:
        return REASONS_ZH[reason]
    for key in ("several cases", "no case", "other case"):
        if reason == say(key):
            return say(key, language)
    name = reason.removeprefix(say("no value", name=""))
    return reason if name == reason else say("no value", language, name=label(name, language).lower())
