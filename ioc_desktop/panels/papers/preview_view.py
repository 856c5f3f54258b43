"""The preview of a PDF: pages, zoom, printing."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QPointF, Signal
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.ui.widgets.labels import IconButton, label
from ioc_desktop.ui.widgets.states import EmptyState, LoadingBars

_STEP = 1.25
_LEAST, _MOST = 0.2, 5.0


class Preview(QWidget):
    """Shows a document page by page.

    Signals:
        failed(): what was given is no PDF that can be shown.
    """

    failed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._content = b""
        self.pdf = QPdfView(self)
        self.pdf.setDocument(self.document)
        self.pdf.setPageMode(QPdfView.PageMode.MultiPage)
        self.pdf.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.broken = EmptyState("action.pdf", "", color="technical")
        self.loading = LoadingBars(8)
        self.page = label(tone="secondary")
        self.back = IconButton("mdi6.chevron-up", "", small=True, clicked=lambda: self.turn(-1))
        self.onward = IconButton("mdi6.chevron-down", "", small=True, clicked=lambda: self.turn(1))
        self.zoomed = label(tone="secondary")
        self.smaller = IconButton("mdi6.magnify-minus-outline", "", small=True, clicked=lambda: self.zoom(1 / _STEP))
        self.larger = IconButton("mdi6.magnify-plus-outline", "", small=True, clicked=lambda: self.zoom(_STEP))
        self.fit = IconButton("mdi6.arrow-expand-horizontal", "", small=True, clicked=self.fit_width)
        self.whole = IconButton("mdi6.fit-to-page-outline", "", small=True, clicked=self.fit_page)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(0, 0, 0, 0)
        self.bar.setSpacing(6)
        for part in (self.back, self.onward):
            self.bar.addWidget(part)
        self.bar.addWidget(self.page)
        self.bar.addStretch(1)
        for widget in (self.smaller, self.zoomed, self.larger, self.fit, self.whole):
            self.bar.addWidget(widget)
        self.pages = QStackedWidget()
        for page in (self.loading, self.pdf, self.broken):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self.bar)
        column.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self.document.statusChanged.connect(self._follow)
        self.pdf.pageNavigator().currentPageChanged.connect(lambda _page: self._show_page())
        self.pdf.zoomFactorChanged.connect(lambda _factor: self._show_zoom())

    # ------------------------------------------------------------------ showing

    def show_content(self, content: bytes | None) -> None:
        """Show this; None while it is being read."""
        if content is None:
            self._content = b""
            self.pages.setCurrentWidget(self.loading)
        elif content != self._content:
            self._content = content
            self.document.close()
            self._buffer.close()
            self._buffer.setData(QByteArray(content))
            self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
            self.document.load(self._buffer)
        else:
            self._follow(self.document.status())
        self._show_page()

    def show_failure(self, sentence: str) -> None:
        """Say why there is nothing to see."""
        self._content = b""
        self.broken.set_words(self.tr("Chưa xem được nội dung"), sentence)
        self.pages.setCurrentWidget(self.broken)

    @property
    def is_shown(self) -> bool:
        return self.document.status() is QPdfDocument.Status.Ready and bool(self._content)

    def _follow(self, status: QPdfDocument.Status) -> None:
        if status is QPdfDocument.Status.Ready:
            self.pages.setCurrentWidget(self.pdf)
            self._show_page()
            self._show_zoom()
        elif status is QPdfDocument.Status.Error:
            self.show_failure(self.tr("Tệp PDF bị hỏng hoặc có mật khẩu. Xuất lại văn bản rồi thay nội dung."))
            self.failed.emit()

    def turn(self, pages: int) -> None:
        """So many pages on, or back."""
        navigator, last = self.pdf.pageNavigator(), self.document.pageCount() - 1
        navigator.jump(max(0, min(last, navigator.currentPage() + pages)), QPointF(), navigator.currentZoom())

    def _show_page(self) -> None:
        number, count = self.pdf.pageNavigator().currentPage() + 1, self.document.pageCount()
        self.page.setText(self.tr("Trang {page} / {n}").format(page=number, n=count) if self.is_shown else "")
        self.back.setEnabled(self.is_shown and number > 1)
        self.onward.setEnabled(self.is_shown and number < count)
        for widget in (self.smaller, self.larger, self.fit, self.whole):
            widget.setEnabled(self.is_shown)

    # ------------------------------------------------------------------ zooming

    def zoom(self, factor: float) -> None:
        """Larger or smaller than now."""
        now = self._factor()
        self.pdf.setZoomMode(QPdfView.ZoomMode.Custom)
        self.pdf.setZoomFactor(min(_MOST, max(_LEAST, now * factor)))
        self._show_zoom()

    def fit_width(self) -> None:
        self.pdf.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._show_zoom()

    def fit_page(self) -> None:
        self.pdf.setZoomMode(QPdfView.ZoomMode.FitInView)
        self._show_zoom()

    def _factor(self) -> float:
        """Screen pixels per point, over what a screen has by itself."""
        if self.pdf.zoomMode() is QPdfView.ZoomMode.Custom:
            return float(self.pdf.zoomFactor())
        size = self.document.pagePointSize(max(0, self.pdf.pageNavigator().currentPage()))
        if size.isEmpty():
            return 1.0
        margins, scale = self.pdf.documentMargins(), self.logicalDpiX() / 72
        wide = (self.pdf.viewport().width() - margins.left() - margins.right()) / (size.width() * scale)
        high = (self.pdf.viewport().height() - margins.top() - margins.bottom()) / (size.height() * scale)
        return max(_LEAST, wide if self.pdf.zoomMode() is QPdfView.ZoomMode.FitToWidth else min(wide, high))

    def _show_zoom(self) -> None:
        self.zoomed.setText(f"{round(self._factor() * 100)} %")

    def retranslate(self) -> None:
        self.smaller.set_tip(self.tr("Thu nhỏ (Ctrl −)"))
        self.larger.set_tip(self.tr("Phóng to (Ctrl +)"))
        self.fit.set_tip(self.tr("Vừa bề ngang"))
        self.whole.set_tip(self.tr("Vừa cả trang"))
        self.back.set_tip(self.tr("Trang trước"))
        self.onward.set_tip(self.tr("Trang sau"))
        self._show_page()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
