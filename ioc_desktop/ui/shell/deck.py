"""The panels of one signed-in session: opened when first shown, moved between by rail and hotkeys."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.ui import theme as themes
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.panel import first_of
from ioc_desktop.ui.shell.hotkeys import Hotkey, HotkeyGroup
from ioc_desktop.ui.shell.key_sheet import KeySheet
from ioc_desktop.ui.shell.rail import RailEntry
from ioc_desktop.ui.widgets.states import ErrorState, LoadingBars

if TYPE_CHECKING:
    from ioc_desktop.kernel.links.model import Ref
    from ioc_desktop.ui.panel import FirstContext, PanelContext, PanelManifest
    from ioc_desktop.ui.shell.window import Shell

_ACCOUNT = "account"
_ACCOUNT_ORDER = 990
_WALL = "wall"


class Deck(QStackedWidget):
    """Panels of the session.

    A view may have these methods, all optional: ``hotkeys() -> list[Hotkey]`` for F1, ``refresh()`` for F5,
    ``set_wall_mode(on: bool)`` for F11, ``can_leave() -> bool`` asked before another panel is shown or the window
    closes, ``show_record(ref)`` for what was found elsewhere, or another panel
    wants to be seen. Esc that no widget of the panel accepts
    leaves wall mode.

    Args:
        is_whole: the context has everything; without it only panels that open first open, and others show that they
            are loading until ``complete`` or ``fail``.
    """

    def __init__(
        self, shell: Shell, context: FirstContext, manifests: Sequence[PanelManifest], *, is_whole: bool = True
    ) -> None:
        super().__init__()
        self._shell = shell
        self._context = context
        self._is_whole = is_whole
        self._waiting: set[str] = set()
        self._wished: tuple[str, Ref] | None = None
        self._trouble = ""
        self._manifests = {m.key: m for m in manifests if context.session.may(m.permission)}
        self._views: dict[str, QWidget] = {}
        self._history: list[str] = []
        self._sheet: KeySheet | None = None
        self._current = ""
        self._wall_mode = False
        self._shortcuts = [QShortcut(QKeySequence(keys), shell, act) for keys, act in self._actions().items()]

    def _actions(self) -> dict[str, Callable[[], object]]:
        actions: dict[str, Callable[[], object]] = {
            "F1": self.show_keys,
            "F5": lambda: self._ask_view("refresh"),
            "F11": self.toggle_wall,
            "Alt+Left": self.back,
        }
        for number, key in enumerate(list(self._manifests)[:9], 1):
            actions[f"Ctrl+{number}"] = partial(self.go_to, key)
        return actions

    def begin(self, start: str) -> None:
        """Fill the rail and open the first panel."""
        self._shell.rail.chosen.connect(self._choose)
        self._shell.status.panel_requested.connect(self.go_to)
        self.retranslate()
        first = first_of(self._manifests.values(), self._context.session, start)
        self.go_to(first.key if first is not None else "")

    def end(self) -> None:
        """Give rail, status bar and hotkeys back."""
        if self._wall_mode:
            self.toggle_wall()
        self._shell.rail.chosen.disconnect(self._choose)
        self._shell.status.panel_requested.disconnect(self.go_to)
        self._shell.rail.set_entries([])
        self._shell.status.set_role("")
        self._shell.status.set_snapshot(None)
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()

    def retranslate(self) -> None:
        """Rail words and role in the language of the screen."""
        entries = self.panels()
        entries.append(RailEntry(_ACCOUNT, self.tr("Tài khoản"), "mdi6.account-circle-outline", _ACCOUNT_ORDER))
        self._shell.rail.set_entries(entries)
        self._shell.rail.select(self._current)
        for number, key in enumerate(list(self._manifests)[:9], 1):
            self._shell.rail.item(key).setToolTip(f"{self.title(key)}  (Ctrl+{number})")
        self._shell.status.set_role(self._role())

    def panels(self) -> list[RailEntry]:
        """All panels of the session in the language of the screen."""
        return [RailEntry(m.key, self.title(m.key), m.icon, m.order) for m in self._manifests.values()]

    def title(self, key: str) -> str:
        """A panel's translated word."""
        return QCoreApplication.translate("panels", self._manifests[key].title)

    def _role(self) -> str:
        return QCoreApplication.translate("accounts", self._context.session.role.label)

    def _choose(self, key: str) -> None:
        if key == _ACCOUNT:
            self._open_account_menu()
        else:
            self.go_to(key)

    def go_to(self, key: str) -> None:
        """Show a panel, making its view at the first time."""
        if key not in self._manifests or key == self._current or not self.may_leave():
            return
        if self._current:
            self._history.append(self._current)
        self._show(key)

    def show_record(self, key: str, ref: Ref) -> None:
        """Open a panel with this record in front, as far as the panel can."""
        self.go_to(key)
        show = getattr(self._views.get(key), "show_record", None)
        if self._current == key and callable(show):
            show(ref)
        elif self._current == key and self.is_waiting:
            self._wished = (key, ref)

    def take_focus(self) -> None:
        """Give the keyboard back to the panel in front."""
        view = self._views.get(self._current)
        if view is not None:
            view.setFocus()

    def back(self) -> None:
        """Show the panel before this one."""
        if self._history and self.may_leave():
            self._show(self._history.pop())

    def _show(self, key: str) -> None:
        if key not in self._views:
            self._views[key] = self._open(key)
            self.addWidget(self._views[key])
        self._current = key
        self.setCurrentWidget(self._views[key])
        self._views[key].setFocus()
        self._shell.rail.select(key)
        self._shell.panel_shown.emit(key)

    @property
    def is_waiting(self) -> bool:
        """Whether the panel in front waits for services."""
        return self._current in self._waiting

    def complete(self, context: PanelContext) -> None:
        """All services are there: the panel in front opens if it waited, others when they are next shown."""
        self._context, self._is_whole = context, True
        self._end_waiting()

    def fail(self, words: str) -> None:
        """The services do not come: panels that wait for them say why."""
        self._trouble = words
        self._end_waiting()

    def _end_waiting(self) -> None:
        waiting, self._waiting = self._waiting, set()
        wished, self._wished = self._wished, None
        pages = [self._views.pop(key) for key in waiting]
        if self._current in waiting:
            self._show(self._current)
            if wished is not None and wished[0] == self._current:
                self.show_record(*wished)
        for page in pages:
            self.removeWidget(page)
            page.deleteLater()

    def _open(self, key: str) -> QWidget:
        if not self._is_whole and not self._manifests[key].opens_first:
            if self._trouble:
                return self._failed(key, self._trouble)
            self._waiting.add(key)
            return LoadingBars()
        try:
            return self._manifests[key].open(self._context)
        except ExpectedError as error:
            return self._failed(key, tr_error(error))
        except Exception as error:  # noqa: BLE001  (one broken panel must not take the window with it)
            sys.excepthook(type(error), error, error.__traceback__)
            return self._failed(key, self.tr("Lỗi đã ghi vào nhật ký sự cố. Các mục khác vẫn dùng được."))

    def _failed(self, key: str, words: str) -> QWidget:
        title = self.tr("Không mở được mục {title}").format(title=self.title(key))
        return ErrorState(title, words, retry=self.tr("Thử lại"), on_retry=lambda: self._retry(key))

    def _retry(self, key: str) -> None:
        broken = self._views.pop(key)
        self._show(key)
        self.removeWidget(broken)
        broken.deleteLater()

    def view(self, key: str) -> QWidget | None:
        """A panel's view when it was opened."""
        return self._views.get(key)

    @property
    def current(self) -> str:
        """Key of the panel in front."""
        return self._current

    def keys(self) -> list[str]:
        """All panels of the session in rail order."""
        return list(self._manifests)

    def may_leave(self) -> bool:
        """Whether the panel in front lets go; it asks the person itself."""
        return self._ask_view("can_leave") is not False

    def _ask_view(self, name: str) -> object:
        method = getattr(self._views.get(self._current), name, None)
        return method() if callable(method) else None

    def toggle_wall(self) -> None:
        """Enter or leave full screen; entering shows the wall first."""
        if not self._wall_mode:
            self.go_to(_WALL)
        self._wall_mode = not self._wall_mode
        self._shell.set_wall_mode(on=self._wall_mode)
        view = self._views.get(_WALL)
        tell = getattr(view, "set_wall_mode", None)
        if callable(tell):
            tell(self._wall_mode)

    @property
    def wall_mode(self) -> bool:
        """Whether the window is full screen without its rail."""
        return self._wall_mode

    def leave_wall(self) -> None:
        """What Esc does; nothing at the desk."""
        if self._wall_mode:
            self.toggle_wall()

    def show_keys(self) -> None:
        """F1: list the hotkeys; pressed again, it closes."""
        if self._sheet is not None:
            self._sheet.dismiss()
            return
        self._sheet = KeySheet(self._shell, self.hotkey_groups())
        self._sheet.closed.connect(self._forget_sheet)

    def _forget_sheet(self) -> None:
        self._sheet = None
        self.take_focus()

    def fit_overlay(self) -> None:
        if self._sheet is not None:
            self._sheet.setGeometry(self._shell.rect())

    def hotkey_groups(self) -> list[HotkeyGroup]:
        """What F1 lists: everywhere, the panels, the panel in front."""
        everywhere = (
            Hotkey("Ctrl K", self.tr("Tìm mọi mục")),
            Hotkey("F1", self.tr("Hiện phím tắt")),
            Hotkey("F5", self.tr("Làm mới")),
            Hotkey("F11", self.tr("Bật, tắt chế độ tường")),
            Hotkey("Alt ←", self.tr("Quay lại mục trước")),
            Hotkey("Esc", self.tr("Đóng, rời chế độ tường")),
        )
        numbered = enumerate(list(self._manifests)[:9], 1)
        panels = tuple(Hotkey(f"Ctrl {number}", self.title(key)) for number, key in numbered)
        groups = [HotkeyGroup(self.tr("Mọi nơi"), everywhere), HotkeyGroup(self.tr("Mở mục"), panels)]
        own = self._ask_view("hotkeys")
        if isinstance(own, (list, tuple)) and own:
            groups.append(HotkeyGroup(self.title(self._current), tuple(own)))
        return groups

    def _open_account_menu(self) -> None:
        session = self._context.session
        menu = QMenu(self._shell)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        who = menu.addAction(f"{session.display_name} · {self._role()}")
        who.setEnabled(False)
        menu.addSeparator()
        theme = themes.current()
        out = menu.addAction(theme.icon("mdi6.logout", "text.primary"), self.tr("Đăng xuất"))
        out.triggered.connect(lambda: QTimer.singleShot(0, self._shell, self._shell.sign_out_requested.emit))
        item = self._shell.rail.item(_ACCOUNT)
        menu.popup(item.mapToGlobal(QPoint(item.width(), item.height() - menu.sizeHint().height())))
