"""One line of the settings page: title and explanation at the left, the control at the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from ioc_desktop.config.settings import Choice
from ioc_desktop.ui.widgets.chip import SegmentedButtons
from ioc_desktop.ui.widgets.labels import label

Report = Callable[[str, object], None]
"""(key, new value): a person changed a control."""
_CONTROL_PX = 300
_MOST_SEGMENTS = 3


def tr(text: str) -> str:
    """A source string of the settings tree in the language of the screen."""
    return QCoreApplication.translate("settings", text) if text else ""


class _WheelGuard(QObject):
    """Lets the page scroll over a control instead of changing it by accident."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class SettingRow(QWidget):
    """Draws one ``Choice`` and reports changes; ``show_value`` sets the control without reporting."""

    def __init__(self, choice: Choice, value: Any, report: Report) -> None:
        super().__init__()
        self.choice = choice
        self._report = report
        self.title = label(kind="label")
        self.text = label(kind="caption", tone="muted", wrap=True)  # stands nowhere when there is no description
        self.note = label(kind="caption", tone="accent")
        self.note.hide()
        self.control = self._make_control()
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(0)
        parts = (self.title, self.text, self.note) if choice.description else (self.title, self.note)
        for place, part in enumerate(parts):
            grid.addWidget(part, place, 0)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(self.control, 0, 1, len(parts), 1, side)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(0, 0 if choice.description else 1)  # a title alone stands in the middle
        self.show_value(value)
        self.retranslate()

    def _make_control(self) -> QWidget:
        makers = {
            "choice": self._choice_control,
            "list": self._list_control,
            "flag": self._flag_control,
            "integer": self._integer_control,
            "number": self._number_control,
            "text": self._text_control,
        }
        control = makers[self.choice.kind]()
        if isinstance(control, QAbstractSpinBox):
            control.lineEdit().setTextMargins(10, 0, 0, 0)  # style sheets cannot pad a spin box in Qt 6.11
        if isinstance(control, (QAbstractSpinBox, QComboBox)):
            control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            control.installEventFilter(_WheelGuard(control))
        return control

    def _send(self, value: object) -> None:
        if self.choice.needs_restart:
            self.note.show()
        self._report(self.choice.key, value)

    def _choice_control(self) -> QWidget:
        if len(self.choice.options) <= _MOST_SEGMENTS:
            buttons = SegmentedButtons(self.choice.options)
            buttons.changed.connect(self._send)
            return buttons
        return self._list_control()

    def _list_control(self) -> QWidget:
        box = QComboBox()
        box.setFixedWidth(_CONTROL_PX)
        for key, title in self.choice.options:
            box.addItem(tr(title), key)
        box.activated.connect(lambda: self._send(box.currentData()))
        return box

    def _flag_control(self) -> QWidget:
        buttons = SegmentedButtons((("on", ""), ("off", "")))
        buttons.changed.connect(lambda key: self._send(key == "on"))
        return buttons

    def _integer_control(self) -> QWidget:
        box = QSpinBox()
        box.setFixedWidth(140)
        box.setRange(int(self.choice.low or 0), int(self.choice.high if self.choice.high is not None else 1_000_000))
        box.setKeyboardTracking(False)
        box.valueChanged.connect(self._send)
        return box

    def _number_control(self) -> QWidget:
        box = QDoubleSpinBox()
        box.setFixedWidth(140)
        box.setDecimals(2 if self.choice.step < 0.1 else 1)
        box.setRange(self.choice.low or 0, self.choice.high if self.choice.high is not None else 1e6)
        box.setSingleStep(self.choice.step)
        box.setKeyboardTracking(False)
        box.valueChanged.connect(self._send)
        return box

    def _text_control(self) -> QWidget:
        field = QLineEdit()
        field.setFixedWidth(_CONTROL_PX)
        field.editingFinished.connect(lambda: self._send(field.text().strip()))
        return field

    def show_value(self, value: Any) -> None:
        """Set the control to a stored value."""
        control = self.control
        blocked = control.blockSignals(True)
        if isinstance(control, SegmentedButtons):
            control.select(("on" if value else "off") if self.choice.kind == "flag" else str(value))
        elif isinstance(control, QComboBox):
            control.setCurrentIndex(max(0, control.findData(str(value))))
        elif isinstance(control, (QSpinBox, QDoubleSpinBox)):
            control.setValue(value)
        elif isinstance(control, QLineEdit):
            control.setText(value)
        control.blockSignals(blocked)

    def retranslate(self) -> None:
        self.title.setText(tr(self.choice.title))
        self.text.setText(tr(self.choice.description))
        self.note.setText(self.tr("Có hiệu lực từ lần mở sau"))
        self.control.setAccessibleName(tr(self.choice.title))
        self._retranslate_control()

    def _retranslate_control(self) -> None:
        control = self.control
        if isinstance(control, SegmentedButtons):
            switch = (("on", self.tr("Bật")), ("off", self.tr("Tắt")))
            for key, title in switch if self.choice.kind == "flag" else self.choice.options:
                control.set_text(key, title if self.choice.kind == "flag" else tr(title))
        elif isinstance(control, QComboBox):
            for place, (_, title) in enumerate(self.choice.options):
                control.setItemText(place, tr(title))
        elif isinstance(control, (QSpinBox, QDoubleSpinBox)):
            english = self.tr("vi", "language code of numbers") == "en"
            country = QLocale.Language.English if english else QLocale.Language.Vietnamese
            control.setLocale(QLocale(country))
            unit = self._unit()
            control.setSuffix(f" {unit}" if unit else "")

    def _unit(self) -> str:
        names = {"fps": self.tr("hình/giây"), "inch": self.tr("inch")}
        return names.get(self.choice.unit, self.choice.unit)
