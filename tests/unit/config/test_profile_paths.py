from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from ioc_desktop.config.atomic import replace_bytes
from ioc_desktop.config.paths import AppPaths, resource_path
from ioc_desktop.core.errors import ExpectedError

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")


@posix
def test_profile_folders_belong_to_their_owner_only(tmp_path: Path) -> None:
    paths = AppPaths(tmp_path / "hồ sơ" / "a").create().create()
    for folder in (paths.root, paths.cache, paths.logs, paths.secrets, paths.models):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_every_file_lies_below_the_root(tmp_path: Path) -> None:
    paths = AppPaths(tmp_path)
    for place in (paths.database, paths.settings, paths.crash_log, paths.secrets, paths.models, paths.cache):
        assert place.is_relative_to(tmp_path)


def test_demo_and_real_profiles_are_apart() -> None:
    assert AppPaths.default(demo=True).root != AppPaths.default(demo=False).root


def test_a_profile_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExpectedError) as caught:
        AppPaths(tmp_path / "file" / "profile").create()
    assert caught.value.code == "profile.unwritable"
    assert "file" in caught.value.message()


def test_resources_are_found_in_the_tree_and_in_a_bundle(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert resource_path("theme", "tokens.json").is_file()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource_path("theme") == tmp_path / "resources" / "theme"


@posix
def test_a_replaced_file_is_whole_and_private(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    replace_bytes(file, b"one")
    replace_bytes(file, b"two")
    assert file.read_bytes() == b"two"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_cannot_be_replaced_keeps_its_content(tmp_path: Path) -> None:
    folder = tmp_path / "a.json"
    folder.mkdir()
    with pytest.raises(ExpectedError) as caught:
        replace_bytes(folder, b"new")
    assert caught.value.code == "file.unwritable"
    assert list(tmp_path.iterdir()) == [folder]
