"""Loading and running, on a model small enough to be written by the test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.vision.detector import LONGEST_BATCH, Detector
from ioc_desktop.vision.registry import pack_for_file
from ioc_desktop.vision.session import CPU, PROVIDERS, ModelSession, SessionOptions, usable
from tests.support.onnx_bytes import CELL_PX, tiny_detr, write_tiny_detector

Picture = NDArray[np.uint8]
SIZE = (320, 192)


def lit(column: int, row: int, *, red: bool = False) -> Picture:
    """A dark picture with one bright cell."""
    picture = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    rows = slice(row * CELL_PX, (row + 1) * CELL_PX)
    columns = slice(column * CELL_PX, (column + 1) * CELL_PX)
    picture[rows, columns] = (0, 255, 255) if red else (255, 255, 0)
    return picture


@pytest.mark.parametrize(("batch", "expected"), [(1, 1), (4, 4), ("N", LONGEST_BATCH)])
def test_every_picture_gets_its_own_answer(tmp_path: Path, batch: int | str, expected: int) -> None:
    detector = Detector(pack_for_file(write_tiny_detector(tmp_path / "tiny.onnx", *SIZE, batch)))
    detector.warm_up()
    assert detector.batch == expected
    pictures = [lit(3 + number, 5, red=number % 2 == 1) for number in range(11)]
    answers = detector.look(pictures, [SIZE] * len(pictures))
    assert [len(found) for found in answers] == [1] * 11
    for number, found in enumerate(answers):
        centre = (found.boxes[0, :2] + found.boxes[0, 2:]) / 2
        assert centre.tolist() == pytest.approx([(3 + number) * CELL_PX / SIZE[0], 5 * CELL_PX / SIZE[1]], abs=1e-5)
        assert (found.boxes[0, 2:] - found.boxes[0, :2]).tolist() == pytest.approx([0.125, 0.125], abs=1e-5)
        assert found.classes.tolist() == [number % 2]


def test_detr_with_target_sizes_answers_in_the_sources_own_shares(tmp_path: Path) -> None:
    boxes = np.array([[0.1, 0.2, 0.5, 0.6], [0.5, 0.5, 1.0, 0.9], [0, 0, 1, 1]], np.float32)
    path = tmp_path / "dfine.onnx"
    path.write_bytes(tiny_detr(boxes, [2, 0, 7], [0.9, 0.7, 0.05]))
    pack = pack_for_file(path)
    assert (pack.family, pack.class_list, pack.nms_iou) == ("detr", "coco80", None)
    found = Detector(pack).detect(np.zeros((480, 640, 3), np.uint8))
    np.testing.assert_allclose(found.boxes, boxes[:2], atol=1e-5)
    assert [pack.labels[kind].vi for kind in found.classes] == ["ô tô", "người"]


def test_dark_picture_holds_nothing_and_buffers_are_not_shared(tmp_path: Path) -> None:
    detector = Detector(pack_for_file(write_tiny_detector(tmp_path / "tiny.onnx", *SIZE)))
    first = detector.look([lit(4, 4)], [SIZE])[0]
    assert len(detector.look([np.zeros_like(lit(0, 0))], [SIZE])[0]) == 0
    assert len(first) == 1


def test_providers_are_tried_best_first_and_cpu_is_last() -> None:
    assert usable()[-1] == CPU
    assert usable() == [provider for provider in PROVIDERS if provider in usable()]
    assert usable([CPU]) == [CPU]


def test_provider_that_cannot_start_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wheel that brings CUDA on a machine without a driver."""
    path = write_tiny_detector(tmp_path / "tiny.onnx", *SIZE)
    monkeypatch.setattr("ioc_desktop.vision.session.usable", lambda _allowed: ["CUDAExecutionProvider", CPU])
    monkeypatch.setattr(ModelSession, "_start", _fails_but_on_cpu(ModelSession._start))
    session = ModelSession(path)
    assert session.provider == "CPU"
    assert session.refused == ["CUDA"]


def test_a_cards_memory_is_limited_where_it_is_asked_for(tmp_path: Path) -> None:
    path = write_tiny_detector(tmp_path / "tiny.onnx", *SIZE)
    limited = ModelSession(path, SessionOptions(providers=(CPU,), cache=tmp_path / "engines", memory_mb=2048))
    assert limited._provider_options("CUDAExecutionProvider")["gpu_mem_limit"] == str(2 * 1024**3)
    compiled = limited._provider_options("TensorrtExecutionProvider")
    assert (compiled["trt_max_workspace_size"], compiled["trt_engine_cache_enable"]) == (str(2 * 1024**3), "1")
    free = ModelSession(path, SessionOptions(providers=(CPU,)))
    assert "gpu_mem_limit" not in free._provider_options("CUDAExecutionProvider")
    assert free._provider_options("TensorrtExecutionProvider") == {}


class Accelerator:
    """A processor's session that says it is another provider's."""

    def __init__(self, session: Any, provider: str) -> None:
        self._session, self._provider = session, provider

    def get_providers(self) -> list[str]:
        return [self._provider]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)


@pytest.mark.parametrize(
    ("provider", "broken", "expected"),
    [
        ("CUDAExecutionProvider", False, "half.onnx"),
        ("DmlExecutionProvider", False, "half.onnx"),
        ("CUDAExecutionProvider", True, "tiny.onnx"),
        ("OpenVINOExecutionProvider", False, "tiny.onnx"),
        (CPU, False, "tiny.onnx"),
    ],
)
def test_an_accelerator_runs_the_half_file_and_a_broken_one_costs_nothing(
    *, provider: str, broken: bool, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, half = (write_tiny_detector(tmp_path / name, *SIZE) for name in ("tiny.onnx", "half.onnx"))
    if broken:
        half.write_bytes(half.read_bytes()[:100])
    start = ModelSession._start
    monkeypatch.setattr("ioc_desktop.vision.session.usable", lambda _allowed: [provider, CPU])
    monkeypatch.setattr(
        ModelSession, "_start", lambda self, file, chosen, **_: Accelerator(start(self, file, CPU), chosen)
    )
    session = ModelSession(path, half=half)
    assert (session.path.name, session.provider) == (expected, "CPU" if provider == CPU else session.provider)
    assert session.refused == []


def test_threads_leave_cores_for_decoding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 8)
    assert SessionOptions().thread_count == 4
    assert SessionOptions(threads=3).thread_count == 3
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert SessionOptions().thread_count == 1


def test_wrong_input_is_an_expected_error(tmp_path: Path) -> None:
    session = ModelSession(write_tiny_detector(tmp_path / "tiny.onnx", *SIZE))
    with pytest.raises(ExpectedError) as caught:
        session.run({"images": np.zeros((1, 3, 8, 8), np.float32)})
    assert caught.value.code == "model.run_failed"


@pytest.mark.parametrize("keep", [0, 7, 1000, -1])
def test_truncated_file_is_an_expected_error(tmp_path: Path, keep: int) -> None:
    path = write_tiny_detector(tmp_path / "tiny.onnx", *SIZE)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(ExpectedError) as caught:
        ModelSession(path)
    assert caught.value.code in {"model.truncated", "model.invalid"}


def _fails_but_on_cpu(start: object) -> object:
    def attempt(session: ModelSession, path: Path, provider: str, **_: bool) -> object:
        if provider != CPU:
            from onnxruntime.capi.onnxruntime_pybind11_state import EPFail

            raise EPFail("no driver")
        assert callable(start)
        return start(session, path, provider)

    return attempt
