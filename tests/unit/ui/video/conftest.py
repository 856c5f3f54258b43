from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QEvent, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ioc_desktop.ui.theme import Theme
from ioc_desktop.ui.video.surface import VideoSurface
from tests.unit.ui.video.moving_pictures import MovingPictures


@pytest.fixture
def pictures() -> Iterator[MovingPictures]:
    engine = MovingPictures()
    yield engine
    engine.stop()


@pytest.fixture
def surface(qapp: QApplication, pictures: MovingPictures) -> Iterator[VideoSurface]:
    theme = Theme()
    theme.apply(qapp)
    made = VideoSurface(pictures, theme)  # type: ignore[arg-type]
    made.resize(1280, 720)
    yield made
    made.hide()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


def pixels(widget: QWidget, rect: QRect) -> NDArray[np.uint8]:
    """What the widget shows there, BGR uint8 [height, width, 3]."""
    image = widget.grab(rect).toImage().convertToFormat(widget.grab(rect).toImage().Format.Format_RGB32)
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return flat[:, : image.width(), :3].copy()


def becomes(is_true: Callable[[], object], limit_s: float = 5.0) -> bool:
    """Let the window live until something holds; whether it came to hold."""
    deadline_s = time.monotonic() + limit_s
    while not is_true():
        if time.monotonic() > deadline_s:
            return False
        QTest.qWait(5)
    return True
