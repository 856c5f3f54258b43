"""Times, names and counts of the duty shift in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.duty.model import Handover, Post, Task, Turn
from ioc_desktop.kernel.duty.times import VIETNAM, Slot

DAYS = (
    QT_TRANSLATE_NOOP("duty", "Thứ hai"),
    QT_TRANSLATE_NOOP("duty", "Thứ ba"),
    QT_TRANSLATE_NOOP("duty", "Thứ tư"),
    QT_TRANSLATE_NOOP("duty", "Thứ năm"),
    QT_TRANSLATE_NOOP("duty", "Thứ sáu"),
    QT_TRANSLATE_NOOP("duty", "Thứ bảy"),
    QT_TRANSLATE_NOOP("duty", "Chủ nhật"),
)
People = Mapping[UUID, str]


def tr(text: str) -> str:
    """A source string of context ``duty``."""
    return QCoreApplication.translate("duty", text)


def hours(slot: Slot) -> str:
    """``14:00 – 22:00``."""
    return f"{slot.starts_at.astimezone(VIETNAM):%H:%M} – {slot.ends_at.astimezone(VIETNAM):%H:%M}"


def clock(moment: datetime, today: date | None = None) -> str:
    """``21:55``, with the day when it is another one."""
    local = moment.astimezone(VIETNAM)
    return f"{local:%H:%M}" if local.date() == today else f"{local:%H:%M %d/%m/%Y}"


def name(people: People, account_id: UUID | None) -> str:
    """Who it is; an account that this desktop does not know is said to be so."""
    if account_id is None:
        return "–"
    return people.get(account_id) or tr(QT_TRANSLATE_NOOP("duty", "tài khoản không rõ"))


def names(people: People, accounts: Iterable[UUID]) -> str:
    return ", ".join(name(people, each) for each in accounts)


def posted(posts: Iterable[Post], people: People, task: Task) -> str:
    """Who is posted for a task; a dash where nobody is."""
    return names(people, (post.account_id for post in posts if post.task is task)) or "–"


def standing(turn: Turn, people: People, today: date) -> str:
    """``Trực ban 1, từ 14:02, máy BAN-1``."""
    said = tr(QT_TRANSLATE_NOOP("duty", "{name}, từ {time}, máy {workstation}"))
    return said.format(
        name=name(people, turn.account_id), time=clock(turn.began_at, today), workstation=turn.workstation
    )


def duration(seconds: float) -> str:
    """``7 giờ 20 phút``."""
    hours_, minutes = divmod(max(0, int(seconds // 60)), 60)
    if not hours_:
        return tr(QT_TRANSLATE_NOOP("duty", "{m} phút")).format(m=minutes)
    return tr(QT_TRANSLATE_NOOP("duty", "{h} giờ {m} phút")).format(h=hours_, m=minutes)


def given(handover: Handover, people: People, today: date) -> str:
    """What a waiting hand-over says of itself."""
    said = tr(QT_TRANSLATE_NOOP("duty", "{name} đã ký giao {shift} lúc {time}. Chờ người nhận ký."))
    return said.format(
        name=name(people, handover.given_by), shift=handover.slot.name, time=clock(handover.given_at, today)
    )


def counted(handover: Handover) -> str:
    """``2 sự vụ, 5 cảnh báo, 1 camera`` that were handed over; "không còn việc mở" for none."""
    parts = {
        "incident": tr(QT_TRANSLATE_NOOP("duty", "{n} sự vụ")),
        "alarm": tr(QT_TRANSLATE_NOOP("duty", "{n} cảnh báo")),
        "camera": tr(QT_TRANSLATE_NOOP("duty", "{n} camera")),
    }
    found = {
        kind: sum(item.kind == kind for item in handover.items) + int(handover.left_out.get(kind, 0)) for kind in parts
    }
    said = [parts[kind].format(n=count) for kind, count in found.items() if count]
    return ", ".join(said) or tr(QT_TRANSLATE_NOOP("duty", "không còn việc mở"))


def week(monday: date, sunday: date) -> str:
    """``16/11 – 22/11/2026``."""
    return f"{monday:%d/%m} – {sunday:%d/%m/%Y}"
