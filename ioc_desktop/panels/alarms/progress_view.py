"""Waiting for work that takes a while: how far it is, and the way to give up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from threading import Event
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from ioc_desktop.ui.widgets.dialog import Dialog
from ioc_desktop.ui.widgets.labels import Button, label

T = TypeVar("T")
GoOn = Callable[[float], bool]
"""Told the share that is done; whether to go on."""


class WorkProgress(Dialog):
    """Runs one piece of work.

    Signals:
        progressed(float): share that is done; carried over from the thread that works.
    """

    progressed = Signal(float)

    def __init__(self, parent: QWidget | None, title: str, waiting: str, going: str) -> None:
        """Words for the time before there is a share, and with ``{n}`` for the percentage after."""
        super().__init__(parent, "")
        self._given_up, self._going = Event(), going
        self.setWindowTitle(title)
        self.heading.setText(title)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.words = label(waiting, tone="secondary", wrap=True)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.words)
        self.cancel = Button(self.tr("Hủy"), clicked=self.reject)
        self.buttons.addWidget(self.cancel)
        self.progressed.connect(self._show)
        self.rejected.connect(self._given_up.set)

    async def run(self, work: Callable[[GoOn], T]) -> T:
        """Show it, do the work on a thread of its own, and close; what the work gives or raises."""
        self.open()
        try:
            return await asyncio.to_thread(work, self._go_on)
        finally:
            self._given_up.set()
            self.close()
            self.deleteLater()

    def _go_on(self, done: float) -> bool:
        """On the thread that works."""
        if self._given_up.is_set():
            return False
        with suppress(RuntimeError):  # the window may be gone; then the next look at the flag ends it
            self.progressed.emit(done)
        return True

    def _show(self, done: float) -> None:
        if done > 0:
            self.bar.setRange(0, 100)
            self.bar.setValue(round(100 * done))
            self.words.setText(self._going.format(n=round(100 * done)))
