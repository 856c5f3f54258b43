"""The second line of the page: which events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from ioc_desktop.kernel.cameras.model import Camera
from ioc_desktop.kernel.events.model import STATUS_TITLES, EventFilter, Status
from ioc_desktop.panels.alarms.words import VIETNAM
from ioc_desktop.ui import rule_words
from ioc_desktop.ui.video.sources import call_number
from ioc_desktop.ui.widgets.choice_bar import ChoiceBar, fill

_PERIODS = ("all", "today", "day", "week", "month")
_DAYS = {"day": 1, "week": 7, "month": 30}


class FilterBar(ChoiceBar):
    """Time, camera, kind, decision, severity, words.

    Signals:
        changed(object): the ``EventFilter`` that a person chose.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(5)
        self._now = now
        self._cameras: Sequence[Camera] = ()
        self.period, self.camera, self.kind, self.status, self.severity = self.boxes
        self.retranslate()

    def show_cameras(self, cameras: Sequence[Camera]) -> None:
        """What can be chosen; the chosen one stays chosen."""
        if [(each.id, each.name) for each in cameras] == [(each.id, each.name) for each in self._cameras]:
            return
        before = self._camera_id()
        self._cameras = cameras
        self._fill_cameras()
        ids = [each.id for each in cameras]
        self.camera.setCurrentIndex(ids.index(before) + 1 if before is not None and before in ids else 0)

    def _fill_cameras(self) -> None:
        self.camera.clear()
        self.camera.addItem(self.tr("Mọi camera"))
        self.camera.addItems([f"{call_number(each.number)} {each.name}" for each in self._cameras])

    def _camera_id(self) -> UUID | None:
        at = self.camera.currentIndex() - 1
        return self._cameras[at].id if 0 <= at < len(self._cameras) else None

    def wanted(self) -> EventFilter:
        """What is chosen now."""
        status = self.status.currentData()
        return EventFilter(
            start=self._start(str(self.period.currentData())),
            camera_id=self._camera_id(),
            kind=self.kind.currentData() or "",
            status=Status(status) if status else None,
            severity=self.severity.currentData() or "",
            text=self.search.text(),
        )

    def _start(self, period: str) -> datetime | None:
        now = self._now()
        if period == "today":
            return now.astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)
        return now - timedelta(days=_DAYS[period]) if period in _DAYS else None

    def show_status(self, status: Status | None) -> None:
        """Choose a decision from outside."""
        self.status.setCurrentIndex(max(0, self.status.findData(status.value if status else "")))
        self.tell()

    def put_choices(self) -> None:
        camera = self.camera.currentIndex()
        periods = (
            self.tr("Mọi lúc"), self.tr("Hôm nay"), self.tr("24 giờ qua"), self.tr("7 ngày qua"), self.tr("30 ngày qua")
        )  # fmt: skip
        fill(self.period, list(zip(_PERIODS, periods, strict=True)))
        self._fill_cameras()
        self.camera.setCurrentIndex(max(0, camera))
        kinds = [(each.value, _tr("rules", title)) for each, title in rule_words.KINDS.items()]
        fill(self.kind, [("", self.tr("Mọi kiểu")), *kinds])
        statuses = [(each.value, _tr("events", title)) for each, title in STATUS_TITLES.items()]
        fill(self.status, [("", self.tr("Mọi kết luận")), *statuses])
        severities = [(each.value, _tr("rules", title)) for each, title in rule_words.SEVERITIES.items()]
        fill(self.severity, [("", self.tr("Mọi mức độ")), *reversed(severities)])
        for box, name in zip(
            self.boxes,
            (self.tr("Thời gian"), self.tr("Camera"), self.tr("Kiểu"), self.tr("Đã xem"), self.tr("Mức độ")),
            strict=True,
        ):
            box.setAccessibleName(name)
        self.search.setPlaceholderText(self.tr("Tìm theo luật, nơi…"))
        self.clear.setText(self.tr("Xóa lọc"))


def _tr(context: str, text: str) -> str:
    return QCoreApplication.translate(context, text)
