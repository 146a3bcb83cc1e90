"""What process tracing says, in English and Chinese."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "title": ("Process tracing: hypothesis × case, test by test", "过程追踪：假设 × 案例，逐项检验"),
    "hypothesis": ("Hypothesis", "假设"),
    "case": ("Case", "案例"),
    "test": ("Test", "检验"),
    "result": ("Result", "结果"),
    "says": ("What it allows one to say", "可以说什么"),
    "rivals": ("For rival readings", "对竞争性解释"),
    "quote": ("Evidence", "证据"),
    "why": ("Why", "理由"),
    "straw": ("straw in the wind", "风中稻草"),
    "hoop": ("hoop", "环箍"),
    "smoking-gun": ("smoking gun", "冒烟的枪"),
    "doubly-decisive": ("doubly decisive", "双重决定"),
    "passed": ("passed", "通过"),
    "failed": ("failed", "未通过"),
    "no case": ("no case named", "未指明案例"),
    "together": ("{count} tests together", "{count} 项检验合起来"),
    "one test": ("1 test", "1 项检验"),
    # one test alone, after Collier 2011, table 1
    "straw passed": ("makes it more plausible; confirms nothing", "更可信，但不能证实"),
    "straw failed": ("makes it slightly less plausible; does not eliminate it", "稍不可信，但不能排除"),
    "hoop passed": ("keeps it under consideration; does not confirm it", "可继续考虑，但不能证实"),
    "hoop failed": ("eliminates it", "予以排除"),
    "smoking-gun passed": ("confirms it", "予以证实"),
    "smoking-gun failed": ("weakens it somewhat; does not eliminate it", "有所削弱，但不能排除"),
    "doubly-decisive passed": ("confirms it and eliminates the others", "予以证实，并排除其他解释"),
    "doubly-decisive failed": ("eliminates it", "予以排除"),
    "rivals straw passed": ("slightly weakened", "稍受削弱"),
    "rivals straw failed": ("slightly strengthened", "稍得加强"),
    "rivals hoop passed": ("somewhat weakened", "有所削弱"),
    "rivals hoop failed": ("somewhat strengthened", "有所加强"),
    "rivals smoking-gun passed": ("substantially weakened", "大受削弱"),
    "rivals smoking-gun failed": ("somewhat strengthened", "有所加强"),
    "rivals doubly-decisive passed": ("eliminated", "被排除"),
    "rivals doubly-decisive failed": ("substantially strengthened", "大得加强"),
    # all tests of a hypothesis in a case
    "confirmed": (
        "confirmed in this case: a test was passed that is sufficient for it",
        "在本案例中得到证实：通过了充分性检验",
    ),
    "confirmed alone": (
        "confirmed in this case, and the others eliminated: a doubly decisive test was passed",
        "在本案例中得到证实，其他解释被排除：通过了双重决定检验",
    ),
    "eliminated": (
        "eliminated in this case: a test was failed that is necessary for it",
        "在本案例中被排除：未通过必要性检验",
    ),
    "contradiction": (
        "no conclusion: one test confirms it and another eliminates it, so one of them is not of the kind it was taken for",
        "无法下结论：一项证实而另一项排除，其中必有一项的检验类型判断有误",
    ),
    "standing": (
        "stands and is not confirmed: it passed what is necessary for it, and nothing sufficient",
        "成立而未证实：通过了必要性检验，但没有充分性证据",
    ),
    "standing weakened": (
        "stands, somewhat weakened, and is not confirmed: what would have confirmed it, or speaks for it, was not found",
        "成立但有所削弱，未证实：未找到本可证实或支持它的证据",
    ),
    "weakened": (
        "neither confirmed nor eliminated; somewhat weakened",
        "既未证实也未排除，有所削弱",
    ),
    "strengthened": (
        "neither confirmed nor eliminated; slightly more plausible",
        "既未证实也未排除，稍更可信",
    ),
    "undecided": (
        "neither confirmed nor eliminated: the tests point both ways",
        "既未证实也未排除：各项检验方向不一",
    ),
    # notes
    "note logic": (
        "After Van Evera (1997) and Collier (2011): passing a hoop test is necessary for a hypothesis, a smoking gun is sufficient, a doubly decisive test is both, a straw in the wind is neither. A conclusion holds for this case alone.",
        "依 Van Evera（1997）与 Collier（2011）：环箍检验是必要条件，冒烟的枪是充分条件，双重决定兼为两者，风中稻草两者皆非。结论只对该案例成立。",
    ),
    "note person": (
        "Which kind a test is, and whether it was passed, is a person's judgement, kept as a memo on the passage with its reason; tests do not add up to a probability. Absence of a passage fails no test: only a coded passage can.",
        "检验属何种类型、是否通过，由研究者判断并连同理由存为段落备忘；检验结果不能相加为概率。没有段落不等于未通过，只有已编码的段落才能判定未通过。",
    ),
    "note none": (
        "No test is recorded yet: `qualcode trace HYPOTHESIS ID --test hoop --result passed --why …` records one.",
        "尚无检验记录：`qualcode trace 假设 ID --test hoop --result passed --why …` 记录一项。",
    ),
    "note unread": (
        "memos of kind test that name no hypothesis, test and result",
        "未写明假设、检验类型和结果的检验备忘",
    ),
}


def say(key: str, language: str = "en", **filling: object) -> str:
    """Return the words for a key in English or Chinese (`zh`), filled in."""
    return WORDS[key][1 if language.startswith("zh") else 0].format(**filling)
