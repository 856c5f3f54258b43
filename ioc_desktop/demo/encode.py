"""Writes finished frames as H.264 clips that a live decoder can show without delay."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np

from ioc_desktop.demo.scenes.arrays import U8
from ioc_desktop.demo.scenes.scene import Picture

SUB_WIDTH, SUB_HEIGHT = 640, 360
GOP = 15


class ClipWriter:
    """One MP4 file: H.264, yuv420p, a key frame every second, no B-frames, capped bit rate."""

    def __init__(self, path: Path, width: int, height: int, fps: int, max_kbit_s: int) -> None:
        self._size = (width, height)
        self._file = av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"})
        self._stream = self._file.add_stream("libx264", rate=fps)
        self._stream.width, self._stream.height = width, height
        self._stream.pix_fmt = "yuv420p"
        self._stream.codec_context.time_base = self._tick = Fraction(1, fps)
        self._stream.gop_size = GOP
        self._stream.max_b_frames = 0
        self._stream.options = {
            "preset": "superfast",
            "profile": "main",
            "crf": "25",
            "maxrate": f"{max_kbit_s}k",
            "bufsize": f"{max_kbit_s}k",
            "x264-params": f"keyint={GOP}:min-keyint={GOP}:scenecut=0:bframes=0:threads=1:sliced-threads=0",
        }
        self._count = 0

    def add(self, picture: Picture) -> None:
        width, height = self._size
        frame = av.VideoFrame(width, height, "yuv420p")
        for plane, pixels in zip(frame.planes, (picture.y, picture.u, picture.v), strict=True):
            _fill(plane, pixels)
        frame.pts, frame.time_base = self._count, self._tick
        self._count += 1
        self._file.mux(self._stream.encode(frame))

    def close(self) -> None:
        self._file.mux(self._stream.encode(None))
        self._file.close()


def _fill(plane: av.video.plane.VideoPlane, pixels: U8) -> None:
    rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
    rows[:, : pixels.shape[1]] = pixels


def shrunk(picture: Picture) -> Picture:
    """The picture of the second stream, half the size in both directions."""
    size, half = (SUB_WIDTH, SUB_HEIGHT), (SUB_WIDTH // 2, SUB_HEIGHT // 2)
    return Picture(
        np.asarray(cv2.resize(picture.y, size, interpolation=cv2.INTER_AREA), np.uint8),
        np.asarray(cv2.resize(picture.u, half, interpolation=cv2.INTER_AREA), np.uint8),
        np.asarray(cv2.resize(picture.v, half, interpolation=cv2.INTER_AREA), np.uint8),
    )


def write_pair(pictures: Iterable[Picture], main: Path, sub: Path, *, size: tuple[int, int], fps: int) -> None:
    """Encode the main and the second stream side by side."""
    writers = (ClipWriter(main, *size, fps, 1900), ClipWriter(sub, SUB_WIDTH, SUB_HEIGHT, fps, 550))
    for picture in pictures:
        writers[0].add(picture)
        writers[1].add(shrunk(picture))
    for writer in writers:
        writer.close()


def frame_count(path: Path) -> int:
    """How many frames a clip holds, by decoding it."""
    return sum(1 for _ in decoded(path))


def decoded(path: Path) -> Iterator[U8]:
    """A clip's frames as uint8 [H,W,3] BGR."""
    with av.open(str(path)) as clip:
        for frame in clip.decode(video=0):
            yield np.asarray(frame.to_ndarray(format="bgr24"), np.uint8)
