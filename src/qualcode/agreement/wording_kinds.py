"""What agreement on passages, sets, stance and weight of a study says, in English and Chinese."""

from __future__ import annotations

WORDS_KINDS: dict[str, tuple[str, str]] = {
    # names
    "nvivo_percentage": ("NVivo's percentage", "NVivo 一致百分比"),
    "nvivo_percentage_weighted": ("NVivo's percentage, by length", "NVivo 一致百分比（按长度加权）"),
    "nvivo_kappa": ("NVivo's κ", "NVivo κ"),
    "nvivo_kappa_weighted": ("NVivo's κ, by length", "NVivo κ（按长度加权）"),
    "characters": ("Characters", "字符数"),
    "whole_units": ("Units", "单元数"),
    "shared_codings": ("Shared codings", "共同编码数"),
    # the notes under every such table
    "kind_intervals": (
        "Intervals: {methods}; where none is given the cell is empty.",
        "置信区间：{methods}；未给出者留空。",
    ),
    "method_percentile_documents": (
        "percentile bootstrap over documents ({replicates} replicates, seed {seed})",
        "对文档重抽样的百分位自助法（{replicates} 次，随机种子 {seed}）",
    ),
    "method_bca_documents": (
        "BCa bootstrap over documents ({replicates} replicates, seed {seed})",
        "对文档重抽样的 BCa 自助法（{replicates} 次，随机种子 {seed}）",
    ),
    "method_jackknife": ("jackknife over units", "对单元的刀切法"),
    "kind_meaning": ("Pooled, {name} is {value}, {band}.", "合并的 {name} 为 {value}，{band}。"),
    "remark": ("{where}: {note}.", "{where}：{note}。"),
    "units_instead": (
        "Krippendorff's algorithm draws pairs of values on single units, so whole units are drawn here",
        "Krippendorff 算法抽取单个单元上的取值配对，此处改为抽取整个单元",
    ),
    "one_person": (
        "{coders} are one person: these figures say how stable that person's coding is over time (intra-coder), and are no agreement between coders.",
        "{coders} 为同一人：以上数值说明此人编码前后是否稳定（编码员内信度），不是编码员间的一致性。",
    ),
    "some_one_person": (
        "Some of these coders are one person ({groups}): where they are compared, the figures say how stable that person's coding is over time, not how far coders agree.",
        "其中有同一人的多次编码（{groups}）：相互比较时，数值说明此人编码前后是否稳定，而非编码员间的一致性。",
    ),
    # passages
    "character_note": (
        "Unit: character; {characters} characters of {documents} documents that at least two coders finished. A document that a coder has not finished is missing there, never disagreement.",
        "单元：字符；至少两名编码员完成的 {documents} 份文档共 {characters} 个字符。编码员尚未完成的文档视为缺失，绝不计为不一致。",
    ),
    "cut_note": (
        "Cut out before anything was compared: {cut} characters of turns that the study skips ({roles}); their text counts neither as coded nor as uncoded.",
        "比较前已剔除研究设定跳过的话轮（{roles}）共 {cut} 个字符；其文字既不计为已编码，也不计为未编码。",
    ),
    "interviewer": ("interviewer", "访谈者"),
    "respondent": ("respondent", "受访者"),
    "alone_note": (
        "A code's own row sets its passages against all the rest of the text, whatever other codes stand there; pooled, a stretch on which one coder's codes overlap carries their combination.",
        "单个编码一行将该编码的段落与其余全部文字相对照，不论其上有无其他编码；合并时，同一编码员的编码重叠之处取其组合为值。",
    ),
    "unknown_passages": (
        "Codes in use that the codebook did not have when a coder finished a document: {count} (code × coder × document); missing in the code's own row, while a pooled value has no room for what is missing in part.",
        "编码员完成文档时编码本尚无的在用编码：{count} 处（编码 × 编码员 × 文档）；在该编码一行按缺失处理，合并值无法容纳部分缺失。",
    ),
    "each_document": (
        "defined for one document at a time; see --by document",
        "只对单份文档有定义，请用 --by document",
    ),
    "nvivo_undefined": (
        "undefined: in no document did one coder code part of the text with it (NVivo prints 1 where both coded all of a document or none)",
        "无法计算：没有任何文档中有编码员以之编了部分文字（两人全编或全未编时 NVivo 显示 1）",
    ),
    "nvivo_mean": (
        "mean over {count} of {of} comparisons (code × document), the others being undefined",
        "{of} 个比较（编码 × 文档）中 {count} 个的均值，其余无法计算",
    ),
    "nvivo_mean_of_all": (
        "mean over the comparisons (code × document), {count} in all",
        "{count} 个比较（编码 × 文档）的均值",
    ),
    "nvivo_note": (
        "NVivo's percentage counts characters that neither coder coded as agreement, so rare codes and long documents look good; α stands beside it. Means over documents (a code's row), over codes (a document's), over every code in every document (pooled): plain, and by length of the documents. Single codes in single documents are in the JSON, and in --by document with --codes CODE.",
        "NVivo 百分比把两人都未编的字符也计为一致，编码越少、文档越长越好看，故并列 α。均值：编码一行对各文档取均值，文档一行对各编码取均值，合并对全部“编码 × 文档”取均值；分简单平均与按文档长度加权。单个编码在单份文档的数值见 JSON，或用 --by document 加 --codes。",
    ),
    # sets
    "sets_note": (
        "Whole sets of codes are compared on {count} units in {documents} documents (unit: {unit}). A unit without any code is the empty set, which is a value; a document that a coder has not finished is missing.",
        "以{unit}为单元，在 {documents} 份文档的 {count} 个单元上比较整个编码集合。没有任何编码的单元为空集，空集是一个取值；编码员尚未完成的文档视为缺失。",
    ),
    "unknown_sets": (
        "Codes in use that the codebook did not have when a coder finished a document: {count} (code × coder × document); a set has no room for what is missing in part, so they count as not given.",
        "编码员完成文档时编码本尚无的在用编码：{count} 处（编码 × 编码员 × 文档）；集合无法容纳部分缺失，故按未给出计。",
    ),
    # stance and weight
    "on_stance_note": (
        "Compared is the stance on codings that coders share: the same code on the same unit (unit: {unit}); shared: {count}. Ordinal: denies < mixed < affirms.",
        "比较的是共同编码（同一单元上的同一编码，单元：{unit}）的立场；共同编码 {count} 个。次序：否定 < 兼有 < 肯定。",
    ),
    "on_weight_note": (
        "Compared is the weight of codings that coders share: the same code on the same unit (unit: {unit}); shared: {count}.",
        "比较的是共同编码（同一单元上的同一编码，单元：{unit}）的权重；共同编码 {count} 个。",
    ),
    "on_silent": (
        "Without stance, which counts as affirms: {count} ratings.",
        "未注明立场而视为肯定的评定：{count} 个。",
    ),
    "on_planned": (
        "Planned (only intended): {count} ratings; a category of its own where categories have no order, and missing on the scale, where it has no place.",
        "仅为计划的评定：{count} 个；无次序时自成一类，有次序时不在量表上，按缺失处理。",
    ),
    "on_scale": (
        "Shared codings on which both stances stand on the scale, so that ordinal values rest on them: {count}.",
        "双方立场均在量表上、定序数值所依据的共同编码：{count} 个。",
    ),
    "on_combined": (
        "Ratings that are mixed because one coder's codings of that code there differ in stance: {count}.",
        "因同一编码员在该单元对该编码的立场不一而视为兼有的评定：{count} 个。",
    ),
    "on_unweighted": (
        "Without weight, so missing: {count} ratings.",
        "未注明权重而按缺失处理的评定：{count} 个。",
    ),
    "on_several": (
        "Missing because one coder gave that code there several weights: {count} ratings.",
        "因同一编码员在该单元对该编码给出多个权重而按缺失处理的评定：{count} 个。",
    ),
    "on_nothing": (
        "Codes without a row because nobody gave a shared coding of theirs a weight: {count}.",
        "共同编码均未注明权重而未列出的编码：{count} 个。",
    ),
    "scales_differ": (
        "undefined: the codes declare different scales, so their weights cannot be pooled; see the codes",
        "无法计算：各编码的量表不同，权重不可合并，请看各编码",
    ),
}

REASONS_KINDS_ZH: dict[str, str] = {
    "documents that fewer than two coders have finished": "完成编码者不足两人的文档",
    "sampled units whose document has another text now": "抽取后文本已改动的文档中的单元",
}
"""What is set aside there, by the reason given."""
