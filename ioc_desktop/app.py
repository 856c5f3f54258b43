"""Starts the window: first a frame that appears at once, then the room behind it."""

from __future__ import annotations

import logging
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from ioc_desktop.config.early import peek
from ioc_desktop.config.paths import AppPaths
from ioc_desktop.ui.display import display
from ioc_desktop.ui.shell.window import Shell
from ioc_desktop.ui.theme import Theme, load_bundled_fonts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_log = logging.getLogger(__name__)
_SIGN_OF_LIFE_MS = 60_000


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the command line asked of the window.

    Attributes:
        language: overrides the setting for this run.
        panel: key of the panel to open first.
        seconds: run this long after the first window, then stop; None runs until closed.
        screenshot: folder for a picture of every panel, taken at the end.
        stats: file for the measurements.
        user: sign in without asking; the password is in ``IOC_PASSWORD``.
    """

    paths: AppPaths
    demo: bool = False
    language: str | None = None
    panel: str | None = None
    seconds: float | None = None
    screenshot: Path | None = None
    stats: Path | None = None
    user: str | None = None

    @property
    def is_automatic(self) -> bool:
        """Nobody sits in front of it: it is to stop by itself."""
        return self.seconds is not None or self.screenshot is not None


class FirstPaint(QObject):
    """Notes the Unix time at which a window was first painted."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.window, self.at = window, 0.0
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.window.removeEventFilter(self)
            self.at = time.time()
        return super().eventFilter(watched, event)


def run(options: Options) -> int:
    """Open the window and stay until it is closed or its time is over; the exit code.

    Raises:
        ExpectedError: ``profile.unwritable``, ``display.none``.
    """
    options.paths.create()
    with display(may_be_virtual=options.is_automatic):
        return _run(options)


def _run(options: Options) -> int:
    early = peek(options.paths.settings)
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("IOC Desktop")
    qt.setQuitOnLastWindowClosed(False)
    theme = Theme("light" if early.theme == "light" else "dark")
    qt.setPalette(theme.palette())
    geometry_file = None if options.is_automatic else options.paths.root / "window.ini"
    shell = Shell(geometry_file=geometry_file, furnished=False)
    window_at = _show(qt, shell, fills_screen=options.is_automatic)
    return _live(options, qt, shell, theme, window_at)


def _live(options: Options, qt: QApplication, shell: Shell, theme: Theme, window_at: float) -> int:
    """What costs time comes after the first paint: logs, fonts, style sheet, the room behind the window."""
    from ioc_desktop.crash import CrashGuard  # noqa: PLC0415
    from ioc_desktop.ui.garbage import WindowGarbage  # noqa: PLC0415
    from ioc_desktop.ui.i18n import Languages  # noqa: PLC0415

    guard = CrashGuard(options.paths.logs)
    guard.install()
    guard.watch_qt()
    garbage = WindowGarbage(shell)
    life = QTimer(shell, interval=_SIGN_OF_LIFE_MS)
    life.timeout.connect(guard.touch)
    life.start()
    try:
        load_bundled_fonts()
        languages = Languages(qt)
        languages.use(options.language or peek(options.paths.settings).language)
        theme.apply(qt)
        for family in theme.missing_fonts():
            _log.warning("font %s is missing, Vietnamese marks may be cut; see main.py doctor", family)
        shell.furnish()
        from ioc_desktop.room import Frame, Room  # noqa: PLC0415

        frame = Frame(
            qt=qt, shell=shell, theme=theme, languages=languages, guard=guard, garbage=garbage, window_at=window_at
        )
        return Room(frame, options).run()
    finally:
        guard.close()


def _show(qt: QApplication, shell: Shell, *, fills_screen: bool) -> float:
    """Show the window and return the Unix time of its first paint."""
    painted = FirstPaint(shell)
    if fills_screen:
        shell.setGeometry(shell.screen().availableGeometry())
    shell.show()
    while not painted.at:
        qt.processEvents()
    return painted.at
