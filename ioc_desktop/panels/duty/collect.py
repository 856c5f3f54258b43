"""What is open at this moment and must be handed over. No Qt; reads the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ioc_desktop.core.redact import redact
from ioc_desktop.kernel.duty.handovers import Gift
from ioc_desktop.kernel.duty.model import Item, ItemKind
from ioc_desktop.kernel.duty.of_incidents import open_items
from ioc_desktop.kernel.events.model import SILENT, CameraEvent, EventFilter, Status

if TYPE_CHECKING:
    from ioc_desktop.kernel.cameras.model import Camera
    from ioc_desktop.kernel.cameras.service import CameraService
    from ioc_desktop.kernel.events.service import EventService
    from ioc_desktop.kernel.incidents.queries import IncidentQueries

MOST = 30
"""Of each kind; how many more there are is said."""
_LOST = frozenset({"lost", "reconnecting", "frozen"})
_ORDER = ("critical", "high", "medium", "low")


def collect(
    incidents: IncidentQueries, events: EventService, cameras: CameraService, tiles: Sequence[Mapping[str, object]]
) -> Gift:
    """Open incidents, alarms that nobody has looked at, and cameras without a picture.

    Args:
        tiles: ``VideoEngine.stats()["tiles"]``: what the wall of this desktop shows.
    """
    waiting = [event for event in events.find(EventFilter(status=Status.NEW), limit=500) if event.severity != SILENT]
    listed = sorted(waiting, key=_severity)[:MOST]
    numbers = {camera.id: camera.number for camera in cameras.list()}
    lost = _lost(cameras.list(), tiles)
    opened, more_opened = open_items(incidents, MOST)
    left_out = {
        ItemKind.INCIDENT.value: more_opened,
        ItemKind.ALARM.value: max(0, events.waiting() - len(listed)),
        ItemKind.CAMERA.value: max(0, len(lost) - MOST),
    }
    alarms = tuple(_alarm(event, numbers.get(event.camera_id)) for event in listed)
    return Gift(
        items=(*opened, *alarms, *lost[:MOST]), left_out={kind: more for kind, more in left_out.items() if more}
    )


def _severity(event: CameraEvent) -> int:
    """The worst first; of one severity the newest, as they came."""
    return _ORDER.index(event.severity) if event.severity in _ORDER else len(_ORDER)


def _alarm(event: CameraEvent, number: int | None) -> Item:
    code = f"{number:02d}" if number is not None else ""
    since = event.started_at.isoformat()
    return Item(ItemKind.ALARM, code, event.rule_name, event.place, event.severity, since)


def _lost(cameras: Sequence[Camera], tiles: Sequence[Mapping[str, object]]) -> tuple[Item, ...]:
    dead = {str(tile["source"]) for tile in tiles if tile["state"] in _LOST}
    return tuple(
        Item(ItemKind.CAMERA, f"{camera.number:02d}", camera.name, camera.place)
        for camera in cameras
        if {redact(camera.main_url), redact(camera.sub_url)} & dead
    )
