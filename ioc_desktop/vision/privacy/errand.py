"""Covering a clip in a process of its own: models stay out of the window, and giving up is ending the process."""

from __future__ import annotations

import multiprocessing
import signal
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from ioc_desktop.config.atomic import unwritable
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from ioc_desktop.vision.pack import ModelPack

EVERY = 3
"""Of a camera's 10 to 25 pictures a second one in so many is looked at; each head is covered 0.4 s around."""
_POLL_S = 0.2
_PATIENCE_S = 5.0
Message = float | ExpectedError | None


@dataclass(frozen=True)
class Errand:
    """What is to be done; picklable.

    Attributes:
        people: a model that finds people; None on a machine without.
        face: a model that finds faces; None on a machine without.
    """

    source: Path
    target: Path
    people: ModelPack | None
    face: ModelPack | None


def run_errand(errand: Errand, go_on: Callable[[float], bool]) -> bool:
    """Cover a clip and wait for it; not on the window's thread. Whether it was finished.

    Args:
        errand: the clip and where it goes.
        go_on: told the share that is done (0 while it is only looked at), several times a second; False gives up.

    Raises:
        ExpectedError: ``privacy.no_model``, ``privacy.errand_failed``, ``video.*``, ``model.*``, ``file.unwritable``.
    """
    try:
        with tempfile.TemporaryDirectory(dir=errand.target.parent, prefix=".che-mat-") as room:
            made = Path(room) / "covered.mp4"
            if not _in_process(replace(errand, target=made), go_on):
                return False
            made.replace(errand.target)
    except OSError as error:
        raise unwritable(errand.target) from error
    return True


def _in_process(errand: Errand, go_on: Callable[[float], bool]) -> bool:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, errand), name="ioc-cover", daemon=True)
    process.start()
    theirs.close()
    try:
        is_done = _wait(ours, go_on)
        process.join(_PATIENCE_S if is_done else 0)
        return is_done
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()


def _wait(pipe: Connection[object, Message], go_on: Callable[[float], bool]) -> bool:
    done = 0.0
    while go_on(done):
        if not pipe.poll(_POLL_S):
            continue
        try:
            message = pipe.recv()
        except EOFError:
            raise _failed() from None
        if message is None:
            return True
        if isinstance(message, ExpectedError):
            raise message
        done = message
    return False


def _work(pipe: Connection[Message, object], errand: Errand) -> None:
    """The process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the window decides
    from ioc_desktop.vision.detector import Detector  # noqa: PLC0415  (onnxruntime stays out of the window)
    from ioc_desktop.vision.privacy.films import FilmCover, cover_video  # noqa: PLC0415
    from ioc_desktop.vision.privacy.finder import open_face_model  # noqa: PLC0415

    try:
        people = Detector(errand.people) if errand.people else None
        cover = FilmCover(people, open_face_model(errand.face))
        cover_video(errand.source, errand.target, cover, every=EVERY, tell=pipe.send)
    except ExpectedError as error:
        pipe.send(error)
    else:
        pipe.send(None)


def _failed() -> ExpectedError:
    return ExpectedError(
        "privacy.errand_failed",
        QT_TRANSLATE_NOOP("errors", "Việc che mặt dừng giữa chừng. Thử lại, hoặc dùng lệnh: privacy blur."),
    )
