"""Rows under each other on a card, as high as its room, scrolled where they are more."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class ScrollColumn(QScrollArea):
    """No frame, no ground of its own, never scrolled sideways.

    Args:
        first: what always stands above the rows.

    Attributes:
        body: the rows, and after them a stretch that keeps them at the top.
    """

    def __init__(self, *first: QWidget, top_px: int = 0, bottom_px: int = 4) -> None:
        super().__init__()
        page = QWidget()
        page.setProperty("surface", "clear")
        self.body = QVBoxLayout(page)
        self.body.setContentsMargins(0, top_px, 0, bottom_px)
        self.body.setSpacing(0)
        for part in first:
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(page)
