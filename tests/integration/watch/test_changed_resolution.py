"""A camera's picture becomes another while a rule watches it: it is said, shown, and a person accepts it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ioc_desktop.kernel.events.model import RESIZED, EventFilter
from ioc_desktop.kernel.rules.service import CameraRule, RuleDraft
from ioc_desktop.panels.alarms.words import facts
from ioc_desktop.vision.rules.stored import understood
from tests.integration.watch.test_watch_to_event import AREA, LIMIT_S, Station
from tests.support.clips import moving_clip
from tests.support.rtsp import ServerFactory, rtsp_server

__all__ = ["rtsp_server"]
pytestmark = [pytest.mark.gui, pytest.mark.rtsp]


async def until(is_true: Callable[[], object], otherwise: str) -> None:
    deadline = time.monotonic() + LIMIT_S
    while not is_true():
        assert time.monotonic() < deadline, otherwise
        await asyncio.sleep(0.1)


def arm(station: Station) -> CameraRule:
    (camera,) = station.cameras.list()
    definition = {"polygon": AREA, "picture_size": [320, 180]}
    draft = RuleDraft(camera_id=camera.id, name="Vùng cấm", kind="intrusion", is_armed=True, definition=definition)
    return station.context_.rules.add(draft)


@pytest.mark.parametrize("has_small_stream", [True, False])
def test_a_camera_that_changes_its_picture_is_flagged_until_a_person_has_looked(
    qapp: Any, tmp_path: Path, rtsp_server: ServerFactory, *, has_small_stream: bool
) -> None:
    wide, narrow = moving_clip(tmp_path / "wide.mp4"), moving_clip(tmp_path / "narrow.mp4", 352, 288)
    server = rtsp_server({"/main": {"file": str(wide)}, "/sub": {"file": str(wide)}})
    with Station(qapp, tmp_path / "profile") as station:
        small = server.url("/sub") if has_small_stream else ""
        station.add_cameras([(small, server.url("/main"))])
        said: list[str] = []
        station.watch.outgrown.connect(said.append)
        rule = arm(station)

        async def scenario() -> None:
            station.vision.start()
            await station.recorder.start()
            station.watch.start()
            (camera,) = station.cameras.list()
            events = await station.until(len)
            assert RESIZED not in events[0].details
            assert not said, "the picture is as it was drawn on"
            server.stop()
            changed = {"/main": {"file": str(wide if has_small_stream else narrow)}, "/sub": {"file": str(narrow)}}
            rtsp_server(changed, port=server.port)
            await until(lambda: said, "the change was not noticed")
            assert "320×180 sang 352×288" in said[0]
            assert camera.name in said[0]
            found = await station.until(lambda all_: any(RESIZED in each.details for each in all_))
            event = next(each for each in found if RESIZED in each.details)
            assert event.details[RESIZED] == [[320, 180], [352, 288]]
            lines = dict(facts(event, now=event.started_at))
            assert "320×180 sang 352×288" in lines["Hình camera"]
            await accepted_on_the_page(station, rule)
            assert len(said) == 1, "it is said once"
            station.close()

        station.run(scenario)


async def accepted_on_the_page(station: Station, rule: CameraRule) -> None:
    """The list and the form show it; one press settles it for this size."""
    from ioc_desktop.panels.rules.view import RulesView

    view = RulesView(station.context_)
    view.resize(1280, 800)
    view.show()
    items = view.side.rules
    await until(items.count, "the page has no rules")
    await until(lambda: "352×288" in items.item(0).toolTip(), "the list does not say it")
    assert "kiểm tra lại vùng vẽ" in items.item(0).text()
    await until(lambda: "352×288" in view.form.shape_field.error(), "the form does not say it")
    assert view.form.fits.isVisible()
    await until(lambda: all(view.stage.size_px), "no picture to draw on")
    view.form.fits.click()
    await until(lambda: "352×288" not in items.item(0).toolTip(), "accepting does not help")
    assert not view.form.fits.isVisible()
    (stored,) = station.context_.rules.of_camera(rule.camera_id)
    kept = understood(stored)
    assert (352, 288) in {kept.picture_size, kept.accepted_size}
    assert kept.polygon == understood(rule).polygon
    assert stored.is_armed
    view.close()
    view.deleteLater()
    count = len(station.context_.events.find(EventFilter()))
    found = await station.until(lambda events: len(events) > count or not any(each.is_open for each in events))
    assert found
