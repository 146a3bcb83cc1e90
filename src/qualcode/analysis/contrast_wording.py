"""What the contrast of cases or roles says, in English and Chinese."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "title": ("Contrast by {by}: what is in all, in some, in one, in none", "按{by}对照：共有、部分、独有与皆无"),
    "pattern": ("Present in", "出现于"),
    "all": ("all", "全部"),
    "some": ("some", "部分"),
    "one": ("one", "仅一处"),
    "none": ("none", "皆无"),
    "open": ("not known", "未知"),
    "p": ("p (Fisher, exact)", "p（Fisher 精确检验）"),
    "holm": ("p (Holm)", "p（Holm 校正）"),
    "effect": ("Effect, with 95 % interval", "效应量及 95% 区间"),
    "why": ("Why no p", "未给 p 的原因"),
    "present": ("{present} of {known}", "{present}/{known}"),
    "unknown more": ("{present} of {known}, {unknown} not known", "{present}/{known}，{unknown} 未知"),
    "not known": ("not known ({unknown})", "未知（{unknown}）"),
    "difference": (
        "difference {value:+.2f} [{low:+.2f}, {high:+.2f}]",
        "占比差 {value:+.2f} [{low:+.2f}, {high:+.2f}]",
    ),
    "v": ("V {value:.2f} [{low:.2f}, {high:.2f}]", "V {value:.2f} [{low:.2f}, {high:.2f}]"),
    "document": ("document", "文档"),
    "case": ("case", "案例"),
    "documents": ("documents", "份文档"),
    "cases": ("cases", "个案例"),
    # why no p
    "one group": (
        "known in fewer than two of the groups",
        "可知的组不足两个",
    ),
    "constant": ("does not vary", "没有变化"),
    "unknown": (
        "not known in {count} {units}; leave such out with --where",
        "{count} {units}未知，可用 --where 排除",
    ),
    "shared": (
        "{count} {units} in several groups, so these are not independent",
        "{count} {units}同属几组，各组不独立",
    ),
    # notes
    "note withheld": (
        "No p where a {unit} stands in several groups (Fisher's test takes each once), or where presence is not known in all of them: a code that is there is always known, one that is not only where the coder has finished, so what is left would show too much.",
        "{unit}分属几组时不给 p（检验要求每份只属一组）；有未知者时也不给：出现总是可知，未出现只有在编码完成处才可知，所余者会高估出现。",
    ),
    "note cells": (
        "A cell says in how many {units} of the group the code is present, of those where that is known: coded there, or finished under a codebook that had the code. What is not known is named apart and counts neither way.",
        "单元格为该组中出现该编码的{units}数，分母为可知者：已编码，或已在含有该编码的编码本下完成。未知者单列，不计入任何一方。",
    ),
    "note pattern": (
        "Present in a group: in at least one of its {units}; absent: in none of them, all being known. “Not known” where what is unknown could change the answer. In all: {all}; in some: {some}; in one: {one}; in none: {none}; not known: {open} codes.",
        "在一组中出现：至少见于其中一处；未出现：全部可知而无一处（{units}）。未知者可能改变结论时记为“未知”。全部：{all}；部分：{some}；仅一处：{one}；皆无：{none}；未知：{open}（编码数）。",
    ),
    "note mention": (
        "Presence is mention and not support: of the {count} codings here, {denies} deny, {mixed} are mixed, {planned} only planned.",
        "出现指提及而非支持：此处 {count} 次编码中，否定 {denies}，兼有 {mixed}，仅为计划 {planned}。",
    ),
    "note test": (
        "Tests compare {units} and never passages: Fisher's exact test of present against absent over the groups (Freeman & Halton 1951), corrected by Holm (1979) for the {tests} tests of this table. Effect: of two groups the difference of shares, first minus second (Newcombe 1998); of more, Cramér's V, whose interval is rough where few are expected. The least p that these groups could reach is {least}.",
        "检验以{units}为单位，从不以参考点为单位：各组出现与未出现的 Fisher 精确检验（Freeman & Halton 1951），对本表 {tests} 次检验作 Holm（1979）校正。效应量：两组为占比之差，前者减后者（Newcombe 1998）；多组为 Cramér's V，期望频数小时区间只作参考。这些组所能达到的最小 p 为 {least}。",
    ),
    "note no test": (
        "No test was possible; the last column says why.",
        "无法作检验，原因见末列。",
    ),
    "note nested": (
        "Documents of one case speak of one programme and are not independent of each other: p describes these documents and does not generalise to other cases.",
        "同一案例的文档谈的是同一个项目，彼此并不独立：p 只描述这些文档，不能推及其他案例。",
    ),
    "note five": (
        "With {cases} cases nothing can reach significance over cases: even a perfect split of five into three and two has p = 0.10. Read who differs, and in which words, before any p.",
        "只有 {cases} 个案例，就案例而言任何差异都达不到显著：五个案例即使三对二完全分开，p 也是 0.10。请先看谁不同、怎么说，再看 p。",
    ),
    "note left out": ("In no group, since they have no {by}: {names}.", "因没有“{by}”而不在任何组中：{names}。"),
    "note only": ("Shown are only codes present in: {only}.", "只列出现于“{only}”的编码。"),
    "nothing": ("none", "无"),
}


def say(key: str, language: str = "en", **filling: object) -> str:
    """Return the words for a key in English or Chinese (`zh`), filled in."""
    return WORDS[key][1 if language.startswith("zh") else 0].format(**filling)
