"""What a study knows of itself, in English and Chinese sentences."""

from __future__ import annotations

from qualcode.report.options import Language

_WORDS: dict[str, tuple[str, str]] = {
    "approach coding-reliability": (
        "Declared approach: coding reliability (a codebook, applied by several coders).",
        "声明的取向：编码信度取向（多名编码者依编码手册独立编码）。",
    ),
    "approach codebook": ("Declared approach: codebook analysis.", "声明的取向：编码手册式分析。"),
    "approach content-analysis": ("Declared approach: content analysis.", "声明的取向：内容分析。"),
    "approach grounded": ("Declared approach: grounded theory.", "声明的取向：扎根理论。"),
    "approach reflexive": ("Declared approach: reflexive thematic analysis.", "声明的取向：反思性主题分析。"),
    "codes": (
        "{codes} codes that may be applied; version of the codebook: {version}. The whole codebook stands in the report.",
        "可用编码 {codes} 个，编码手册版本：{version}；编码手册全文见报告。",
    ),
    "derivation": (
        "{apriori} codes were set beforehand, {emergent} came up while coding.",
        "{apriori} 个编码事先设定，{emergent} 个在编码过程中产生。",
    ),
    "sample-size": (
        "Participants: {people}; interviews: {interviews}.",
        "受访者 {people} 人，访谈 {interviews} 份。",
    ),
    "roles": ("By role: {roles}.", "按角色：{roles}。"),
    "material": ("Documents of cases: {documents}; cases: {cases}.", "案例文件 {documents} 份，案例 {cases} 个。"),
    "dates": ("Interviews held from {first} to {last}.", "访谈时间：{first} 至 {last}。"),
    "duration": (
        "{least} to {most} minutes, {mean} on average ({count} interviews).",
        "时长 {least}—{most} 分钟，平均 {mean} 分钟（{count} 份访谈）。",
    ),
    "modes": ("Mode: {modes}.", "方式：{modes}。"),
    "coders": ("{count} coded: {names}.", "编码者 {count} 名：{names}。"),
    "software": ("qualcode {version}.", "qualcode {version}。"),
    "unit": ("Unit: {unit}; {segments} of them.", "编码单位：{unit}，共 {segments} 个。"),
    "turn": ("turn", "话轮"),
    "paragraph": ("paragraph", "段落"),
    "sentence": ("sentence", "句子"),
    "codings": (
        "Codings counted in this report: {codings}, of {references} distinct passages.",
        "本报告计入编码 {codings} 次，涉及参考点（不同段落）{references} 个。",
    ),
    "agreement": ("Pooled over {units} units: {values}.", "合计 {units} 个单位：{values}。"),
    "features": (
        "{rules} rules for key features were declared; what speaks against each is listed.",
        "声明关键特征规则 {rules} 条，反例逐一列出。",
    ),
    "structure": (
        "Built from codes: {concepts} concepts, {themes} themes, {dimensions} dimensions.",
        "由编码归纳出概念 {concepts} 个、主题 {themes} 个、维度 {dimensions} 个。",
    ),
    "quotes": (
        "Quotes stand in the report, each with speaker, document and segment.",
        "报告列出引文，每条注明说话人、文档与段号。",
    ),
    "negative": (
        "Cases that speak against a feature are listed with their words.",
        "与特征相反的案例及其原话已列出。",
    ),
    "stance": (
        "Of the {of} passages that count for a key feature, for {count} no stance is given: that such passages affirm follows from their code alone, since no coder wrote that the thing is so, and terms of an agreement that no one yet fulfilled may be among them.",
        "计为肯定关键特征的 {of} 个参考点中，{count} 个未标立场：其肯定只来自所归编码，编码者并未注明确有其事；尚未履行的协议条款也可能在内。",
    ),
    "feature-notes": (
        "What the researchers themselves note about the list of key features (how its rules were revised, and what it cannot carry) belongs here too; such memos, printed with that list: {count}.",
        "研究者对关键特征清单的说明（规则如何修订、清单有何不足）也属于局限，随该清单列出，共 {count} 份备忘。",
    ),
    "saturation": (
        "New codes are followed interview by interview in the report.",
        "报告逐份访谈列出新编码的数量。",
    ),
    "set-aside": (
        "Codings set aside, which no table counts: {count}.",
        "未计入各表的编码：{count} 个。",
    ),
    "trail": (
        "Each of {entries} acts and memos stands in a ledger, with coder and time.",
        "全部 {entries} 条操作与备忘均记入账本，附编码者与时间。",
    ),
}


def say(key: str, language: Language, **filling: object) -> str:
    """Return a wording in the language, filled in."""
    return _WORDS[key][language == "zh"].format(**filling)
