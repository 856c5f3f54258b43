"""How far the printing of a document is, with a way to stop it."""

from __future__ import annotations

import threading

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from ioc_desktop.ui.widgets.dialog import Dialog
from ioc_desktop.ui.widgets.labels import Button, label


class PrintProgress(Dialog):
    """Stays until ``finish``; closing it stops the printing.

    Signals:
        reached(int): pages that were handed to the printer; emitted on the thread that prints.
    """

    reached = Signal(int)

    def __init__(self, parent: QWidget | None, name: str, pages: int) -> None:
        super().__init__(parent, "")
        self._pages, self._stop, self._is_finished = pages, threading.Event(), False
        self.setWindowTitle(self.tr("Đang in"))
        self.heading.setText(f"{self.windowTitle()}: {name}" if name else self.windowTitle())
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, max(1, pages))
        self.said = label(tone="secondary")
        self.body.addWidget(self.bar)
        self.body.addWidget(self.said)
        self.stop = Button(self.tr("Dừng in"), clicked=self.reject)
        self.buttons.addWidget(self.stop)
        self.reached.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._show(0)

    def is_stopped(self) -> bool:
        """Whether a person wants no more of it; any thread."""
        return self._stop.is_set()

    def _show(self, done: int) -> None:
        self.bar.setValue(done)
        self.said.setText(self.tr("Trang {done} trên {total}").format(done=done, total=self._pages))

    def reject(self) -> None:
        """The page under way is still handed over, so it stays until the printing says that it has stopped."""
        if self._is_finished:
            super().reject()
            return
        self._stop.set()
        self.stop.setEnabled(False)
        self.said.setText(self.tr("Đang dừng…"))

    def finish(self) -> None:
        """It is over, one way or another."""
        self._is_finished = True
        self.reject()
