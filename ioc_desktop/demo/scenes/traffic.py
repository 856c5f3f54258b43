"""Who is where at what time.

Vehicles follow lanes with a car-following model that is run until its pattern repeats every clip; the trips of one
repeat are then replayed periodically, so that positions at t and t + loop are equal by construction.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from ioc_desktop.demo.scenes.arrays import F64
from ioc_desktop.demo.scenes.paths import Path, Pose, Signals

Kind = Literal["person", "bicycle", "motorcycle", "car", "bus", "truck"]
STEP_S = 0.1
_WARM_UP_LOOPS = 5
_SETTLED_M = 3.0
_PULLED_UP_M, _STANDING_MPS = 3.0, 0.1
_LENGTH_M: dict[str, float] = {"person": 0.5, "bicycle": 1.7, "motorcycle": 1.9, "car": 4.4, "bus": 10.5, "truck": 7.0}
_WIDTH_M: dict[str, float] = {"person": 0.5, "bicycle": 0.6, "motorcycle": 0.8, "car": 1.8, "bus": 2.5, "truck": 2.3}
_STRIDE_M = 1.35
FADE_S = 0.8


@dataclass(frozen=True)
class Flow:
    """Vehicles or walkers that enter a lane, follow it and leave it, the same every loop.

    mix: kinds with weights. spread_m: how far from the lane's line they ride. stop: (signal group, metres along the
    path). obeys: False lets them run the red. fade: (at entry, at exit) when the ends lie within the picture. halt:
    (metres along the path, seconds) where each of them pulls up for a while.
    """

    lane: str
    path: Path
    count: int
    speed_mps: float
    mix: tuple[tuple[Kind, float], ...]
    spread_m: float = 0.0
    stop: tuple[str, float] | None = None
    obeys: bool = True
    at_s: tuple[float, ...] = ()
    fade: tuple[bool, bool] = (True, True)
    halt: tuple[float, float] | None = None


@dataclass(frozen=True)
class Stroll:
    """Someone who walks or rides round a closed path once (or `rounds` times) per loop."""

    path: Path
    kind: Kind = "person"
    lane: str = "vỉa hè"
    phase: float = 0.0
    rounds: int = 1


@dataclass(frozen=True)
class Standing:
    """Something parked, or someone standing about; `rider` False means nobody aboard and no lights."""

    kind: Kind
    pose: Pose
    lane: str = "đỗ"
    rider: bool = False


@dataclass(frozen=True)
class Actor:
    """One moving or waiting thing at an instant. `stride` is the phase of its gait or wheels in radians."""

    number: int
    kind: Kind
    look_seed: int
    pose: Pose
    speed_mps: float
    lane: str
    plate: str = ""
    stride: float = 0.0
    fade: float = 1.0
    braking: bool = False
    rider: bool = True
    obeys: bool = True


@dataclass
class _Mover:
    kind: Kind
    seed: int
    offset_m: float
    wish_mps: float
    due_s: float
    loop: int
    track: list[float] = field(default_factory=list)
    start_s: float = 0.0
    along_m: float = 0.0
    speed: float = 0.0
    stood_s: float = 0.0


@dataclass(frozen=True)
class Trip:
    """One departure: enters at start_s, then `along_m` [n] every STEP_S."""

    flow: Flow
    kind: Kind
    seed: int
    plate: str
    offset_m: float
    start_s: float
    along_m: F64

    @property
    def duration_s(self) -> float:
        return (len(self.along_m) - 1) * STEP_S

    def distance(self, age_s: float) -> float:
        return float(np.interp(age_s / STEP_S, np.arange(len(self.along_m)), self.along_m))

    def speed(self, age_s: float) -> float:
        before, after = max(age_s - STEP_S, 0.0), min(age_s + STEP_S, self.duration_s)
        return (self.distance(after) - self.distance(before)) / max(after - before, 1e-6)


def plate_of(kind: Kind, seed: int) -> str:
    """A number plate in the Vietnamese form, of the province's series 74."""
    random = np.random.default_rng(seed + 7400)
    serial, tail = int(random.integers(100, 1000)), int(random.integers(0, 100))
    if kind == "motorcycle":
        return f"74-{random.choice(list('BCDEFGHK'))}{random.integers(1, 9)} {serial}.{tail:02d}"
    if kind in {"car", "bus", "truck"}:
        letter = {"car": "A", "bus": "B", "truck": "C"}[kind]
        return f"74{letter}-{serial}.{tail:02d}"
    return ""


def _due_times(flow: Flow, loop_s: float, random: np.random.Generator) -> list[float]:
    if flow.at_s:
        return sorted(t % loop_s for t in flow.at_s)
    even = (np.arange(flow.count) + random.uniform(-0.35, 0.35, flow.count) + random.random()) * loop_s / flow.count
    return sorted((even % loop_s).tolist())


def _movers(flow: Flow, loop_s: float, seed: int) -> list[_Mover]:
    """All departures of all loops that are simulated, in order of time."""
    random = np.random.default_rng(seed)
    kinds, weights = [k for k, _w in flow.mix], np.array([w for _k, w in flow.mix])
    pattern = []
    for index, due in enumerate(_due_times(flow, loop_s, random)):
        kind = kinds[int(random.choice(len(kinds), p=weights / weights.sum()))]
        offset = float(random.uniform(-flow.spread_m, flow.spread_m))
        wish = flow.speed_mps * float(random.uniform(0.88, 1.12))
        pattern.append(_Mover(kind, seed * 100 + index, offset, wish, due, 0))
    loops = range(_WARM_UP_LOOPS + 1)
    return [replace(m, due_s=m.due_s + k * loop_s, loop=k, track=[]) for k in loops for m in pattern]


def _acceleration(speed: float, wish: float, gap_m: float, closing: float, kind: Kind) -> float:
    """Intelligent-driver model; `closing` is the speed difference to whatever is `gap_m` ahead."""
    push, brake = (2.2, 3.0) if kind == "motorcycle" else (1.6, 2.6)
    rest, headway = (0.8, 0.7) if kind in {"motorcycle", "bicycle", "person"} else (1.8, 1.1)
    wanted = rest + max(0.0, speed * headway + speed * closing / (2 * math.sqrt(push * brake)))
    return push * (1 - (speed / wish) ** 4 - (wanted / max(gap_m, 0.3)) ** 2)


def _must_stop(mover: _Mover, flow: Flow, signals: Signals, now: float) -> float | None:
    """Gap to the stop line when the mover has to wait there, else None."""
    if flow.stop is None or not flow.obeys:
        return None
    gap = flow.stop[1] - mover.along_m - _LENGTH_M[mover.kind] / 2
    if gap < 0 or gap > 70:
        return None
    state = signals.state(flow.stop[0], now)
    if state == "green" or (state == "yellow" and mover.speed**2 / (2 * max(gap, 0.1)) > 3.2):
        return None
    return gap


def _must_halt(mover: _Mover, flow: Flow) -> float | None:
    """Gap to where the mover pulls up of its own will, None once it has stood there for long enough."""
    if flow.halt is None:
        return None
    place_m, for_s = flow.halt
    gap = place_m - mover.along_m
    mover.stood_s += STEP_S * (0 <= gap < _PULLED_UP_M and mover.speed < _STANDING_MPS)
    return gap if gap >= 0 and mover.stood_s < for_s else None


def _advance(flow: Flow, active: list[_Mover], signals: Signals | None, now: float) -> None:
    """Move everyone in a lane on by one step; `active` is sorted front first."""
    for index, mover in enumerate(active):
        rate = _acceleration(mover.speed, mover.wish_mps, 1e6, 0.0, mover.kind)
        for leader in active[:index]:
            beside = abs(leader.offset_m - mover.offset_m) > (_WIDTH_M[leader.kind] + _WIDTH_M[mover.kind]) / 2 + 0.15
            if not beside:
                gap = leader.along_m - mover.along_m - (_LENGTH_M[leader.kind] + _LENGTH_M[mover.kind]) / 2
                closing = mover.speed - leader.speed
                rate = min(rate, _acceleration(mover.speed, mover.wish_mps, gap, closing, mover.kind))
        line = _must_stop(mover, flow, signals, now) if signals is not None else None
        line = _must_halt(mover, flow) if line is None else line
        if line is not None:
            rate = min(rate, _acceleration(mover.speed, mover.wish_mps, line + 0.6, mover.speed, mover.kind))
        mover.speed = max(0.0, mover.speed + max(rate, -7.0) * STEP_S)
        step = mover.speed * STEP_S
        if line is not None and step > line:
            step, mover.speed = max(line - 0.05, 0.0), 0.0
        mover.along_m += step
        mover.track.append(mover.along_m)


def simulate(flow: Flow, loop_s: float, signals: Signals | None, seed: int) -> list[Trip]:
    """Run one lane until its pattern repeats and return the trips of the last loop."""
    waiting = _movers(flow, loop_s, seed)
    active: list[_Mover] = []
    finished: list[_Mover] = []
    now = 0.0
    while waiting or active:
        while waiting and waiting[0].due_s <= now and _has_room(active, waiting[0]):
            mover = waiting.pop(0)
            mover.start_s, mover.speed = now, mover.wish_mps if not active else min(mover.wish_mps, flow.speed_mps)
            mover.track.append(0.0)
            active.append(mover)
        active.sort(key=lambda m: -m.along_m)
        _advance(flow, active, signals, now)
        now += STEP_S
        finished += [m for m in active if m.along_m >= flow.path.length_m and m.loop >= _WARM_UP_LOOPS - 1]
        active = [m for m in active if m.along_m < flow.path.length_m]
        if now > loop_s * (_WARM_UP_LOOPS + 12):
            raise ValueError(f"the lane {flow.lane!r} never clears: too many vehicles for its green time")
    finished.sort(key=lambda m: m.start_s)
    before, last = ([m for m in finished if m.loop == loop] for loop in (_WARM_UP_LOOPS - 1, _WARM_UP_LOOPS))
    if any(_difference_m(a, b, loop_s) > _SETTLED_M for a, b in zip(before, last, strict=True)):
        raise ValueError(f"the lane {flow.lane!r} does not settle: too many vehicles for its green time")
    return [_trip(flow, m, loop_s) for m in last]


def _difference_m(earlier: _Mover, later: _Mover, loop_s: float) -> float:
    """How far the same departure of two following loops is apart at most."""
    shift = round((later.start_s - earlier.start_s - loop_s) / STEP_S)
    a, b = np.array(earlier.track), np.array(later.track)
    a, b = (a[shift:], b) if shift >= 0 else (a, b[-shift:])
    size = min(len(a), len(b))
    return float(np.abs(a[:size] - b[:size]).max(initial=0.0)) + 10.0 * STEP_S * abs(len(a) - len(b))


def _has_room(active: list[_Mover], entering: _Mover) -> bool:
    return all(m.along_m > (_LENGTH_M[m.kind] + _LENGTH_M[entering.kind]) / 2 + 1.5 for m in active)


def _trip(flow: Flow, mover: _Mover, loop_s: float) -> Trip:
    start = round((mover.start_s - _WARM_UP_LOOPS * loop_s) / STEP_S) * STEP_S
    along = np.array(mover.track, np.float64)
    return Trip(flow, mover.kind, mover.seed, plate_of(mover.kind, mover.seed), mover.offset_m, start, along)


class Traffic:
    """Everything that moves or waits in a scene, as a function of time with period `loop_s`."""

    def __init__(
        self,
        flows: list[Flow],
        strolls: list[Stroll],
        standing: list[Standing],
        *,
        loop_s: float,
        signals: Signals | None,
        seed: int,
    ) -> None:
        self.loop_s, self.signals, self._seed = loop_s, signals, seed
        self.trips = [t for i, f in enumerate(flows) for t in simulate(f, loop_s, signals, seed * 1000 + i * 17)]
        self._strolls, self._standing = strolls, standing

    def at(self, time_s: float) -> list[Actor]:
        """Everyone present at a time, in no particular order."""
        return [*self._travelling(time_s), *self._strolling(time_s), *self._waiting(time_s)]

    def _travelling(self, time_s: float) -> Iterator[Actor]:
        for index, trip in enumerate(self.trips):
            first = math.ceil((trip.start_s - time_s) / self.loop_s - 1e-9)
            for turn in range(first, first + 20):
                age = time_s - trip.start_s + turn * self.loop_s
                if age > trip.duration_s:
                    break
                yield self._travelling_actor(index, trip, turn, age)

    def _travelling_actor(self, index: int, trip: Trip, turn: int, age: float) -> Actor:
        distance, speed = trip.distance(age), trip.speed(age)
        entry, leave = trip.flow.fade
        fade = min(1.0, age / FADE_S if entry else 1.0, (trip.duration_s - age) / FADE_S if leave else 1.0)
        later = trip.speed(min(age + 0.3, trip.duration_s))
        return Actor(
            number=2 + index * 16 + turn % 16,
            kind=trip.kind,
            look_seed=trip.seed,
            pose=trip.flow.path.at(distance, trip.offset_m),
            speed_mps=speed,
            lane=trip.flow.lane,
            plate=trip.plate,
            stride=distance / _STRIDE_M * math.tau,
            fade=max(0.0, fade),
            braking=later < speed - 0.25 or speed < 0.3,
            obeys=trip.flow.obeys,
        )

    def _strolling(self, time_s: float) -> Iterator[Actor]:
        base = 2 + 16 * len(self.trips)
        for index, stroll in enumerate(self._strolls):
            length = stroll.path.length_m
            share = (stroll.phase + stroll.rounds * time_s / self.loop_s) % 1.0
            strides = max(1, round(length * stroll.rounds / _STRIDE_M))
            yield Actor(
                number=base + index,
                kind=stroll.kind,
                look_seed=self._seed * 77 + index,
                pose=stroll.path.at(share * length),
                speed_mps=length * stroll.rounds / self.loop_s,
                lane=stroll.lane,
                plate=plate_of(stroll.kind, self._seed * 77 + index),
                stride=math.tau * strides * (time_s / self.loop_s % 1.0),
            )

    def _waiting(self, time_s: float) -> Iterator[Actor]:
        base = 2 + 16 * len(self.trips) + len(self._strolls)
        for index, item in enumerate(self._standing):
            seed = self._seed * 91 + index
            sway = 0.05 * math.sin(math.tau * (2 * time_s / self.loop_s + index * 0.37)) if item.kind == "person" else 0
            pose = Pose(item.pose.x + sway, item.pose.y, item.pose.heading + 3 * sway)
            plate = plate_of(item.kind, seed)
            yield Actor(base + index, item.kind, seed, pose, 0.0, item.lane, plate, 0.0, rider=item.rider)
