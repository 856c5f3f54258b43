"""Rules run over a recorded stretch from its detections: what they would have said, and who went where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.labels import canonical
from ioc_desktop.vision.rules.constants import USUAL_FPS
from ioc_desktop.vision.rules.engine import RuleSet
from ioc_desktop.vision.rules.model import Rule, RuleEvent, RuleProblem, SignalWord, View
from ioc_desktop.vision.rules.picture_sizes import Size
from ioc_desktop.vision.rules.validation import resized_rules
from ioc_desktop.vision.tracking.tracker import Tracker
from ioc_desktop.vision.tracks import Tracks

Picture = NDArray[np.uint8]
Frame = tuple[float, Detections, Picture | None]

# Enough to draw; the sample is thinned rather than cut off when a path is longer.
_MOST_PATHS = 300
_MOST_POINTS = 240
_NO_WORDS: Mapping[str, SignalWord] = MappingProxyType({})


@dataclass(slots=True)
class PathSample:
    """Where one identity went.

    Attributes:
        track: identity.
        category: name of its class.
        points: time in seconds, x, y in 0–1 of its foot, oldest first.
    """

    track: int
    category: str
    points: list[tuple[float, float, float]] = field(default_factory=list)


@dataclass(frozen=True)
class TryResult:
    """What rules said.

    Attributes:
        events: each once, as it ended, in order of their beginnings.
        counts: by rule and class.
        paths: sample of who went where.
        problems: what the rules suffer from.
        raised_s: when each event was first told, by its rule and number.
    """

    events: tuple[RuleEvent, ...]
    counts: Mapping[str, Mapping[str, int]]
    paths: tuple[PathSample, ...] = ()
    problems: tuple[RuleProblem, ...] = ()
    raised_s: Mapping[tuple[str, int], float] = field(default_factory=dict)


class RuleRun:
    """Detections of one stretch in, result out; for files and for the last minute of a camera.

    Args:
        fps: pictures a second that are expected; others may come.
        sure: score from which an object may be new; lower ones only keep known objects alive.
        size: width, height in px of the pictures; (0, 0) unknown.
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        labels: Sequence[str],
        *,
        fps: float = USUAL_FPS,
        sure: float = 0.0,
        size: Size = (0, 0),
    ) -> None:
        self._rules, self._all, self._size = RuleSet(rules, labels, size), tuple(rules), size
        self._tracker = Tracker(labels, fps, sure=sure)
        self._labels = [canonical(name) for name in labels]
        self._events: dict[tuple[str, int], RuleEvent] = {}
        self._raised_s: dict[tuple[str, int], float] = {}
        self._paths: dict[int, PathSample] = {}
        self._time_s = 0.0

    @property
    def needs_picture(self) -> bool:
        """Whether any rule reads pixels."""
        return self._rules.needs_picture

    @property
    def said(self) -> int:
        """How many events there have been so far."""
        return len(self._events)

    def resize(self, size: Size) -> list[RuleProblem]:
        """The pictures are of another size from now on; which rules suffer from that."""
        found = resized_rules(self._all, size) if size != self._size else []
        self._size = size
        self._rules.problems += found
        return found

    def step(
        self,
        time_s: float,
        detections: Detections,
        aspect: float,
        picture: Picture | None = None,
        signals: Mapping[str, SignalWord] = _NO_WORDS,
    ) -> None:
        """Go on by one picture; ``signals`` is what a feed has said by then."""
        self._time_s = time_s
        tracks = self._tracker.step(detections, time_s, aspect)
        self._sample(time_s, tracks)
        view = View(time_s=time_s, tracks=tracks, aspect=aspect, picture=picture, signals=signals)
        self._note(self._rules.step(view))

    def finish(self) -> TryResult:
        """The stretch is over."""
        self._note(self._rules.finish(self._time_s))
        events = sorted(self._events.values(), key=lambda event: (event.start_s, event.rule, event.number))
        counts, paths = self._rules.counts, tuple(self._paths.values())
        return TryResult(tuple(events), counts, paths, tuple(self._rules.problems), self._raised_s)

    def _note(self, events: Iterable[RuleEvent]) -> None:
        for event in events:
            self._events[event.rule, event.number] = event
            self._raised_s.setdefault((event.rule, event.number), self._time_s)

    def _sample(self, time_s: float, tracks: Tracks) -> None:
        for at, (x, y) in enumerate(tracks.feet.tolist()):
            number = int(tracks.ids[at])
            sample = self._paths.get(number)
            if not tracks.seen[at] or (sample is None and len(self._paths) >= _MOST_PATHS):
                continue
            if sample is None:
                kind = int(tracks.classes[at])
                name = self._labels[kind] if 0 <= kind < len(self._labels) else ""
                sample = self._paths[number] = PathSample(number, name)
            sample.points.append((time_s, x, y))
            if len(sample.points) > _MOST_POINTS:
                del sample.points[1:-1:2]


def try_rule(rules: Sequence[Rule], labels: Sequence[str], frames: Iterable[Frame], aspect: float) -> TryResult:
    """What rules would have said.

    Args:
        rules: of one camera.
        labels: classes of the model that made the detections.
        frames: time in seconds, detections that may all be new objects, and the picture (BGR) or None, in order.
        aspect: the pictures' width ÷ height.
    """
    run = RuleRun(rules, labels)
    for time_s, detections, picture in frames:
        run.step(time_s, detections, aspect, picture)
    return run.finish()
