"""What speech recognisers write as JSON: Whisper and its kin, with or without speakers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from qualcode.errors import StudyError
from qualcode.text.encoding import decode
from qualcode.text.extract import Cue, Extract
from qualcode.text.formats._clock import clock
from qualcode.text.formats._subtitles import seconds
from qualcode.text.left_out import LeftOut, left_out

_LISTS = ("segments", "utterances", "transcription", "results", "monologues", "items", "data", "transcript")
_WORDS = ("text", "transcript", "content", "utterance", "sentence")
_SPEAKERS = ("speaker", "speaker_label", "speaker_name", "speakerName", "speaker_id", "name", "spk")
_STARTS = ("start", "start_time", "startTime", "begin", "begin_time", "timestamp", "time", "from")
_ENDS = ("end", "end_time", "endTime", "stop", "to")
_CLOCK = re.compile(r"\d{1,3}(?::\d{1,2}){1,2}(?:[.,]\d{1,6})?")


def read(data: bytes, name: str) -> Extract:
    """Return the segments of a recogniser's JSON as cues, yet to be joined into turns; refuse JSON that holds none.

    A segment is an object with words (`text`), and a speaker, start and end where it has them. Numbers of seconds are shown
    as a clock; whatever else stands there (words one by one, probabilities) is left out, by its path.
    """
    decoded = decode(data)
    try:
        content = msgspec.json.decode(decoded.text.lstrip("\ufeff").encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError) as error:
        if not decoded.text.strip():
            return Extract(())
        raise StudyError("It is no JSON, or is cut off.", remedy="Export it again.") from error
    path, segments = _segments(content)
    if not segments:
        raise StudyError(
            "It is JSON, but holds no segments with words, as a speech recogniser writes them.",
            remedy='It needs a list "segments" of objects with "text", and "speaker", "start" and "end" if there are any.',
        )
    lost: list[LeftOut] = []
    cues: list[Cue] = []
    scale = 1000 if _in_milliseconds(segments) else 1
    for number, segment in enumerate(segments, start=1):
        if isinstance(segment, dict):
            cues += _cue(segment, number, scale, lost)
        else:
            lost += _rest(segment, f"{path}[{number}]")
    whole = content.get("text") if isinstance(content, dict) else None
    told = "".join("".join(cue.words for cue in cues).split())
    for key, value in content.items() if isinstance(content, dict) else ():
        if value is segments:
            continue
        again = value is whole and isinstance(value, str) and "".join(value.split()) == told
        lost += left_out("repeated words", str(value), key) if again else _rest(value, key)
    return Extract((), decoded.encoding, decoded.notes, tuple(lost), tuple(cues))


def _segments(content: object, depth: int = 0) -> tuple[str, list[Any]]:
    """Return the first list of objects with words, and the name it bears."""
    if isinstance(content, list):
        fits = any(isinstance(each, dict) and isinstance(_first(each, _WORDS), str) for each in content)
        return "", content if fits else []
    if isinstance(content, dict) and depth < 3:
        for name in _LISTS:
            found = _segments(content.get(name), depth + 1)[1]
            if found:
                return name, found
    return "", []


def _first(segment: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((segment[name] for name in names if segment.get(name) is not None), None)


def _cue(segment: Mapping[str, Any], number: int, scale: int, lost: list[LeftOut]) -> Iterator[Cue]:
    words, speaker = _first(segment, _WORDS), _first(segment, _SPEAKERS)
    stamps = segment.get("timestamps")
    times = stamps if isinstance(stamps, dict) else segment
    start, end = (_time(_first(times, names), scale) for names in (_STARTS, _ENDS))
    name = _name(speaker)
    used = [words if isinstance(words, str) else None, speaker if name else None]
    where = f"segment {number}"
    for key, value in segment.items():
        if any(value is each for each in used if each is not None) and isinstance(value, str | int):
            used = [each for each in used if each is not value]
        else:
            lost.extend(_rest(value, f"{where}, {key}"))
    if isinstance(words, str) and words.strip():
        shown = _first(times, _STARTS) if isinstance(_first(times, _STARTS), str) else None
        time = shown if start is not None and shown else clock(start) if start is not None else None
        yield Cue(words, time, name, start, end, False)
    elif name:
        lost.extend(left_out("data", name, where))


def _name(speaker: object) -> str | None:
    if isinstance(speaker, str):
        return " ".join(speaker.split()) or None
    return f"Speaker {speaker}" if isinstance(speaker, int) and not isinstance(speaker, bool) else None


def _in_milliseconds(segments: list[Any]) -> bool:
    """Say whether times are whole numbers, and last so long that nobody speaks so slowly: more than three for a character."""
    objects = [each for each in segments if isinstance(each, dict)]
    times = [(_first(each, _STARTS), _first(each, _ENDS)) for each in objects]
    lasting = [end - start for start, end in times if isinstance(start, int) and isinstance(end, int)]
    spoken = sum(len(words) for each in objects if isinstance(words := _first(each, _WORDS), str))
    return len(lasting) == len(objects) and sum(lasting) > 3 * spoken


def _time(value: object, scale: int) -> float | None:
    """Return a time in seconds, of a number or a clock."""
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e10:
        return value / scale
    if isinstance(value, str) and (match := _CLOCK.fullmatch(value.strip())):
        return seconds(match[0])
    return None


def _rest(value: object, where: str) -> tuple[LeftOut, ...]:
    """Return the one entry for all that stands below a value and is not in the text, in order."""
    found: list[str] = []
    left = [value]
    while left:
        each = left.pop()
        if isinstance(each, dict):
            left.extend(reversed(each.values()))
        elif isinstance(each, list):
            left.extend(reversed(each))
        elif each is not None:
            found.append(str(each))
    return left_out("data", " ".join(found), where)
