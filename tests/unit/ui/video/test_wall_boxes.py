from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.ui.theme import Theme
from ioc_desktop.ui.video.geometry import Box
from ioc_desktop.ui.video.ink import Ink
from ioc_desktop.ui.video.overlays import BoxPaint, BoxPainter, BoxStyle
from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.labels import COCO80, labels

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("qapp")]
PICTURE = Box(100, 50, 640, 360)
LABELS = labels(COCO80)
WORDS = BoxStyle(labels=True, label_px=15, smallest=0.0)


@pytest.fixture
def painter() -> BoxPainter:
    return BoxPainter(Ink(Theme(), 1.0))


def seen(*boxes: tuple[float, float, float, float], number: int = 3) -> Detections:
    return Detections(
        np.array(boxes, np.float32).reshape(-1, 4),
        np.full(len(boxes), 0.874, np.float32),
        np.full(len(boxes), number, np.int32),
    )


def reach(paint: BoxPaint) -> tuple[float, float, float, float]:
    rects = [*paint.halo, *(edge for _, edges in paint.lines for edge in edges)]
    corners = [(r.left(), r.top(), r.right(), r.bottom()) for r in rects]
    corners += [(p.x(), p.y(), p.x() + words.width(), p.y() + words.height()) for p, words in paint.labels]
    left, top, right, bottom = zip(*corners, strict=True)
    return min(left), min(top), max(right), max(bottom)


@given(st.lists(st.tuples(*[st.floats(-0.25, 1.25)] * 4), min_size=1, max_size=8))
def test_nothing_leaves_the_picture(boxes: list[tuple[float, float, float, float]]) -> None:
    painter = BoxPainter(Ink(Theme(), 1.0))
    left, top, right, bottom = reach(painter.place(seen(*boxes), LABELS, PICTURE, WORDS, 0.0))
    assert left >= PICTURE.x
    assert top >= PICTURE.y
    assert right <= PICTURE.right
    assert bottom <= PICTURE.bottom


def test_a_box_lies_where_the_model_saw_it(painter: BoxPainter) -> None:
    paint = painter.place(seen((0.25, 0.5, 0.5, 0.75)), LABELS, PICTURE, WORDS, 0.0)
    edges = paint.lines[0][1]
    assert (edges[0].left(), edges[0].top(), edges[0].width(), edges[0].height()) == (260, 230, 160, 2)
    assert (edges[1].top(), edges[1].height()) == (230 + 90 - 2, 2)
    assert len(paint.labels) == 1


def test_no_words_where_none_are_wanted(painter: BoxPainter) -> None:
    quiet = BoxStyle(labels=False, label_px=14, smallest=0.0)
    assert painter.place(seen((0.1, 0.1, 0.4, 0.4)), LABELS, PICTURE, quiet, 0.0).labels == []


def test_motion_is_drawn_faintly_and_without_a_score(painter: BoxPainter) -> None:
    faint = BoxStyle(labels=True, label_px=15, smallest=0.0, faint=True)
    recognised = painter.place(seen((0.25, 0.5, 0.5, 0.75)), LABELS, PICTURE, WORDS, 0.0)
    moved = painter.place(seen((0.25, 0.5, 0.5, 0.75)), LABELS, PICTURE, faint, 0.0)
    assert moved.lines[0][1][0].height() == 1
    assert moved.halo == []
    assert moved.labels[0][1].width() < recognised.labels[0][1].width()


def test_low_boxes_are_left_out_on_the_wall(painter: BoxPainter) -> None:
    far = BoxStyle(labels=False, label_px=14, smallest=0.075)
    paint = painter.place(seen((0.1, 0.1, 0.4, 0.15), (0.5, 0.5, 0.6, 0.6)), LABELS, PICTURE, far, 0.0)
    assert len(paint.lines[0][1]) == 4


def test_words_never_hide_words(painter: BoxPainter) -> None:
    paint = painter.place(seen((0.3, 0.5, 0.5, 0.7), (0.31, 0.5, 0.5, 0.7)), LABELS, PICTURE, WORDS, 0.0)
    assert len(paint.labels) == 1


def test_class_tints_are_stable_and_hardly_coloured(painter: BoxPainter) -> None:
    again = BoxPainter(Ink(Theme(), 1.0))
    tints = {name: painter.tint(name) for name in COCO80}
    assert all(again.tint(name) == tint for name, tint in tints.items())
    assert tints["car"] != tints["motorcycle"]
    assert max(tint.hslSaturationF() * (1 - abs(2 * tint.lightnessF() - 1)) for tint in tints.values()) < 0.2
