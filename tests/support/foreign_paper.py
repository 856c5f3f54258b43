"""An official document made by another program than our builder: Qt's PDF writer, whose fonts and spaces are others."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter

DOTS = 1200
MM = DOTS / 25.4


def write_foreign(path: Path, *, left_mm: float = 30.0, face: str = "Liberation Serif", title_pt: float = 13.0) -> None:
    """A short report in official form; the arguments make it deviate. Needs a QGuiApplication."""
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setResolution(DOTS)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    painter = QPainter(writer)
    sheet = _Sheet(painter, face)
    sheet.centred(60, 25, "ỦY BAN NHÂN DÂN", 13, bold=True)
    sheet.centred(60, 30, "XÃ HÒA TIẾN", 13, bold=True)
    sheet.rule(60, 31.5, 12)
    sheet.centred(147, 25, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", title_pt, bold=True)
    sheet.rule(147, 31.5, sheet.centred(147, 30, "Độc lập - Tự do - Hạnh phúc", 14, bold=True))
    sheet.centred(60, 40, "Số: 05/BC-UBND", 13)
    sheet.centred(147, 40, "Hòa Tiến, ngày 05 tháng 01 năm 2026", 14, italic=True)
    sheet.centred(112, 55, "BÁO CÁO", 14, bold=True)
    sheet.centred(112, 61, "Kết quả xử lý sự vụ ngập úng", 14, bold=True)
    sheet.rule(112, 63, 28)
    sheet.at(left_mm + 12.7, 75, "Ủy ban nhân dân xã báo cáo kết quả xử lý sự vụ như sau:", 14)
    sheet.at(left_mm + 12.7, 84, "Không có thiệt hại về người và tài sản./.", 14)
    sheet.at(left_mm, 95, "Nơi nhận:", 12, bold=True, italic=True)
    sheet.at(left_mm, 100, "- Như trên;", 11)
    sheet.at(left_mm, 104.5, "- Lưu: VT.", 11)
    sheet.centred(155, 95, "CHỦ TỊCH", 14, bold=True)
    sheet.centred(155, 130, "Nguyễn Văn An", 14, bold=True)
    painter.end()


class _Sheet:
    """Places in millimetres from the upper left corner, by base lines."""

    def __init__(self, painter: QPainter, face: str) -> None:
        self._painter, self._face = painter, face

    def at(self, x: float, y: float, text: str, size: float, *, bold: bool = False, italic: bool = False) -> None:
        self._font(size, bold=bold, italic=italic)
        self._painter.drawText(round(x * MM), round(y * MM), text)

    def centred(self, x: float, y: float, text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
        """Returns the width in millimetres."""
        self._font(size, bold=bold, italic=italic)
        width = self._painter.fontMetrics().horizontalAdvance(text)
        self._painter.drawText(round(x * MM - width / 2), round(y * MM), text)
        return width / MM

    def rule(self, middle: float, y: float, length: float) -> None:
        begin, end = round((middle - length / 2) * MM), round((middle + length / 2) * MM)
        self._painter.drawLine(begin, round(y * MM), end, round(y * MM))

    def _font(self, size: float, *, bold: bool, italic: bool) -> None:
        font = QFont(self._face)
        font.setPointSizeF(size)
        font.setBold(bold)
        font.setItalic(italic)
        self._painter.setFont(font)
