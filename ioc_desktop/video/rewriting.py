"""A clip written anew with changed pictures: for handing over what may not be handed over as it was recorded."""

from __future__ import annotations

import errno
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.container import InputContainer, OutputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from ioc_desktop.config.atomic import unwritable
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.video.files import frames_of
from ioc_desktop.video.types import Picture

Change = Callable[[int, Picture], Picture]
"""Number from 0 and BGR picture → the picture to be written, of the same size."""
_OPTIONS = {"preset": "veryfast", "crf": "23"}
_USUAL_FPS = 25
_DISK = {errno.ENOSPC, errno.EACCES, errno.EPERM, errno.EROFS, errno.EDQUOT}


def rewrite(path_in: Path, path_out: Path, change: Change) -> int:
    """Write a clip's pictures, changed, as H.264 in MP4, each at its own time; how many.

    Sound and whatever else the file said are left out. The file appears whole or not at all.

    Raises:
        ExpectedError: ``video.rewrite_failed``, ``file.unwritable``.
    """
    unfinished = path_out.with_name(f".{path_out.stem}.unfinished.mp4")
    try:
        with av.open(str(path_in)) as source, av.open(str(unfinished), "w", format="mp4") as target:
            count = _rewrite(source, target, change)
        unfinished.replace(path_out)
    except (OSError, ValueError, IndexError) as error:  # what FFmpeg says is one of the first two
        is_ours = isinstance(error, OSError) and (error.errno in _DISK or not path_out.parent.is_dir())
        raise (unwritable(path_out) if is_ours else _failed(path_in)) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def _rewrite(source: InputContainer, target: OutputContainer, change: Change) -> int:
    stream = source.streams.video[0]
    written, last, number = _stream(target, stream), -1, -1
    for number, frame in enumerate(frames_of(source)):
        picture = change(number, np.asarray(frame.to_ndarray(format="bgr24"), np.uint8))
        made = VideoFrame.from_ndarray(picture, format="bgr24").reformat(written.width, written.height, "yuv420p")
        # Stamps may be missing or stand still; the writer wants them to grow.
        last = max(last + 1, frame.pts if frame.pts is not None else 0)
        made.pts, made.time_base = last, stream.time_base
        target.mux(written.encode(made))
    target.mux(written.encode(None))
    if number < 0:
        raise ValueError(source.name)
    return number + 1


def _stream(target: OutputContainer, source: VideoStream) -> VideoStream:
    made = target.add_stream("libx264", rate=source.average_rate or _USUAL_FPS, options=_OPTIONS)
    made.width, made.height = source.width - source.width % 2, source.height - source.height % 2
    made.pix_fmt = "yuv420p"
    made.codec_context.time_base = source.time_base or Fraction(1, 90_000)
    return made


def _failed(path: Path) -> ExpectedError:
    return ExpectedError(
        "video.rewrite_failed",
        QT_TRANSLATE_NOOP("errors", "Không ghi lại được phim {path}. Chọn tệp video khác."),
        path=path.name,
    )
