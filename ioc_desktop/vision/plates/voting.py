"""One read per vehicle: the readings of its frames vote, character by character. Pure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace

from ioc_desktop.kernel.plates.formats import read_plate
from ioc_desktop.vision.plates.grammar import Reading

_FULL_HEIGHT_PX = 40.0
"""A plate this high has its whole weight; one of half the size a quarter."""
_LEAST_GAIN = 0.03
"""A better confidence is told again from here on."""
MOST_TRACKS = 2_000


@dataclass(frozen=True)
class TrackPlate:
    """What a track's frames say together.

    Attributes:
        text: bare, always in a form of plates.
        score: share of the votes for the characters as they stand, times how sure the readings were, 0–1.
        readings: how many frames voted.
        best_time_s: when the surest of them was seen.
    """

    track: int
    text: str
    score: float
    readings: int
    best_time_s: float


@dataclass
class _Votes:
    """Ballots of one track: by length of the text, place and character."""

    weights: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    signs: dict[tuple[int, int], dict[str, float]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(float))
    )
    whole: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    count: int = 0
    sureness: float = 0.0
    weight: float = 0.0
    best: tuple[float, float] = (0.0, 0.0)
    told: TrackPlate | None = None
    last_s: float = 0.0


class PlateVotes:
    """Collects readings of all tracks of one camera; the longest unseen tracks are forgotten."""

    def __init__(self) -> None:
        self._tracks: dict[int, _Votes] = {}

    def add(self, track: int, reading: Reading, height_px: float, time_s: float) -> TrackPlate | None:
        """Count a reading; what the track's plate is now when that is new or surer than what was told, else None."""
        if not reading.is_plate:
            return None
        votes = self._tracks.setdefault(track, _Votes())
        _count(votes, reading, height_px, time_s)
        self._bound()
        now = _outcome(track, votes)
        told = votes.told
        if now is None or (told is not None and now.text == told.text and now.score < told.score + _LEAST_GAIN):
            return None
        votes.told = now
        return now

    def plate(self, track: int) -> TrackPlate | None:
        """What is known of a track, told or not."""
        votes = self._tracks.get(track)
        return _outcome(track, votes) if votes is not None else None

    def finish(self, track: int) -> TrackPlate | None:
        """The track is over: its last word, forgotten here."""
        plate = self.plate(track)
        self._tracks.pop(track, None)
        return plate

    def _bound(self) -> None:
        if len(self._tracks) > MOST_TRACKS:
            oldest = min(self._tracks, key=lambda track: self._tracks[track].last_s)
            del self._tracks[oldest]


def _count(votes: _Votes, reading: Reading, height_px: float, time_s: float) -> None:
    size = min(1.0, (max(height_px, 1.0) / _FULL_HEIGHT_PX) ** 2)
    weight = size * reading.score
    length = len(reading.text)
    votes.weights[length] += weight
    votes.whole[reading.text] += weight
    for place, (sign, score) in enumerate(zip(reading.text, reading.scores, strict=True)):
        votes.signs[length, place][sign] += size * score
    votes.count += 1
    votes.sureness += size * reading.score
    votes.weight += size
    votes.best = max(votes.best, (weight, time_s))
    votes.last_s = time_s


def _outcome(track: int, votes: _Votes) -> TrackPlate | None:
    """The characters with the most votes where they make a plate, else the text that was read surest."""
    length = max(votes.weights, key=votes.weights.__getitem__)
    places = [votes.signs[length, place] for place in range(length)]
    text = "".join(max(signs, key=signs.__getitem__) for signs in places)
    if read_plate(text) is None:
        text = max((t for t in votes.whole if len(t) == length), key=votes.whole.__getitem__)
    share = 1.0
    for sign, signs in zip(text, places, strict=True):
        share = min(share, signs.get(sign, 0.0) / sum(signs.values()))
    share *= votes.weights[length] / sum(votes.weights.values())
    made = TrackPlate(track, text, share * votes.sureness / votes.weight, votes.count, votes.best[1])
    return replace(made, score=min(1.0, made.score))
