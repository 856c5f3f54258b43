"""The whole program, as people and installers start it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ioc_desktop.demo.seed import DEMO_ACCOUNTS

if TYPE_CHECKING:
    from tests.end2end.conftest import Program

ROOT = Path(__file__).resolve().parents[2]
PANELS = {
    "about", "accounts", "alarms", "alerts", "budget", "cameras", "duty", "incidents", "journal", "papers", "plates",
    "rules", "settings", "sync", "wall",
}  # fmt: skip


def children_of(pid: int) -> list[int]:
    listing = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(word) for word in listing.stdout.split()]


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] != "Z"
    except FileNotFoundError:
        return False


def wait_until_gone(pids: list[int], limit_s: float = 10) -> list[int]:
    deadline = time.monotonic() + limit_s
    while time.monotonic() < deadline and any(map(is_running, pids)):
        time.sleep(0.1)
    return [pid for pid in pids if is_running(pid)]


@pytest.mark.gui
@pytest.mark.rtsp
@pytest.mark.timeout(1700)  # the first test of a clean clone draws the district
def test_the_demo_district_comes_up_live_and_every_panel_is_pictured(
    program: Program, demo_profile: Path, tmp_path: Path
) -> None:
    from PySide6.QtGui import QImage

    stats = tmp_path / "stats.json"
    done = program("--demo", "--profile", demo_profile, "--seconds", 25, "--screenshot", tmp_path, "--stats", stats)
    assert done.returncode == 0, done.stderr
    assert {path.stem for path in tmp_path.glob("*.png")} == PANELS
    for panel in PANELS:
        picture = QImage(str(tmp_path / f"{panel}.png"))
        assert picture.width() >= 1280
        assert picture.height() >= 720
    numbers: dict[str, Any] = json.loads(stats.read_text("utf-8"))
    assert len(numbers["tiles"]) == 16
    assert {tile["state"] for tile in numbers["tiles"]} == {"live"}
    assert all(tile["source"].startswith("rtsp://127.0.0.1:") for tile in numbers["tiles"])
    assert all(0 < tile["painted"] <= tile["decoded"] for tile in numbers["tiles"])
    assert numbers["analysis"]["model"] == "starter-traffic"
    assert numbers["analysis"]["frames"] > 0
    assert set(numbers) >= {"seconds", "tiles", "analysis", "ui_delay_ms", "cpu_seconds", "rss_mb"}


@pytest.mark.gui
def test_a_fresh_profile_asks_for_its_administrator_and_stops_in_time(program: Program, tmp_path: Path) -> None:
    done = program("--profile", tmp_path / "profile", "--seconds", 4, "--screenshot", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["login.png"]


@pytest.mark.gui
def test_a_run_that_ends_by_a_fault_of_ours_does_not_say_all_is_well(tmp_path: Path) -> None:
    faulty = (
        "import sys; from ioc_desktop import cli, room\n"
        "async def fail(self): raise RuntimeError('a fault')\n"
        "room.Room._open = fail\n"
        f"sys.argv = ['main.py', '--profile', {str(tmp_path / 'profile')!r}, '--seconds', '5']\n"
        "sys.exit(cli.main())"
    )
    command = [sys.executable, "-c", faulty]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60, check=False)
    assert ended.returncode == 1, ended.stderr


def test_measurements_that_cannot_be_written_are_a_sentence(program: Program, tmp_path: Path) -> None:
    (tmp_path / "stats.json").mkdir()
    done = program("--profile", tmp_path / "profile", "--seconds", 2, "--stats", tmp_path / "stats.json")
    assert done.returncode == 1
    assert str(tmp_path / "stats.json") in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.gui
def test_a_wrong_password_on_the_command_line_is_refused_with_a_sentence(program: Program, demo_profile: Path) -> None:
    program("--demo", "--profile", demo_profile, "--seconds", 3)  # seeds the accounts
    done = program(
        "--demo", "--profile", demo_profile, "--user", DEMO_ACCOUNTS[0].user_name, "--seconds", 20, IOC_PASSWORD="x"
    )
    assert done.returncode == 1
    assert "mật khẩu" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.gui
def test_a_duty_officer_signs_in_from_the_environment(program: Program, demo_profile: Path, tmp_path: Path) -> None:
    program("--demo", "--profile", demo_profile, "--seconds", 3)
    officer = DEMO_ACCOUNTS[0]
    done = program(
        *("--demo", "--profile", demo_profile, "--user", officer.user_name, "--lang", "en"),
        *("--seconds", 6, "--screenshot", tmp_path / "out"),
        IOC_PASSWORD=officer.password,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "wall.png").exists()


@pytest.mark.gui
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_however_it_ends_no_process_and_no_shared_memory_stays(how: signal.Signals, demo_profile: Path) -> None:
    command = [sys.executable, str(ROOT / "main.py"), "--demo", "--profile", str(demo_profile), "--seconds", "60"]
    window = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    deadline = time.monotonic() + 30
    while len(children_of(window.pid)) < 4 and time.monotonic() < deadline:  # two decoders, the model, the RTSP server
        time.sleep(0.1)
    time.sleep(2)
    children = children_of(window.pid)
    assert len(children) >= 4
    window.send_signal(how)
    window.wait(timeout=20)
    assert wait_until_gone(children) == []
    ours = f"ioc-desktop-{window.pid}-*"
    if how is signal.SIGKILL:
        # Nobody is left to remove it: the next start does.
        subprocess.run([*command[:-1], "3"], check=True, cwd=ROOT, timeout=60, capture_output=True)
    assert list(Path("/dev/shm").glob(ours)) == []


@pytest.mark.gui
def test_two_windows_on_one_profile_do_not_disturb_each_other(program: Program, demo_profile: Path) -> None:
    command = [sys.executable, str(ROOT / "main.py"), "--demo", "--profile", str(demo_profile), "--seconds", "12"]
    first = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, cwd=ROOT)
    second = program(*command[2:])
    _, complaints = first.communicate(timeout=60)
    assert first.returncode == 0, complaints
    assert second.returncode == 0, second.stderr


@pytest.mark.gui
def test_a_damaged_database_is_explained_and_kept(program: Program, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    program("cameras", "list", "--profile", profile)
    database = profile / "ioc.db"
    database.write_bytes(b"not a database " * 1000)
    done = program("--profile", profile, "--seconds", 10)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert any(b"not a database" in path.read_bytes() for path in profile.iterdir() if path.is_file())


def test_exit_codes_and_json_of_the_command_line(program: Program, tmp_path: Path) -> None:
    assert program("no-such-command").returncode == 2
    assert program("--lang", "fr").returncode == 2
    listing = program("cameras", "list", "--json", "--profile", tmp_path)
    assert listing.returncode == 0
    assert json.loads(listing.stdout) == {"cameras": []}
    missing = program("detect", "--source", tmp_path / "none.mp4", "--model", "none", "--out", tmp_path / "o", "--json")
    assert missing.returncode == 1
    assert json.loads(missing.stdout)["error"] == "model.not_found"


def test_cameras_come_from_csv_with_bad_lines_reported(program: Program, tmp_path: Path) -> None:
    table = tmp_path / "cameras.csv"
    table.write_text(
        "Số;Tên;Luồng chính\r\n7;Kè sông;rtsp://10.0.0.7/1\r\n8;;rtsp://10.0.0.8/1\r\n9;Chợ;ftp://x\r\n", "utf-8-sig"
    )
    done = program("cameras", "import", table, "--profile", tmp_path / "p", "--json")
    assert done.returncode == 3, done.stdout + done.stderr
    listing = program("cameras", "list", "--json", "--profile", tmp_path / "p")
    assert [camera["number"] for camera in json.loads(listing.stdout)["cameras"]] == [7]


def test_doctor_says_what_is_there(program: Program, tmp_path: Path) -> None:
    done = program("doctor", "--json", "--profile", tmp_path)
    assert done.returncode in {0, 1}
    assert json.loads(done.stdout)


def _imported(modules: str, unwanted: set[str]) -> str:
    """Those of the unwanted modules that these modules bring."""
    code = f"import sys; import {modules}; print(*sorted({unwanted!r} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, env=os.environ
    )
    return done.stdout.strip()


def test_nothing_of_ours_is_imported_by_a_window_that_infers_or_decodes() -> None:
    everything = "ioc_desktop.app, ioc_desktop.room, ioc_desktop.reception, ioc_desktop.desk, ioc_desktop.services"
    assert _imported(everything, {"av", "onnxruntime", "cv2"}) == ""


def test_nothing_slow_is_imported_on_the_thread_of_the_window() -> None:
    """``room`` has its workers' threads import what takes long, or the window would not answer meanwhile."""
    assert (
        _imported("ioc_desktop.app, ioc_desktop.room", {"sqlalchemy", "numpy", "pydantic", "PySide6.QtWebEngine"}) == ""
    )


@pytest.mark.gui
def test_the_language_of_the_command_line_wins_over_the_setting(program: Program, tmp_path: Path) -> None:
    from PySide6.QtGui import QImage

    for language in ("vi", "en"):
        folder = tmp_path / language
        done = program("--profile", tmp_path / "p", "--lang", language, "--seconds", 4, "--screenshot", folder)
        assert done.returncode == 0, done.stderr
    vietnamese, english = (QImage(str(tmp_path / language / "login.png")) for language in ("vi", "en"))
    assert vietnamese != english
