"""Recordings cut into cues: WebVTT, SubRip and what speech recognisers write; cues become turns again."""

from __future__ import annotations

import json

import pytest

from qualcode.errors import StudyError
from qualcode.text.layout_settings import LayoutSettings
from qualcode.text.read import Reading, read_document

Said = list[tuple[str | None, str | None, str | None]]


def reading(source: str | bytes, suffix: str, layout: LayoutSettings | None = None) -> Reading:
    data = source if isinstance(source, bytes) else source.encode()
    return read_document(data, id="x", kind="interview", path=f"interviews/x{suffix}", suffix=suffix, layout=layout)


def said(source: str | bytes, suffix: str, layout: LayoutSettings | None = None) -> Said:
    document = reading(source, suffix, layout).document
    return [(turn.speaker, turn.words.of(document.text) if turn.words else None, turn.time) for turn in document.turns]


def left_out(source: str | bytes, suffix: str) -> list[tuple[str, str]]:
    return [(entry.kind, entry.text) for entry in reading(source, suffix).left_out]


def srt(*cues: str, comma: str = ",") -> str:
    """Return cues of two seconds each, one after the other without a pause."""
    times = [f"00:00:{2 * number:02}{comma}000 --> 00:00:{2 * number + 2:02}{comma}000" for number in range(len(cues))]
    return "".join(
        f"{number}\n{time}\n{cue}\n\n" for number, (time, cue) in enumerate(zip(times, cues, strict=True), 1)
    )


def vtt(*cues: str) -> str:
    return "WEBVTT\n\n" + srt(*cues, comma=".")


def test_zoom_repeats_the_name_on_every_cue() -> None:
    source = vtt(
        "Jane Doe: Hello there and", "Jane Doe: welcome to\nthis.", "Bob Lee: Thanks &amp; hi.", "Good to be here."
    )
    assert said(source, ".vtt") == [
        ("Jane Doe", "Hello there and welcome to this.", "00:00:00.000"),
        ("Bob Lee", "Thanks & hi. Good to be here.", "00:00:04.000"),
    ]
    assert reading(source, ".vtt").document.text.startswith("[00:00:00.000] Jane Doe: Hello")
    assert ("repeated label", "Jane Doe:") in left_out(source, ".vtt")
    assert ("cue time", "00:00:02.000") in left_out(source, ".vtt")


def test_teams_names_voices_by_tags() -> None:
    source = (
        'WEBVTT - Teams\n\nNOTE duration:"00:32"\n\n2f8a-1/12-0\n00:00:01.000 --> 00:00:04.000 align:start\n<v Jane Doe>Hello there and</v>\n\n'
        "2f8a-1/12-1\n00:00:04.000 --> 00:00:06.000\n<v Jane Doe>welcome.</v>\n\n"
        "00:00:06.000 --> 00:00:09.000\n<v Bob><i>Thanks</i></v> <v.loud Jane Doe>Mhm</v>\n"
    )
    assert said(source, ".vtt") == [
        ("Jane Doe", "Hello there and welcome.", "00:00:01.000"),
        ("Bob", "Thanks", "00:00:06.000"),
        ("Jane Doe", "Mhm", "00:00:06.000"),
    ]
    kinds = [kind for kind, _ in left_out(source, ".vtt")]
    assert {kind: kinds.count(kind) for kind in ("file header", "comment", "cue number")} == {
        "file header": 1,
        "comment": 1,
        "cue number": 2,
    }


def test_a_sentence_split_over_two_cues_is_joined_and_a_pause_parts() -> None:
    assert said(srt("我们学校跟企业合作", "已经三年了。", "后来没有钱。"), ".srt") == [
        (None, "我们学校跟企业合作已经三年了。", "00:00:00,000"),
        (None, "后来没有钱。", "00:00:04,000"),
    ]
    late = "1\n00:01.000 --> 00:02.000\nand then\n\n2\n00:09.000 --> 00:10.000\nit stopped. \n"
    assert [words for _, words, _ in said(late, ".srt")] == ["and then", "it stopped."]


def test_a_sentence_split_over_two_speakers_stays_theirs() -> None:
    assert said(srt("[SPEAKER_00]: We had", "[SPEAKER_01]: Yes", "[SPEAKER_00]: a plan."), ".srt") == [
        ("SPEAKER_00", "We had", "00:00:00,000"),
        ("SPEAKER_01", "Yes", "00:00:02,000"),
        ("SPEAKER_00", "a plan.", "00:00:04,000"),
    ]


def test_one_cue_may_hold_two_speakers() -> None:
    assert [speech[:2] for speech in said(srt("说话人 1: 您好\n说话人 2：嗯", "对。"), ".srt")] == [
        ("说话人 1", "您好"),
        ("说话人 2", "嗯对。"),
    ]
    assert [speech[:2] for speech in said(srt("- Hi.\n- Hello."), ".srt")] == [(None, "- Hi."), (None, "- Hello.")]


def test_one_person_alone_is_a_speaker() -> None:
    assert [speech[:2] for speech in said(vtt("Jane: a b", "Jane: c", "Jane: d"), ".vtt")] == [("Jane", "a b c d")]


def test_words_that_roll_over_the_screen_are_told_once() -> None:
    source = vtt("we went to", "we went to\nthe school", "the school\nand then", "and then\nhome.")
    assert [words for _, words, _ in said(source, ".vtt")] == ["we went to the school and then home."]
    assert left_out(source, ".vtt").count(("repeated words", "the school")) == 1


def test_words_outside_of_cues_are_kept() -> None:
    source = (
        "Interview of May\n\n1\n00:01.000 --> 00:02.000\nFirst.\n\nStray words.\n\n3\n\n00:03.000 --> 00:04.000\n12\n"
    )
    assert [words for _, words, _ in said(source, ".srt")] == ["Interview of May", "First. Stray words.", "12"]


def test_settings_reach_the_words_within_cues() -> None:
    source = vtt("Jane: Hello.", "Bob: note: this", "Jane: Yes.", "Bob: No.")
    three = vtt("Jane: Hello.", "Bob: No.", "Jane: Yes.", "Bob: No.", "Ann: Yes.", "Ann: Ah.")
    assert {speech[0] for speech in said(source, ".vtt", LayoutSettings(layout="none"))} == {None}
    assert {speech[0] for speech in said(three, ".vtt", LayoutSettings(not_speakers=("Bob",)))} == {"Jane", "Ann"}
    document = reading(source, ".vtt", LayoutSettings(interviewer=("Jane",))).document
    assert [turn.turn_role for turn in document.turns] == ["interviewer", "respondent"] * 2


def test_bytes_that_are_no_utf_8_are_read_and_said() -> None:
    spoilt = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n我们学校跟企业合作已经三年了，".encode()
        + b"\xff"
        + "后来没有钱。\n".encode()
    )
    found = reading(spoilt, ".vtt")
    assert "合作已经三年了，\ufffd后来没有钱。" in found.document.text
    assert ["guess" in problem.message for problem in found.problems] == [True]
    chinese = srt("我们学校跟企业合作，已经三年了。").encode("gb18030")
    assert [words for _, words, _ in said(chinese, ".srt")] == ["我们学校跟企业合作，已经三年了。"]


@pytest.mark.parametrize(
    ("source", "suffix", "message"),
    [
        ("hello", ".srt", "no SubRip file"),
        ("hello", ".vtt", "no WebVTT file"),
        ('{"a": 1}', ".json", "holds no segments"),
        ("[1, 2", ".json", "no JSON"),
        ('[{"text": 1}]', ".json", "holds no segments"),
        ("[" * 100_000, ".json", "no JSON"),
        (b"\x00\x01\x02\x03" * 50, ".srt", "not a text file"),
        (b"PK\x03\x04 xx", ".json", "zip archive"),
    ],
)  # fmt: skip
def test_what_is_no_recording_is_refused_in_one_sentence(source: str | bytes, suffix: str, message: str) -> None:
    with pytest.raises(StudyError, match=message) as caught:
        reading(source, suffix)
    assert caught.value.path == f"interviews/x{suffix}"
    assert caught.value.remedy


@pytest.mark.parametrize("suffix", [".vtt", ".srt", ".json", ".csv", ".tsv"])
def test_an_empty_file_is_a_warning(suffix: str) -> None:
    assert [problem.message for problem in reading("\n", suffix).problems] == ["It holds no words."]


def test_subtitles_with_the_suffix_of_plain_text_are_read_as_what_they_are() -> None:
    found = reading(srt("Hello.", "You."), ".txt")
    assert [turn.time for turn in found.document.turns] == ["00:00:00,000", "00:00:02,000"]
    assert "holds subtitles" in found.problems[0].message


def test_whisper_json_is_joined_to_sentences() -> None:
    segments = [
        {"id": 0, "start": 0.0, "end": 2.5, "text": " We had a", "tokens": [1, 2]},
        {"id": 1, "start": 2.5, "end": 4.0, "text": " plan."},
        {"id": 2, "start": 64.0, "end": 65, "text": " Yes."},
    ]
    source = json.dumps({"text": " We had a plan. Yes.", "segments": segments, "language": "en"})
    assert said(source, ".json") == [(None, "We had a plan.", "00:00:00.000"), (None, "Yes.", "00:01:04.000")]
    assert ("repeated words", "We had a plan. Yes.") in left_out(source, ".json")
    assert ("data", "1 2") in left_out(source, ".json")


@pytest.mark.parametrize(
    "content",
    [
        {"segments": [{"start": 0.0, "text": " Hi", "speaker": "A1"}, {"start": 62, "text": "yes", "speaker": "B2"}]},
        [{"start": 0, "end": 1, "text": "Hi", "speaker": "A1"}, {"start": 62, "end": 63, "text": "yes", "speaker": "B2"}],
        {"utterances": [{"start": 0, "end": 900, "text": "Hi", "speaker": "A1"}, {"start": 62_000, "end": 63_000, "text": "yes", "speaker": "B2"}]},
        {"results": {"utterances": [{"start": 0.0, "transcript": "Hi", "speaker": "A1"}, {"start": 62.0, "transcript": "yes", "speaker": "B2"}]}},
    ],
)  # fmt: skip
def test_recognisers_with_speakers(content: object) -> None:
    assert said(json.dumps(content), ".json") == [("A1", "Hi", "00:00:00.000"), ("B2", "yes", "00:01:02.000")]


def test_whisper_cpp_and_numbered_speakers() -> None:
    content = {"transcription": [{"timestamps": {"from": "00:00:01,000", "to": "00:00:02,000"}, "text": " 你好"}]}
    assert said(json.dumps(content), ".json") == [(None, "你好", "00:00:01,000")]
    numbered = [{"speaker": 0, "text": "Hi"}, {"speaker": 1, "text": "Ho"}]
    assert [speech[0] for speech in said(json.dumps(numbered), ".json")] == ["Speaker 0", "Speaker 1"]


def test_whisper_tsv_is_in_milliseconds() -> None:
    source = "start\tend\ttext\n0\t2500\tWe had a\n2500\t4000\tplan.\n64000\t65000\tYes.\n"
    assert said(source, ".tsv") == [(None, "We had a plan.", "00:00:00.000"), (None, "Yes.", "00:01:04.000")]
