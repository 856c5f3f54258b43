"""Renting a line against buying and maintaining it: costs per year, present values, the year from which buying pays."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.budget.model import Sheet
from ioc_desktop.kernel.budget.plans.rent_or_buy import (
    DEFAULT_RATE,
    YEARS,
    Choice,
    Verdict,
    price_of,
    rent_of,
    rented,
    weigh,
)
from ioc_desktop.kernel.budget.sentences import unit_text
from ioc_desktop.panels.budget.editing import typed_dong
from ioc_desktop.panels.budget.words import exact, scaled, tr
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.widgets.form_field import FormField
from ioc_desktop.ui.widgets.labels import label
from ioc_desktop.ui.widgets.text_table import TextTable

_NAME_PX = 170


class RentPane(QWidget):
    """A line, what renting, buying and maintaining cost, the discount rate; the comparison under them."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet: Sheet | None = None
        self.line, self.rent, self.price, self.maintenance = QComboBox(), QLineEdit(), QLineEdit(), QLineEdit()
        self.rate = QLineEdit(str((DEFAULT_RATE * 100).normalize()).replace(".", ","))
        fields = (self.line, self.rent, self.price, self.maintenance, self.rate)
        self.fields = [FormField("", field) for field in fields]
        self.retranslate()
        self.said = label("", wrap=True)
        self.table: TextTable[int] = TextTable(YEARS + 2, {0: _NAME_PX}, mono=-1)
        row = QHBoxLayout()
        row.setSpacing(12)
        for each in self.fields[1:]:
            row.addWidget(each, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 16, 12)
        column.setSpacing(12)
        column.addWidget(self.fields[0])
        column.addLayout(row)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        column.addStretch()
        self.line.currentIndexChanged.connect(lambda _at: self._fill())
        for field in (self.rent, self.price, self.maintenance, self.rate):
            field.textChanged.connect(lambda _text: self._weigh())

    def retranslate(self) -> None:
        """The titles again, in the language of the moment."""
        titles = (
            self.tr("Hạng mục thuê"), self.tr("Thuê một năm"), self.tr("Giá mua"), self.tr("Duy trì một năm"),
            self.tr("Lãi suất chiết khấu (%)"),
        )  # fmt: skip
        for field, title in zip(self.fields, titles, strict=True):
            field.set_title(title)

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Offer the lines of which a table says what renting costs."""
        if sheet is self._sheet:
            return
        chosen = self.line.currentText()
        self._sheet = None
        self.line.clear()
        for at in rented(sheet) if sheet else ():
            assert sheet is not None
            self.line.addItem(f"{sheet.lines[at].number}  {sheet.lines[at].title}".strip(), at)
        self._sheet = sheet
        self.line.setCurrentIndex(max(self.line.findText(chosen), 0))
        self._fill()

    def _fill(self) -> None:
        sheet, at = self._sheet, self.line.currentData()
        if sheet is not None and at is not None:
            unit = sheet.unit.used
            self.rent.setText(exact(rent_of(sheet, at), unit))
            self.price.setText(exact(price_of(sheet, at), unit) if price_of(sheet, at) else "")
            for field in self.fields[1:4]:
                field.set_hint(unit_text(unit, tr))
            self.fields[4].set_hint(self.tr("một năm, sửa được"))
        self._weigh()

    def _weigh(self) -> None:
        if self._sheet is None:
            self.said.setText("")
            self.table.hide()
            return
        unit = self._sheet.unit.used
        if not self.price.text().strip():
            self.said.setText(self.tr("Nhập giá mua (và chi phí duy trì mỗi năm) để so với thuê."))
            self.table.hide()
            return
        try:
            rent, price, kept = (typed_dong(each.text(), unit) for each in (self.rent, self.price, self.maintenance))
            self._show(weigh(Choice(rent, price, kept, _rate(self.rate.text()))), unit)
        except ExpectedError as error:
            self.said.setText(tr_error(error))
            self.table.hide()

    def _show(self, verdict: Verdict, unit: int) -> None:
        heads = ["", *(self.tr("Năm {n}").format(n=n) for n in range(1, YEARS + 1)), self.tr("Hiện giá")]
        self.table.setHorizontalHeaderLabels(heads)
        rows = (
            (self.tr("Thuê"), verdict.rent, verdict.rent_value),
            (self.tr("Mua và duy trì"), verdict.buy, verdict.buy_value),
            (self.tr("Thuê, cộng dồn"), verdict.rent_sum, None),
            (self.tr("Mua, cộng dồn"), verdict.buy_sum, None),
        )
        cells = [
            (name, *(scaled(cost, unit) for cost in costs), "" if value is None else scaled(value, unit))
            for name, costs, value in rows
        ]
        self.table.show_rows(range(len(cells)), cells)
        self.table.show()
        off = scaled(abs(verdict.rent_value - verdict.buy_value), unit)
        cheaper = self.tr("Mua rẻ hơn") if verdict.buy_value < verdict.rent_value else self.tr("Thuê rẻ hơn")
        said = self.tr("{cheaper} {off} {unit} trong {years} năm, chiết khấu {rate} %/năm.").format(
            cheaper=cheaper, off=off, unit=unit_text(unit, tr), years=YEARS, rate=self.rate.text()
        )
        even = (
            self.tr("Thuê đắt bằng mua từ năm thứ {n}.").format(n=verdict.break_even)
            if verdict.break_even
            else self.tr("Trong {n} năm, thuê chưa đắt bằng mua.").format(n=YEARS)
        )
        self.said.setText(f"{said} {even}")


def _rate(text: str) -> Decimal:
    """The rate of a percentage as people type it; one that makes no sense is refused where it is used."""
    plain = text.replace(",", ".").strip().rstrip("%").strip()
    return Decimal(plain) / 100 if plain.replace(".", "", 1).isdecimal() else Decimal(-1)
