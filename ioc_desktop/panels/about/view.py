"""The About page: what it is at the left, licences as a table at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ioc_desktop.panels.about import licences, system
from ioc_desktop.ui import tasks
from ioc_desktop.ui.panel import PanelContext
from ioc_desktop.ui.shell.emblem import Emblem
from ioc_desktop.ui.widgets.header import Header
from ioc_desktop.ui.widgets.labels import Button, label, line
from ioc_desktop.ui.widgets.toast import toast

_ROW_PX = 39


class AboutView(QWidget):
    """Reads the licences off the window's thread when first shown."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._context = context
        self.header = Header("")
        self.purpose = label(tone="secondary", wrap=True)
        self.licence = label(tone="secondary", wrap=True)
        self.version = label(kind="mono", tone="secondary")
        self.system_title = label(kind="title3")
        self.licences_title = label(kind="title3")
        self.fonts = label(kind="caption", tone="muted", wrap=True)
        self.logs = Button(icon="mdi6.folder-open-outline", clicked=self._open_logs)
        self.copy = Button(icon="mdi6.content-copy", clicked=self._copy_facts)
        self.table = self._make_table()
        self._lay_out()
        self.retranslate()
        tasks.start(self._load(), self)

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 3)
        table.setShowGrid(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW_PX)
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        for column, mode in enumerate((QHeaderView.ResizeMode.Interactive, QHeaderView.ResizeMode.Interactive)):
            head.setSectionResizeMode(column, mode)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(0, 220)
        table.setColumnWidth(1, 130)
        return table

    def _lay_out(self) -> None:
        self.header.add_action(self.logs)
        row = QHBoxLayout()
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addWidget(self._product(), 0)
        row.addWidget(self._licence_card(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(row, 1)

    def _product(self) -> QWidget:
        card = _card()
        card.setFixedWidth(420)
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(Emblem(56))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label("IOC Desktop", "title2"))
        words.addWidget(self.version)
        head.addLayout(words, 1)
        column.addLayout(head)
        column.addSpacing(8)
        column.addWidget(self.purpose)
        column.addWidget(self.licence)
        column.addSpacing(16)
        column.addWidget(line())
        column.addSpacing(8)
        column.addWidget(self.system_title)
        column.addLayout(self._facts())
        column.addSpacing(8)
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return card

    @staticmethod
    def _facts() -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for place, (name, value) in enumerate(system.facts().items()):
            grid.addWidget(label(name, "caption", tone="muted"), place, 0)
            grid.addWidget(label(value, "mono_small"), place, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _licence_card(self) -> QWidget:
        card = _card()
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 16, 1, 12)
        column.setSpacing(8)
        for part in (self.licences_title, self.fonts):
            part.setContentsMargins(16, 0, 16, 0)
        column.addWidget(self.licences_title)
        column.addWidget(self.table, 1)
        column.addWidget(self.fonts)
        return card

    async def _load(self) -> None:
        found = await self._context.runner.read(licences.bundled)
        self.table.setRowCount(len(found))
        for row, one in enumerate(found):
            for column, text in enumerate((one.name, one.version, one.licence)):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self.retranslate()

    def _open_logs(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._context.paths.logs)))

    def _copy_facts(self) -> None:
        lines = [f"IOC Desktop {system.version()}", *(f"{name}: {value}" for name, value in system.facts().items())]
        QGuiApplication.clipboard().setText("\n".join(lines))
        toast(self, self.tr("Đã chép thông tin máy"))

    def retranslate(self) -> None:
        self.header.set_words(self.tr("Giới thiệu"), "")
        self.version.setText(self.tr("Phiên bản {number}").format(number=system.version()))
        self.purpose.setText(
            self.tr("Phần mềm bàn làm việc của trung tâm điều hành thông minh: camera trực tiếp, nhận diện tại máy.")
        )
        self.licence.setText(self.tr("Dữ liệu và hình ảnh ở lại máy này."))
        self.system_title.setText(self.tr("Máy này"))
        self.licences_title.setText(self.tr("Giấy phép của {n} thư viện").format(n=self.table.rowCount()))
        self.table.setHorizontalHeaderLabels([self.tr("Thư viện"), self.tr("Phiên bản"), self.tr("Giấy phép")])
        fonts = " · ".join(f"{family}: {licence}" for family, licence in licences.FONTS)
        self.fonts.setText(self.tr("Phông chữ: {fonts}").format(fonts=fonts))
        self.logs.setText(self.tr("Mở thư mục nhật ký"))
        self.copy.setText(self.tr("Chép thông tin"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _card() -> QFrame:
    card = QFrame()
    card.setProperty("surface", "card")
    return card
