"""A field of several lines in which @ offers the names of people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QCompleter, QListView

from ioc_desktop.core.text import fold
from ioc_desktop.ui.widgets.writing_box import WritingField

if TYPE_CHECKING:
    from ioc_desktop.kernel.comments.service import Nameable

_BEGUN = re.compile(r"(?<![\w.@-])@([\w.-]{0,60})$")
_MOST = 8
_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Escape})


def matching(people: Sequence[Nameable], begun: str) -> list[Nameable]:
    """Those whose user name, or a word of whose name, begins so; accents and case aside.

    Somebody whose user name begins so comes before somebody of whose name only a word does.
    """
    wanted = fold(begun)
    by_key = [each for each in people if fold(each.user_name).startswith(wanted)]
    by_word = [each for each in people if any(word.startswith(wanted) for word in fold(each.display_name).split())]
    return list(dict.fromkeys((*by_key, *by_word)))[:_MOST]


class MentionField(WritingField):
    """Ctrl Enter sends; while names are offered, Enter takes one."""

    def __init__(self) -> None:
        super().__init__()
        self._people: Sequence[Nameable] = ()
        self._offered: list[Nameable] = []
        self._names = QStringListModel(self)
        self.names = QListView()
        self.offer = QCompleter(self._names, self)
        self.offer.setPopup(self.names)
        self.offer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.offer.setWidget(self)
        self.offer.activated.connect(self._take)
        self.textChanged.connect(self._look)

    def show_people(self, people: Sequence[Nameable]) -> None:
        """Who may be named from now on."""
        self._people = people

    def _begun(self) -> str | None:
        """What is typed after the @ before the cursor; None when there is none."""
        cursor = self.textCursor()
        found = _BEGUN.search(cursor.block().text()[: cursor.positionInBlock()])
        return found[1] if found else None

    def _look(self) -> None:
        begun = self._begun()
        self._offered = [] if begun is None or not self.hasFocus() else matching(self._people, begun)
        if not self._offered:
            self.names.hide()
            return
        self._names.setStringList([_shown(each) for each in self._offered])
        area = self.cursorRect()
        area.setWidth(max(220, self.width() - 24))
        self.offer.complete(area)
        self.names.setCurrentIndex(self._names.index(0))

    def _take(self, shown: str) -> None:
        """Write the user name of the one that was taken."""
        taken = next((each for each in self._offered if _shown(each) == shown), None)
        begun = self._begun()
        if taken is None or begun is None:
            return
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(begun))
        cursor.insertText(f"{taken.user_name} ")
        self.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self.names.isVisible() and key in _KEYS:
            event.ignore()  # the list of names takes it
            return
        super().keyPressEvent(event)


def _shown(person: Nameable) -> str:
    return f"{person.display_name}  @{person.user_name}"
