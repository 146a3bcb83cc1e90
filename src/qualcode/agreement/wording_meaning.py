"""What the numbers mean, in English and Chinese: the same shape as the table of `wording`."""

from __future__ import annotations

WORDS_MEANING: dict[str, tuple[str, str]] = {
    # the bands of Landis & Koch
    "almost_perfect": ("almost perfect", "几乎完全一致"),
    "substantial": ("substantial", "高度一致"),
    "moderate": ("moderate", "中等一致"),
    "fair": ("fair", "一般一致"),
    "slight": ("slight", "轻微一致"),
    "poor": ("poor", "一致性差"),
    "called": (" Landis & Koch call that {label}", "Landis 与 Koch 称之为“{label}”"),
    "certain_same": (
        ", and it is so with 95 % probability (Gwet's benchmarking).",
        "，且概率不低于 95%（Gwet 基准法）。",
    ),
    "certain_lower": (
        "; with 95 % probability no more than “{label} or better” may be claimed (Gwet's benchmarking).",
        "；按 95% 的概率只能说“不低于{label}”（Gwet 基准法）。",
    ),
    "certain_unknown": (".", "。"),
    "gap": (
        " Single codes run from {low} to {high} around a mean of {mean}: the pooled value says little of any one of them.",
        "单个编码从 {low} 到 {high}，均值 {mean}：合并值不能代表任何一个编码。",
    ),
    # the prevalence paradox
    "paradox_note": (
        "Prevalence paradox: of a code that is rare (or nearly everywhere) chance alone agrees almost always, so α and κ fall although few units differ (Feinstein & Cicchetti 1990). {name}: agreement {percent}, α {alpha}; {indices}PABAK {pabak}, AC1 {ac1}. These two stay high for any rare code and say nothing of the few units where it is at stake: read “{both}”.",
        "出现率悖论：编码罕见（或几乎处处出现）时，偶然一致已近乎全部，虽少有分歧，α 与 κ 仍会偏低（Feinstein & Cicchetti 1990）。{name}：一致率 {percent}，α {alpha}；{indices}PABAK {pabak}，AC1 {ac1}。后二者对任何罕见编码都偏高，不能说明真正涉及该编码的少数单元，请看“{both}”一列。",
    ),
    "paradox_indices": (
        "prevalence index {prevalence}, bias index {bias}, ",
        "出现率指数 {prevalence}，偏倚指数 {bias}，",
    ),
    # notes of the table
    "stacked_note": (
        "Pooled: the decisions (unit × code) on the {codes} codes that any coder used, stacked; {units} decisions. The mean over codes is the plain mean of the defined values above and is not the pooled value.",
        "合并：将任一编码员用过的 {codes} 个编码的全部判断（单元 × 编码）叠加，共 {units} 个判断。各编码均值只是上列已定义数值的简单平均，不是合并值。",
    ),
    "analytic_note": (
        "Analytic intervals: {method}; where none is defined the cell is empty.",
        "解析置信区间：{method}；无定义者留空。",
    ),
    "independent_note": (
        "The analytic interval of stacked decisions takes them as independent, which decisions on one unit are not, so it is too narrow; a bootstrap draws a unit with all its codes.",
        "叠加判断的解析区间视各判断相互独立，而同一单元上的判断并不独立，故偏窄；自助法抽取单元时连同其全部编码。",
    ),
    "jackknife_note": (
        "Intervals of documents and pairs: jackknife over units, a unit being left out with all its codes.",
        "文档与编码员对的置信区间：对单元的刀切法，剔除单元时连同其全部编码。",
    ),
    "without_note": ("Pooled α without one coder: {list}.", "去掉一名编码员后的合并 α：{list}。"),
    "without_one": ("without {coder} {value}", "不含 {coder} 时 {value}"),
    "not_defined": ("undefined", "无法计算"),
    # the paragraph of a methods section
    "methods_human": ("{count} human coders", "{count} 名编码员"),
    "methods_human_one": ("{count} human coder", "{count} 名编码员"),
    "methods_machine": ("{count} programs", "{count} 个程序"),
    "methods_machine_one": ("{count} program", "{count} 个程序"),
    "methods_coder": ("{count} coders", "{count} 名编码者"),
    "methods_coder_one": ("{count} coder", "{count} 名编码者"),
    "methods_named": ("{kind} ({names})", "{kind}（{names}）"),
    "methods_who": (
        "The codings of {who} were compared on {units} units (unit: {unit}){units_in} in {documents} documents.",
        "以{unit}为单元，在 {documents} 份文档的 {units} 个单元{units_in}上比较了 {who} 的编码。",
    ),
    "methods_all": ("", ""),
    "methods_coded-by-any": (" that at least one of them had coded", "（至少一方编过码者）"),
    "methods_coded-by-all": (" that each of them had coded", "（各方均编过码者）"),
    "methods_rule": (
        "A unit carried a code when a coding overlapped at least one character of it that is not space; two coders agreed on a code when both or neither gave it. A document that a coder had not finished counted as missing, never as disagreement.",
        "编码与单元至少有一个非空白字符重叠，即视为该单元带有该编码；两名编码员同用或同不用某编码，即为一致。编码员尚未完成的文档按缺失处理，不计为不一致。",
    ),
    "methods_pooled": (
        "Pooled over the {codes} codes in use ({decisions} decisions), {values}.",
        "对所用 {codes} 个编码合并计算（共 {decisions} 个判断），{values}。",
    ),
    "methods_value": ("{name} was {value}", "{name} = {value}"),
    "methods_percent": ("percent agreement", "一致率"),
    "methods_interval": ("{said} (95% interval {low} to {high})", "{said}（95% 区间 {low} 至 {high}）"),
    "methods_undefined": ("{name} could not be computed ({note})", "{name}无法计算（{note}）"),
    "methods_resampled": (
        "These intervals come from the {method}; a unit was drawn with all its codes.",
        "上述区间由{method}得到，抽取单元时连同其全部编码。",
    ),
    "methods_analytic": ("These intervals are analytic ({method}).", "上述区间为解析法（{method}）。"),
    "methods_band": (
        "Pooled α lies {band} (Krippendorff 2004).",
        "合并 α {band}（Krippendorff 2004）。",
    ),
    "methods_range": (
        "For the {count} codes on which it is defined, α ran from {low} to {high} with a mean of {mean}; {weak} lay below .667 and {strong} reached .800.",
        "在可计算的 {count} 个编码上，α 从 {low} 到 {high}，均值 {mean}；其中 {weak} 个低于 .667，{strong} 个达到 .800。",
    ),
    "methods_weakest": ("The weakest were {list}.", "最弱者为{list}。"),
    "methods_weakest_one": ("The weakest was {list}.", "最弱者为{list}。"),
    "methods_one_weak": ("{name} ({value})", "{name}（{value}）"),
    "methods_unclear": (
        "On {count} more codes in use α is undefined.",
        "另有 {count} 个所用编码的 α 无法计算。",
    ),
    "methods_aside": ("Set aside: {reasons}.", "未计入：{reasons}。"),
}
