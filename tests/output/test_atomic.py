"""Writing is atomic: whatever goes wrong, the old file is intact and no temporary file is left."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from taskstats_adapters.errors import OutputError
from taskstats_adapters.output.atomic import has_other_names, write_atomically, write_together


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_has_the_usual_mode_and_no_temporary_file_is_left(tmp_path: Path) -> None:
    old = os.umask(0o022)
    try:
        write_atomically(tmp_path / "a.docx", b"new")
    finally:
        os.umask(old)
    assert (tmp_path / "a.docx").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "a.docx").stat().st_mode) == 0o644
    assert names(tmp_path) == ["a.docx"]


def test_an_old_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o640)


def test_a_symbolic_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "a.docx"
    target.write_bytes(b"old")
    (tmp_path / "link.docx").symlink_to(target)
    write_atomically(tmp_path / "link.docx", b"new")
    assert (tmp_path / "link.docx").is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("name", ["none/a.docx", "file/a.docx", "folder"])
def test_a_path_that_cannot_be_written_is_reported(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match=r": không ghi được .*\[E-OUTPUT\]"):
        write_atomically(tmp_path / name, b"new")
    assert names(tmp_path) == ["file", "folder"]
    assert (tmp_path / "file").read_bytes() == b"old"


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs a device")
def test_a_device_behind_a_link_is_named_for_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.docx").symlink_to("/dev/null")
    with pytest.raises(OutputError, match="đây là thiết bị hoặc đường ống"):
        write_atomically(tmp_path / "a.docx", b"new")
    assert names(tmp_path) == ["a.docx"]


@pytest.mark.parametrize("name", ["a" * 251 + ".txt", "Báo cáo tiến độ " * 10 + "a.txt"])
def test_a_name_as_long_as_names_can_be(tmp_path: Path, name: str) -> None:
    assert 200 < len(os.fsencode(name)) <= 255
    write_atomically(tmp_path / name, b"new")
    assert names(tmp_path) == [name]


def test_files_with_other_names_are_known(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    assert not has_other_names(tmp_path / "a")
    (tmp_path / "b").hardlink_to(tmp_path / "a")
    assert has_other_names(tmp_path / "a")
    assert not has_other_names(tmp_path / "none")


@pytest.mark.parametrize("wrong", ["none/c", "folder"])
def test_of_several_outputs_none_is_written_if_one_cannot_be(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError) as error:
        write_together([(tmp_path / name, b"new") for name in ("a", "b", wrong)])
    assert error.value.where == str(tmp_path / wrong)
    assert (names(tmp_path), (tmp_path / "a").read_bytes()) == (["a", "folder"], b"old")


def test_where_a_rename_fails_the_message_names_what_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def held(path: Path, target: Path) -> Path:
        if target.name == "c":
            raise PermissionError(errno.EACCES, "used by another process")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(OutputError) as error:
        write_together([(tmp_path / name, b"new") for name in "abcd"])
    assert error.value.message.endswith(f"; đã ghi xong: {tmp_path / 'a'}, {tmp_path / 'b'}")
    assert names(tmp_path) == ["a", "b"]


def test_a_full_disk_leaves_the_old_file_intact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="đĩa đã đầy"):
        write_atomically(path, b"new")
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["a.docx"])


def test_a_full_file_system_leaves_the_old_file_intact(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    script = (
        "import resource, signal, sys; from taskstats_adapters.output.atomic import OutputError, write_atomically\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: write_atomically(sys.argv[1], bytes(5000))\n"
        "except OutputError: sys.exit(7)\n"
    )
    assert subprocess.run([sys.executable, "-c", script, str(path)], check=False).returncode == 7
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["a.docx"])


def test_a_kill_during_the_write_leaves_the_old_file_intact(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    script = (
        "import os, signal, sys; from taskstats_adapters.output.atomic import write_atomically\n"
        "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)\n"
        "write_atomically(sys.argv[1], bytes(5000))\n"
    )
    assert subprocess.run([sys.executable, "-c", script, str(path)], check=False).returncode == -9
    assert path.read_bytes() == b"old"
