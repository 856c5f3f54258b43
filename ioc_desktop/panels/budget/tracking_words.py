"""The words of the page of progress: warnings, sources, amounts and dates as they are typed. No Qt widgets."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from ioc_desktop.core.text import QT_TRANSLATE_NOOP, fold
from ioc_desktop.kernel.budget.model import Sheet, Source
from ioc_desktop.kernel.budget.sentences import dong_text
from ioc_desktop.kernel.budget.titles import SOURCE_TITLES, UNKNOWN_SOURCE
from ioc_desktop.kernel.budget.tracking.model import BudgetWarning, ContractState, Method, WarningKind
from ioc_desktop.panels.budget.words import scaled, tr

STATES: Final = {
    ContractState.ACTIVE: QT_TRANSLATE_NOOP("budget", "Đang thực hiện"),
    ContractState.SETTLED: QT_TRANSLATE_NOOP("budget", "Đã thanh lý"),
    ContractState.CANCELLED: QT_TRANSLATE_NOOP("budget", "Đã hủy"),
}
METHODS: Final = {
    Method.PAID: QT_TRANSLATE_NOOP("budget", "theo số đã chi"),
    Method.MILESTONES: QT_TRANSLATE_NOOP("budget", "theo mốc thanh toán"),
    Method.PACE: QT_TRANSLATE_NOOP("budget", "theo nhịp đã chi"),
    Method.TERM: QT_TRANSLATE_NOOP("budget", "chia đều thời hạn"),
    Method.PLAN: QT_TRANSLATE_NOOP("budget", "theo kế hoạch năm"),
}
_WARNINGS: Final = {
    WarningKind.OVER_PLAN: QT_TRANSLATE_NOOP("budget", "Vượt kế hoạch {dong}"),
    WarningKind.OVER_YEAR: QT_TRANSLATE_NOOP("budget", "Chi năm {year} vượt {dong}"),
    WarningKind.OVER_SOURCE: QT_TRANSLATE_NOOP("budget", "Nguồn {source} bị vượt {dong}"),
    WarningKind.OVERPAID: QT_TRANSLATE_NOOP("budget", "Hợp đồng {subject} chi quá {dong}"),
    WarningKind.LOST_LINE: QT_TRANSLATE_NOOP("budget", "Hợp đồng {subject} không thuộc dòng nào, chưa tính {dong}"),
    WarningKind.LATE_MILESTONE: QT_TRANSLATE_NOOP("budget", "Mốc “{subject}” trễ {days} ngày"),
    WarningKind.LATE_CONTRACT: QT_TRANSLATE_NOOP("budget", "Hợp đồng {subject} hết hạn {days} ngày, còn {dong}"),
    WarningKind.NO_SOURCE: QT_TRANSLATE_NOOP("budget", "Chưa rõ nguồn cho {dong}"),
    WarningKind.FUNDING_GAP: QT_TRANSLATE_NOOP("budget", "Thiếu nguồn {dong}"),
    WarningKind.SLOW: QT_TRANSLATE_NOOP("budget", "Chi chậm: năm {year} thiếu {dong} so với kế hoạch"),
}
ICONS: Final = {
    WarningKind.OVER_PLAN: ("severity.critical", "severity.critical"),
    WarningKind.OVER_YEAR: ("severity.high", "severity.high"),
    WarningKind.OVER_SOURCE: ("severity.critical", "severity.critical"),
    WarningKind.OVERPAID: ("severity.critical", "severity.critical"),
    WarningKind.LOST_LINE: ("severity.high", "severity.high"),
    WarningKind.LATE_MILESTONE: ("sla.overdue", "severity.high"),
    WarningKind.LATE_CONTRACT: ("sla.overdue", "severity.high"),
    WarningKind.NO_SOURCE: ("severity.medium", "severity.medium"),
    WarningKind.FUNDING_GAP: ("severity.medium", "severity.medium"),
    WarningKind.SLOW: ("sla.due_soon", "severity.medium"),
}
_WHOLE_FROM: Final = 1000
_WHOLE: Final = QT_TRANSLATE_NOOP("budget", "Cả bảng")
_GONE: Final = QT_TRANSLATE_NOOP("budget", "Dòng không còn trong bảng")
_UNITS: Final = {"": 1, "d": 1, "dong": 1, "nghin": 10**3, "ngan": 10**3, "trieu": 10**6, "tr": 10**6, "ty": 10**9,
                 "ti": 10**9}  # fmt: skip
_AMOUNT: Final = re.compile(r"(-?)\s*(\d+(?:[.\s]\d{3})*|\d+)(?:,(\d+))?\s*([a-z]*)(?:\s*dong)?")
_DAY: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def source(which: Source | None) -> str:
    return tr(SOURCE_TITLES[which] if which else UNKNOWN_SOURCE)


def warning_title(warning: BudgetWarning) -> str:
    """What is wrong, by how much."""
    return tr(_WARNINGS[warning.kind]).format(
        dong=dong_text(warning.dong), year=warning.year or "", subject=warning.subject, days=warning.days,
        source=source(warning.source),
    )  # fmt: skip


def warning_place(warning: BudgetWarning, sheet: Sheet) -> str:
    """The line, year or source it is about."""
    parts = [str(warning.year) if warning.year else "", source(warning.source) if warning.source else ""]
    if warning.line >= 0:
        line = sheet.lines[warning.line]
        parts.insert(0, f"{sheet.path(warning.line)}  {line.title}" if line.number else line.title)
    elif warning.subject:
        parts.insert(0, tr(_GONE))
    return " · ".join(part for part in parts if part) or tr(_WHOLE)


def rounded(dong: int, unit: int) -> str:
    """An amount in the table's unit, without the parts of a unit where it is a thousand or more.

    >>> rounded(8_235_755_000, 10**6), rounded(852_164_000, 10**6)
    ('8.236', '852,164')
    """
    whole = abs(dong) >= _WHOLE_FROM * unit
    return scaled(round(Decimal(dong) / unit) * unit if whole else dong, unit)


def amount_typed(text: str) -> int | None:
    """Đồng of a typed amount, such as ``1.250.000``, ``1,5 tỷ`` or ``300 triệu``; None where it is none.

    >>> amount_typed("1,5 tỷ"), amount_typed("12.000"), amount_typed("1.5"), amount_typed("0,5")
    (1500000000, 12000, None, None)
    """
    found = _AMOUNT.fullmatch(" ".join(fold(text).split()))
    if found is None or found[4] not in _UNITS:
        return None
    whole = re.sub(r"[.\s]", "", found[2])
    try:
        dong = Decimal(f"{found[1]}{whole}.{found[3] or 0}") * _UNITS[found[4]]
    except InvalidOperation:
        return None
    return int(dong) if dong == dong.to_integral_value() else None


def amount_text(dong: int) -> str:
    """As a field shows it: 1.250.000; "" for nothing."""
    return f"{dong:,}".replace(",", ".") if dong else ""


def day_typed(text: str) -> date | None:
    """The day of ``5/1/2026``; None where it is none, such as 30/2/2026."""
    found = _DAY.fullmatch(text.strip())
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def day_text(day: date | None) -> str:
    """05/01/2026; "" for none."""
    return f"{day:%d/%m/%Y}" if day else ""
