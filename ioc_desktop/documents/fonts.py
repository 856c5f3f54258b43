"""The one face of official documents: Times New Roman where it is installed, else Liberation Serif 2, of equal widths.

Both are embedded as subsets. Liberation Serif 1 lacks 92 Vietnamese letters and is refused.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, nfc

REGULAR, BOLD, ITALIC, BOLD_ITALIC = "IocSerif", "IocSerif-Bold", "IocSerif-Italic", "IocSerif-BoldItalic"
_NAMES = (REGULAR, BOLD, ITALIC, BOLD_ITALIC)
_TIMES = ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf")
_LIBERATION = tuple(f"LiberationSerif-{style}.ttf" for style in ("Regular", "Bold", "Italic", "BoldItalic"))
_PROBE = "ẲỔẠƯƠĐặữỵỹ–“”"
_LOCK = Lock()


def font_folders() -> Iterator[Path]:
    """Where fonts are installed on this system."""
    if sys.platform == "win32":
        yield Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "Fonts"
        yield Path(os.environ.get("LOCALAPPDATA", "")) / "Microsoft" / "Windows" / "Fonts"
    yield Path("/usr/share/fonts")
    yield Path("/usr/local/share/fonts")
    yield Path.home() / ".local" / "share" / "fonts"
    yield Path.home() / ".fonts"


def _installed(folders: Iterator[Path]) -> Mapping[str, Path]:
    found: dict[str, Path] = {}
    for folder in folders:
        with suppress(OSError):
            for path in sorted(folder.rglob("*.[tT][tT][fF]")):
                found.setdefault(path.name.casefold(), path)
    return found


def find_fonts(folders: Iterator[Path] | None = None) -> list[TTFont]:
    """The face to embed: regular, bold, italic, bold italic, read but not registered.

    Raises:
        ExpectedError: ``documents.no_font`` where neither face is complete.
    """
    installed = _installed(folders if folders is not None else font_folders())
    for names in (_TIMES, _LIBERATION):
        paths = [installed[name.casefold()] for name in names if name.casefold() in installed]
        fonts = [font for name, path in zip(_NAMES, paths, strict=False) if (font := _vietnamese(name, path))]
        if len(fonts) == len(_NAMES):
            return fonts
    raise ExpectedError(
        "documents.no_font",
        QT_TRANSLATE_NOOP(
            "errors",
            "Máy chưa có phông chữ cho văn bản: cần Times New Roman, hoặc Liberation Serif bản 2. "
            "Cài gói fonts-liberation2 rồi làm lại.",
        ),
    )


def _vietnamese(name: str, path: Path) -> TTFont | None:
    """The font, unless it cannot be read or lacks letters."""
    try:
        font = TTFont(name, str(path), shapable=False)
    except (OSError, TTFError):
        return None
    return font if all(ord(letter) in font.face.charToGlyph for letter in _PROBE) else None


@cache
def _register() -> frozenset[int]:
    """Registers the face once per process; returns the characters that all four styles have."""
    fonts = find_fonts()
    for font in fonts:
        pdfmetrics.registerFont(font)
    for bold in (0, 1):
        for italic in (0, 1):
            addMapping(REGULAR, bold, italic, _NAMES[bold + 2 * italic])
    return frozenset.intersection(*(frozenset(font.face.charToGlyph) for font in fonts))


def ready() -> frozenset[int]:
    """Makes sure that the fonts are registered; returns the code points that can be printed.

    Raises:
        ExpectedError: ``documents.no_font``.
    """
    with _LOCK:
        return _register()


_DROPPED = frozenset((0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFE0E, 0xFE0F, 0xFEFF))
MISSING = "?"


def printable(text: str) -> str:
    r"""``text`` in NFC with only what the face can print; "?" stands for each other character, so that it is seen.

    Line breaks stay; other controls, and signs without width, are left out.

    Raises:
        ExpectedError: ``documents.no_font``.
    """
    known = ready()
    return "".join(_printed(letter, known) for letter in nfc(text.replace("\r\n", "\n").replace("\r", "\n")))


def _printed(letter: str, known: frozenset[int]) -> str:
    code = ord(letter)
    if letter == "\n":
        return letter
    if code in _DROPPED or (not letter.isprintable() and not letter.isspace()):
        return ""
    if letter.isspace():
        return " "
    return letter if code in known else MISSING


def width(text: str, font: str, size_pt: float) -> float:
    """Width of a line in points."""
    ready()
    return float(pdfmetrics.stringWidth(text, font, size_pt))
