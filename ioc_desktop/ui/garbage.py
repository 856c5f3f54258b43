"""Garbage is collected in the window's thread alone.

Python collects cycles in whatever thread happens to allocate. Widgets sit in cycles (a slot that knows its widget), and
a widget that is destroyed in a thread of the runner takes the process with it: a segmentation fault in the collector.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000


class WindowGarbage(QObject):
    """Does what the interpreter's own collector would, at its thresholds, from a timer of this thread.

    For as long as the process lives: workers of the runner may outlive the window.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(collect_due)
        self._timer.start()

    @contextmanager
    def unswept(self) -> Iterator[None]:
        """While much is loaded: none of it is garbage, and to look for some costs time, now and at every later look."""
        self._timer.stop()
        try:
            yield
        finally:
            gc.freeze()
            self._timer.start()


def collect_due() -> int:
    """Collect the oldest generation whose threshold is passed; how much garbage there was."""
    counts, most = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if 0 < most[generation] < counts[generation]:
            return gc.collect(generation)
    return 0
