"""Printing a PDF page by page, and what a printer that goes away means."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP

Progress = Callable[[int], object]
"""Pages that were handed to the printer; asked after every page."""
Cancelled = Callable[[], bool]
"""Whether a person wants no more of it; asked before every page."""
_DPI = 300
"""Enough for letters of 8 pt; a page of A4 takes 35 MB while it is drawn."""


def ask_printer(parent: QWidget, pages: int) -> QPrinter | None:
    """The printer that a person chose; None when they thought better of it.

    Raises:
        ExpectedError: ``print.none`` when this computer has no printer.
    """
    if not QPrinterInfo.availablePrinterNames():
        raise ExpectedError(
            "print.none",
            QT_TRANSLATE_NOOP("errors", "Máy này chưa có máy in nào. Cài máy in, hoặc xuất PDF rồi in ở máy khác."),
        )
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, max(1, pages))
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


def wanted_pages(printer: QPrinter, count: int) -> Sequence[int]:
    """The pages that were asked for, from 0."""
    first, last = printer.fromPage(), printer.toPage()
    return range(max(1, first) - 1, min(last or count, count)) if first else range(count)


def print_content(
    content: bytes,
    printer: QPrinter,
    pages: Sequence[int],
    progress: Progress = lambda _done: None,
    is_cancelled: Cancelled = lambda: False,
) -> None:
    """Draw these pages of a PDF on the printer, each whole on its sheet. Takes its time: off the window's thread.

    Qt lets any thread paint on pictures and printers; the document is this thread's own.

    Raises:
        ExpectedError: ``print.failed`` when the printer does not take them, ``print.cancelled``.
    """
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(buffer)
    try:
        _print(document, printer, pages, progress, is_cancelled)
    finally:
        document.close()
        buffer.close()


def _print(
    document: QPdfDocument, printer: QPrinter, pages: Sequence[int], progress: Progress, is_cancelled: Cancelled
) -> None:
    painter = QPainter()
    try:
        if not _is_there(printer) or not painter.begin(printer):
            raise _failed(printer)
        for place, number in enumerate(pages):
            if is_cancelled():
                printer.abort()
                raise _cancelled(place)
            if not _is_there(printer) or (place and not printer.newPage()):
                raise _failed(printer)
            _draw(painter, printer, _rendered(document, number))
            _check_state(printer)
            progress(place + 1)
    finally:
        if painter.isActive():
            painter.end()


def _check_state(printer: QPrinter) -> None:
    if printer.printerState() in {QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted}:
        raise _failed(printer)


def _is_there(printer: QPrinter) -> bool:
    """Whether the printer still exists: it may have gone since it was chosen."""
    is_file = printer.outputFormat() is QPrinter.OutputFormat.PdfFormat
    return is_file or printer.printerName() in QPrinterInfo.availablePrinterNames()


def _rendered(document: QPdfDocument, number: int) -> QImage:
    points = document.pagePointSize(number)
    size = QSize(round(points.width() * _DPI / 72), round(points.height() * _DPI / 72))
    options = QPdfDocumentRenderOptions()
    options.setRenderFlags(QPdfDocumentRenderOptions.RenderFlag.Annotations)
    picture = document.render(number, size, options)
    page = QImage(size, QImage.Format.Format_RGB32)
    page.fill(Qt.GlobalColor.white)
    painter = QPainter(page)
    painter.drawImage(0, 0, picture)
    painter.end()
    return page


def _draw(painter: QPainter, printer: QPrinter, page: QImage) -> None:
    """On the whole sheet, where the margins of the document are its own; never enlarged, never distorted."""
    sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
    free = printer.pageRect(QPrinter.Unit.DevicePixel)
    own = page.size().toSizeF() * (printer.resolution() / _DPI)
    share = min(1.0, sheet.width() / own.width(), sheet.height() / own.height())
    size = own * share
    left = (sheet.width() - size.width()) / 2 - free.left()
    top = (sheet.height() - size.height()) / 2 - free.top()
    painter.drawImage(QRectF(left, top, size.width(), size.height()), page)


def _failed(printer: QPrinter) -> ExpectedError:
    return ExpectedError(
        "print.failed",
        QT_TRANSLATE_NOOP(
            "errors", "Máy in {name} không nhận lệnh in: đã tắt, mất nối hoặc bị gỡ. Kiểm tra rồi in lại."
        ),
        name=printer.printerName() or "?",
    )


def _cancelled(done: int) -> ExpectedError:
    return ExpectedError(
        "print.cancelled",
        QT_TRANSLATE_NOOP("errors", "Đã dừng in sau {done} trang. Các trang đã gửi có thể vẫn ra khỏi máy in."),
        done=done,
    )
