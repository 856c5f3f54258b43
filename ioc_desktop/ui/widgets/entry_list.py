"""A list of two-line entries: an icon, a title whose found words stand out, and a quieter line under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ioc_desktop.ui import theme as themes

_ICON_PX = 20
_LEFT_PX = 16
_GAP_PX = 14
_ROW_PX = 56
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Words:
    """A text and the letters of it that stand out: pairs of first and behind last."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line pair.

    Attributes:
        icon: concept of the theme.
        side: short words at the right of the title, such as a time.
        is_new: has a mark in front.
        target: whatever the owner wants to know when it is chosen.
    """

    icon: str
    title: Words
    note: Words = Words("")
    side: str = ""
    tone: str = "text.secondary"
    is_new: bool = False
    target: object = None


class EntryModel(QAbstractListModel):
    """The entries of one list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def put(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        del parent
        return len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """For screen readers; the delegate paints from the entry itself."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            entry = self.entries[index.row()]
            return " ".join(part for part in (entry.title.text, entry.note.text, entry.side) if part)
        return None


class EntryDelegate(QStyledItemDelegate):
    """Paints one entry."""

    def __init__(self, model: EntryModel) -> None:
        super().__init__(model)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del option
        return QSize(0, _ROW_PX if self._model.entries[index.row()].note.text else 40)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, entry = themes.current(), self._model.entries[index.row()]
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.color("surface.2"))
            painter.fillRect(area.left(), area.top(), 3, area.height(), theme.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.color("surface.1"))
        self._icon(painter, area, entry)
        inner = area.adjusted(_LEFT_PX + _ICON_PX + _GAP_PX, 8, -_LEFT_PX, -8)
        half = inner.height() // 2 if entry.note.text else inner.height()
        top = QRect(inner.left(), inner.top(), inner.width(), half)
        used = self._side(painter, top, entry)
        bold = QFont(theme.font("desk.row_title"))
        _draw(painter, top.adjusted(0, 0, -used, 0), entry.title, bold, "text.primary")
        if entry.note.text:
            below = QRect(inner.left(), inner.top() + half, inner.width(), inner.height() - half)
            _draw(painter, below, entry.note, theme.font("desk.caption"), "text.secondary")
        painter.restore()

    @staticmethod
    def _icon(painter: QPainter, area: QRect, entry: Entry) -> None:
        theme = themes.current()
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        picture = theme.pixmap(entry.icon, entry.tone, _ICON_PX, ratio)
        painter.drawPixmap(area.left() + _LEFT_PX, area.top() + (area.height() - _ICON_PX) // 2, picture)
        if entry.is_new:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(area.left() + 5, area.center().y() - 3, 7, 7)

    @staticmethod
    def _side(painter: QPainter, area: QRect, entry: Entry) -> int:
        """Pixels that the words at the right take."""
        if not entry.side:
            return 0
        theme = themes.current()
        painter.setFont(theme.font("desk.caption"))
        painter.setPen(theme.color("text.muted"))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, entry.side)
        return painter.fontMetrics().horizontalAdvance(entry.side) + 12


def _draw(painter: QPainter, area: QRect, words: Words, font: QFont, color: str) -> None:
    """One line, cut with "…" where it is too long; the found letters in the accent's colour."""
    theme = themes.current()
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(words.text, Qt.TextElideMode.ElideRight, area.width())
    painter.setFont(font)
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    kept = len(shown) - 1 if shown != words.text else len(shown)
    at = 0
    for start, end in (*words.spans, (kept, kept)):
        start, end = min(start, kept), min(end, kept)  # noqa: PLW2901  (what was cut off is not painted)
        for first, last, tone in ((at, start, color), (start, end, "accent")):
            if first < last:
                left = metrics.horizontalAdvance(shown[:first])
                painter.setPen(theme.color(tone))
                painter.drawText(area.adjusted(left, 0, 0, 0), flags, shown[first:last])
        at = max(at, end)
    if shown != words.text:
        painter.setPen(theme.color(color))
        painter.drawText(area.adjusted(metrics.horizontalAdvance(shown[:-1]), 0, 0, 0), flags, shown[-1:])


class EntryList(QListView):
    """The list as a widget; a press or ``choose`` picks an entry.

    Signals:
        chosen(object): the target of the entry.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.entries = EntryModel(self)
        self.setModel(self.entries)
        self.setItemDelegate(EntryDelegate(self.entries))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("surface", "clear")
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(lambda _index: self.choose())
        self.activated.connect(lambda _index: self.choose())

    def put(self, entries: Sequence[Entry], *, keeps_place: bool = False) -> None:
        """Show these; the first is chosen next, or the same place as before."""
        row = self.currentIndex().row() if keeps_place else 0
        self.entries.put(entries)
        self.setCurrentIndex(self.entries.index(min(max(row, 0), len(entries) - 1), 0))

    def step(self, by: int) -> None:
        """Go up or down, round at the ends."""
        count = self.entries.rowCount()
        if count:
            self.setCurrentIndex(self.entries.index((self.currentIndex().row() + by) % count, 0))

    def choose(self) -> None:
        """Pick the current entry."""
        index = self.currentIndex()
        if index.isValid():
            self.chosen.emit(self.entries.entries[index.row()].target)

    def wanted_height(self) -> int:
        """Pixels of all rows together."""
        return sum(self.sizeHintForRow(row) for row in range(self.entries.rowCount()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.doItemsLayout()
