"""What the displays of co-occurrence and of queries say, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping

from qualcode.analysis.within import Within

WORDS: dict[str, tuple[str, str]] = {
    "title": ("Codes together within {within}", "编码共现（{within}）"),
    "title case": ("Codes together within {within}, case by case", "编码共现（{within}），分案例"),
    "title matrix": ("Codes together within {within}: {value}", "编码共现（{within}）：{value}"),
    "title sequence": ("Which code comes first within {within}", "编码先后（{within}）"),
    "pair": ("Codes", "编码对"),
    "code": ("Code", "编码"),
    "n1": ("n1", "n1"),
    "n2": ("n2", "n2"),
    "n12": ("Together (n12)", "共现（n12）"),
    "n": ("Of units (n)", "单元总数（n）"),
    "jaccard": ("Jaccard", "Jaccard"),
    "c": ("c", "c"),
    "lift": ("Lift", "提升度"),
    "phi": ("φ", "φ"),
    "uneven": ("Uneven", "频次悬殊"),
    "uneven value": ("×{times:.1f}", "×{times:.1f}"),
    "first": ("First code first", "前者在先"),
    "second": ("Second code first", "后者在先"),
    "level": ("Begin together", "同处开始"),
    "share": ("First code first, of those that differ", "前者在先占比（不计同处开始）"),
    # units
    "passage": ("a passage", "同一段落"),
    "window": ("{count} characters", "{count} 字以内"),
    "segment": ("a segment", "同一单元"),
    "turn": ("a turn", "同一话轮"),
    "paragraph": ("a paragraph", "同一自然段"),
    "sentence": ("a sentence", "同一句"),
    "document": ("a document", "同一文档"),
    "case": ("a case", "同一案例"),
    "unit passages": ("pair of passages", "参考点对"),
    "unit units": ("unit: {within}", "单元：{within}"),
    # notes
    "note units": (
        "n1 and n2 count units with either code, n12 those with both; c = n12 / (n1 + n2 − n12), which over units is Jaccard. Lift = n12·n / (n1·n2) and φ (of the 2 × 2 table) need units without a code: they rest on the n units in which both codes are decided, in what was finished under a codebook that had them; elsewhere silence is not absence.",
        "n1、n2 为含有各编码的单元数，n12 为两者兼有的单元数；c = n12 / (n1 + n2 − n12)，按单元计即 Jaccard。提升度 = n12·n / (n1·n2) 与 φ（2 × 2 表）需要未出现的单元，只计两个编码均可判定的 n 个单元，即已在含有该编码的编码本下完成者；其余未提及不等于不存在。",
    ),
    "note unfinished": (
        "For {count} of the pairs shown, lift and φ rest on fewer codings than n1, n2 and n12: not everything is finished for both codes (`qualcode done`).",
        "所列编码对中有 {count} 对，其提升度与 φ 所依据的编码少于 n1、n2、n12：部分文档尚未就两个编码完成编码（`qualcode done`）。",
    ),
    "note passages": (
        "n1 and n2 count passages, n12 pairs of passages {how}. c = n12 / (n1 + n2 − n12) may exceed 1 where one passage meets several; Jaccard counts each passage once: m / (n1 + n2 − m), m the mean of how many passages of either code meet one of the other. Lift and φ need units that could be empty: look within a segment, turn, document or case for them.",
        "n1、n2 为参考点数，n12 为{how}的参考点对数。一个参考点与多个相遇时，c = n12 / (n1 + n2 − n12) 可能大于 1；Jaccard 对每个参考点只计一次：m / (n1 + n2 − m)，m 为双方与对方相遇的参考点数的平均。提升度与 φ 需要可能为空的单元，请按单元、话轮、文档或案例计算。",
    ),
    "overlapping": ("that share at least one character", "至少有一字重叠"),
    "apart": ("with at most {count} characters between them", "间隔不超过 {count} 字"),
    "note several": (
        "A passage that reaches over several units counts in each; segments of one interview are not independent, so nothing here is a test.",
        "跨越多个单元的参考点在各单元中均计；同一访谈的单元并不独立，故此处不作检验。",
    ),
    "note family": (
        "A code includes the codes below it; a code is not paired with those above or below it. An identical passage counts once.",
        "编码包含其下级；编码不与其上下级配对。完全相同的段落只计一次。",
    ),
    "note uneven": (
        "Uneven: one code is more than five times as frequent as the other, so a low coefficient may come from that alone ({count} of the pairs shown).",
        "频次悬殊：一个编码的频次超过另一个的五倍，系数偏低可能仅由此造成（所列编码对中有 {count} 对）。",
    ),
    "note shown": (
        "Shown are the {shown} pairs most often together, of {all} that are together at all.",
        "所列为共现次数最多的 {shown} 对，出现共现的共 {all} 对。",
    ),
    "note case": (
        "Below each pair, the same case by case. In a document of several cases a unit that is silent belongs to none of them for certain, so lift and φ leave it out.",
        "每对之下分案例列出。涉及多个案例的文档中，未提及的单元无法归于某一案例，故提升度与 φ 不计此类文档。",
    ),
    "note sequence": (
        "In each unit with both codes, the first passage of one is compared with the first of the other: which begins earlier, or whether they begin at the same character. Order in talk is no cause.",
        "在两个编码兼有的每个单元中，比较各自首个参考点的起点：何者在先，或起点相同。先后不等于因果。",
    ),
    "note matrix": (
        "The diagonal is empty, as are pairs of a code with those above or below it.",
        "对角线及上下级编码之间留空。",
    ),
    # queries
    "query": ("Query: {query}.", "检索式：{query}。"),
    "query unfinished": (
        "{count} of these lie where a document is not finished for a code after “not”: it is not coded there, which does not mean that it is absent.",
        "其中 {count} 个所在文档尚未就“非”后的编码完成编码：未编码不等于不存在。",
    ),
}


def say(key: str, language: str = "en", **filling: object) -> str:
    """Return the words for a key in English or Chinese (`zh`), filled in."""
    return WORDS[key][1 if language.startswith("zh") else 0].format(**filling)


def within_words(within: Within, language: str) -> str:
    """Return what passages are together in: `a turn`, `同一话轮`."""
    return say(within.unit, language, count=within.characters)


REASONS_ZH = {
    "codings that lie in no unit that counts": "不在任何计入单元内的编码",
    "codings that lie in no unit of the query": "不在检索单元内的编码",
}


def in_words(set_aside: Mapping[str, int], language: str) -> dict[str, int]:
    """Return what was set aside with the reasons of this room in the language of the display."""
    words = REASONS_ZH if language.startswith("zh") else {}
    return {words.get(reason, reason): count for reason, count in set_aside.items()}
