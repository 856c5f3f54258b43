"""The way of a table from draft to approval, and who may take its steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.workflow.model import Requirement, Stage, Status, Transition, Workflow

EDIT, APPROVE, LOCK = "budget.edit", "budget.approve", "budget.lock"
DRAFT, SUBMITTED, APPROVED = "draft", "submitted", "approved"
OPEN, CLOSED = "open", "closed"


def _no_faults(record: Mapping[str, Any]) -> bool:
    return not record["faults"]


_FAULTS: Final = Requirement(
    "faults", QT_TRANSLATE_NOOP("budget", "các sai lệch chưa sửa hoặc chưa giữ có lý do"), _no_faults
)
_BASE: Final = Requirement("is_base_approved", QT_TRANSLATE_NOOP("budget", "bảng gốc của phương án được duyệt"))
_SAME: Final = Requirement("is_same", QT_TRANSLATE_NOOP("budget", "đúng nội dung đã trình (trả lại rồi trình lại)"))
_OTHER: Final = Requirement("is_other", QT_TRANSLATE_NOOP("budget", "người duyệt khác người trình"))
_YEARS: Final = Requirement("keeps_years", QT_TRANSLATE_NOOP("budget", "các năm đã khóa giữ nguyên số"))

WORKFLOW: Final = Workflow(
    stages=(
        Stage(DRAFT, QT_TRANSLATE_NOOP("budget", "Dự thảo")),
        Stage(SUBMITTED, QT_TRANSLATE_NOOP("budget", "Đã trình")),
        Stage(APPROVED, QT_TRANSLATE_NOOP("budget", "Đã duyệt"), is_open=False),
    ),
    statuses=(
        Status(DRAFT, DRAFT, QT_TRANSLATE_NOOP("budget", "Dự thảo")),
        Status(SUBMITTED, SUBMITTED, QT_TRANSLATE_NOOP("budget", "Đã trình")),
        Status(APPROVED, APPROVED, QT_TRANSLATE_NOOP("budget", "Đã duyệt")),
    ),
    transitions=(
        Transition(start=DRAFT, end=SUBMITTED, permission=EDIT, required=(_FAULTS,), is_usual=True),
        Transition(
            start=SUBMITTED, end=APPROVED, permission=APPROVE, required=(_OTHER, _SAME, _BASE, _YEARS), is_usual=True
        ),
        Transition(start=SUBMITTED, end=DRAFT, permission=APPROVE, needs_reason=True),
    ),
)  # fmt: skip
