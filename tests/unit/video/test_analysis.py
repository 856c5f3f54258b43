from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from ioc_desktop.video.analysis import AnalysisBuffer
from ioc_desktop.video.letterbox import FrameGeometry


@pytest.fixture
def buffer() -> Iterator[AnalysisBuffer]:
    buffer = AnalysisBuffer.create(3, FrameGeometry(64, 32, "top_left", 7))
    yield buffer
    buffer.close()


def _write(buffer: AnalysisBuffer, value: int, slot: int = 1) -> None:
    def fill(picture: NDArray[np.uint8]) -> None:
        picture[:] = value

    buffer.write(slot, fill, value, value / 10, value / 100, (640, 360))


def test_another_process_sees_geometry_and_pictures(buffer: AnalysisBuffer) -> None:
    other = AnalysisBuffer.attach(buffer.name, buffer.size)
    assert other.geometry == FrameGeometry(64, 32, "top_left", 7)
    assert other.slots == 3
    _write(buffer, 42)
    frame = other.read(1)
    assert frame is not None
    assert frame.picture.shape == (32, 64, 3)
    assert np.all(frame.picture == 42)
    assert (frame.frame_no, frame.pts_s, frame.captured_s) == (42, 4.2, 0.42)
    assert (frame.source_width, frame.source_height) == (640, 360)


def test_only_newer_frames_are_given(buffer: AnalysisBuffer) -> None:
    assert buffer.read(1) is None
    _write(buffer, 1)
    first = buffer.read(1)
    assert first is not None
    assert buffer.read(1, first.seq) is None
    _write(buffer, 2)
    second = buffer.read(1, first.seq)
    assert second is not None
    assert second.frame_no == 2
    assert buffer.read(0) is None


def test_overwritten_frames_are_counted_and_taken_ones_are_not(buffer: AnalysisBuffer) -> None:
    for value in range(1, 4):
        _write(buffer, value)
    assert (buffer.written, buffer.dropped) == (3, 2)
    newest = buffer.read(1)
    assert newest is not None
    assert newest.frame_no == 3
    _write(buffer, 4)
    assert buffer.dropped == 2


def test_a_picture_overwritten_while_it_is_read_is_not_given(buffer: AnalysisBuffer) -> None:
    _write(buffer, 1)
    seq = buffer.newest(1)
    buffer._table[1]["started"] = seq + 2  # the writer has come round to the page that is being read
    assert buffer.read(1) is None
