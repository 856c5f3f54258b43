"""What lost or was refused, one card for each, with the two answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta, timezone
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ioc_desktop.panels.sync import titles
from ioc_desktop.sync.state import InboxEntry
from ioc_desktop.ui.synced_titles import column_title, table_title
from ioc_desktop.ui.widgets.labels import Button, Picture, label

_VIETNAM = timezone(timedelta(hours=7))
Answer = Callable[[InboxEntry], object]
translate = QCoreApplication.translate


def tr(text: str) -> str:
    return translate("sync", text)


class InboxCard(QFrame):
    """One entry: what it is about, why it is here, the values side by side, the answers."""

    def __init__(self, entry: InboxEntry, take_mine: Answer, keep_theirs: Answer) -> None:
        super().__init__()
        self.entry = entry
        self.setProperty("surface", "card")
        self.mine = Button(self._mine_words(), clicked=lambda: take_mine(entry))
        self.mine.setEnabled(entry.can_apply)
        self.theirs = Button(self._theirs_words(), clicked=lambda: keep_theirs(entry))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addWidget(label(tr(titles.reason(entry)), tone="secondary", wrap=True))
        if titles.changed_columns(entry):
            column.addLayout(self._values())
        foot = QHBoxLayout()
        foot.setSpacing(8)
        why_not = titles.why_not_mine(entry) if entry.status != "too_old" else ""  # that one is said above
        foot.addWidget(label(tr(why_not), "caption", tone="muted", wrap=True), 1)
        foot.addWidget(self.mine)
        foot.addWidget(self.theirs)
        column.addLayout(foot)

    def _head(self) -> QHBoxLayout:
        is_conflict = self.entry.kind == "conflict"
        icon = Picture("mdi6.source-merge" if is_conflict else "mdi6.sync-alert", "severity.medium", 20)
        title = " · ".join(filter(None, (tr(table_title(self.entry.table)), titles.name_of(self.entry))))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(title, "label", wrap=True), 1)
        row.addWidget(label(self._kind_words(), "caption", tone="secondary"))
        row.addWidget(label(f"{self.entry.at.astimezone(_VIETNAM):%H:%M %d/%m/%Y}", "mono_small", tone="muted"))
        return row

    def _kind_words(self) -> str:
        if self.entry.kind == "conflict":
            return self.tr("xung đột")
        return {"I": self.tr("thêm bị từ chối"), "U": self.tr("sửa bị từ chối")}.get(
            self.entry.op_kind, self.tr("xóa bị từ chối")
        )

    def _values(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        heads = ["", self.tr("Của tôi"), self.tr("Trước đó"), self.tr("Máy chủ")]
        sides = [self.entry.mine, self.entry.base, self.entry.theirs]
        if self.entry.op_kind == "I" and not self.entry.theirs:  # there is nothing to compare with
            heads, sides = heads[:2], sides[:1]
        for place, words in enumerate(heads):
            grid.addWidget(label(words, "caption", tone="muted"), 0, place)
        for line, name in enumerate(titles.changed_columns(self.entry), 1):
            title = label(tr(column_title(name)), tone="secondary")
            grid.addWidget(title, line, 0, Qt.AlignmentFlag.AlignTop)
            for place, values in enumerate(sides, 1):
                cell = label(self._cell_words(name, values), "label" if place == 1 else "", wrap=True)
                grid.addWidget(cell, line, place, Qt.AlignmentFlag.AlignTop)
        for place, share in enumerate((2, 3, 3, 3)):
            grid.setColumnStretch(place, share)
        return grid

    def _cell_words(self, column: str, values: Mapping[str, Any]) -> str:
        if values is self.entry.theirs and self.entry.status == "gone":
            return self.tr("đã xóa")
        return titles.shown_value(column, values.get(column), translate)

    def _mine_words(self) -> str:
        return self.tr("Dùng của tôi") if self.entry.kind == "conflict" else self.tr("Gửi lại")

    def _theirs_words(self) -> str:
        return self.tr("Giữ của máy chủ") if self.entry.kind == "conflict" else self.tr("Bỏ qua")


class InboxList(QScrollArea):
    """The cards, newest first. A list that did not change keeps its cards and the keyboard's place."""

    def __init__(self, take_mine: Answer, keep_theirs: Answer) -> None:
        super().__init__()
        self._take_mine, self._keep_theirs = take_mine, keep_theirs
        self.cards: list[InboxCard] = []
        self.setWidgetResizable(True)
        page = QWidget()
        page.setProperty("surface", "clear")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(12)
        self._column.addStretch(1)
        self.setWidget(page)

    def show_entries(self, entries: Sequence[InboxEntry]) -> None:
        if [card.entry for card in self.cards] == list(entries):
            return
        self._make_cards(entries)

    def card_of(self, entry_id: int) -> InboxCard | None:
        return next((card for card in self.cards if card.entry.id == entry_id), None)

    def retranslate(self) -> None:
        self._make_cards([card.entry for card in self.cards])

    def _make_cards(self, entries: Sequence[InboxEntry]) -> None:
        for card in self.cards:
            self._column.removeWidget(card)
            card.deleteLater()
        self.cards = [InboxCard(entry, self._take_mine, self._keep_theirs) for entry in entries]
        for place, card in enumerate(self.cards):
            self._column.insertWidget(place, card)
