"""The second line of the page: which incidents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from ioc_desktop.kernel.incidents.flow import STAGE_TITLES
from ioc_desktop.kernel.incidents.model import KIND_TITLES, SEVERITY_TITLES, IncidentFilter, Kind, Severity
from ioc_desktop.panels.incidents import words
from ioc_desktop.ui.widgets.choice_bar import ChoiceBar, fill

_OPEN, _ENDED, _DRILL, _REAL = "open", "ended", "drill", "real"
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 366}


class FilterBar(ChoiceBar):
    """Time, stage, kind, severity, drill, words.

    Signals:
        changed(object): the ``IncidentFilter`` that a person chose.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(5)
        self._now = now
        self.period, self.stage, self.kind, self.severity, self.drill = self.boxes
        self.retranslate()

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

    def put_choices(self) -> None:
        times = [
            ("", self.tr("Mọi lúc")), ("day", self.tr("24 giờ qua")), ("week", self.tr("7 ngày qua")),
            ("month", self.tr("30 ngày qua")), ("year", self.tr("12 tháng qua")),
        ]  # fmt: skip
        stages = [("", self.tr("Mọi giai đoạn")), (_OPEN, self.tr("Đang mở")), (_ENDED, self.tr("Đã xong"))]
        kinds = [("", self.tr("Mọi loại"))]
        severities = [("", self.tr("Mọi mức độ"))]
        drills = [("", self.tr("Thật và diễn tập")), (_REAL, self.tr("Việc thật")), (_DRILL, self.tr("Diễn tập"))]
        fill(self.period, times)
        fill(self.stage, stages + [(key, words.stage(key)) for key in STAGE_TITLES])
        fill(self.kind, kinds + [(each.value, words.kind(each)) for each in KIND_TITLES])
        fill(self.severity, severities + [(each.value, words.severity(each)) for each in SEVERITY_TITLES])
        fill(self.drill, drills)
        self.search.setPlaceholderText(self.tr("Số, việc, nơi"))
        self.clear.setText(self.tr("Xóa lọc"))
