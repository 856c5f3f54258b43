"""Forms of the page of progress: a contract, a payment, a milestone, who answers for a line."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.budget.model import Source
from ioc_desktop.kernel.budget.sentences import dong_text
from ioc_desktop.kernel.budget.tracking.model import Contract, LineOwner, Milestone, Payment
from ioc_desktop.kernel.number_words.words import to_words
from ioc_desktop.panels.budget import tracking_words as words
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import tr_error
from ioc_desktop.ui.widgets.dialog import Dialog
from ioc_desktop.ui.widgets.form_field import FormField
from ioc_desktop.ui.widgets.labels import Button, label

_WIDE_PX = 620


class TrackingForm(Dialog):
    """A form that says what is wrong at the field, and stays open when its deed is refused."""

    def __init__(self, parent: QWidget | None, title: str) -> None:
        super().__init__(parent, title, width_px=_WIDE_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.refusal = label(tone="critical", wrap=True)
        self.refusal.hide()
        self.submit = Button(self.tr("Lưu"), "primary", clicked=self.press)
        self.submit.setDefault(True)
        self.buttons.addWidget(Button(self.tr("Hủy"), clicked=self.reject))
        self.buttons.addWidget(self.submit)

    def put(self, *rows: tuple[FormField, ...]) -> None:
        """Fields side by side, a row each, and the place of a refusal under them."""
        for fields in rows:
            row = QHBoxLayout()
            row.setSpacing(16)
            for field in fields:
                row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(row)
        self.body.addWidget(self.refusal)

    def deed(self) -> Awaitable[object] | None:
        """What the form is for, begun; None where a field is wrong and says so."""
        raise NotImplementedError

    def press(self) -> None:
        """Do it; the dialog closes once it is done."""
        self.refusal.hide()
        work = self.deed()
        self.adjustSize()
        if work is not None:
            self.submit.setEnabled(False)
            tasks.start(self._run(work), self, self._refused)

    async def _run(self, work: Awaitable[object]) -> None:
        await work
        self.accept()

    def _refused(self, error: ExpectedError) -> None:
        self.submit.setEnabled(True)
        self.refusal.setText(tr_error(error))
        self.refusal.show()
        self.adjustSize()


class AmountField(FormField):
    """An amount; what was understood stands under it in full and in words."""

    def __init__(self, title: str, dong: int = 0, *, required: bool = False) -> None:
        self.edit = QLineEdit(words.amount_text(dong))
        super().__init__(title, self.edit, required=required)
        self._is_required = required
        self.edit.setPlaceholderText(self.tr("1.250.000 hoặc 1,5 tỷ"))
        self.edit.textChanged.connect(lambda _text: self._say())
        self._say()

    def _say(self) -> None:
        dong = words.amount_typed(self.edit.text())
        self.set_error("")
        self.set_hint(self.tr("{dong} ({words})").format(dong=dong_text(dong), words=to_words(dong)) if dong else " ")

    def value(self) -> int | None:
        """Đồng; 0 for nothing where that may be; None where it is wrong, which the field then says."""
        text = self.edit.text().strip()
        dong = words.amount_typed(text) if text else None if self._is_required else 0
        if dong is None:
            self.set_error(self.tr("Nhập số tiền đồng, như 1.250.000 hoặc 1,5 tỷ."))
        return dong


class DayField(FormField):
    """A day as dd/mm/yyyy, which may be left out."""

    def __init__(self, title: str, day: date | None, *, required: bool = False) -> None:
        self.edit = QLineEdit(words.day_text(day))
        self.edit.setPlaceholderText("dd/mm/yyyy")
        super().__init__(title, self.edit, required=required)
        self._is_required = required

    def value(self) -> tuple[bool, date | None]:
        """Whether it may stand, and the day."""
        text = self.edit.text().strip()
        day = words.day_typed(text)
        fits = day is not None or not (text or self._is_required)
        self.set_error("" if fits else self.tr("Nhập ngày như 05/01/2026."))
        return fits, day


def source_box(chosen: Source | None, none: str) -> QComboBox:
    """Sources, after a first entry for none."""
    box = QComboBox()
    box.addItem(none, None)
    for source in Source:
        box.addItem(words.source(source), source.value)
    box.setCurrentIndex(max(0, box.findData(chosen.value)) if chosen else 0)
    return box


def source_of(box: QComboBox) -> Source | None:
    return Source(box.currentData()) if box.currentData() else None


class ContractDialog(TrackingForm):
    """A new contract of a line, or a known one."""

    def __init__(
        self, parent: QWidget | None, contract: Contract, save: Callable[[Contract], Awaitable[object]]
    ) -> None:
        super().__init__(parent, self.tr("Sửa hợp đồng") if contract.id else self.tr("Thêm hợp đồng"))
        self._contract, self._save = contract, save
        self.number, self.name = QLineEdit(contract.number), QLineEdit(contract.name)
        self.supplier, self.note = QLineEdit(contract.supplier), QLineEdit(contract.note)
        self.dong = AmountField(self.tr("Giá trị"), contract.dong, required=True)
        self.signed = DayField(self.tr("Ngày ký"), contract.signed_on)
        self.starts = DayField(self.tr("Bắt đầu"), contract.starts_on)
        self.ends = DayField(self.tr("Kết thúc"), contract.ends_on)
        self.payer = source_box(contract.source, self.tr("Theo dòng kinh phí"))
        self.number_field = FormField(self.tr("Số hợp đồng"), self.number, required=True)
        self.put(
            (self.number_field, FormField(self.tr("Nguồn chi trả"), self.payer)),
            (FormField(self.tr("Nội dung"), self.name),),
            (FormField(self.tr("Nhà thầu"), self.supplier), self.dong),
            (self.signed, self.starts, self.ends),
            (FormField(self.tr("Ghi chú"), self.note),),
        )
        self.number.setFocus()

    def deed(self) -> Awaitable[object] | None:
        number = self.number.text().strip()
        self.number_field.set_error("" if number else self.tr("Nhập số hợp đồng."))
        dong = self.dong.value()
        days = [field.value() for field in (self.signed, self.starts, self.ends)]
        if not number or dong is None or not all(fits for fits, _ in days):
            return None
        made = replace(
            self._contract, number=number, name=self.name.text(), supplier=self.supplier.text(), dong=dong,
            signed_on=days[0][1], starts_on=days[1][1], ends_on=days[2][1], source=source_of(self.payer),
            note=self.note.text(),
        )  # fmt: skip
        return self._save(made)


class PaymentDialog(TrackingForm):
    """A payment on a contract.

    Args:
        left: what the contract still allows, đồng.
    """

    def __init__(
        self,
        parent: QWidget | None,
        contract: Contract,
        today: date,
        save: Callable[[Payment], Awaitable[object]],
    ) -> None:
        super().__init__(parent, self.tr("Ghi khoản chi, hợp đồng {number}").format(number=contract.number))
        self._save = save
        self.dong = AmountField(self.tr("Số tiền"), required=True)
        self.paid = DayField(self.tr("Ngày chi"), today, required=True)
        self.document, self.note = QLineEdit(), QLineEdit()
        self.payer = source_box(None, self.tr("Theo hợp đồng"))
        left = self.tr("Hợp đồng còn {left}. Lấy lại khoản ghi nhầm: nhập số âm và lý do.")
        self.body.addWidget(
            label(left.format(left=dong_text(contract.dong - contract.paid)), tone="secondary", wrap=True)
        )
        self.put(
            (self.dong, self.paid),
            (FormField(self.tr("Số chứng từ"), self.document), FormField(self.tr("Nguồn chi trả"), self.payer)),
            (FormField(self.tr("Ghi chú"), self.note),),
        )
        self.dong.edit.setFocus()

    def deed(self) -> Awaitable[object] | None:
        dong, (fits, day) = self.dong.value(), self.paid.value()
        if dong is None or not fits or day is None:
            return None
        return self._save(
            Payment(
                paid_on=day, dong=dong, source=source_of(self.payer), document=self.document.text(),
                note=self.note.text(),
            )
        )  # fmt: skip


class MilestoneDialog(TrackingForm):
    """A step of a line or of one of its contracts."""

    def __init__(
        self,
        parent: QWidget | None,
        milestone: Milestone,
        contracts: tuple[Contract, ...],
        save: Callable[[Milestone], Awaitable[object]],
    ) -> None:
        super().__init__(parent, self.tr("Sửa mốc") if milestone.id else self.tr("Thêm mốc"))
        self._milestone, self._save = milestone, save
        self.name, self.note = QLineEdit(milestone.name), QLineEdit(milestone.note)
        self.planned = DayField(self.tr("Ngày kế hoạch"), milestone.planned_on)
        self.actual = DayField(self.tr("Ngày đạt"), milestone.actual_on)
        self.dong = AmountField(self.tr("Chi khi đạt"), milestone.dong)
        self._contracts = (None, *(contract.id for contract in contracts))
        self.contract = QComboBox()
        self.contract.addItem(self.tr("Không thuộc hợp đồng nào"))
        self.contract.addItems([contract.number for contract in contracts])
        if milestone.contract_id in self._contracts:
            self.contract.setCurrentIndex(self._contracts.index(milestone.contract_id))
        self.name_field = FormField(self.tr("Tên mốc"), self.name, required=True)
        self.put(
            (self.name_field,),
            (self.planned, self.actual),
            (self.dong, FormField(self.tr("Hợp đồng"), self.contract)),
            (FormField(self.tr("Ghi chú"), self.note),),
        )
        self.name.setFocus()

    def deed(self) -> Awaitable[object] | None:
        name = self.name.text().strip()
        self.name_field.set_error("" if name else self.tr("Nhập tên mốc."))
        dong, days = self.dong.value(), [self.planned.value(), self.actual.value()]
        if not name or dong is None or not all(fits for fits, _ in days):
            return None
        made = replace(
            self._milestone, name=name, planned_on=days[0][1], actual_on=days[1][1], dong=dong,
            contract_id=self._contracts[self.contract.currentIndex()], note=self.note.text(),
        )  # fmt: skip
        return self._save(made)


class OwnerDialog(TrackingForm):
    """Who answers for a line, and who pays it."""

    def __init__(
        self, parent: QWidget | None, owner: LineOwner, save: Callable[[LineOwner], Awaitable[object]]
    ) -> None:
        super().__init__(parent, self.tr("Phụ trách dòng kinh phí"))
        self._owner, self._save = owner, save
        self.unit, self.person = QLineEdit(owner.unit), QLineEdit(owner.person)
        self.payer = source_box(owner.source, self.tr("Theo bảng"))
        self.put(
            (FormField(self.tr("Đơn vị"), self.unit, hint=self.tr("Các dòng con theo dòng này nếu không ghi riêng.")),),
            (FormField(self.tr("Người theo dõi"), self.person), FormField(self.tr("Nguồn kinh phí"), self.payer)),
        )
        self.unit.setFocus()

    def deed(self) -> Awaitable[object] | None:
        return self._save(
            replace(self._owner, unit=self.unit.text(), person=self.person.text(), source=source_of(self.payer))
        )
