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
    "passages": (
        "Passages for (of them without stance); mixed; against; planned",
        "参考点：肯定（其中未标立场）；兼有；否定；仅计划",
    ),
    "counts": (
        "{affirming} ({unsaid}); {mixed}; {denying}; {planned}",
        "{affirming}（{unsaid}）；{mixed}；{denying}；{planned}",
    ),
    "replication": ("Replication", "复现"),
    "none": ("none", "无"),
    "thin": (" (too little evidence)", "（证据不足）"),
    "note rule": (
        "The rule, declared in qualcode.toml (which does not say whether that was before or after the material was read): key when at least {cases} cases support the feature, each from at least {roles} sources (a role, or the documents of the case) and by at least {quotes} passages; a rule may set its own figures. Contested: only when cases count in which it is denied as well as affirmed.",
        "规则声明于 qualcode.toml（该文件不说明其写于阅读资料之前或之后）：至少 {cases} 个案例落实，且每个案例有至少 {roles} 个来源（某类角色，或该案例的文件）、至少 {quotes} 个参考点肯定，即为关键特征；个别特征可另定数值。“有争议”指须计入既有肯定又有否定的案例才达到标准。",
    ),
    "note states": (
        "Supported: affirmed, nothing denies; partial: both, or mixed; planned only; contradicted: denied (or a counter-code stands), nothing affirms; not mentioned. A denied counter-code affirms. Only contradicted is a negative case; silence never is one. Not known: silent, but not every document there has been finished.",
        "落实：有肯定而无否定；部分落实：两者兼有或立场为兼有；仅见于文本：只有计划；未落实：只有否定（或出现反向编码）；未提及。反向编码被否定，按肯定计。只有未落实是反例，未提及不是。未知：未提及，但该案例并非所有文档都已编码完成。",
    ),
    "note stance": (
        "A coding without stance counts as affirming: {count} of the {of} codings here have none.",
        "未标立场的编码按肯定计：此处 {of} 次编码中有 {count} 次未标。",
    ),
    "note unsaid": (
        "Passages whose coding gives no stance count as affirming: {count} of the {of} passages for a feature are such, which rest on the code alone, and not on a coder's word that the thing is so; the figure in brackets gives them feature by feature.",
        "编码未标立场的参考点按肯定计：全部 {of} 个肯定参考点中有 {count} 个如此，其依据只是归入该编码，而非编码者写明“确有其事”；括号内的数字逐项列出。",
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
    # what each feature is made of
    "title rules": ("What each feature is made of", "各特征的构成：编码、反向编码与判定标准"),
    "codes": ("Codes that speak for it", "肯定编码"),
    "counter": ("Counter-codes", "反向编码"),
    "threshold": ("Key from", "判定标准"),
    "threshold of": (
        "{cases} cases, each with {roles} sources and {quotes} passages",
        "{cases} 个案例，每案例 {roles} 个来源、{quotes} 个参考点",
    ),
    "expect": ("Expected", "预期"),
    "expectation": ("{case}: {state}", "{case}：{state}"),
    "because": (" – {reason}", "——{reason}"),
    "code below": ("{code} (with {below})", "{code}（含 {below}）"),
    "note families": (
        "A code stands for itself and every code below it. A counter-code that is affirmed speaks against the feature; one that is denied speaks for it. A source is a role, or the documents of the case. Nothing was expected where nothing is said.",
        "编码含其全部下级编码。反向编码被肯定即否定该特征，被否定则肯定该特征。来源指某类角色，或该案例的文件。未写明者即未作预期。",
    ),
    "note shared": (
        "These features have codes in common, so that a passage may count for both and they are not independent: {pairs}.",
        "下列特征有共同的编码，同一段落可能两处计入，彼此并不独立：{pairs}。",
    ),
    "pair": ("{one} and {other} ({codes})", "{one}与{other}（{codes}）"),
    # quotes against and for
    "title negative": ("Negative cases, denials and mixed passages", "反例、否定与兼有立场的原文"),
    "title support": ("What speaks for each feature", "各特征的肯定证据原文"),
    "state": ("State", "状态"),
    "state expected": ("{state} (expected: {expected})", "{state}（预期：{expected}）"),
    "case": ("Case", "案例"),
    "denials": ("In its words", "原文"),
    "said": ("Says", "说法"),
    "no stance": ("no stance given", "未标立场"),
    "by counter": ("counter-code {code}", "反向编码 {code}"),
    "by counter mixed": ("mixed, counter-code {code}", "兼有，反向编码 {code}"),
    "by counter denied": ("denies counter-code {code}", "否定反向编码 {code}"),
    "note negative": (
        "Denies: the coder says that the feature is not so there; mixed: the passage says both, and is no denial; counter-code: what is coded speaks against the feature. Only the state “contradicted” makes a negative case: {count} here.",
        "否定：编码者注明该特征在此不成立；兼有：该处两面都说，不是否定；反向编码：所编内容与该特征相反。只有状态“未落实”才是反例，此处 {count} 个。",
    ),
    "note support": (
        "At most {most} passages a feature and case, one from each source in turn (each role, then the documents), within a source those with a stance before those without, else in document order; how many are quoted, of how many there are, stands beside the state.",
        "每个特征在每个案例中至多引 {most} 处：各来源（各类角色，其后为案例文件）轮流取一处，同一来源内先取注明立场者，其余按文档次序；状态之后为引用数与总数。",
    ),
    "shown of": ("{state}; {shown} of {count}", "{state}；{shown}/{count}"),
    # rivals
    "title rivals": ("Rival readings", "竞争性解释"),
    "rival": ("Rival reading", "竞争性解释"),
    "about": ("Would explain otherwise", "另作解释的特征"),
    "for count": ("Passages for", "支持（参考点）"),
    "both count": ("Passages both ways", "两面（参考点）"),
    "against count": ("Passages against", "反对（参考点）"),
    "for": ("Evidence for it", "支持证据"),
    "both": ("Said of both", "两面证据"),
    "against": ("Evidence against it", "反对证据"),
    "in cases": ("Cases with evidence for it", "有支持证据的案例"),
    "all features": ("all features", "全部特征"),
    "marked": ("{quote}: {mark}", "{quote}：{mark}"),
    "note rivals": (
        "Declared in qualcode.toml. For: passages under its codes that affirm. Against: those that deny, and those under its counter-codes. Both ways: mixed passages, and those under its codes whose words also affirm a feature that it would explain otherwise; they are left out of the evidence for it. Passages of one document that overlap count once, by the longest. The first {most} of each are quoted, with the stance the coder gave.",
        "在 qualcode.toml 中声明。支持：其编码下肯定的参考点。反对：否定者，以及反向编码下的参考点。两面：立场为兼有者，以及在其编码之下而同处文字又肯定其另作解释之特征者；不计入支持证据。同一文档中重叠的参考点只计一次，取最长者。各引前 {most} 处，并注明编码者所标的立场。",
    ),
    # what researchers note
    "title notes": ("What the researchers note about this list", "研究者对本清单的说明"),
    "noted by": ("{coder}, {day}", "{coder}，{day}"),
    "memo words": ("Memo", "备忘"),
    "who": ("Whose, and when", "作者与日期"),
    "note notes": (
        "Methodological memos on a feature, and those on the study as a whole that name one; of a memo that was replaced the newest, in the language in which it was written.",
        "关于某一特征的方法备忘，以及关于整个研究而提及某一特征的方法备忘；被替换者只列最新一份，按原文语言。",
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
