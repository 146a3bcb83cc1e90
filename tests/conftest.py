"""What holds for all tests, and a small study to type commands in."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run, runner
from hypothesis import HealthCheck, settings
from studies import make_study

# How long an example takes says more about the machine's other work than about the code: time is measured in benchmarks/.
settings.register_profile("qualcode", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("qualcode")

SHEETS = {
    "interviews/attributes.csv": "document,case,mode\nINT01,zj-auto;gd-ict,online\nINT02,zj-auto,face\n",
    "interviews/participants.csv": (
        "participant,document,speaker,role,province\nP1,INT01,Respondent,enterprise,ZJ\nP2,INT02,受访者,college,GD\n"
    ),
    "cases/attributes.csv": "case,name,province\nzj-auto,浙江汽车,ZJ\ngd-ict,广东信息,GD\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A study of two interviews and a case document, with two coders."""
    make_study(tmp_path / "study", sheets=SHEETS)
    return tmp_path / "study"


@pytest.fixture
def run(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A function that runs a command in that study."""
    return runner(root, monkeypatch, capsys)
