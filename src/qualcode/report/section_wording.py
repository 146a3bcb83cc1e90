"""The headings of the sections, and the sentence with which each mentions its tables."""

from __future__ import annotations

from collections.abc import Mapping

from qualcode.report.options import Language

HEADINGS: Mapping[str, Mapping[Language, str]] = {
    "documents": {"en": "Documents and cases", "zh": "资料与案例"},
    "participants": {"en": "Participants", "zh": "受访者"},
    "cases": {"en": "The cases", "zh": "案例概况"},
    "methods": {"en": "How the analysis was done", "zh": "研究过程"},
    "codebook": {"en": "Codebook", "zh": "编码手册"},
    "nodes": {"en": "Nodes and references", "zh": "节点统计"},
    "agreement": {"en": "Agreement between coders", "zh": "编码者间信度"},
    "matrices": {"en": "Codes across cases", "zh": "跨案例编码矩阵"},
    "contrast": {"en": "Groups against each other", "zh": "组间对比"},
    "features": {"en": "Key features of the cases", "zh": "跨案例关键特征"},
    "triangulation": {"en": "Interviews against documents", "zh": "访谈与文件的相互印证"},
    "structure": {"en": "From codes to categories", "zh": "从编码到范畴"},
    "saturation": {"en": "Saturation", "zh": "饱和度检验"},
    "qca": {"en": "Configurations of cases", "zh": "案例组态"},
    "figures": {"en": "Figures", "zh": "图"},
    "quotes": {"en": "Quotes of each code", "zh": "各编码引文"},
    "references": {"en": "References of the methods", "zh": "方法文献"},
    "limitations": {"en": "Limitations", "zh": "局限"},
    "checklists": {"en": "Checklists of reporting", "zh": "报告规范核对表"},
    "audit": {"en": "Audit trail", "zh": "审计线索"},
}

LEADS: Mapping[str, Mapping[Language, str]] = {
    "methods": {"en": "The names of the cases stand in {tables}.", "zh": "案例的名称见{tables}。"},
    "documents": {"en": "What was read is listed in {tables}.", "zh": "所用资料及其分布见{tables}。"},
    "participants": {"en": "Who was interviewed is listed in {tables}.", "zh": "受访者的基本情况见{tables}。"},
    "cases": {"en": "What is known of each case stands in {tables}.", "zh": "各案例的基本情况见{tables}。"},
    "codebook": {"en": "The codes and their rules stand in {tables}.", "zh": "各编码及其使用规则见{tables}。"},
    "nodes": {
        "en": "How many sources and references each node has is shown in {tables}.",
        "zh": "各级节点的材料来源与参考点见{tables}。",
    },
    "agreement": {"en": "The coefficients are listed in {tables}.", "zh": "各编码的信度系数见{tables}。"},
    "matrices": {
        "en": "How the codes spread over cases and groups is shown in {tables}.",
        "zh": "各编码在案例与群体间的分布见{tables}。",
    },
    "contrast": {"en": "The groups are compared in {tables}.", "zh": "各组的比较见{tables}。"},
    "features": {
        "en": "The features, what speaks against them and how else they may be read are given in {tables}.",
        "zh": "关键特征、反例及其他解释见{tables}。",
    },
    "triangulation": {
        "en": "What each source says of each feature is set side by side in {tables}.",
        "zh": "各来源对各特征的说法见{tables}。",
    },
    "structure": {
        "en": "The way from codes to categories is shown in {tables}.",
        "zh": "从编码到范畴的归纳过程见{tables}。",
    },
    "saturation": {
        "en": "When interviews stopped bringing new codes is shown in {tables}.",
        "zh": "新编码随访谈推进的变化见{tables}。",
    },
    "qca": {"en": "The configurations and their measures are given in {tables}.", "zh": "组态及其各项指标见{tables}。"},
    "quotes": {"en": "The words behind the codes are quoted in {tables}.", "zh": "各编码的原始语句见{tables}。"},
    "checklists": {
        "en": "What the study knows is filled in in {tables}; the rest is for the author.",
        "zh": "{tables}中已填入本研究可知的内容，其余待作者填写。",
    },
    "audit": {
        "en": "What the report was made from, and what was decided on the way, is listed in {tables}.",
        "zh": "报告所依据的文件、版本与过程中的决定见{tables}。",
    },
}
