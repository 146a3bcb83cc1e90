"""What the family of coefficients says, in English and Chinese: names, why a value is undefined, what it stands on."""

from __future__ import annotations

FAMILY: dict[str, tuple[str, str]] = {
    # the names that readers know
    "cohen_kappa_linear": ("Cohen's κ, linear weights", "Cohen κ（线性加权）"),
    "cohen_kappa_quadratic": ("Cohen's κ, quadratic weights", "Cohen κ（平方加权）"),
    "conger_kappa": ("Conger's κ", "Conger κ"),
    "conger_kappa_linear": ("Conger's κ, linear weights", "Conger κ（线性加权）"),
    "conger_kappa_quadratic": ("Conger's κ, quadratic weights", "Conger κ（平方加权）"),
    "fleiss_kappa": ("Fleiss's κ", "Fleiss κ"),
    "fleiss_kappa_linear": ("Fleiss's κ, linear weights", "Fleiss κ（线性加权）"),
    "fleiss_kappa_quadratic": ("Fleiss's κ, quadratic weights", "Fleiss κ（平方加权）"),
    "light_kappa": ("Light's κ", "Light κ"),
    "scott_pi": ("Scott's π", "Scott π"),
    "brennan_prediger": ("Brennan & Prediger", "Brennan–Prediger 系数"),
    "gwet_ac1": ("Gwet's AC1", "Gwet AC1"),
    "gwet_ac2_linear": ("Gwet's AC2, linear weights", "Gwet AC2（线性加权）"),
    "gwet_ac2_quadratic": ("Gwet's AC2, quadratic weights", "Gwet AC2（平方加权）"),
    "gwet_ac2_ordinal": ("Gwet's AC2, ordinal weights", "Gwet AC2（定序加权）"),
    "alpha_ordinal": ("Krippendorff's α, ordinal", "Krippendorff α（定序）"),
    "alpha_interval": ("Krippendorff's α, interval", "Krippendorff α（定距）"),
    "alpha_ratio": ("Krippendorff's α, ratio", "Krippendorff α（定比）"),
    "holsti": ("Holsti", "Holsti 系数（归类一致性）"),
    "holsti_decisions": ("Holsti, all decisions", "Holsti 系数（全部判断）"),
    "holsti_composite": ("Holsti's composite reliability", "Holsti 信度系数 R"),
    # why a value is undefined
    "exactly_two": (
        "undefined for {coders} coders: this coefficient compares exactly two; see the pairs",
        "{coders} 名编码员时不适用：该系数只比较两名编码员，见两两比较",
    ),
    "not_numbers": (
        "undefined: the categories are not all numbers, and this coefficient needs them on a scale; give numbers, or take the nominal one",
        "无法计算：类别并非全为数字，而该系数需要量表数值；请改用数字，或改用定类系数",
    ),
    "same_number": (
        "undefined: two categories stand for the same number, {value}; write it alike everywhere",
        "无法计算：有两个类别表示同一数值 {value}，请统一写法",
    ),
    "negative": (
        "undefined: {value} is below zero, and a ratio scale has no value below its zero; take the interval coefficient",
        "无法计算：{value} 小于零，而定比量表没有负值；请改用定距系数",
    ),
    "many_values": (
        "not computed: {values} distinct values, and on a ratio scale each is compared with each; at most {most}, or take the interval coefficient",
        "未计算：共有 {values} 个不同数值，定比量表须逐一两两比较，最多 {most} 个；也可改用定距系数",
    ),
    "nothing_applied": (
        "undefined: neither coder applied the code to a unit that both decided",
        "无法计算：两名编码员在共同判断的单元上均未使用该编码",
    ),
    "no_pair_defined": (
        "undefined: Cohen's κ is undefined for every pair of coders",
        "无法计算：任何两名编码员之间的 Cohen κ 均无定义",
    ),
    # why it cannot be taken apart by units
    "no_parts": (
        "this coefficient is no function of sums over units",
        "该系数不能表示为各单元之和的函数",
    ),
    "many_parts": (
        "too many to resample at once: {kinds} different units with {columns} sums each",
        "数据过大，无法一次重抽样：{kinds} 种单元，各有 {columns} 项合计",
    ),
    # what a value means
    "single_ratings": (
        "units with one rating count in prevalence and not in agreement (Gwet): {count}",
        "只有一次评定的单元计入出现率而不计入一致率（Gwet）：{count} 个",
    ),
    "single_coders": (
        "units with one rating count in the prevalence of whoever gave it (Gwet): {count}",
        "只有一次评定的单元计入该编码员的出现率（Gwet）：{count} 个",
    ),
    "certain": (
        "only one category was offered, so nobody could disagree",
        "只有一个类别可选，不可能出现分歧",
    ),
    "shifting_metric": (
        "the ordinal metric is made from the ratings themselves, so no analytic standard error is given; a bootstrap has one",
        "定序度量由评定数据本身导出，故不给出解析标准误；可用自助法",
    ),
    "no_pooled_error": (
        "a mean over pairs: no analytic standard error; a bootstrap over units has one",
        "两两平均值：无解析标准误，可对单元作自助法",
    ),
    "pairs_undefined": (
        "mean over the pairs for which Cohen's κ is defined; left out: {count} of {pairs}",
        "对 Cohen κ 有定义的编码员对取平均；{pairs} 对中略去 {count} 对",
    ),
    "on_applied": (
        "on applied codes: 2M/(N₁+N₂), where M counts the units that both gave the code",
        "按实际使用的编码计：2M/(N₁+N₂)，M 为两人都使用该编码的单元数",
    ),
    "on_decisions": (
        "on all decisions: 2M/(N₁+N₂), where M counts the units on which both decided alike",
        "按全部判断计：2M/(N₁+N₂)，M 为两人判断相同的单元数",
    ),
    "composite": (
        "R = nK̄/(1+(n−1)K̄) from the mean pairwise agreement K̄ on all decisions, {mean}, without a correction for chance; with {coders} coders R reaches .80 from K̄ = {needed} on",
        "R = nK̄/(1+(n−1)K̄)，K̄ 为全部判断的两两平均一致率 {mean}，未扣除偶然一致；{coders} 名编码员时 K̄ 达到 {needed} 即有 R ≥ .80",
    ),
}
