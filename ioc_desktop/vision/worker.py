"""The vision process: its orders, its messages and its entry point. Light: the window imports this too.

``Words`` are no order but news: what a feed says of traffic lights, by the machine's monotonic clock.
"""

import os
import signal
import sys
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.vision.pack import ModelPack
from ioc_desktop.vision.rules.model import Rule, RuleEvent
from ioc_desktop.vision.signals.clock import Words


@dataclass(frozen=True, slots=True)
class Job:
    """What one vision process is to do.

    Attributes:
        pack: the model, None for motion.
        frames: name and bytes of the ``AnalysisBuffer``.
        results: name and bytes of the ``ResultBox``.
        threads: of the CPU provider; 0 chooses.
        skips_still: whether a picture in which nothing has changed passes by the model.
        providers: allowed providers; empty for all.
        cache: folder for compiled engines, empty for none.
        memory_mb: see ``SessionOptions``.
        device: see ``SessionOptions``.
        slots: the only ones it looks at until it is told otherwise; None for all, for ever.
    """

    pack: ModelPack | None
    frames: tuple[str, int]
    results: tuple[str, int]
    threads: int = 0
    skips_still: bool = True
    providers: tuple[str, ...] = field(default=())
    cache: str = ""
    memory_mb: int = 0
    device: int = 0
    slots: frozenset[int] | None = None
    face_pack: ModelPack | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """The process looks at pictures from now on."""

    provider: str


@dataclass(frozen=True, slots=True)
class Problem:
    """The model cannot be used; the process goes on with motion."""

    error: ExpectedError


@dataclass(frozen=True, slots=True)
class Crash:
    """A bug; the process ends."""

    trace: str


@dataclass(frozen=True, slots=True)
class Watch:
    """An order: whose pictures come in a slot, and the rules that watch them.

    Attributes:
        stream: identity of the pictures; another one starts with nobody known.
        camera: what events are told of.
        fps: pictures a second that are to be expected.
    """

    slot: int
    stream: str
    camera: str
    rules: tuple[Rule, ...] = ()
    fps: float = 5.0


@dataclass(frozen=True, slots=True)
class Mine:
    """An order: the slots that this process looks at; the others are other processes'."""

    slots: frozenset[int]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The picture in which a rule spoke first.

    Attributes:
        jpeg: the whole picture in the size in which the model saw it.
        box: x1, y1, x2, y2 in 0–1 of whom the rule means, in this very picture; None when nobody is marked.
        faces: x1, y1, x2, y2 in 0–1 of what is covered for those who may not see faces; None when nobody could tell.
        faces_by: what found them, as ``privacy.finder`` names it.
    """

    jpeg: bytes
    box: tuple[float, float, float, float] | None = None
    faces: tuple[tuple[float, ...], ...] | None = None
    faces_by: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A rule said something.

    Attributes:
        camera: as in ``Watch``.
        event: times on the stream's own clock.
        frame_no: the picture in which it was said, as in ``TileUpdate``; 0 when a stream was left.
        pts_s: of that picture on the stream's own clock.
        at: when that picture was decoded, Unix time: ``at + (event.start_s - pts_s)`` is when the event began.
        snapshot: with what is raised; None later.
    """

    camera: str
    event: RuleEvent
    frame_no: int
    pts_s: float
    at: float
    snapshot: Snapshot | None = None


Message = Ready | Problem | Crash | Seen
STOP = "stop"
Order = str | Watch | Words | Mine


def main(pipe: "Connection[Message, Order]", job: Job) -> None:
    """Entry point of the process."""
    # Ctrl-C goes to the whole group; the window decides when its workers end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Cards are counted as nvidia-smi and the settings count them, not by their speed.
    os.environ.setdefault("CUDA_DEVICE_ORDER", "PCI_BUS_ID")
    from ioc_desktop.vision.looking import run  # noqa: PLC0415  (onnxruntime stays out of the window)

    sys.exit(run(pipe, job))
