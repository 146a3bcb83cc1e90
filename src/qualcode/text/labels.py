"""The words that stand before a speaker's words: which are known, which role they name, which are never a speaker."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from qualcode.model.document import TurnRole

_NUMBER = r"(?:[ #._-]*[0-9]{1,3}[a-z]?|[ #._-][a-z])?"
_ZH_NUMBER = r"(?: ?(?:[0-9]{1,3}|[a-z][0-9]{0,2}|[一二三四五六七八九十甲乙丙丁戊己]))?"
_INTERVIEWER = re.compile(
    rf"(?:interviewers?|int|intv|iv|ivr|moderator|mod|facilitator|researcher|question){_NUMBER}|[iq] ?[0-9]{{0,3}}|"
    rf"(?:访谈者|访谈人|访谈员|訪談者|訪談人|訪談員|访谈|訪談|采访者|采访人|採訪者|採訪人|访问者|访问员|訪問者|訪問員|访员|訪員|"
    rf"主持人|主持|调查员|調查員|研究者|研究员|研究員|提问者|提問者|提问|提問|追问|追問|记者|記者|访|訪|问|問){_ZH_NUMBER}|"
    r"(?:المحاور|المحاورة|الباحث|الباحثة|מראיין|מראיינת|חוקר|חוקרת)(?: ?\d{1,3})?"
)
_RESPONDENT = re.compile(
    rf"(?:participants?|respondent|resp|interviewee|informant|answer){_NUMBER}|[apr] ?[0-9]{{0,3}}|"
    rf"(?:受访者|受訪者|受访人|受訪人|受访|受訪|被访者|被訪者|被访人|被訪人|被访谈者|被訪談者|被访谈人|被采访者|被採訪者|"
    rf"受访对象|受訪對象|访谈对象|訪談對象|受访单位|参与者|參與者|回答者|回答|答|受){_ZH_NUMBER}|"
    r"(?:المشارك|المشاركة|المبحوث|المبحوثة|מרואיין|מרואיינת|משתתף|משתתפת)(?: ?\d{1,3})?"
)
_NEUTRAL = re.compile(
    rf"(?:speaker|spk|voice|unknown speaker|unidentified speaker|female speaker|male speaker|female|male|woman|man){_NUMBER}|"
    r"(?:all|several|multiple|various|many)(?: (?:voices|speakers|participants|people|respondents))|[fm] ?[0-9]{1,2}|"
    rf"(?:说话人|說話人|发言人|發言人|讲话人|发言者|發言者){_ZH_NUMBER}|[男女] ?(?:[0-9]{{1,2}}|[一二三四五六七八九十甲乙丙丁])|众人|眾人|齐声|多人"
)
_FIELDS = """date time place location venue duration length title subject topic theme note notes nb warning caution important tip
example examples source sources reference references keywords keyword abstract summary conclusion background aim aims
purpose method methods result results name age gender sex occupation position address phone tel email e-mail fax url
http https ftp mailto file ps re fwd to from cc project code id recorder recording transcriber transcription
transcribed language version status author page figure table box step first second third finally firstly secondly
thirdly however therefore advantages disadvantages strengths weaknesses opportunities threats pros cons
recommendation recommendations well so and but yes no okay ok right anyway basically actually also then now sorry because plus
meaning description objective objectives requirement requirements
时间 時間 日期 地点 地點 主题 主題 题目 題目 标题 標題 时长 時長 方式 形式 编号 編號 文号 版本 记录人 記錄人 记录 記錄 整理人 整理
转录 轉錄 转录人 录音 錄音 备注 備註 备考 注 註 注意 注意事项 提示 说明 說明 附 附注 附件 附录 附錄 来源 來源 资料来源 参考 參考
姓名 名称 名稱 性别 性別 年龄 年齡 职业 職業 职务 職務 职称 職稱 单位 單位 部门 部門 学历 學歷 学校 學校 专业 專業 年级 地址 电话
電話 手机 邮箱 郵箱 传真 网址 邮编 联系人 联系电话 聯絡人 签字 签名 盖章 签订日期 目的 目标 目標 背景 方法 结果 結果 结论 結論
内容 內容 要求 原因 问题 問題 建议 建議 措施 对策 对象 任务 意义 优点 優點 缺点 缺點 优势 優勢 劣势 劣勢 机会 機會 威胁 威脅
重点 重點 难点 难題 例 例如 比如 譬如 举例 即 总之 總之 综上 首先 其次 再次 最后 最後 另外 此外 同时 因此 所以 但是 第一 第二
第三 第四 第五 一是 二是 三是 四是 其一 其二 其三 关键词 關鍵詞 摘要 摘自 重要 补充 結束 结束 开始 開始 甲方 乙方 丙方 丁方
"""
_NEVER = frozenset(_FIELDS.split())
_HEAD_END = re.compile(
    r"(?:时间|時間|日期|地点|地點|编号|編號|时长|時長|方式|主题|主題|目的|电话|(?<![a-z])(?:date|time|place|location|duration|id))$"
)
_HEAD = "interviewee 访谈对象 訪談對象 受访对象 受訪對象 采访对象 採訪對象 被访对象 project code id recorder transcriber transcribed recording language version 记录人 記錄人 整理人 转录人 录音 录音人 项目 項目 单位 單位 职务 職務"
_HEAD_FIELDS = frozenset(_HEAD.split())
_CLAUSE = re.compile(
    r"第[0-9一二三四五六七八九十百千零〇]+[条條章节節款项項编編部点點]?|[0-9一二三四五六七八九十]+[、.)]"
)
_SPOKEN = frozenset("的了是我你您他她它这這们們没沒就也都很吗嗎呢吧")
_SAYING = re.compile(r"(?:[说說讲講问問]|[写寫问問说說]道|如下|例如|[有为為])$")
_PARTICLES = "de del da di du des der den van von zu la le el bin ibn al of and the dos das y e"
_JOINED = frozenset(_PARTICLES.split())
_BRACKETS = (("(", ")"), ("（", "）"), ("[", "]"), ("［", "］"), ("【", "】"), ("〔", "〕"))
_OUTER = " \t\n\u3000\xa0\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c"
"""Spaces, and the marks by which a text says in which direction it is written."""
_OPENERS, _CLOSERS = "【[〔「", "】]〕」"
_BAD = re.compile(r"[\t\n,，。;；!！?？、\"“”…=<>|@\\{}]|\.{2}|[a-z]{3,}\.(?:\s|$)")
_TITLE = re.compile(
    r"^(?:(?:Prof|Profs|Assoc|Asst|Drs|Mrs|Messrs|Capt|Gen|Sen|Gov|Rev|Hon|Univ|Ing|Lic|Sra|Mme|Mlle)\.\s?)+"
)
_SURNAME_FIRST = re.compile(r"[A-Z][\w'’-]+, [A-Z][\w'’.-]*(?: [A-Z]\.)?")
NOTE = re.compile(
    r"(?:laugh|chuckl|giggl|sigh|cough|paus|silen|cry|crying|sob|inaudible|unintelligible|unclear|cross-?talk|overlap|music|noise|"
    r"applause|phone|door|knock|nod|shak|smil|whisper|break|interrupt|recording|sic|redact|end|start|笑|沉默|停顿|停頓|咳|叹|嘆|哭|"
    r"听不清|聽不清|不清|模糊|掌声|鼓掌|电话|電話|铃|敲门|点头|點頭|摇头|打断|插话|重叠|录音|录像|离开|略)",
    re.IGNORECASE,
)
"""How a note in brackets begins that says what was heard or seen and not what was said."""


@lru_cache(maxsize=65536)
def fold(label: str) -> str:
    """Return a label as it is compared: without regard to case, width and runs of spaces."""
    return " ".join(unicodedata.normalize("NFKC", label).casefold().split())


def bare(label: str) -> str:
    """Return a label as it is shown: without outer spaces and one pair of outer square brackets."""
    label = label.strip(_OUTER)
    if len(label) > 2 and label[0] in _OPENERS and label[-1] == _CLOSERS[_OPENERS.index(label[0])]:
        return label[1:-1].strip(_OUTER)
    return label


def _split(label: str) -> tuple[str, str]:
    name, _, inside = fold(label).partition("(")
    return name.strip(), inside.rstrip(") ").strip()


@lru_cache(maxsize=65536)
def role_of(label: str) -> TurnRole | None:
    """Return the role that a label's words name, in English or Chinese, also within its brackets; else `None`."""
    for part in _split(label):
        if _INTERVIEWER.fullmatch(part):
            return "interviewer"
        if _RESPONDENT.fullmatch(part):
            return "respondent"
    return None


@lru_cache(maxsize=65536)
def is_known(label: str) -> bool:
    """Say whether a label is a word that transcripts use for a speaker."""
    return role_of(label) is not None or _NEUTRAL.fullmatch(_split(label)[0]) is not None


@lru_cache(maxsize=65536)
def is_metadata(label: str) -> bool:
    """Say whether a label is one of the words that open a note, a field or a point, never somebody's words."""
    return _split(label)[0] in _NEVER or is_head_field(label)


@lru_cache(maxsize=65536)
def is_head_field(label: str) -> bool:
    """Say whether a label names what stands at the head of a transcript: its date, time, place, number, recorder."""
    name = _split(label)[0]
    return name in _HEAD_FIELDS or _HEAD_END.search(name) is not None


@lru_cache(maxsize=65536)
def could_be_speaker(label: str) -> bool:
    """Say whether a label could be a name or a role: short, no piece of a sentence, no field of a form."""
    if any(label.count(opening) != label.count(closing) for opening, closing in _BRACKETS):
        return False  # a note in brackets that holds a colon
    if is_known(label):
        return True
    name = re.sub(r"\s*[(（][^()（）]*[)）]$", "", label)
    if not 0 < len(name) <= 40 or not any(char.isalpha() for char in name):
        return False
    name = _TITLE.sub("", name)
    if _SURNAME_FIRST.fullmatch(name):
        name = name.replace(",", "")
    if _BAD.search(name) or is_metadata(label) or _CLAUSE.match(fold(name)):
        return False
    if any("\u3400" <= char <= "\u9fff" for char in name):
        return len(name) <= 10 and not _SPOKEN.intersection(name) and not _SAYING.search(name)
    words = name.split()
    if not words:
        return False
    if len(words) == 1:
        return name[0].isalnum() and len(name) <= 24
    return len(words) <= 6 and all(not word[0].islower() or word.casefold() in _JOINED for word in words)
