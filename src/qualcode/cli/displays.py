"""Showing a display: on the terminal, as JSON or CSV, or into a file."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from qualcode.cli.options import language_of
from qualcode.cli.output import in_color, put_bytes, say, terminal_width
from qualcode.cli.typed import made_by
from qualcode.model.display import Display
from qualcode.report.labels import labelled, labels_of, sheet_columns
from qualcode.report.options import Style, WriteOptions
from qualcode.report.write import save_display, write_display
from qualcode.study.study import Study


def show_display(
    study: Study | None, display: Display, format: str, out: Path | None, language: Literal["en", "zh"] | None
) -> None:
    """Print a display in the format asked for, or write it to `out` in the format that its suffix names.

    Language and style are the study's; without a study English and the three-line table.
    """
    style: Style = "three-line" if study is None else study.settings.report_style  # type: ignore[assignment]  # settings allow no other
    options = WriteOptions(
        language=language_of(study, language),
        width=terminal_width() if out is None else None,
        style=style,
        color=in_color(),
        study_root=None if study is None else study.root,
    )
    if study is not None and study.settings.labels:
        display = labelled(display, labels_of(study, options.language), sheet_columns(study))
    if out is None:
        put_bytes(write_display(display, format, options))
        return
    save_display(display, out, options, lambda data: _with_manifest(study, data, out, options))
    say(f"Wrote {out}.")


def _with_manifest(study: Study | None, data: bytes, out: Path, options: WriteOptions) -> bytes:
    if study is None:
        return data
    # What makes a manifest reads versions and hashes; a table on the terminal pays for none of it.
    from qualcode.cli.manifesting import manifested

    return manifested(study, data, out, made_by(out, study.root, options.language))
