"""Waiting for a clip whose faces are being covered: how far it is, and the way to give up."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from threading import Event

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from ioc_desktop.ui.widgets.dialog import Dialog
from ioc_desktop.ui.widgets.labels import Button, label
from ioc_desktop.vision.privacy.errand import Errand, run_errand


class CoverProgress(Dialog):
    """Runs one errand.

    Signals:
        progressed(float): share that is written; carried over from the thread that waits.
    """

    progressed = Signal(float)

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "")
        self._given_up = Event()
        self.setWindowTitle(self.tr("Đang che mặt trong đoạn phim"))
        self.heading.setText(self.windowTitle())
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.words = label(self.tr("Đang tìm mặt người…"), tone="secondary", wrap=True)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.words)
        self.cancel = Button(self.tr("Hủy"), clicked=self.reject)
        self.buttons.addWidget(self.cancel)
        self.progressed.connect(self._show)
        self.rejected.connect(self._given_up.set)

    async def run(self, errand: Errand) -> bool:
        """Whether it was finished.

        Raises:
            ExpectedError: as ``run_errand``.
        """
        try:
            return await asyncio.to_thread(run_errand, errand, self._go_on)
        finally:
            self._given_up.set()

    def _go_on(self, done: float) -> bool:
        """On the thread that waits."""
        if self._given_up.is_set():
            return False
        with suppress(RuntimeError):  # the window may be gone; then the next look at the flag ends it
            self.progressed.emit(done)
        return True

    def _show(self, done: float) -> None:
        if done > 0:
            self.bar.setRange(0, 100)
            self.bar.setValue(round(100 * done))
            self.words.setText(self.tr("Đang ghi: {n} %").format(n=round(100 * done)))
