"""The engine with a real process, a real model and real pictures."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

if TYPE_CHECKING:
    from ioc_desktop.vision.pack import ModelPack
    from tests.integration.vision.conftest import Lab, Picture, Results

SHARED_MEMORY = Path("/dev/shm")


def test_finds_cars_in_every_stream_and_says_on_what_it_runs(
    lab: Lab, yolox: ModelPack, street_frames: list[Picture]
) -> None:
    engine = lab.start(yolox)
    results = lab.collect(engine, street_frames, (0, 1, 3), lambda found: set(found) == {0, 1, 3})
    assert engine.mode == "detector"
    assert engine.provider in {"CPU", "CUDA", "TensorRT", "DirectML", "OpenVINO"}
    for result in results.values():
        assert "ô tô" in {engine.labels[kind].vi for kind in result.detections.classes}
        assert result.detections.boxes.min() >= 0
        assert result.detections.boxes.max() <= 1
        assert result.latency_ms > 0
        assert result.pts_s == result.frame_no / 10


def test_counts_what_it_does(lab: Lab, tiny: ModelPack) -> None:
    engine = lab.start(tiny)
    lab.collect(engine, moving_square())
    lab.until(lambda: lab.polled(engine).stats()["frames"])
    stats = engine.stats()
    assert (stats["model"], stats["provider"]) == ("tiny", engine.provider)
    assert stats["latency_ms_p50"]
    assert engine.fps > 0
    assert engine.cpu_seconds() > 0


def test_results_come_once(lab: Lab, tiny: ModelPack) -> None:
    engine = lab.start(tiny)
    lab.collect(engine, moving_square())
    lab.until(lambda: not engine.poll())
    assert engine.poll() == {}


def test_late_model_drops_frames_and_counts_them(lab: Lab, tiny: ModelPack) -> None:
    engine = lab.start(tiny)
    pictures = moving_square()
    for number in range(1, 60):
        lab.feed(engine, 0, pictures[number % len(pictures)], number)
    newest: Results = {}

    def last_frame_seen() -> bool:
        newest.update(engine.poll())
        return 0 in newest and newest[0].frame_no == 59

    def all_accounted_for() -> bool:
        stats = lab.polled(engine).stats()
        return 59 <= int(str(stats["frames"])) + int(str(stats["dropped"])) <= 60  # one may be taken as it is dropped

    lab.until(last_frame_seen)
    lab.until(all_accounted_for)
    assert engine.buffer.dropped > 0


def test_comes_back_after_its_process_is_killed(lab: Lab, tiny: ModelPack) -> None:
    engine = lab.start(tiny)
    first = engine.worker_pids()
    os.kill(first[0], signal.SIGKILL)
    lab.until(lambda: lab.polled(engine).restarts == 1 and engine.is_running)
    assert engine.worker_pids() != first
    assert lab.collect(engine, moving_square())
    assert engine.problem is None
    assert engine.mode == "detector"


def test_comes_back_after_its_process_hangs(lab: Lab, tiny: ModelPack, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = lab.start(tiny)
    monkeypatch.setattr("ioc_desktop.vision.share._HANG_S", 1.0)
    os.kill(engine.worker_pids()[0], signal.SIGSTOP)
    lab.until(lambda: lab.polled(engine).restarts == 1 and engine.is_running)
    assert lab.collect(engine, moving_square())


def test_model_that_kills_its_process_again_and_again_is_given_up(
    lab: Lab, tiny: ModelPack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ioc_desktop.vision.share._MOST_QUICK_DEATHS", 2)
    engine = lab.start(tiny)
    for restarts in (1, 2):
        os.kill(engine.worker_pids()[0], signal.SIGKILL)
        lab.until(lambda wanted=restarts: lab.polled(engine).restarts == wanted and engine.is_running)
    assert engine.problem is not None
    assert engine.problem.code == "model.crashes"
    assert engine.mode == "motion"


def test_truncated_model_gives_motion_and_a_sentence(lab: Lab, tiny: ModelPack, tmp_path: Path) -> None:
    broken = tmp_path / "model.onnx"
    broken.write_bytes(tiny.path.read_bytes()[:10_000])
    engine = lab.start(replace(tiny, path=broken))
    assert engine.problem is not None
    assert engine.problem.code == "model.truncated"
    assert "bị cắt cụt" in engine.problem.message()
    assert (engine.mode, engine.model) == ("motion", "motion")
    results = lab.collect(engine, moving_square(), (0,), lambda found: has_objects(found, 0))
    assert results[0].mode == "motion"
    assert engine.labels[results[0].detections.classes[0]].vi == "chuyển động"


@pytest.mark.parametrize(
    ("change", "code"),
    [({"sha256": "0" * 64}, "model.wrong_hash"), ({"family": "nanodet"}, "model.wrong_family")],
)
def test_model_that_is_not_what_it_claims_is_not_used(
    lab: Lab, tiny: ModelPack, change: dict[str, str], code: str
) -> None:
    engine = lab.start(replace(tiny, **change))
    assert engine.problem is not None
    assert engine.problem.code == code
    assert engine.mode == "motion"


def test_without_a_model_it_reports_motion(lab: Lab) -> None:
    engine = lab.start()
    assert (engine.mode, engine.problem) == ("motion", None)
    results = lab.collect(engine, moving_square(), (2,), lambda found: has_objects(found, 2))
    assert engine.labels[results[2].detections.classes[0]].name == "motion"
    assert engine.stats()["model"] == "motion"


def test_stop_leaves_nothing_behind(lab: Lab) -> None:
    engine = lab.start()
    process_id = engine.worker_pids()[0]
    names = [engine.buffer.name, *(name for name, _ in engine.results_blocks)]
    assert all((SHARED_MEMORY / name).exists() for name in names)
    engine.stop()
    engine.stop()
    assert not any((SHARED_MEMORY / name).exists() for name in names)
    assert not Path("/proc", str(process_id)).exists()


def test_window_side_never_loads_the_runtime() -> None:
    code = (
        "import sys, ioc_desktop.vision.engine, ioc_desktop.vision.registry\n"
        "print(*(name in sys.modules for name in ('onnxruntime', 'cv2', 'av')))"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.split() == ["False"] * 3


def test_dies_with_the_window(lab: Lab, tmp_path: Path) -> None:
    program = tmp_path / "window.py"
    program.write_text(
        "import time\n"
        "from ioc_desktop.vision.engine import VisionEngine\n"
        "if __name__ == '__main__':\n"
        "    engine = VisionEngine(slots=4)\n"
        "    engine.start()\n"
        "    while not engine.is_running:\n"
        "        engine.poll(); time.sleep(0.01)\n"
        "    print(engine.worker_pids()[0], engine.buffer.name, flush=True)\n"
        "    time.sleep(600)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, program], stdout=subprocess.PIPE, text=True, env=environment) as window:
        assert window.stdout is not None
        process_id, name = window.stdout.readline().split()
        window.kill()
    lab.until(lambda: not (SHARED_MEMORY / name).exists())
    lab.until(lambda: is_gone(process_id))


def has_objects(found: Results, slot: int) -> bool:
    return slot in found and len(found[slot].detections) > 0


def moving_square() -> list[Picture]:
    """A dark square crossing a grey picture; BGR 320×180."""
    pictures = []
    for step in range(40):
        picture = np.full((180, 320, 3), 128, np.uint8)
        picture[60:100, 10 + 6 * step : 50 + 6 * step] = 20
        pictures.append(picture)
    return pictures


def is_gone(process_id: str) -> bool:
    """Ended; a zombie that nobody collects counts."""
    try:
        return Path("/proc", process_id, "stat").read_text("ascii").split()[2] == "Z"
    except FileNotFoundError:
        return True
