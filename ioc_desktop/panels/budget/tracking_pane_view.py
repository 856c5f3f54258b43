"""What is recorded of the chosen line: its owner, contracts, payments and milestones."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ioc_desktop.kernel.budget.tracking.model import Contract, ContractState, Milestone, Payment
from ioc_desktop.panels.budget import tracking_words as words
from ioc_desktop.panels.budget.tracking import LineDetail
from ioc_desktop.panels.budget.words import scaled, tr
from ioc_desktop.ui.widgets.entry_list import Entry, EntryList, Words
from ioc_desktop.ui.widgets.labels import Button, label, line

_CAPTION_PX = 34


class ThingList(QWidget):
    """A captioned list with the acts on its entries under the caption.

    Signals:
        chosen(object): another entry is current; None for none.
    """

    chosen = Signal(object)

    def __init__(self, *acts: Button) -> None:
        super().__init__()
        self.caption, self.list = label("", "row_title"), EntryList()
        self.caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.nothing = label("", tone="muted", wrap=True)
        self.nothing.setContentsMargins(16, 8, 16, 8)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.caption.setMinimumHeight(_CAPTION_PX)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 8, 4)
        head.setSpacing(4)
        head.addWidget(self.caption, 1)
        for act in acts:
            head.addWidget(act)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.nothing, 1)
        column.addWidget(self.list, 1)
        self.list.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit(self.target()))

    def put(self, caption: str, nothing: str, entries: list[Entry]) -> None:
        self.caption.setText(caption)
        self.nothing.setText(nothing)
        self.nothing.setVisible(not entries)
        self.list.setVisible(bool(entries))
        self.list.put(entries, keeps_place=True)

    def target(self) -> object:
        """What the current entry is."""
        row = self.list.currentIndex().row()
        entries = self.list.entries.entries
        return entries[row].target if 0 <= row < len(entries) else None


class LinePane(QWidget):
    """Three lists side by side; payments are those of the chosen contract.

    Signals:
        owner_asked(), contract_asked(object), payment_asked(object), end_asked(object), milestone_asked(object),
        milestone_removed(object): a person wants the form for this thing, a new one for None.
    """

    owner_asked = Signal()
    contract_asked = Signal(object)
    payment_asked = Signal(object)
    end_asked = Signal(object)
    milestone_asked = Signal(object)
    milestone_removed = Signal(object)

    def __init__(self, *, may_track: bool) -> None:
        super().__init__()
        self._may, self._today, self._unit = may_track, date.min, 1
        self._detail: LineDetail | None = None
        self.title, self.owner = label("", "row_title"), label("", tone="secondary")
        for text in (self.title, self.owner):
            text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_owner = Button("", "quiet", icon="action.edit", small=True, clicked=self.owner_asked.emit)
        self.add_contract = _act("action.add", lambda: self.contract_asked.emit(None))
        self.edit_contract = _act("action.edit", lambda: self.contract_asked.emit(self.contract()))
        self.end_contract = _act("sla.met", lambda: self.end_asked.emit(self.contract()))
        self.pay = _act("action.add", lambda: self.payment_asked.emit(self.contract()))
        self.add_step = _act("action.add", lambda: self.milestone_asked.emit(None))
        self.edit_step = _act("action.edit", lambda: self.milestone_asked.emit(self.milestone()))
        self.remove_step = _act("action.delete", lambda: self.milestone_removed.emit(self.milestone()))
        self.contracts = ThingList(self.end_contract, self.edit_contract, self.add_contract)
        self.payments = ThingList(self.pay)
        self.steps = ThingList(self.remove_step, self.edit_step, self.add_step)
        self._lay_out()
        self.contracts.chosen.connect(lambda _contract: self._show_payments())
        self.steps.chosen.connect(lambda _step: self._allow())
        self.retranslate()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 8, 8)
        head.setSpacing(12)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.owner)
        head.addLayout(names, 1)
        head.addWidget(self.set_owner)
        lists = QHBoxLayout()
        lists.setContentsMargins(0, 0, 0, 0)
        lists.setSpacing(0)
        for place, part in enumerate((self.contracts, self.payments, self.steps)):
            if place:
                lists.addWidget(line(vertical=True))
            lists.addWidget(part, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(line())
        column.addLayout(lists, 1)

    def contract(self) -> Contract | None:
        """The chosen one."""
        found = self.contracts.target()
        return found if isinstance(found, Contract) else None

    def milestone(self) -> Milestone | None:
        """The chosen one."""
        found = self.steps.target()
        return found if isinstance(found, Milestone) else None

    def show_detail(self, detail: LineDetail | None, today: date, unit: int) -> None:
        """Show a line; None while no table is there."""
        self._detail, self._today, self._unit = detail, today, unit
        self.setEnabled(detail is not None)
        if detail is None:
            return
        self.title.setText(detail.title)
        self.title.setToolTip(detail.title)
        owner = " · ".join(part for part in (detail.owner.unit, detail.owner.person) if part)
        payer = words.source(detail.owner.source) if detail.owner.source else ""
        said = self.tr("dự báo năm nay {dong}").format(dong=scaled(detail.expected, unit))
        how = tr(words.METHODS[detail.method]) if detail.method else ""
        foretold = f"{said} ({how})" if how else said
        parts = (owner or self.tr("Chưa có đơn vị phụ trách"), payer, foretold)
        self.owner.setText(" · ".join(part for part in parts if part))
        self.contracts.put(
            self.tr("Hợp đồng ({n})").format(n=len(detail.contracts)), self.tr("Chưa có hợp đồng."),
            [self._contract(one) for one in detail.contracts],
        )  # fmt: skip
        self.steps.put(
            self.tr("Mốc ({n})").format(n=len(detail.milestones)), self.tr("Chưa có mốc."),
            [self._step(one) for one in detail.milestones],
        )  # fmt: skip
        self._show_payments()

    def _contract(self, one: Contract) -> Entry:
        late = one.state is ContractState.ACTIVE and one.ends_on and one.ends_on < self._today and one.paid < one.dong
        icon, tone = ("sla.overdue", "severity.high") if late else ("sla.on_time", "text.secondary")
        if one.state is not ContractState.ACTIVE:
            icon, tone = "sla.met", "text.muted"
        said = [tr(words.STATES[one.state]), one.supplier, words.day_text(one.ends_on)]
        return Entry(
            icon=icon, tone=tone, title=Words(" · ".join(part for part in (one.number, one.name) if part)),
            note=Words(" · ".join(part for part in said if part)), side=scaled(one.dong, self._unit), target=one,
        )  # fmt: skip

    def _step(self, one: Milestone) -> Entry:
        days = one.days_late(self._today)
        icon, tone = ("sla.met_late", "text.secondary") if days else ("sla.met", "ok")
        if one.actual_on is None:
            icon, tone = ("sla.overdue", "severity.high") if days else ("sla.on_time", "text.secondary")
        said = self.tr("Kế hoạch {day}").format(day=words.day_text(one.planned_on)) if one.planned_on else ""
        done = self.tr("đạt {day}").format(day=words.day_text(one.actual_on)) if one.actual_on else ""
        late = self.tr("trễ {n} ngày").format(n=days) if days else ""
        return Entry(
            icon=icon, tone=tone, title=Words(one.name), target=one,
            note=Words(" · ".join(part for part in (said, done, late) if part)),
            side=scaled(one.dong, self._unit) if one.dong else "",
        )  # fmt: skip

    def _show_payments(self) -> None:
        contract = self.contract()
        listed = contract.payments if contract else ()
        caption = (
            self.tr("Đã chi {paid}").format(paid=scaled(contract.paid, self._unit))
            if contract
            else self.tr("Khoản chi")
        )
        nothing = self.tr("Chưa chi khoản nào.") if contract else self.tr("Khoản chi ghi theo hợp đồng.")
        self.payments.put(caption, nothing, [self._payment(one) for one in reversed(listed)])
        self._allow()

    def _payment(self, one: Payment) -> Entry:
        payer = words.source(one.source) if one.source else ""
        said = " · ".join(part for part in (one.document, payer, one.note) if part)
        icon = "action.undo" if one.dong < 0 else "sla.met"
        return Entry(
            icon=icon, title=Words(words.day_text(one.paid_on)), note=Words(said),
            side=scaled(one.dong, self._unit), target=one,
        )  # fmt: skip

    def _allow(self) -> None:
        """Only acts that can be done now."""
        contract, step = self.contract(), self.milestone()
        active = contract is not None and contract.state is ContractState.ACTIVE
        for act in (self.set_owner, self.add_contract, self.add_step):
            act.setVisible(self._may)
        for act, there in (
            (self.edit_contract, contract), (self.end_contract, contract), (self.pay, active), (self.edit_step, step),
            (self.remove_step, step),
        ):  # fmt: skip
            act.setVisible(self._may and bool(there))
        _name(self.end_contract, self.tr("Kết thúc hợp đồng") if active else self.tr("Mở lại hợp đồng"))
        self.end_contract.set_icon("sla.met" if active else "action.undo")

    def retranslate(self) -> None:
        """All words again, in the language of the moment."""
        self.set_owner.setText(self.tr("Phụ trách"))
        for act, tip in (
            (self.add_contract, self.tr("Thêm hợp đồng")), (self.edit_contract, self.tr("Sửa hợp đồng")),
            (self.pay, self.tr("Ghi khoản chi")), (self.add_step, self.tr("Thêm mốc")),
            (self.edit_step, self.tr("Sửa mốc")), (self.remove_step, self.tr("Xóa mốc")),
        ):  # fmt: skip
            _name(act, tip)
        self.show_detail(self._detail, self._today, self._unit)


def _name(act: Button, tip: str) -> None:
    act.setToolTip(tip)
    act.setAccessibleName(tip)


def _act(icon: str, clicked: object) -> Button:
    assert callable(clicked)
    return Button("", "quiet", icon=icon, small=True, clicked=clicked)
