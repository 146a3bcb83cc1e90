"""Names found by how they look: with a title, as numbers and addresses, as organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_SINGLE = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金"
    "石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟"
    "殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳穆农司卓古吉缪简车连芦麦褚娄窦戚岑景党宫费卜冷晏卫米柏宗瞿桂全佟应臧闵苟邬卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
    "張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蕭葉蘇呂盧鍾譚陸賈韋鄒閻龍賀顧龔萬錢嚴湯溫龐顏倪莊聶魯關蘭"
)
_DOUBLE = "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|端木|夏侯|歐陽|司馬|諸葛"
_SURNAME = f"(?:{_DOUBLE}|[{_SINGLE}])"
_TITLES = (
    "董事长|副董事长|秘书长|总经理|副总经理|副校长|副院长|副主任|副处长|副局长|工程师|老师|老師|校长|校長|院长|院長|主任|经理|經理|书记|書記|"
    "局长|局長|处长|處長|科长|科長|厅长|廳長|部长|部長|教授|博士|先生|女士|同学|同學|师傅|師傅|厂长|廠長|会长|會長|主席|组长|組長|班长|店长|"
    "站长|队长|区长|县长|市长|镇长|主管|总监|總監|专员|阿姨"
)
_SHORT = "[总總董工姐哥叔]"
_NOT_WITHIN = "的了和与與及在是到去跟同从從把由为為等这這那我你您他她们們对對给給向让讓被也都就还還有说說要会來来请請问問找叫以至或并并且但而于於、，。；：？！“”‘’（）()《》\\s"
_NAME = r"[A-Z][a-zà-öø-ÿ]+(?:[-'’][A-Z]?[a-zà-öø-ÿ]+)*"


class Pattern(NamedTuple):
    """A kind of thing that names people, how it is found (the first group, else all of it, is the name), and its pseudonym."""

    kind: str
    expression: str
    pseudonym: str


PATTERNS = (
    Pattern("e-mail", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", "EMAIL"),
    Pattern("address on the web", r"(?:https?://|www\.)[\w./?=&%~:#+-]+[\w/]", "LINK"),
    Pattern(
        "identity card", r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\d)", "IDCARD"
    ),
    Pattern(
        "telephone",
        r"(?<!\d)(?:(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}-\d{7,8}|\+\d{1,3}[ -]\d[\d -]{6,12}\d)(?!\d)",
        "PHONE",
    ),
    Pattern(
        "WeChat or QQ",
        r"(?:微信号?|WeChat|wechat|wxid|QQ号?)\s*(?:ID|id)?\s*[:：是为]?\s*([A-Za-z][-\w]{5,19}|[1-9]\d{4,11})",
        "ACCOUNT",
    ),
    Pattern(
        "organisation",
        rf"[^{_NOT_WITHIN}]{{2,16}}(?:有限责任公司|股份有限公司|有限公司|集团公司|集团|職業學院|职业技术学院|职业学院|学院|學院|大学|大學|中学|小学|医院|研究院|研究所)",
        "ORG",
    ),
    Pattern(
        "organisation",
        r"(?:[A-Z][\w&-]+ ){1,4}(?:Ltd|Inc|GmbH|Corporation|Company|Group|University|College|Institute|Hospital)\b",
        "ORG",
    ),
    Pattern(
        "person",
        rf"(?<![甲乙丙丁双雙对對各校企一三])(?:{_SURNAME}[^{_NOT_WITHIN}副执派职生产]{{0,2}}?)(?:{_TITLES})",
        "P",
    ),
    Pattern("person", rf"(?<![\u4e00-\u9fff])(?!施工){_SURNAME}{_SHORT}(?![\u4e00-\u9fff]?[程业作体])", "P"),
    Pattern("person", rf"(?<![\u4e00-\u9fff])[老小阿]{_SURNAME}(?![\u4e00-\u9fff]{{3}})", "P"),
    Pattern("person", rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Madam)\.? ((?:{_NAME} ){{0,2}}{_NAME})", "P"),
)


class Found(NamedTuple):
    """A name that a pattern found: what kind of thing it is, and the stem of its pseudonym."""

    name: str
    kind: str
    pseudonym: str


def found_in(text: str) -> Iterator[Found]:
    """Yield what the patterns find in a text, kind by kind."""
    for pattern in PATTERNS:
        for match in re.finditer(pattern.expression, text):
            name = match[1] if match.re.groups and match[1] else match[0]
            yield Found(name.strip(), pattern.kind, pattern.pseudonym)
