"""How fast road users come nearer, seen by their growth, and where that takes their boxes.

Of what moves evenly on flat ground the size in the picture is 1 ÷ distance, and every point of it moves away from its
vanishing point in proportion to that. So with the rate r at which it grows now, after t seconds it is 1 ÷ (1 − r t)
times as large, and has moved by v t ÷ (1 − r t), where v is its velocity now.
"""

from __future__ import annotations

import numpy as np

from ioc_desktop.vision.detections import Floats
from ioc_desktop.vision.tracks import Tracks

WINDOW_S = 0.8
"""The tracker takes velocities over so long; growth is taken over the same time."""
_LEAST_S = 0.35
# Once as large again in a second: whoever comes nearer so fast is out of the picture in a moment.
_MOST_RATE = 1.0
_MOST_ZOOM = 2.0
# Boxes tremble by a pixel or two, which for small ones is much of their size: of a box of this height, share of the
# picture's, half of the growth is believed. Measured on the demo scenes with the starter model.
_DOUBTFUL = 0.05
# A box cut by the picture's edge says nothing about sizes.
_EDGE = 0.005


def rates(before: Tracks, now: Tracks, gap_s: float) -> Floats:
    """At which rate each of ``now`` grows, shares of its size a second, float32 [N]; 0 where it is not known.

    Args:
        before: the same stream's objects, ``gap_s`` earlier.
    """
    found: Floats = np.zeros(len(now), np.float32)
    if gap_s < _LEAST_S:
        return found
    _, old, new = np.intersect1d(before.ids, now.ids, assume_unique=True, return_indices=True)
    whole = _is_whole(before, old) & _is_whole(now, new)
    old, new = old[whole], new[whole]
    heights = _heights(now.boxes[new])
    rate = (heights / _heights(before.boxes[old]) - 1) / np.float32(gap_s)
    found[new] = np.clip(rate * heights / (heights + _DOUBTFUL), -_MOST_RATE, _MOST_RATE)
    return found


def _is_whole(tracks: Tracks, chosen: np.ndarray) -> np.ndarray:
    boxes = tracks.boxes[chosen]
    whole: np.ndarray = tracks.seen[chosen] & np.all((boxes[:, :2] > _EDGE) & (boxes[:, 2:] < 1 - _EDGE), axis=1)
    return whole


def _heights(boxes: Floats) -> Floats:
    heights: Floats = np.maximum(boxes[:, 3] - boxes[:, 1], 1e-4)
    return heights


def moved(tracks: Tracks, growth: Floats, by_s: float, window_s: float) -> Floats:
    """Boxes after ``by_s`` seconds, float32 [N, 4]; they may leave the picture.

    Args:
        growth: as ``rates`` gives it.
        window_s: over how long velocities were taken: they are those of its middle.
    """
    zoom = np.minimum(1 / np.maximum(1 - growth * np.float32(by_s), 1e-3), _MOST_ZOOM)
    now = tracks.velocities * ((1 + growth * np.float32(window_s / 2)) ** 2)[:, None]
    feet = tracks.feet + now * np.float32(by_s) * zoom[:, None]
    half = (tracks.boxes[:, 2] - tracks.boxes[:, 0]) / 2 * zoom
    top = feet[:, 1] - (tracks.boxes[:, 3] - tracks.boxes[:, 1]) * zoom
    boxes: Floats = np.stack((feet[:, 0] - half, top, feet[:, 0] + half, feet[:, 1]), axis=1).astype(np.float32)
    return boxes
