"""`show --layout`: how a document was read, and why so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from qualcode.cli.output import plural, put, put_json, shade
from qualcode.study.study import Study
from qualcode.text.explain import Explanation, Found, Omitted, Voice, explain
from qualcode.text.read import read_document

_MOST_NOTES, _MOST_REFUSED = 6, 4


def put_layout(study: Study, name: str, format: str) -> None:
    """Print how a document was read: from its file, not from the cache."""
    file = study.find_document(name)
    id, settings = file.id, study.settings.layout_for(file.id)
    data = study.read_bytes(file.path)
    reading = read_document(data, id=id, kind=file.kind, path=file.path, suffix=file.suffix, layout=settings)
    told = explain(reading, settings)
    if format == "json":
        put_json("layout", {"document": id}, {"document": id, **asdict(told)})
        return
    encoding = f", {told.encoding}" if told.encoding else ""
    put(f"{shade(id, '1')} ({told.format}{encoding}) · layout: {told.layout} ({told.why})")
    for each in told.considered:
        if each.layout != told.layout and each.marks:
            put(f"  not {_considered(each)}")
    _put_refused(told)
    for voice in told.voices:
        put(_voice(voice))
    if told.nobody:
        put(
            f"  nobody  {plural(told.nobody, 'turn')}: what stands before the first label, headings and notes, or all that has no label"
        )
    _put_times(told)
    if told.notes:
        put(f"notes in brackets, kept among the words: {_counts(told.notes)}")
    _put_omitted("in the text, but nobody's words", told.apart)
    _put_omitted("left out of the text", told.left_out)
    if not told.left_out:
        put("left out of the text: nothing")
    for problem in reading.problems:
        put(str(problem))
    put(
        f'Say otherwise in qualcode.toml: [layout."{id}"] with layout, interviewer, respondent, speakers or not_speakers.'
    )


def _considered(found: Found) -> str:
    if found.against:
        return f"{found.layout}: {plural(found.marks, 'label')}; {found.against}"
    return f"{found.layout}: {plural(found.marks, 'label')}, which open {found.share:.0%} of the paragraphs"


def _put_refused(told: Explanation) -> None:
    best = next((each for each in told.considered if each.layout == told.layout), None)
    if best is None or not best.refused:
        return
    shown = ", ".join(f'"{label}"' for label in best.refused[:_MOST_REFUSED])
    more = f" and {len(best.refused) - _MOST_REFUSED} more" if len(best.refused) > _MOST_REFUSED else ""
    put(f"  no speakers: {shown}{more} (once only, a field, or part of a sentence)")


def _voice(voice: Voice) -> str:
    role = f"{voice.role} ({voice.why_role})" if voice.role else f"no role ({voice.why_role})"
    timed = f", {voice.timed} with a time" if voice.timed else ""
    return f"  {shade(voice.label, '36')}  {plural(voice.turns, 'turn')}{timed} · {role} · speaker: {voice.why}"


def _put_times(told: Explanation) -> None:
    if told.timed:
        put(f"time stamps: {plural(told.timed, 'turn')}, {told.first_time} to {told.last_time}")
    else:
        put("time stamps: none")


def _counts(notes: Mapping[str, int]) -> str:
    shown = [f"{note} {count}" for note, count in list(notes.items())[:_MOST_NOTES]]
    more = len(notes) - _MOST_NOTES
    return ", ".join(shown) + (f", and {more} other notes" if more > 0 else "")


def _put_omitted(heading: str, entries: tuple[Omitted, ...]) -> None:
    for each in entries:
        examples = ", ".join(f'"{example}"' for example in each.examples)
        more = ", …" if each.count > len(each.examples) else ""
        put(f"{heading}: {plural(each.count, each.kind)} ({examples}{more})")
