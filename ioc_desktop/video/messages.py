"""What travels through the pipes between window and workers: few and small."""

from dataclasses import dataclass

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.video.types import StreamSpec, TileRect


@dataclass(frozen=True)
class UseMosaic:
    """Paint into this block from now on; every tile is placed again afterwards."""

    name: str
    width: int
    height: int
    generation: int


@dataclass(frozen=True)
class Open:
    """Decode a stream and publish in this row."""

    row: int
    spec: StreamSpec


@dataclass(frozen=True)
class Place:
    """Where an open stream's tile lies."""

    row: int
    rect: TileRect


@dataclass(frozen=True)
class Hide:
    """Go on decoding an open stream, but paint it nowhere."""

    row: int


@dataclass(frozen=True)
class Close:
    """Stop decoding a stream."""

    row: int


@dataclass(frozen=True)
class UseBuffer:
    """The model's buffer; an empty name means none."""

    name: str
    size: int


@dataclass(frozen=True)
class UseDetails:
    """The ring of whole pictures; an empty name means none."""

    name: str
    size: int


@dataclass(frozen=True)
class Analyse:
    """Let an open stream feed a slot of the model's buffer; ``slot`` −1 ends it.

    The same pictures are kept whole in slot ``detail`` of the ring; −1 keeps none.
    """

    row: int
    slot: int
    interval_s: float
    detail: int = -1


@dataclass(frozen=True)
class Quit:
    """Close everything and end."""


Command = UseMosaic | Open | Place | Hide | Close | UseBuffer | UseDetails | Analyse | Quit


@dataclass(frozen=True)
class Reason:
    """From a worker: why a stream is not live; None when its pictures are back."""

    row: int
    reason: ExpectedError | None
