"""Measures of events: what rules said against what they should have said.

An event is right when it is told of the right road user at the right time, once. What nobody can judge (cut off by the
clip, hidden, within the turning of a light) is neither right nor wrong to tell. After the event scoring of i-LIDS
(UK Home Office, 2006), with one-to-one matching and the place checked too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

TOLERANCE_S = 2.0
"""How far times may be apart: half a length of a vehicle, a few pictures, and what a rule waits before it believes."""
_REACH = 0.5
"""How far apart two boxes may be, in their sizes: what is told is marked by the box of another moment."""


@dataclass(frozen=True)
class TrueEvent:
    """One thing to tell.

    Attributes:
        rule: who should tell it.
        start_s: when it began.
        due_s: the earliest moment to tell it.
        end_s: when it was over.
        times_s: float64 [N], moments at which the road user was there.
        boxes: float64 [N, 4], x1, y1, x2, y2 in 0–1 of the picture, where it was then.
        is_doubtful: neither right nor wrong to tell.
    """

    rule: str
    start_s: float
    due_s: float
    end_s: float
    times_s: NDArray[np.float64]
    boxes: NDArray[np.float64]
    is_doubtful: bool = False


@dataclass(frozen=True)
class ToldEvent:
    """One thing that was told.

    Attributes:
        rule: who told it.
        start_s: when it began, as told.
        end_s: when it was over, as told.
        raised_s: when it was told first.
        peak_s: moment of ``box``.
        box: x1, y1, x2, y2 in 0–1 of the picture; None for the whole picture.
    """

    rule: str
    start_s: float
    end_s: float
    raised_s: float
    peak_s: float
    box: tuple[float, float, float, float] | None


@dataclass(frozen=True)
class EventScore:
    """How right events were; add scores of clips together.

    Attributes:
        found: right ones.
        missed: not told.
        false: told of nothing, or of the same thing again.
        delays_s: of the right ones, from the earliest moment to when they were told.
    """

    found: int = 0
    missed: int = 0
    false: int = 0
    delays_s: tuple[float, ...] = ()

    def __add__(self, other: EventScore) -> EventScore:
        return EventScore(
            self.found + other.found,
            self.missed + other.missed,
            self.false + other.false,
            self.delays_s + other.delays_s,
        )

    @property
    def recall(self) -> float:
        """0–1; 1 where there was nothing to find."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def precision(self) -> float:
        """0–1; 1 where nothing was told."""
        return self.found / (self.found + self.false) if self.found + self.false else 1.0

    @property
    def count_error(self) -> float:
        """Share by which the number told differs from the true one; 0 where there was nothing."""
        true = self.found + self.missed
        return abs(self.found + self.false - true) / true if true else 0.0

    @property
    def time_to_alarm_s(self) -> float:
        """Median; NaN where nothing was found."""
        return float(np.median(self.delays_s)) if self.delays_s else float("nan")


def score_events(true: Iterable[TrueEvent], told: Iterable[ToldEvent]) -> dict[str, EventScore]:
    """Scores by rule of one clip, for every rule of which something is true or told."""
    truths, tolds = list(true), list(told)
    rules = sorted({each.rule for each in truths} | {each.rule for each in tolds})
    return {rule: _score([a for a in truths if a.rule == rule], [b for b in tolds if b.rule == rule]) for rule in rules}


def _score(true: Sequence[TrueEvent], told: Sequence[ToldEvent]) -> EventScore:
    pairs = _pairs(true, told)
    right = [(a, b) for a, b in pairs if not true[a].is_doubtful]
    certain = sum(not each.is_doubtful for each in true)
    unmatched = set(range(len(told))) - {b for _, b in pairs}
    excused = {b for b in unmatched if any(each.is_doubtful and _fits(each, told[b]) for each in true)}
    delays_s = tuple(told[b].raised_s - true[a].due_s for a, b in right)
    return EventScore(len(right), certain - len(right), len(unmatched - excused), delays_s)


def _pairs(true: Sequence[TrueEvent], told: Sequence[ToldEvent]) -> list[tuple[int, int]]:
    """One-to-one, as many as fit, nearest in time; certain ones before doubtful ones."""
    if not true or not told:
        return []
    worth = np.zeros((len(true), len(told)))
    for a, one in enumerate(true):
        for b, other in enumerate(told):
            if _fits(one, other):
                far_s = min(abs(one.start_s - other.start_s), 1000.0)
                worth[a, b] = (1.0 if one.is_doubtful else 2.0) + 1.0 - far_s / 1000.0
    rows, columns = linear_sum_assignment(worth, maximize=True)
    return [(int(a), int(b)) for a, b in zip(rows, columns, strict=True) if worth[a, b] > 0]


def _fits(true: TrueEvent, told: ToldEvent) -> bool:
    overlaps = told.start_s <= true.end_s + TOLERANCE_S and true.start_s - TOLERANCE_S <= told.end_s
    return overlaps and (told.box is None or _is_there(true, told.peak_s, np.array(told.box)))


def _is_there(true: TrueEvent, at_s: float, box: NDArray[np.float64]) -> bool:
    """Whether the road user was about where it was marked, at about the moment of the mark."""
    near = np.abs(true.times_s - at_s) <= TOLERANCE_S
    boxes = true.boxes[near]
    gaps = np.maximum(np.maximum(boxes[:, :2] - box[2:], box[:2] - boxes[:, 2:]), 0.0)
    return bool((gaps <= _REACH * (boxes[:, 2:] - boxes[:, :2])).all(axis=1).any())
