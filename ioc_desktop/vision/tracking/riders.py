"""A rider and the two-wheeler underneath are one road user."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.vision.detections import Detections, Floats, iou_with

TWO_WHEELERS = ("bicycle", "motorcycle")
# Share of the narrower one's width that lies over the other's: from behind a rider is wider than the bike, from the
# side narrower.
_LEAST_OVER = 0.75
# A rider's lowest point (foot on its rest, or cut off by the bike) lies between these heights of the bike, from its
# top; measured on the demo district's truth: 1 % below 0.54, 5 % above 0.82. Who stands beside it has the feet at 1 or
# below.
_SEAT = (0.45, 0.95)
_USUAL_SEAT = 0.72
# Far off, models put both boxes around the whole of it, and the feet say nothing. Who stands beside or behind a bike is
# half as tall again and reaches below it: 0.47 at most.
_SAME_IOU = 0.5
_BELOW = 1.08
# Height of the person ÷ height of the bike: 0.8 to 1.6 measured; a child behind the handlebar, a bike seen end on.
_SIZES = (0.6, 2.2)
_MOST_ON_ONE = 4


@dataclass(frozen=True)
class Joined:
    """Road users.

    Attributes:
        users: what is left, N objects.
        ridden: bool [N], two-wheelers on which somebody sits.
    """

    users: Detections
    ridden: NDArray[np.bool_]


def join_riders(seen: Detections, labels: Sequence[str], parked: Callable[[Floats], NDArray[np.bool_]]) -> Joined:
    """Persons that ride are taken out, and the boxes of what they ride grow over them.

    Args:
        seen: one picture's objects.
        labels: names by class number.
        parked: tells of boxes [B, 4] which are two-wheelers that nobody rides, whoever stands near; bool [B].
    """
    people, bikes = _of(seen, labels, ("person",)), _of(seen, labels, TWO_WHEELERS)
    ridden = np.zeros(len(seen), np.bool_)
    if len(people) and len(bikes):
        bikes = bikes[~parked(seen.boxes[bikes])]
    if len(people) == 0 or len(bikes) == 0:
        return Joined(seen, ridden)
    fit = _fit(seen.boxes[people], seen.boxes[bikes])
    boxes, keep = seen.boxes.copy(), np.ones(len(seen), np.bool_)
    free = np.full(len(bikes), _MOST_ON_ONE)
    for person in np.argsort(-fit.max(axis=1), kind="stable"):
        at = int(np.where(free > 0, fit[person], 0).argmax())
        if fit[person, at] <= 0 or free[at] == 0:
            continue
        free[at] -= 1
        bike = bikes[at]
        keep[people[person]], ridden[bike] = False, True
        low, high = boxes[bike], boxes[people[person]]
        boxes[bike] = (*np.minimum(low[:2], high[:2]), *np.maximum(low[2:], high[2:]))
    return Joined(Detections(boxes, seen.scores, seen.classes)[keep], ridden[keep])


def _of(seen: Detections, labels: Sequence[str], names: Sequence[str]) -> NDArray[np.intp]:
    numbers = [number for number, name in enumerate(labels) if name in names]
    return np.flatnonzero(np.isin(seen.classes, numbers))


def _fit(people: Floats, bikes: Floats) -> Floats:
    """How well each person sits on each bike, 0 where it cannot be, at most 1; float32 [P, B]."""
    person, bike = people[:, None], bikes[None]
    narrower = np.minimum(person[..., 2] - person[..., 0], bike[..., 2] - bike[..., 0])
    over = np.minimum(person[..., 2], bike[..., 2]) - np.maximum(person[..., 0], bike[..., 0])
    over /= np.maximum(narrower, 1e-6)
    height = np.maximum(bike[..., 3] - bike[..., 1], 1e-6)
    foot = (person[..., 3] - bike[..., 1]) / height
    size = (person[..., 3] - person[..., 1]) / height
    sits = (
        (over >= _LEAST_OVER)
        & (person[..., 1] < bike[..., 1])
        & (foot >= _SEAT[0]) & (foot <= _SEAT[1])
        & (size >= _SIZES[0]) & (size <= _SIZES[1])
    )  # fmt: skip
    fit: Floats = np.where(sits, over - np.abs(foot - _USUAL_SEAT), 0.0).astype(np.float32)
    same = np.stack([iou_with(one, bikes) for one in people])
    return np.maximum(fit, np.where((same >= _SAME_IOU) & (foot <= _BELOW), same, 0.0)).astype(np.float32)
