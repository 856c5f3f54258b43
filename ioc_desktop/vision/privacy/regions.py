"""Where faces may be: the head part of everybody a model saw, and what a face model found. Pure.

Regions are float32 [N, 4], x1, y1, x2, y2 in 0–1 of the picture, at most ``MOST_REGIONS``.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ioc_desktop.vision.detections import Detections, Floats, Ints
from ioc_desktop.vision.labels import ClassLabel
from ioc_desktop.vision.tracking.riders import TWO_WHEELERS
from ioc_desktop.vision.tracks import Tracks

MOST_REGIONS = 200
PEOPLE = ("person", "rider")
# Of somebody who stands the head is an eighth of the height. A quarter holds a raised or bowed head too, and a box that
# begins too high or too low by as much as detectors do.
_OF_HEIGHT = 0.25
# Who sits, or is cut off by the picture's edge, has a box that is short for its width: the shoulders' width is two
# heads or more, so that this share of the box's width is always more than the head.
_OF_WIDTH = 0.7
# A rider's box with the two-wheeler underneath, which is as wide as the bike is long: its width tells nothing.
_OF_RIDDEN = 0.45
# Boxes cut hair and lag behind a head that leans out of them.
_BESIDE = 0.15
_ABOVE = 0.15
# A face model's box ends at brow and chin.
_ROUND_FACE = 0.25


def heads(boxes: Floats, aspect: float) -> Floats:
    """Upper parts of persons' boxes, wide enough to be sure.

    Args:
        boxes: float32 [N, 4] in 0–1.
        aspect: width ÷ height of the picture.
    """
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    return _tops(boxes, np.minimum(np.maximum(_OF_HEIGHT * height, _OF_WIDTH * width * aspect), height))


def riders_heads(boxes: Floats) -> Floats:
    """Upper parts of boxes that hold a two-wheeler and perhaps who rides it."""
    return _tops(boxes, _OF_RIDDEN * (boxes[:, 3] - boxes[:, 1]))


def _tops(boxes: Floats, deep: Floats) -> Floats:
    beside = _BESIDE * (boxes[:, 2] - boxes[:, 0])
    top = boxes[:, 1]
    return _inside(np.stack((boxes[:, 0] - beside, top - _ABOVE * deep, boxes[:, 2] + beside, top + deep), axis=1))


def around_faces(boxes: Floats) -> Floats:
    """Whole heads around the faces that a face model found."""
    return grown(boxes, _ROUND_FACE)


def grown(boxes: Floats, share: float) -> Floats:
    """Larger by a share of their own size on every side."""
    more = share * (boxes[:, 2:] - boxes[:, :2])
    return _inside(np.concatenate((boxes[:, :2] - more, boxes[:, 2:] + more), axis=1))


def knows_people(labels: Sequence[ClassLabel]) -> bool:
    """Whether a model with these classes can say where people are."""
    return any(label.name in PEOPLE for label in labels)


def of_people(
    seen: Detections, tracks: Tracks, labels: Sequence[ClassLabel], aspect: float, ahead_s: float = 0.0
) -> Floats:
    """Heads of everybody in one picture, found in it or foretold.

    Args:
        seen: what the model found.
        tracks: road users; riders are in the boxes of what they ride.
        labels: by class number.
        aspect: width ÷ height of the picture.
        ahead_s: heads are covered from where they were to where they will be after this time.
    """
    people, bikes = _numbers(labels, PEOPLE), _numbers(labels, TWO_WHEELERS)
    walks, rides = tracks[np.isin(tracks.classes, people)], tracks[np.isin(tracks.classes, bikes)]
    found = heads(seen.boxes[np.isin(seen.classes, people)], aspect)
    followed = (
        swept(heads(walks.boxes, aspect), walks.velocities, ahead_s),
        swept(riders_heads(rides.boxes), rides.velocities, ahead_s),
    )
    return np.concatenate((found, *followed))[:MOST_REGIONS]


def swept(regions: Floats, velocities: Floats, seconds: float) -> Floats:
    """From where they are to where they will be; velocities float32 [N, 2] in shares of the picture a second."""
    if seconds <= 0 or len(regions) == 0:
        return regions
    step = velocities * np.float32(seconds)
    low, high = regions[:, :2] + np.minimum(step, 0), regions[:, 2:] + np.maximum(step, 0)
    return _inside(np.concatenate((low, high), axis=1))


def _numbers(labels: Sequence[ClassLabel], names: Sequence[str]) -> Ints:
    return np.array([number for number, label in enumerate(labels) if label.name in names], np.int32)


def _inside(boxes: Floats) -> Floats:
    return np.clip(boxes, 0, 1).astype(np.float32, copy=False)
