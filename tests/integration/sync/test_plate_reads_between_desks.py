"""Which way a vehicle went is known on the other desk, too."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.district_settings.service import DistrictSettings
from ioc_desktop.kernel.journal.chain import DeviceJournal
from ioc_desktop.kernel.plates.desk import Plates
from ioc_desktop.kernel.plates.model import PlateQuery, PlateRead, Way
from tests.support.desks import Desk
from tests.support.event_lanes import Connect, read, send

pytestmark = pytest.mark.postgres
OFFICER = Session(uuid7(), "trucban", "Trực ban", Role.DUTY_OFFICER)


def test_a_read_of_another_desk_has_its_colour_and_its_way(pair: list[Desk], connect: Connect) -> None:
    here, there = (Plates(desk.db, DeviceJournal(desk.db), DistrictSettings(desk.db)).reads for desk in pair)
    seen = PlateRead(
        at=datetime.now(UTC), camera_id=uuid7(), plate="51F12345", score=0.9, colour="yellow", way=Way.AWAY
    )
    here.record([seen])
    with connect() as connection:
        send(pair[0], connection)
        read(pair[1], connection)
    (found,) = there.search(PlateQuery(text="51F12345", reason="vụ 118/2026"), OFFICER)
    assert (found.camera_id, found.colour, found.way) == (seen.camera_id, "yellow", Way.AWAY)
