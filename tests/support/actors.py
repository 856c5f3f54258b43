"""Drawn road users for tests of rules: where they are is a function of time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.vision.rules.engine import RuleSet
from ioc_desktop.vision.rules.model import Rule, RuleEvent, RuleKind, SignalState, SignalWord, View
from ioc_desktop.vision.tracks import Tracks

LABELS = ("person", "bicycle", "motorcycle", "car", "bus", "truck", "backpack", "suitcase")
Foot = tuple[float, float]
SQUARE = ((0.3, 0.3), (0.7, 0.3), (0.7, 0.7), (0.3, 0.7))


@dataclass
class Actor:
    """One road user.

    where: foot (middle of the lower edge, 0–1) at a time, None while it is not there.
    number: its identity, or one that depends on the time (a tracker that changes its mind).
    size: width, height in 0–1.
    """

    where: Callable[[float], Foot | None]
    number: int | Callable[[float], int] = 1
    name: str = "car"
    size: tuple[float, float] = (0.06, 0.1)
    seen: Callable[[float], bool] = field(default=lambda _time_s: True)

    def identity(self, time_s: float) -> int:
        return self.number(time_s) if callable(self.number) else self.number


def going(start: Foot, end: Foot, begin_s: float, end_s: float) -> Callable[[float], Foot | None]:
    """A straight way, there only while on it."""
    return along([(begin_s, start), (end_s, end)])


def along(stops: Sequence[tuple[float, Foot]]) -> Callable[[float], Foot | None]:
    """A way through places at times."""
    times = [time_s for time_s, _ in stops]

    def where(time_s: float) -> Foot | None:
        if not times[0] <= time_s <= times[-1]:
            return None
        x, y = (float(np.interp(time_s, times, [foot[axis] for _, foot in stops])) for axis in (0, 1))
        return x, y

    return where


def tracks_of(actors: Sequence[Actor], time_s: float) -> Tracks:
    rows = [(actor, foot) for actor in actors if (foot := actor.where(time_s)) is not None]
    boxes = [(x - a.size[0] / 2, y - a.size[1], x + a.size[0] / 2, y) for a, (x, y) in rows]
    return Tracks(
        np.array([actor.identity(time_s) for actor, _ in rows], np.int64),
        np.array(boxes, np.float32).reshape(-1, 4),
        np.full(len(rows), 0.9, np.float32),
        np.array([LABELS.index(actor.name) for actor, _ in rows], np.int32),
        np.zeros((len(rows), 2), np.float32),
        np.array([actor.seen(time_s) for actor, _ in rows], np.bool_),
    )


def views(
    actors: Sequence[Actor],
    times: Sequence[float] | NDArray[np.float64],
    *,
    signal: Callable[[float], SignalState] | None = None,
    aspect: float = 1.0,
) -> Iterator[View]:
    for time_s in times:
        signals = {} if signal is None else {"s": SignalWord(signal(float(time_s)), float(time_s))}
        yield View(time_s=float(time_s), tracks=tracks_of(actors, float(time_s)), aspect=aspect, signals=signals)


def clock(end_s: float, fps: float = 5.0, begin_s: float = 0.0) -> NDArray[np.float64]:
    return np.arange(round((end_s - begin_s) * fps) + 1) / fps + begin_s


@dataclass
class Told:
    """What a rule said over a stream."""

    events: list[RuleEvent]
    counts: dict[str, dict[str, int]]

    @property
    def raised(self) -> list[RuleEvent]:
        return [event for event in self.events if event.phase == "raised"]

    @property
    def closed(self) -> list[RuleEvent]:
        return [event for event in self.events if event.phase == "closed"]


def run(rules: Rule | Sequence[Rule], stream: Iterator[View], labels: Sequence[str] = LABELS) -> Told:
    """Run rules over a stream to its end; every event raised must be closed once."""
    rule_set = RuleSet([rules] if isinstance(rules, Rule) else rules, labels)
    assert not [problem for problem in rule_set.problems if problem.severity == "error"]
    events: list[RuleEvent] = []
    last_s = 0.0
    for view in stream:
        events += rule_set.step(view)
        last_s = view.time_s
    events += rule_set.finish(last_s)
    told = Told(events, rule_set.counts)
    names = [(event.rule, event.number) for event in told.raised]
    assert len(set(names)) == len(names)
    assert sorted(names) == sorted((event.rule, event.number) for event in told.closed)
    return told


def rule_of(kind: RuleKind, **fields: object) -> Rule:
    shape: dict[str, object] = {"polygon": SQUARE}
    return Rule(id="r", kind=kind, **{**shape, **fields})  # type: ignore[arg-type]
