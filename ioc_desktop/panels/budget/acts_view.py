"""What a person does to the lines in the tree: typing, moving, undo, taking a computed value, reading the history."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import fold
from ioc_desktop.kernel.budget.model import LineKind
from ioc_desktop.kernel.budget.plans.flow import DRAFT
from ioc_desktop.kernel.budget.sentences import sentence
from ioc_desktop.kernel.budget.service import Judged
from ioc_desktop.panels.budget import words
from ioc_desktop.panels.budget.editing import Editor
from ioc_desktop.panels.budget.history_view import HistoryDialog
from ioc_desktop.ui.errors import show_error, tr_error
from ioc_desktop.ui.tasks import start
from ioc_desktop.ui.widgets.dialog import ConfirmDialog, Dialog
from ioc_desktop.ui.widgets.entry_list import Entry, EntryList, Words
from ioc_desktop.ui.widgets.labels import Button
from ioc_desktop.ui.widgets.toast import toast

if TYPE_CHECKING:
    from ioc_desktop.panels.budget.presenter import BudgetPresenter, State
    from ioc_desktop.panels.budget.tree_view import SheetTree
    from ioc_desktop.ui.panel import PanelContext

_TARGETS_PX = 360


class TreeActs(QObject):
    """The acts, wired to the tree of a page."""

    def __init__(self, page: QWidget, tree: SheetTree, presenter: BudgetPresenter, context: PanelContext) -> None:
        super().__init__(page)
        self._page, self._tree, self._presenter, self._context = page, tree, presenter, context
        self.editor = Editor(context, presenter)
        tree.sheet.typed.connect(self._take_typed)
        for view in (tree, tree.titles):
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            view.customContextMenuRequested.connect(partial(self._menu, view))
        tree.doubleClicked.connect(self._tell_sealed)
        for key, act in (("Ctrl+Z", self.undo), ("Ctrl+M", self.ask_to_move)):
            QShortcut(QKeySequence(key), tree, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _tell_sealed(self) -> None:
        """Who wants to type into a table that is sealed is told the way."""
        chosen = self._presenter.state.chosen
        if chosen is not None and chosen.state != DRAFT:
            toast(self._page, self.tr("Bảng đã trình hoặc đã duyệt: lập phương án để sửa"), kind="notice")

    def show_state(self, state: State) -> None:
        """Whether the shown table takes changes."""
        self._tree.sheet.is_editable = self.editor.may_edit and not state.loose

    def loop_words(self, state: State) -> str:
        """Which lines are in themselves, and the way out; "" where there are none."""
        if not state.loose or state.sheet is None:
            return ""
        names = ", ".join(state.sheet.lines[at].title[:40] for at in state.loose)
        said = self.tr(
            "Hai người cùng chuyển nên các dòng này nằm trong nhau: {names}. Chọn dòng, Ctrl M để đưa ra ngoài."
        )
        return said.format(names=names)

    def _take_typed(self, line: int, column: int, text: str) -> None:
        self.type(line, column, text)

    def type(self, line: int, column: int, text: str, *, takes_negative: bool = False) -> None:
        """Write what was typed; a negative amount is asked about first."""

        def fail(error: ExpectedError) -> None:
            if error.code != "budget.negative_unasked":
                show_error(self._page, error)
                return
            dialog = ConfirmDialog(self._page, self.tr("Ghi số âm?"), tr_error(error), accept=self.tr("Ghi số âm"))
            if dialog.ask():
                self.type(line, column, text, takes_negative=True)

        start(self.editor.type(line, column, text, takes_negative=takes_negative), self._page, fail)

    def undo(self) -> None:
        """Take the newest change back (Ctrl+Z)."""
        if self.editor.can_undo:
            start(self.editor.undo(), self._page)

    def ask_to_move(self) -> None:
        """Ask under which section the chosen line goes (Ctrl+M)."""
        line, state = self._tree.sheet.line_of(self._tree.currentIndex()), self._presenter.state
        if line < 0 or not self.editor.may_edit or state.sheet is None:
            return
        dialog = MoveDialog(self._page, state, line)
        if dialog.exec() == MoveDialog.DialogCode.Accepted and dialog.target is not None:
            start(self._move(line, dialog.target), self._page)

    async def _move(self, line: int, under: int) -> None:
        await self.editor.move(line, under)
        toast(self._page, self.tr("Đã chuyển dòng"), action=self.tr("Hoàn tác"), on_action=self.undo)

    def ask_to_compute(self, judged: Judged) -> None:
        """Ask why the computed value takes the place of the printed one, then write it."""
        sheet = self._presenter.state.sheet
        if sheet is None or not self.editor.may_edit:
            return
        said = sentence(judged.finding, sheet, words.tr)
        title, accept = self.tr("Dùng số tính lại?"), self.tr("Dùng số tính lại")
        dialog = ConfirmDialog(self._page, title, said, accept=accept, reason=True)
        if dialog.ask():
            start(self._compute(judged, dialog.reason()), self._page)

    async def _compute(self, judged: Judged, reason: str) -> None:
        await self.editor.use_computed(judged.finding, reason)
        said = self.tr("Đã ghi số tính lại, số văn bản còn trong lịch sử")
        toast(self._page, said, action=self.tr("Hoàn tác"), on_action=self.undo)

    def show_history(self) -> None:
        """Who changed the chosen line, when, why, from what to what."""
        line, state = self._tree.sheet.line_of(self._tree.currentIndex()), self._presenter.state
        if line < 0 or state.sheet is None or state.chosen is None or line >= len(state.ids):
            return
        shown = state.sheet.lines[line].title
        HistoryDialog(
            self._page, shown, self._context, state.chosen.id, state.ids[line], unit=state.sheet.unit.used
        ).open()

    def _menu(self, view: QWidget, at: QPoint) -> None:
        menu, may = QMenu(view), self.editor.may_edit
        menu.addAction(self.tr("Chuyển vào mục khác…"), self.ask_to_move).setEnabled(may)
        menu.addAction(self.tr("Hoàn tác"), self.undo).setEnabled(may and self.editor.can_undo)
        menu.addAction(self.tr("Lịch sử của dòng"), self.show_history)
        menu.exec(view.mapToGlobal(at))
        menu.deleteLater()


class MoveDialog(Dialog):
    """Where a line goes.

    Attributes:
        target: index of the section; -1 for the top; None until one is chosen.
    """

    def __init__(self, parent: QWidget, state: State, line: int) -> None:
        assert state.sheet is not None
        sheet = state.sheet
        super().__init__(parent, self.tr("Chuyển “{title}” vào mục nào?").format(title=sheet.lines[line].title))
        self.target: int | None = None
        self._targets = [(-1, self.tr("Ngoài cùng"), "")] + [
            (at, f"{each.number}  {each.title}".strip(), sheet.path(at))
            for at, each in enumerate(sheet.lines)
            if each.kind is LineKind.ITEM and at != line
        ]
        self.sought, self.list = QLineEdit(), EntryList()
        self.sought.setPlaceholderText(self.tr("Tìm mục…"))
        self.list.setFixedHeight(_TARGETS_PX)
        self.body.addWidget(self.sought)
        self.body.addWidget(self.list)
        self.buttons.addWidget(Button(self.tr("Hủy"), clicked=self.reject))
        self.move_button = Button(self.tr("Chuyển"), "primary", clicked=self._take)
        self.buttons.addWidget(self.move_button)
        self.sought.textChanged.connect(self._seek)
        self._seek("")

    def _seek(self, text: str) -> None:
        wanted = fold(text)
        found = [one for one in self._targets if wanted in fold(one[1])]
        self.list.put(
            [Entry(icon="thing.agenda", title=Words(name), note=Words(path), target=at) for at, name, path in found]
        )
        self.move_button.setEnabled(bool(found))

    def _take(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            target = self.list.entries.entries[index.row()].target
            self.target = target if isinstance(target, int) else None
            self.accept()
