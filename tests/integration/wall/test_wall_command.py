"""``main.py wall`` as a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from PySide6.QtGui import QImage

from ioc_desktop.commands.wall import contents_of, run_wall
from ioc_desktop.config.paths import AppPaths
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.ui.video.layouts import LAYOUTS

pytestmark = pytest.mark.gui

_RUN = (
    "import json, sys; from pathlib import Path\n"
    "if __name__ == '__main__':\n"
    "    from ioc_desktop.commands.wall import run_wall\n"
    "    words = json.loads(sys.argv[1])\n"
    "    paths = [Path(each) if each else None for each in words['paths']]\n"
    "    raise SystemExit(run_wall(words['sources'], words['layout'], None, words['seconds'], *paths))\n"
)
_ROOT = Path(__file__).resolve().parents[3]


def start(
    tmp_path: Path, sources: list[str], *, layout: str | None = None, seconds: float | None = None
) -> subprocess.Popen[str]:
    program = tmp_path / "run_wall.py"
    program.write_text(_RUN, "utf-8")
    paths = [str(tmp_path / "stats.json"), str(tmp_path / "wall.png")]
    words = json.dumps({"sources": sources, "layout": layout, "seconds": seconds, "paths": paths})
    environment = os.environ | {"PYTHONPATH": str(_ROOT)}
    return subprocess.Popen([sys.executable, str(program), words], env=environment, stderr=subprocess.PIPE, text=True)


def test_it_writes_statistics_and_a_picture(tmp_path: Path, small_clip: str) -> None:
    process = start(tmp_path, [small_clip, small_clip, "/khong/co.mp4"], seconds=4)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    stats = json.loads((tmp_path / "stats.json").read_text("utf-8"))
    assert set(stats) == {"seconds", "tiles", "analysis", "ui_delay_ms", "cpu_seconds", "rss_mb"}
    assert [tile["state"] for tile in stats["tiles"]] == ["live", "live", "lost"]
    first = stats["tiles"][0]
    assert {"source", "decoded", "painted", "dropped", "reconnects", "last_frame_age_ms"} < set(first)
    assert 10 < first["painted"] <= first["decoded"]
    assert set(stats["ui_delay_ms"]) == {"p50", "p99", "max"}
    assert stats["cpu_seconds"]["window"] > 0
    assert stats["rss_mb"]["window"] > 20
    assert not QImage(str(tmp_path / "wall.png")).isNull()


def test_control_c_ends_it_cleanly(tmp_path: Path, small_clip: str) -> None:
    process = start(tmp_path, [small_clip], seconds=60)
    deadline_s = time.monotonic() + 30
    while not psutil.Process(process.pid).children():
        assert time.monotonic() < deadline_s, "no decoder was started"
        time.sleep(0.05)
    time.sleep(1.0)  # the loop, and with it the handler, begins after the decoders were started
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 0, said
    assert (tmp_path / "stats.json").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process")
def test_too_little_shared_memory_is_a_sentence(tmp_path: Path, small_clip: str) -> None:
    limit_bytes = 9 << 20  # enough for the table of states, too little for a mosaic of the whole screen
    process = start(tmp_path, [small_clip], seconds=30)
    psutil.Process(process.pid).rlimit(psutil.RLIMIT_FSIZE, (limit_bytes, limit_bytes))
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "video.shared_memory_full" in said


@pytest.mark.parametrize("name", ["stats.json", "wall.png"])
def test_a_result_that_cannot_be_written_is_a_sentence(tmp_path: Path, small_clip: str, name: str) -> None:
    (tmp_path / name).mkdir()
    process = start(tmp_path, [small_clip], seconds=0.5)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "file.unwritable" in said


def test_models_are_those_of_the_profile_and_a_broken_one_is_refused(tmp_path: Path, small_clip: str) -> None:
    folder = tmp_path / "models" / "mine"
    folder.mkdir(parents=True)
    (folder / "model.onnx").write_bytes(b"cut")
    (folder / "model.toml").write_text('family = "yolox"\n[input]\nwidth = 416\nheight = 416\n', "utf-8")
    with pytest.raises(ExpectedError) as raised:
        run_wall([small_clip], analyse="mine", seconds=0.1, paths=AppPaths(tmp_path))
    assert raised.value.code == "model.truncated"


def test_an_unknown_layout_is_wrong_usage(tmp_path: Path, small_clip: str) -> None:
    process = start(tmp_path, [small_clip], layout="7x7", seconds=1)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 2
    assert "7x7" in said
    assert all(key in said for key in LAYOUTS)


def test_logins_leave_the_address() -> None:
    content = contents_of(["rtsp://admin:s3cret@10.0.0.7:554/ch1"])[0]
    assert content.stream is not None
    assert content.stream.url == "rtsp://10.0.0.7:554/ch1"
    assert (content.stream.username, content.stream.password) == ("admin", "s3cret")
    assert "s3cret" not in content.name + content.note + repr(content.stream)


@pytest.mark.parametrize("source", ["rtsp://admin:s3cret@[10.0.0.7/ch1", "rtsp://admin:s3cret@[::1/ch1"])
def test_an_address_that_cannot_be_read_is_a_tile_without_its_password(source: str) -> None:
    content = contents_of([source])[0]
    assert content.name
    assert "s3cret" not in content.name + content.note
