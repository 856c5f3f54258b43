"""Labelled pictures on disk, changed at random and laid into the model's picture."""

import json
import random
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

CLASSES = ("person", "bicycle", "motorcycle", "car", "bus", "truck")
PAD = 114
_LEAST_SHARE = 0.4
_LEAST_PX = 5.0


@dataclass
class Sample:
    """A picture's file and its boxes: float32 [G, 5] x1, y1, x2, y2 in px and class; ``unsure`` likewise."""

    path: Path
    boxes: NDArray[np.float32]
    unsure: NDArray[np.float32]


def read_samples(folder: Path) -> list[Sample]:
    """All samples whose labels are complete."""
    samples = []
    for labels in sorted(folder.glob("*.json")):
        for row in json.loads(labels.read_text("utf-8")):
            boxes, unsure = (np.array(row[key], np.float32).reshape(-1, 5) for key in ("boxes", "unsure"))
            samples.append(Sample(folder / row["file"], boxes, unsure))
    return samples


def augmented(sample: Sample, width: int, height: int, chance: random.Random) -> tuple[NDArray[np.uint8], Sample]:
    """The picture scaled, shifted, flipped, recoloured and dirtied, with its boxes moved along."""
    picture = cv2.imread(str(sample.path))
    rows, columns = picture.shape[:2]
    scale = min(width / columns, height / rows) * (1.0 if chance.random() < 0.3 else chance.uniform(0.6, 1.7))
    dx, dy = (_offset(scale * have, room, chance) for have, room in ((columns, width), (rows, height)))
    flip = chance.random() < 0.5
    turn = np.array([[scale, 0, dx], [0, scale, dy]], np.float64)
    if flip:
        turn[0] = [-scale, 0, scale * columns + dx]
    method = cv2.INTER_AREA if scale < 0.9 else cv2.INTER_LINEAR
    laid = cv2.warpAffine(picture, turn, (width, height), flags=method, borderValue=(PAD,) * 3)
    boxes, cut = _moved(sample.boxes, turn, width, height)
    unsure, more = _moved(sample.unsure, turn, width, height)
    return _dirtied(_recoloured(laid, chance), chance), Sample(sample.path, boxes, np.concatenate([unsure, cut, more]))


def _offset(have: float, room: float, chance: random.Random) -> float:
    """Where the picture starts: anywhere that leaves no needless border."""
    return chance.uniform(min(room - have, 0), max(room - have, 0)) if abs(room - have) > 1 else 0.0


def _moved(
    boxes: NDArray[np.float32], turn: NDArray[np.float64], width: int, height: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Boxes after the change that are still mostly in the picture, and those that became too small or were cut."""
    if not len(boxes):
        return boxes, boxes
    corners = boxes[:, :4].reshape(-1, 2) @ turn[:, :2].T + turn[:, 2]
    corners = corners.reshape(-1, 2, 2)
    whole = np.concatenate([corners.min(1), corners.max(1)], 1)
    seen = np.clip(whole, 0, [width, height, width, height])
    share = (seen[:, 2:] - seen[:, :2]).prod(1) / np.maximum((whole[:, 2:] - whole[:, :2]).prod(1), 1e-6)
    kept = (share > _LEAST_SHARE) & (seen[:, 3] - seen[:, 1] >= _LEAST_PX)
    moved = np.concatenate([seen, boxes[:, 4:]], 1).astype(np.float32)
    return moved[kept], moved[~kept & (share > 0)]


def _recoloured(picture: NDArray[np.uint8], chance: random.Random) -> NDArray[np.uint8]:
    """Light, contrast, tint, saturation; sometimes grey."""
    if chance.random() < 0.1:
        picture = cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
    if chance.random() < 0.7:
        hsv = cv2.cvtColor(picture, cv2.COLOR_BGR2HSV).astype(np.int16)
        hsv[..., 0] = (hsv[..., 0] + chance.randint(-90, 90) * (chance.random() < 0.4)) % 180
        hsv[..., 1] = np.clip(hsv[..., 1] * chance.uniform(0.4, 1.7), 0, 255)
        picture = cv2.cvtColor(hsv.astype(np.uint8), cv2.COLOR_HSV2BGR)
    gamma, gain, lift = chance.uniform(0.6, 1.6), chance.uniform(0.75, 1.25), chance.uniform(-20, 20)
    curve = np.clip(255 * (np.arange(256) / 255) ** gamma * gain + lift, 0, 255).astype(np.uint8)
    return cv2.LUT(picture, curve)


def _dirtied(picture: NDArray[np.uint8], chance: random.Random) -> NDArray[np.uint8]:
    """Blur, noise and grey patches."""
    if chance.random() < 0.25:
        picture = cv2.GaussianBlur(picture, (0, 0), chance.uniform(0.4, 1.3))
    if chance.random() < 0.3:
        noise = np.random.default_rng(chance.randrange(1 << 30)).normal(0, chance.uniform(2, 11), picture.shape)
        picture = np.clip(picture + noise, 0, 255).astype(np.uint8)
    for _ in range(chance.randint(0, 2)):
        side = chance.randint(6, 34)
        x, y = chance.randrange(picture.shape[1]), chance.randrange(picture.shape[0])
        picture[y : y + side, x : x + side] = chance.randrange(256)
    return picture
