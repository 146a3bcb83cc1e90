"""Transcripts in a sheet: one row a turn or an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qualcode.errors import StudyError
from qualcode.model.document import TurnRole
from qualcode.text.extract import Block, Cue, Extract, Opening
from qualcode.text.formats._clock import clock
from qualcode.text.labels import bare, fold, role_of
from qualcode.text.left_out import LeftOut, left_out
from qualcode.text.normalise import normalise

Rows = Sequence[tuple[int, Sequence[str]]]

_NAMES: Mapping[str, str] = {
    "text": "text|words|word|transcript|transcription|utterance|utterances|content|answer|answers|response|reply|statement|"
    "sentence|verbatim|speech|what was said|内容|內容|文字|转写|轉寫|转写内容|转写文本|转录|转录内容|话语|話語|发言|發言|发言内容|"
    "發言內容|说话内容|說話內容|对话内容|回答|回答内容|答案|回复|答复|语句|原文|正文|文本内容",
    "weak text": "comment|comments|message|文本|留言|评论",
    "speaker": "speaker|speakers|speaker name|speaker label|who|talker|said by|说话人|說話人|说话者|發言人|发言人|发言者|讲话人|"
    "说话人姓名|发言人姓名|对话人|讲述人",
    "weak speaker": "name|label|participant|participant id|interviewee|respondent|respondent id|姓名|受访者|受訪者|受访者编号|参与者|"
    "參與者|被访者|答题人|编号|編號",
    "time": "time|timestamp|time stamp|timecode|start|start time|begin|begin time|from|时间|時間|时间戳|时间点|开始时间|開始時間|"
    "起始时间|开始|起始|时间码",
    "end": "end|end time|stop|to|until|结束时间|結束時間|结束|終了|终止时间",
    "role": "role|turn role|speaker role|角色|身份|说话角色",
    "question": "question|questions|prompt|item|问题|問題|题目|題目|提问|提問|题干",
}
_MEANS = {name: meaning for meaning, names in _NAMES.items() for name in names.split("|")}
_HEADER_WITHIN, _LONGEST_ID = 10, 12
_REMEDY = (
    "Its header must name a column text (内容), and may name speaker (说话人) and time (时间); a sheet about documents or people "
    "is called attributes or participants, and what is no document is named under [documents] ignore in qualcode.toml."
)


@dataclass(frozen=True, slots=True)
class _Header:
    """Where the header stands among the rows, and the column of each meaning."""

    row: int
    names: tuple[str, ...]
    columns: Mapping[str, int]


def rows_extract(rows: Rows, encoding: str | None = None, notes: tuple[str, ...] = ()) -> Extract:
    """Return a sheet's rows as turns; refuse one whose header names no column of words.

    A row whose cell for the speaker is empty goes on with the turn above it. A question that differs from the row's before
    is a turn by itself. What stands above the header comes first; other columns are left out, by reason. Rows with nothing but
    start and end in milliseconds and words, as a recogniser writes them, are cues.
    """
    filled = [(line, cells) for line, cells in rows if any(cell.strip() for cell in cells)]
    if not filled:
        return Extract((), encoding, notes)
    header = _header(filled)
    above = tuple(Block("\t".join(cell for cell in cells if cell.strip())) for _, cells in filled[: header.row])
    lost: list[LeftOut] = []
    for name in header.names:
        lost += left_out("column", name, f"row {filled[header.row][0]}")
    body = filled[header.row + 1 :]
    if _is_timed(header, body):
        cues = tuple(_cues(header, body, lost))
        return Extract(above, encoding, notes, tuple(lost), cues)
    blocks = tuple(block for line, block in _Turns(header, lost).blocks(body))
    return Extract((*above, *blocks), encoding, notes, tuple(lost))


def _header(rows: Rows) -> _Header:
    for place, (_, cells) in enumerate(rows[:_HEADER_WITHIN]):
        columns: dict[str, int] = {}
        for column, cell in enumerate(cells):
            if meaning := _MEANS.get(_key(cell)):
                columns.setdefault(meaning, column)
        if "text" not in columns and "weak text" in columns and _holds_words(rows[place + 1 :], columns["weak text"]):
            columns["text"] = columns["weak text"]
        if "speaker" not in columns:
            for other in ("weak speaker", "role"):
                if other in columns:
                    columns["speaker"] = columns[other]
                    break
        if "text" in columns:
            return _Header(place, tuple(cells), columns)
    raise StudyError("It is no transcript: no column holds words that were said.", remedy=_REMEDY, line=rows[0][0])


def _holds_words(body: Rows, column: int) -> bool:
    """Say whether most cells of a column are longer than an id or a name is: a column `文本` may name documents."""
    lengths = [len(_cell(cells, column)) for _, cells in body]
    return sum(length > _LONGEST_ID for length in lengths) > len(lengths) / 2


def _key(cell: str) -> str:
    return fold(cell.replace("_", " ").strip(" :：*#\ufeff"))


def _cell(cells: Sequence[str], column: int | None) -> str:
    return normalise(cells[column]).strip() if column is not None and column < len(cells) else ""


def _is_timed(header: _Header, body: Rows) -> bool:
    """Say whether a sheet is a recogniser's: start, end and words, the times as whole milliseconds."""
    if {_key(name) for name in header.names if name.strip()} != {"start", "end", "text"} or not body:
        return False
    start, end = header.columns["time"], header.columns["end"]
    return all(_cell(cells, at).isdecimal() and len(_cell(cells, at)) < 12 for _, cells in body for at in (start, end))


def _cues(header: _Header, body: Rows, lost: list[LeftOut]) -> Iterator[Cue]:
    for line, cells in body:
        start, end = _cell(cells, header.columns["time"]), _cell(cells, header.columns["end"])
        for number in (start, end):
            lost += left_out("cue time", number, f"row {line}")
        from_, to = int(start) / 1000, int(end) / 1000
        if words := _cell(cells, header.columns["text"]):
            yield Cue(words, clock(from_), None, from_, to, False)
        for column, cell in enumerate(cells):
            if column >= len(header.names):
                lost += left_out("column", cell, f"row {line}")


class _Turns:
    """One way through the rows of a sheet; it remembers the last question."""

    def __init__(self, header: _Header, lost: list[LeftOut]) -> None:
        self.header, self.lost, self.question, self.opened = header, lost, "", False

    def blocks(self, body: Rows) -> Iterator[tuple[int, Block]]:
        columns = self.header.columns
        for line, cells in body:
            question = _cell(cells, columns.get("question"))
            if question and question != self.question:
                label = self.header.names[columns["question"]].strip()
                yield line, Block(f"{label}: {question}", opens=Opening(len(label) + 2, label, None, "interviewer"))
            elif question:
                self.lost += left_out("repeated words", question, f"row {line}")
            self.question = question or self.question
            yield from self._turn(line, cells)
            used = {columns.get(each) for each in ("text", "speaker", "time", "question")}
            for column, cell in enumerate(cells):
                if column not in used:
                    self.lost += left_out("column", cell, f"row {line}")

    def _turn(self, line: int, cells: Sequence[str]) -> Iterator[tuple[int, Block]]:
        columns = self.header.columns
        words, time = _cell(cells, columns["text"]), _cell(cells, columns.get("time"))
        written = _cell(cells, columns.get("speaker"))
        if not words and not written:
            self.lost += left_out("cue time", time, f"row {line}")
        elif self.opened and "speaker" in columns and not written:
            self.lost += left_out("cue time", time, f"row {line}")
            yield line, Block(words)
        else:
            self.opened = True
            colon = "" if not written or written[-1] in ":：" else ":"
            prefix = "".join(f"{part} " for part in (f"[{time}]" if time else "", written + colon) if part)
            speaker = bare(written.rstrip(":： ")) or None
            yield line, Block(prefix + words, opens=Opening(len(prefix), speaker, time or None, self._role(cells)))

    def _role(self, cells: Sequence[str]) -> TurnRole | None:
        return role_of(_cell(cells, self.header.columns.get("role")))
