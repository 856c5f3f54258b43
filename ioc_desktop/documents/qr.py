"""The code at the end of a document: its identifier and the SHA-256 of its content, for whoever holds a print."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel
from reportlab.platypus import Flowable

from ioc_desktop.documents.layout import MM, Layout
from ioc_desktop.documents.text import height_of, paragraph, style

MARK = "IOC1"
_VERSION = 7
"""45 modules a side: 122 bytes at error level M."""
_QUIET = 2
_GAP = 6.0
_INSET = 3.0


def code_text(document_id: UUID, sha256: str) -> str:
    """What the code says: ``IOC1:<document id>:<SHA-256>``."""
    return f"{MARK}:{document_id}:{sha256}"


def modules_of(text: str) -> list[list[bool]]:
    """Rows of the code, dark is True.

    Raises:
        ValueError: the text is longer than 122 bytes.
    """
    code = QRCode(_VERSION, QRErrorCorrectLevel.M)
    code.addData(QR8bitByte(text))
    code.make()
    return [[bool(module) for module in row] for row in code.modules]


class IntegrityNote(Flowable):  # type: ignore[misc]  # reportlab has no types
    """The code with its content in letters beside it."""

    def __init__(self, document_id: UUID, sha256: str, layout: Layout) -> None:
        super().__init__()
        self._modules = modules_of(code_text(document_id, sha256))
        self._side = layout.qr_mm * MM
        note = style(layout.note_pt, line=1.25)
        words = ("Mã văn bản:", str(document_id), "SHA-256 của nội dung:", sha256)
        self._lines = [paragraph(line, note) for line in words]

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        self._beside = width - self._side - 2 * _INSET - _GAP
        self._heights = [height_of(line, self._beside) for line in self._lines]
        self.height = max(self._side, sum(self._heights)) + 2 * _INSET + _GAP
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setLineWidth(0.3)
        self.canv.rect(0, 0, self.width, self.height - _GAP)
        top = self.height - _GAP - _INSET
        _draw_code(self.canv, self._modules, top - self._side, self._side)
        y = top
        for line, height in zip(self._lines, self._heights, strict=True):
            y -= height
            line.drawOn(self.canv, _INSET + self._side + _GAP, y)


def _draw_code(canvas: Any, modules: list[list[bool]], low: float, side: float) -> None:
    """One filled path of horizontal runs: few operators, no seams between modules."""
    step = side / (len(modules) + 2 * _QUIET)
    path = canvas.beginPath()
    for row, line in enumerate(modules):
        y = low + side - (row + 1 + _QUIET) * step
        begin: int | None = None
        for column, dark in enumerate([*line, False]):
            if dark and begin is None:
                begin = column
            elif not dark and begin is not None:
                path.rect(_INSET + (begin + _QUIET) * step, y, (column - begin) * step, step)
                begin = None
    canvas.saveState()
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()
