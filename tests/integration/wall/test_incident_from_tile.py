"""One press on a tile: an incident with the picture and what the camera sent before and after; real decoders."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ioc_desktop.kernel.accounts.model import Role
from ioc_desktop.kernel.incidents.model import TABLE, IncidentFilter, Source
from ioc_desktop.panels.wall.view import WallView
from ioc_desktop.ui import incident_opener
from ioc_desktop.ui.video.tile import Kind
from tests.integration.wall.wall_room import WallRoom, closed, until
from tests.support.footage import film
from tests.support.rtsp import ServerFactory

pytestmark = [pytest.mark.gui, pytest.mark.rtsp]


async def live(view: WallView) -> None:
    await until(lambda: view.surface.tile(0).look.kind is Kind.LIVE, "the tile never came alive")


def test_the_picture_is_there_at_once_and_the_clip_when_it_is_whole(
    room: WallRoom, rtsp_server: ServerFactory, small_clip: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wall is left at once: the clip goes on."""
    monkeypatch.setattr(incident_opener, "BEFORE_S", 1.0)
    monkeypatch.setattr(incident_opener, "AFTER_S", 1.5)
    url = rtsp_server({"/gate": {"file": small_clip}}).url("/gate")
    room.add_cameras([(url, url)])
    session = room.session()
    room.video.remember_shown(wanted=True)

    async def scenario() -> None:
        view = await room.open_view(session)
        await live(view)
        await until(lambda: room.video.status(0).decoded > 30, "too few pictures")
        QTest.mouseClick(view.surface, Qt.MouseButton.LeftButton, pos=view.surface.tile(0).picture.center())
        QTest.keyClick(view.surface, Qt.Key.Key_I)
        await until(lambda: bool(room.asked_for), "no incident was opened")
        ((panel, incident_id),) = room.asked_for
        view.hide()
        queries = room.incidents.queries
        await until(lambda: len(room.attachments.of(TABLE, incident_id)) == 2, "the clip never came")
        await until(lambda: len(room.incidents.evidence.of(incident_id)) == 2, "it was not described")
        picture, clip = room.incidents.evidence.of(incident_id)
        assert (panel, picture.name, clip.name) == ("incidents", "o-camera.jpg", "o-camera.mp4")
        incident = queries.get(incident_id)
        assert (incident.source, incident.camera_id) == (Source.TILE, picture.camera_id)
        assert incident.title.startswith("Sự vụ tại camera 01")
        assert room.attachments.contents.read(picture.sha256).startswith(b"\xff\xd8")
        made = film(Path(room.attachments.contents.path(clip.sha256)))
        assert 1.4 < made.seconds < 5.0
        await closed(view)

    room.run(scenario)
    assert not room.video._remembered.kept, "the stream is let go when its clip is there"


def test_without_pictures_there_is_an_incident_and_a_word_why_there_is_no_clip(room: WallRoom) -> None:
    room.add_cameras([("rtsp://127.0.0.1:1/none", "rtsp://127.0.0.1:1/none")])
    session = room.session()

    async def scenario() -> None:
        view = await room.open_view(session)
        incident_opener_after, incident_opener.AFTER_S = incident_opener.AFTER_S, 0.2
        try:
            view.open_incident(0)
            await until(lambda: bool(room.asked_for), "no incident was opened")
            incident_id = room.asked_for[0][1]
            await until(
                lambda: any(entry.action == "note" for entry in room.incidents.journal.of(TABLE, incident_id)),
                "nobody said why",
            )
        finally:
            incident_opener.AFTER_S = incident_opener_after
        assert room.incidents.evidence.of(incident_id) == []
        await closed(view)

    room.run(scenario)


def test_who_may_not_open_incidents_has_no_such_entry(room: WallRoom, small_clip: str) -> None:
    room.add_cameras([(small_clip, small_clip)])
    session = room.session("lanhdao1", Role.LEADER)

    async def scenario() -> None:
        view = await room.open_view(session)
        assert not [action for action in view.tile_menu(0).actions() if action.text().startswith("Lập sự vụ")]
        view.open_incident(0)
        await closed(view)

    room.run(scenario)
    assert room.incidents.queries.count(IncidentFilter()) == 0
