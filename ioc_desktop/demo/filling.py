"""Everything that a demo profile is filled with, in order. Safe to run at every start and whenever a clip is there."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from ioc_desktop.demo.budget import BudgetServices, seed_budget
from ioc_desktop.demo.duty import DutyServices, seed_duty
from ioc_desktop.demo.events import DemoDesk, seed_events
from ioc_desktop.demo.papers import PaperServices, seed_papers
from ioc_desktop.demo.seed import CameraUrls, DemoServices, seed_district
from ioc_desktop.kernel.district_settings.choices import CENTRE_PARENT, CENTRE_PLACE
from ioc_desktop.kernel.district_settings.service import DistrictSettings


class FilledServices(DemoServices, DemoDesk, DutyServices, PaperServices, BudgetServices, Protocol):
    """What filling needs of the opened profile."""


def seed_letterhead(district: DistrictSettings) -> None:
    """Who the demo's papers are from, until somebody chooses."""
    for choice, value in ((CENTRE_PARENT, "UBND phường Đông Hà"), (CENTRE_PLACE, "Đông Hà")):
        if district.get(choice) == choice.default:
            district.set(choice, value)


def fill(services: FilledServices, urls: CameraUrls, now: datetime) -> None:
    """Accounts, units, cameras with the addresses of this run, rules, and all that ``tell_past`` writes.

    Raises:
        ExpectedError: ``store.*``.
    """
    seed_district(services, urls)
    tell_past(services, now)


def tell_past(services: FilledServices, now: datetime) -> None:
    """What happened before: events, the roster, papers, programmes. Nothing of it is needed by the first pictures.

    Raises:
        ExpectedError: ``documents.*``, ``store.*``.
    """
    seed_letterhead(services.district)
    seed_events(services, now)
    seed_duty(services, now)
    seed_papers(services, now)
    seed_budget(services)
