"""`verify`: whether what was handed in still holds."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import msgspec
import typer

from qualcode.cli import app
from qualcode.cli.documents import say_unreadable
from qualcode.cli.options import PrintFormat, StudyOption, open_study, read_given
from qualcode.cli.output import flat, plural, put, put_json, say, shade
from qualcode.errors import StudyError, UsageError
from qualcode.report.embedded import manifest_in
from qualcode.report.inputs import input_hashes
from qualcode.report.run import MANIFEST
from qualcode.report.verify.check import Finding, Verdict, changed_inputs, verify_file
from qualcode.study.paths import find_root
from qualcode.study.study import Study

REMADE = frozenset(
    {
        *("agree", "contrast", "cooccur", "disagreements", "features", "matrix", "plan", "qca", "quotes"),
        *("report", "run", "saturation", "show", "structure show", "triangulate"),
    }
)
"""Commands that write what they show and change nothing: a manifest that names another is not followed."""

_LONGEST = 160


class _Target(NamedTuple):
    """A file to check: its name as shown, its bytes, its manifest (`None`: none), and what it is made as by the command."""

    name: str
    data: bytes
    manifest: Mapping[str, Any] | None
    made_as: str


def verify(
    output: Annotated[Path, typer.Argument(metavar="OUTPUT", help="A file that was written, or the folder of `run`.")],
    format: PrintFormat = "table",
    folder: StudyOption = None,
) -> None:
    """Check that every quote in a report still stands in its document, and every number still follows from the ledgers."""
    study = _study(output, folder)
    say_unreadable(study)
    targets, remarks = _targets(output)
    recorded = next((each.manifest for each in targets if each.manifest), None) or {}
    remarks += changed_inputs(recorded.get("inputs", {}), input_hashes(study)) if recorded.get("inputs") else ()
    with tempfile.TemporaryDirectory(prefix="qualcode-verify-") as scratch:
        made, faults = _made_anew(study, targets, Path(scratch))
        verdicts = [verify_file(study, each.name, each.data, made.get(each.name), each.manifest) for each in targets]
    remarks += [*faults, *(remark for each in verdicts for remark in each.remarks)]
    findings = [*_missing(output), *(finding for each in verdicts for finding in each.findings)]
    unproved = [each.name for each in targets if each.name not in made]
    if format == "json":
        _put_json(output, verdicts, findings, remarks, unproved)
    else:
        _put(verdicts, findings, remarks, unproved)
    if findings:
        raise typer.Exit(1)


def _study(output: Path, folder: Path | None) -> Study:
    """Return the study asked for, or the one around the working directory, else the one around the file."""
    if not output.exists():
        raise UsageError(f"There is no {output}.", remedy="Name a file that qualcode wrote, or the output folder.")
    if folder is None:
        with contextlib.suppress(StudyError):
            return open_study(find_root(Path.cwd()))
        with contextlib.suppress(StudyError):
            return open_study(find_root(output.resolve().parent))
    return open_study(folder)


def _targets(output: Path) -> tuple[list[_Target], list[str]]:
    if output.is_dir():
        manifest = _manifest_of(output)
        found = [
            _Target(name, (output / name).read_bytes(), manifest, name)
            for name in manifest["outputs"]
            if (output / name).is_file()
        ]
        known = {*manifest["outputs"], MANIFEST}
        others = sorted(p.relative_to(output).as_posix() for p in output.rglob("*") if p.is_file())
        return found, [
            f"{name} was not written by this run and is not checked." for name in others if name not in known
        ]
    data = read_given(output)
    own = manifest_in(data, output.suffix)
    return [_Target(str(output), data, own, output.name) if own else _in_folder(output, data)], []


def _in_folder(output: Path, data: bytes) -> _Target:
    """Return a file that carries no manifest with that of the folder it was written to, if it still stands there."""
    for above in output.resolve().parents:
        if (above / MANIFEST).is_file():
            name, manifest = output.resolve().relative_to(above).as_posix(), _manifest_of(above)
            if name in manifest["outputs"]:
                return _Target(str(output), data, manifest, name)
    return _Target(str(output), data, None, output.name)


def _manifest_of(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    if not path.is_file():
        raise UsageError(
            f"{folder} holds no {MANIFEST}.", remedy="Name the folder that `qualcode run` wrote, or a file."
        )
    try:
        found = msgspec.json.decode(read_given(path))
    except msgspec.DecodeError as fault:
        raise StudyError(f"is no JSON ({fault}).", remedy="Run `qualcode run` anew.", path=str(path)) from fault
    if not isinstance(found, dict) or not isinstance(found.get("outputs"), dict) or found.get("kind") != "manifest":
        raise StudyError("is no manifest of qualcode.", remedy="Run `qualcode run` anew.", path=str(path))
    return found


def _missing(output: Path) -> Iterator[Finding]:
    if output.is_dir():
        for name in _manifest_of(output)["outputs"]:
            if not (output / name).is_file():
                yield Finding("file", name, "", "", "", None, None, "is not there any more")


def _made_anew(study: Study, targets: list[_Target], scratch: Path) -> tuple[dict[str, bytes], list[str]]:
    """Make the files anew by the commands that their manifests name; say of which that could not be done, and why."""
    made: dict[str, bytes] = {}
    faults: list[str] = []
    done: dict[tuple[str, ...], str] = {}
    for number, each in enumerate(targets):
        command = tuple(map(str, (each.manifest or {}).get("command", ())))
        if not command:
            continue
        whole = command[0] == "run"
        place = scratch / "run" if whole else scratch / str(number) / Path(each.made_as).name
        key = command if whole else (*command, each.name)
        if key not in done:
            done[key] = _remake(study, command, place)
            if done[key]:
                faults.append(f"{each.name} could not be made anew: {done[key]}")
        path = place / each.made_as if whole else place
        if not done[key] and path.is_file():
            made[each.name] = path.read_bytes()
    return made, faults


def _remake(study: Study, command: tuple[str, ...], place: Path) -> str:
    """Run a command so that it writes to a place; return what it said when it could not."""
    if command[0] not in REMADE and " ".join(command[:2]) not in REMADE:
        return f'its manifest names the command "{command[0]}", which makes no report.'
    place.parent.mkdir(parents=True, exist_ok=True)
    where = (str(place),) if command[0] == "report" else ("--out", str(place))
    said, before = io.StringIO(), Path.cwd()
    try:
        os.chdir(study.root)
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
            code = app.main([command[0], *_subcommand(command), *where, "--study", ".", *_options(command)])
    finally:
        os.chdir(before)
    return "" if code in (0, 1) and place.exists() else flat(said.getvalue()) or "the command wrote nothing."


def _subcommand(command: tuple[str, ...]) -> tuple[str, ...]:
    return command[1:2] if command[0] in ("structure", "plan") else ()


def _options(command: tuple[str, ...]) -> tuple[str, ...]:
    rest = command[1 + len(_subcommand(command)) :]
    return tuple(word for word in rest if word.partition("=")[0] not in ("--out", "--study"))


def _put(verdicts: list[Verdict], findings: list[Finding], remarks: list[str], unproved: list[str]) -> None:
    for finding in findings:
        put(_line(finding))
    for remark in remarks:
        say(remark)
    for name in unproved:
        say(f"{name}: nothing says how it was made, so its quotes are checked and its numbers are not.")
    quotes, cells = sum(each.quotes for each in verdicts), sum(each.cells for each in verdicts)
    lost = sum(finding.kind == "quote" for finding in findings)
    say(
        f"{plural(len(verdicts), 'file')}, {plural(cells, 'cell')}, {plural(quotes, 'quote')} checked: "
        f"{'everything holds' if not findings else f'{len(findings) - lost} numbers or texts and {lost} quotes do not hold'}."
    )


def _line(finding: Finding) -> str:
    place = ", ".join(
        part
        for part in (
            f"“{_short(finding.table)}”" if finding.table else "",
            f"row {_short(finding.row)}" if finding.row and finding.kind != "quote" else finding.row,
            f"column {_short(finding.column)}" if finding.column else "",
        )
        if part
    )
    head = f"{shade(finding.file, '1')}: {place}" if place else shade(finding.file, "1")
    if finding.kind == "quote":
        return f"{head}: “{_short(finding.found or '')}” is {finding.message}."
    if finding.found is not None and finding.now is not None:
        return f"{head}: the file has “{_short(finding.found)}”, the study gives “{_short(finding.now)}”."
    held = finding.found if finding.found is not None else finding.now
    return f"{head}: {finding.message or 'not in the file'}{f': {_short(held)}' if held else ''}."


def _short(text: str) -> str:
    words = flat(text)
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def _put_json(
    output: Path, verdicts: list[Verdict], findings: list[Finding], remarks: list[str], unproved: list[str]
) -> None:
    content = {
        "holds": not findings,
        "files": [{"file": each.file, "cells": each.cells, "quotes": each.quotes} for each in verdicts],
        "findings": [asdict(finding) for finding in findings],
        "remarks": remarks,
        "numbers_not_checked": unproved,
    }
    put_json("verify", {"output": str(output)}, content)
