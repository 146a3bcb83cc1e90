"""What the displays of saturation say, in English and Chinese."""

from __future__ import annotations

from qualcode.analysis.saturation import Rule, Saturation

WORDS: dict[str, tuple[str, str]] = {
    "title": ("Saturation: new codes by document", "饱和度检验：各文档的新增编码"),
    "title role": ("Saturation by role", "饱和度检验：分角色"),
    "title rule": ("Saturation by other bases, runs and thresholds", "饱和度检验：不同基数、批量与阈值"),
    "title code": ("Where each code is new", "各编码的首次出现"),
    "title holdout": ("What the documents held out bring", "留出文档的新增内容（理论饱和度检验）"),
    "unit": ("code", "编码"),
    "document": ("Document", "文档"),
    "role": ("Role", "角色"),
    "rule": ("Rule", "规则"),
    "code": ("Code", "编码"),
    "new": ("New codes", "新增编码"),
    "first": ("A priori, first used", "预设编码（首次使用）"),
    "arose": ("Emergent, arisen here", "生成编码（产生于此）"),
    "total": ("Codes so far", "累计编码"),
    "ratio": ("New information of the run that ends here", "至此一批的新信息占比"),
    "low": ("Random orders: 2.5 %", "随机顺序：2.5%"),
    "median": ("Median", "中位数"),
    "high": ("97.5 %", "97.5%"),
    "documents": ("Documents", "文档数"),
    "codes": ("Codes", "编码数"),
    "base": ("Codes of the base", "基数编码数"),
    "last": ("New information of the last run", "末批新信息占比"),
    "reached": ("Saturation", "饱和"),
    "share": ("Random orders that reach it", "达到饱和的随机顺序占比"),
    "not reached": ("not reached", "未达到"),
    "too few": ("too few documents", "文档不足"),
    "no base": ("no code in the base", "基数中无编码"),
    "rule label": ("base {base}, run {run}, ≤{threshold}", "基数 {base}，批量 {run}，≤{threshold}"),
    "origin": ("Origin", "来源"),
    "a-priori": ("a priori", "预设"),
    "emergent": ("emergent", "生成"),
    "since": ("Date of origin", "产生日期"),
    "where": ("New in", "首次出现于"),
    "in": ("In documents", "出现文档数"),
    "concepts": ("New concepts (codes)", "新概念（编码）"),
    "categories": ("New categories", "新范畴"),
    "relations": ("New relations", "新关系"),
    "names": ("Which", "内容"),
    "together": ("All held out, together", "留出文档合计"),
    "none": ("none", "无"),
    # notes
    "note reached": (
        "Saturation: {label} at ≤{threshold}: after {before} documents, the next {run} brought {new} new codes, {ratio} of the {base} codes of the first {first}.",
        "饱和：{label}（≤{threshold}）：前 {before} 份文档之后，随后 {run} 份新增 {new} 个编码，为前 {first} 份所得 {base} 个编码的 {ratio}。",
    ),
    "note later": (
        "But later runs rise above the threshold again ({runs}): what stopped there began anew.",
        "但此后又有批次高于阈值（{runs}）：新信息在停止之后再度出现。",
    ),
    "date": ("date", "日期"),
    "order": ("order", "顺序"),
    "note not reached": (
        "Saturation is not reached at ≤{threshold}: the last run of {run} documents brought {new} new codes, {ratio} of the {base} codes of the first {first}.",
        "未达到饱和（≤{threshold}）：最后 {run} 份文档新增 {new} 个编码，为前 {first} 份所得 {base} 个编码的 {ratio}。",
    ),
    "note too few": (
        "Saturation is not tested: base and run need {need} documents, and there are {have}.",
        "未检验饱和：基数与批量共需 {need} 份文档，现有 {have} 份。",
    ),
    "note no base": (
        "Saturation is not defined: the first {first} documents have no code, and a ratio to nothing does not exist.",
        "饱和无定义：前 {first} 份文档没有编码，无从计算占比。",
    ),
    "note method": (
        "New information of a run: its new codes divided by the codes of the base, the first {base} documents; runs of {run} overlap and begin one document later each (Guest, Namey & Chen 2020, a method made for inductive coding).",
        "某批的新信息占比：该批新增编码数除以基数（前 {base} 份文档）的编码数；各批 {run} 份，逐份后移、相互重叠（Guest, Namey & Chen 2020；该方法为归纳式编码而设）。",
    ),
    "note orders": (
        "{orders} random orders of the same documents (seed {seed}): {share} reach it{with_documents}.",
        "对同一批文档随机排序 {orders} 次（种子 {seed}）：{share} 达到饱和{with_documents}。",
    ),
    "note band": (
        "The band is that of {orders} random orders of the same documents (seed {seed}).",
        "区间取自对同一批文档的 {orders} 次随机排序（种子 {seed}）。",
    ),
    "note with": (
        ", with {median} documents in the median, run included (95 %: {low} to {high})",
        "，所需文档数（含末批）中位数为 {median}（95%：{low} 至 {high}）",
    ),
    "note order": ("Documents stand in the order of their {by}.", "文档按{by}排序。"),
    "note study order": (
        "Documents stand in the study's own order: not every one has a date.",
        "文档按研究中的顺序排列：并非每份都有日期。",
    ),
    "note file order": (
        "Documents stand in the order of the file, and codes are new where first used.",
        "文档按文件中的顺序排列，编码以首次使用为新增。",
    ),
    "note origin": (
        "{apriori} of the codes used are a priori: for them this is their first use, not their discovery; {emergent} are emergent, and new in the document in which the earliest of their codings was made.",
        "所用编码中 {apriori} 个为预设编码，此处为首次使用而非发现；{emergent} 个为生成编码，以最早作出其编码的文档为新增处。",
    ),
    "note unfinished": (
        "{count} of the documents are coded but not finished: what they bring is what was coded up to now.",
        "其中 {count} 份文档尚未完成编码，所计为目前已编码的内容。",
    ),
    "note role": (
        "Only passages of the role count, in the documents in which it speaks; a document with several roles stands under each.",
        "只计该角色的参考点及其发言的文档；有多个角色的文档分别计入。",
    ),
    "note holdout": (
        "New is what none of the other {others} documents has. A concept is a code; a category the code above it (or itself, at the top); a relation two categories that stand in one segment.",
        "新增指其余 {others} 份文档均没有的内容。概念指编码；范畴指其上级编码（顶层则为自身）；关系指两个范畴出现于同一单元。",
    ),
}


def say(key: str, language: str = "en", **filling: object) -> str:
    """Return the words for a key in English or Chinese (`zh`), filled in."""
    return WORDS[key][1 if language.startswith("zh") else 0].format(**filling)


def percent(share: float, language: str = "en") -> str:
    """Return a share in per cent, with one decimal where it has one: 5 %, 2.7 %."""
    text = f"{share * 100:.1f}".removesuffix(".0")
    return f"{text}%" if language.startswith("zh") else f"{text} %"


def rule_words(rule: Rule, language: str) -> str:
    """Return a rule as a row is labelled with it."""
    return say("rule label", language, base=rule.base, run=rule.run, threshold=percent(rule.threshold, language))


def standing(found: Saturation, language: str) -> str:
    """Return where saturation is reached as a cell: `6+2`, or why there is none."""
    if found.label is not None:
        return found.label
    if not found.runs:
        return say("too few", language)
    return say("not reached" if found.base_codes else "no base", language)


def result_note(found: Saturation, language: str) -> str:
    """Return the result as a sentence: reached with what, not reached, or not tested and why."""
    rule = found.rule
    if not found.runs:
        return say("note too few", language, need=rule.base + rule.run, have=len(found.new))
    if not found.base_codes:
        return say("note no base", language, first=rule.base)
    run = found.reached or found.runs[-1]
    filling: dict[str, object] = {"run": rule.run, "new": run.new, "base": found.base_codes, "first": rule.base}
    filling |= {"label": found.label, "before": run.first - 1, "threshold": percent(rule.threshold, language)}
    filling |= {"ratio": percent(run.ratio or 0.0, language)}
    if found.reached is None:
        return say("note not reached", language, **filling)
    runs = ", ".join(f"{each.first}–{each.last}: {percent(each.ratio or 0.0, language)}" for each in found.later)
    more = say("note later", language, runs=runs) if runs else ""
    return say("note reached", language, **filling) + (" " if more and not language.startswith("zh") else "") + more
