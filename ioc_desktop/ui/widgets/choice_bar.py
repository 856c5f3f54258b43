"""The second line of a page of many: which of them. Choices, then words, then a button that takes all away."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from ioc_desktop.ui.widgets.labels import Button
from ioc_desktop.ui.widgets.search_field import SearchField

_SEARCH_PX = 160
_GAP_PX, _EDGE_PX = 8, 16


class ChoiceBar(QWidget):
    """Boxes with a search field beside them; below them where the window is too narrow for both.

    A box is at least as wide as its first choice, which is the one that filters nothing and stands there most of the
    time; so the bar does not jump when another is chosen. A subclass fills the boxes in ``put_choices``, says in
    ``wanted`` what was chosen, and calls ``retranslate`` once it can do both.

    Args:
        count: how many boxes; they are in ``boxes``.

    Signals:
        changed(object): what a person chose, as ``wanted`` says it.
    """

    changed = Signal(object)

    def __init__(self, count: int) -> None:
        super().__init__()
        self.boxes = tuple(QComboBox() for _ in range(count))
        self.search = SearchField()
        self.search.setMinimumWidth(_SEARCH_PX)
        self.search.searched.connect(lambda _text: self.tell())
        self.clear = Button("", "quiet", clicked=self.reset)
        self._lines = QHBoxLayout(), QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE_PX, _GAP_PX, _EDGE_PX, _GAP_PX)
        column.setSpacing(0)
        for line in self._lines:
            line.setSpacing(_GAP_PX)
            column.addLayout(line)
        for box in self.boxes:
            box.activated.connect(lambda _row: self.tell())
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            self._lines[0].addWidget(box, 1)
        self._is_folded = False
        self._put_words()

    def wanted(self) -> object:
        """What is chosen now."""
        raise NotImplementedError

    def put_choices(self) -> None:
        """Fill the boxes and name the fields in the language of the screen; what is chosen stays chosen."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """All words again, and the room that they need."""
        self.put_choices()
        self._make_room()

    def tell(self) -> None:
        self.changed.emit(self.wanted())

    def reset(self) -> None:
        """Show all again."""
        self.show_all()
        self.tell()

    def show_all(self) -> None:
        """The same, told to nobody."""
        for box in self.boxes:
            box.setCurrentIndex(0)
        self.search.empty()

    # ------------------------------------------------------------------ room

    def _make_room(self) -> None:
        """Each box shows its first choice whole."""
        for box in self.boxes:
            metrics = box.fontMetrics()
            letters = -(-metrics.horizontalAdvance(box.itemText(0)) // max(1, metrics.horizontalAdvance("X")))
            box.setMinimumContentsLength(letters)
        self._fold()

    def _widths(self) -> tuple[int, int]:
        """What the line of the boxes needs, and what that of the words does."""
        boxes = sum(box.minimumSizeHint().width() for box in self.boxes) + _GAP_PX * (len(self.boxes) - 1)
        words = self.search.minimumWidth() + _GAP_PX + self.clear.minimumSizeHint().width()
        return boxes + 2 * _EDGE_PX, words + 2 * _EDGE_PX

    def _fold(self) -> None:
        boxes, words = self._widths()
        is_folded = self.width() < boxes + words - 2 * _EDGE_PX + _GAP_PX
        if is_folded != self._is_folded:
            self._is_folded = is_folded
            self._put_words()

    def _put_words(self) -> None:
        line, other = (self._lines[1], self._lines[0]) if self._is_folded else self._lines
        for part, stretch in ((self.search, 2), (self.clear, 0)):
            other.removeWidget(part)
            line.addWidget(part, stretch)
        column = self.layout()
        if column is not None:
            column.setSpacing(_GAP_PX if self._is_folded else 0)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of two lines, or a window could not be made narrow enough for it to fold."""
        return QSize(max(self._widths()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._make_room()


def fill(box: QComboBox, choices: Iterable[tuple[object, str]]) -> None:
    """Other choices, as (data, title); what was chosen by its data stays chosen, else the first is."""
    chosen = box.currentData()
    box.clear()
    for data, title in choices:
        box.addItem(title, data)
    box.setCurrentIndex(max(0, box.findData(chosen)))
