"""The process that reads plates: its own, so that reading never keeps detection waiting, and may be killed."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from multiprocessing.connection import Connection

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.vision.plates.orders import (
    STOP,
    PlateCommand,
    PlateCrash,
    PlateJob,
    PlateMessage,
    PlateOrder,
    PlateProblem,
    PlateReady,
)

_WAIT_S = 0.02


def main(pipe: Connection[PlateMessage, PlateCommand], job: PlateJob) -> None:
    """Entry point of the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the window ends its workers
    if hasattr(os, "nice"):
        os.nice(5)  # detection and decoding come first
    try:
        _run(pipe, job)
    except (EOFError, BrokenPipeError):
        sys.exit(1)  # the window is gone
    except ExpectedError as error:
        pipe.send(PlateProblem(error))
    except Exception:  # noqa: BLE001  (process main loop: the window logs it and starts another)
        pipe.send(PlateCrash(traceback.format_exc()))
        sys.exit(1)


def _run(pipe: Connection[PlateMessage, PlateCommand], job: PlateJob) -> None:
    # onnxruntime and OpenCV stay out of the window.
    import cv2  # noqa: PLC0415

    from ioc_desktop.core.clock import SystemClock  # noqa: PLC0415
    from ioc_desktop.video.detail_ring import DetailRing  # noqa: PLC0415
    from ioc_desktop.vision.detector import Detector  # noqa: PLC0415
    from ioc_desktop.vision.plates.loop import PlateLoop  # noqa: PLC0415
    from ioc_desktop.vision.plates.reader import PlateReader  # noqa: PLC0415
    from ioc_desktop.vision.plates.spotter import PlateSpotter  # noqa: PLC0415
    from ioc_desktop.vision.results import ResultBox  # noqa: PLC0415
    from ioc_desktop.vision.session import CPU, SessionOptions  # noqa: PLC0415

    cv2.setNumThreads(1)
    options = SessionOptions(1, (CPU,))
    detector = Detector(job.detector, options) if job.detector is not None else None
    spotter = PlateSpotter(PlateReader(options=options), detector)
    loop = PlateLoop(
        [ResultBox.attach(*each) for each in job.results],
        DetailRing.attach(*job.details),
        spotter.look,
        pipe.send,
        SystemClock(),
    )
    pipe.send(PlateReady())
    while True:
        while pipe.poll(0):
            command = pipe.recv()
            if command == STOP:
                return
            if isinstance(command, PlateOrder):
                loop.obey(command)
        if not loop.turn():
            pipe.poll(_WAIT_S)
