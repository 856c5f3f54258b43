"""Reads and watches as cells of a table. Source strings of context ``plates``; no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, timezone
from types import MappingProxyType
from uuid import UUID

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.plates.formats import COLOUR_TITLES, PlateColour, read_plate, written
from ioc_desktop.kernel.plates.model import WATCH_TITLES, WAY_TITLES, FoundRead, StoredRead, Watch, WatchStatus

Translate = Callable[[str, str], str]
"""(context, source string) → the words of the screen's language."""
Names = Mapping[UUID, str]
"""Identifier → what people call it."""

VIETNAM = timezone(timedelta(hours=7))
SEVERITY_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "low": QT_TRANSLATE_NOOP("plates", "Thấp"),
        "medium": QT_TRANSLATE_NOOP("plates", "Vừa"),
        "high": QT_TRANSLATE_NOOP("plates", "Cao"),
    }
)
_OVER = QT_TRANSLATE_NOOP("plates", "Hết hạn")
_LOST = QT_TRANSLATE_NOOP("plates", "Camera đã xóa")
_GONE = QT_TRANSLATE_NOOP("plates", "Tài khoản đã xóa")
_ARMY = QT_TRANSLATE_NOOP("plates", "Quân đội")
_ALIKE = QT_TRANSLATE_NOOP("plates", "giống {share} %")
_SAME = QT_TRANSLATE_NOOP("plates", "đúng")


def moment(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM):%H:%M:%S %d/%m/%Y}"


def day(on: date) -> str:
    return f"{on:%d/%m/%Y}"


def read_cells(read: FoundRead, cameras: Names, translate: Translate) -> tuple[str, ...]:
    """Plate, how it matches, camera, time, way, province, ground, confidence."""
    alike = translate("plates", _SAME)
    if read.likeness < 1:
        alike = translate("plates", _ALIKE).format(share=round(read.likeness * 100))
    plate, *others = live_cells(read, cameras, translate)
    return plate, alike, *others


def live_cells(read: StoredRead, cameras: Names, translate: Translate) -> tuple[str, ...]:
    """Plate, camera, time, way, province, ground, confidence."""
    plate = read_plate(read.plate)
    province = translate("plates", _ARMY) if plate and not plate.province else (plate.province_name if plate else "")
    ground = translate("plates", COLOUR_TITLES[PlateColour(read.colour)]) if read.colour in set(PlateColour) else ""
    camera = cameras.get(read.camera_id) or translate("plates", _LOST)
    sure = f"{round(read.score * 100)} %"
    way = translate("plates", WAY_TITLES[read.way]) if read.way is not None else ""
    return written(read.plate), camera, moment(read.at), way, province, ground, sure


def status(watch: Watch, today: date, translate: Translate) -> str:
    if watch.status in {WatchStatus.APPROVED, WatchStatus.PROPOSED} and watch.is_over(today):
        return translate("plates", _OVER)
    return translate("plates", WATCH_TITLES[watch.status])


def watch_cells(watch: Watch, people: Names, today: date, translate: Translate) -> tuple[str, ...]:
    """Plate, state, severity, why, for whom, until when, who proposed, who decided."""
    gone = translate("plates", _GONE)
    decided = people.get(watch.decided_by, gone) if watch.decided_by else ""
    return (
        written(watch.pattern),
        status(watch, today, translate),
        translate("plates", SEVERITY_TITLES[watch.severity]),
        watch.note or watch.reason,
        watch.owner,
        day(watch.valid_until),
        people.get(watch.proposed_by, gone),
        decided,
    )
