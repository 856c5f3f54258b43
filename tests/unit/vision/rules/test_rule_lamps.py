"""Lamps of the demo district's junction, read from its pictures by day, in rain and at night."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from ioc_desktop.demo.district import DEMO_CAMERAS
from ioc_desktop.demo.scenes.scene import FPS, Scene
from ioc_desktop.demo.scenes.stage import SignalHead
from ioc_desktop.vision.rules.lamp import LampMemory, read_lamp
from ioc_desktop.vision.rules.model import Point

WIDTH, HEIGHT = 640, 360


def outline(scene: Scene, head: SignalHead) -> tuple[Point, ...]:
    """The head with its housing, as somebody draws it."""
    corners = [(-0.4, 0.3), (0.4, 0.3), (0.4, -1.15), (-0.4, -1.15)]
    world = np.array([(head.x + x, head.y, head.z + z) for x, z in corners])
    picture, _ = scene.stage.camera.project(world)
    return tuple((float(x) / WIDTH, float(y) / HEIGHT) for x, y in picture)


@pytest.mark.parametrize("condition", ["day", "rain", "wet_night"])
def test_every_head_of_the_junction_is_read(condition: str) -> None:
    junction = next(camera for camera in DEMO_CAMERAS if camera.scene == "junction")
    scene = Scene(replace(junction, condition=condition), width=WIDTH, height=HEIGHT)
    states = set()
    for time_s in (3, 18, 19, 24, 33, 38):
        picture, truth = scene.frame(time_s * FPS)
        # What a camera's encoder leaves of it, and in the size in which models look.
        shrunk = cv2.resize(picture.bgr, (416, 234), interpolation=cv2.INTER_AREA)
        sent = cv2.imdecode(cv2.imencode(".jpg", shrunk, [cv2.IMWRITE_JPEG_QUALITY, 85])[1], cv2.IMREAD_COLOR)
        for head in scene.stage.heads:
            state, _ = read_lamp(np.asarray(sent, np.uint8), outline(scene, head))
            assert state == truth.signals[head.group]
            states.add(state)
    assert states == {"red", "yellow", "green"}


def test_nothing_that_glows_is_unknown() -> None:
    grey = np.full((100, 100, 3), 120, np.uint8)
    region = ((0.4, 0.4), (0.5, 0.4), (0.5, 0.6), (0.4, 0.6))
    assert read_lamp(grey, region)[0] == "unknown"
    assert read_lamp(np.zeros((100, 100, 3), np.uint8), region)[0] == "unknown"
    assert read_lamp(np.zeros((1, 1, 3), np.uint8), region)[0] == "unknown"
    assert read_lamp(grey, ((2.0, 2.0), (3.0, 2.0), (3.0, 3.0)))[0] == "unknown"


def test_a_state_counts_from_its_first_reading_once_it_is_read_again() -> None:
    memory = LampMemory()
    for time_s, state in ((0.0, "green"), (0.3, "green"), (1.0, "red"), (1.2, "green"), (2.0, "red"), (2.3, "red")):
        memory.add(time_s, state)  # type: ignore[arg-type]
    assert memory.at(1.1).state == "green"
    assert (memory.at(2.1).state, memory.at(2.1).since_s) == ("red", 2.0)
    assert memory.at(-1.0).state == "unknown"
    memory.add(5.5, "unknown")
    assert memory.at(5.0).state == "unknown"
    assert memory.at(2.2).state == "red"
