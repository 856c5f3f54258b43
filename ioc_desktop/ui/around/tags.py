"""The tags of a record as chips, with a box to put another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLayout, QLayoutItem, QLineEdit, QWidget

from ioc_desktop.core.text import fold
from ioc_desktop.ui.widgets.chip import Chip

if TYPE_CHECKING:
    from ioc_desktop.ui.around.presenter import Around

_GAP_PX = 6
_FIELD_PX = 130
_MOST_LETTERS = 60


class FlowLayout(QLayout):
    """Widgets beside each other, over as many lines as the width asks for."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802  (Qt's name)
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802  (Qt's name)
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802  (Qt's name)
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), is_test=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        sizes = [item.minimumSize() for item in self._items]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def setGeometry(self, area: QRect) -> None:  # noqa: N802
        super().setGeometry(area)
        self._place(area, is_test=False)

    def _place(self, area: QRect, *, is_test: bool) -> int:
        """Put them, or only measure; the height that they take."""
        x, y, low = area.x(), area.y(), 0
        for item in self._items:
            size = item.sizeHint().boundedTo(QSize(max(1, area.width()), item.sizeHint().height()))
            if x > area.x() and x + size.width() > area.right() + 1:
                x, y, low = area.x(), y + low + _GAP_PX, 0
            if not is_test:
                item.setGeometry(QRect(QPoint(x, y), size))
            x, low = x + size.width() + _GAP_PX, max(low, size.height())
        return y + low - area.y()


class Tags(QWidget):
    """The chips.

    Signals:
        put(str): put this tag.
        removed(str): take this tag off.
    """

    put = Signal(str)
    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.chips: list[Chip] = []
        self._shown: tuple[object, ...] = ()
        self._known = QStringListModel(self)
        offer = QCompleter(self._known, self)
        offer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.field = QLineEdit()
        self.field.setMaxLength(_MOST_LETTERS)
        self.field.setFixedWidth(_FIELD_PX)
        self.field.setCompleter(offer)
        self.field.returnPressed.connect(self._tell)
        self._row = FlowLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.field)
        self.setLayout(self._row)
        self.retranslate()

    def show_around(self, around: Around, *, may_write: bool) -> None:
        """Fill it."""
        self.field.setVisible(may_write)
        self.setVisible(may_write or bool(around.tags))
        self._known.setStringList(list(around.known_tags))
        shown = (around.ref, tuple(around.tags), may_write)
        if shown == self._shown:
            return
        self._shown = shown
        for chip in self.chips:
            self._row.removeWidget(chip)
            chip.deleteLater()
        self._row.removeWidget(self.field)
        self.chips = [self._chip(name, may_write=may_write) for name in around.tags]
        for part in (*self.chips, self.field):
            self._row.addWidget(part)
        for chip in self.chips:
            chip.show()
        self.updateGeometry()

    def _chip(self, name: str, *, may_write: bool) -> Chip:
        """Pressed, it takes the tag off."""
        chip = Chip(name.replace("&", "&&"), checked=may_write, checkable=may_write)
        chip.setParent(self)
        chip.setAccessibleName(self.tr("Bỏ nhãn {name}").format(name=name) if may_write else name)
        if may_write:
            chip.setToolTip(chip.accessibleName())
            chip.clicked.connect(lambda: self.removed.emit(name))
        return chip

    def _tell(self) -> None:
        typed = self.field.text().strip()
        if fold(typed):
            self.put.emit(typed)

    def written(self) -> None:
        """It is stored: the box is free for the next."""
        self.field.clear()

    def retranslate(self) -> None:
        self.field.setPlaceholderText(self.tr("Thêm nhãn"))
        self.field.setAccessibleName(self.tr("Thêm nhãn"))
        self._shown = ()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
