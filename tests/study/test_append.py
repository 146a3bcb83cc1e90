"""What is acknowledged is on the disk; what fails leaves the file as it was."""

from __future__ import annotations

import errno
import os
import signal
from pathlib import Path

import pytest
from interrupts import hear_interrupts
from studies import code, codings_of, make_study, reopened, request

from qualcode.coding.acts import apply_codes
from qualcode.errors import StudyError
from qualcode.study.append import append_lines, uninterrupted

hear_interrupts()


def test_a_file_without_its_final_newline_gets_one_first(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"torn")
    assert append_lines(path, [b"one", b"two"], "a.jsonl") == 4
    append_lines(path, [b"three"], "a.jsonl")
    assert path.read_bytes() == b"torn\none\ntwo\nthree\n"


def test_new_folders_are_made_and_synced_up_to_the_one_that_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{handle}").readlink()))
        real(handle)

    if not Path("/proc/self/fd").is_dir():
        pytest.skip("this system does not say what a handle stands for")
    monkeypatch.setattr(os, "fsync", fsync)
    path = tmp_path / "codings" / "c1" / "INT01.jsonl"
    append_lines(path, [b"one"], "x")
    assert synced == [str(p) for p in (path, path.parent, tmp_path / "codings", tmp_path)]
    synced.clear()
    append_lines(path, [b"two"], "x")
    assert synced == [str(path)]


def full_disk_after(monkeypatch: pytest.MonkeyPatch, writes: int) -> None:
    """Let the disk take half of each write, and be full after so many of them."""
    real, left = os.write, [writes]

    def write(handle: int, data: bytes) -> int:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(handle, bytes(data)[: max(1, len(data) // 2)])

    monkeypatch.setattr(os, "write", write)


@pytest.mark.parametrize("writes", [0, 1, 3])
def test_a_full_disk_puts_the_file_back_to_its_old_length(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"old\ntorn")
    full_disk_after(monkeypatch, writes)
    with pytest.raises(StudyError, match=r"codings/c1/a\.jsonl: cannot be written \(No space left") as caught:
        append_lines(path, [b"x" * 1000], "codings/c1/a.jsonl")
    assert path.read_bytes() == b"old\ntorn" and caught.value.exit_code == 3


def test_an_fsync_that_fails_is_a_refusal_and_nothing_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"old\n")

    def fsync(handle: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(StudyError, match="Input/output error"):
        append_lines(path, [b"x"], "a.jsonl")
    assert path.read_bytes() == b"old\n"


def test_a_read_only_folder_is_refused_with_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study = make_study(tmp_path)
    real = os.open

    def refusing(path: object, flags: int, *args: int, **more: int) -> int:
        if str(path).endswith(".jsonl"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(str(path), flags, *args, **more)

    monkeypatch.setattr(os, "open", refusing)
    with pytest.raises(StudyError, match=r"codings/c1/INT01\.jsonl: cannot be written \(Permission denied\)"):
        code(study, "c1", "INT01:2", None, "GOV")


def test_an_act_on_two_documents_that_fails_at_the_second_leaves_neither(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = make_study(tmp_path)
    code(study, "c1", "INT01:1", None, "GOV")
    before = (tmp_path / "codings/c1/INT01.jsonl").read_bytes()
    real = os.open

    def refusing(path: object, flags: int, *args: int, **more: int) -> int:
        if str(path).endswith("INT02.jsonl"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(str(path), flags, *args, **more)

    monkeypatch.setattr(os, "open", refusing)
    both = [request(study, "INT01:2", "GOV"), request(study, "INT02:2", "GOV")]
    with pytest.raises(StudyError, match="Nothing was recorded"):
        apply_codes(study, study.coder("c1"), both)
    assert (tmp_path / "codings/c1/INT01.jsonl").read_bytes() == before


def test_ctrl_c_while_an_act_is_written_waits_until_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = make_study(tmp_path)
    real = os.fsync

    def fsync(handle: int) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        real(handle)

    both = [request(study, "INT01:2", "GOV"), request(study, "INT02:2", "GOV")]
    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(KeyboardInterrupt):
        apply_codes(study, study.coder("c1"), both)
    monkeypatch.undo()
    assert [len(codings_of(reopened(study), "c1", document)) for document in ("INT01", "INT02")] == [1, 1]


def test_ctrl_c_is_kept_waiting_for_the_block_alone() -> None:
    reached = False
    with pytest.raises(KeyboardInterrupt), uninterrupted():
        os.kill(os.getpid(), signal.SIGINT)
        reached = True
    assert reached and signal.getsignal(signal.SIGINT) is signal.default_int_handler
