"""Events of the last days in the demo district, so that lists and charts have something to show. All invented."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import insert

from ioc_desktop.core.ids import uuid7
from ioc_desktop.core.text import fold
from ioc_desktop.demo.district import DEMO_CAMERAS, DemoCamera
from ioc_desktop.demo.seed import DEMO_ACCOUNTS
from ioc_desktop.kernel.accounts.preferences import Preferences
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.kernel.events.model import Status
from ioc_desktop.kernel.events.service import EventService
from ioc_desktop.kernel.events.tables import EventRow
from ioc_desktop.store.database import Database

MODEL = "dữ liệu mô phỏng"
"""Stands where real events name what saw them."""
DAYS = 3
EACH = 14
_SEEDED = "demo.events"
_BUSY = (1, 1, 1, 1, 1, 2, 5, 8, 7, 5, 5, 6, 5, 4, 4, 5, 7, 9, 8, 6, 4, 3, 2, 1)
"""How busy each local hour is."""
_UNSEEN = timedelta(hours=1)
"""What is younger has not been looked at."""
_REASON = "Bóng cây, ánh đèn, mưa"


@dataclass(frozen=True)
class _Past:
    """What is said of a camera; ``wrong`` is the share that people rejected."""

    camera: str
    name: str
    kind: str
    severity: str
    category: str
    longest_s: float
    wrong: float


_PAST = (
    _Past("le-duan-ql9", "Vượt đèn đỏ, ngã tư Lê Duẩn", "red_light", "high", "motorcycle", 4, 0.05),
    _Past("cho-dong-ha", "Dừng đỗ trước cổng chợ", "illegal_stop", "medium", "car", 400, 0.15),
    _Past("hung-vuong-1", "Đi ngược chiều, Hùng Vương", "wrong_way", "high", "motorcycle", 9, 0.1),
    _Past("ke-song-hieu", "Có người xuống mái kè", "intrusion", "medium", "person", 90, 1.0),
)


class DemoDesk(Protocol):
    """What is needed of the opened profile."""

    @property
    def database(self) -> Database: ...
    @property
    def accounts(self) -> AccountService: ...
    @property
    def preferences(self) -> Preferences: ...
    @property
    def cameras(self) -> CameraService: ...
    @property
    def events(self) -> EventService: ...


def seed_events(desk: DemoDesk, now: datetime) -> int:
    """Write the past of the cameras that are declared and have none yet; how many events.

    Raises:
        ExpectedError: ``store.*``.
    """
    owner = next(each.id for each in desk.accounts.list() if each.user_name == DEMO_ACCOUNTS[-1].user_name)
    done: list[str] = desk.preferences.get(owner, _SEEDED, [])
    numbers = {camera.number: camera.id for camera in desk.cameras.list()}
    demo = {camera.code: camera for camera in DEMO_CAMERAS}
    fresh = [past for past in _PAST if past.camera not in done and demo[past.camera].number in numbers]
    rows = [row for past in fresh for row in _rows(past, demo[past.camera], numbers[demo[past.camera].number], now)]
    if rows:
        with desk.database.write() as session:
            session.execute(insert(EventRow), rows)
        desk.preferences.set(owner, _SEEDED, [*done, *(past.camera for past in fresh)])
        desk.events.arrived()
    return len(rows)


def _rows(past: _Past, camera: DemoCamera, camera_id: UUID, now: datetime) -> list[dict[str, Any]]:
    chance = random.Random(camera.seed)
    return [_row(past, camera, camera_id, _moment(chance, now), now=now, chance=chance) for _ in range(EACH)]


def _moment(chance: random.Random, now: datetime) -> datetime:
    """Some time of the last days, mostly when the streets are full."""
    while True:
        at = now - timedelta(seconds=chance.uniform(60, DAYS * 86_400))
        if chance.uniform(0, max(_BUSY)) < _BUSY[(at + timedelta(hours=7)).hour]:
            return at


def _row(
    past: _Past, camera: DemoCamera, camera_id: UUID, at: datetime, *, now: datetime, chance: random.Random
) -> dict[str, Any]:
    lasted, is_wrong = timedelta(seconds=chance.uniform(1, past.longest_s)), chance.random() < past.wrong
    is_seen = now - at > _UNSEEN
    status = (Status.REJECTED if is_wrong else Status.CONFIRMED) if is_seen else Status.NEW
    reason = _REASON if status is Status.REJECTED else ""
    place = f"{camera.number:02d} {camera.name} · {camera.place}"
    return {
        "id": uuid7(), "camera_id": camera_id, "rule_id": f"demo:{past.camera}", "rule_name": past.name,
        "kind": past.kind, "severity": past.severity, "place": place, "started_at": at, "peak_at": at + lasted / 2,
        "ended_at": at + lasted, "is_open": False, "category": past.category, "value": round(lasted.total_seconds(), 1),
        "box": None, "tracks": [], "confidence": round(chance.uniform(0.55, 0.95), 2), "details": {}, "model": MODEL,
        "status": status.value, "reason": reason, "decided_by": None, "files_note": "",
        "decided_at": at + timedelta(minutes=chance.uniform(1, 30)) if is_seen else None,
        "search_key": fold(f"{past.name} {place} {reason}"),
    }  # fmt: skip
