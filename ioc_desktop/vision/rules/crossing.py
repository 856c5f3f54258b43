"""Who passed a line, when and which way: sides with a band around the line, and proof that something really moved."""

from collections import deque
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.vision.rules.constants import (
    CUT_OFF,
    LEAP_GOES_ON,
    LEAP_PICTURES,
    LEAP_S,
    LINE_BAND_LEAST,
    LINE_BAND_SIZES,
    LINE_CAME_SIZES,
    LINE_CERTAIN_BANDS,
    LINE_DRIVES_SIZES_PER_S,
    LINE_RIGID_SHARE,
    LINE_STRIDE_RATIO,
)
from ioc_desktop.vision.rules.emerging import Passage, Passages, emerged
from ioc_desktop.vision.rules.geometry import F64, Line
from ioc_desktop.vision.rules.paths import Step, is_steady
from ioc_desktop.vision.rules.scene import Scene

_MAX_TRAIL = 64


@dataclass(frozen=True, slots=True)
class Crossing:
    """A line was passed.

    Attributes:
        index: position of the object in the scene in which the crossing became certain.
        time_s: when the foot was on the line, between two pictures.
        side: +1 from the left to the right of the line as seen along it, -1 the other way.
        depth: how far beyond the line it is by now, in picture heights.
    """

    index: int
    time_s: float
    side: int
    depth: float


@dataclass(slots=True)
class _Side:
    """Where a subject is known to be.

    Attributes:
        side: +1 or -1.
        far: largest distance from the line on that side, in picture heights.
        anchor: step at which it was last certainly there.
        trail: steps since then, the anchor first.
        beyond: pictures in a row in which it was certainly on the other side.
        born: signed distance at which it was first seen.
        is_new: it was seen once so far.
        is_guess: the side is where it must have been one picture before it was first seen.
        has_passed: its crossing is known.
    """

    side: int
    far: float
    anchor: Step
    born: float
    trail: deque[Step] = field(default_factory=lambda: deque(maxlen=_MAX_TRAIL))
    beyond: int = 0
    is_new: bool = True
    is_guess: bool = False
    has_passed: bool = False


class LineWatch:
    """Crossings of one line; one small state per subject, forgotten with it.

    A foot is certainly on a side when it is a band away from the line; the band grows with the object, as the wobble
    of its box does. A crossing is told when two pictures agree, or one is far beyond and the object was coming.
    """

    def __init__(self, line: Line, leniency: float = 1.0, *, accuses: bool = False) -> None:
        self._accuses = accuses
        self._line = line
        self._leniency = leniency
        self._sides: dict[int, _Side] = {}
        self._passages = Passages()
        self._looked_s = self._pause_s = 0.0

    def __len__(self) -> int:
        return len(self._sides)

    def look(self, scene: Scene, chosen: NDArray[np.intp]) -> list[Crossing]:
        """Crossings that became certain in this picture among the chosen objects."""
        self._pause_s, self._looked_s = scene.time_s - self._looked_s, scene.time_s
        for subject in scene.gone:
            self._sides.pop(subject, None)
        distances = self._line.distance(scene.feet[chosen])
        bands = np.maximum(LINE_BAND_SIZES * scene.sizes[chosen], LINE_BAND_LEAST) * self._leniency
        # A box that is cut off at the lower edge of the picture does not wobble there.
        bands[scene.feet[chosen, 1] >= 1 - CUT_OFF] = LINE_BAND_LEAST * self._leniency
        found = (
            self._follow(scene, index, distance, band)
            for index, distance, band in zip(chosen.tolist(), distances.tolist(), bands.tolist(), strict=True)
        )
        return [crossing for crossing in found if crossing is not None]

    def _follow(self, scene: Scene, index: int, distance: float, band: float) -> Crossing | None:
        subject = int(scene.subjects[index])
        step = scene.paths.of(subject)[-1]
        known = self._sides.get(subject)
        if known is None:
            known = self._sides[subject] = _Side(1 if distance >= 0 else -1, abs(distance), step, born=distance)
            known.trail.append(step)
            return None
        known.trail.append(step)
        if known.is_new and not self._is_leap(step.time_s - known.anchor.time_s) and not _is_covered(scene, index):
            _look_back(known, distance, band)
        known.is_new = False
        ahead = distance * known.side
        if known.is_guess and ahead >= band:
            _take_back(known, float(self._line.distance(known.trail[-2].foot[None])[0]))
            ahead = -ahead
        if ahead >= band:
            self._stays(known, ahead, step)
            return self._emerge(scene, index, known, ahead)
        way = abs(distance - known.born) if known.is_guess else known.far - ahead
        if -ahead < band or way < 2 * band:
            known.beyond = 0 if -ahead < band else known.beyond
            return None
        known.beyond += 1
        return self._pass(known, index, -ahead, step) if self._is_certain(scene, subject, known, band) else None

    def _emerge(self, scene: Scene, index: int, known: _Side, ahead: float) -> Crossing | None:
        """The crossing of somebody who was not seen until beyond the line."""
        passage = None if known.has_passed or not self._accuses else emerged(scene, index, self._line)
        known.has_passed |= passage is not None
        if passage is None or not self._passages.is_new(passage):
            return None
        return Crossing(index, passage.time_s, known.side, ahead)

    def _is_certain(self, scene: Scene, subject: int, known: _Side, band: float) -> bool:
        """Two pictures agree, or one is far beyond; and it was a whole box that moved."""
        step = known.trail[-1]
        depth = -known.side * float(self._line.distance(step.foot[None])[0])
        is_far = depth >= LINE_CERTAIN_BANDS * band or _is_leaving(step, scene.aspect)
        if known.beyond < 2 and not (is_far and self._was_coming(scene, subject)):
            return False
        normal, trail = self._line.normal, list(known.trail)
        if not self._goes_on(trail, -known.side):
            return False
        came = not known.is_guess and known.far >= LINE_CAME_SIZES * step.size
        if self._accuses and not came and not self._drives(trail):
            return False
        return _moved_whole(known.anchor, step, normal) or is_steady(trail, normal)

    def _drives(self, trail: list[Step]) -> bool:
        """Whether a trail goes over the line steadily and faster than people walk along it and wobble."""
        way, took_s = (trail[-1].foot - trail[0].foot) @ self._line.normal, trail[-1].time_s - trail[0].time_s
        is_fast = abs(float(way)) >= LINE_DRIVES_SIZES_PER_S * trail[-1].size * took_s
        return is_fast and is_steady(trail, self._line.normal)

    @staticmethod
    def _stays(known: _Side, ahead: float, step: Step) -> None:
        known.far, known.anchor, known.beyond, known.is_guess = max(known.far, ahead), step, 0, False
        known.trail.clear()
        known.trail.append(step)

    def _pass(self, known: _Side, index: int, depth: float, step: Step) -> Crossing | None:
        """The subject changes sides; a crossing only if it went through the drawn part of the line."""
        time_s, point = self._where(list(known.trail), -known.side)
        known.side, known.far, known.anchor, known.beyond, known.is_guess = -known.side, depth, step, 0, False
        known.has_passed = True
        known.trail.clear()
        known.trail.append(step)
        is_new = self._passages.is_new(Passage(time_s, point, step.size, known.side))
        return Crossing(index, time_s, known.side, depth) if is_new and 0 <= self._line.share(point) <= 1 else None

    def _was_coming(self, scene: Scene, subject: int) -> bool:
        """Whether the last stride goes on from the one before: a single wrong box comes out of nowhere."""
        feet = np.array([step.foot for step in list(scene.paths.of(subject))[-3:]])
        strides = np.diff(self._line.distance(feet))
        if len(strides) < 2:
            return False
        before, last = strides.tolist()
        return bool(before * last > 0 and abs(last) <= LINE_STRIDE_RATIO * abs(before))

    def _goes_on(self, trail: list[Step], side: int) -> bool:
        """Whether somebody who passed unseen is under way beyond the line, too; True for who was seen all the time."""
        times = np.array([step.time_s for step in trail])
        ahead = self._line.distance(np.array([step.foot for step in trail])) * side
        at = int(np.flatnonzero(ahead[:-1] < 0)[-1]) if (ahead[:-1] < 0).any() else 0
        gap_s = float(times[at + 1] - times[at])
        if not self._is_leap(gap_s):
            return True
        if not is_steady(trail[at + 1 :], self._line.normal):
            return False
        passed, since_s = float(ahead[at + 1] - ahead[at]) / gap_s, times[-1] - times[at + 1]
        return bool((ahead[-1] - ahead[at + 1]) / since_s >= LEAP_GOES_ON * passed)

    def _is_leap(self, gap_s: float) -> bool:
        """Whether it was unseen for so long that it may be somebody else now."""
        return gap_s >= max(LEAP_S, LEAP_PICTURES * self._pause_s)

    def _where(self, trail: list[Step], side: int) -> tuple[float, F64]:
        """When and where (float64 [2]) a trail last came over to ``side``."""
        feet = np.array([step.foot for step in trail])
        ahead = self._line.distance(feet) * side
        before = int(np.flatnonzero(ahead[:-1] < 0)[-1]) if (ahead[:-1] < 0).any() else 0
        a, b = ahead[before], ahead[before + 1]
        part = float(np.clip(-a / (b - a), 0, 1)) if b != a else 1.0
        time_s = trail[before].time_s + part * (trail[before + 1].time_s - trail[before].time_s)
        point: F64 = feet[before] + part * (feet[before + 1] - feet[before])
        return time_s, point


def _look_back(known: _Side, distance: float, band: float) -> None:
    """A tracker shows an object from its second picture on: a fast one that is just past the line has crossed it."""
    stride = distance - known.born
    before = known.born - stride
    if abs(stride) >= band and before * known.side < 0:
        known.side, known.far, known.is_guess = -known.side, abs(before), True


def _take_back(known: _Side, before: float) -> None:
    """The guess was wrong: it was on the other side, a signed distance away, and comes over only now."""
    known.side, known.far, known.beyond, known.is_guess = -known.side, abs(before), 0, False
    known.anchor = known.trail[-2]


def _is_leaving(step: Step, aspect: float) -> bool:
    """Whether a box is cut off by the picture's edge: there may be no next picture of it."""
    x1, _, x2, y2 = step.box
    return x1 <= CUT_OFF or x2 >= aspect - CUT_OFF or y2 >= 1 - CUT_OFF


def _is_covered(scene: Scene, index: int) -> bool:
    """Whether another object's box lies over most of this one: it may be a piece of that."""
    box = scene.boxes[index]
    low, high = np.maximum(scene.boxes[:, :2], box[:2]), np.minimum(scene.boxes[:, 2:], box[2:])
    shared = np.maximum(high - low, 0).prod(axis=1) / float(np.prod(box[2:] - box[:2]))
    return int((shared > 0.5).sum()) > 1


def _moved_whole(anchor: Step, now: Step, normal: F64) -> bool:
    """Whether all of the box went over, not one edge of it: an edge jumps when something passes in front."""
    a, b = np.array(anchor.box), np.array(now.box)
    moved = b - a
    foot = float((now.foot - anchor.foot) @ normal)
    # Feet move by the lower edge and by the mean of left and right; the opposite corners must come along.
    corners = [float(np.array([moved[x], moved[y]]) @ normal) for x in (0, 2) for y in (1, 3)]
    return all(corner * np.sign(foot) >= LINE_RIGID_SHARE * abs(foot) for corner in corners)
