"""What agreement says, in English and Chinese."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.agreement.wording_family import FAMILY
from qualcode.agreement.wording_kinds import REASONS_KINDS_ZH, WORDS_KINDS
from qualcode.agreement.wording_meaning import WORDS_MEANING
from qualcode.agreement.wording_resample import WORDS_RESAMPLE
from qualcode.agreement.wording_sets import WORDS_SETS

WORDS: dict[str, tuple[str, str]] = {
    # why a value is undefined
    "no_pairs": (
        "undefined: no unit was rated by at least two coders",
        "无法计算：没有任何单元由两名以上编码员评定",
    ),
    "one_category": (
        "undefined: only one category was used, so agreement beyond chance cannot be told from chance",
        "无法计算：只出现了一个类别，无法区分一致与偶然一致",
    ),
    "no_codes": ("undefined: no coder used any code", "无法计算：没有编码员用过任何编码"),
    "one_coder": ("undefined: there is only one coder", "无法计算：只有一名编码员"),
    "two_coders": (
        "undefined for {coders} coders: Cohen's κ compares exactly two; see the pairs",
        "{coders} 名编码员时不适用：Cohen κ 只比较两名编码员，见两两比较",
    ),
    # what a value means
    "gwet_mean": (
        "mean over the units with at least two ratings, each unit counting once (Gwet)",
        "对至少有两次评定的单元取平均，每个单元计一次（Gwet）",
    ),
    "no_spread": (
        "every unit agrees as much as the next, so the standard error is 0 and no interval is given",
        "各单元一致程度相同，标准误为 0，不给出置信区间",
    ),
    "one_unit": ("one unit only: no standard error", "只有一个单元：无标准误"),
    # what was set aside
    "too_few": ("units finished by fewer than two coders", "完成编码者不足两人的单元"),
    "unknown": (
        "decisions on a code that the codebook did not have when a coder finished",
        "编码员完成时编码本尚无该编码的判断",
    ),
    # the table
    "title": ("Agreement between coders", "编码员间一致性"),
    "code": ("Code", "编码"),
    "document": ("Document", "文档"),
    "pair": ("Coders", "编码员"),
    "percent_agreement": ("Agreement", "一致率"),
    "cohen_kappa": ("Cohen's κ", "Cohen κ"),
    "alpha_nominal": ("Krippendorff's α", "Krippendorff α"),
    "interval": ("95 % interval of {label}", "{label} 95% 置信区间"),
    "units": ("Decisions", "判断数"),
    "by": ("by {coder}", "{coder} 编码"),
    "both": ("by both", "两人共同编码"),
    "every": ("by all", "全体编码"),
    "pooled": ("Pooled", "合并"),
    "mean": ("Mean over codes", "各编码均值"),
    "turn": ("turn", "话轮"),
    "paragraph": ("paragraph", "段落"),
    "sentence": ("sentence", "句子"),
    "none": ("none", "无"),
    "coders_note": ("Coders: {coders}.", "编码员：{coders}。"),
    "unit_note": (
        "Unit: {unit}; units: {count}; documents: {documents}. A unit carries a code when a coding overlaps at least one character of it that is not space.",
        "单元：{unit}；{documents} 份文档共 {count} 个单元。编码与单元至少有一个非空白字符重叠，即视为该单元带有该编码。",
    ),
    "all": ("Units that count: all.", "计入的单元：全部。"),
    "coded-by-any": (
        "Units that count: those that at least one coder coded.",
        "计入的单元：至少一名编码员编过码的单元。",
    ),
    "coded-by-all": ("Units that count: those that every coder coded.", "计入的单元：每名编码员都编过码的单元。"),
    "uncoded_note": (
        "A unit without the code is a decision against it (absent); a document that a coder has not finished, and a code that the codebook did not have then, are missing and never disagreement.",
        "未编该码的单元视为判定“无”；编码员尚未完成的文档、以及当时编码本尚无的编码，视为缺失，绝不计为不一致。",
    ),
    "percent_note": (
        "Agreement is the mean over units with at least two ratings (Gwet); it is not corrected for chance.",
        "一致率为至少两次评定的单元的平均（Gwet），未扣除偶然一致。",
    ),
    "unused_note": (
        "Codes without a row because no coder used them: {count}; nobody disagreed on them, and nothing can be said of their reliability.",
        "{count} 个无人使用的编码未列出：无人有分歧，也无从判断其信度。",
    ),
    "set_aside_note": ("Set aside: {reasons}.", "未计入：{reasons}。"),
    # what is weak and why
    "band_high": ("at or above .800, which Krippendorff asks for", "达到 Krippendorff 要求的 .800"),
    "band_middle": (
        "between .667 and .800, which Krippendorff allows for tentative conclusions only",
        "介于 .667 与 .800 之间，按 Krippendorff 只可作试探性结论",
    ),
    "band_low": (
        "below .667, under which Krippendorff advises against conclusions",
        "低于 .667，按 Krippendorff 不宜据此下结论",
    ),
    "weak_pooled": ("Pooled α is {value}, {band}.", "合并 α 为 {value}，{band}。"),
    "weak_interval": (
        " Its interval reaches down to {low}: more units would be needed to be sure.",
        "其置信区间下限为 {low}：要下定论还需更多单元。",
    ),
    "weak_undefined": ("Pooled α is {note}.", "合并 α {note}。"),
    "weak_none": (" No code falls below .667.", "没有编码低于 .667。"),
    "weak_codes": (
        " Below .667: {count} of {of} codes; the weakest: {list}.",
        "{of} 个编码中有 {count} 个低于 .667，最弱者：{list}。",
    ),
    "weak_paradox": (
        "{name} (α {value} though {percent} of units agree: it is {rarity}, prevalence {prevalence}; {share})",
        "{name}（一致率 {percent} 而 α 仅 {value}：该编码{rarity}，出现率 {prevalence}；{share}）",
    ),
    "weak_bias": (
        "{name} (α {value}: {most} used it on {more} units, {least} on {fewer}; {share})",
        "{name}（α {value}：{most} 用于 {more} 个单元，{least} 仅 {fewer} 个；{share}）",
    ),
    "weak_overlap": ("{name} (α {value}: {share})", "{name}（α {value}：{share}）"),
    "share": (
        "units coded by {whom}: {every}, by anyone: {any}",
        "任一人编码的 {any} 个单元中，{whom}编码 {every} 个",
    ),
    "whom_both": ("both", "两人共同"),
    "whom_all": ("all", "全体共同"),
    "rare": ("rare", "罕见"),
    "common": ("nearly everywhere", "几乎处处出现"),
    "weak_unclear": (
        " Codes in use for which α is undefined: {list}.",
        "已使用而 α 无法计算的编码：{list}。",
    ),
    # disagreements
    "disagreements": ("Where coders differ", "编码分歧"),
    "address": ("Place", "位置"),
    "disputed": ("In dispute", "分歧编码"),
    "no_code": ("–", "–"),
    "disagreements_note": (
        "Units on which at least two coders who finished the document decided differently about at least one code: {count}. A dash means that the coder finished the document and gave none of the codes shown; an empty cell that the coder has not finished it.",
        "{count} 个单元上，至少两名已完成该文档的编码员对至少一个编码判断不同。“–”表示该编码员已完成文档而未用所列编码；空格表示尚未完成。",
    ),
}


REASONS_ZH: dict[str, str] = {
    "units in documents that fewer than two coders have finished": "完成编码者不足两人的文档中的单元",
    "units left out by --units-in": "按 --units-in 排除的单元",
    "codings that touch no unit that counts": "未触及任何计入单元的编码",
    "unanchored codings": "失去锚点的编码",
    "codings whose code is not in the codebook": "编码本中已无其编码的编码",
    "documents that cannot be read": "无法读取的文档",
    **REASONS_KINDS_ZH,
}
"""What other rooms set aside, by the reason they give."""


TABLES: tuple[dict[str, tuple[str, str]], ...] = (WORDS, FAMILY, WORDS_MEANING, WORDS_RESAMPLE, WORDS_SETS, WORDS_KINDS)
"""Every table of words; no key stands in two of them."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A remark that a number carries, worded when it is shown: a key of the table and what fills it."""

    key: str
    filling: tuple[tuple[str, object], ...] = ()

    def text(self, language: str = "en") -> str:
        """Return its words in a language."""
        return say(self.key, language, **dict(self.filling))


def reason(given: str, language: str = "en") -> str:
    """Return a reason for setting aside in a language, or as it was given when it has no words there."""
    own = next((key for key in ("too_few", "unknown") if WORDS[key][0] == given), None)
    if own is not None:
        return say(own, language)
    return REASONS_ZH.get(given, given) if language.startswith("zh") else given


def say(key: str, language: str = "en", **filling: object) -> str:
    """Return the words for a key in English or Chinese (`zh`), filled in; any other language reads English."""
    table = next(table for table in TABLES if key in table)
    return table[key][1 if language.startswith("zh") else 0].format(**filling)


def coefficient_name(name: str, language: str = "en") -> str:
    """Return a coefficient's name as readers know it, or the name itself where no table has one."""
    return say(name, language) if any(name in table for table in TABLES) else name
