"""The widget around a record: tags at the top, comments or links below."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.ui.around.comments import Comments
from ioc_desktop.ui.around.links import Links
from ioc_desktop.ui.around.presenter import Around, AroundPresenter, Neighbour
from ioc_desktop.ui.around.tags import Tags
from ioc_desktop.ui.shell.finder import Finder
from ioc_desktop.ui.tasks import start
from ioc_desktop.ui.widgets.chip import SegmentedButtons
from ioc_desktop.ui.widgets.dialog import ConfirmDialog

if TYPE_CHECKING:
    from ioc_desktop.kernel.links.model import Ref
    from ioc_desktop.ui.panel import PanelContext

_COMMENTS, _LINKS = "comments", "links"


class AroundRecord(QWidget):
    """Comments, tags and links of whichever record it is turned to.

    Args:
        comment: what an account needs to comment.
        work: what it needs to put tags and links.

    Signals:
        arrived(): something around any record changed; emitted on any thread.
        counted(int): how many comments the record has.
    """

    arrived = Signal()
    counted = Signal(int)

    def __init__(self, context: PanelContext, *, comment: str, work: str) -> None:
        super().__init__()
        self._context, self._comment, self._work = context, comment, work
        self.presenter = AroundPresenter(context)
        self.tags = Tags()
        self.choice = SegmentedButtons([(_COMMENTS, ""), (_LINKS, "")], small=True)
        self.comments = Comments(context.clock.now)
        self.links = Links()
        self.finder: Finder | None = None
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        self.pages.addWidget(self.comments)
        self.pages.addWidget(self.links)
        head = QVBoxLayout()
        head.setContentsMargins(16, 4, 12, 8)
        head.setSpacing(10)
        head.addWidget(self.tags)
        switch = QHBoxLayout()
        switch.addWidget(self.choice)
        switch.addStretch(1)
        head.addLayout(switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.pages, 1)

    def _connect(self) -> None:
        presenter, kit = self.presenter, self._context.kit
        presenter.changed.connect(self._render)
        self.choice.changed.connect(lambda key: self.pages.setCurrentIndex(int(key == _LINKS)))
        self.comments.said.connect(lambda text: start(self._say(text), self))
        self.comments.strike_requested.connect(self.strike)
        self.tags.put.connect(lambda name: start(self._put_tag(name), self))
        self.tags.removed.connect(lambda name: start(presenter.remove_tag(name), self))
        self.links.add_requested.connect(self.ask_link)
        self.links.removed.connect(lambda neighbour: start(presenter.unlink(neighbour.link), self))
        self.links.opened.connect(self._open)
        self.arrived.connect(self._reload, Qt.ConnectionType.QueuedConnection)
        for event in (kit.comments.changed, kit.tags.changed, kit.links.changed):
            self.destroyed.connect(event.connect(lambda _none: self.arrived.emit()))

    # ------------------------------------------------------------------ showing

    def show_record(self, ref: Ref | None) -> None:
        """Turn to a record; a comment that was begun for another is not carried over."""
        if ref != self.presenter.ref:
            self.comments.written()
            self.tags.written()
            self._dismiss()
        start(self.presenter.show(ref), self)

    def _reload(self) -> None:
        if self.presenter.ref is not None and self.isVisible():
            start(self.presenter.show(self.presenter.ref), self)

    def _render(self, around: Around | None) -> None:
        if around is None:
            return
        session = self._context.session
        may_work = session.may(self._work)
        self.tags.show_around(around, may_write=may_work)
        self.comments.show_around(around, session.account_id, may_write=session.may(self._comment))
        self.links.show_around(around, may_write=may_work)
        self._show_counts(around)

    def _show_counts(self, around: Around) -> None:
        self.choice.set_text(_COMMENTS, self.tr("Bình luận {n}").format(n=around.comment_count))
        self.choice.set_text(_LINKS, self.tr("Liên kết {n}").format(n=len(around.links)))
        self.counted.emit(around.comment_count)

    # ------------------------------------------------------------------ wishes

    async def _say(self, text: str) -> None:
        await self.presenter.say(text)
        self.comments.written()

    async def _put_tag(self, name: str) -> None:
        await self.presenter.put_tag(name)
        self.tags.written()

    def strike(self, comment_id: UUID) -> None:
        """Take one's own comment back, after a reason."""
        text = self.tr("Bình luận vẫn đọc được, có gạch ngang.")
        dialog = ConfirmDialog(
            self.window(), self.tr("Vì sao gạch bình luận này?"), text, accept=self.tr("Gạch bình luận"), reason=True
        )
        if dialog.ask():
            start(self.presenter.strike(comment_id, dialog.reason()), self)

    def ask_link(self) -> None:
        """Choose another record; pressed again, the search goes away."""
        if self.finder is not None:
            self._dismiss()
            return
        self.finder = Finder(self.window(), (), self.presenter.find, self._context.clock.now)
        self.finder.closed.connect(self._forget_finder)
        self.finder.record_chosen.connect(lambda hit: start(self.presenter.link(hit.ref), self))

    def _dismiss(self) -> None:
        if self.finder is not None:
            self.finder.dismiss()

    def _forget_finder(self) -> None:
        self.finder = None

    def _open(self, neighbour: Neighbour) -> None:
        self._context.show_record(neighbour.panel, neighbour.link.other)

    def retranslate(self) -> None:
        if self.presenter.shown is not None:
            self._render(self.presenter.shown)
        else:
            self.choice.set_text(_COMMENTS, self.tr("Bình luận"))
            self.choice.set_text(_LINKS, self.tr("Liên kết"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
