"""The second line of the page: which incidents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from ioc_desktop.kernel.incidents.flow import STAGE_TITLES
from ioc_desktop.kernel.incidents.model import KIND_TITLES, SEVERITY_TITLES, IncidentFilter, Kind, Severity
from ioc_desktop.panels.incidents import words
from ioc_desktop.ui.widgets.labels import Button
from ioc_desktop.ui.widgets.search_field import SearchField

_OPEN, _ENDED, _DRILL, _REAL = "open", "ended", "drill", "real"
_LETTERS, _LONGER = 8, 14
"""Of a choice that are seen even in a narrow window; "Thật và diễn tập" is the longest first choice."""
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 366}


class FilterBar(QWidget):
    """Time, stage, kind, severity, drill, words.

    Signals:
        changed(object): the ``IncidentFilter`` that a person chose.
    """

    changed = Signal(object)

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self.period, self.stage, self.kind, self.severity, self.drill = (QComboBox() for _ in range(5))
        self.search = SearchField()
        self.search.setMinimumWidth(160)
        self.search.searched.connect(lambda _text: self._tell())
        self.clear = Button("", "quiet", clicked=self.reset)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        for box in self._boxes():
            box.activated.connect(lambda _row: self._tell())
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(_LONGER if box is self.drill else _LETTERS)
            row.addWidget(box, 1)
        row.addWidget(self.search, 1)
        row.addWidget(self.clear)
        self.retranslate()

    def _boxes(self) -> tuple[QComboBox, ...]:
        return self.period, self.stage, self.kind, self.severity, self.drill

    def wanted(self) -> IncidentFilter:
        """What is chosen now."""
        days, stage, drill = _DAYS.get(self.period.currentData()), self.stage.currentData(), self.drill.currentData()
        kind, severity = self.kind.currentData(), self.severity.currentData()
        return IncidentFilter(
            text=self.search.text().strip(),
            stage=stage if stage in STAGE_TITLES else "",
            is_open={_OPEN: True, _ENDED: False}.get(stage),
            kind=Kind(kind) if kind else None,
            severity=Severity(severity) if severity else None,
            is_drill={_DRILL: True, _REAL: False}.get(drill),
            start=self._now() - timedelta(days=days) if days else None,
        )

    def _tell(self) -> None:
        self.changed.emit(self.wanted())

    def reset(self) -> None:
        """Show all again."""
        for box in self._boxes():
            box.setCurrentIndex(0)
        self.search.clear()
        self._tell()

    def retranslate(self) -> None:
        """Fill the boxes in the language of the screen; what is chosen stays chosen."""
        times = [
            ("", self.tr("Mọi lúc")), ("day", self.tr("24 giờ qua")), ("week", self.tr("7 ngày qua")),
            ("month", self.tr("30 ngày qua")), ("year", self.tr("12 tháng qua")),
        ]  # fmt: skip
        stages = [("", self.tr("Mọi giai đoạn")), (_OPEN, self.tr("Đang mở")), (_ENDED, self.tr("Đã xong"))]
        kinds = [("", self.tr("Mọi loại"))]
        severities = [("", self.tr("Mọi mức độ"))]
        drills = [("", self.tr("Thật và diễn tập")), (_REAL, self.tr("Việc thật")), (_DRILL, self.tr("Diễn tập"))]
        _fill(self.period, times)
        _fill(self.stage, stages + [(key, words.stage(key)) for key in STAGE_TITLES])
        _fill(self.kind, kinds + [(each.value, words.kind(each)) for each in KIND_TITLES])
        _fill(self.severity, severities + [(each.value, words.severity(each)) for each in SEVERITY_TITLES])
        _fill(self.drill, drills)
        self.search.setPlaceholderText(self.tr("Số, việc, nơi"))
        self.clear.setText(self.tr("Xóa lọc"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _fill(box: QComboBox, choices: list[tuple[str, str]]) -> None:
    chosen = box.currentData()
    box.clear()
    for key, title in choices:
        box.addItem(title, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
