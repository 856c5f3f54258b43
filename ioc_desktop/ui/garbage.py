"""Garbage is collected in the window's thread alone.

Python collects cycles in whatever thread happens to allocate. Widgets sit in cycles (a slot that knows its widget), and
a widget that is destroyed in a thread of the runner takes the process with it: a segmentation fault in the collector.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 50
"""What is new is looked through so often, in a few milliseconds: a second's worth would hold up the window."""
_GROWTH = 1.25
"""All objects are looked through only when there are so many times more than after the last look, as the interpreter
does it: it takes a tenth of a second."""


class Sweeper:
    """Does what the interpreter's own collector would, at its thresholds, whenever it is asked."""

    def __init__(self) -> None:
        self._kept = 0

    def collect_due(self) -> int:
        """Collect the generations whose thresholds are passed; how much garbage there was."""
        young, middle, old = (0 < most < count for most, count in zip(gc.get_threshold(), gc.get_count(), strict=True))
        if not young:
            return 0
        if not middle:
            return gc.collect(0)
        found = gc.collect(1)
        if old and len(gc.get_objects(2)) > _GROWTH * self._kept:
            found += gc.collect(2)
            self._kept = len(gc.get_objects(2))
        return found


class WindowGarbage(QObject):
    """Sweeps from a timer of this thread, in place of the interpreter.

    For as long as the process lives: workers of the runner may outlive the window.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._sweeper = Sweeper()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._sweeper.collect_due)
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
