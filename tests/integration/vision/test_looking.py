"""The vision process's loop, run in the test's own process."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from multiprocessing import Pipe

import numpy as np
import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.video.analysis import AnalysisBuffer
from ioc_desktop.video.letterbox import FrameGeometry
from ioc_desktop.vision.batching import WAIT_S
from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.looking import Loop, Numbered, ThriftyEye, next_best
from ioc_desktop.vision.pack import ModelPack
from ioc_desktop.vision.results import Mode, ResultBox
from ioc_desktop.vision.worker import Job, Mine, Problem

GEOMETRY = FrameGeometry(64, 32, "stretch")
BROKEN = ExpectedError("model.run_failed", "hỏng")


class Watcher:
    """Notes what it is shown; stands where a model stands."""

    mode: Mode = "detector"
    provider = "CPU"
    labels: Sequence[str] = ("person", "car")
    sure = 0.4
    detector = None
    skipped = 0

    def __init__(self, batch: int = 1) -> None:
        self.batch = batch
        self.batches: list[list[tuple[int, int]]] = []
        self.sees = Detections.empty()

    def look(self, frames: Sequence[Numbered]) -> list[Detections]:
        self.batches.append([(slot, frame.frame_no) for slot, frame in frames])
        return [self.sees for _ in frames]


@pytest.fixture
def frames() -> Iterator[AnalysisBuffer]:
    buffer = AnalysisBuffer.create(6, GEOMETRY)
    yield buffer
    buffer.close()


@pytest.fixture
def results() -> Iterator[ResultBox]:
    box = ResultBox.create(6)
    yield box
    box.close()


def put(frames: AnalysisBuffer, slot: int, number: int) -> None:
    frames.write(slot, lambda target: target.fill(number), number, 0.0, time.monotonic(), (128, 64))


def run_out(loop: Loop) -> None:
    while loop.turn():
        pass


def test_streams_are_batched_up_to_what_the_model_takes(frames: AnalysisBuffer, results: ResultBox) -> None:
    eye = Watcher(batch=4)
    loop = Loop(frames, results, eye)
    for slot in range(6):
        put(frames, slot, 1)
    run_out(loop)
    assert [len(batch) for batch in eye.batches] == [4, 2]
    assert {slot for batch in eye.batches for slot, _ in batch} == set(range(6))
    assert results.published().tolist() == [1] * 6


def test_an_accelerator_waits_a_moment_for_a_full_batch(frames: AnalysisBuffer, results: ResultBox) -> None:
    eye, now_s = Watcher(batch=4), [100.0]
    eye.provider = "CUDA"
    loop = Loop(frames, results, eye, clock=lambda: now_s[0])
    for slot in range(4):
        put(frames, slot, 1)
    assert loop.turn()
    put(frames, 0, 2)
    assert not loop.turn()
    now_s[0] += WAIT_S / 2
    for slot in (1, 2, 3):
        put(frames, slot, 2)
    assert loop.turn()
    put(frames, 0, 3)
    assert not loop.turn()
    now_s[0] += WAIT_S
    assert loop.turn()
    assert [len(batch) for batch in eye.batches] == [4, 4, 1]


def test_a_fast_stream_does_not_starve_the_others(frames: AnalysisBuffer, results: ResultBox) -> None:
    eye = Watcher()
    loop = Loop(frames, results, eye)
    for number in range(1, 13):
        put(frames, 0, number)
        put(frames, 5, number)
        loop.turn()
    seen = [batch[0][0] for batch in eye.batches]
    assert seen.count(0) == seen.count(5) == 6


def test_only_the_newest_picture_is_looked_at(frames: AnalysisBuffer, results: ResultBox) -> None:
    eye = Watcher()
    loop = Loop(frames, results, eye)
    for number in (1, 2, 3):
        put(frames, 2, number)
    run_out(loop)
    assert eye.batches == [[(2, 3)]]
    assert frames.dropped == 2
    assert not loop.turn()


def test_only_its_own_slots_are_looked_at_and_those_it_is_given_from_their_next_picture_on(
    frames: AnalysisBuffer, results: ResultBox
) -> None:
    eye = Watcher(batch=4)
    loop = Loop(frames, results, eye, slots=frozenset({0, 2}))
    for slot in range(6):
        put(frames, slot, 1)
    run_out(loop)
    assert eye.batches == [[(0, 1), (2, 1)]]
    loop.obey(Mine(frozenset({2, 5})))
    put(frames, 1, 2)
    run_out(loop)
    assert len(eye.batches) == 1, "what is there was for another process"
    for slot in range(6):
        put(frames, slot, 2)
    run_out(loop)
    assert eye.batches[1:] == [[(2, 2), (5, 2)]]
    assert results.published().tolist() == [1, 0, 2, 0, 0, 1]


def test_others_slots_do_not_fill_a_batch(frames: AnalysisBuffer, results: ResultBox) -> None:
    eye = Watcher(batch=4)
    eye.provider = "CUDA"
    loop = Loop(frames, results, eye, slots=frozenset({1, 3}), clock=lambda: 100.0)
    for slot in range(6):
        put(frames, slot, 1)
    assert loop.turn()
    put(frames, 1, 2)
    assert not loop.turn(), "slot 3 is due, and the others' pictures are not ours"
    put(frames, 3, 2)
    assert loop.turn()
    assert eye.batches == [[(1, 1), (3, 1)], [(1, 2), (3, 2)]]


def test_what_aged_while_the_model_loaded_is_left(frames: AnalysisBuffer, results: ResultBox) -> None:
    put(frames, 1, 1)
    eye = Watcher()
    loop = Loop(frames, results, eye)
    run_out(loop)
    assert eye.batches == []
    put(frames, 1, 2)
    run_out(loop)
    assert eye.batches == [[(1, 2)]]


def test_accelerator_that_gives_up_is_replaced_by_the_cpu(tiny: ModelPack) -> None:
    ours, theirs = Pipe()
    failed = Watcher()
    failed.provider = "CUDA"
    with ours, theirs:
        eye = next_best(theirs, Job(tiny, ("", 0), ("", 0, 0)), failed, BROKEN, tiny.geometry)
        assert (eye.mode, eye.provider) == ("detector", "CPU")
        assert not ours.poll()


def test_model_that_fails_on_the_cpu_too_gives_way_to_motion(tiny: ModelPack) -> None:
    ours, theirs = Pipe()
    failed = Watcher()
    with ours, theirs:
        eye = next_best(theirs, Job(tiny, ("", 0), ("", 0, 0)), failed, BROKEN, tiny.geometry)
        assert eye.mode == "motion"
        message = ours.recv()
        assert isinstance(message, Problem)
        assert message.error.code == "model.run_failed"


def test_motion_looks_at_each_stream_on_its_own(frames: AnalysisBuffer) -> None:
    from ioc_desktop.vision.looking import MotionEye

    eye = MotionEye(GEOMETRY)
    for number in range(1, 12):
        put(frames, 0, 50)
        frames.write(1, _bright_left, number, 0.0, 0.0, (128, 64))
        batch = [(slot, frame) for slot in (0, 1) if (frame := frames.read(slot)) is not None]
        assert [len(found) for found in eye.look(batch)] == [0, 0]


def _bright_left(target: np.ndarray) -> None:
    target[:] = 20
    target[:, :30] = 220


def test_still_pictures_pass_by_the_model_and_are_answered_all_the_same(
    frames: AnalysisBuffer, results: ResultBox
) -> None:
    eye = Watcher(batch=4)
    eye.sees = Detections(
        np.array([[0.1, 0.1, 0.5, 0.5]], np.float32), np.array([0.9], np.float32), np.array([1], np.int32)
    )
    loop = Loop(frames, results, ThriftyEye(eye))
    begun_s = time.monotonic()
    for number in range(1, 41):
        for slot, shade in ((0, 50), (3, 120 * (number % 2))):
            at_s = begun_s + number / 5
            frames.write(slot, lambda target, s=shade: target.fill(s), number, number / 5, at_s, (128, 64))
        run_out(loop)
    looked = [slot for batch in eye.batches for slot, _ in batch]
    assert looked.count(3) == 40
    assert 8 <= looked.count(0) <= 12
    assert results.skipped == 40 - looked.count(0)
    assert results.published()[[0, 3]].tolist() == [40, 40]
    still, moving = results.read(0), results.read(3)
    assert still is not None
    assert moving is not None
    assert still[1].frame_no == 40
    assert still[1].tracks.ids.tolist() == moving[1].tracks.ids.tolist()
    assert still[1].tracks.seen.all()


def test_a_model_that_breaks_breaks_through(frames: AnalysisBuffer, results: ResultBox) -> None:
    class Broken(Watcher):
        def look(self, frames: Sequence[Numbered]) -> list[Detections]:  # noqa: ARG002
            raise BROKEN

    loop = Loop(frames, results, ThriftyEye(Broken()))
    put(frames, 0, 1)
    with pytest.raises(ExpectedError):
        loop.turn()
