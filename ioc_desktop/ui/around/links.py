"""The records that a record is linked with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ioc_desktop.kernel.links.model import DUPLICATE, RELATED, SOURCE
from ioc_desktop.ui.synced_titles import table_title
from ioc_desktop.ui.widgets.labels import Button, IconButton, label
from ioc_desktop.ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from ioc_desktop.ui.around.presenter import Around, Neighbour


class LinkRow(QFrame):
    """One of them; its title opens it.

    Signals:
        opened(object): open it (``Neighbour``).
        removed(object): take the link away (``Neighbour``).
    """

    opened = Signal(object)
    removed = Signal(object)

    def __init__(self, neighbour: Neighbour, *, may_write: bool) -> None:
        super().__init__()
        self.neighbour = neighbour
        table = QCoreApplication.translate("sync", table_title(neighbour.link.other.table))
        self.title = label(neighbour.title or self.tr("Không xem được trên máy này"), wrap=True)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(label(f"{table} · {self._kind()}", "caption", tone="muted", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(6)
        row.addLayout(column, 1)
        side = Qt.AlignmentFlag.AlignTop
        if neighbour.panel:
            tip = self.tr("Mở {title}").format(title=neighbour.title)
            opener = IconButton("mdi6.arrow-right", tip, small=True, clicked=lambda: self.opened.emit(neighbour))
            row.addWidget(opener, 0, side)
        if may_write and neighbour.is_own:
            tip = self.tr("Bỏ liên kết")
            remover = IconButton("mdi6.close", tip, small=True, clicked=lambda: self.removed.emit(neighbour))
            row.addWidget(remover, 0, side)

    def _kind(self) -> str:
        link = self.neighbour.link
        words = {
            (RELATED, True): self.tr("có liên quan"),
            (DUPLICATE, True): self.tr("mục này trùng với nó"),
            (DUPLICATE, False): self.tr("nó trùng với mục này"),
            (SOURCE, True): self.tr("mục này lập từ đó"),
            (SOURCE, False): self.tr("được lập từ mục này"),
        }
        return words.get((link.kind, link.is_from_here), link.kind)


class Links(QWidget):
    """All of them.

    Signals:
        add_requested(): link another.
        opened(object), removed(object): of a ``Neighbour``.
    """

    add_requested = Signal()
    opened = Signal(object)
    removed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[object, ...] = ()
        self.rows: list[LinkRow] = []
        self.empty = label(tone="muted", wrap=True)
        self.empty.setContentsMargins(16, 8, 16, 8)
        self.add = Button("", icon="action.link", small=True, clicked=self.add_requested.emit)
        area = ScrollColumn(self.empty)
        self._body = area.body
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 8, 12, 12)
        foot.addStretch(1)
        foot.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addLayout(foot)
        self.retranslate()

    def show_around(self, around: Around, *, may_write: bool) -> None:
        """Fill it."""
        self.add.setVisible(may_write)
        self.empty.setVisible(not around.links)
        shown = (around.ref, tuple(around.links), may_write)
        if shown == self._shown:
            return
        self._shown = shown
        for row in self.rows:
            self._body.removeWidget(row)
            row.deleteLater()
        self.rows = [LinkRow(each, may_write=may_write) for each in around.links]
        for row in self.rows:
            row.opened.connect(self.opened)
            row.removed.connect(self.removed)
            self._body.insertWidget(self._body.count() - 1, row)

    def retranslate(self) -> None:
        self.empty.setText(self.tr("Chưa liên kết mục nào."))
        self.add.setText(self.tr("Liên kết mục khác…"))
        self._shown = ()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
