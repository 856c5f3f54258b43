"""One document beside the list: what it is, its pages, its signatures, its history, and what may be done to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.kernel.papers.model import PaperState
from ioc_desktop.kernel.records.model import RecordEntry
from ioc_desktop.panels.papers import words
from ioc_desktop.panels.papers.presenter import Act, State
from ioc_desktop.panels.papers.preview_view import Preview
from ioc_desktop.panels.papers.signatures_view import SignaturesPage
from ioc_desktop.ui.widgets.chip import SegmentedButtons
from ioc_desktop.ui.widgets.labels import Button, IconButton, Picture, label
from ioc_desktop.ui.widgets.text_table import TextTable

_HISTORY_PX = {0: 160, 1: 128, 2: 124, 3: 56}
_SEEN_FIRST = (Act.SUBMIT, Act.APPROVE, Act.SIGN)
"""Nobody answers for what they could not read."""
_PRIMARY = frozenset({Act.SUBMIT, Act.APPROVE, Act.ISSUE})


class PaperDetail(QFrame):
    """Shows a document.

    Signals:
        act_requested(object): an ``Act``.
        print_requested(), export_requested(), mail_requested(), open_requested(): of the content that is shown.
        verify_requested(): the page of signatures was turned to.
    """

    act_requested = Signal(object)
    print_requested = Signal()
    export_requested = Signal()
    mail_requested = Signal()
    open_requested = Signal()
    verify_requested = Signal()

    def __init__(self, anchors: Path) -> None:
        super().__init__()
        self.setProperty("surface", "1")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.icon = Picture("thing.document", "text.secondary", 24)
        self.title = label(kind="title3", wrap=True)
        self.subject = label(wrap=True)
        self.summary = label(tone="secondary", wrap=True)
        self.choice = SegmentedButtons([("preview", ""), ("signatures", ""), ("history", "")])
        self.choice.changed.connect(self.turn)
        self.preview, self.signatures = Preview(), SignaturesPage(anchors)
        self.history: TextTable[RecordEntry] = TextTable(5, _HISTORY_PX, mono=-1)
        self.print = IconButton("action.print", "", clicked=self.print_requested.emit)
        self.export = IconButton("action.export", "", clicked=self.export_requested.emit)
        self.mail = IconButton("action.send", "", clicked=self.mail_requested.emit)
        self.open = IconButton("mdi6.open-in-new", "", clicked=self.open_requested.emit)
        self.acts: dict[Act, Button] = {
            act: Button("", "primary" if act in _PRIMARY else "", clicked=partial(self.act_requested.emit, act))
            for act in Act
        }
        self._entries: Sequence[RecordEntry] | None = None
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for part in (self.title, self.subject, self.summary):
            texts.addWidget(part)
        head.addLayout(texts, 1)
        tools = QHBoxLayout()
        tools.setSpacing(6)
        tools.addWidget(self.choice)
        tools.addStretch(1)
        for tool in (self.print, self.export, self.mail, self.open):
            tools.addWidget(tool)
        self.pages = QStackedWidget()
        for page in (self.preview, self.signatures, self.history):
            self.pages.addWidget(page)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addStretch(1)
        for button in self.acts.values():
            row.addWidget(button)
            button.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(tools)
        column.addWidget(self.pages, 1)
        column.addWidget(foot)

    def turn(self, key: str) -> None:
        """Show ``preview``, ``signatures`` or ``history``."""
        self.choice.select(key)
        self.pages.setCurrentWidget(
            {"preview": self.preview, "signatures": self.signatures, "history": self.history}[key]
        )
        if key == "signatures":
            self.verify_requested.emit()

    def show_state(self, state: State, acts: Sequence[Act]) -> None:
        """The chosen document of the state."""
        paper, translate = state.chosen, QCoreApplication.translate
        if paper is None:
            return
        self.icon.show_icon(*words.state_icon(paper))
        self.title.setText(f"{paper.kind} {words.code(paper)}")
        self.subject.setText(words.subject(paper, translate))
        self.summary.setText(words.summary(paper, state.people, translate))
        self.preview.show_content(state.pages)
        self._show_history(state.entries)
        for tool in (self.print, self.export, self.open):
            tool.setEnabled(state.content is not None)
        self.mail.setEnabled(state.content is not None and paper.state is PaperState.ISSUED)
        for act, button in self.acts.items():
            button.setVisible(act in acts)
        for act in _SEEN_FIRST:
            self.acts[act].setEnabled(state.content is not None)

    def show_failure(self, sentence: str) -> None:
        """The content could not be read."""
        self.preview.show_failure(sentence)
        for button in (self.print, self.export, self.mail, self.open, *(self.acts[act] for act in _SEEN_FIRST)):
            button.setEnabled(False)

    def _show_history(self, entries: Sequence[RecordEntry] | None) -> None:
        if entries is self._entries:
            return
        self._entries, translate = entries, QCoreApplication.translate
        listed = entries or ()
        self.history.show_rows(listed, [words.entry_cells(entry, translate) for entry in listed])

    def retranslate(self) -> None:
        self.choice.set_text("preview", self.tr("Nội dung"))
        self.choice.set_text("signatures", self.tr("Chữ ký số"))
        self.choice.set_text("history", self.tr("Quá trình"))
        self.print.set_tip(self.tr("In (Ctrl P)"))
        self.export.set_tip(self.tr("Xuất PDF (Ctrl S)"))
        self.mail.set_tip(self.tr("Gửi qua thư điện tử (văn bản đã ban hành)"))
        self.open.set_tip(self.tr("Mở bằng chương trình khác"))
        texts = {
            Act.DISCARD: self.tr("Bỏ dự thảo"),
            Act.REVISE: self.tr("Thay nội dung"),
            Act.SUBMIT: self.tr("Trình duyệt"),
            Act.SEND_BACK: self.tr("Trả lại"),
            Act.APPROVE: self.tr("Duyệt"),
            Act.VOID: self.tr("Hủy, giữ số"),
            Act.NUMBER: self.tr("Lấy số"),
            Act.SIGN: self.tr("Ký số"),
            Act.ISSUE: self.tr("Ban hành"),
            Act.WITHDRAW: self.tr("Thu hồi"),
            Act.REPLACE: self.tr("Thay thế"),
        }
        for act, text in texts.items():
            self.acts[act].setText(text)
        self.history.setHorizontalHeaderLabels(
            [self.tr("Lúc"), self.tr("Việc"), self.tr("Ai"), self.tr("Máy"), self.tr("Ghi chú")]
        )
        entries, self._entries = self._entries, None
        self._show_history(entries)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
