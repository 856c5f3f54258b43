"""Rows of what is open: shape of the severity, number, what it is, its state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.duty.handovers import Gift
from ioc_desktop.kernel.duty.model import ITEM_TITLES, Item, ItemKind
from ioc_desktop.panels.duty import words
from ioc_desktop.ui.widgets.labels import Picture, label, line
from ioc_desktop.ui.widgets.states import EmptyState

_ICONS = {ItemKind.INCIDENT: "panel.incidents", ItemKind.ALARM: "panel.alarms", ItemKind.CAMERA: "camera.lost"}
_SEVERITIES = {"critical", "high", "medium", "low"}
_CODE_PX = 44


class ItemsView(QScrollArea):
    """Everything that goes to the next officer, by kind; made anew with every ``show_gift``."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setProperty("surface", "1")
        self._shown: Gift | None = None

    def show_gift(self, gift: Gift, today: date) -> None:
        """Show what is open; nothing moves while it stays the same."""
        if gift == self._shown:
            return
        self._shown = gift
        page = QWidget()
        page.setProperty("surface", "1")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(0)
        for kind in ItemKind:
            self._add_kind(column, kind, gift, today)
        if not gift.items:
            column.addWidget(EmptyState("sla.met", *_nothing()), 1)
        column.addStretch(0 if not gift.items else 1)
        self.setWidget(page)

    def forget(self) -> None:
        """Build the rows anew at the next ``show_gift``: another language or theme."""
        self._shown = None

    @staticmethod
    def _add_kind(column: QVBoxLayout, kind: ItemKind, gift: Gift, today: date) -> None:
        items = [item for item in gift.items if item.kind is kind]
        if not items:
            return
        more = gift.left_out.get(kind.value, 0)
        title = words.tr(ITEM_TITLES[kind])
        head = label(f"{title} · {len(items) + more}", "row_title")
        head.setContentsMargins(0, 12, 0, 8)
        column.addWidget(head)
        for item in items:
            column.addWidget(line())
            column.addWidget(_row(item, today))
        if more:
            said = words.tr(QT_TRANSLATE_NOOP("duty", "và {n} mục nữa")).format(n=more)
            rest = label(said, tone="muted")
            rest.setContentsMargins(28, 8, 0, 8)
            column.addWidget(rest)


def _nothing() -> Sequence[str]:
    return (
        words.tr(QT_TRANSLATE_NOOP("duty", "Không còn việc mở")),
        words.tr(QT_TRANSLATE_NOOP("duty", "Mọi cảnh báo đã xem, mọi camera trên tường đều có hình.")),
    )


def _row(item: Item, today: date) -> QWidget:
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 8, 0, 8)
    across.setSpacing(10)
    top = Qt.AlignmentFlag.AlignTop
    across.addWidget(_mark(item), 0, top)
    code = label(item.code, "mono")
    code.setMinimumWidth(_CODE_PX)
    across.addWidget(code, 0, top)
    lines = QVBoxLayout()
    lines.setSpacing(2)
    lines.addWidget(label(item.title, wrap=True))
    if item.said:
        lines.addWidget(label(_said(item), "caption", tone="secondary", wrap=True))
    across.addLayout(lines, 1)
    if item.since:
        since = words.clock(datetime.fromisoformat(item.since), today)
        across.addWidget(label(since, "mono_small", tone="secondary"), 0, top)
    return row


def _said(item: Item) -> str:
    """Of an incident the stage comes first, written down by its source string; the rest are names and places."""
    if item.kind is not ItemKind.INCIDENT:
        return item.said
    stage, mark, rest = item.said.partition(" · ")
    return QCoreApplication.translate("incidents", stage) + mark + rest


def _mark(item: Item) -> Picture:
    if item.severity in _SEVERITIES:
        mark = Picture(f"severity.{item.severity}", f"severity.{item.severity}", 18)
        mark.setAccessibleName(QCoreApplication.translate("rules", item.severity))
        return mark
    return Picture(_ICONS[item.kind], "technical" if item.kind is ItemKind.CAMERA else "text.secondary", 18)
