"""How wide the columns of the camera list are: words get the room they need, as far as there is any."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from PySide6.QtGui import QFont, QFontMetrics

from ioc_desktop.panels.cameras.rows import CameraRow
from ioc_desktop.panels.cameras.screen import (
    COLUMN_WIDTHS_PX,
    LEAST_TROUBLE_PX,
    WORD_COLUMNS,
    WORD_WIDTHS_PX,
    Column,
)

_PADDING_PX = 2 * 15
_AIR_PX = 40
_MEASURED = 8
"""Only the texts with the most letters are measured: the widest is among them."""


class Widths:
    """Widths by what stands in the columns."""

    def __init__(self, name_font: QFont, font: QFont) -> None:
        self._name = QFontMetrics(name_font)
        self._body = QFontMetrics(font)
        self._wanted = dict.fromkeys(WORD_COLUMNS, WORD_WIDTHS_PX[0])
        self._any_trouble = False

    def measure(self, rows: Sequence[CameraRow]) -> bool:
        """Take over the words of these rows; whether a width changes."""
        wanted = {column: self._width(column, rows) for column in WORD_COLUMNS}
        any_trouble = any(row.trouble is not None for row in rows)
        changed = (wanted, any_trouble) != (self._wanted, self._any_trouble)
        self._wanted, self._any_trouble = wanted, any_trouble
        return changed

    def _width(self, column: Column, rows: Sequence[CameraRow]) -> int:
        metrics = self._name if column is Column.NAME else self._body
        texts = heapq.nlargest(_MEASURED, (str(getattr(row.camera, column)) for row in rows), key=len)
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        least, most = WORD_WIDTHS_PX
        return min(max(widest + _PADDING_PX + 1, least), most)

    def share(self, width_px: int, shown: Sequence[Column]) -> dict[Column, int]:
        """The width of every shown column of a table so wide; when it is narrow, names stay whole longest."""
        widths = {column: COLUMN_WIDTHS_PX[column] for column in shown if column in COLUMN_WIDTHS_PX}
        left = max(width_px - sum(widths.values()), 300)
        room = max(left - LEAST_TROUBLE_PX[self._any_trouble], left // 2)
        words = self._shrunk(room)
        air = min(_AIR_PX, max(0, room - sum(words.values())) // (2 * len(WORD_COLUMNS)))
        words = {column: wide + air for column, wide in words.items()}
        return widths | words | {Column.TROUBLE: left - sum(words.values())}

    def _shrunk(self, room_px: int) -> dict[Column, int]:
        name = min(self._wanted[Column.NAME], room_px // 2)
        others = sum(self._wanted.values()) - self._wanted[Column.NAME]
        part = min(1.0, (room_px - name) / others)
        return {column: name if column is Column.NAME else int(wide * part) for column, wide in self._wanted.items()}
