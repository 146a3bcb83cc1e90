"""Consent taken back: no word is left that the study can reach, and everybody else's work stands."""

from __future__ import annotations

import io
import shutil
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from studies import code, coder_of, codings_of, make_study, reopened, ticking

import qualcode.exchange.withdraw.withdraw as steps
from qualcode.coding.check import check
from qualcode.coding.marks import done, memo, rate
from qualcode.coding.retrieve import evidence
from qualcode.errors import NotFoundError, StudyError, UsageError
from qualcode.exchange.withdraw.traces import Traces
from qualcode.exchange.withdraw.withdraw import plan_withdrawal, withdraw
from qualcode.model.events import About, WithdrawnEvent
from qualcode.study.erasing import came_back, erase_again
from qualcode.study.study import Study

SOLO = "访谈者：合作遇到了什么困难？\n受访者：我们单位的补贴一直没有到位，等了整整两年。\n访谈者：后来呢？\n受访者：后来领导换了，理事会再也没有开过。\n"
GROUP = """\
主持人：大家谈谈补贴。
甲老师：我觉得政策之间不配套，部门互相推诿。
乙老师：我家里那口子就在人社局，他私下说这笔钱早就挪走了。
丙老师：对，企业的积极性不高，太贵了。
乙老师：而且局长亲口答应过我，年底之前一定补上这笔钱。
丙老师：理事会从来没有开过会。
"""
SHEETS = {
    "interviews/attributes.csv": "document,case,date\nINT01,,2026-01-02\nFG01,,2026-01-03\n",
    "interviews/participants.csv": (
        "participant,document,speaker,role,province\nP1,INT01,受访者,official,ZJ\nP2,FG01,甲老师,college,GD\n"
        "P3,FG01,乙老师,college,SC\nP4,FG01,丙老师,enterprise,SC\n"
    ),
}
SECRETS = ("整整两年", "领导换了", "挪走了", "亲口答应过我")


def group_word() -> bytes:
    """Return the focus group as a Word file, with the speakers in bold."""
    made = docx.Document()
    for line in GROUP.splitlines():
        label, _, words = line.partition("：")
        paragraph = made.add_paragraph()
        paragraph.add_run(f"{label}：").bold = True
        paragraph.add_run(words[:4])
        paragraph.add_run(words[4:]).italic = True
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The study in each format of its focus group, made once and copied by whoever changes it."""
    root = tmp_path_factory.mktemp("withdraw")
    return {suffix: coded(root / suffix, suffix).root for suffix in ("txt", "docx")}


@pytest.fixture(params=["txt", "docx"])
def study(request: pytest.FixtureRequest, templates: Mapping[str, Path], tmp_path: Path) -> Study:
    return copied(templates[request.param], tmp_path / "study")


@pytest.fixture
def plain(templates: Mapping[str, Path], tmp_path: Path) -> Study:
    return copied(templates["txt"], tmp_path / "study")


def copied(root: Path, target: Path) -> Study:
    """Return a copy of a study."""
    shutil.copytree(root, target)
    return Study(target)


def coded(root: Path, suffix: str = "txt") -> Study:
    """Return a study of an interview and a focus group that two coders and a consensus have worked on."""
    group = group_word() if suffix == "docx" else GROUP.encode()
    documents = {"INT01": SOLO.encode(), f"interviews/FG01.{suffix}": group}
    study = make_study(root, documents=documents, sheets=SHEETS, coders=("c1", "c2", "consensus"))
    clock = ticking()
    code(study, "c1", "INT01", "补贴一直没有到位", "BOT-POL", memo="他说等了整整两年", clock=clock)
    code(study, "c2", "INT01", "理事会再也没有开过", "GOV", clock=clock)
    done(study, coder_of(study, "c1"), "INT01", clock=clock)
    code(study, "c1", "FG01", "政策之间不配套", "BOT-POL", memo="有意思", clock=clock)
    (rated,) = code(study, "c1", "FG01", "企业的积极性不高", "BOT-MOT", clock=clock)
    rate(reopened(study), coder_of(study, "c1"), rated.id, stance="affirms", clock=clock)
    code(study, "c1", "FG01", "这笔钱早就挪走了", "BOT-POL", memo="挪走了！", clock=clock)
    code(study, "c2", "FG01", "对，企业的积极性不高，太贵了。\n乙老师：而且局长亲口答应过我", "BOT-MOT", clock=clock)
    code(study, "c2", "FG01", "理事会从来没有开过会", "GOV", clock=clock)
    about = About(code="BOT-POL")
    body = "比较：“他私下说这笔钱早就挪走了”，另见别处"
    memo(reopened(study), coder_of(study, "c2"), body, about, kind="theoretical", clock=clock)
    memo(reopened(study), coder_of(study, "c2"), "与补贴有关", about, kind="theoretical", clock=clock)
    return reopened(study)


def take_out(study: Study, participant: str) -> Study:
    """Withdraw a participant's words and return the study as a fresh process sees it."""
    withdraw(study, plan_withdrawal(study, participant), lambda: datetime(2026, 5, 4, tzinfo=UTC))
    return reopened(study)


def bytes_with(root: Path, words: str) -> list[str]:
    """Return the files of a study that hold words, Word files unpacked."""
    found = []
    for path in (each for each in root.rglob("*") if each.is_file()):
        data = path.read_bytes()
        if path.suffix == ".docx":
            data += "".join(p.text for p in docx.Document(str(path)).paragraphs).encode()
        if words.encode() in data:
            found.append(path.relative_to(root).as_posix())
    return found


def test_own_interview_goes_whole(study: Study) -> None:
    after = take_out(study, "P1")
    assert after.document_ids == ("FG01",)
    for secret in SECRETS[:2]:
        assert bytes_with(after.root, secret) == []
    assert all(isinstance(event, WithdrawnEvent) for event in after.events("c1", "INT01"))
    assert len(after.events("c1", "INT01")) == 3
    sheet = (after.root / "interviews/participants.csv").read_text("utf-8-sig").splitlines()
    assert sheet[0].endswith(",withdrawn") and sheet[1] == "P1,,,,,2026-05-04"
    assert "INT01" not in (after.root / "interviews/attributes.csv").read_text("utf-8-sig")
    assert [each for each in check(after) if each.severity == "error"] == []
    assert [person.id for person in after.participants] == ["P2", "P3", "P4"]


def test_lines_that_nobody_can_read_go_too(plain: Study) -> None:
    path = plain.root / "codings/c1/INT01.jsonl"
    path.write_bytes(
        path.read_bytes() + '{"op":"later","id":"X2","words":"整整两年"}\n{"op":"code","quote":"领导换了'.encode()
    )
    take_out(reopened(plain), "P1")
    assert b'{"op":"withdrawn","id":"X2"}' in path.read_bytes()
    assert [bytes_with(plain.root, secret) for secret in SECRETS[:2]] == [[], []]


def test_in_a_focus_group_only_their_turns_go(study: Study) -> None:
    before = study.document("FG01")
    after = take_out(study, "P3")
    document = after.document("FG01")
    assert document.text.count("[withdrawn]") == 2 and len(document.turns) == len(before.turns) == 6
    for secret in SECRETS[2:]:
        assert bytes_with(after.root, secret) == []
    assert codings_of(after, "c1", "FG01") == {("BOT-POL", "政策之间不配套"), ("BOT-MOT", "企业的积极性不高")}
    kept = "对，企业的积极性不高，太贵了。\n乙老师：[withdrawn]"
    assert codings_of(after, "c2", "FG01") == {("BOT-MOT", kept), ("GOV", "理事会从来没有开过会")}
    passages = evidence(after, ["c1", "c2"], documents=["FG01"]).passages
    assert {each.coding.state for each in passages} == {"exact"}
    rated = next(each for each in passages if each.coding.quote == "企业的积极性不高")
    assert rated.coding.stance == "affirms" and rated.role == "enterprise"
    noted = next(each for each in passages if each.coding.code == "BOT-POL")
    assert [each.body for each in noted.coding.memos] == ["有意思"]
    bodies = [each.body for each in after.state("c2", "@study").memos]
    assert bodies == ["与补贴有关"]
    assert [each for each in check(after) if each.severity == "error"] == []
    assert len(after.participants) == 3 and bytes_with(after.root, "补贴一直没有到位")


def test_doing_it_twice_does_it_once(study: Study) -> None:
    plan = plan_withdrawal(study, "P3")
    withdraw(study, plan)
    files = {path: path.read_bytes() for path in study.root.rglob("*.jsonl")}
    withdraw(study, plan)
    assert {path: path.read_bytes() for path in study.root.rglob("*.jsonl")} == files
    with pytest.raises(UsageError, match='"P3" withdrew on'):
        plan_withdrawal(reopened(study), "P3")
    with pytest.raises(NotFoundError, match='No participant "P33"'):
        plan_withdrawal(reopened(study), "P33")


@pytest.mark.parametrize("step", (1, 2, 3, 5, 7))
@pytest.mark.parametrize("person", ["P1", "P3"])
def test_after_a_crash_the_same_command_goes_on(
    step: int, person: str, templates: Mapping[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = copied(templates["txt"], tmp_path / "study")
    expected = take_out(copied(templates["txt"], tmp_path / "whole"), person)
    calls = 0

    def failing(name: str) -> None:
        step_of = getattr(steps, name)

        def counted(*given: object, **named: object) -> object:
            nonlocal calls
            calls += 1
            if calls == step:
                raise KeyboardInterrupt
            return step_of(*given, **named)

        monkeypatch.setattr(steps, name, counted)

    plan = plan_withdrawal(study, person)
    with monkeypatch.context() as patched:
        for name in ("erase_in", "_forget_texts", "write_atomically", "_remove", "drop_documents", "reduce_person"):
            failing(name)
        try:
            withdraw(study, plan)
        except KeyboardInterrupt:
            patched.undo()
            again = reopened(study)
            with suppress(UsageError):  # where the row was reduced already nothing was left to do
                withdraw(again, plan_withdrawal(again, person))
    after = reopened(study)
    for secret in SECRETS[:2] if person == "P1" else SECRETS[2:]:
        assert bytes_with(after.root, secret) == []
    for coder in ("c1", "c2"):
        for id in ("INT01", "FG01", "@study"):
            assert codings_of(after, coder, id) == codings_of(expected, coder, id)
            assert len(after.state(coder, id).memos) == len(expected.state(coder, id).memos)


def test_words_that_a_merge_brings_back_are_reported_and_erased_again(plain: Study) -> None:
    study = plain
    path = study.root / "codings/c1/INT01.jsonl"
    old = path.read_bytes()
    after = take_out(study, "P1")
    path.write_bytes(path.read_bytes() + old)  # what a union merge with an old copy does
    problems = [each for each in check(reopened(after)) if each.severity == "error"]
    assert [each.path for each in problems] == ["codings/c1/INT01.jsonl"] and "withdraw --again" in problems[0].remedy
    assert list(came_back(reopened(after))) == ["codings/c1/INT01.jsonl"]
    assert erase_again(reopened(after)) == 3
    assert bytes_with(after.root, "整整两年") == [] and erase_again(reopened(after)) == 0


def test_next_act_in_a_ledger_erases_again_too(plain: Study) -> None:
    study = plain
    path = study.root / "codings/c1/FG01.jsonl"
    old = path.read_bytes()
    after = take_out(study, "P3")
    path.write_bytes(old + path.read_bytes())
    assert "挪走了".encode() in path.read_bytes()
    code(reopened(after), "c1", "FG01", "理事会从来没有开过会", "GOV")
    assert "挪走了".encode() not in path.read_bytes()
    assert len(codings_of(after, "c1", "FG01")) == 3


def test_text_that_comes_back_is_reported(plain: Study) -> None:
    study = plain
    after = take_out(study, "P1")
    (after.root / "interviews/INT01.txt").write_text(SOLO, encoding="utf-8")
    assert any("its text is here" in each.message for each in check(reopened(after)))


def test_unmerged_copy_goes_with_its_interview_and_stops_a_group(plain: Study) -> None:
    study = plain
    folder = study.root / "codings/c1"
    for name in ("INT01", "FG01"):
        (folder / f"{name} (conflicted copy).jsonl").write_bytes((folder / f"{name}.jsonl").read_bytes())
    with pytest.raises(StudyError, match="not merged"):
        plan_withdrawal(reopened(study), "P3")
    take_out(reopened(study), "P1")
    assert bytes_with(study.root, "补贴一直没有到位") == []


def test_plan_counts_and_lists_what_is_out_of_reach(plain: Study) -> None:
    study = plain
    (study.root / ".git").mkdir()
    (study.root / "output").mkdir()
    (study.root / "output/report.html").write_bytes(b"x")
    (study.root / "old.qdpx").write_bytes(b"x")
    shown = plan_withdrawal(reopened(study), "P1").display()
    assert {row.key: row.cells[0].value for row in shown.rows} == {"documents": 1, "codings": 2, "dones": 1, "memos": 1}
    said = " ".join(shown.notes)
    assert all(each in said for each in ("git filter-repo", "output/ holds 1", "old.qdpx", "Backups"))
    assert bytes_with(study.root, "整整两年")


def test_traces_are_words_of_ones_own() -> None:
    traces = Traces(
        ["他私下说这笔钱早就挪走了", "The minister told me in the corridor that nothing would come"],
        ["说这笔钱早就挪走了吗"],
    )
    assert traces.within("（“他私下说这笔钱早就”）") and traces.within("he: “told me in the corridor, that nothing”")
    assert not traces.within("说这笔钱早就挪走了") and not traces.within("the minister told me")
