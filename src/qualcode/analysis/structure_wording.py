"""What the displays of a structure say, in English and Chinese."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # open coding
    "title open": ("Open coding: statements, initial concepts, categories", "开放式编码：原始语句、初始概念、范畴"),
    "place": ("Place", "出处"),
    "statement": ("Original statement", "原始语句"),
    "initial": ("Initial concept (code)", "初始概念（编码）"),
    "category": ("Category", "范畴"),
    # axial coding
    "title axial": ("Axial coding: main categories, subcategories, meaning", "主轴编码：主范畴、副范畴、内涵"),
    "main": ("Main category", "主范畴"),
    "sub": ("Subcategory", "副范畴"),
    "meaning": ("Meaning", "内涵"),
    "codes": ("Initial concepts", "初始概念"),
    "passages": ("Passages for", "肯定参考点"),
    "denials": ("Passages against", "否定参考点"),
    "cases": ("Cases", "案例"),
    "quotes": ("Typical statements", "代表语句"),
    # selective coding
    "title selective": ("Selective coding: typical relations", "选择性编码：典型关系"),
    "typical": ("Typical relation", "典型关系"),
    "structure": ("Structure of the relation", "关系结构"),
    "core": ("core category", "核心范畴"),
    "the core": ("All else is related to this category.", "其余范畴均围绕此范畴展开。"),
    # Gioia
    "title gioia": (
        "Data structure: first-order concepts, themes, dimensions",
        "数据结构：一阶概念、二阶主题、聚合维度",
    ),
    "first-order": ("First-order concept", "一阶概念"),
    "theme": ("Second-order theme", "二阶主题"),
    "dimension": ("Aggregate dimension", "聚合维度"),
    # relations
    "title relations": ("Relations, with the words on both sides", "范畴关系与两侧语句"),
    "relation": ("Relation", "关系"),
    "source": ("From", "起点"),
    "target": ("To", "终点"),
    "source quotes": ("In the words of the first", "起点一侧的语句"),
    "target quotes": ("In the words of the second", "终点一侧的语句"),
    "said": ("Where the relation itself is said", "说出该关系的语句"),
    "both": ("Cases with both", "两侧兼有的案例"),
    "memo": ("Memo", "备忘"),
    "condition": ("condition", "条件"),
    "context": ("context", "情境"),
    "action": ("action", "行动"),
    "consequence": ("consequence", "结果"),
    "is condition": ("{source} is a condition of {target}", "“{source}”是“{target}”的条件"),
    "is context": ("{source} is the context of {target}", "“{source}”是“{target}”的情境"),
    "is action": ("{source} is what is done about {target}", "“{source}”是针对“{target}”的行动"),
    "is consequence": ("{source} is a consequence of {target}", "“{source}”是“{target}”的结果"),
    # notes
    "of cases": ("{count} of {of}: {names}", "{count}/{of}：{names}"),
    "no cases": ("0 of {of}", "0/{of}"),
    "note typical": (
        "Typical statements: those that the researcher chose, then the first of each case in turn, at most {most}, unabridged; a denial is counted and never taken for one.",
        "代表语句：先取研究者选定者，再依次取每个案例的第一处，至多 {most} 处，未作删节；否定的参考点另计，不作代表语句。",
    ),
    "note counting": (
        "A concept counts the passages of its codes with all below them, and those its memos are about; an identical passage (same document, same span) counts once. A coding without stance counts as affirming; mixed and planned ones are counted with those for. Of the codings here, {without} of {of} bear no stance.",
        "概念的参考点包括其编码及下级编码的参考点，以及其备忘所针对的参考点；完全相同的段落（同一文档、同一起止）只计一次。未标立场按肯定计，立场为兼有或计划者计入肯定一列；此处 {of} 次编码中有 {without} 次未标立场。",
    ),
    "note built": (
        "Built from codes in structure.yaml; no passage was recoded.",
        "由 structure.yaml 在编码之上建立，未重新编码任何段落。",
    ),
    "note relations": (
        "Relations are the researcher's reading. That both sides occur in a case does not show that the one brought about the other; the words in which the relation itself is said are named apart.",
        "关系是研究者的解读。两侧同见于一个案例，并不说明一方导致另一方；直接说出该关系的语句单列。",
    ),
    "note memo": ("{name}: {memo}", "{name}：{memo}"),
    "note ungrouped": ("In no theme yet: {names}.", "尚未归入主题：{names}。"),
    "note without": ("Without a passage: {names}.", "没有参考点：{names}。"),
}


def say(key: str, language: str = "en", **filling: object) -> str:
    """Return the words for a key in English or Chinese (`zh`), filled in."""
    return WORDS[key][1 if language.startswith("zh") else 0].format(**filling)
