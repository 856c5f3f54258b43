"""What the reader of plates is told and what it says. Light: the window imports this too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.vision.pack import ModelPack
from ioc_desktop.vision.rules.model import Rule, RuleKind

STOP = "stop"


@dataclass(frozen=True, slots=True)
class PlateJob:
    """What one reading process is to do.

    Attributes:
        results: name and bytes of every ``ResultBox``.
        details: name and bytes of the ``DetailRing``.
        detector: of plates; None finds them by colour and edges.
    """

    results: tuple[tuple[str, int], ...]
    details: tuple[str, int]
    detector: ModelPack | None = None


@dataclass(frozen=True, slots=True)
class PlateOrder:
    """Read the plates of one stream.

    Attributes:
        slot: of its results.
        detail: slot of its whole pictures.
        stream: identity of the pictures; another one starts anew.
        camera: what reads are told of.
        rules: of the kind ``plate_read``; none reads nothing.
        labels: of the model whose results come.
        box: which of the job's ``results`` holds them.
    """

    slot: int
    detail: int
    stream: str
    camera: str
    rules: tuple[Rule, ...] = ()
    labels: tuple[str, ...] = ()
    box: int = 0


@dataclass(frozen=True, slots=True)
class ReadPlate:
    """The plate of one vehicle: what its pictures say together.

    Attributes:
        camera: as in ``PlateOrder``.
        track: the vehicle's, on its stream.
        text: bare.
        score: 0–1, see ``voting``.
        readings: pictures that voted.
        colour: of the ground.
        box: x, y, width, height of the plate in 0–1 of the surest picture.
        at: when that picture was decoded, Unix time.
        direction: how the vehicle moved meanwhile, shares of the picture's width and height.
        jpeg: the vehicle in that picture.
        waited_s: from the last moment it was seen, or from being sure, to this message.
    """

    camera: str
    track: int
    text: str
    score: float
    readings: int
    colour: str
    box: tuple[float, float, float, float]
    at: float
    direction: tuple[float, float]
    jpeg: bytes
    waited_s: float


@dataclass(frozen=True, slots=True)
class PlateReady:
    """The process reads from now on."""


@dataclass(frozen=True, slots=True)
class PlateProblem:
    """Plates cannot be read; the process ends and another would end so too."""

    error: ExpectedError


@dataclass(frozen=True, slots=True)
class PlateCrash:
    """A bug; the process ends."""

    trace: str


def plate_rules(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Those that ask for plates to be read: on the camera's main stream, as they are illegible on the other."""
    return tuple(rule for rule in rules if rule.kind is RuleKind.PLATE_READ)


PlateMessage = PlateReady | PlateProblem | PlateCrash | ReadPlate
PlateCommand = str | PlateOrder
