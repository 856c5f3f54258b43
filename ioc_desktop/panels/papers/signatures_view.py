"""What the verification of a document's signatures found, in words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.documents.signing.model import SignatureCheck
from ioc_desktop.panels.papers import words
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.widgets.labels import Picture, label
from ioc_desktop.ui.widgets.states import EmptyState, ErrorState, LoadingBars


class SignaturesPage(QWidget):
    """A card for each signature, in the order in which they were put on.

    Args:
        anchors: folder of the certificates that are trusted; shown as the place where to put them.
    """

    def __init__(self, anchors: Path) -> None:
        super().__init__()
        self._anchors = anchors
        self.checks: Sequence[SignatureCheck] = ()
        self.empty = EmptyState("mdi6.draw-pen", "")
        self.failed = ErrorState("")
        self.loading = LoadingBars(3, 90)
        self.hint = label(kind="caption", tone="muted", wrap=True)
        self.hint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("surface", "clear")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addLayout(self._cards)
        column.addWidget(self.hint)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        self._area = area
        self.pages = QStackedWidget()
        for page in (self.loading, area, self.empty, self.failed):
            self.pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)

    def wait(self) -> None:
        """The verification runs."""
        self.pages.setCurrentWidget(self.loading)

    def show_checks(self, checks: Sequence[SignatureCheck]) -> None:
        """What it found."""
        self.checks = checks
        while (item := self._cards.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for check in checks:
            self._cards.addWidget(_Card(check))
        self.pages.setCurrentWidget(self._area if checks else self.empty)

    def show_failure(self, error: ExpectedError) -> None:
        self.failed.set_words(self.tr("Chưa kiểm tra được chữ ký"), tr_error(error))
        self.pages.setCurrentWidget(self.failed)

    def retranslate(self) -> None:
        self.empty.set_words(
            self.tr("Chưa có chữ ký số"),
            self.tr("Sau khi duyệt và lấy số, bấm Ký số để ký bằng tệp khóa hoặc USB token."),
        )
        hint = self.tr("Chứng thư gốc được tin đặt ở {folder} (tệp .pem, .crt, .cer).")
        self.hint.setText(hint.format(folder=self._anchors))
        if self.checks:
            self.show_checks(self.checks)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class _Card(QFrame):
    """One signature: verdict, who, when, certificate, findings."""

    def __init__(self, check: SignatureCheck) -> None:
        super().__init__()
        self.setProperty("surface", "2")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        translate = QCoreApplication.translate
        concept, color = words.VERDICT_ICONS[check.verdict]
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(label(words.verdict(check, translate), "row_title", wrap=True))
        texts.addWidget(label(check.certificate.subject, wrap=True))
        texts.addWidget(label(words.signed_at(check, translate), tone="secondary", wrap=True))
        texts.addWidget(label(words.certificate(check, translate), "caption", tone="muted", wrap=True))
        texts.addWidget(label(words.revocation(check, translate), tone="secondary", wrap=True))
        if check.reason:
            texts.addWidget(label(check.reason, tone="secondary", wrap=True))
        for sentence in words.findings(check, translate):
            texts.addWidget(label(f"– {sentence}", tone="secondary", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(12)
        row.addWidget(Picture(concept, color, 24), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
