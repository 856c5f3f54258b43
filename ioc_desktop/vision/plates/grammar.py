"""The place of a character says whether it is a letter or a digit: readings in the forms that plates have."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.kernel.plates.formats import TEMPLATES, PlateColour, PlateKind, Template, read_plate
from ioc_desktop.kernel.plates.provinces import PROVINCES
from ioc_desktop.vision.plates.alphabet import SIGNS, Floats, text_of

_LEAST = 0.1
"""Mean likelihood per character below which a form is forced upon a text that is none."""
_COMMON = 0.0
_RARE = -0.7
"""Log weight of forms beyond the first: few vehicles have them."""
_COMMON_COUNT = 6
_WRONG_COLOUR = -4.0


class Reading(NamedTuple):
    """A plate as read.

    Attributes:
        text: bare; in a form of plates when ``is_plate``.
        scores: confidence of each character, 0–1.
        is_plate: whether it has a form and a local code that exist.
    """

    text: str
    scores: tuple[float, ...]
    is_plate: bool

    @property
    def score(self) -> float:
        """Confidence of the whole: that of all characters together, as a mean per character."""
        if not self.scores:
            return 0.0
        return float(np.exp(np.mean(np.log(np.maximum(self.scores, 1e-6)))))


NOTHING = Reading("", (), is_plate=False)


def best_reading(rows: Floats, split: int | None = None, colour: PlateColour | None = None) -> Reading:
    """The likeliest plate.

    Args:
        rows: [N, 36], see ``alphabet.columns``.
        split: how many characters stand on the upper line; None for one line or not known.
        colour: of the ground; red ones alone are the army's.
    """
    found: list[tuple[float, Reading]] = []
    for rank, template in enumerate(TEMPLATES):
        if len(template.places) == len(rows) and not _is_foreign(template, colour):
            weight = _COMMON if rank < _COMMON_COUNT else _RARE
            weight += _RARE if split not in {None, template.split} else 0.0
            weight += _WRONG_COLOUR if _contradicts(template, colour) else 0.0
            found.append(_fitted(rows, template, weight))
    plates = [(score, reading) for score, reading in found if reading.is_plate]
    if plates:
        score, reading = max(plates, key=lambda pair: pair[0])
        if score / len(rows) > np.log(_LEAST):
            return reading
    return Reading(text_of(rows), tuple(rows.max(axis=1).tolist()), is_plate=False) if len(rows) else NOTHING


def _is_foreign(template: Template, colour: PlateColour | None) -> bool:
    """Two letters and four digits are on many things; only on red they are the army's."""
    return PlateKind.MILITARY in template.kinds and colour not in {None, PlateColour.RED}


def _contradicts(template: Template, colour: PlateColour | None) -> bool:
    return colour is not None and (PlateKind.MILITARY in template.kinds) != (colour is PlateColour.RED)


def _fitted(rows: Floats, template: Template, weight: float) -> tuple[float, Reading]:
    """The likeliest text of a form, and how likely."""
    masked = np.where(_mask(template), rows, 0.0)
    if template.places.startswith("99"):
        for place, sign in enumerate(_province(rows[0], rows[1])):
            masked[place, np.arange(len(SIGNS)) != SIGNS.index(sign)] = 0.0
    chosen = masked.argmax(axis=1)
    scores = masked[np.arange(len(rows)), chosen]
    text = "".join(SIGNS[sign] for sign in chosen)
    reading = Reading(text, tuple(scores.tolist()), is_plate=read_plate(text) is not None)
    return float(np.log(np.maximum(scores, 1e-9)).sum()) + weight, reading


def _province(first: Floats, second: Floats) -> str:
    """The likeliest local code that exists."""
    return max(PROVINCES, key=lambda code: float(first[int(code[0])] * second[int(code[1])]))


@cache
def _mask(template: Template) -> NDArray[np.bool_]:
    """[places, 36], what may stand where."""
    return np.array([[sign in template.allowed(i) for sign in SIGNS] for i in range(len(template.places))])
