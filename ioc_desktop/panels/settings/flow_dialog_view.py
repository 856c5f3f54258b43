"""What the editors of the incidents' way have in common: a table, what is wrong with it, and the way back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QHeaderView, QLineEdit, QTableWidget, QVBoxLayout, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.incidents import flow
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.widgets.dialog import Dialog
from ioc_desktop.ui.widgets.labels import Button, label

WIDTH_PX = 1120
_HEIGHT_PX = 400
_ROW_PX = 48
_MOST_SHOWN = 3

Save = Callable[[], Awaitable[object]]


def words(source: str) -> str:
    """A source string of the incidents in the language of the screen."""
    return QCoreApplication.translate("incidents", source)


class FlowDialog(Dialog):
    """A table whose content is checked while it is edited; it is saved only when nothing is wrong.

    Attributes:
        table: its rows are widgets.
        tools: beside the table's foot, for adding and moving rows.
    """

    def __init__(self, parent: QWidget | None, title: str, text: str, *, is_own: bool) -> None:
        super().__init__(parent, title, width_px=WIDTH_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.table = QTableWidget()
        self.table.setFixedHeight(_HEIGHT_PX)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(_ROW_PX)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(8)
        self.wrong = label(tone="critical", wrap=True)
        self.wrong.hide()
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(label(text, tone="secondary", wrap=True))
        column.addWidget(self.table)
        column.addLayout(self.tools)
        column.addWidget(self.wrong)
        self.body.addLayout(column)
        self.back = Button(self.tr("Dùng mặc định"), "quiet", icon="action.undo", clicked=self.press_back)
        self.back.setVisible(is_own)
        self.submit = Button(self.tr("Lưu"), "primary", clicked=self.press)
        self.buttons.insertWidget(0, self.back)
        self.buttons.addWidget(Button(self.tr("Hủy"), clicked=self.reject))
        self.buttons.addWidget(self.submit)

    def set_columns(self, titles: Sequence[str], wide: Sequence[int], widths: dict[int, int]) -> None:
        """Heads of the columns; the wide ones share what room is left."""
        self.table.setColumnCount(len(titles))
        self.table.setHorizontalHeaderLabels(list(titles))
        head = self.table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place in wide:
            head.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        for place, width in widths.items():
            self.table.setColumnWidth(place, width)

    # ------------------------------------------------------------------ to be filled

    def problems(self) -> list[ExpectedError]:
        """What is wrong with what is in the table now."""
        raise NotImplementedError

    async def save(self) -> None:
        """Store it."""
        raise NotImplementedError

    async def restore(self) -> None:
        """Go back to the program's own."""
        raise NotImplementedError

    # ------------------------------------------------------------------ acting

    def check(self) -> None:
        """Say what is wrong now; without that, it may be saved."""
        found = self.problems()
        said = [tr_error(in_words(problem)) for problem in found[:_MOST_SHOWN]]
        if len(found) > _MOST_SHOWN:
            said.append(self.tr("Còn {n} điều khác.").format(n=len(found) - _MOST_SHOWN))
        self.wrong.setText("\n".join(said))
        self.wrong.setVisible(bool(said))
        self.submit.setEnabled(not said)
        self._fit()

    def _fit(self) -> None:
        """As high as what is said needs."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def press(self) -> None:
        """Save; the dialog closes once it is done."""
        self._begin(self.save)

    def press_back(self) -> None:
        """Take the program's own; the dialog closes once it is done."""
        self._begin(self.restore)

    def _begin(self, deed: Save) -> None:
        self.submit.setEnabled(False)
        tasks.start(self._run(deed), self, self._refused)

    async def _run(self, deed: Save) -> None:
        await deed()
        self.accept()

    def _refused(self, error: ExpectedError) -> None:
        self.submit.setEnabled(True)
        self.wrong.setText(tr_error(in_words(error)))
        self.wrong.show()
        self._fit()


class RowsDialog(FlowDialog):
    """An editor whose rows a person adds, moves and removes."""

    def add_tools(self, add: str, added: Callable[[], object]) -> None:
        """Buttons under the table."""
        self.add = Button(add, icon="action.add", small=True, clicked=added)
        self.up = Button(self.tr("Lên"), small=True, clicked=lambda: self.shift(-1))
        self.down = Button(self.tr("Xuống"), small=True, clicked=lambda: self.shift(1))
        self.remove = Button(self.tr("Xóa dòng"), small=True, clicked=self.take_out)
        for button in (self.add, self.up, self.down, self.remove):
            self.tools.addWidget(button)
        self.tools.addStretch(1)

    def rows(self) -> list[object]:
        """What the table says, a value a row."""
        raise NotImplementedError

    def fill(self, rows: Sequence[object]) -> None:
        """Make the table anew."""
        raise NotImplementedError

    def may_remove(self, row: object) -> bool:
        """Whether a row may be taken out."""
        return row is not None

    def shift(self, by: int) -> None:
        """Bring the row where the cursor is up or down."""
        here, rows = self.table.currentRow(), self.rows()
        there = here + by
        if 0 <= here < len(rows) and 0 <= there < len(rows):
            rows[here], rows[there] = rows[there], rows[here]
            self.fill(rows)
            self.table.selectRow(there)
            self.check()

    def take_out(self) -> None:
        """Remove the row where the cursor is."""
        here, rows = self.table.currentRow(), self.rows()
        if 0 <= here < len(rows) and self.may_remove(rows[here]):
            del rows[here]
            self.fill(rows)
            self.table.selectRow(min(here, len(rows) - 1))
            self.check()


def in_words(error: ExpectedError) -> ExpectedError:
    """The same with the names of stages and statuses in the language of the screen."""
    facts = {name: words(value) if isinstance(value, str) else value for name, value in error.facts.items()}
    return ExpectedError(error.code, error.sentence, **facts)


def stage_titles() -> dict[str, str]:
    """Stage → its name on the screen."""
    return {key: words(title) for key, title in flow.STAGE_TITLES.items()}


def line_edit(text: str, most: int, changed: Callable[[], object]) -> QLineEdit:
    """A field of one line in a cell."""
    made = QLineEdit(text)
    made.setMaxLength(most)
    made.textChanged.connect(lambda _text: changed())
    return made


def tick(checked: bool, changed: Callable[[], object], name: str) -> QCheckBox:  # noqa: FBT001  (the box's state)
    """A box to tick in a cell."""
    made = QCheckBox()
    made.setChecked(checked)
    made.setAccessibleName(name)
    made.toggled.connect(lambda _on: changed())
    return made


def centred(widget: QWidget) -> QWidget:
    """A small widget in the middle of its cell."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget, 0, Qt.AlignmentFlag.AlignCenter)
    return holder


def spaced(widget: QWidget) -> QWidget:
    """A field as wide as its cell, with air to the rows above and below."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 3, 0, 3)
    row.addWidget(widget)
    return holder
