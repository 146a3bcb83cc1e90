"""What QCA says, in English and Chinese."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # titles and headings
    "solutions": ("QCA of {outcome}: solutions", "QCA 条件组态分析（{outcome}）：解"),
    "truth-table": ("QCA of {outcome}: truth table", "QCA 条件组态分析（{outcome}）：真值表"),
    "necessity": ("QCA of {outcome}: necessary conditions", "QCA 条件组态分析（{outcome}）：必要条件"),
    "data": ("QCA of {outcome}: membership of the cases", "QCA 条件组态分析（{outcome}）：案例隶属度"),
    "robustness": ("QCA of {outcome}: other thresholds", "QCA 条件组态分析（{outcome}）：阈值稳健性"),
    "sets": ("QCA of {outcome}: the sets and their calibration", "QCA 条件组态分析（{outcome}）：集合的定义与校准"),
    "set": ("Set", "集合"),
    "part": ("Part", "角色"),
    "is outcome": ("outcome", "结果"),
    "is condition": ("condition", "条件"),
    "source": ("Made from", "来源"),
    "from": ("Codes or attribute", "编码或属性"),
    "calibration": ("Calibration", "校准"),
    "by state": ("state of the codes in the case", "案例中编码的状态"),
    "by weight": ("mean weight of the codings in the case", "案例中编码的平均权重"),
    "by share": ("share of the case's documents with the codes", "案例文档中出现该编码的比例"),
    "by attribute": ("attribute of the case", "案例属性"),
    "by table": ("the table", "数据表"),
    "as it is": ("taken as it is", "按原值"),
    "with counter": ("{codes}; against it: {counter}", "{codes}；反向编码：{counter}"),
    "crisp": ("1 where {sign} {bound}, else 0", "{sign} {bound} 为 1，否则为 0"),
    "direct": (
        "direct method: fully out {out}, crossover {crossover}, fully in {full}",
        "直接法：完全不隶属 {out}，交叉点 {crossover}，完全隶属 {full}",
    ),
    "linear": (
        "straight between anchors: fully out {out}, crossover {crossover}, fully in {full}",
        "锚点间线性：完全不隶属 {out}，交叉点 {crossover}，完全隶属 {full}",
    ),
    "categories": ("categories from the bounds {numbers}", "按界值 {numbers} 分为类别"),
    "indirect": ("indirect method, groups from {numbers}", "间接法，分组界值 {numbers}"),
    "sets note": (
        "As declared in [qca.sets] of qualcode.toml, or as a table gave them. What each case comes to by this stands in the table of membership.",
        "按 qualcode.toml 的 [qca.sets] 声明，或由数据表给出。各案例由此得到的隶属度见隶属度表。",
    ),
    "unit case": ("case", "案例"),
    "case": ("Case", "案例"),
    "term": ("Term", "项"),
    "row": ("Row", "行"),
    "condition": ("Condition", "条件"),
    "threshold": ("Threshold", "阈值"),
    "complex": ("Complex solution", "复杂解"),
    "parsimonious": ("Parsimonious solution", "简约解"),
    "intermediate": ("Intermediate solution", "中间解"),
    "model": ("M{number}: {formula}", "M{number}：{formula}"),
    "whole": ("{formula} → {outcome}", "{formula} → {outcome}"),
    "inclusion": ("Inclusion", "一致性"),
    "pri": ("PRI", "PRI"),
    "coverage": ("Raw coverage", "原始覆盖度"),
    "unique": ("Unique coverage", "唯一覆盖度"),
    "cases": ("Cases", "案例"),
    "remainders": ("Remainders used", "所用逻辑余项"),
    "relevance": ("RoN", "必要性相关度 RoN"),
    "coverage n": ("Coverage", "覆盖度"),
    "out": ("Outcome", "结果"),
    "n": ("n", "案例数"),
    "inclusion at": ("inclusion above {low:.3f}, to {high:.3f}", "一致性高于 {low:.3f}、至 {high:.3f}"),
    "frequency at": ("frequency {number}", "频数阈值 {number}"),
    "chosen": ("{label} (chosen)", "{label}（所选）"),
    "rows coded 1": ("Rows coded 1", "编码为 1 的行数"),
    "same": ("The same solutions", "解是否相同"),
    "yes": ("yes", "相同"),
    "no": ("no", "不同"),
    "not enough": ("?", "?"),
    # notes
    "coded": (
        "Thresholds: a row is coded 1 from inclusion {inclusion:g} and PRI {pri:g}; a row with fewer cases than {frequency} is a remainder.",
        "阈值：一致性不低于 {inclusion:g} 且 PRI 不低于 {pri:g} 的行编码为 1；案例少于 {frequency} 个的行视为逻辑余项。",
    ),
    "space": (
        "Cases: {cases}; conditions: {conditions}; configurations: {size}, of which logical remainders (no case, or too few): {remainders}.",
        "案例 {cases} 个，条件 {conditions} 个，组态 {size} 种，其中逻辑余项（无案例或案例不足）{remainders} 种。",
    ),
    "few": (
        "{cases} cases cannot show significance: even a perfect split ({more} against {fewer}) has Fisher p = {p:.2f}, and no split into two groups reaches 0.05. Read this as an orderly display of the cases, beside replication and the negative cases, not as a test.",
        "{cases} 个案例无法显示统计显著性：即使完全分开（{more} 对 {fewer}），Fisher p 亦为 {p:.2f}，任何两组划分都达不到 0.05。请将本表视为案例的有序展示，与复现情况及反例并读，不作为检验。",
    ),
    "contradictory": (
        "Row {row} is contradictory: {having} more in the outcome than out, {lacking} not; by its inclusion of {inclusion:.3f} it is {code}. Go back to these cases, or add a condition that tells them apart.",
        "第 {row} 行为矛盾组态：{having} 倾向具有该结果，{lacking} 则否；按一致性 {inclusion:.3f}，该行{code}。请回到这些案例，或补充能区分它们的条件。",
    ),
    "coded 1": ("coded 1", "编码为 1"),
    "coded 0": ("coded 0", "编码为 0"),
    "coded none": ("left out, having too few cases", "因案例不足未计入"),
    "tied": (
        "{kind}: {number} models fit the cases equally well, and the data cannot choose between them (model ambiguity); quoting one alone would hide that.",
        "{kind}：有 {number} 个模型与案例同等吻合，数据无法在其中选择（模型歧义）；只引用其一会掩盖这一点。",
    ),
    "truncated": (
        "{kind}: {number} models are listed, and there may be more: they follow from a list of others, or a search, that was cut off.",
        "{kind}：列出 {number} 个模型，可能还有其他：其所依据的模型列表或搜索未能穷尽。",
    ),
    "truncated far": (
        "{kind}: more than {number} models fit the cases equally well; {number} are listed.",
        "{kind}：与案例同等吻合的模型多于 {number} 个，此处列出 {number} 个。",
    ),
    "no expectation": (
        "No intermediate solution: it needs to be said which conditions are expected to help the outcome (--expect A=1,B=0).",
        "未给出中间解：需先说明预期哪些条件有助于结果（--expect A=1,B=0）。",
    ),
    "expectation": (
        "Expected to help: {expected}. Easy counterfactuals are judged term against term, the complex against the parsimonious one.",
        "方向性预期：{expected}。简单反事实由复杂解与简约解逐项对照判定。",
    ),
    "nothing": (
        "No row reaches the thresholds, so there is nothing to minimise.",
        "没有任何行达到阈值，因而无可化简。",
    ),
    "everything": (
        "No row is coded 0, so every condition falls away in the parsimonious solution (1: always); it says nothing about these cases.",
        "没有任何行编码为 0，简约解中全部条件均被消去（1：恒成立），对这些案例没有说明力。",
    ),
    "lopsided": (
        "On one side of 0.5 in every case: {names}; such a condition divides no rows.",
        "在所有案例中均位于 0.5 同一侧的条件：{names}；此类条件不能区分真值表的行。",
    ),
    "assumed": (
        "A remainder used is a configuration without cases that the model supposes to lead to the outcome.",
        "所用逻辑余项指无案例、而模型假定会产生该结果的组态。",
    ),
    "silent": (
        "{name} is not mentioned in {cases} and counts as 0 there: silence is not evidence of absence.",
        "{cases} 中未提及 {name}，该处计为 0：未提及不等于不存在。",
    ),
    "necessity note": (
        "Necessary is what the outcome hardly occurs without: inclusion is the share of the outcome that lies in the condition; RoN near 0 means that nearly every case has it, so that it explains nothing. Below the single conditions: combinations of up to {most} with inclusion from {inclusion:g} and RoN from {relevance:g}.",
        "必要条件指缺之则结果几乎不出现者：一致性为结果落在该条件中的比例；RoN 接近 0 表示几乎所有案例都具有该条件，因而没有说明力。单个条件之下列出至多 {most} 项、一致性不低于 {inclusion:g} 且 RoN 不低于 {relevance:g} 的组合。",
    ),
    "truth note": (
        "A case stands in the row in which its membership is above 0.5; inclusion and PRI are over all cases. ? marks a row with too few cases.",
        "案例归入其隶属度高于 0.5 的行；一致性与 PRI 按全部案例计算。? 表示该行案例不足。",
    ),
    "robustness note": (
        "Each threshold is varied by itself, the others kept; between the bounds of a line nothing changes. Shown is the first of each solution's tied models, with … where there are others.",
        "每次只变动一个阈值，其余不变；同一行界限之内结果不变。各解只显示并列模型中的第一个，有其他模型时以 … 表示。",
    ),
    "data note": (
        "0 is fully out of a set, 1 fully in; of a multi-value condition the number of its category.",
        "0 为完全不隶属，1 为完全隶属；多值条件为其类别编号。",
    ),
}


def say(key: str, language: str = "en", **filling: object) -> str:
    """Return the words for a key in English or Chinese (`zh`), filled in; any other language reads English."""
    return WORDS[key][1 if language.startswith("zh") else 0].format(**filling)
