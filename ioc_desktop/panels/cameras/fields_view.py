"""Makes the inputs of the form from its description, and reads and writes their texts alike."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ioc_desktop.panels.cameras.screen import Field, FieldKind, Group
from ioc_desktop.panels.cameras.table_view import translate
from ioc_desktop.ui.widgets.form_field import FormField
from ioc_desktop.ui.widgets.labels import Button, label

Input = QLineEdit | QPlainTextEdit | QComboBox
_NOTICE_PX = 84
_COLUMNS = 4
_STILL_HERE = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""The cursor comes back to the field after these."""


class FieldInput(QObject):
    """One field: its widget inside a ``FormField``, whatever kind of widget that is.

    Args:
        on_typed: told the text whenever a person changes it.
        on_left: told when the cursor goes elsewhere.
    """

    def __init__(self, field: Field, on_typed: Callable[[str], None], on_left: Callable[[], None]) -> None:
        super().__init__()
        self.field = field
        self.widget = _input(field)
        self.frame = FormField("", self.widget, required=field.required)
        # Column widths follow from the grid alone, so that the groups align with each other.
        self.frame.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._on_left = on_left
        self.widget.setObjectName(field.name)
        self.widget.installEventFilter(self)
        if isinstance(self.widget, QComboBox):
            self.widget.activated.connect(lambda _at: on_typed(self.text()))
        else:
            self.widget.textChanged.connect(lambda *_text: on_typed(self.text()))
        self.retranslate()

    def text(self) -> str:
        if isinstance(self.widget, QComboBox):
            return str(self.widget.currentData())
        return self.widget.text() if isinstance(self.widget, QLineEdit) else self.widget.toPlainText()

    def set_text(self, text: str) -> None:
        """Show ``text`` without reporting it as typed."""
        if text == self.text():
            return
        self.widget.blockSignals(True)
        if isinstance(self.widget, QComboBox):
            self.widget.setCurrentIndex(self.widget.findData(text))
        elif isinstance(self.widget, QLineEdit):
            self.widget.setText(text)
            self.widget.setCursorPosition(0)
        else:
            self.widget.setPlainText(text)
        self.widget.blockSignals(False)

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001  (as Qt's setter)
        if isinstance(self.widget, QComboBox):
            self.widget.setEnabled(not read_only)
        else:
            self.widget.setReadOnly(read_only)

    def retranslate(self) -> None:
        """Say label, example and choices in the language of the window."""
        self.frame.set_title(translate(self.field.label))
        if isinstance(self.widget, QComboBox):
            for at, (_key, title) in enumerate(self.field.choices):
                self.widget.setItemText(at, translate(title))
        else:
            self.widget.setPlaceholderText(translate(self.field.hint) if self.field.hint else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _STILL_HERE:
            self._on_left()
        return super().eventFilter(watched, event)


def _input(field: Field) -> Input:
    if field.kind is FieldKind.CHOICE:
        box = QComboBox()
        for key, title in field.choices:
            box.addItem(title, key)
        return box
    if field.kind is FieldKind.LONG_TEXT:
        area = QPlainTextEdit()
        area.setFixedHeight(_NOTICE_PX)
        area.setTabChangesFocus(True)
        return area
    edit = QLineEdit()
    if field.kind is FieldKind.PASSWORD:
        edit.setEchoMode(QLineEdit.EchoMode.Password)
    return edit


class GroupCard(QFrame):
    """The fields of one group under its heading, in four columns."""

    def __init__(self, group: Group, inputs: dict[str, FieldInput], buttons: dict[str, Button]) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._group = group
        self._title = label("", "title3")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, 96)
        row, column = 0, 0
        for field in group.fields:
            if column + field.span > _COLUMNS:
                row, column = row + 1, 0
            self._place(inputs[field.name], buttons.get(field.name), row, column)
            column += field.span
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 12, 16, 16)
        page.setSpacing(12)
        page.addWidget(self._title)
        page.addLayout(self._grid)
        page.addStretch(1)
        self.retranslate()

    def _place(self, item: FieldInput, button: Button | None, row: int, column: int) -> None:
        content: QWidget = item.frame
        if button is not None:
            content = _beside(item.frame, button)
        self._grid.addWidget(content, row, column, 1, item.field.span, Qt.AlignmentFlag.AlignTop)

    def retranslate(self) -> None:
        self._title.setText(translate(self._group.title))


def _beside(frame: FormField, button: Button) -> QWidget:
    """The field with a button level with its input."""
    both = QWidget()
    level = QVBoxLayout()
    level.setSpacing(0)
    level.addSpacing(frame.title.sizeHint().height() + 4)
    level.addWidget(button)
    level.addStretch(1)
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(frame, 1, Qt.AlignmentFlag.AlignTop)
    row.addLayout(level)
    both.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return both
