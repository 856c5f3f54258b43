"""From what a rule sees in each picture to events: raised once, updated while they last, closed, repeats joined."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ioc_desktop.vision.labels import canonical
from ioc_desktop.vision.rules.constants import CONFIRM_S, UPDATE_EVERY_S
from ioc_desktop.vision.rules.model import Phase, Rule, RuleEvent, SignalProof
from ioc_desktop.vision.rules.scene import Box

# Rounding of stamps must not cost a picture: 1.0 s of dwell at 10 pictures a second is reached at the tenth.
_ROUNDING_S = 1e-6
_MAX_TRACKS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A rule's condition holds in this picture.

    Attributes:
        key: what it holds for: a subject, a place, 0 for the picture as a whole.
        since_s: since when it has held without a break.
        track: identity involved, None for none.
        category: class number, -1 for none.
        value: what the kind measures.
        strength: the picture with the greatest is the best.
        moment: it is over at once (a line was crossed).
        label: says what it is where no class does.
    """

    key: int
    since_s: float
    track: int | None = None
    category: int = -1
    value: float = 0.0
    box: Box | None = None
    confidence: float = 1.0
    strength: float = 0.0
    moment: bool = False
    signal: SignalProof | None = None
    label: str = ""


@dataclass(slots=True)
class _Episode:
    number: int
    start_s: float
    peak_s: float
    end_s: float
    told_s: float
    category: str
    value: float
    box: Box | None
    confidence: float
    strength: float
    moment: bool
    signal: SignalProof | None
    tracks: dict[int, None] = field(default_factory=dict)


class Episodes:
    """The events of one rule.

    Attributes:
        counts: raised by class name; crossings of a line each count, joined or not.
    """

    def __init__(self, rule: Rule, labels: Sequence[str], *, min_s: float, patience_s: float) -> None:
        self._rule = rule
        self._labels = [canonical(name) for name in labels]
        self._min_s = max(min_s, CONFIRM_S)
        self._patience_s = patience_s
        self._open: dict[int, _Episode] = {}
        self._last = 0
        self.counts: Counter[str] = Counter()

    def step(self, time_s: float, sightings: Iterable[Sighting]) -> list[RuleEvent]:
        """Events of one picture, ends first."""
        sightings = list(sightings)
        events = self._over(time_s, {sighting.key for sighting in sightings if not sighting.moment})
        for sighting in sightings:
            events += self._see(time_s, sighting)
        return events

    def close(self) -> list[RuleEvent]:
        """End everything that is open."""
        events = [self._event(episode, "closed") for episode in self._open.values()]
        self._open.clear()
        return events

    def _over(self, time_s: float, seen: set[int]) -> list[RuleEvent]:
        events = []
        for key, episode in list(self._open.items()):
            patience_s = 0.0 if episode.moment else self._patience_s
            if key not in seen and time_s - episode.end_s > max(patience_s, self._rule.cool_down_s):
                del self._open[key]
                events.append(self._event(episode, "closed"))
        return events

    def _see(self, time_s: float, sighting: Sighting) -> list[RuleEvent]:
        key = self._key(sighting)
        episode = self._open.get(key)
        ripe = sighting.moment or time_s - sighting.since_s >= self._min_s - _ROUNDING_S
        if episode is None:
            return self._raise(time_s, key, sighting) if ripe else []
        if not ripe and key != sighting.key and sighting.track not in episode.tracks:
            return []
        return self._renew(time_s, episode, sighting)

    def _key(self, sighting: Sighting) -> int:
        """With a cool-down a rule has one open event at a time, whoever caused it."""
        if self._rule.cool_down_s > 0 and self._open:
            return next(iter(self._open))
        return sighting.key

    def _raise(self, time_s: float, key: int, sighting: Sighting) -> list[RuleEvent]:
        self._last += 1
        category = self._name(sighting)
        end_s = sighting.since_s if sighting.moment else time_s
        episode = _Episode(
            self._last, sighting.since_s, end_s, end_s, time_s, category, sighting.value, sighting.box,
            sighting.confidence, sighting.strength, sighting.moment, sighting.signal,
        )  # fmt: skip
        self._involve(episode, sighting)
        self.counts[category] += 1
        events = [self._event(episode, "raised")]
        if sighting.moment and self._rule.cool_down_s <= 0:
            return [*events, self._event(episode, "closed")]
        self._open[key] = episode
        return events

    def _renew(self, time_s: float, episode: _Episode, sighting: Sighting) -> list[RuleEvent]:
        episode.end_s = max(episode.end_s, sighting.since_s if sighting.moment else time_s)
        episode.value = sighting.value if sighting.moment else max(episode.value, sighting.value)
        episode.confidence = max(episode.confidence, sighting.confidence)
        if sighting.strength > episode.strength:
            episode.strength, episode.peak_s, episode.box = sighting.strength, episode.end_s, sighting.box
        if sighting.moment:
            self.counts[self._name(sighting)] += 1
        self._involve(episode, sighting)
        if time_s - episode.told_s < UPDATE_EVERY_S - _ROUNDING_S:
            return []
        episode.told_s = time_s
        return [self._event(episode, "updated")]

    @staticmethod
    def _involve(episode: _Episode, sighting: Sighting) -> None:
        if sighting.track is not None and len(episode.tracks) < _MAX_TRACKS:
            episode.tracks[sighting.track] = None

    def _name(self, sighting: Sighting) -> str:
        known = 0 <= sighting.category < len(self._labels)
        return self._labels[sighting.category] if known else sighting.label

    def _event(self, episode: _Episode, phase: Phase) -> RuleEvent:
        return RuleEvent(
            rule=self._rule.id, kind=self._rule.kind, number=episode.number, phase=phase,
            start_s=episode.start_s, peak_s=episode.peak_s, end_s=episode.end_s, tracks=tuple(episode.tracks),
            category=episode.category, value=episode.value, box=episode.box, confidence=episode.confidence,
            signal=episode.signal,
        )  # fmt: skip
