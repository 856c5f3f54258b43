"""Rules run in the vision process; what they say comes to the window, whatever happens to the process."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ioc_desktop.vision.orders import Assignment
from ioc_desktop.vision.rules.model import Rule, RuleKind

if TYPE_CHECKING:
    from ioc_desktop.vision.engine import VisionEngine
    from ioc_desktop.vision.pack import ModelPack
    from ioc_desktop.vision.worker import Seen
    from tests.integration.vision.conftest import Lab, Picture

WHOLE = ((0.05, 0.05), (0.95, 0.05), (0.95, 0.95), (0.05, 0.95))
INTRUSION = Rule(id="r1", kind=RuleKind.INTRUSION, polygon=WHOLE)


def square() -> list[Picture]:
    """Something bright that trembles by a pixel."""
    pictures = [np.zeros((192, 320, 3), np.uint8) for _ in range(4)]
    for shift, picture in enumerate(pictures):
        picture[96:112, 160 : 176 + shift % 2] = (255, 255, 0)
    return pictures


@pytest.fixture
def watched(lab: Lab, tiny: ModelPack) -> VisionEngine:
    engine = lab.start(replace(tiny, classes=("person", *tiny.classes[1:]), class_list=""))
    engine.orders.assign({0: Assignment("cam/sub", "cam"), 1: Assignment("other/sub", "other")})
    engine.orders.arm({"cam": (INTRUSION,)})
    return engine


def heard(lab: Lab, engine: VisionEngine, phase: str, said: list[Seen]) -> Seen:
    """Feed pictures until a rule says so."""
    start = len(said)
    lab.collect(engine, square(), (0, 1), lambda _results: any(each.event.phase == phase for each in said[start:]))
    return next(each for each in said[start:] if each.event.phase == phase)


def test_an_event_comes_with_its_camera_its_picture_and_its_time(lab: Lab, watched: VisionEngine) -> None:
    said: list[Seen] = []
    watched.seen.connect(said.append)
    first = heard(lab, watched, "raised", said)
    assert (first.camera, first.event.rule, first.event.kind) == ("cam", "r1", RuleKind.INTRUSION)
    assert first.pts_s == pytest.approx(first.frame_no / 10)
    assert first.event.start_s <= first.pts_s
    assert first.at > 1.7e9
    assert {each.camera for each in said} == {"cam"}
    assert first.snapshot is not None
    assert first.snapshot.faces_by == "person_box"
    assert first.snapshot.faces, "the bright square is a person to this model: its head is to be covered"


def test_tracks_come_with_the_result(lab: Lab, watched: VisionEngine) -> None:
    results = lab.collect(
        watched,
        square(),
        (0, 1),
        lambda found: len(found) == 2 and all(len(result.tracks) for result in found.values()),
    )
    for result in results.values():
        assert result.tracks.ids.dtype == np.int64
        assert result.tracks.seen.all()
    assert watched.recent.of("cam")[-1].frame_no >= 1


def test_a_rule_that_is_taken_away_ends_what_lasts(lab: Lab, watched: VisionEngine) -> None:
    said: list[Seen] = []
    watched.seen.connect(said.append)
    heard(lab, watched, "raised", said)
    watched.orders.arm({})
    assert heard(lab, watched, "closed", said).event.rule == "r1"


def test_a_killed_process_ends_what_lasted_and_the_next_one_watches_again(lab: Lab, watched: VisionEngine) -> None:
    said: list[Seen] = []
    watched.seen.connect(said.append)
    raised = heard(lab, watched, "raised", said)
    os.kill(watched.worker_pids()[0], signal.SIGKILL)
    closed = heard(lab, watched, "closed", said)
    assert (closed.camera, closed.event.rule, closed.event.number) == ("cam", "r1", raised.event.number)
    assert heard(lab, watched, "raised", said).event.kind is RuleKind.INTRUSION
    assert watched.restarts == 1


def test_the_end_of_the_program_ends_what_lasts(lab: Lab, watched: VisionEngine) -> None:
    said: list[Seen] = []
    watched.seen.connect(said.append)
    heard(lab, watched, "raised", said)
    watched.stop()
    assert said[-1].event.phase == "closed"
