"""Where sentences end, in Chinese, English and mixed text.

The English cases exhibit, in sentences of our own, the rules that pySBD publishes as its golden rules for English
(Sadvilkar & Neumann 2020, PySBD: Pragmatic Sentence Boundary Disambiguation). `|` marks an expected boundary.
"""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.text.sentences import sentence_spans

GOLDEN = (
    "The fund is late. |Nobody knows why.",
    "Who signed it? |The dean did.",
    "That was a shock! |We went home.",
    "The minutes name Maria K. Olsen as chair.",
    "The clause stands on p. 12.",
    "We asked Braun and co. about the fee.",
    "The plant of Keller, Lind & Co. in the north took six.",
    "Ask Braun and co. |They signed it.",
    "The rest went to Keller, Lind & Co. |It never came back.",
    "The college lies below Mt. Ember.",
    "The workshop at St. Anne's is near 4th st. by the river.",
    "We used Carl Lind Jr.'s notes.",
    "The model came from the U.S.A. some years ago.",
    "We applied to the E.U. |What else could we do?",
    "She trained in the U.S. |How long did she stay?",
    "The U.S. Department paid half.",
    "He worked in the U.S. for six years.",
    "At 7 a.m. Ms. Olsen opened the workshop. |The last one left at 9 P.M. |Ms. Olsen then locked it.",
    "The fee is $250.50 a term.",
    "The fee is $250.50. |It rose twice.",
    "They train welders (The plant had done so for ten years.) in the old hall.",
    "Write to Anna.Lind@example.org. |She answers soon.",
    "It is at https://www.example.org/a.b/c_d.html. |Look there first.",
    "He said to us, 'It is done.' and left.",
    'He said to us, "It is done." and left.',
    'He said to us, "It is done." |Then he left the hall.',
    "Stop!! |That is hot.",
    "What?? |Who said so?",
    "Really!? |Is that it?",
    "Really?! |Is that it?",
    "1.) Sign the form |2.) Send it off",
    "1.) Sign the form. |2.) Send it off.",
    "1) Sign the form |2) Send it off",
    "1) Sign the form. |2) Send it off.",
    "1. Sign the form |2. Send it off",
    "1. Sign the form. |2. Send it off.",
    "• 9. Sign the form |• 10. Send it off",
    "⁃9. Sign the form |⁃10. Send it off",
    "a. Sign the form |b. Send it off |c. Wait for the stamp",
    "It is file N°. 204.11.7. |That one is lost.",
    "They buy at Yahoo! in the sales season.",
    "They asked my wife and I. |Did they ask Karl I. Brandt too?",
    "The guide says, “the share of the firm will appear lower. . . .”",
    '"Weber [...] took the ladder as a figure [...]" (Lind 12).',
    "Leave words out at the end and mark it . . . . |The next one follows.",
    "I had hoped for more.... |She closed the file.",
    "It wasn’t ... well, what I mean...look . . . what I'm saying is . . . I didn’t ask.",
)
ENGLISH = (
    "So it's... well, it's complicated. |We stopped.",
    "We waited and waited... |The subsidy never came.",
    "He has a Ph.D. and she has none.",
    "Bring papers, e.g. Form A, i.e. the old one. |Then wait.",
    "The employers—most of them—stayed. |Some left.",
    "Dr. Wang met Prof. Li at 3.5% interest.",
    "The growth (3.5 %) was small. |(He denied it.) |We moved on.",
    "it was fine. so we left. |nobody asked.".replace("fine. so", "fine. |so"),
    "The first line is\nhard-wrapped and goes on. |The second\nlikewise.",
    "A heading without a stop\n\n|A paragraph without one",
    "See Fig. 3 and No. 7. |Both are old.",
    "We said no. |Then they called again.",
)
CHINESE = (
    "他说：“不行。”|我就走了。",
    "真的吗？！|太好了！！！",
    "增长了3.5%。|比去年的2.1%高。",
    "他在U.S.读了Ph.D.，后来回国。",
    "等了很久……后来才批下来一部分。",
    "嗯……这个……不好说。",
    "（他没同意。）|我们只好作罢。",
    "我们问了（他没同意。）后来就算了。",
    "“不行。”他说。|后来又说可以。",
    "“为什么？”老师问，“谁定的？”|没人回答。",
    "他问“补贴到位了吗？”的时候没人说话。",
    "《你好，明天！》这本书写得好。|真的。",
    "真的吗?|太好了!|走吧。",
    "去不去？|——不去。",
    "他说：“钱没到。|政策不配套。”|大家都笑了。",
    '他说:"不行。"|我就走了。',
    '他走了。|"我不去。"|大家笑了。',
    "1.完善制度；2.加强培训。|没有别的。",
    "所谓“先上车，后补票！”的做法不行。",
    "补贴没到位！！|怎么办？？？|等。",
    "“我觉得……”|他停了一下。",
    "他说可以。。。|后来没了。",
    "我说：‘好。’|他走了。",
    "「好。」|他走了。",
    "“学而时习之。”——孔子",
    "好的。　|我知道。",
    "是的\n我们\n同意。|好",
    "第一段没有句号\n \n|第二段也没有",
)
MIXED = (
    "我们用AI。|It works well.|效果不错！".replace("well.|", "well. |"),
    "OK.|然后我们走了。|Then we left. |他没来。",
    "他叫Dr. Wang。|人很好。",
    "Mr.王说不行。|我们不管。",
    "我们（见附件1.2）签了MoU。|然后呢？",
    "The 补贴 never came. |我们等了2.5年。|Nobody knows why!",
    "详见https://example.org/c?d=1。|谢谢。",
)


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize("marked", [*GOLDEN, *ENGLISH, *CHINESE, *MIXED])
def test_a_sentence_ends_where_a_reader_ends_it(marked: str) -> None:
    assert split(marked.replace("|", "")) == [part.strip() for part in marked.split("|")]


def test_a_blank_line_ends_a_sentence_and_is_in_none() -> None:
    assert sentence_spans("甲 \n\n  乙\n \n\n丙") == [(0, 1), (6, 7), (11, 12)]


def test_only_the_stretch_asked_for_is_split() -> None:
    text = "One. Two. Three. Four."
    assert [text[start:end] for start, end in sentence_spans(text, 4, 16)] == ["Two.", "Three."]


def test_white_space_alone_holds_no_sentence() -> None:
    assert sentence_spans(" \n\n\t ") == []
    assert sentence_spans("") == []


AWKWARD = st.text(st.sampled_from("aA1 .\n。！？!?…“”\"'’（）()》的说，,:—•)b2DrU我　\u2028\u0085𠀀"), max_size=60)


@given(st.one_of(st.text(max_size=80), AWKWARD), st.integers(0, 20), st.integers(0, 90))
def test_sentences_are_ordered_disjoint_trimmed_and_cover_every_word(text: str, start: int, end: int) -> None:
    spans = sentence_spans(text, start, end)
    stretch = range(min(start, len(text)), min(end, len(text)))
    assert all(first < last for first, last in spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    assert all(not text[first].isspace() and not text[last - 1].isspace() for first, last in spans)
    covered = {place for first, last in spans for place in range(first, last)}
    assert {place for place in stretch if not text[place].isspace()} <= covered <= set(stretch)
