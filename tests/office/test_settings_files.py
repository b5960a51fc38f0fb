"""A profile, its agencies and a baseline are read from regular files only: nothing hangs, nothing fills the memory."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import taskstats_adapters as adapters
from taskstats_adapters import ProfileError, SourceError
from taskstats_adapters.office.loading import load_profile
from taskstats_adapters.office.settings_files import LARGEST, read_settings
from taskstats_adapters.published.baselines import read_baseline


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(20 * 2**30)


def folder(path: Path) -> None:
    path.mkdir()


def circle(path: Path) -> None:
    path.symlink_to(path)


NO_FILES = [
    pytest.param(pipe, "đây là thiết bị hoặc đường ống", marks=pytest.mark.skipif(os.name == "nt", reason="POSIX")),
    pytest.param(
        device,
        "đây là thiết bị hoặc đường ống",
        marks=pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a device"),
    ),
    (sparse, "tệp lớn hơn 16 MB"),
    (folder, "đó là thư mục"),
    (circle, "liên kết tệp chạy vòng tròn"),
]


@pytest.mark.parametrize(("make", "told"), NO_FILES)
def test_what_is_no_file_of_settings_is_refused_at_once(
    tmp_path: Path, make: Callable[[Path], None], told: str
) -> None:
    make(tmp_path / "a")
    (tmp_path / "p.toml").write_text('agencies = "a"\n')
    for path in (tmp_path / "a", tmp_path / "p.toml"):
        with pytest.raises(ProfileError) as refused:
            load_profile(path)
        assert refused.value.where == "a"
        assert told in str(refused.value)
    with pytest.raises(SourceError) as unreadable:
        read_baseline(tmp_path / "a")
    assert (unreadable.value.code, unreadable.value.where) == ("E-BASELINE", "a")
    assert told in str(unreadable.value)


def test_a_name_with_a_nul_names_no_file(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="không có tệp"):
        adapters.load_profile("a\0b.toml")
    with pytest.raises(SourceError, match="không có tệp"):
        read_baseline("a\0b.json")
    (tmp_path / "p.toml").write_text('agencies = "a\\u0000b"\n')
    with pytest.raises(ProfileError, match="không có tệp"):
        load_profile(tmp_path / "p.toml")


def test_a_large_file_and_a_link_are_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"#" * LARGEST)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert len(read_settings(tmp_path / "b")) == LARGEST
