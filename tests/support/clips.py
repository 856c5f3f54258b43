"""Small H.264 clips made on the spot."""

from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

BAR_COLOURS_BGR = ((200, 200, 200), (0, 200, 200), (200, 200, 0), (0, 200, 0), (200, 0, 200), (0, 0, 200), (200, 0, 0))


def moving_picture(index: int, width: int, height: int) -> Picture:
    """Noise over a slope with blocks that move: BGR uint8 [height, width, 3]; no two are equal."""
    noise = np.random.default_rng(index).integers(0, 12, (height, width), np.uint8)
    slope = np.linspace(40, 160, width, dtype=np.uint8)[None, :]
    grey = (slope + noise).astype(np.uint8)
    for block in range(4):
        x = (block * 131 + index * (5 + block)) % max(1, width - 40)
        y = (block * height // 5 + 10) % max(1, height - 20)
        grey[y : y + 20, x : x + 40] = 40 + 50 * block
    return np.dstack([grey, np.roll(grey, 3, 1), np.roll(grey, 7, 1)])


def bars(width: int, height: int) -> Picture:
    """Seven vertical bars of plain colours, BGR uint8 [height, width, 3]."""
    columns = np.arange(width) * len(BAR_COLOURS_BGR) // width
    row = np.array(BAR_COLOURS_BGR, np.uint8)[columns]
    return np.ascontiguousarray(np.broadcast_to(row, (height, width, 3)))


def write_clip(
    path: Path,
    pictures: list[Picture],
    *,
    fps: int = 15,
    pixel_format: str = "yuv420p",
    b_frames: int = 0,
    crf: int = 23,
) -> Path:
    """Encode BGR pictures as H.264 in MP4, a key frame every second."""
    height, width = pictures[0].shape[:2]
    options = {"preset": "ultrafast", "g": str(fps), "bf": str(b_frames), "crf": str(crf), "threads": "1"}
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=fps, options=options)
        stream.width, stream.height, stream.pix_fmt = width, height, pixel_format
        for picture in pictures:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="bgr24")))
        container.mux(stream.encode())
    return path


def moving_clip(path: Path, width: int = 320, height: int = 180, *, seconds: int = 2, fps: int = 15) -> Path:
    """A clip in which every frame differs."""
    return write_clip(path, [moving_picture(index, width, height) for index in range(seconds * fps)], fps=fps)
