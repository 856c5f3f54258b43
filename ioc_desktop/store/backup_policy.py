"""Which backups are due and which may go: by their names alone, so that it can be tested without a clock or a disk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

EVERY = timedelta(hours=24)
DAYS, WEEKS, ON_DEMAND = 7, 4, 3
UPGRADES_KEPT = timedelta(days=90)
_NAME = re.compile(r"ioc-(\d{8}T\d{6})(?:-(daily|upgrade)(?:-(\w+))?)?\.db")


class Reason(StrEnum):
    """Why a backup was made."""

    DEMAND = ""
    DAILY = "daily"
    UPGRADE = "upgrade"


@dataclass(frozen=True, order=True)
class Stamp:
    """What a backup's name says.

    Attributes:
        at: when it was made, UTC, by this machine's clock.
        revision: schema that the file had before an upgrade; "".
    """

    at: datetime
    reason: Reason = Reason.DEMAND
    revision: str = ""

    @property
    def name(self) -> str:
        parts = (f"ioc-{self.at:%Y%m%dT%H%M%S}", self.reason.value, self.revision)
        return "-".join(part for part in parts if part) + ".db"

    @classmethod
    def of(cls, name: str) -> Stamp | None:
        """The stamp of a file name; None for a file that is no finished backup."""
        found = _NAME.fullmatch(name)
        if found is None:
            return None
        try:
            at = datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            return None
        return cls(at, Reason(found[2] or ""), found[3] or "")


def is_due(stamps: Iterable[Stamp], now: datetime) -> bool:
    """Whether a scheduled backup is to be made; one from the future says nothing, its clock was wrong."""
    return not any(stamp.reason is Reason.DAILY and now - EVERY < stamp.at <= now for stamp in stamps)


def superfluous(stamps: Iterable[Stamp], now: datetime) -> set[Stamp]:
    """The backups that may be deleted.

    Kept are the newest of each of the last 7 days and 4 weeks that have scheduled ones, those made before upgrades of
    the last 90 days and the newest of them, the newest 3 on demand. Days count that have a backup, not days of the
    calendar: a machine that was off for a month loses nothing. What carries a time still to come is kept and takes no
    place: after a clock was set back, no backup that was good a minute ago is deleted, nor the first new one.
    """
    past = sorted((stamp for stamp in stamps if stamp.at <= now), reverse=True)
    daily = [stamp for stamp in past if stamp.reason is Reason.DAILY]
    upgrades = [stamp for stamp in past if stamp.reason is Reason.UPGRADE]
    kept = {
        *past[:1],
        *_newest_of_each(daily, lambda stamp: stamp.at.date(), DAYS),
        *_newest_of_each(daily, lambda stamp: stamp.at.isocalendar()[:2], WEEKS),
        *upgrades[:1],
        *(stamp for stamp in upgrades if now - stamp.at <= UPGRADES_KEPT),
        *[stamp for stamp in past if stamp.reason is Reason.DEMAND][:ON_DEMAND],
    }
    return set(past) - kept


def _newest_of_each(stamps: list[Stamp], period: Callable[[Stamp], object], limit: int) -> list[Stamp]:
    """The first of each period; the newest periods only. ``stamps`` are newest first."""
    first: dict[object, Stamp] = {}
    for stamp in stamps:
        first.setdefault(period(stamp), stamp)
    return list(first.values())[:limit]
