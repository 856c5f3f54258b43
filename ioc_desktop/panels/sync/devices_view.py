"""The desktops that the server knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from ioc_desktop.sync.state import Device
from ioc_desktop.ui.widgets.labels import Button

_VIETNAM = timezone(timedelta(hours=7))
_ROW_PX = 39
_WIDTHS_PX = (132, 106, 208, 108)


class DeviceTable(QWidget):
    """Name, owner, version, last seen, how far behind; administrators may shut a lost one out."""

    def __init__(self, revoke: Callable[[Device], object] | None) -> None:
        super().__init__()
        self._revoke = revoke
        self._devices: Sequence[Device] = ()
        self.table = QTableWidget(0, 5)
        self.table.setShowGrid(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setStyleSheet(
            "QTableView::item:hover { background: transparent; }"
        )  # else one cell lights up, not the row
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(_ROW_PX)
        head = self.table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place, width in enumerate(_WIDTHS_PX, 1):
            self.table.setColumnWidth(place, width)
        self.shut_out = Button(icon="mdi6.lock-outline", clicked=self._press)
        self.shut_out.setVisible(revoke is not None)
        self.table.itemSelectionChanged.connect(self._enable)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.table, 1)
        column.addWidget(self.shut_out, 0, Qt.AlignmentFlag.AlignRight)
        self.retranslate()

    def show_devices(self, devices: Sequence[Device], now: datetime) -> None:
        self._devices = devices
        self.table.setRowCount(len(devices))
        for row, device in enumerate(devices):
            name = self.tr("{name} (máy này)").format(name=device.name) if device.is_this else device.name
            state = self.tr("đã khóa") if device.is_revoked else self._seen(device.last_seen, now)
            lag = "" if device.lag is None else f"{device.lag:,}".replace(",", ".")
            for column, words in enumerate((name, device.owner, device.app_version, state, lag)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.table.setItem(row, column, item)
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._enable()

    def _seen(self, moment: datetime | None, now: datetime) -> str:
        if moment is None:
            return self.tr("chưa gặp")
        minutes = int((now - moment).total_seconds() // 60)
        local = moment.astimezone(_VIETNAM)
        clock = f"{local:%H:%M %d/%m}"
        if minutes < 2:
            return self.tr("đang nối")
        if minutes < 120:
            return self.tr("{n} phút trước · {clock}").format(n=minutes, clock=f"{local:%H:%M}")
        if minutes < 2880:
            return self.tr("{n} giờ trước · {clock}").format(n=minutes // 60, clock=clock)
        return self.tr("{n} ngày trước · {clock}").format(n=minutes // 1440, clock=clock)

    def _chosen(self) -> Device | None:
        row = self.table.currentRow()
        return self._devices[row] if self.table.selectedItems() and 0 <= row < len(self._devices) else None

    def _enable(self) -> None:
        device = self._chosen()
        self.shut_out.setEnabled(device is not None and not device.is_this and not device.is_revoked)

    def _press(self) -> None:
        device = self._chosen()
        if device is not None and self._revoke is not None:
            self._revoke(device)

    def retranslate(self) -> None:
        self.table.setHorizontalHeaderLabels(
            [self.tr("Máy"), self.tr("Tài khoản"), self.tr("Phiên bản"), self.tr("Gặp lần cuối"), self.tr("Chưa nhận")]
        )
        self.shut_out.setText(self.tr("Khóa máy này…"))
