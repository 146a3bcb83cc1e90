"""The sheets that people put beside the ones `init` made."""

from __future__ import annotations

from pathlib import Path

from commands import Run
from openpyxl import Workbook


def test_a_sheet_with_a_header_alone_does_not_hide_one_that_is_filled_in(run: Run, root: Path) -> None:
    (root / "interviews" / "participants.csv").write_text("participant,document,speaker,role\n", encoding="utf-8")
    book = Workbook()
    assert book.active is not None
    for row in (["参与者", "文档", "说话人", "角色"], ["P1", "INT01", "Respondent", "enterprise"]):
        book.active.append(row)
    book.save(root / "interviews" / "participants.xlsx")
    run("code", "INT01:2", "GOV", "--coder", "c1")
    assert "enterprise" in run("matrix", "--columns", "角色", "--coders", "c1").out


def test_two_sheets_that_are_both_filled_in_are_said(run: Run, root: Path) -> None:
    book = Workbook()
    assert book.active is not None
    for row in (["participant", "document"], ["P9", "INT01"]):
        book.active.append(row)
    book.save(root / "interviews" / "participants.xlsx")
    assert "this file is not" in run("check").out
