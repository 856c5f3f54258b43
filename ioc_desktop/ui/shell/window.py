"""The main window, made in two steps: a frame that appears at once, then what it is given.

Before the first show only PySide6.QtWidgets, the standard library and the theme are imported here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ioc_desktop.ui.shell.emblem import window_icon
from ioc_desktop.ui.shell.rail import Rail
from ioc_desktop.ui.shell.start_page import StartPage
from ioc_desktop.ui.shell.status_bar import StatusBar

if TYPE_CHECKING:
    from ioc_desktop.core.clock import Clock
    from ioc_desktop.kernel.links.model import Ref
    from ioc_desktop.ui.panel import FirstContext, PanelManifest
    from ioc_desktop.ui.shell.deck import Deck
    from ioc_desktop.ui.shell.login import Authenticate, CreateAdmin, DemoAccount
    from ioc_desktop.ui.shell.status import StatusSnapshot


class Shell(QWidget):
    """Rail, status bar, and in the middle one after the other: start page, sign-in, panels.

    Signals:
        signed_in(object): the session that the sign-in or first-run page got from its service.
        sign_out_requested(): the account menu's "Đăng xuất"; answer with ``close_session`` and ``show_login``.
        panel_shown(str): the key of the panel now in front.
        closing(): the window is about to close; stop the services.
    """

    signed_in = Signal(object)
    sign_out_requested = Signal()
    panel_shown = Signal(str)
    closing = Signal()

    def __init__(
        self, *, geometry_file: Path | None = None, clock: Clock | None = None, furnished: bool = True
    ) -> None:
        """An empty window when not ``furnished``, which can be on screen before fonts and style sheets are read."""
        super().__init__()
        self._geometry_file = geometry_file
        self._clock = clock
        self._deck: Deck | None = None
        self.setWindowTitle("IOC Desktop")
        self.setMinimumSize(QSize(1024, 640))
        self._restore_geometry()
        if furnished:
            self.furnish()

    def furnish(self) -> None:
        """Put rail, status bar and start page into the window."""
        self.setWindowIcon(window_icon())
        self.rail = Rail()
        self.status = StatusBar(self._clock)
        self.pages = QStackedWidget()
        self._start = StartPage()
        self.pages.addWidget(self._start)
        self._lay_out()

    def _lay_out(self) -> None:
        self._middle = QVBoxLayout()
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(0)
        self._middle.addWidget(self.pages, 1)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.rail)
        body.addLayout(self._middle, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body, 1)
        column.addWidget(self.status)

    def say(self, words: str) -> None:
        """A quiet translated line on the start page while services open."""
        self._start.say(words)

    def show_login(self, authenticate: Authenticate, *, demo_accounts: Sequence[DemoAccount] = ()) -> None:
        """Show the sign-in page; ``signed_in`` follows."""
        from ioc_desktop.ui.shell.login import LoginPage  # noqa: PLC0415  (after the first show)

        self._put(LoginPage(authenticate, demo_accounts))

    def show_first_run(self, create: CreateAdmin) -> None:
        """Show the page that makes the administrator of a new profile; ``signed_in`` follows."""
        from ioc_desktop.ui.shell.login import FirstRunPage  # noqa: PLC0415

        self._put(FirstRunPage(create))

    def show_page(self, page: QWidget) -> None:
        """Show a page of the caller's, such as a question before the services open."""
        self._show_only(page)

    def _put(self, page: QWidget) -> None:
        page.signed_in.connect(self.signed_in)  # type: ignore[attr-defined]  # both sign-in pages have it
        self._show_only(page)

    def _show_only(self, page: QWidget) -> None:
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        old = self.pages.currentWidget()
        self.pages.setCurrentWidget(page)
        if old is not None and old not in (page, self._start):
            self.pages.removeWidget(old)
            old.deleteLater()

    def open_session(
        self, context: FirstContext, manifests: Sequence[PanelManifest], start: str = "", *, is_whole: bool = True
    ) -> None:
        """Show the panels that the session may open, first ``start`` or the first of the rail.

        Args:
            is_whole: the context is a ``PanelContext``; without it ``deck.complete`` brings one later.
        """
        from ioc_desktop.ui.shell.deck import Deck  # noqa: PLC0415

        self._deck = Deck(self, context, manifests, is_whole=is_whole)
        self._show_only(self._deck)
        self._deck.begin(start)

    def close_session(self) -> None:
        """Take the panels away; the start page is shown until ``show_login``."""
        if self._deck is not None:
            self._deck.end()
            self._deck = None
        self._show_only(self._start)

    @property
    def deck(self) -> Deck | None:
        """The panels of the session; None while nobody is signed in."""
        return self._deck

    def go_to(self, key: str) -> None:
        """Open a panel by key; unknown keys and signed-out windows ignore it. Give it to ``PanelContext``."""
        if self._deck is not None:
            self._deck.go_to(key)

    def show_record(self, key: str, ref: Ref) -> None:
        """Open a panel with a record in front; give it to ``PanelContext``."""
        if self._deck is not None:
            self._deck.show_record(key, ref)

    def set_status(self, snapshot: StatusSnapshot | None) -> None:
        """Show measurements in the status bar."""
        self.status.set_snapshot(snapshot)

    def set_badge(self, key: str, count: int, *, alarm: bool = False) -> None:
        """Show a count at a rail item; 0 takes it away."""
        self.rail.set_badge(key, count, alarm=alarm)

    def set_wall_mode(self, *, on: bool) -> None:
        """Full screen without rail, status bar at wall size (F11)."""
        self.rail.setVisible(not on)
        self.status.set_wall(on=on)
        if on:
            self.showFullScreen()
        else:
            self.showNormal()

    def show_notice(self, text: str, action: str = "", on_action: Callable[[], object] | None = None) -> None:
        """A quiet line at the top, such as the notice after a crash, until it is dismissed."""
        from ioc_desktop.ui.shell.notice_bar import NoticeBar  # noqa: PLC0415

        self._middle.insertWidget(0, NoticeBar(text, action, on_action, self))

    def _restore_geometry(self) -> None:
        self.resize(1440, 900)
        if self._geometry_file is None or not self._geometry_file.exists():
            return
        saved = QSettings(str(self._geometry_file), QSettings.Format.IniFormat).value("geometry")
        if isinstance(saved, QByteArray):
            self.restoreGeometry(saved)

    def _save_geometry(self) -> None:
        if self._geometry_file is not None and not self.isFullScreen():
            stored = QSettings(str(self._geometry_file), QSettings.Format.IniFormat)
            stored.setValue("geometry", self.saveGeometry())
            stored.sync()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._deck is not None and not self._deck.may_leave():
            event.ignore()
            return
        self._save_geometry()
        self.closing.emit()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._deck is not None and self._deck.wall_mode:
            self._deck.leave_wall()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._deck is not None:
            self._deck.fit_overlay()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._deck is not None:
            self._deck.retranslate()
