"""Transcripts as programs and people write them, each with its turns: speaker, words, time."""

from __future__ import annotations

from typing import NamedTuple

Said = tuple[str | None, str | None, str | None]


class Example(NamedTuple):
    """A transcript, the layout that it has, its turns, and the roles of its labels where they are known."""

    name: str
    source: str
    layout: str
    turns: tuple[Said, ...]
    roles: dict[str, str] = {}  # noqa: RUF012  a NamedTuple's default is never changed here
    suffix: str = ".txt"


def said(*turns: str, times: str = "") -> tuple[Said, ...]:
    """Return turns from `label|words` (an empty label: nobody; no bar: a label alone), with times parted by spaces (`-`: none)."""
    stamps = times.split() or ["-"] * len(turns)
    parted = [turn.partition("|") for turn in turns]
    return tuple(
        (label or None, words or None, None if time == "-" else time)
        for (label, _, words), time in zip(parted, stamps, strict=True)
    )


PEOPLE = (
    Example(
        "notes in brackets stand on lines of their own",
        "Interviewer: Hi.\n[phone rings]\nP1: Well [laughs] yes (pause).\n(inaudible)\nInterviewer: Ok.",
        "label-colon",
        said(
            "Interviewer|Hi.\n[phone rings]", "P1|Well [laughs] yes (pause).\n(inaudible)", "Interviewer|Ok."
        ),
        {"Interviewer": "interviewer", "P1": "respondent"},
    ),
    Example(
        "Chinese notes in brackets, one with a colon",
        "访谈者：您好。\n（笑）\n受访者：嗯（沉默3秒）行。【电话铃响】\n（旁人：进来了）\n访谈者：好。",
        "label-colon",
        said("访谈者|您好。\n（笑）", "受访者|嗯（沉默3秒）行。【电话铃响】\n（旁人：进来了）", "访谈者|好。"),
    ),
    Example(
        "every line has its number",
        "1  Interviewer: Hi there to\n2  you all today\n3  P1: one\n4  two\n\n5  Interviewer: five\n6  P1: six\n7  seven 7\n",
        "label-colon",
        said("Interviewer|Hi there to\nyou all today", "P1|one\ntwo", "Interviewer|five", "P1|six\nseven 7"),
    ),
    Example(
        "every fifth line has its number",
        "Interviewer: Hi there to\nyou all today\nP1: one\ntwo\n5 three\nfour\nInterviewer: five\nP1: six\nseven\n"
        "10 eight\nnine\nten\nInterviewer: a\nP1: b\n15 c",
        "label-colon",
        said(
            *("Interviewer|Hi there to\nyou all today", "P1|one\ntwo\nthree\nfour", "Interviewer|five"),
            *("P1|six\nseven\neight\nnine\nten", "Interviewer|a", "P1|b\nc"),
        ),
    ),
    Example(
        "every turn has its number, in several forms",
        "#1 Interviewer: Hi\n#2 P1: Yes\n(3) Interviewer: a\n[4] P1: b\n5. Interviewer: c",
        "label-colon",
        said("Interviewer|Hi", "P1|Yes", "Interviewer|a", "P1|b", "Interviewer|c"),
    ),
    Example(
        "a label is repeated on every paragraph",
        "P1: One.\nP1: Two.\nInterviewer: Hm.\nP1: Three.",
        "label-colon",
        said("P1|One.", "P1|Two.", "Interviewer|Hm.", "P1|Three."),
    ),
    Example(
        "a sentence is split over two speakers",
        "Interviewer: So you went\nP1: Mhm\nInterviewer: to the school?\nP1: Yes.",
        "label-colon",
        said("Interviewer|So you went", "P1|Mhm", "Interviewer|to the school?", "P1|Yes."),
    ),
    Example(
        "labels without a colon on lines of their own",
        "Interviewer\nHow was it?\n\nParticipant 3\nIt was fine.\nReally.\n\nInterviewer\nAnd then?\n\nParticipant 4\nWell.",
        "label-line",
        said("Interviewer|How was it?", "Participant 3|It was fine.\nReally.", "Interviewer|And then?", "Participant 4|Well."),
    ),
    Example(
        "names on lines of their own",
        "Jane Doe\n\nHow was it?\n\nBob Lee\n\nIt was fine for all of us.\n\nJane Doe\n\nAnd then?\n\nBob Lee\n\nWe left.",
        "label-line",
        said("Jane Doe|How was it?", "Bob Lee|It was fine for all of us.", "Jane Doe|And then?", "Bob Lee|We left."),
    ),
    Example("Chinese labels on lines of their own", "访谈者\n您好\n受访者\n嗯，还行。\n访谈者\n后来呢？", "label-line", said("访谈者|您好", "受访者|嗯，还行。", "访谈者|后来呢？")),
    Example(
        "headings name the participants",
        "## Participant 1\n\nI like it.\n\nReally.\n\n## Participant 2\n\nI do not.\n",
        "label-line",
        said("Participant 1|I like it.\nReally.", "Participant 2|I do not."),
        {"Participant 1": "respondent"},
        ".md",
    ),
    Example(
        "tabs stand where colons do",
        "Interviewer\tHow?\nP1\tFine.\n\tAnd more.\nInterviewer\tOk.",
        "tab-label",
        said("Interviewer|How?", "P1|Fine.\n\tAnd more.", "Interviewer|Ok."),
    ),
    Example(
        "tabs between time, name and words",
        "00:01\tJane\tHow?\n00:03\tBob\tFine.\n00:09\tJane\tOk.",
        "tab-label",
        said("Jane|How?", "Bob|Fine.", "Jane|Ok.", times="00:01 00:03 00:09"),
    ),
    Example("colons and letters are full-width", "Ｉ：您好\nＰ１：嗯\nＩ：好", "label-colon", said("Ｉ|您好", "Ｐ１|嗯", "Ｉ|好"), {"Ｐ１": "respondent"}),
    Example("a space stands before the colon", "Interviewer : Hi\nP1 : Yes\n访谈者　：好", "label-colon", said("Interviewer|Hi", "P1|Yes", "访谈者|好")),
    Example(
        "Hebrew with marks of direction",
        "\u200fמראיין: שלום?\n\u200fמרואיין: שלום.\n\u200fמראיין\u200f: מה?\n\u200fמרואיין: טוב.",
        "label-colon",
        said("מראיין|שלום?", "מרואיין|שלום.", "מראיין|מה?", "מרואיין|טוב."),
        {"מראיין": "interviewer", "מרואיין": "respondent"},
    ),
    Example(
        "Arabic with Arabic digits",
        "الباحث: كيف؟\nالمشارك ١: جيد.\nالمشارك ٢: لا.\nالباحث: ثم؟",
        "label-colon",
        said("الباحث|كيف؟", "المشارك ١|جيد.", "المشارك ٢|لا.", "الباحث|ثم؟"),
        {"الباحث": "interviewer", "المشارك ٢": "respondent"},
    ),
    Example(
        "titles and initials",
        "Dr. Smith: Hi.\nProf. J. K. Rowling: Yes.\nDr. Smith: And?\nMs. O'Neil-Jones: No.\nProf. J. K. Rowling: So.\n"
        "Ms. O'Neil-Jones: Ok.\nJ.D.: Hm.\nJ.D.: Ah.",
        "label-colon",
        said(
            *("Dr. Smith|Hi.", "Prof. J. K. Rowling|Yes.", "Dr. Smith|And?", "Ms. O'Neil-Jones|No."),
            *("Prof. J. K. Rowling|So.", "Ms. O'Neil-Jones|Ok.", "J.D.|Hm.", "J.D.|Ah."),
        ),
    ),
    Example("the surname comes first", "SMITH, John: Hi.\nLEE, Bob: Yes.\nSMITH, John: And?\nLEE, Bob: No.", "label-colon", said("SMITH, John|Hi.", "LEE, Bob|Yes.", "SMITH, John|And?", "LEE, Bob|No.")),
    Example(
        "Chinese titles and offices",
        "王老师：您好。\n李处长（教育厅）：嗯。\n王老师：后来呢？\n李处长（教育厅）：没有。\n陈总（企业A）：对。\n陈总（企业A）：是。",
        "label-colon",
        said("王老师|您好。", "李处长（教育厅）|嗯。", "王老师|后来呢？", "李处长（教育厅）|没有。", "陈总（企业A）|对。", "陈总（企业A）|是。"),
    ),
    Example(
        "several interviewers",
        "I1: Hi.\nI2: Welcome.\nP: Thanks.\n访谈者甲：您说。\nP: Well.",
        "label-colon",
        said("I1|Hi.", "I2|Welcome.", "P|Thanks.", "访谈者甲|您说。", "P|Well."),
        {"I1": "interviewer", "I2": "interviewer", "访谈者甲": "interviewer", "P": "respondent"},
    ),
    Example(
        "a focus group with voices nobody could tell",
        "Moderator: Hi all.\nP1: Hi.\nP2: Hello.\nAll: [laughter]\nF3: Me too.\nM4: No.\nSeveral voices: Yes!\nUnknown: Hm.\nModerator: Ok.",
        "label-colon",
        said(
            *("Moderator|Hi all.", "P1|Hi.", "P2|Hello.", "All|[laughter]", "F3|Me too.", "M4|No."),
            *("Several voices|Yes!", "Unknown|Hm.", "Moderator|Ok."),
        ),
    ),
    Example("a Chinese focus group", "主持人：大家好。\n女1：好。\n男2：好。\n众人：（笑）\n学员A：我先说。\n主持人：请。", "label-colon", said("主持人|大家好。", "女1|好。", "男2|好。", "众人|（笑）", "学员A|我先说。", "主持人|请。")),
    Example("labels in brackets without a colon", "[Interviewer] Hi.\n[P1] Yes.\n[laughs]\n[Interviewer] So.", "bracket-label", said("Interviewer|Hi.", "P1|Yes.\n[laughs]", "Interviewer|So.")),
    Example("labels in lenticular brackets", "【访谈者】您好\n【受访者】嗯。\n【访谈者】后来呢", "bracket-label", said("访谈者|您好", "受访者|嗯。", "访谈者|后来呢")),
    Example("a dash stands where a colon does", "Interviewer - Hi.\nP1 - Yes - no.\nInterviewer – So.\n受访者——对。", "dash-label", said("Interviewer|Hi.", "P1|Yes - no.", "Interviewer|So.", "受访者|对。")),
    Example("a time stands behind the label", "Interviewer [00:12] Hi.\nP1 [00:15] Yes.\nInterviewer: [00:19] So.", "timed-label", said("Interviewer|Hi.", "P1|Yes.", "Interviewer|So.", times="00:12 00:15 00:19")),
    Example("a time stands on the line above", "[00:01:02]\nInterviewer: Hi.\n[00:01:05]\nP1: Yes.\nNo.", "timed-label", said("Interviewer|Hi.", "P1|Yes.\nNo.", times="00:01:02 00:01:05")),
)  # fmt: skip

PAGES = (
    Example(
        "a running head above each page number",
        "Confidential - INT03\nInterviewer: Hi.\nP1: I went.\nPage 1 of 3\nConfidential - INT03\nInterviewer: And?\nPage 2 of 3\n"
        "Confidential - INT03\nP1: No.\nPage 3 of 3\n",
        "label-colon",
        said("Interviewer|Hi.", "P1|I went.", "Interviewer|And?", "P1|No."),
    ),
    Example(
        "a running head with the page number in it",
        "INT03   Page 1\nInterviewer: Hi.\nP1: Yes.\nINT03   Page 2\nInterviewer: And?\nP1: No.\nINT03   Page 3\nInterviewer: Bye.",
        "label-colon",
        said("Interviewer|Hi.", "P1|Yes.", "Interviewer|And?", "P1|No.", "Interviewer|Bye."),
    ),
    Example(
        "a running head below each form feed",
        "Study A, interview 3\nInterviewer: Hi.\nP1: Yes.\fStudy A, interview 3\nInterviewer: And?\nP1: No.\fStudy A, interview 3\nP1: Bye.",
        "label-colon",
        said("Interviewer|Hi.", "P1|Yes.", "Interviewer|And?", "P1|No.", "P1|Bye."),
    ),
    Example(
        "an answer that recurs at the feet of pages is no running head",
        "Q: One?\nA: Yes.\nPage 1 of 3\nQ: Two?\nA: Yes.\nPage 2 of 3\nQ: Three?\nA: Yes.\nPage 3 of 3\n",
        "qa",
        said("Q|One?", "A|Yes.", "Q|Two?", "A|Yes.", "Q|Three?", "A|Yes."),
    ),
)

PROGRAMS = (
    Example(
        "Feishu",
        "校企合作访谈\n2024年3月5日 下午 2:00|32分钟 10秒\n\n关键词:\n教育、企业\n\n文字记录:\n说话人 1 00:00:05\n您好，请介绍一下。\n\n"
        "说话人 2 00:00:12\n嗯，我们学校。\n",
        "name-time",
        said(
            *("|校企合作访谈\n2024年3月5日 下午 2:00|32分钟 10秒", "|关键词:\n教育、企业", "|文字记录:"),
            *("说话人 1|您好，请介绍一下。", "说话人 2|嗯，我们学校。"),
            times="- - - 00:00:05 00:00:12",
        ),
    ),
    Example(
        "Tencent Meeting",
        "访谈会议\n录制时间：2024/03/05 14:00\n\n张三(00:00:12): 大家好。\n\n李四(00:00:15):\n您好。\n\n张三（00:01:02）：后来呢？\n",
        "timed-label",
        said("|访谈会议\n录制时间：2024/03/05 14:00", "张三|大家好。", "李四|您好。", "张三|后来呢？", times="- 00:00:12 00:00:15 00:01:02"),
    ),
    Example(
        "Otter",
        "Jane Doe  0:01  \nHello there. \n\nBob Lee  0:05  \nHi.\n\nUnknown Speaker  1:02:03  \nMhm.\n\nTranscribed by https://otter.ai\n",
        "name-time",
        said("Jane Doe|Hello there.", "Bob Lee|Hi.", "Unknown Speaker|Mhm.", times="0:01 0:05 1:02:03"),
    ),
    Example(
        "Teams, first form",
        "0:0:0.0 --> 0:0:3.120\nJane Doe\nHello there.\n\n0:0:3.120 --> 0:0:5.0\nBob Lee\nHi.\n\n0:0:5.0 --> 0:0:9.0\nJane Doe\nSo?\n",
        "name-time",
        said("Jane Doe|Hello there.", "Bob Lee|Hi.", "Jane Doe|So?", times="0:0:0.0 0:0:3.120 0:0:5.0"),
    ),
    Example(
        "Teams, second form",
        "Interview-20240305_090000-Meeting Recording\nMarch 5, 2024, 9:00AM\n32m 10s\n\nJane Doe started transcription\n\n"
        "Jane Doe   0:03\nHello there.\n\nBob Lee   0:06\nHi.\nYes.\n\nJane Doe stopped transcription",
        "name-time",
        said(
            "|Interview-20240305_090000-Meeting Recording\nMarch 5, 2024, 9:00AM\n32m 10s",
            *("Jane Doe|Hello there.", "Bob Lee|Hi.\nYes."),
            times="- 0:03 0:06",
        ),
    ),
    Example("Zoom, saved captions", "[Jane Doe] 09:00:03\nHello there.\n\n[Bob Lee] 09:00:06\nHi.\n", "name-time", said("Jane Doe|Hello there.", "Bob Lee|Hi.", times="09:00:03 09:00:06")),
    Example(
        "Zoom, chat",
        "09:00:03 From Jane Doe to Everyone: Hello\n09:00:06 From Bob Lee to Jane Doe: Hi\n09:00:09 From Jane Doe: So",
        "timed-label",
        said("Jane Doe|Hello", "Bob Lee|Hi", "Jane Doe|So", times="09:00:03 09:00:06 09:00:09"),
    ),
    Example("WhisperX, text", "[SPEAKER_00]: Hi there.\n[SPEAKER_01]: Yes.\n[SPEAKER_00]: So.", "label-colon", said("SPEAKER_00|Hi there.", "SPEAKER_01|Yes.", "SPEAKER_00|So.")),
    Example("a Chinese recogniser", "发言人1   00:02\n您好\n发言人2   01:00:05\n嗯。", "name-time", said("发言人1|您好", "发言人2|嗯。", times="00:02 01:00:05")),
)  # fmt: skip

ALL = (*PEOPLE, *PAGES, *PROGRAMS)
