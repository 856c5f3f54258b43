"""The words of the page of plans: states, steps of the history, differences. No Qt widgets."""

from __future__ import annotations

from datetime import date
from typing import Final

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.budget.comparison import Change, LineChange
from ioc_desktop.kernel.budget.model import Phase
from ioc_desktop.kernel.budget.plans.flow import APPROVED, DRAFT, SUBMITTED
from ioc_desktop.kernel.budget.plans.service import PlanSummary
from ioc_desktop.kernel.budget.titles import PHASE_TITLES
from ioc_desktop.kernel.records.model import RecordEntry
from ioc_desktop.panels.budget.tracking_words import day_text
from ioc_desktop.panels.budget.words import scaled, tr

STATES: Final = {
    DRAFT: QT_TRANSLATE_NOOP("budget", "Dự thảo"),
    SUBMITTED: QT_TRANSLATE_NOOP("budget", "Đã trình"),
    APPROVED: QT_TRANSLATE_NOOP("budget", "Đã duyệt"),
}
ICONS: Final = {DRAFT: "action.edit", SUBMITTED: "action.send", APPROVED: "vote.for"}
_ACTIONS: Final = {
    "budget.import": QT_TRANSLATE_NOOP("budget", "Nhập bảng"),
    "budget.accept": QT_TRANSLATE_NOOP("budget", "Giữ số văn bản"),
    "budget.amount": QT_TRANSLATE_NOOP("budget", "Sửa số"),
    "budget.amount.undo": QT_TRANSLATE_NOOP("budget", "Hoàn tác sửa số"),
    "budget.move": QT_TRANSLATE_NOOP("budget", "Chuyển dòng"),
    "budget.move.undo": QT_TRANSLATE_NOOP("budget", "Hoàn tác chuyển dòng"),
    "budget.paper": QT_TRANSLATE_NOOP("budget", "Ghi văn bản của bảng"),
    "budget.plan": QT_TRANSLATE_NOOP("budget", "Lập phương án"),
    "budget.draft": QT_TRANSLATE_NOOP("budget", "Trả lại để sửa"),
    "budget.submitted": QT_TRANSLATE_NOOP("budget", "Trình duyệt"),
    "budget.approved": QT_TRANSLATE_NOOP("budget", "Duyệt"),
    "budget.discard": QT_TRANSLATE_NOOP("budget", "Bỏ phương án"),
}
_CHANGES: Final = {
    Change.ADDED: QT_TRANSLATE_NOOP("budget", "Thêm dòng"),
    Change.REMOVED: QT_TRANSLATE_NOOP("budget", "Bỏ dòng"),
    Change.MOVED: QT_TRANSLATE_NOOP("budget", "Chuyển từ {before} sang {after}"),
}
_PAPER: Final = {
    "symbol": QT_TRANSLATE_NOOP("budget", "số, ký hiệu"),
    "issued_on": QT_TRANSLATE_NOOP("budget", "ngày"),
    "signer": QT_TRANSLATE_NOOP("budget", "người ký"),
    "phase": QT_TRANSLATE_NOOP("budget", "bước"),
}
_NOTHING: Final = QT_TRANSLATE_NOOP("budget", "trống")
_TOP: Final = QT_TRANSLATE_NOOP("budget", "ngoài cùng")
_RIVAL: Final = QT_TRANSLATE_NOOP("budget", "Hai phương án cùng được duyệt từ một bảng: chọn lại một")
_ADJUSTED: Final = QT_TRANSLATE_NOOP("budget", "bảng điều chỉnh")
_PLAN: Final = QT_TRANSLATE_NOOP("budget", "phương án")
_OF_PAPER: Final = QT_TRANSLATE_NOOP("budget", "bảng của văn bản")


def state_words(plan: PlanSummary) -> str:
    """State, what it is, and who submitted or approved it."""
    if plan.has_rival:
        return tr(_RIVAL)
    kind = _OF_PAPER if plan.adjusts_id is None else _ADJUSTED if plan.state == APPROVED else _PLAN
    who = plan.approved_by if plan.state == APPROVED else plan.submitted_by if plan.state == SUBMITTED else ""
    return " · ".join(part for part in (tr(STATES[plan.state]), tr(kind), who) if part)


def action_words(entry: RecordEntry) -> str:
    """What was done, and to which line."""
    told = tr(_ACTIONS.get(entry.action, entry.action))
    return f"{told}: {entry.detail['line']}" if "line" in entry.detail else told


def change_words(entry: RecordEntry, unit: int) -> str:
    """From what to what: all that changed of a paper, the one thing that any other change changes."""
    if entry.action == "budget.paper":
        return ", ".join(
            f"{tr(title)}: {_paper_value(name, entry.changes[name][0])} → {_paper_value(name, entry.changes[name][1])}"
            for name, title in _PAPER.items()
            if name in entry.changes
        )
    for name, (before, after) in entry.changes.items():
        if name == "state":
            return f"{tr(STATES.get(str(before), str(before)))} → {tr(STATES.get(str(after), str(after)))}"
        if name == "under":
            return f"{before or tr(_TOP)} → {after or tr(_TOP)}"
        leaf = name.rpartition(" · ")[2]
        return f"{leaf}: {amount_words(before, unit)} → {amount_words(after, unit)}"
    return ""


def _paper_value(name: str, value: object) -> str:
    """A field of a paper as people write it; the journal holds days in ISO 8601 and the phase by its key."""
    if not value:
        return tr(_NOTHING)
    if name == "phase":
        return tr(PHASE_TITLES[Phase(str(value))])
    return day_text(date.fromisoformat(str(value))) if name == "issued_on" else str(value)


def amount_words(dong: int | None, unit: int) -> str:
    """An amount in the table's unit; a word where nothing is printed."""
    return tr(_NOTHING) if dong is None else scaled(dong, unit)


def difference_words(change: LineChange, unit: int) -> tuple[str, str, str, str]:
    """Column, before, after, difference of one difference; the line itself in the first where it is about that."""
    if change.place is None:
        said = tr(_CHANGES[change.change]).format(before=change.before, after=change.after)
        return said, "", "", ""
    off = (change.new or 0) - (change.old or 0)
    sign = "+" if off > 0 else "−" if off < 0 else ""
    column = change.place.title.replace("\n", " ")
    return column, amount_words(change.old, unit), amount_words(change.new, unit), sign + scaled(abs(off), unit)
