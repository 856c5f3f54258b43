"""Incidents that are late are told to who must act: the duty desk, then leaders as well."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ioc_desktop.kernel.accounts.model import Account, Role
from ioc_desktop.kernel.incidents.limits import VERY_LATE
from ioc_desktop.kernel.incidents.model import TABLE, Incident
from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.kernel.notices.model import ESCALATION
from ioc_desktop.kernel.notices.service import NoticeService

_LATE = "Sự vụ quá hạn: {title}"
_VERY_LATE = "Sự vụ quá hạn gấp đôi, báo lãnh đạo: {title}"
_DRILL = "DIỄN TẬP"


class Escalations:
    """Listens to the clocks of incidents.

    Args:
        accounts: all accounts.
    """

    def __init__(self, notices: NoticeService, accounts: Callable[[], Sequence[Account]]) -> None:
        self._notices, self._accounts = notices, accounts

    def hear(self, incident: Incident) -> None:
        """Tell it once, whichever desktops notice it."""
        is_grave = incident.escalation >= VERY_LATE
        roles = {Role.DUTY_OFFICER, Role.LEADER} if is_grave else {Role.DUTY_OFFICER}
        told = {account.id for account in self._accounts() if account.role in roles}
        told |= {incident.opened_by} if incident.opened_by is not None else set()
        called = f"{incident.number} {incident.title}".strip()
        headline = (_VERY_LATE if is_grave else _LATE).format(title=called)
        self._notices.send(
            told,
            f"{_DRILL}: {headline}" if incident.is_drill else headline,
            incident.place,
            Ref(TABLE, incident.id),
            kind=ESCALATION,
            is_urgent=True,
            once=f"late:{incident.id}:{incident.stage}:{incident.escalation}",
        )
