"""The first picture of a camera that is tried: coarse for who may not see faces."""

from __future__ import annotations

import numpy as np
import pytest

from ioc_desktop.panels.cameras.probe_view import FirstPicture
from ioc_desktop.ui.theme import Theme

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("qapp")]
NOISE = np.random.default_rng(4).integers(0, 256, (360, 640, 3), np.uint8)


def spread(*, covers_faces: bool) -> float:
    place = FirstPicture(Theme(), covers_faces=covers_faces)
    place.set_picture(NOISE)
    assert place.has_picture
    image = place._image
    assert image is not None
    return float(np.std([image.pixelColor(x, y).green() for x in range(0, 640, 7) for y in range(0, 360, 7)]))


def test_faces_are_shown_to_who_may_see_them_only() -> None:
    assert spread(covers_faces=True) < 0.4 * spread(covers_faces=False)
