"""The journal of an incident: newest first, add only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)  # fmt: skip

from ioc_desktop.kernel.incidents.sentences import LogLine, line
from ioc_desktop.kernel.records.model import RecordEntry
from ioc_desktop.kernel.records.record_check import RecordState
from ioc_desktop.panels.incidents import words
from ioc_desktop.ui import theme as themes
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.widgets.labels import Picture, label, set_tone
from ioc_desktop.ui.widgets.writing_box import WritingBox, WritingField

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_TIME_PX, _ICON_PX, _EDGE_PX = 74, 34, 14
_LINE_PX = 22
_MOST_FAULTS = 5
_CHAIN_COLORS = {False: "text.secondary", True: "severity.critical"}
_WRAP = int(Qt.TextFlag.TextWordWrap.value) | int(Qt.AlignmentFlag.AlignLeft.value)


class LogModel(QAbstractListModel):
    """Lines of the log, with their words made once."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[LogLine] = ()
        self.now: datetime | None = None
        self._entries: Sequence[RecordEntry] = ()

    def show(self, entries: Sequence[RecordEntry], now: datetime) -> None:
        self.now = now
        if [each.id for each in entries] == [each.id for each in self._entries]:
            return
        self.beginResetModel()
        self._entries = entries
        self.lines = [line(entry, words.tr) for entry in entries]
        self.endResetModel()

    def retranslate(self) -> None:
        self.beginResetModel()
        self.lines = [line(entry, words.tr) for entry in self._entries]
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = self.lines[index.row()]
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return f"{words.clock(shown.at, self.now)} {shown.text}\n{shown.source}"
        return None


class LogDelegate(QStyledItemDelegate):
    """Time, icon, sentence over as many lines as it needs, source."""

    def __init__(self, owner: LogList) -> None:
        super().__init__(owner)
        self._owner = owner

    def _text_width(self) -> int:
        return max(80, self._owner.viewport().width() - _EDGE_PX - _TIME_PX - _ICON_PX - 12)

    def _text_height(self, text: str) -> int:
        metrics = QFontMetrics(themes.current().font("desk.body"))
        return metrics.boundingRect(QRect(0, 0, self._text_width(), 10_000), _WRAP, text).height()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        shown = self._owner.lines.lines[index.row()]
        return QSize(100, self._text_height(shown.text) + 20 + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown, theme = self._owner.lines.lines[index.row()], themes.current()
        area: QRect = option.rect
        top, text_left = area.top() + 6, area.left() + _EDGE_PX + _TIME_PX + _ICON_PX
        painter.save()
        now = self._owner.lines.now
        self._write(painter, QRect(area.left() + _EDGE_PX, top, _TIME_PX, 22), shown, now)
        x = area.left() + _EDGE_PX + _TIME_PX + 6
        is_alarm = shown.icon == "sla.overdue"
        color = "severity.critical" if is_alarm else "text.secondary"
        painter.drawPixmap(x, top + 2, theme.pixmap(shown.icon, color, 18, self._owner.devicePixelRatioF()))
        if index.row() + 1 < len(self._owner.lines.lines):
            painter.fillRect(x + 9, top + 26, 1, max(0, area.bottom() - top - 28), theme.color("border.subtle"))
        height = self._text_height(shown.text)
        painter.setFont(theme.font("desk.body"))
        painter.setPen(theme.color("text.primary"))
        painter.drawText(QRect(text_left, top, self._text_width(), height), _WRAP, shown.text)
        painter.setFont(theme.font("desk.caption"))
        painter.setPen(theme.color("text.muted"))
        source = QRect(text_left, top + height, self._text_width(), 20)
        said = QFontMetrics(painter.font()).elidedText(shown.source, Qt.TextElideMode.ElideRight, source.width())
        painter.drawText(source, Qt.AlignmentFlag.AlignVCenter, said)
        painter.restore()

    @staticmethod
    def _write(painter: QPainter, area: QRect, shown: LogLine, now: datetime | None) -> None:
        """The time; of another day the date, in a narrower face."""
        theme, said = themes.current(), words.clock(shown.at, now)
        font = theme.font("desk.mono_small")
        if len(said) > 8:
            font = QFont(theme.font("desk.caption"))
            font.setStretch(QFont.Stretch.SemiCondensed)
        painter.setFont(font)
        painter.setPen(theme.color("text.secondary"))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, said)


class LogList(QListView):
    """The entries."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = LogModel()
        self.setModel(self.lines)
        self.setItemDelegate(LogDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView { background: transparent; } QListView::item:hover { background: transparent; }")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class Log(QFrame):
    """The journal with its entry field.

    Signals:
        noted(str): a note to be written, for ever.
    """

    noted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.title = label(kind="title3")
        self.whole = label(kind="caption", tone="secondary")
        self.chain = Picture("action.link", "text.secondary", 18)
        self.list = LogList()
        self.field = WritingField()
        self.entry = WritingBox(self.field, "action.add")
        self.write = self.entry.button
        self.entry.told.connect(self.noted)
        self._count = 0
        self._state: RecordState | None = None
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.setSpacing(6)
        head.addWidget(self.title, 1)
        head.addWidget(self.chain)
        head.addWidget(self.whole)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.entry)

    def show_log(
        self, entries: Sequence[RecordEntry], now: datetime, state: RecordState | None = None, *, may_write: bool
    ) -> None:
        """Fill it.

        Args:
            state: whether the journal is whole; None when nobody looked.
        """
        self._count, self._state = len(entries), state
        self.list.lines.show(entries, now)
        self.entry.setVisible(may_write)
        self._show_count()

    def _show_count(self) -> None:
        """How many entries, and whether any of them was tampered with; a sentence for each in the tooltip."""
        said, state = self.tr("{n} mục").format(n=self._count), self._state
        is_broken = state is not None and not state.is_whole
        if state is not None:
            whole = self.tr("bị sửa hoặc mất mục") if is_broken else self.tr("toàn vẹn")
            said = whole if is_broken else f"{said} · {whole}"
        self.whole.setText(said)
        set_tone(self.whole, "critical" if is_broken else "secondary")
        self.chain.show_icon("sla.overdue" if is_broken else "action.link", _CHAIN_COLORS[is_broken])
        tips = [tr_error(fault.error()) for fault in state.faults[:_MOST_FAULTS]] if state is not None else []
        tip = "\n".join(tips) or self.tr("Từng mục đúng mã băm và nối với mục trước")
        for part in (self.chain, self.whole):
            part.setToolTip(tip if state is not None else "")

    def written(self) -> None:
        """The note is in the journal: the field is free for the next."""
        self.field.clear()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Nhật ký"))
        placeholder = self.tr("Ghi thêm vào nhật ký: không sửa, không xóa được")
        self.entry.set_words(self.tr("Ghi thêm vào nhật ký"), placeholder, self.tr("Ghi"))
        self._show_count()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.list.lines.retranslate()
