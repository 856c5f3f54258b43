"""Colours, type, lengths and icons of STYLE.md as Qt objects, read from ``resources/theme/tokens.json``."""

from __future__ import annotations

import json
import logging
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap

from ioc_desktop.config.paths import resource_path
from ioc_desktop.core.events import Event

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QApplication

Mode = Literal["dark", "light"]
_log = logging.getLogger(__name__)
_RATIOS = (1.0, 2.0)
"""Device pixel ratios for which icons are drawn sharply; others are scaled down from the larger."""


class Theme:
    """One of the two themes; ``set_mode`` changes it in place and everything drawn afterwards follows.

    Widgets that keep icons or colours renew them in ``changeEvent`` on ``QEvent.Type.StyleChange``, which Qt sends
    to every widget when the style sheet is replaced; owners without a widget listen to ``changed``.

    Attributes:
        changed: the new mode, after it was applied.
    """

    def __init__(self, mode: Mode = "dark") -> None:
        self._tokens: dict[str, Any] = json.loads(resource_path("theme", "tokens.json").read_text("utf-8"))
        self._common: dict[str, Any] = self._tokens["common"]
        self._icons: dict[str, QIcon] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._app: QApplication | None = None
        self._ring: QObject | None = None
        self.mode: Mode = mode
        self.changed: Event[str] = Event()

    def color(self, name: str) -> QColor:
        """The colour of a token named without ``color.``, such as ``text.primary`` or ``camera.lost``."""
        return QColor(self.hex(name))

    def hex(self, name: str) -> str:
        """The same as ``#RRGGBB``, for style sheets.

        Raises:
            KeyError: no such token.
        """
        token = f"color.{name}"
        token = self._tokens["aliases"].get(token, token)
        value: str = self._tokens["themes"][self.mode][token]
        return value

    def font(self, name: str) -> QFont:
        """The font of a type token named without ``type.``, such as ``desk.body`` or ``wall.title``."""
        style = self._common[f"type.{name}"]
        return _font(style["family"], style["px"], style["weight"], self._families(style["family"]))

    def line_px(self, name: str) -> int:
        """Line height of a type token."""
        return int(self._common[f"type.{name}"]["line_px"])

    def number(self, name: str) -> int:
        """A length, size or duration token in whole units, such as ``size.rail.width``."""
        return int(self._common[name])

    def fraction(self, name: str) -> float:
        """A token between 0 and 1 (or with decimals), such as ``stale.dim``."""
        return float(self._common[name])

    def icon(self, concept: str, color: str = "text.secondary", size: int = 20) -> QIcon:
        """The icon of a concept of ``tokens.json`` → ``icons`` (or a plain ``mdi6.name``), sharp at ``size`` px."""
        key = f"{self.mode}/{concept}/{color}/{size}"
        found = self._icons.get(key)
        if found is None:
            found = self._icons[key] = self._make_icon(concept, color, size)
        return found

    def pixmap(self, concept: str, color: str, size_px: int, ratio: float = 1.0) -> QPixmap:
        """The same as a picture of ``size_px`` logical pixels for a screen with the given device pixel ratio."""
        key = (concept, self.hex(color), size_px, ratio)
        found = self._pixmaps.get(key)
        if found is None:
            from ioc_desktop.ui.icons import draw  # noqa: PLC0415  (the icon font loads with the first icon)

            name = self._tokens["icons"].get(concept, concept)
            found = self._pixmaps[key] = draw(name, self.color(color), size_px, ratio)
        return found

    def button_icon(self, concept: str, color: str, size: int = 20, gap: int = 5) -> QIcon:
        """The same with transparent room at the right: Qt leaves only 4 px between icon and word on buttons."""
        icon = QIcon()
        for ratio in _RATIOS:
            for token, state in ((color, QIcon.Mode.Normal), ("text.disabled", QIcon.Mode.Disabled)):
                wide = QPixmap(round((size + gap) * ratio), round(size * ratio))
                wide.fill(Qt.GlobalColor.transparent)
                wide.setDevicePixelRatio(ratio)
                painter = QPainter(wide)
                painter.drawPixmap(0, 0, self.pixmap(concept, token, size, ratio))
                painter.end()
                icon.addPixmap(wide, state)
        return icon

    def _make_icon(self, concept: str, color: str, size: int) -> QIcon:
        icon = QIcon()
        for ratio in _RATIOS:
            icon.addPixmap(self.pixmap(concept, color, size, ratio))
            icon.addPixmap(self.pixmap(concept, "text.disabled", size, ratio), QIcon.Mode.Disabled)
        return icon

    def icon_size(self, name: str = "size.icon") -> QSize:
        """A square of an icon size token."""
        side = self.number(name)
        return QSize(side, side)

    def stylesheet(self) -> str:
        """Qt style sheet for all standard widgets in this theme."""
        from ioc_desktop.ui.style_sheet import build  # noqa: PLC0415  (tests read tokens without it)

        return build(self)

    def palette(self) -> QPalette:
        """Palette for what style sheets don't reach."""
        roles = QPalette.ColorRole
        palette = QPalette()
        pairs = {
            roles.Window: "surface.0",
            roles.WindowText: "text.primary",
            roles.Base: "surface.1",
            roles.AlternateBase: "surface.1",
            roles.Text: "text.primary",
            roles.Button: "surface.1",
            roles.ButtonText: "text.primary",
            roles.BrightText: "text.primary",
            roles.ToolTipBase: "surface.2",
            roles.ToolTipText: "text.primary",
            roles.Highlight: "accent.wash",
            roles.HighlightedText: "text.primary",
            roles.PlaceholderText: "text.muted",
            roles.Link: "accent",
            roles.Accent: "accent",
        }
        for role, token in pairs.items():
            palette.setColor(role, self.color(token))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("text.disabled"))
        return palette

    def apply(self, app: QApplication) -> None:
        """Dress the application; called once at start, before the first window is shown."""
        if self._app is None:
            app.setStyle("Fusion")
            app.setFont(self.font("desk.body"))
            self._app = app
            self._ring = _focus_ring(app)
        _in_use[:] = [theme for theme in _in_use if theme is not self] + [self]
        app.setPalette(self.palette())
        app.setStyleSheet(self.stylesheet())

    def set_mode(self, mode: Mode) -> None:
        """Change the theme of the running application at once."""
        if mode == self.mode:
            return
        self.mode = mode
        self._icons.clear()
        self._pixmaps.clear()
        if self._app is not None:
            self.apply(self._app)
        self.changed.emit(mode)

    def _families(self, family: str) -> tuple[str, ...]:
        names = self._common["font.ui" if family == "narrow" else f"font.{family}"]
        return tuple(names)

    def missing_fonts(self) -> list[str]:
        """Names of the preferred families that this machine lacks; the fall-backs cut Vietnamese marks."""
        known = set(QFontDatabase.families())
        wanted = [self._families("ui")[0], self._families("mono")[0]]
        return [name for name in wanted if name not in known]


def _focus_ring(app: QApplication) -> QObject:
    from ioc_desktop.ui.widgets.focus_ring import FocusRing  # noqa: PLC0415  (after the first paint)

    return app.findChild(FocusRing) or FocusRing(app)


_in_use: list[Theme] = []


def current() -> Theme:
    """The theme that dresses the application, for small widgets that are made without a ``PanelContext``."""
    return _in_use[-1] if _in_use else _unapplied()


@cache
def _unapplied() -> Theme:
    return Theme()


def load_bundled_fonts(files: Iterable[str] | None = None) -> int:
    """Register the font files that set-up or the installer put into ``resources/fonts``; returns how many."""
    folder = resource_path("fonts")
    paths = list(files) if files is not None else [str(path) for path in sorted(folder.glob("*.[to]tf"))]
    loaded = sum(QFontDatabase.addApplicationFont(path) >= 0 for path in paths)
    if loaded < len(paths):
        _log.warning("%d of %d bundled font files are unreadable", len(paths) - loaded, len(paths))
    return loaded


@cache
def _font(family: str, size_px: int, weight: int, families: tuple[str, ...]) -> QFont:
    font = QFont()
    font.setFamilies(list(families))
    font.setPixelSize(size_px)
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    if family == "narrow":
        font.setStretch(QFont.Stretch.SemiCondensed)
    return font
