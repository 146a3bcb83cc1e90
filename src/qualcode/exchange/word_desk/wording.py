"""What the first page of a handed-out file tells its coder, in Chinese and English."""

from __future__ import annotations

COLORS: dict[str, tuple[str, str]] = {
    "yellow": ("yellow", "黄"),
    "green": ("bright green", "鲜绿"),
    "cyan": ("turquoise", "青绿"),
    "magenta": ("pink", "粉红"),
    "red": ("red", "红"),
    "darkYellow": ("dark yellow", "深黄"),
    "lightGray": ("grey", "灰"),
    "blue": ("blue", "蓝"),
    "darkBlue": ("dark blue", "深蓝"),
    "darkCyan": ("teal", "青"),
    "darkGreen": ("green", "绿"),
    "darkMagenta": ("violet", "紫罗兰"),
    "darkRed": ("dark red", "深红"),
    "darkGray": ("dark grey", "深灰"),
}
"""Word's highlights by the name that its files have for them, and what Word calls them."""

OFFERED = ("yellow", "green", "cyan", "magenta", "red", "lightGray")
"""The highlights in the legend of the first page."""

_STEPS_EN = (
    "Select the words that speak to a code and make a comment on them (Review ▸ New Comment). Select the words alone, as few as carry the meaning; they may run over several paragraphs.",
    "Write the code into the comment: {code}. With a memo: {code}: why you think so. Several codes: {code}; {other}.",
    "If you wish, say in brackets whether the words affirm, deny, are mixed or only plan it, and how strong it is where the code has a scale: {code} (denies), {code} (2). A memo without a code begins with the word memo and a colon.",
    "Or highlight words instead of commenting on them, and write beside each colour below which code it stands for.",
    "Please do not change the words of the transcript, also not their mistakes. Reply to a comment, mark it as resolved, save in any program that keeps Word comments: all of that is read.",
    "When you have finished, save the file under its name and send it back.",
)
_STEPS_ZH = (
    "选中与某个编码有关的文字，为其插入批注（审阅 ▸ 新建批注）。只选承载意思的文字，越短越好；可以跨段。",
    "在批注里写编码：{code}。带备忘：{code}：写下理由。多个编码：{code}；{other}。",
    "需要时可在括号里注明立场（肯定、否定、兼有、计划），编码设有量表时可注明强度：{code}（否定），{code}（2）。不带编码的备忘以“备忘：”开头。",
    "也可以不写批注，而用突出显示（荧光笔）标出文字，并在下表写明每种颜色代表哪个编码。",
    "请勿改动逐字稿的文字，错字也请保留。可以答复批注、标为已解决，可用任何能保存 Word 批注的软件保存：都能读回。",
    "完成后以原文件名保存并寄回。",
)

WORDS: dict[str, tuple[str, str]] = {
    "title": ("{} · to be coded", "{} · 编码用稿"),
    "title codings": ("{} · codings as comments", "{} · 以批注呈现的编码"),
    "title sample": ("Sample {} · to be coded", "抽样 {} · 编码用稿"),
    "how": ("How to code", "怎样编码"),
    "color": ("Highlight", "突出显示"),
    "stands for": ("stands for the code", "代表的编码"),
    "transcript": ("Transcript", "逐字稿"),
    "codes": ("List of codes", "编码表"),
    "code": ("Code", "编码"),
    "name": ("Name", "名称"),
    "definition": ("Definition", "定义"),
    "scale": ("weights: {}", "强度：{}"),
    "shown": (
        "Codings of {} as comments. What is written into this file is not read back.",
        "以批注列出 {} 的编码。写入本文件的内容不会读回。",
    ),
}


def words(key: str, language: str, *filling: object) -> str:
    """Return the words for a key in English or Chinese (`zh`), filled in."""
    return WORDS[key][language.startswith("zh")].format(*filling)


def steps(language: str, code: str, other: str) -> tuple[str, ...]:
    """Return what a coder does, step by step; the two codes stand in the examples."""
    return tuple(
        each.format(code=code, other=other) for each in (_STEPS_ZH if language.startswith("zh") else _STEPS_EN)
    )


def sheet_steps(language: str, code: str, other: str) -> str:
    """Return what a coder does with the sheet of a sample."""
    if language.startswith("zh"):
        return f"请阅读每个单元的原文，在“编码”栏写下适用的编码（如 {code}；多个编码：{code}; {other}），理由写在“备忘”栏；不适用任何编码时留空。最后一行请在全部判断完后填写。"
    return f"Read each unit's words and write the codes that apply beside them ({code}; several: {code}; {other}), your reasons as a memo. Leave it empty where none applies. Fill in the last row when you have decided all."
