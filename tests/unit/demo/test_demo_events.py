"""The demo district has a past, once, and it can be told from what really happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.demo.district import DEMO_CAMERAS
from ioc_desktop.demo.events import DAYS, EACH, MODEL, seed_events
from ioc_desktop.demo.seed import seed_district
from ioc_desktop.kernel.accounts.preferences import Preferences
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.kernel.events.model import EventFilter, Status
from ioc_desktop.kernel.events.service import EventService
from ioc_desktop.kernel.rules.service import RuleService
from ioc_desktop.store.database import Database

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "ioc.db").open()
    yield made
    made.close()


def opened(db: Database, folder: Path) -> Any:
    return SimpleNamespace(
        database=db, accounts=AccountService(db), preferences=Preferences(db), events=EventService(db),
        cameras=CameraService(db, SecretStore(folder, use_keyring=False)), rules=RuleService(db),
    )  # fmt: skip


def on_air(desk: Any, count: int) -> None:
    seed_district(desk, {demo.code: ("rtsp://127.0.0.1:1/a", "rtsp://127.0.0.1:1/b") for demo in DEMO_CAMERAS[:count]})


def test_each_camera_gets_its_past_once(db: Database, tmp_path: Path) -> None:
    desk = opened(db, tmp_path)
    on_air(desk, 2)
    assert seed_events(desk, NOW) == EACH
    on_air(desk, len(DEMO_CAMERAS))
    assert seed_events(desk, NOW) == 3 * EACH
    assert seed_events(desk, NOW + timedelta(days=1)) == 0
    events = desk.events.find(EventFilter(), limit=1000)
    assert len(events) == 4 * EACH
    assert {event.model for event in events} == {MODEL}
    assert all(NOW - timedelta(days=DAYS) < event.started_at <= event.ended_at for event in events)
    assert {event.status for event in events} >= {Status.CONFIRMED, Status.REJECTED}
    assert not any(event.is_open for event in events)
    assert [doubt.rule_name for doubt in desk.events.doubts(NOW)] == ["Có người xuống mái kè"]
    assert desk.events.count(EventFilter(text="song hieu")) == EACH
