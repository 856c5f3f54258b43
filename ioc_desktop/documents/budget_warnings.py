"""Warnings and states of a budget's progress as sentences of a report; in Vietnamese, as papers are."""

from __future__ import annotations

from datetime import date
from typing import Final

from ioc_desktop.documents.wording import grouped
from ioc_desktop.kernel.budget.model import Sheet
from ioc_desktop.kernel.budget.sentences import dong_text, line_text
from ioc_desktop.kernel.budget.titles import SOURCE_TITLES
from ioc_desktop.kernel.budget.tracking.model import BudgetWarning, Milestone, WarningKind

_SENTENCES: Final = {
    WarningKind.OVER_PLAN: "{where}: cam kết hoặc giải ngân vượt kế hoạch {dong}.",
    WarningKind.OVER_YEAR: "{where}: giải ngân năm {year} vượt kế hoạch năm {dong}.",
    WarningKind.OVER_SOURCE: "{source}: vượt mức đã bố trí {dong}.",
    WarningKind.OVERPAID: "Hợp đồng {subject}: đã trả quá giá trị {dong}.",
    WarningKind.LOST_LINE: "Hợp đồng {subject}: dòng của nó không còn trong bảng, {dong} chưa được tính.",
    WarningKind.LATE_MILESTONE: "Mốc “{subject}” chậm {days} ngày (kế hoạch {due}).",
    WarningKind.LATE_CONTRACT: "Hợp đồng {subject} hết hạn ngày {due}, còn {dong} chưa trả.",
    WarningKind.NO_SOURCE: "{where}: {dong} chưa có nguồn kinh phí.",
    WarningKind.FUNDING_GAP: "{where}: còn thiếu nguồn {dong}.",
    WarningKind.SLOW: "{where}: dự kiến cuối năm {year} giải ngân thiếu {dong} so với kế hoạch năm.",
}


def warning_text(warning: BudgetWarning, sheet: Sheet) -> str:
    """One warning with the line, source or year that it is about."""
    source = SOURCE_TITLES[warning.source] if warning.source else ""
    where = line_text(sheet, warning.line) if warning.line >= 0 else source
    if not where:
        where = f"Năm {warning.year}" if warning.year and warning.kind is WarningKind.FUNDING_GAP else "Toàn bảng"
    return _SENTENCES[warning.kind].format(
        where=where, source=source, year=warning.year, subject=warning.subject, dong=dong_text(warning.dong),
        days=grouped(warning.days), due=day_text(warning.due),
    )  # fmt: skip


def milestone_state(milestone: Milestone, today: date) -> str:
    """Whether it is reached, and how late."""
    late = milestone.days_late(today)
    if milestone.actual_on is not None:
        return f"đạt, chậm {grouped(late)} ngày" if late else "đạt đúng hạn"
    if milestone.planned_on is None:
        return "chưa có hạn"
    return f"quá hạn {grouped(late)} ngày" if late else "chưa đến hạn"


def day_text(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
