"""A watched plate that was seen becomes an event, which asks for a person as every other event does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ioc_desktop.kernel.events.model import Observation
from ioc_desktop.kernel.plates.formats import written
from ioc_desktop.kernel.plates.model import Alarmed, WatchHit

if TYPE_CHECKING:
    from ioc_desktop.kernel.cameras.service import CameraService
    from ioc_desktop.kernel.events.service import EventService
    from ioc_desktop.kernel.plates.desk import Plates

KIND = "plate_watch"


class PlateAlarms:
    """Listens to the hits, on the thread that stored the reads; lives as long as the list of watches."""

    def __init__(self, plates: Plates, events: EventService, cameras: CameraService) -> None:
        self._plates, self._events, self._cameras = plates, events, cameras
        plates.watches.hits.connect(self.raise_all)

    def raise_all(self, hits: Sequence[WatchHit]) -> None:
        """One event per hit, over at once; it holds its read."""
        places = {camera.id: f"{camera.name} {camera.place}".strip() for camera in self._cameras.list()}
        for hit in hits:
            seen = _observation(hit, places.get(hit.read.camera_id, ""))
            event = self._events.begin(seen)
            self._events.go_on(event.id, seen, is_open=False)
            self._plates.reads.hold([hit.read.id], f"event:{event.id}")
            self._plates.alarmed.emit(Alarmed(hit.read, event.id))


def _observation(hit: WatchHit, place: str) -> Observation:
    read = hit.read
    return Observation(
        camera_id=read.camera_id,
        rule_id=f"plate:{hit.watch.id}",
        rule_name=written(hit.watch.pattern),
        kind=KIND,
        severity=hit.watch.severity,
        place=place[:250],
        started_at=read.at,
        peak_at=read.at,
        ended_at=read.at,
        category="plate",
        value=hit.likeness,
        box=read.box,
        tracks=() if read.track is None else (read.track,),
        confidence=read.score,
        details={"plate": read.plate, "owner": hit.watch.owner, "why": hit.watch.reason} | _way(hit),
    )


def _way(hit: WatchHit) -> dict[str, str]:
    return {"way": hit.read.way.value} if hit.read.way is not None else {}
