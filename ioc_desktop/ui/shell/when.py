"""Times in lists: the hour of today, the day of other days."""

from __future__ import annotations

from datetime import datetime

from ioc_desktop.ui.shell.status_bar import VIETNAM


def short_time(at: datetime, now: datetime) -> str:
    """``09:30`` today, ``20/11 09:30`` this year, else ``20/11/2025``."""
    there, here = at.astimezone(VIETNAM), now.astimezone(VIETNAM)
    if there.date() == here.date():
        return f"{there:%H:%M}"
    return f"{there:%d/%m %H:%M}" if there.year == here.year else f"{there:%d/%m/%Y}"
