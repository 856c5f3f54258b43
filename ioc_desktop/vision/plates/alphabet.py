"""From what a text recogniser says of every column of a line to the characters that plates have."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.kernel.plates.formats import DIGITS, LETTERS

Floats = NDArray[np.float32]
SIGNS = DIGITS + LETTERS
"""What stands on plates; Đ counts as D."""
_FLOOR = 1e-4
"""No sign is ever impossible: the recogniser is surer than it is right."""


class Alphabet:
    """Which of a recogniser's classes are which signs.

    Args:
        characters: its classes behind the blank, which is class 0 (CTC).
    """

    def __init__(self, characters: Sequence[str]) -> None:
        known = {character: number for number, character in enumerate(characters, 1)}
        self._classes = np.array([known[sign] for sign in SIGNS])
        self._small = np.array([known.get(sign.lower(), known[sign]) for sign in SIGNS])
        self._bars = np.array([known[sign] for sign in "Đ" if sign in known], int)

    def narrow(self, scores: Floats) -> tuple[Floats, Floats]:
        """Scores [T, classes] as the blank's [T] and the signs' [T, 36]; small letters count as capitals."""
        signs = scores[:, self._classes].copy()
        differs = self._small != self._classes
        signs[:, differs] += scores[:, self._small[differs]]
        if len(self._bars):
            signs[:, SIGNS.index("D")] += scores[:, self._bars].sum(axis=1)
        return scores[:, 0], signs


def columns(blank: Floats, signs: Floats) -> Floats:
    """One row per character read, [N, 36], that sums up to 1: greedy CTC over the signs of plates alone.

    Columns where dashes, dots, screws or strange letters win are gaps, as blank ones are: neighbours of one sign with a
    gap between them are two characters.
    """
    best = signs.argmax(axis=1)
    strength = signs.max(axis=1)
    is_read = (strength > blank) & (strength > 0.08)
    rows: list[Floats] = []
    start = 0
    while start < len(best):
        if not is_read[start]:
            start += 1
            continue
        end = start
        while end < len(best) and is_read[end] and best[end] == best[start]:
            end += 1
        peak = start + int(strength[start:end].argmax())
        rows.append(signs[peak])
        start = end
    return _normal(np.stack(rows)) if rows else np.zeros((0, len(SIGNS)), np.float32)


def _normal(rows: Floats) -> Floats:
    """With a floor; what was left for signs that no plate has stays doubt, shared by all."""
    rest = np.clip(1.0 - rows.sum(axis=1, keepdims=True), 0.0, 1.0) / rows.shape[1]
    filled = np.maximum(rows + rest, _FLOOR)
    return np.asarray(filled / filled.sum(axis=1, keepdims=True), np.float32)


def text_of(rows: Floats) -> str:
    return "".join(SIGNS[sign] for sign in rows.argmax(axis=1))
