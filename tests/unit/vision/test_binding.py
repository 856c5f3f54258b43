"""Runs through bound memory. The processor's memory stands for a card's: the calls are the same."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.vision import session as door
from ioc_desktop.vision.binding import MOST_SHAPES, BoundRunner, can_graph
from ioc_desktop.vision.session import CPU, ModelSession, SessionOptions
from ioc_desktop.vision.signature import Signature, TensorSpec, read_signature
from tests.support.onnx_bytes import tiny_detector, tiny_detr, write_tiny_detector

SIZE = (64, 32)
Array = NDArray[Any]


def pictures(count: int, seed: int = 1) -> Array:
    return np.random.default_rng(seed).random((count, 3, SIZE[1], SIZE[0]), np.float32)


class Noted:
    """A session that notes how it is run, and can be told to fail or to answer wrongly.

    Attributes:
        plain: the graph of every plain run, None without.
        bound: the graph of every bound one.
    """

    def __init__(self, content: bytes) -> None:
        self._session = onnxruntime.InferenceSession(content, providers=[CPU])
        self.plain: list[str | None] = []
        self.bound: list[str | None] = []
        self.fails_bound = self.answers_wrongly = False

    def run(self, outputs: list[str], inputs: Mapping[str, Array], options: Any = None) -> list[Array]:
        self.plain.append(graph_of(options))
        found = self._session.run(outputs, dict(inputs), options)
        return [np.asarray(each) for each in found]

    def run_with_iobinding(self, binding: Any, options: Any = None) -> None:
        self.bound.append(graph_of(options))
        if self.fails_bound:
            raise RuntimeError("the driver refuses")
        self._session.run_with_iobinding(binding, options)
        if self.answers_wrongly:
            for value in binding.get_outputs():
                value.update_inplace(np.full(value.shape(), 7, np.float32))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)


def graph_of(options: Any) -> str | None:
    return None if options is None else str(options.get_run_config_entry("gpu_graph_id"))


def runner(session: Noted, *, graphs: bool = False) -> BoundRunner:
    return BoundRunner(session, ["grid"], ("cpu", 0), (RuntimeError, ValueError), graphs=graphs)


@pytest.fixture
def noted() -> Noted:
    return Noted(tiny_detector(*SIZE, "N"))


@pytest.mark.parametrize("graphs", [False, True])
def test_bound_runs_answer_like_plain_ones(noted: Noted, *, graphs: bool) -> None:
    bound = runner(noted, graphs=graphs)
    for seed, count in enumerate([1, 4, 1, 4, 2, 1]):
        given = {"images": pictures(count, seed)}
        np.testing.assert_array_equal(bound.run(given)[0], noted._session.run(None, given)[0])
    assert bound.is_bound
    assert len(noted.plain) == 3, "only the first of each size"
    assert len(noted.bound) == 6


def test_every_size_has_a_graph_of_its_own_and_plain_runs_have_none(noted: Noted) -> None:
    bound = runner(noted, graphs=True)
    for count in (1, 4, 1, 4):
        bound.run({"images": pictures(count)})
    assert noted.bound == ["1", "2", "1", "2"]
    assert noted.plain == ["-1", "-1"]


def test_an_answer_outlives_the_next_run(noted: Noted) -> None:
    bound = runner(noted)
    bound.run({"images": pictures(2)})
    kept = bound.run({"images": pictures(2, 5)})[0]
    copy = kept.copy()
    bound.run({"images": np.zeros((2, 3, SIZE[1], SIZE[0]), np.float32)})
    np.testing.assert_array_equal(kept, copy)


def test_pictures_that_lie_scattered_in_memory_are_put_in_order(noted: Noted) -> None:
    bound, many = runner(noted), pictures(8)
    for given in (many[::4], many[1::4], many[:2, ::-1]):
        np.testing.assert_array_equal(
            bound.run({"images": given})[0], noted._session.run(None, {"images": np.ascontiguousarray(given)})[0]
        )


@pytest.mark.parametrize("fault", ["fails_bound", "answers_wrongly"])
def test_what_refuses_bindings_runs_plainly_from_then_on(noted: Noted, fault: str) -> None:
    setattr(noted, fault, True)
    bound = runner(noted)
    for seed in range(3):
        given = {"images": pictures(1, seed)}
        np.testing.assert_array_equal(bound.run(given)[0], noted._session.run(None, given)[0])
    assert not bound.is_bound
    assert len(noted.bound) == 1


def test_one_that_breaks_later_costs_no_answer(noted: Noted) -> None:
    bound = runner(noted, graphs=True)
    bound.run({"images": pictures(1)})
    noted.fails_bound = True
    given = {"images": pictures(1, 9)}
    np.testing.assert_array_equal(bound.run(given)[0], noted._session.run(None, given)[0])
    assert not bound.is_bound


def test_wrong_numbers_are_the_models_to_refuse_and_no_reason_to_unbind(noted: Noted) -> None:
    """``update_inplace`` would copy half of the bytes of each number without a word."""
    bound = runner(noted)
    bound.run({"images": pictures(1)})
    with pytest.raises(Exception, match="float"):
        bound.run({"images": pictures(1).astype(np.float64)})
    assert bound.is_bound


def test_memory_is_held_for_so_many_sizes_and_no_more(noted: Noted) -> None:
    bound = runner(noted)
    for count in range(1, MOST_SHAPES + 4):
        bound.run({"images": pictures(count)})
    assert len(bound._bound) == MOST_SHAPES
    assert bound.is_bound


def test_a_model_with_more_inputs_is_bound_too() -> None:
    boxes = np.array([[0.1, 0.2, 0.5, 0.6], [0.5, 0.5, 1.0, 0.9]], np.float32)
    session = Noted(tiny_detr(boxes, [2, 0], [0.9, 0.7]))
    names = [each.name for each in session.get_outputs()]
    bound = BoundRunner(session, names, ("cpu", 0), (RuntimeError,))
    blank = np.zeros((1, 3, 64, 128), np.float32)
    for size in ([[640, 480]], [[320, 200]], [[64, 64]]):
        given: dict[str, Array] = {"images": blank, "orig_target_sizes": np.array(size, np.int64)}
        for one, other in zip(bound.run(given), session._session.run(names, given), strict=True):
            np.testing.assert_array_equal(one, other)
    assert bound.is_bound


@pytest.mark.parametrize(
    ("inputs", "outputs", "expected"),
    [
        ([(None, 3, 32, 64)], [(None, 7, 2, 4)], True),
        ([(None, 3, 32, 64)], [(1, None, 4)], False),
        ([(None, 3, 32, 64)], [(None,)], True),
        ([(1, 3, 32, 64), (1, 2)], [(1, 300, 4)], False),
    ],
)
def test_only_fixed_shapes_are_captured(
    *, inputs: list[tuple[int | None, ...]], outputs: list[tuple[int | None, ...]], expected: bool
) -> None:
    made = [tuple(TensorSpec(str(place), shape) for place, shape in enumerate(each)) for each in (inputs, outputs)]
    assert can_graph(Signature(*made)) is expected


class Card:
    """Makes the processor stand for a CUDA card: sessions say so, and their memory is the processor's.

    Attributes:
        asked: the provider options of every start.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, refuses_graphs: bool = False) -> None:
        self.asked: list[dict[str, str]] = []
        self._refuses = refuses_graphs
        self._real = onnxruntime.InferenceSession
        monkeypatch.setattr(door, "usable", lambda _allowed: ["CUDAExecutionProvider", CPU])
        monkeypatch.setattr(door, "_MEMORY", {"CUDAExecutionProvider": "cpu"})
        monkeypatch.setattr(onnxruntime, "InferenceSession", self.session)

    def session(self, path: str, settings: Any, *, providers: list[Any], **_: Any) -> Any:
        chosen: dict[str, str] = providers[0][1]
        self.asked.append(chosen)
        if self._refuses and "enable_cuda_graph" in chosen:
            raise RuntimeError("This session cannot use the graph capture feature as requested by the user")
        made = self._real(path, settings, providers=[CPU])
        made.get_providers = lambda: ["CUDAExecutionProvider", CPU]
        return made


def test_a_card_captures_graphs_on_the_device_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    card = Card(monkeypatch)
    path = write_tiny_detector(tmp_path / "tiny.onnx", *SIZE, "N")
    assert can_graph(read_signature(path))
    session = ModelSession(path, SessionOptions(device=1, memory_mb=2048))
    given = {"images": pictures(3)}
    first, second = session.run(given)[0], session.run(given)[0]
    np.testing.assert_array_equal(first, second)
    assert (session.provider, session.has_graphs, session.is_bound) == ("CUDA", True, True)
    (chosen,) = card.asked
    assert (chosen["device_id"], chosen["enable_cuda_graph"]) == ("1", "1")


def test_a_session_that_refuses_graphs_is_started_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    card = Card(monkeypatch, refuses_graphs=True)
    session = ModelSession(write_tiny_detector(tmp_path / "tiny.onnx", *SIZE, "N"))
    session.run({"images": pictures(3)})
    assert (session.provider, session.has_graphs, session.is_bound, session.refused) == ("CUDA", False, True, [])
    assert ["enable_cuda_graph" in chosen for chosen in card.asked] == [True, False]


@pytest.mark.parametrize(
    ("options", "graphs", "bound"),
    [
        (SessionOptions(), True, True),
        (SessionOptions(graphs=False), False, True),
        (SessionOptions(binds=False), False, False),
    ],
)
def test_both_can_be_left_out(
    *, options: SessionOptions, graphs: bool, bound: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Card(monkeypatch)
    session = ModelSession(write_tiny_detector(tmp_path / "tiny.onnx", *SIZE, "N"), options)
    assert (session.has_graphs, session.is_bound) == (graphs, bound)


def test_a_card_that_is_gone_is_an_expected_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Card(monkeypatch)
    session = ModelSession(write_tiny_detector(tmp_path / "tiny.onnx", *SIZE, "N"))
    session.run({"images": pictures(1)})

    def gone(*_: object) -> None:
        raise RuntimeError("CUDA failure 999: unknown error")

    monkeypatch.setattr(session._session, "run", gone)
    monkeypatch.setattr(session._session, "run_with_iobinding", gone)
    with pytest.raises(ExpectedError) as caught:
        session.run({"images": pictures(1)})
    assert caught.value.code == "model.run_failed"


def test_the_processor_is_never_bound(tmp_path: Path) -> None:
    session = ModelSession(write_tiny_detector(tmp_path / "tiny.onnx", *SIZE), SessionOptions(providers=(CPU,)))
    assert (session.is_bound, session.has_graphs) == (False, False)


def test_two_cards_never_compile_into_one_file(tmp_path: Path) -> None:
    path = write_tiny_detector(tmp_path / "tiny.onnx", *SIZE)
    folders = set()
    for device in (0, 1):
        session = ModelSession(path, SessionOptions(providers=(CPU,), cache=tmp_path / "engines", device=device))
        folders.add(session._provider_options("TensorrtExecutionProvider")["trt_engine_cache_path"])
    assert len(folders) == 2
    assert all(Path(folder).is_dir() for folder in folders)
