"""Incidents as the duty shift sees them: what is open, and how long each step took."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ioc_desktop.kernel.duty.model import Item, ItemKind
from ioc_desktop.kernel.duty.summary import IncidentTimes
from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.model import KIND_TITLES, SEVERITY_TITLES, Incident, IncidentFilter
from ioc_desktop.kernel.incidents.queries import IncidentQueries

_PAGE = 500


def times_between(queries: IncidentQueries, start: datetime, end: datetime) -> Sequence[IncidentTimes]:
    """Incidents that were detected in [start, end), the oldest first; cancelled ones are none."""
    found: list[Incident] = []
    wanted = IncidentFilter(start=start, end=end)
    while page := queries.find(wanted, after=found[-1] if found else None, limit=_PAGE):
        found += page
    return [_times(each) for each in reversed(found) if each.stage != flow.CANCELLED]


def open_items(queries: IncidentQueries, most: int) -> tuple[Sequence[Item], int]:
    """What is open, the gravest first, and how many more there are."""
    wanted = IncidentFilter(is_open=True)
    order = list(SEVERITY_TITLES)
    incidents = sorted(queries.find(wanted, limit=_PAGE), key=lambda each: order.index(each.severity))[:most]
    return [_item(each) for each in incidents], max(0, queries.count(wanted) - len(incidents))


def _times(each: Incident) -> IncidentTimes:
    reached = each.times
    return IncidentTimes(
        code=each.number,
        title=each.title,
        kind=KIND_TITLES[each.kind],
        severity=SEVERITY_TITLES[each.severity],
        stage=flow.WORKFLOW.stage(each.stage).title,
        place=each.place,
        detected_at=each.detected_at,
        opened_at=reached.get(flow.DETECTED),
        acknowledged_at=reached.get(flow.VERIFYING),
        dispatched_at=reached.get(flow.RESPONDING),
        resolved_at=reached.get(flow.CLOSED),
        is_drill=each.is_drill,
    )


def _item(each: Incident) -> Item:
    stage = flow.WORKFLOW.stage(each.stage).title
    said = " · ".join(part for part in (stage, each.place, each.commander) if part)
    return Item(ItemKind.INCIDENT, each.number, each.title, said, each.severity.value, each.detected_at.isoformat())
