"""What a person entered, put right and checked; pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, nfc
from ioc_desktop.kernel.budget.model import LARGEST_AMOUNT
from ioc_desktop.kernel.budget.tables import NAME_LETTERS, NOTE_LETTERS
from ioc_desktop.kernel.budget.tracking.model import Contract, LineOwner, Milestone, Payment
from ioc_desktop.kernel.budget.tracking.tables import NUMBER_LETTERS, PERSON_LETTERS

_YEARS: Final = (1990, 2100)


def refuse(code: str, sentence: str, **facts: object) -> ExpectedError:
    return ExpectedError(code, sentence, **facts)


def checked_contract(contract: Contract) -> Contract:
    """The contract as it is stored; raises ``budget.contract_*``."""
    number = _text(contract.number, NUMBER_LETTERS)
    if not number:
        raise refuse("budget.contract_unnumbered", QT_TRANSLATE_NOOP("errors", "Hợp đồng cần có số. Nhập số hợp đồng."))
    if not 0 < contract.dong < LARGEST_AMOUNT:
        raise refuse(
            "budget.contract_amount", QT_TRANSLATE_NOOP("errors", "Giá trị hợp đồng phải lớn hơn 0. Nhập lại số tiền.")
        )
    _check_days(contract.signed_on, contract.starts_on, contract.ends_on)
    begin = contract.starts_on or contract.signed_on
    if begin and contract.ends_on and contract.ends_on < begin:
        raise refuse(
            "budget.contract_term",
            QT_TRANSLATE_NOOP("errors", "Ngày kết thúc hợp đồng trước ngày bắt đầu. Sửa lại thời hạn."),
        )
    return replace(
        contract, number=number, name=_text(contract.name, NAME_LETTERS),
        supplier=_text(contract.supplier, NAME_LETTERS), note=_text(contract.note, NOTE_LETTERS),
    )  # fmt: skip


def checked_payment(payment: Payment, today: date) -> Payment:
    """The payment as it is stored; raises ``budget.payment_*``."""
    if not 0 < abs(payment.dong) < LARGEST_AMOUNT:
        raise refuse("budget.payment_amount", QT_TRANSLATE_NOOP("errors", "Khoản chi cần có số tiền. Nhập số tiền."))
    if payment.paid_on > today:
        raise refuse(
            "budget.payment_future",
            QT_TRANSLATE_NOOP("errors", "Ngày chi sau hôm nay. Chỉ ghi khoản đã chi, sửa lại ngày."),
        )
    _check_days(payment.paid_on)
    note, document = _text(payment.note, NOTE_LETTERS), _text(payment.document, NUMBER_LETTERS)
    if payment.dong < 0 and not note:
        raise refuse(
            "budget.payment_reason",
            QT_TRANSLATE_NOOP("errors", "Lấy lại khoản chi cần có lý do. Ghi lý do vào ghi chú."),
        )
    return replace(payment, note=note, document=document)


def checked_milestone(milestone: Milestone, today: date) -> Milestone:
    """The milestone as it is stored; raises ``budget.milestone_*``."""
    name = _text(milestone.name, NAME_LETTERS)
    if not name:
        raise refuse("budget.milestone_unnamed", QT_TRANSLATE_NOOP("errors", "Mốc cần có tên. Nhập tên mốc."))
    if milestone.planned_on is None and milestone.actual_on is None:
        raise refuse("budget.milestone_undated", QT_TRANSLATE_NOOP("errors", "Mốc cần có ngày. Nhập ngày kế hoạch."))
    if milestone.actual_on is not None and milestone.actual_on > today:
        raise refuse(
            "budget.milestone_future",
            QT_TRANSLATE_NOOP("errors", "Ngày đạt mốc sau hôm nay. Để trống khi chưa đạt."),
        )
    if not 0 <= milestone.dong < LARGEST_AMOUNT:
        raise refuse(
            "budget.milestone_amount", QT_TRANSLATE_NOOP("errors", "Số tiền của mốc không được âm. Nhập lại số tiền.")
        )
    _check_days(milestone.planned_on, milestone.actual_on)
    return replace(milestone, name=name, note=_text(milestone.note, NOTE_LETTERS))


def checked_owner(owner: LineOwner) -> LineOwner:
    """The owner as it is stored."""
    return replace(owner, unit=_text(owner.unit, NAME_LETTERS), person=_text(owner.person, PERSON_LETTERS))


def _check_days(*days: date | None) -> None:
    if any(day is not None and not _YEARS[0] <= day.year <= _YEARS[1] for day in days):
        raise refuse(
            "budget.date_unlikely", QT_TRANSLATE_NOOP("errors", "Năm của ngày này không hợp lý. Kiểm tra lại ngày.")
        )


def _text(text: str, most: int) -> str:
    return nfc(" ".join(text.split()))[:most]
