"""Trial scenes end to end: with boxes from the truth, tracker and rules tell every offence once, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ioc_desktop.commands.trials import Shot, TruthLooker, judge, try_rules
from ioc_desktop.demo.scenes.scene import FPS, Scene
from ioc_desktop.demo.scenes.truth import ClipTruth, TruthFrame
from ioc_desktop.demo.trials import trial_camera


def shots(scene: Scene, frames: list[TruthFrame]) -> Iterator[Shot]:
    for number in range(scene.frame_count):
        picture, frame = scene.frame(number)
        frames.append(frame)
        yield frame, picture.bgr


@pytest.mark.parametrize(
    ("layout", "condition", "expected"),
    [
        ("trial_road", "rain", {"bãi cỏ": 4, "dừng đỗ": 3, "ngược chiều": 4, "đếm xe": 40}),
        ("trial_junction", "day", {"vượt đèn": 4}),
    ],
)
def test_every_offence_is_told_once_and_nothing_else(layout: str, condition: str, expected: dict[str, int]) -> None:
    camera = trial_camera(layout, condition, 900001)
    scene, frames = Scene(camera, width=640, height=360), list[TruthFrame]()
    said = try_rules(camera, shots(scene, frames), TruthLooker())
    scores = judge(camera, ClipTruth(camera.code, FPS, 640, 360, tuple(frames)), said).events
    assert {rule: score.found for rule, score in scores.items()}.keys() == expected.keys()
    for rule, score in scores.items():
        assert (score.missed, score.false) == (0, 0), rule
        assert score.found >= expected[rule]
        assert score.time_to_alarm_s < 1.0
