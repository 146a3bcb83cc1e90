"""How much decoded characters look like something that people write: what tells one legacy encoding from another."""

from __future__ import annotations

import re

# The commonest characters of running Chinese, simplified and traditional (after the published frequency lists of modern
# Chinese; their first few hundred make up more than half of any text).
_COMMON = frozenset(
    "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成只如"
    "事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常与"
    "活正感见明问力理尔点文几定本公特做外孩相西果走将月十实向声车全信重三机工物气每并别真打太新比才便夫再书部水像眼等体却加电主界门利海受听表德"
    "少克代员许先口由死安写性马光白或住难望教命花结乐色更拉东神记处让母父应直字场平报友关放至张认接告入笑内英军候民岁往何度山觉路带万男边风解"
    "叫任金快原吃妈变通师立象数四失满战远格士音轻目条呢病始达深完今提求清王化空业思切怎非找片罗钱吗语元喜曾离飞科言干流欢约各即指合反题必该论"
    "交终林请医晚制球决传画保读运及则房早院量苦火布品近坐产答星精视五连司巴奇管类未朋且婚台夜青北队久乎越观落尽形影红爸百令周吧识步希亚术留市"
    "半热送兴造谈容极随演收首根讲整式取照办强石古华谁双访企业职校政策培训补贴贫补岗班级毕招聘技协议您"
    "這個們來時為說國裡後會過對學麼發當沒還樣種開總從無現經長兒愛給間兩進話與見問點幾實聲車機氣並別書體卻電門聽員許難結樂東處讓應場報關張認"
    "軍歲覺帶萬邊風媽變師數滿戰遠輕條達業羅錢嗎語離飛歡約論請醫決傳畫讀運則視連類觀盡紅識術熱興談極隨講辦華誰雙訪職校聘補貼協議"
)
_PUNCTUATION = frozenset("，。、：；？！“”‘’（）《》【】「」『』…—·　～〔〕％")
_TYPOGRAPHIC = frozenset("“”‘’–—…€£°«»©®·½¿¡§•")
_HIGH = re.compile("[^\x00-\x7f]")
_WORD = re.compile(r"[A-Za-z]")


def chinese(text: str) -> float:
    """Return how much the characters beyond ASCII look like Chinese in use: about 2 for real text, below 0 for noise.

    Each common character counts 3, Chinese punctuation 2, another character of everyday use 0.5, any other -3.
    """
    high = _HIGH.findall(text)
    if not high:
        return 0.0
    return sum(map(_weight, high)) / len(high)


def _weight(char: str) -> float:
    if char in _COMMON:
        return 3.0
    if char in _PUNCTUATION:
        return 2.0
    if not "\u4e00" <= char <= "\u9fff":
        return -3.0
    return 0.5 if _everyday(char) else -3.0


def _everyday(char: str) -> bool:
    """Say whether the character stands in level 1 of GB 2312 or of Big5, the characters of everyday use."""
    simplified, traditional = char.encode("gb2312", "replace"), char.encode("big5", "replace")
    return 0xB0 <= simplified[0] <= 0xD7 or 0xA4 <= traditional[0] <= 0xC6


def western(text: str) -> float:
    """Return how much the characters beyond ASCII look like a Western language: about 2 for real text, below 0 for noise.

    An accented letter alone among ASCII letters counts 2, typographic punctuation 2, any other character -2; two letters
    beyond ASCII side by side are rare in every Western language and frequent in misread bytes.
    """
    places = [match.start() for match in _HIGH.finditer(text)]
    if not places:
        return 0.0
    return sum(_western_weight(text, place) for place in places) / len(places)


def _western_weight(text: str, place: int) -> float:
    char, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if char in _TYPOGRAPHIC:
        return 2.0 if before.isascii() or after.isascii() else -1.0
    if not char.isalpha():
        return -2.0
    if (before and not before.isascii()) or (after and not after.isascii()):
        return -2.0
    return 2.0 if _WORD.match(before) or _WORD.match(after) else 0.0
