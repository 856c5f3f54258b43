"""What travels through the pipes between window and workers: few and small."""

from dataclasses import dataclass

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.video.types import ClipSpan, StreamSpec, TileRect


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
class Hold:
    """Show an open stream's frames so long after they were decoded; 0 for at once."""

    row: int
    delay_s: float


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
class Remember:
    """Keep the last coded pictures of an open stream for clips, or no longer."""

    row: int
    is_wanted: bool


@dataclass(frozen=True)
class SaveClip:
    """Write what an open stream sent into a file, once it is there.

    Sent again with another end while it waits, the newest end counts.

    Attributes:
        clip: its number, chosen by the window.
    """

    clip: int
    row: int
    span: ClipSpan
    path: str


@dataclass(frozen=True)
class Quit:
    """Close everything and end."""


Command = UseMosaic | Open | Place | Hide | Hold | Close | UseBuffer | UseDetails | Analyse | Remember | SaveClip | Quit


@dataclass(frozen=True)
class Reason:
    """From a worker: why a stream is not live; None when its pictures are back."""

    row: int
    reason: ExpectedError | None


@dataclass(frozen=True)
class ClipSaved:
    """From a worker: a clip's file is there, whole.

    Attributes:
        began_at: Unix time of its first picture.
        is_short: something of what was asked for had been let go.
    """

    clip: int
    began_at: float
    seconds: float
    size: int
    is_short: bool


@dataclass(frozen=True)
class ClipFailed:
    """There will be no file, and why."""

    clip: int
    reason: ExpectedError


Message = Reason | ClipSaved | ClipFailed
