"""The picture that goes with an event: what the model saw, small enough to travel. Runs in the vision process."""

from __future__ import annotations

import cv2
import numpy as np

from ioc_desktop.video.types import Picture
from ioc_desktop.vision.rules.model import RuleEvent
from ioc_desktop.vision.tracks import Tracks

QUALITY = 85
_DISTORTED = 0.02
"""Share of the height from which a picture that the model saw stretched is put right."""


def compressed(picture: Picture, aspect: float) -> bytes:
    """JPEG of a BGR picture.

    Args:
        picture: [height, width, 3] uint8, without bars.
        aspect: width ÷ height of the stream; a stretched picture gets it back.
    """
    height, width = picture.shape[:2]
    right = max(1, round(width / aspect)) if aspect > 0 else height
    if abs(right - height) > _DISTORTED * height:
        picture = cv2.resize(picture, (width, right), interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    _, content = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return content.tobytes()


def marked(event: RuleEvent, tracks: Tracks, pts_s: float) -> tuple[float, float, float, float] | None:
    """Where the first of those involved is in this picture; None when that is not known."""
    if event.tracks:
        found = np.flatnonzero(tracks.ids == event.tracks[0])
        if len(found):
            x1, y1, x2, y2 = (float(each) for each in tracks.boxes[found[0]])
            return x1, y1, x2, y2
    return event.box if event.peak_s == pts_s else None
