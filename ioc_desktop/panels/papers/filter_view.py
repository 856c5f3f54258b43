"""The second line of the page: which documents."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from ioc_desktop.kernel.papers.model import STATE_TITLES, PaperFilter, PaperState, Register
from ioc_desktop.ui.widgets.labels import Button
from ioc_desktop.ui.widgets.search_field import SearchField


class FilterBar(QWidget):
    """State, kind, year, words.

    Signals:
        changed(object): the ``PaperFilter`` that a person chose.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._register = Register()
        self.state, self.kind, self.year = (QComboBox() for _ in range(3))
        self.search = SearchField()
        self.search.setMinimumWidth(160)
        self.search.searched.connect(lambda _text: self._tell())
        self.clear = Button("", "quiet", clicked=self.reset)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        for box in (self.state, self.kind, self.year):
            box.activated.connect(lambda _row: self._tell())
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(10)
            row.addWidget(box, 1)
        row.addWidget(self.search, 2)
        row.addWidget(self.clear)
        self.retranslate()

    def show_register(self, register: Register) -> None:
        """What can be chosen and how many there are; what is chosen stays chosen."""
        if (register.counts, register.kinds, register.years) != (
            self._register.counts, self._register.kinds, self._register.years,
        ):  # fmt: skip
            self._register = register
            self.retranslate()

    def wanted(self) -> PaperFilter:
        """What is chosen now."""
        state = self.state.currentData()
        return PaperFilter(
            states=frozenset({PaperState(state)}) if state else frozenset(),
            kind=self.kind.currentData() or "",
            year=self.year.currentData() or None,
            text=self.search.text().strip(),
        )

    def reset(self) -> None:
        """Everything."""
        self.show_all()
        self._tell()

    def show_all(self) -> None:
        """The same, told to nobody."""
        for box in (self.state, self.kind, self.year):
            box.setCurrentIndex(0)
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)

    def _tell(self) -> None:
        self.changed.emit(self.wanted())

    def retranslate(self) -> None:
        translate, counts = QCoreApplication.translate, self._register.counts
        states = [
            (state.value, f"{translate('papers', title)} ({counts.get(state, 0)})")
            for state, title in STATE_TITLES.items()
        ]
        _fill(self.state, [("", self.tr("Mọi trạng thái")), *states])
        _fill(self.kind, [("", self.tr("Mọi loại")), *((kind, kind) for kind in self._register.kinds)])
        _fill(self.year, [("", self.tr("Mọi năm")), *((year, str(year)) for year in self._register.years)])
        self.search.setPlaceholderText(self.tr("Số, ký hiệu, trích yếu…"))
        self.clear.setText(self.tr("Xóa lọc"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _fill(box: QComboBox, options: list[tuple[object, str]]) -> None:
    before = box.currentData()
    box.clear()
    for data, text in options:
        box.addItem(text, data)
    box.setCurrentIndex(max(0, box.findData(before)))
