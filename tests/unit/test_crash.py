from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ioc_desktop.crash import CrashGuard

ROOT = Path(__file__).resolve().parents[2]
START = "from pathlib import Path; from ioc_desktop.crash import CrashGuard; g = CrashGuard(Path({!r})); g.install()\n"


@pytest.fixture
def guard(tmp_path: Path) -> Iterator[CrashGuard]:
    made = CrashGuard(tmp_path)
    made.install()
    yield made
    made.close()


def run(logs: Path, rest: str) -> int:
    program = START.format(str(logs)) + rest
    return subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False).returncode


def test_an_uncaught_error_is_kept_without_its_password(guard: CrashGuard) -> None:
    error = RuntimeError("cannot open rtsp://admin:12345@10.0.0.7/live")
    sys.excepthook(RuntimeError, error, None)
    text = guard.crash_log.read_text("utf-8")
    assert "RuntimeError: cannot open rtsp://***@10.0.0.7/live" in text
    assert "12345" not in text


def test_a_threads_error_is_kept(guard: CrashGuard) -> None:
    thread = threading.Thread(target=lambda: 1 // 0, name="reader_7")
    thread.start()
    thread.join()
    assert "thread reader_7" in guard.crash_log.read_text("utf-8")


def test_the_log_is_redacted(guard: CrashGuard) -> None:
    logging.getLogger("ioc_desktop.test").warning("down: %s", "rtsp://admin:12345@10.0.0.7/live")
    assert "rtsp://***@10.0.0.7/live" in guard.log.read_text("utf-8")


def test_a_lost_task_is_kept(guard: CrashGuard) -> None:
    import asyncio

    loop = asyncio.new_event_loop()
    guard.watch_loop(loop)
    loop.call_exception_handler({"message": "x", "exception": ValueError("lost")})
    loop.close()
    assert "ValueError: lost" in guard.crash_log.read_text("utf-8")


def test_qts_messages_go_to_the_log(guard: CrashGuard) -> None:
    from PySide6.QtCore import qInstallMessageHandler, qWarning

    guard.watch_qt()
    try:
        qWarning("Cửa sổ lạ")
    finally:
        qInstallMessageHandler(None)  # type: ignore[arg-type]
    assert "Cửa sổ lạ" in guard.log.read_text("utf-8")


def test_a_run_that_ended_well_leaves_no_trace(tmp_path: Path) -> None:
    assert run(tmp_path, "g.close()") == 0
    assert CrashGuard(tmp_path).previous is None


@pytest.mark.parametrize("end", ["import os; os._exit(3)", "import os; os.abort()"])
def test_a_run_that_died_is_told_once(tmp_path: Path, end: str) -> None:
    assert run(tmp_path, end) != 0
    previous = CrashGuard(tmp_path).previous
    assert previous is not None
    assert previous.ended_at.tzinfo is not None
    assert previous.log.exists()
    assert CrashGuard(tmp_path).previous is None


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
def test_a_native_crash_leaves_its_stack(tmp_path: Path) -> None:
    run(tmp_path, "import faulthandler; faulthandler._sigsegv()")
    previous = CrashGuard(tmp_path).previous
    assert previous is not None
    assert previous.log.name == "crash.log"
    assert "Segmentation fault" in previous.log.read_text("utf-8")


def test_a_second_window_of_the_same_profile_is_no_crash(tmp_path: Path) -> None:
    program = START.format(str(tmp_path)) + "print(flush=True); import sys; sys.stdin.read(); g.close()"
    other = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with other:
        assert other.stdin is not None
        assert other.stdout is not None
        other.stdout.readline()
        assert CrashGuard(tmp_path).previous is None
        other.stdin.close()
        other.wait(10)
