"""Several devices, each with a process of its own. Sessions on the processor stand for the cards."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.devices import device_for
from ioc_desktop.vision.engine import VisionEngine
from ioc_desktop.vision.orders import Assignment
from ioc_desktop.vision.results import AnalysisResult, ResultBox
from tests.integration.vision.test_rules_in_the_process import INTRUSION, square
from tests.integration.vision.test_vision_engine import SHARED_MEMORY, is_gone, moving_square

if TYPE_CHECKING:
    from ioc_desktop.vision.pack import ModelPack
    from ioc_desktop.vision.worker import Seen
    from tests.integration.vision.conftest import Lab, Results

STREAMS = 8
CARDS = (0, 1)
STANDING_FOR_CARDS = ("CPUExecutionProvider",)
CAMERAS = [f"cam-{number}" for number in range(STREAMS)]
OF_CARD = {card: [slot for slot in range(STREAMS) if device_for(CAMERAS[slot], CARDS) == card] for card in CARDS}


def station(lab: Lab, pack: ModelPack | None) -> VisionEngine:
    """Eight cameras on two cards, both looking."""
    engine = VisionEngine(pack=pack, slots=STREAMS, threads=1, devices=CARDS, providers=STANDING_FOR_CARDS)
    lab.engines.append(engine)
    # Known before the start, so that no slot changes hands later.
    engine.orders.assign({slot: Assignment(f"{camera}/sub", camera) for slot, camera in enumerate(CAMERAS)})
    engine.start()
    lab.until(lambda: lab.polled(engine).provider == "CPU ×2")
    return engine


def all_answer(lab: Lab, engine: VisionEngine, slots: list[int] | None = None) -> Results:
    """Every one of these streams gets an answer newer than this call."""
    wanted = set(range(STREAMS) if slots is None else slots)
    return lab.collect(engine, moving_square(), range(STREAMS), lambda found: wanted <= set(found))


@pytest.fixture(autouse=True)
def _dies_young(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is killed here died right after its start, also on a machine that is busy."""
    monkeypatch.setattr("ioc_desktop.vision.share._HEALTHY_S", 3600.0)


def kill_until_lost(lab: Lab, engine: VisionEngine, card: int, others: list[int]) -> None:
    """Kill a card's process as often as it comes back; the other streams must go on meanwhile."""
    share, known = engine._shares[card], set(engine._shares[1 - card].pids)
    while card not in engine.lost_devices:
        lab.until(lambda: lab.polled(engine) and (share.is_running or share.is_lost))
        if share.pids and share.is_running:
            os.kill(share.pids[0], signal.SIGKILL)
        all_answer(lab, engine, others)
        assert set(engine._shares[1 - card].pids) == known


def test_both_cards_have_cameras() -> None:
    assert min(len(slots) for slots in OF_CARD.values()) >= 2


def test_each_camera_is_looked_at_by_its_card_alone(lab: Lab, tiny: ModelPack) -> None:
    engine = station(lab, tiny)
    assert len(engine.worker_pids()) == 2
    all_answer(lab, engine)
    boxes = [ResultBox.attach(*each) for each in engine.results_blocks]
    for card, slots in OF_CARD.items():
        assert {engine.holder(slot) for slot in slots} == {card}
        assert boxes[card].published()[slots].min() > 0
        assert boxes[1 - card].published()[slots].max() == 0
    lab.until(lambda: lab.polled(engine).frames == sum(int(box.published().sum()) for box in boxes))
    assert engine.stats()["provider"] == "CPU ×2"


def test_a_late_answer_of_the_card_that_had_a_camera_before_is_left(tiny: ModelPack) -> None:
    """No process runs: what two of them would have written is written here."""
    engine = VisionEngine(pack=tiny, slots=STREAMS, devices=CARDS, providers=STANDING_FOR_CARDS)
    try:
        boxes = [ResultBox.attach(*each) for each in engine.results_blocks]
        engine.orders.assign({0: Assignment("a/sub", "cam-0")})
        owner = engine.holder(0)
        for number in (1, 2):
            for card, box in enumerate(boxes):
                box.write(0, AnalysisResult(10 * number + card, 0.0, Detections.empty(), 0.0), 0.0, 0.0)
            assert [result.frame_no for result in engine.poll().values()] == [10 * number + owner]
        assert engine.poll() == {}
        moved = next(name for name in CAMERAS if device_for(name, CARDS) != owner)
        engine.orders.assign({0: Assignment("b/sub", moved)})
        boxes[owner].write(0, AnalysisResult(50, 0.0, Detections.empty(), 0.0), 0.0, 0.0)
        assert engine.poll() == {}, "what the other card still says is not of this camera"
        boxes[1 - owner].write(0, AnalysisResult(99, 0.0, Detections.empty(), 0.0), 0.0, 0.0)
        assert [result.frame_no for result in engine.poll().values()] == [99]
    finally:
        engine.stop()


def test_a_card_whose_process_died_once_keeps_its_cameras(lab: Lab, tiny: ModelPack) -> None:
    engine = station(lab, tiny)
    frames = engine.frames
    gone, kept = engine.worker_pids()
    os.kill(gone, signal.SIGKILL)
    all_answer(lab, engine, OF_CARD[1])
    lab.until(lambda: lab.polled(engine).provider == "CPU ×2")
    all_answer(lab, engine)
    assert (engine.restarts, engine.lost_devices, engine.problem) == (1, (), None)
    assert engine.worker_pids()[1] == kept
    assert engine.frames > frames
    assert {engine.holder(slot) for slot in OF_CARD[0]} == {0}


def test_a_card_that_dies_again_and_again_leaves_its_cameras_to_the_other(lab: Lab, tiny: ModelPack) -> None:
    engine = station(lab, tiny)
    all_answer(lab, engine)
    kill_until_lost(lab, engine, 1, OF_CARD[0])
    all_answer(lab, engine)
    assert engine.lost_devices == (1,)
    assert (engine.mode, engine.problem, engine.provider) == ("detector", None, "CPU")
    lab.until(lambda: len(lab.polled(engine).worker_pids()) == 1)
    assert engine.restarts == 2


def test_when_no_card_is_left_there_is_motion(lab: Lab, tiny: ModelPack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ioc_desktop.vision.share._MOST_QUICK_DEATHS", 1)
    engine = station(lab, tiny)
    for process_id in engine.worker_pids():
        os.kill(process_id, signal.SIGKILL)
    lab.until(lambda: lab.polled(engine).mode == "motion" and engine.is_running)
    assert engine.problem is not None
    assert engine.problem.code == "model.crashes"
    assert len(engine.worker_pids()) == 1
    assert {result.mode for result in all_answer(lab, engine).values()} == {"motion"}


def test_a_slow_card_holds_up_its_own_cameras_alone(lab: Lab, tiny: ModelPack) -> None:
    engine = station(lab, tiny)
    all_answer(lab, engine)
    slow = engine.worker_pids()[0]
    os.kill(slow, signal.SIGSTOP)
    try:
        lab.until(lambda: not engine.poll())
        for _ in range(20):
            assert not set(all_answer(lab, engine, OF_CARD[1])) & set(OF_CARD[0])
    finally:
        os.kill(slow, signal.SIGCONT)
    all_answer(lab, engine)
    assert engine.restarts == 0


def test_a_card_that_hangs_is_started_again(lab: Lab, tiny: ModelPack, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = station(lab, tiny)
    _, other = engine.worker_pids()
    monkeypatch.setattr("ioc_desktop.vision.share._HANG_S", 3.0)
    os.kill(engine.worker_pids()[0], signal.SIGSTOP)
    lab.until(lambda: lab.polled(engine).restarts == 1 and engine.provider == "CPU ×2")
    assert engine.worker_pids()[1] == other
    all_answer(lab, engine)


def test_a_model_that_cannot_be_used_gives_motion_in_one_process(lab: Lab, tiny: ModelPack) -> None:
    engine = lab.start(replace(tiny, sha256="0" * 64), slots=STREAMS, devices=CARDS, providers=STANDING_FOR_CARDS)
    lab.until(lambda: lab.polled(engine).mode == "motion" and len(engine.worker_pids()) == 1)
    assert engine.problem is not None
    assert engine.problem.code == "model.wrong_hash"
    all_answer(lab, engine)


def test_a_card_that_is_not_there_is_done_without(lab: Lab, tiny: ModelPack) -> None:
    """On a machine without cards both end up on the processor, and one process is enough there."""
    engine = lab.start(tiny, slots=STREAMS, devices=CARDS)
    if engine.provider.startswith(("CUDA", "TensorRT", "DirectML", "OpenVINO")):
        pytest.skip("this machine has an accelerator")
    lab.until(lambda: len(lab.polled(engine).worker_pids()) == 1 and engine.is_running)
    assert (engine.provider, engine.mode, engine.problem) == ("CPU", "detector", None)
    assert len(engine.lost_devices) == 1
    all_answer(lab, engine)


def test_one_card_may_have_two_processes(lab: Lab, tiny: ModelPack, tmp_path: Path) -> None:
    engine = lab.start(tiny, slots=STREAMS, devices=(0, 0), providers=STANDING_FOR_CARDS, cache=tmp_path)
    lab.until(lambda: lab.polled(engine).running_devices == (0, 0))
    all_answer(lab, engine)
    assert {engine.holder(slot) for slot in range(STREAMS)} == {0, 1}
    jobs = [engine._job(share) for share in engine._shares]
    assert [job.device for job in jobs] == [0, 0]
    assert len({job.cache for job in jobs}) == 2


def test_motion_needs_one_process(lab: Lab) -> None:
    engine = lab.start(slots=STREAMS, devices=CARDS)
    assert len(engine.worker_pids()) == 1
    all_answer(lab, engine)


def test_a_lost_card_ends_its_events_and_the_other_raises_them_again(
    lab: Lab, tiny: ModelPack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ioc_desktop.vision.share._MOST_QUICK_DEATHS", 1)
    engine = station(lab, replace(tiny, classes=("person", *tiny.classes[1:]), class_list=""))
    lost, kept = CAMERAS[OF_CARD[0][0]], CAMERAS[OF_CARD[1][0]]
    said: list[tuple[str, str]] = []

    victims = engine.worker_pids()[:1]

    def note(seen: Seen) -> None:
        said.append((seen.camera, seen.event.phase))

    def again(_results: Results) -> bool:
        if victims and {(lost, "raised"), (kept, "raised")} <= set(said):
            os.kill(victims.pop(), signal.SIGKILL)
        return said.count((lost, "raised")) == 2

    engine.seen.connect(note)
    engine.orders.arm({lost: (INTRUSION,), kept: (INTRUSION,)})
    lab.collect(engine, square(), range(STREAMS), again)
    assert [phase for camera, phase in said if camera == lost and phase != "updated"] == ["raised", "closed", "raised"]
    assert (kept, "closed") not in said
    assert engine.lost_devices == (0,)


@pytest.mark.parametrize("polls", [0, 3])
def test_stopping_while_they_start_leaves_nothing_behind(tiny: ModelPack, polls: int) -> None:
    engine = VisionEngine(pack=tiny, slots=STREAMS, threads=1, devices=CARDS, providers=STANDING_FOR_CARDS)
    engine.start()
    for _ in range(polls):
        engine.poll()
    process_ids = engine.worker_pids()
    names = [engine.buffer.name, *(name for name, _ in engine.results_blocks)]
    assert len(process_ids) == 2
    assert len(set(names)) == 3
    engine.stop()
    engine.stop()
    assert not any((SHARED_MEMORY / name).exists() for name in names)
    assert all(is_gone(str(process_id)) for process_id in process_ids)
    assert not Path("/proc", str(process_ids[0])).exists()
