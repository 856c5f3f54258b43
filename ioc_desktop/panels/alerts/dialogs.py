"""The form of an alert."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.alerts.model import (
    CATEGORIES,
    CERTAINTIES,
    RESPONSES,
    SEVERITIES,
    URGENCIES,
    Alert,
    AlertArea,
    AlertText,
)
from ioc_desktop.panels.alerts import words
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.widgets.dialog import Dialog
from ioc_desktop.ui.widgets.form_field import FormField
from ioc_desktop.ui.widgets.labels import Button, label

_WIDTH_PX = 720
_TEXT_PX = 76
_MOST_HOURS = 240

Prepare = Callable[[AlertText, bool], Awaitable[None]]
"""(what is told, whether it is a drill); raises what it is refused with."""


class _Place(NamedTuple):
    """Latitude, longitude and radius as typed."""

    latitude: QLineEdit
    longitude: QLineEdit
    radius: QLineEdit


class PrepareDialog(Dialog):
    """What is told, how grave it is, where and until when. A refusal stands under it and what was typed stays."""

    def __init__(
        self, parent: QWidget | None, prepare: Prepare, now: Callable[[], datetime], earlier: Alert | None = None
    ) -> None:
        title = (
            QCoreApplication.translate("PrepareDialog", "Cập nhật cảnh báo")
            if earlier
            else QCoreApplication.translate("PrepareDialog", "Soạn cảnh báo cộng đồng")
        )
        super().__init__(parent, title, width_px=_WIDTH_PX)
        self._prepare, self._now, self._earlier = prepare, now, earlier
        self.happening, self.headline = QLineEdit(), QLineEdit()
        self.headline.setMaxLength(160)
        self.description, self.instruction = self._text(), self._text()
        self.area = QLineEdit()
        self.place = _Place(QLineEdit(), QLineEdit(), QLineEdit())
        self.hours = QSpinBox()
        self.hours.setRange(1, _MOST_HOURS)
        self.hours.setValue(6)
        self.hours.lineEdit().setTextMargins(10, 0, 0, 0)  # style sheets cannot pad a spin box in Qt 6.11
        self.drill = QCheckBox(self.tr("Diễn tập: mọi bản tin ghi DIỄN TẬP, mã Exercise"))
        self.choices = {
            "category": self._choice(CATEGORIES, "Safety"),
            "severity": self._choice(SEVERITIES, "Moderate"),
            "urgency": self._choice(URGENCIES, "Expected"),
            "certainty": self._choice(CERTAINTIES, "Likely"),
            "response": self._choice(RESPONSES, "Monitor"),
        }
        self.refusal = label(tone="critical", wrap=True)
        self.refusal.hide()
        self.submit = Button(self.tr("Trình người thứ hai"), "primary", clicked=self.press)
        self._lay_out()
        if earlier is not None:
            self._fill(earlier)

    @staticmethod
    def _text() -> QPlainTextEdit:
        made = QPlainTextEdit()
        made.setFixedHeight(_TEXT_PX)
        made.setTabChangesFocus(True)
        return made

    @staticmethod
    def _choice(known: tuple[str, ...], usual: str) -> QComboBox:
        box = QComboBox()
        for term in known:
            box.addItem(words.word(term, QCoreApplication.translate), term)
        box.setCurrentIndex(known.index(usual))
        return box

    def _lay_out(self) -> None:
        self.body.setSpacing(10)
        self._row((self.tr("Sự kiện"), self.happening, 2), (self.tr("Loại"), self.choices["category"], 1))
        self._row((self.tr("Tiêu đề"), self.headline, 1))
        self._row((self.tr("Nội dung"), self.description, 1))
        self._row((self.tr("Người dân cần làm gì"), self.instruction, 1))
        self._row(
            (self.tr("Mức độ"), self.choices["severity"], 1),
            (self.tr("Độ gấp"), self.choices["urgency"], 1),
            (self.tr("Độ chắc"), self.choices["certainty"], 1),
            (self.tr("Hành động"), self.choices["response"], 1),
        )
        self._row(
            (self.tr("Khu vực"), self.area, 4),
            (self.tr("Vĩ độ"), self.place.latitude, 1),
            (self.tr("Kinh độ"), self.place.longitude, 1),
            (self.tr("Bán kính km"), self.place.radius, 1),
        )
        self._row((self.tr("Hiệu lực (giờ)"), self.hours, 1), ("", QWidget(), 3))
        self.body.addWidget(self.drill)
        self.body.addWidget(self.refusal)
        self.buttons.addWidget(Button(self.tr("Hủy"), clicked=self.reject))
        self.buttons.addWidget(self.submit)

    def _row(self, *fields: tuple[str, QWidget, int]) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        for title, field, stretch in fields:
            row.addWidget(FormField(title, field), stretch)
        self.body.addLayout(row)

    def _fill(self, earlier: Alert) -> None:
        text = earlier.text
        for box, value in (
            (self.happening, text.event),
            (self.headline, text.headline),
            (self.area, text.area.description),
        ):
            box.setText(value)
        self.description.setPlainText(text.description)
        self.instruction.setPlainText(text.instruction)
        for name, choice in self.choices.items():
            choice.setCurrentIndex(max(0, choice.findData(getattr(text, name))))
        if text.area.centre is not None:
            typed = (*text.area.centre, text.area.radius_km)
            for field, number in zip(self.place, typed, strict=True):
                field.setText(f"{number:g}")
        self.drill.setChecked(earlier.is_drill)
        self.drill.setEnabled(False)

    def told(self) -> AlertText:
        """What was typed.

        Raises:
            ValueError: the place is no numbers.
        """
        now = self._now()
        typed = [field.text().strip().replace(",", ".") for field in self.place]
        numbers = [float(text) for text in typed] if any(typed) else []
        chosen = {name: str(choice.currentData()) for name, choice in self.choices.items()}
        centre = (numbers[0], numbers[1]) if numbers else None
        return AlertText(
            event=self.happening.text().strip(),
            headline=self.headline.text().strip(),
            description=self.description.toPlainText().strip(),
            instruction=self.instruction.toPlainText().strip(),
            area=AlertArea(
                description=self.area.text().strip(),
                centre=centre,
                radius_km=numbers[2] if numbers else 0.0,
                polygon=self._earlier.text.area.polygon if self._earlier else (),
                geocode=self._earlier.text.area.geocode if self._earlier else "",
            ),
            expires_at=(now + timedelta(hours=self.hours.value())).replace(microsecond=0),
            category=chosen["category"],
            severity=chosen["severity"],
            urgency=chosen["urgency"],
            certainty=chosen["certainty"],
            response=chosen["response"],
        )

    def press(self) -> None:
        """Hand it on; the dialog closes once it is stored."""
        try:
            told = self.told()
        except ValueError:
            self._refuse(self.tr("Vĩ độ, kinh độ, bán kính phải là số; bỏ trống cả ba nếu không có."))
            return
        self.submit.setEnabled(False)
        self.refusal.hide()
        tasks.start(self._run(told), self, lambda error: self._refused(error))  # noqa: PLW0108  (mypy wants the name)

    async def _run(self, told: AlertText) -> None:
        try:
            await self._prepare(told, self.drill.isChecked())
        finally:
            self.submit.setEnabled(True)
        self.accept()

    def _refused(self, error: ExpectedError) -> None:
        self._refuse(tr_error(error))

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.show()
        self.adjustSize()
