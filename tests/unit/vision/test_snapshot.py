"""The picture of an event: whole, in its own shape, and with the right one marked."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from ioc_desktop.vision.rules.model import RuleEvent, RuleKind
from ioc_desktop.vision.snapshot import compressed, marked
from ioc_desktop.vision.tracks import Tracks

EVENT = RuleEvent(
    rule="r", kind=RuleKind.WRONG_WAY, number=1, phase="raised", start_s=1.0, peak_s=2.0, end_s=3.0, tracks=(7,),
    box=(0.0, 0.0, 0.5, 0.5),
)  # fmt: skip


def tracks(number: int) -> Tracks:
    one = np.ones(1, np.float32)
    box = np.array([[0.25, 0.5, 0.75, 1.0]], np.float32)
    return Tracks(np.array([number]), box, one, one.astype(np.int32), np.zeros((1, 2), np.float32), one.astype(bool))


@pytest.mark.parametrize(("shape", "aspect"), [((180, 320, 3), 16 / 9), ((320, 320, 3), 2.0), ((90, 160, 3), 0.0)])
def test_a_picture_keeps_its_shape_and_a_stretched_one_gets_it_back(shape: tuple[int, ...], aspect: float) -> None:
    picture = np.full(shape, 120, np.uint8)
    back = cv2.imdecode(np.frombuffer(compressed(picture, aspect), np.uint8), cv2.IMREAD_COLOR)
    assert back is not None
    assert back.shape[1] / back.shape[0] == pytest.approx(aspect or 16 / 9, rel=0.02)
    assert abs(int(back[10, 10, 0]) - 120) <= 2


def test_who_is_meant_is_marked_where_he_is_in_this_picture() -> None:
    assert marked(EVENT, tracks(7), 3.0) == (0.25, 0.5, 0.75, 1.0)
    assert marked(EVENT, tracks(8), 3.0) is None, "the peak was in another picture"
    assert marked(EVENT, tracks(8), 2.0) == EVENT.box
    assert marked(replace(EVENT, tracks=()), Tracks.empty(), 2.0) == EVENT.box
