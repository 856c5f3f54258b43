"""What a signed-in person has everywhere: the finder (Ctrl+K) and the bell."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from ioc_desktop.ui.shell.bell import Bell
from ioc_desktop.ui.shell.finder import Finder

if TYPE_CHECKING:
    from ioc_desktop.kernel.notices.model import Notice
    from ioc_desktop.kernel.search.model import Hit
    from ioc_desktop.ui.panel import PanelContext
    from ioc_desktop.ui.shell.window import Shell

_MOST_HITS = 12


class SessionTools(QObject):
    """Made after the session's panels; ``end`` it before them.

    Attributes:
        finder: while it is open.
    """

    def __init__(self, shell: Shell, context: PanelContext) -> None:
        super().__init__(shell)
        self._shell, self._context = shell, context
        self.finder: Finder | None = None
        self.bell = Bell(shell, context, self._open_notice)
        self._shortcut = QShortcut(QKeySequence("Ctrl+K"), shell, self.find)
        shell.status.find_requested.connect(self.find)
        shell.status.set_findable(on=True)

    def end(self) -> None:
        """The session is over."""
        self._shell.status.find_requested.disconnect(self.find)
        self._shell.status.set_findable(on=False)
        self._shortcut.setEnabled(False)
        self._shortcut.deleteLater()
        if self.finder is not None:
            self.finder.dismiss()
        self.bell.end()
        self.deleteLater()

    def find(self) -> None:
        """Open the finder; pressed again, it closes."""
        deck = self._shell.deck
        if self.finder is not None:
            self.finder.dismiss()
        elif deck is not None:
            self.finder = Finder(self._shell, deck.panels(), self._search, self._context.clock.now)
            self.finder.closed.connect(self._forget_finder)
            self.finder.panel_chosen.connect(self._shell.go_to)
            self.finder.record_chosen.connect(lambda hit: deck.show_record(hit.panel, hit.ref))

    def _search(self, typed: str) -> Awaitable[Sequence[Hit]]:
        search, who = self._context.kit.search, self._context.session
        return self._context.runner.read(lambda: search.search(typed, who, _MOST_HITS), latest="finder")

    def _forget_finder(self) -> None:
        self.finder = None
        deck = self._shell.deck
        if deck is not None:
            deck.take_focus()

    def _open_notice(self, notice: Notice) -> None:
        deck, kinds = self._shell.deck, self._context.kit.search.kinds
        if deck is not None and notice.ref is not None and notice.ref.table in kinds:
            deck.show_record(kinds[notice.ref.table].panel, notice.ref)
