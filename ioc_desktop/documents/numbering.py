"""Numbers of headings, figures and tables, counted as the text goes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from ioc_desktop.documents.model import Level
from ioc_desktop.documents.wording import letters, roman

_DEPTH = {Level.SECTION: 0, Level.ARTICLE: 0, Level.ITEM: 1, Level.POINT: 2}


class Numbering:
    """Labels in order; a heading begins the count of the levels below it anew."""

    def __init__(self) -> None:
        self._sections = count(1)
        self._articles = count(1)
        self._items = count(1)
        self._points: Iterator[str] = letters()
        self._figures = count(1)
        self._tables = count(1)
        self._open: list[int] = []

    def label(self, level: Level) -> str:
        """Gives "I.", "Điều 1.", "1." or "a)"."""
        if level is Level.POINT:
            return f"{next(self._points)})"
        self._points = letters()
        if level is Level.ITEM:
            return f"{next(self._items)}."
        self._items = count(1)
        return f"{roman(next(self._sections))}." if level is Level.SECTION else f"Điều {next(self._articles)}."

    def figure(self) -> str:
        return f"Hình {next(self._figures)}"

    def table(self) -> str:
        return f"Bảng {next(self._tables)}"

    def outline_depth(self, level: Level) -> int:
        """Depth among the bookmarks: never more than one below the bookmark before it."""
        wanted = _DEPTH[level]
        while self._open and self._open[-1] >= wanted:
            self._open.pop()
        self._open.append(wanted)
        return len(self._open) - 1
