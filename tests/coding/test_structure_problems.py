"""What `check` says of a structure beside the study's ledgers."""

from __future__ import annotations

from pathlib import Path

from studies import code, make_study, reopened, ticking

from qualcode.coding.problems import problems_of
from qualcode.coding.structure_acts import Grouped, drop, group
from qualcode.coding.structure_problems import structure_problems
from qualcode.study.study import Study


def test_the_bundled_structure_names_only_codings_in_force() -> None:
    assert list(structure_problems(Study(Path(__file__).resolve().parents[2]))) == []


def test_a_study_without_a_structure_has_no_problem_with_it(tmp_path: Path) -> None:
    assert list(structure_problems(make_study(tmp_path))) == []


def test_an_id_is_a_problem_when_its_coding_was_taken_back_or_when_it_is_too_short(tmp_path: Path) -> None:
    study = make_study(tmp_path, coders=("c1",))
    applied = code(study, "c1", "INT01", "too costly", "BOT-MOT")[0]
    text = "concepts:\n  - {{id: x, codes: [BOT-MOT], quotes: [{}]}}\n"
    for written, said in ((applied.id, ""), (applied.id[:8].lower(), ""), (applied.id[:3], "No coding in force")):
        (tmp_path / "structure.yaml").write_text(text.format(written), encoding="utf-8")
        found = [problem.message for problem in problems_of(reopened(study)) if problem.path == "structure.yaml"]
        assert (found == []) if not said else (len(found) == 1 and found[0].startswith(said))


def test_a_broken_codebook_is_reported_once_and_not_for_every_concept(tmp_path: Path) -> None:
    study = make_study(tmp_path, codes="codes: [\n")
    (tmp_path / "structure.yaml").write_text("concepts: [{id: x, codes: [BOT]}]\n", encoding="utf-8")
    assert [problem.path for problem in problems_of(reopened(study))].count("structure.yaml") == 0


def test_a_grouping_can_be_taken_out_and_made_again(tmp_path: Path) -> None:
    study = make_study(tmp_path, coders=("c1",))
    coder, clock = study.coder("c1"), ticking()
    group(study, coder, Grouped("Mood: bad!", ("BOT-MOT",), "concept"), clock)
    assert [each.id for each in study.structure.concepts] == ["Mood-bad"]
    drop(study, coder, "Mood-bad", clock=clock)
    assert not study.structure.concepts
    group(study, coder, Grouped("Mood", ("BOT-MOT", "GOV-OLD"), "concept"), clock)
    assert study.structure.concepts[0].codes == ("BOT-MOT", "GOV")
