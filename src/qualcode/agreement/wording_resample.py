"""What resampling and planning say, in English and Chinese: the same shape as the table of `wording`."""

from __future__ import annotations

WORDS_RESAMPLE: dict[str, tuple[str, str]] = {
    # beside a resampled value
    "undefined_resamples": (
        "undefined in {count} of {of} resamples, which are set aside",
        "{of} 次重抽样中有 {count} 次无法计算，未计入",
    ),
    "no_interval": (
        "too few resamples are defined for an interval",
        "可计算的重抽样过少，不给出置信区间",
    ),
    "no_resampled_spread": (
        "every resample gives the same value, so no interval is given",
        "各次重抽样数值相同，不给出置信区间",
    ),
    "no_bca": (
        "BCa cannot be computed here, so the percentile interval is given",
        "此处无法计算 BCa，改用百分位区间",
    ),
    "analytic_instead": ("so its interval is the analytic one", "故置信区间为解析法"),
    "alpha_only": (
        "Krippendorff's algorithm draws pairs for α alone, so units are drawn here",
        "Krippendorff 算法只适用于 α，此处改为对单元重抽样",
    ),
    "too_many_differences": (
        "too many distinct differences to draw pairs from, so units are drawn here",
        "差值种类过多，无法抽取配对，此处改为对单元重抽样",
    ),
    "below": (
        "P(< .667) = {low}, P(< .800) = {high}",
        "P(< .667) = {low}，P(< .800) = {high}",
    ),
    "some_undefined": (
        "in {count} of {of} resamples at least one of the values it averages is undefined; the mean is then over the others",
        "{of} 次重抽样中有 {count} 次至少一个被平均的数值无法计算，此时对其余取平均",
    ),
    # how an interval is named
    "method_percentile": (
        "percentile bootstrap over units ({replicates} replicates, seed {seed})",
        "对单元重抽样的百分位自助法（{replicates} 次，随机种子 {seed}）",
    ),
    "method_bca": (
        "BCa bootstrap over units ({replicates} replicates, seed {seed})",
        "对单元重抽样的 BCa 自助法（{replicates} 次，随机种子 {seed}）",
    ),
    "method_krippendorff": (
        "Krippendorff's bootstrap of pairs ({replicates} replicates, seed {seed})",
        "Krippendorff 的配对自助法（{replicates} 次，随机种子 {seed}）",
    ),
    "resampled_note": (
        "Intervals of pooled values and of means: {method}; a unit is drawn with all its codes, since decisions on one unit are not independent.",
        "合并值与均值的置信区间：{method}；抽取单元时连同其全部编码，因同一单元上的判断并不独立。",
    ),
    "resampled_all_note": (
        "Intervals: {method}; a unit is drawn with all its codes, since decisions on one unit are not independent.",
        "置信区间：{method}；抽取单元时连同其全部编码，因同一单元上的判断并不独立。",
    ),
    "below_note": (
        "Probability that pooled α falls below .667: {low}; below .800: {high} (share of resamples).",
        "合并 α 低于 .667 的概率：{low}；低于 .800 的概率：{high}（重抽样中的比例）。",
    ),
    "undefined_note": (
        "Resamples set aside because a value was undefined in them: {list}.",
        "因数值无法计算而未计入的重抽样：{list}。",
    ),
    "without": ("Without {coder}", "不含 {coder}"),
    "mean_pairs": ("Mean over pairs", "各对均值"),
    # planning
    "units_title": ("How many units to code twice", "需要双重编码的单元数"),
    "expected_kappa": ("Expected κ", "预期 κ"),
    "width": ("interval of width {width}", "区间宽度 {width}"),
    "units_needed_note": (
        "Units that {coders} coders must both decide so that the 95 % interval of κ is expected to be no wider, end to end, for a code given in {prevalence} of decisions (Donner & Rotondi 2010, by the goodness-of-fit interval of Donner & Eliasziw 1992). A rarer code needs more units; codes and turns of one document are not independent, so plan for more rather than fewer.",
        "为使 κ 的 95% 置信区间（首尾）预期不宽于所列宽度，{coders} 名编码员需共同判断的单元数；编码出现率 {prevalence}（Donner & Rotondi 2010，采用 Donner & Eliasziw 1992 的拟合优度区间）。编码越罕见所需单元越多；同一文档内的单元并不独立，宜多不宜少。",
    ),
    "few_given": (
        "At {prevalence} a code is expected in fewer than five of the smallest number of units shown ({units}): counts so small make the approximation doubtful.",
        "出现率为 {prevalence} 时，所列最小单元数（{units}）中预期不足五个单元带有该编码：计数过小，近似未必可靠。",
    ),
    "themes_title": ("Chance of meeting a theme", "遇到某主题的概率"),
    "prevalence": ("Prevalence", "出现率"),
    "interviews": ("{count} interviews", "{count} 次访谈"),
    "interviews_needed": ("Interviews for {chance}", "达到 {chance} 所需访谈"),
    "themes_note": (
        "Chance that at least {times} of the interviews bring up a theme that this share of people would (binomial; Fugard & Potts 2015). It takes people as drawn at random and independently.",
        "出现率如列时，至少 {times} 次访谈提到该主题的概率（二项分布；Fugard & Potts 2015）。前提是受访者随机且相互独立。",
    ),
    "themes_objection": (
        "Braun & Clarke (2016) object: themes are made by the analyst and do not lie in the data to be met with a known prevalence; how often something is said does not say how much it matters; and a number fixed before analysis says nothing about whether the data are rich enough. Take the figure as an aid to thought, not as a justification.",
        "Braun & Clarke（2016）的反对意见：主题由分析者建构，并非以已知出现率存在于数据之中；提及次数不等于重要程度；分析前定下的数目也不能说明资料是否足够丰富。此数仅供思考，不能作为样本量的依据。",
    ),
}
