from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from ioc_desktop.commands.checks import Check, disk_space
from ioc_desktop.commands.doctor import mending_command
from ioc_desktop.commands.tables import text_table
from ioc_desktop.config.paths import AppPaths

QT = Check("x11", "Qt", "missing", "libxcb-cursor.so.0", ("libxcb-cursor0",))
RTSP = Check("rtsp_server", "RTSP", "missing", "", ("gir1.2-gst-rtsp-server-1.0", "libxcb-cursor0"))
SHM = Check("shm", "shm", "missing", "64 MB", mend="sudo mount -o remount,size=1G /dev/shm")
DISK = Check("disk", "Đĩa", "missing", "1 MB")

linux = pytest.mark.skipif(sys.platform == "win32", reason="apt and make")


@linux
def test_a_source_tree_is_mended_by_make(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text("")
    assert mending_command([QT, RTSP], tmp_path) == "make setup"
    assert mending_command([QT, SHM], tmp_path) == f"make setup && {SHM.mend}"


@linux
def test_an_installed_program_is_mended_by_its_packages(tmp_path: Path) -> None:
    assert mending_command([QT, RTSP], tmp_path) == (
        "sudo apt-get install -y --no-install-recommends gir1.2-gst-rtsp-server-1.0 libxcb-cursor0"
    )


def test_windows_is_mended_by_pip(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    command = mending_command([Check("ffmpeg", "FFmpeg", "missing", "")], tmp_path)
    assert command is not None
    assert "windows.lock" in command


def test_nothing_missing_needs_no_command_and_a_full_disk_has_none(tmp_path: Path) -> None:
    assert mending_command([], tmp_path) is None
    assert mending_command([DISK], tmp_path) is None


def test_columns_line_up_under_vietnamese_marks() -> None:
    lines = text_table(["Tên", "Số"], [["Cầu Đông Hà", "1"], ["Ga\u0301", "22"]]).splitlines()
    assert lines[0].index("Số") == lines[2].index("1") == 13
    assert lines[3] == "Ga\u0301" + " " * 11 + "22"


def test_a_profile_that_cannot_be_written_is_missing_something(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert disk_space(AppPaths(tmp_path / "profile")).state == "ok"
    monkeypatch.setattr(os, "access", lambda *_: False)
    check = disk_space(AppPaths(tmp_path / "profile"))
    assert check.state == "missing"
    assert str(tmp_path) in check.detail
