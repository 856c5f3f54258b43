from collections.abc import Iterator

import numpy as np
import pytest

from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.results import MOST_BOXES, AnalysisResult, ResultBox


@pytest.fixture
def box() -> Iterator[ResultBox]:
    made = ResultBox.create(3)
    yield made
    made.close()


def seen(count: int) -> Detections:
    boxes = np.tile(np.array([0.1, 0.2, 0.3, 0.4], np.float32), (count, 1))
    return Detections(boxes, np.linspace(0, 1, count, dtype=np.float32), np.arange(count, dtype=np.int32))


def test_what_one_side_writes_the_other_reads(box: ResultBox) -> None:
    other = ResultBox.attach(box.name, box.size)
    assert other.slots == box.slots
    other.write(1, AnalysisResult(7, 0.5, seen(4), 0.0, "motion"), captured_s=10.0, done_s=10.25)
    assert box.published().tolist() == [0, 1, 0]
    read = box.read(1)
    assert read is not None
    number, result = read
    assert (number, result.frame_no, result.pts_s, result.mode) == (1, 7, 0.5, "motion")
    assert result.latency_ms == pytest.approx(250)
    assert result.detections.classes.tolist() == [0, 1, 2, 3]


def test_newest_wins(box: ResultBox) -> None:
    for frame_no in (1, 2, 3):
        box.write(0, AnalysisResult(frame_no, 0.0, seen(1), 0.0), 0.0, 0.0)
    read = box.read(0)
    assert read is not None
    assert (read[0], read[1].frame_no) == (3, 3)


def test_empty_and_half_written_rows_are_not_read(box: ResultBox) -> None:
    assert box.read(0) is None
    box.write(0, AnalysisResult(1, 0.0, seen(1), 0.0), 0.0, 0.0)
    box._rows[0]["started"] += 1
    assert box.read(0) is None


def test_only_the_surest_fit(box: ResultBox) -> None:
    box.write(0, AnalysisResult(1, 0.0, seen(MOST_BOXES + 50), 0.0), 0.0, 0.0)
    read = box.read(0)
    assert read is not None
    assert len(read[1].detections) == MOST_BOXES
    assert read[1].detections.scores.min() > 0.3


def test_pulse(box: ResultBox) -> None:
    box.beat(5.0, 42, 1.5, 80.0)
    assert (box.beat_s, box.frames, box.cpu_s, box.rss_mb) == (5.0, 42, 1.5, 80.0)
    box.clear_pulse()
    assert box.frames == 0
