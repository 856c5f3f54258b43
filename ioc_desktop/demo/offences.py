"""What rules should have said of a clip: offences and crossings, judged on the ground from the clip's truth.

Nothing here looks at pictures or boxes; a road user is one point on the ground (a rider and the two-wheeler are one).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.demo.scenes.truth import ClipTruth, TruthFrame, TruthObject
from ioc_desktop.demo.trials import Metres, TrialRule

Box = tuple[float, float, float, float]
_STANDING_MPS, _DRIVING_MPS = 0.3, 1.0
# Shorter breaks belong to the same offence: somebody fades or is measured anew.
_BREAK_S = 0.5
# As rules believe nothing that was seen once.
_LEAST_S = 0.3
# Nobody can say whether the light had turned, so near to the change.
_TURNING_S = 1.2
# What begins or ends so near to the clip's ends is cut off.
_END_S = 2.0
# Of whom less than this was to be seen for half of the time around it, no camera can tell.
_LEAST_VISIBLE = 0.3
_AROUND_S = 1.0
# What is told late is marked where the road user is by then.
_PATH_S = 3.0


@dataclass(frozen=True)
class Sight:
    """A road user at one moment: where on the ground, which way and how fast.

    Attributes:
        visibility: share of the vehicle, or of who walks, that nothing covers.
    """

    time_s: float
    kind: str
    x_m: float
    y_m: float
    velocity_mps: Metres
    box: Box
    visibility: float
    signals: dict[str, str]

    @property
    def speed_mps(self) -> float:
        return float(np.hypot(*self.velocity_mps))


@dataclass(frozen=True)
class Offence:
    """One thing that a rule should tell once.

    Attributes:
        rule: id of the trial rule.
        kind: COCO name of the road user, the two-wheeler's where somebody rides it.
        start_s: when it began.
        due_s: when it has lasted for as long as the rule asks; the earliest moment to raise it.
        end_s: when it was over.
        times_s: float64 [N], moments at which the road user was there, some before and after.
        boxes: float64 [N, 4], x1, y1, x2, y2 in 0–1 of the picture, where it was then.
        is_doubtful: cut off by the clip, hidden, or within the turning of the light: neither right nor wrong to tell.
    """

    rule: str
    kind: str
    start_s: float
    due_s: float
    end_s: float
    times_s: NDArray[np.float64]
    boxes: NDArray[np.float64]
    is_doubtful: bool = False


def offences(truth: ClipTruth, rules: Sequence[TrialRule]) -> list[Offence]:
    """All offences and crossings of a clip, by rule and time."""
    users = _users(truth)
    last_s = truth.frames[-1].time_s
    found = [one for rule in rules for sights in users.values() for one in _judge(rule, sights, last_s)]
    return sorted(found, key=lambda one: (one.rule, one.start_s))


def _users(truth: ClipTruth) -> dict[int, list[Sight]]:
    """Every road user's sights in order of time, by actor."""
    users: dict[int, list[Sight]] = {}
    for frame in truth.frames:
        parts: dict[int, list[TruthObject]] = {}
        for each in frame.objects:
            parts.setdefault(each.track_id // 4, []).append(each)
        for number, together in parts.items():
            sights = users.setdefault(number, [])
            sights.append(_sight(frame, together, sights[-1] if sights else None))
    return users


def _sight(frame: TruthFrame, parts: list[TruthObject], before: Sight | None) -> Sight:
    main = next((part for part in parts if part.kind != "person"), parts[0])
    boxes = np.array([part.box for part in parts])
    low, high = boxes[:, :2].min(axis=0).tolist(), boxes[:, 2:].max(axis=0).tolist()
    box = (low[0], low[1], high[0], high[1])
    velocity = (0.0, 0.0)
    if before is not None:
        took_s = frame.time_s - before.time_s
        velocity = ((main.x_m - before.x_m) / took_s, (main.y_m - before.y_m) / took_s)
    return Sight(frame.time_s, main.kind, main.x_m, main.y_m, velocity, box, main.visibility, frame.signals)


def _judge(rule: TrialRule, sights: list[Sight], last_s: float) -> Iterator[Offence]:
    kind = _kind(sights)
    if kind not in rule.classes:
        return
    spans = _passages(rule, sights) if rule.line_m else _stays(rule, sights)
    for start_s, end_s in spans:
        due_s = start_s + rule.min_s
        around = _between(sights, start_s - _AROUND_S, end_s + _AROUND_S)
        path = _between(sights, start_s - _PATH_S, end_s + _PATH_S)
        yield Offence(
            rule.id, kind, start_s, due_s, end_s,
            np.array([each.time_s for each in path]), np.array([each.box for each in path]),
            is_doubtful=_is_cut(start_s, end_s, last_s) or _is_hidden(around) or _is_turning(rule, around, start_s),
        )  # fmt: skip


def _between(sights: Sequence[Sight], start_s: float, end_s: float) -> list[Sight]:
    return [each for each in sights if start_s <= each.time_s <= end_s]


def _kind(sights: Sequence[Sight]) -> str:
    """Of a two-wheeler whose rider comes into the picture first, the two-wheeler's."""
    return next((each.kind for each in sights if each.kind != "person"), "person")


def _is_cut(start_s: float, end_s: float, last_s: float) -> bool:
    return start_s < _END_S or end_s > last_s - _END_S


def _is_hidden(around: Sequence[Sight]) -> bool:
    return float(np.median([each.visibility for each in around])) < _LEAST_VISIBLE


def _is_turning(rule: TrialRule, around: Sequence[Sight], at_s: float) -> bool:
    """Whether the signal turned to or from red close to a passage."""
    near = {each.signals[rule.group] == "red" for each in around if abs(each.time_s - at_s) <= _TURNING_S if rule.group}
    return len(near) > 1


def _stays(rule: TrialRule, sights: Sequence[Sight]) -> Iterator[tuple[float, float]]:
    """Spans in which somebody does in the area what the rule is about."""
    times = np.array([each.time_s for each in sights if _does(rule, each)])
    for span in np.split(times, np.flatnonzero(np.diff(times) > _BREAK_S) + 1):
        if len(span) and span[-1] - span[0] >= max(rule.min_s, _LEAST_S):
            yield float(span[0]), float(span[-1])


def _does(rule: TrialRule, sight: Sight) -> bool:
    if not _is_inside(rule.area_m, sight):
        return False
    if rule.kind == "illegal_stop":
        return sight.speed_mps < _STANDING_MPS
    if rule.kind == "wrong_way":
        assert rule.way_m is not None
        return float(np.dot(sight.velocity_mps, rule.way_m)) < -_DRIVING_MPS
    return True


def _is_inside(area_m: Sequence[Metres], sight: Sight) -> bool:
    """Areas of trial rules are convex and go round anticlockwise."""
    corners = np.array(area_m)
    edges = np.roll(corners, -1, axis=0) - corners
    reach = np.array([sight.x_m, sight.y_m]) - corners
    return bool((edges[:, 0] * reach[:, 1] - edges[:, 1] * reach[:, 0] >= 0).all())


def _passages(rule: TrialRule, sights: Sequence[Sight]) -> Iterator[tuple[float, float]]:
    """Moments at which somebody passes the rule's line, which runs along x, on red where it obeys a signal."""
    (x0, y0), (x1, _) = rule.line_m
    for before, now in pairwise(sights):
        if (before.y_m < y0) == (now.y_m < y0) or not x0 <= now.x_m <= x1:
            continue
        if rule.way_m is not None and (now.y_m - before.y_m) * rule.way_m[1] <= 0:
            continue
        if not rule.group or now.signals[rule.group] == "red":
            yield now.time_s, now.time_s
