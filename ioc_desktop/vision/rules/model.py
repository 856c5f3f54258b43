"""The words of rules: what a rule is, what it looks at and what it says. Values only; they travel through pipes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.vision.tracks import Tracks

Point = tuple[float, float]
Phase = Literal["raised", "updated", "closed"]
SignalState = Literal["red", "yellow", "green", "unknown"]


class RuleKind(StrEnum):
    """What a rule watches for."""

    INTRUSION = "intrusion"
    LOITERING = "loitering"
    LINE_CROSSING = "line_crossing"
    WRONG_WAY = "wrong_way"
    ILLEGAL_STOP = "illegal_stop"
    ENCROACHMENT = "encroachment"
    RED_LIGHT = "red_light"
    WRONG_LANE = "wrong_lane"
    PAVEMENT = "pavement"
    CONGESTION = "congestion"
    CROWD = "crowd"
    ABANDONED = "abandoned"
    NO_HELMET = "no_helmet"
    TAMPERING = "tampering"
    PLATE_READ = "plate_read"


class Severity(StrEnum):
    """How loud an event is."""

    INFO = "info"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """When a rule is armed: days 0 = Monday … 6, minutes of the local day [start, end); end before start wraps."""

    days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    start_min: int = 0
    end_min: int = 1440


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule on one camera's picture.

    Attributes:
        id: unique per camera.
        classes: names of the model's classes that count; None for those that the kind is about (``kinds.py``), all
            where it is about anything.
        polygon: area in 0–1 of the picture, three points or more; empty where the kind needs none.
        line: from, to in 0–1 of the picture; empty where the kind needs none.
        direction: the allowed way (wrong_way, lanes) or the counted way (line_crossing); None means both.
        signal: id of the lamp region or signal feed that red_light obeys.
        lamp: polygon of the signal's lamps in the picture; empty when a feed gives the state.
        min_s: how long it must last before it is raised; 0 for the kind's own (``kinds.py``).
        sensitivity: 0–1; more finds more and errs more.
        cool_down_s: repeats within this time of the last end belong to the same event.
        limit: number that the kind compares with: persons of a crowd, congestion level, speed; None for its default.
        picture_size: width, height in px of the picture the rule was drawn on; (0, 0) unknown.
        accepted_size: of the small stream's picture, when a person found that the drawing fits it though it is of
            another shape; (0, 0) for none.
    """

    id: str
    kind: RuleKind
    name: str = ""
    classes: tuple[str, ...] | None = None
    polygon: tuple[Point, ...] = ()
    line: tuple[Point, ...] = ()
    direction: Point | None = None
    signal: str = ""
    lamp: tuple[Point, ...] = ()
    min_s: float = 0.0
    sensitivity: float = 0.5
    cool_down_s: float = 0.0
    limit: float | None = None
    severity: Severity = Severity.MEDIUM
    schedule: Schedule = field(default_factory=Schedule)
    picture_size: tuple[int, int] = (0, 0)
    accepted_size: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class SignalWord:
    """The newest that a feed says of one signal.

    Attributes:
        heard_s: when that was so; nothing is known of what came after.
        since_s: when it turned so; None where the feed does not say.
    """

    state: SignalState
    heard_s: float
    since_s: float | None = None


@dataclass(frozen=True, kw_only=True)
class View:
    """What rules see at one moment of one stream.

    Attributes:
        time_s: of the picture, on the stream's own clock, ascending.
        tracks: who is where.
        aspect: the picture's width ÷ height.
        picture: BGR uint8 [h, w, 3] of any size, for lamps and tampering; None when there is none.
        signals: what a feed says of signals, by id; times on the stream's own clock.
        local_minute: minute of the local day and weekday at that moment, for schedules; None arms every rule.
    """

    time_s: float
    tracks: Tracks
    aspect: float = 16 / 9
    picture: NDArray[np.uint8] | None = None
    signals: Mapping[str, SignalWord] = field(default_factory=dict)
    local_minute: tuple[int, int] | None = None


@dataclass(frozen=True, kw_only=True)
class SignalProof:
    """What a signal showed when somebody passed it.

    Attributes:
        state: at the moment of passing.
        since_s: when it turned so, on the stream's clock.
        passed_s: when the line was passed, on the stream's clock.
        source: read from the picture's lamps, or told by a feed.
        glow: light of the red, yellow and green in the lamp region, 0–1 each; zeros for a feed.
    """

    state: SignalState
    since_s: float
    passed_s: float
    source: Literal["lamp", "feed"]
    glow: tuple[float, float, float] = (0.0, 0.0, 0.0)


@dataclass(frozen=True, kw_only=True)
class RuleEvent:
    """Something a rule says; the same ``number`` comes again while it lasts and once when it is over.

    Attributes:
        rule: id of the rule.
        number: of the event within its rule, from 1.
        peak_s: when it was clearest; its picture is the best frame.
        end_s: last moment at which it was seen so far.
        tracks: identities involved, in order of appearance.
        category: class of the first; for tampering ``covered``, ``dark``, ``blurred`` or ``moved``; else empty.
        value: what the kind measures: seconds stayed or driven, +1 along and -1 against the direction of a line,
            seconds that a signal had been red, persons of a crowd, level of congestion.
        box: x1, y1, x2, y2 in 0–1 at the peak; None for the whole picture.
        confidence: 0–1.
        signal: proof for red_light.
    """

    rule: str
    kind: RuleKind
    number: int
    phase: Phase
    start_s: float
    peak_s: float
    end_s: float
    tracks: tuple[int, ...] = ()
    category: str = ""
    value: float = 0.0
    box: tuple[float, float, float, float] | None = None
    confidence: float = 1.0
    signal: SignalProof | None = None


@dataclass(frozen=True, kw_only=True)
class RuleProblem:
    """Why a rule is not armed (error), or is armed but deserves a look (warning)."""

    rule: str
    severity: Literal["error", "warning"]
    error: ExpectedError
