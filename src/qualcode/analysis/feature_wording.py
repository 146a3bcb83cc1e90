"""What the displays of key features say, in English and Chinese."""

from __future__ import annotations

from qualcode.model.feature import FeatureState

WORDS: dict[str, tuple[str, str]] = {
    "supported": ("supported", "落实"),
    "partial": ("partial", "部分落实"),
    "planned": ("planned only", "仅见于文本"),
    "contradicted": ("contradicted", "未落实"),
    "silent": ("not mentioned", "未提及"),
    "unknown": ("not known", "未知"),
    "key": ("key", "关键特征"),
    "contested": ("contested", "有争议"),
    "not key": ("not key", "未达标准"),
    "literal": ("literal", "逐项复现"),
    "theoretical": ("theoretical", "理论复现"),
    "failed": ("failed", "复现失败"),
    "untested": ("not tested", "未检验"),
    "documents": ("documents", "案例文件"),
    "interview": ("interview", "访谈"),
    "official": ("official", "官员"),
    "college": ("college", "院校"),
    "enterprise": ("enterprise", "企业"),
    # the list
    "title list": ("Key features", "关键特征清单"),
    "feature": ("Feature", "特征"),
    "standing": ("By the rule", "按规则判定"),
    "support": ("Supported in", "落实案例"),
    "of": ("{count} of {cases}", "{count}/{cases}"),
    "partly": ("Affirmed and denied in", "部分落实案例"),
    "negative": ("Contradicted in (negative cases)", "未落实案例（反例）"),
    "others": ("Planned only; not mentioned", "仅见于文本；未提及"),
    "sources": ("Affirmed by", "肯定来源"),
    "passages": ("Passages for; mixed; against", "肯定；兼有；否定（参考点）"),
    "replication": ("Replication", "复现"),
    "none": ("none", "无"),
    "thin": (" (too little evidence)", "（证据不足）"),
    "note rule": (
        "The rule, declared in qualcode.toml before this list was made: key when at least {cases} cases support the feature, each from at least {roles} sources (a role, or the documents of the case) and by at least {quotes} passages; a rule may set its own figures. Contested: only when cases count in which it is denied as well as affirmed.",
        "规则在本清单生成之前写入 qualcode.toml：至少 {cases} 个案例落实，且每个案例有至少 {roles} 个来源（某类角色，或该案例的文件）、至少 {quotes} 个参考点肯定，即为关键特征；个别特征可另定数值。“有争议”指须计入既有肯定又有否定的案例才达到标准。",
    ),
    "note states": (
        "Supported: affirmed, nothing denies; partial: both, or mixed; planned only; contradicted: denied (or a counter-code stands), nothing affirms; not mentioned. A denied counter-code affirms. Only contradicted is a negative case; silence never is one. Not known: silent, but not every document there has been finished.",
        "落实：有肯定而无否定；部分落实：两者兼有或立场为兼有；仅见于文本：只有计划；未落实：只有否定（或出现反向编码）；未提及。反向编码被否定，按肯定计。只有未落实是反例，未提及不是。未知：未提及，但该案例并非所有文档都已编码完成。",
    ),
    "note stance": (
        "A coding without stance counts as affirming: {count} of the {of} codings here have none.",
        "未标立场的编码按肯定计：此处 {of} 次编码中有 {count} 次未标。",
    ),
    "note five": (
        "With {cases} cases no comparison can reach statistical significance; the list shows where evidence stands, not how often such programmes have a feature.",
        "只有 {cases} 个案例，任何比较都达不到统计显著；本表说明证据所在，不说明此类项目具有某特征的频率。",
    ),
    "note replication": (
        "Replication (Yin): literal where support was expected and found, theoretical where another state was expected for a stated reason and found, failed where what was expected was not found, not tested where nothing was expected.",
        "复现（Yin）：预期落实且确实落实为逐项复现；有理由预期其他状态且确为该状态为理论复现；与预期不符为复现失败；未作预期为未检验。",
    ),
    # features × cases
    "title cases": ("Features × cases: states, with their references", "特征 × 案例：状态与出处"),
    "note references": (
        "After each state the first {most} places that speak for it, then after “/” those that deny it or are mixed.",
        "状态之后为前 {most} 处肯定的出处，“/”之后为否定或兼有的出处。",
    ),
    # negative cases
    "title negative": ("Negative cases and denials, in their words", "反例与否定证据原文"),
    "state": ("State", "状态"),
    "case": ("Case", "案例"),
    "denials": ("What speaks against it", "否定证据"),
    "expected": ("Expected", "预期"),
    # rivals
    "title rivals": ("Rival readings", "竞争性解释"),
    "rival": ("Rival reading", "竞争性解释"),
    "about": ("Would explain otherwise", "另作解释的特征"),
    "for": ("Evidence for it", "支持证据"),
    "against": ("Evidence against it", "反对证据"),
    "in cases": ("Cases with evidence for it", "有支持证据的案例"),
    "all features": ("all features", "全部特征"),
    "note rivals": (
        "Declared in qualcode.toml. Evidence for: passages under its codes that affirm; against: those that deny, and those under its counter-codes. The first {most} of each are quoted; the number of all stands before them.",
        "在 qualcode.toml 中声明。支持证据：其编码下肯定的参考点；反对证据：否定者，以及反向编码下的参考点。各引前 {most} 处，其前为总数。",
    ),
    # triangulation
    "title triangulation": ("Triangulation: feature × case × source", "三角互证：特征 × 案例 × 来源"),
    "verdict": ("Verdict", "研究者判断"),
    "memo": ("Memo", "备忘"),
    "agreement": ("agreement", "一致"),
    "partial agreement": ("partial", "部分一致"),
    "silence": ("silence", "缺席"),
    "dissonance": ("dissonance", "相左"),
    "note triangulation": (
        "Each source's state by its own passages: interviews by role, and the documents of the case. The verdict is a person's, kept as a memo; an empty cell has none yet. “≠” marks rows whose sources that speak do not agree.",
        "各来源状态只按该来源的参考点判定：访谈按角色，另加案例文件。判断由研究者作出并存为备忘，空格为尚未判断。“≠”标出发声来源之间不一致的行。",
    ),
    "differs": ("Sources", "来源间"),
    "source": ("Source", "来源"),
    "side": ("Says", "说法"),
    "quoted": ("In its words", "原文"),
    "side affirming": ("affirms", "肯定"),
    "side mixed": ("mixed", "兼有"),
    "side denying": ("denies", "否定"),
    "side planned": ("planned", "仅计划"),
}


def say(key: str, language: str = "en", **filling: object) -> str:
    """Return the words for a key in English or Chinese (`zh`), filled in; a key without words stands for itself."""
    if key not in WORDS:
        return key
    return WORDS[key][1 if language.startswith("zh") else 0].format(**filling)


def state_name(state: FeatureState | None, language: str = "en") -> str:
    """Return a state as readers know it; `None` is not known."""
    return say(state or "unknown", language)
