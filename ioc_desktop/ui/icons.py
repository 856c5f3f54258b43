"""Draws Material Design icons from the font that qtawesome ships.

qtawesome itself takes 110 ms to import and loads a dozen icon fonts with the first icon; this product uses one of
them, so its file and character map are read directly (12 ms).
"""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPixmap

_STEM = "materialdesignicons6-webfont"


@cache
def _folder() -> Path:
    spec = importlib.util.find_spec("qtawesome")
    if spec is None or spec.origin is None:
        message = "qtawesome is not installed; run: make setup"
        raise RuntimeError(message)
    return Path(spec.origin).parent / "fonts"


@cache
def _characters() -> dict[str, str]:
    path = next(_folder().glob(f"{_STEM}-charmap-*.json"))
    return {name: chr(int(code, 16)) for name, code in json.loads(path.read_text("utf-8")).items()}


@cache
def _family() -> str:
    path = next(file for file in _folder().glob(f"{_STEM}-*.ttf"))
    number = QFontDatabase.addApplicationFont(str(path))
    return QFontDatabase.applicationFontFamilies(number)[0]


def character(name: str) -> str:
    """The glyph of ``mdi6.name``.

    Raises:
        KeyError: the set has no such icon.
    """
    return _characters()[name.removeprefix("mdi6.")]


def draw(name: str, color: QColor, size_px: int, ratio: float) -> QPixmap:
    """The icon as a transparent picture of ``size_px`` logical pixels at a device pixel ratio."""
    side = round(size_px * ratio)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    font = QFont(_family())
    font.setPixelSize(side)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(QRectF(0, 0, side, side), Qt.AlignmentFlag.AlignCenter, character(name))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
