"""What is said about data from elsewhere, in English and Chinese."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "title": ("Agreement between coders: {path}", "编码员间一致性：{path}"),
    "coefficient": ("Coefficient", "系数"),
    "value": ("Value", "数值"),
    "interval": ("95 % interval", "95% 置信区间"),
    "observed": ("Observed", "观察一致"),
    "expected": ("Expected", "期望一致"),
    "se": ("Standard error", "标准误"),
    "units": ("Units", "单元数"),
    "coders": ("Coders: {coders}.", "编码员：{coders}。"),
    "counted": (
        "Units: {units}; with at least two ratings: {pairable}.",
        "单元共 {units} 个，其中至少有两次评定者 {pairable} 个。",
    ),
    "ratings": ("An empty cell is a missing rating.", "空格为缺失评定。"),
    "contingency": (
        "Rows are the categories of the first coder, columns those of the second.",
        "行为第一名编码员的类别，列为第二名编码员的类别。",
    ),
    "sets": (
        "An empty cell is the empty set, NA a missing one.",
        "空格为空集，NA 为缺失。",
    ),
    "decisions": (
        "Coefficients of one code are about decisions: in each unit the code was given or not; pooled, those of all codes stacked.",
        "单个编码的系数针对判断：每个单元给出或未给出该编码；合并值为全部编码的判断叠加。",
    ),
    "spans": (
        "Documents: {documents}, {characters} characters in all; places are counted in code points and an end is not included. Every coder named in the file is taken to have read every document.",
        "文档 {documents} 份，共 {characters} 个字符；位置按码位计，终点不含在内。文件中出现的每名编码员均视为读过全部文档。",
    ),
    "unmarked": (
        "Documents in which nobody marked anything: {documents}.",
        "无人标注的文档：{documents}。",
    ),
    "ordered": (
        "The labels are not numbers: where a coefficient needs a scale, the order of the table is taken for it, one step between neighbours.",
        "标签不是数字：需要量表的系数以表中次序为准，相邻类别相差一级。",
    ),
    "like_missing": (
        '"{value}" stands in {count} cells and is taken for a category; leave a cell empty where a rating is missing.',
        "“{value}”出现在 {count} 格中，被当作一个类别；缺失的评定请留空格。",
    ),
    "merged": (
        "Numbers written differently (1 and 1.0) are one value.",
        "写法不同的相同数字（1 与 1.0）视为同一数值。",
    ),
    "no_categories": (
        "The κ of each single category is left out, there being {count}; --coefficient fleiss_kappa_category gives it.",
        "共有 {count} 个类别，未逐一列出各类别的 κ；可用 --coefficient fleiss_kappa_category 取得。",
    ),
    "no_pairs": (
        "The {count} pairs of coders are left out; --by pair gives them.",
        "未列出 {count} 对编码员的两两结果；可用 --by pair 取得。",
    ),
    "meaning": ("{name} is {value}, {band}.", "{name} 为 {value}，{band}。"),
    "refused": ("Not computed, as the data do not allow it: {list}.", "数据不适用而未计算：{list}。"),
    "without": ("without {coder}", "不含 {coder}"),
    "mean_codes": ("{name} · mean over {count} codes", "{name} · {count} 个编码的均值"),
    "mean_pairs": ("{name} · mean over {count} pairs", "{name} · {count} 对编码员的均值"),
    "note": ("{where}: {note}.", "{where}：{note}。"),
    "comma": (", ", "、"),
    "methods": ("Intervals: {methods}.", "置信区间：{methods}。"),
    "set_aside": ("units rated by fewer than two coders", "评定者不足两人的单元"),
    "each_document": ("defined for one document at a time; see the documents", "只对单份文档有定义，见各文档"),
}


def words(key: str, language: str = "en", **filling: object) -> str:
    """Return the words for a key in English or Chinese (`zh`), filled in; any other language reads English."""
    return WORDS[key][1 if language.startswith("zh") else 0].format(**filling)
