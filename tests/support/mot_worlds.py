"""Made sequences for the measures of tracking: everything that goes wrong in real ones, and ties."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ioc_desktop.vision.evaluation.tracking import Frame, Objects

DISTRACTORS = (2, 7, 8, 12)


def made_sequence(seed: int, frames: int = 30) -> list[Frame]:
    """Objects that walk; boxes that shake, miss, swap identities, double, invent; frames empty on either side."""
    rng = np.random.default_rng(seed)
    count = int(rng.integers(1, 9))
    start, step = rng.uniform(0, 400, (count, 2)), rng.normal(0, 6, (count, 2))
    # Sizes from a short list on a coarse grid make equal overlaps, thus ties.
    size = rng.choice([20.0, 40.0, 60.0], (count, 2))
    alias = np.arange(count) + 100
    sequence = []
    for number in range(frames):
        alive = rng.random(count) < 0.85
        if rng.random() < 0.1:
            alive[:] = False
        boxes = np.round(np.concatenate([start + number * step, size], axis=1) / 4) * 4
        if rng.random() < 0.15 and count > 1:
            one, other = rng.choice(count, 2, replace=False)
            alias[[one, other]] = alias[[other, one]]
        if rng.random() < 0.05:
            alias[int(rng.integers(count))] = 200 + number
        sequence.append(Frame(Objects(np.flatnonzero(alive) + 1, boxes[alive]), _seen(rng, boxes, alias)))
    return sequence


def _seen(rng: np.random.Generator, boxes: np.ndarray, alias: np.ndarray) -> Objects:
    if rng.random() < 0.1:
        return Objects.none()
    kept = rng.random(len(boxes)) < 0.8
    shaken = boxes + np.round(rng.normal(0, 0.12, boxes.shape) * np.tile(boxes[:, 2:], 2))
    shaken[:, 2:] = np.maximum(shaken[:, 2:], 4)
    shaken[rng.random(len(boxes)) < 0.3] = boxes[rng.integers(len(boxes))]
    ghosts = np.concatenate([rng.uniform(0, 400, (2, 2)), np.full((2, 2), 40.0)], axis=1)
    there = rng.random(2) < 0.3
    ids = np.concatenate([alias[kept], np.array([900, 901])[there]])
    return Objects(ids.astype(np.int64), np.concatenate([shaken[kept], ghosts[there]]))


def write_mot17(seed: int, truth: Path, result: Path) -> list[Frame]:
    """A made sequence as MOT17 files, where some of truth is another class or does not count."""
    rng = np.random.default_rng(seed + 1000)
    sequence = made_sequence(seed)
    kinds = rng.choice([1, 1, 1, 3, *DISTRACTORS], 20)
    truth_lines, lines = [], []
    for number, frame in enumerate(sequence, 1):
        for identity, box in zip(frame.truth.ids.tolist(), frame.truth.boxes.tolist(), strict=True):
            flag = int(rng.random() < 0.9)
            place = ",".join(f"{value:.2f}" for value in box)
            truth_lines.append(f"{number},{identity},{place},{flag},{kinds[identity]},0.8")
        for identity, box in zip(frame.found.ids.tolist(), frame.found.boxes.tolist(), strict=True):
            lines.append(f"{number},{identity},{','.join(f'{value:.2f}' for value in box)},0.9,-1,-1,-1")
    for path, content in ((truth, truth_lines), (result, lines)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{line}\n" for line in content), "utf-8")
    return sequence
