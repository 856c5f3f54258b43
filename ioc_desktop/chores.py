"""What is done every hour while the window runs: forgetting what may not be kept, and reports that are due."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ioc_desktop.kernel.district_settings.choices import DUTY_BRIEFS
from ioc_desktop.services import Services, forget_events


def hourly(services: Services) -> list[Callable[[], object]]:
    """One by one on the writer's thread; a failure is a notice and keeps none of the others."""
    return [
        services.plates.reads.forget_old,
        partial(forget_events, services),
        services.kit.forget_old,
        partial(make_briefs, services),
    ]


def make_briefs(services: Services) -> None:
    """The summaries of periods that are over, where no desktop has made them.

    Raises:
        ExpectedError: ``documents.*``, ``attachment.*``, ``store.*``.
    """
    due = services.duty.briefs.due() if services.district.get(DUTY_BRIEFS) else ()
    if not due:
        return
    from ioc_desktop.documents.duty_report import make  # noqa: PLC0415  (reportlab, once a day)

    people = {account.id: account.display_name for account in services.accounts.list()}
    for period in due:
        make(period, services.duty.briefs, people, services.district, services.attachments)
