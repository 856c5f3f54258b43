"""The vision process: its orders, its messages and its entry point. Light: the window imports this too."""

import signal
import sys
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.vision.pack import ModelPack


@dataclass(frozen=True, slots=True)
class Job:
    """What one vision process is to do.

    Attributes:
        pack: the model, None for motion.
        frames: name and bytes of the ``AnalysisBuffer``.
        results: name, bytes and slots of the ``ResultBox``.
        threads: of the CPU provider; 0 chooses.
        providers: allowed providers; empty for all.
        cache: folder for compiled engines, empty for none.
    """

    pack: ModelPack | None
    frames: tuple[str, int]
    results: tuple[str, int, int]
    threads: int = 0
    providers: tuple[str, ...] = field(default=())
    cache: str = ""


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


Message = Ready | Problem | Crash
STOP = "stop"


def main(pipe: "Connection[Message, str]", job: Job) -> None:
    """Entry point of the process."""
    # Ctrl-C goes to the whole group; the window decides when its workers end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from ioc_desktop.vision.looking import run  # noqa: PLC0415  (onnxruntime stays out of the window)

    sys.exit(run(pipe, job))
