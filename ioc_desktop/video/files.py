"""Recorded clips and still pictures, frame by frame, for work that is not live."""

from collections.abc import Iterator
from pathlib import Path

import av
import cv2
import numpy as np
from av.container import InputContainer
from av.video.frame import VideoFrame

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.video.types import Picture

_STILLS = frozenset((".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff"))

Numbered = tuple[int, float, Picture]


def iter_frames(path: Path, every: int = 1) -> Iterator[Numbered]:
    """Frames of a clip in decode order, or the one picture of an image file.

    Args:
        path: any file that FFmpeg reads, or a still picture.
        every: yield only frames whose number is a multiple of this; the others are decoded but not converted.

    Yields:
        Number from 0, time in seconds from the stream's own stamps, BGR uint8 [height, width, 3].

    Raises:
        ExpectedError: ``video.no_file``, ``video.unreadable_file``.
    """
    if not path.is_file():
        raise ExpectedError(
            "video.no_file",
            QT_TRANSLATE_NOOP("errors", "Không có tệp {path}. Kiểm tra đường dẫn."),
            path=str(path),
        )
    if is_still(path):
        yield 0, 0.0, _still(path)
        return
    yield from _clip(path, max(1, every))


def is_still(path: Path) -> bool:
    """Whether a file is a picture, by its name."""
    return path.suffix.lower() in _STILLS


def _still(path: Path) -> Picture:
    # imread cannot open names outside the code page on Windows.
    picture = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_COLOR) if path.stat().st_size else None
    if picture is None:
        raise _unreadable(path)
    return np.asarray(picture, np.uint8)


def _clip(path: Path, every: int) -> Iterator[Numbered]:
    number = -1
    try:
        with av.open(str(path)) as container:
            time_s = 0.0
            for number, frame in enumerate(frames_of(container)):
                time_s = float(frame.time) if frame.time is not None else time_s
                if number % every == 0:
                    yield number, time_s, frame.to_ndarray(format="bgr24").astype(np.uint8, copy=False)
    except (av.FFmpegError, IndexError) as error:
        raise _unreadable(path) from error
    if number < 0:
        raise _unreadable(path)


def frames_of(container: InputContainer) -> Iterator[VideoFrame]:
    """Decoded frames; damaged packets in the middle are skipped, as a player would."""
    stream = container.streams.video[0]
    stream.thread_type = "AUTO"
    for packet in container.demux(stream):
        try:
            yield from packet.decode()
        except av.error.InvalidDataError:
            continue


def _unreadable(path: Path) -> ExpectedError:
    return ExpectedError(
        "video.unreadable_file",
        QT_TRANSLATE_NOOP("errors", "Không đọc được hình từ tệp {path}. Chọn tệp video hoặc ảnh khác."),
        path=path.name,
    )
