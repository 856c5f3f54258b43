"""What was said of a record, and the field to say more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ioc_desktop.ui.around.mention import MentionField
from ioc_desktop.ui.shell.when import short_time
from ioc_desktop.ui.widgets.labels import IconButton, label
from ioc_desktop.ui.widgets.scroll_column import ScrollColumn
from ioc_desktop.ui.widgets.writing_box import WritingBox

if TYPE_CHECKING:
    from ioc_desktop.kernel.comments.model import Comment
    from ioc_desktop.ui.around.presenter import Around


class CommentRow(QFrame):
    """One comment. What its author took back stays readable, struck through.

    Signals:
        strike_requested(object): take it back (UUID).
    """

    strike_requested = Signal(object)

    def __init__(self, comment: Comment, now: datetime, *, is_mine: bool) -> None:
        super().__init__()
        self.comment = comment
        author = label(comment.author or self.tr("Không rõ ai"), "row_title")
        at = label(short_time(comment.said_at, now), "caption", tone="muted")
        self.body = label(comment.body, tone="muted" if comment.strike else "", wrap=True)
        self.body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(author)
        head.addWidget(at)
        head.addStretch(1)
        if is_mine and comment.strike is None:
            head.addWidget(self._strike_button())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 10, 8)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.body)
        if comment.strike is not None:
            font = self.body.font()
            font.setStrikeOut(True)
            self.body.setFont(font)
            column.addWidget(label(self._taken_back(), "caption", tone="muted", wrap=True))

    def _strike_button(self) -> IconButton:
        tip = self.tr("Gạch bình luận của mình")
        return IconButton("action.undo", tip, small=True, clicked=lambda: self.strike_requested.emit(self.comment.id))

    def _taken_back(self) -> str:
        strike = self.comment.strike
        reason = strike.reason if strike is not None else ""
        return (
            self.tr("Người viết đã gạch: {reason}").format(reason=reason) if reason else self.tr("Người viết đã gạch")
        )


class Comments(QWidget):
    """All of them, the newest at the foot, above the field.

    Args:
        now: for times.

    Signals:
        said(str): a comment to be stored.
        strike_requested(object): take one's own back (UUID).
    """

    said = Signal(str)
    strike_requested = Signal(object)

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._shown: tuple[object, ...] = ()
        self.rows: list[CommentRow] = []
        self.empty = label(tone="muted", wrap=True)
        self.empty.setContentsMargins(16, 8, 16, 8)
        self.older = label(kind="caption", tone="muted", wrap=True)
        self.older.setContentsMargins(16, 4, 16, 4)
        self.field = MentionField()
        self.entry = WritingBox(self.field, "action.send")
        self.send = self.entry.button
        self.entry.told.connect(self.said)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        self.area = ScrollColumn(self.empty, self.older)
        self._body = self.area.body
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        column.addWidget(self.entry)

    def show_around(self, around: Around, mine: UUID, *, may_write: bool) -> None:
        """Fill it; rows are made anew only when what was said changed."""
        self.field.show_people(around.people)
        self.entry.setVisible(may_write)
        self.empty.setVisible(not around.comments)
        left_out = around.comment_count - len(around.comments)
        self.older.setVisible(left_out > 0)
        self.older.setText(self.tr("Còn {n} bình luận cũ hơn. Tìm bằng Ctrl K.").format(n=left_out))
        shown = (around.ref, tuple(around.comments), may_write)
        if shown == self._shown:
            return
        self._shown = shown
        for row in self.rows:
            self._body.removeWidget(row)
            row.deleteLater()
        self.rows = [self._row(each, is_mine=may_write and each.author_id == mine) for each in around.comments]
        for row in self.rows:
            self._body.insertWidget(self._body.count() - 1, row)
        QTimer.singleShot(0, self, self._reveal)

    def _row(self, comment: Comment, *, is_mine: bool) -> CommentRow:
        row = CommentRow(comment, self._now(), is_mine=is_mine)
        row.strike_requested.connect(self.strike_requested)
        return row

    def _reveal(self) -> None:
        """The newest is what people look for."""
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.maximum())

    def written(self) -> None:
        """It is stored: the field is free for the next."""
        self.field.clear()

    def retranslate(self) -> None:
        self.empty.setText(self.tr("Chưa có bình luận. Gõ @ để nhắc một người: người đó được báo."))
        self.entry.set_words(self.tr("Viết bình luận"), self.tr("Viết bình luận, @ để nhắc người"), self.tr("Gửi"))
        self._shown = ()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
