from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ioc_desktop.kernel.cameras.model import Camera, CameraDraft
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.panels.cameras.form import CameraForm, ProbePhase, draft_of, spec_of, values_of
from ioc_desktop.ui.runner import Runner
from ioc_desktop.video.engine import VideoEngine

if TYPE_CHECKING:
    from tests.unit.panels.cameras.conftest import HandClock


@pytest.fixture
def video() -> Iterator[VideoEngine]:
    engine = VideoEngine(workers=1)
    yield engine
    engine.stop()


class Desk:
    """What a form needs, in one place."""

    def __init__(self, cameras: CameraService, runner: Runner, video: VideoEngine, clock: HandClock) -> None:
        self.cameras, self.runner, self.video, self.clock = cameras, runner, video, clock

    def form(self, camera: Camera | None = None) -> CameraForm:
        return CameraForm(camera, cameras=self.cameras, runner=self.runner, video=self.video, clock=self.clock)


@pytest.fixture
def desk(district: CameraService, runner: Runner, video: VideoEngine, clock: HandClock) -> Desk:
    return Desk(district, runner, video, clock)


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """One second of moving grey, 320×180 at 10 fps."""
    import cv2
    import numpy as np

    path = tmp_path / "clip.mp4"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), 10, (320, 180))
    for at in range(10):
        writer.write(np.full((180, 320, 3), 20 * at, np.uint8))
    writer.release()
    return path


def fill(form: CameraForm, **values: str) -> None:
    for name, text in values.items():
        form.set_value(name, text)


def test_values_become_the_same_draft_again(district: CameraService) -> None:
    draft = CameraDraft(
        number=7,
        name="Kè",
        latitude=16.8163,
        longitude=107.1003,
        azimuth_deg=0.0,
        fov_deg=72.5,
        main_url="rtsp://10.0.0.7/main",
        retention_days=0,
    )
    camera = district.add(draft)
    assert values_of(camera)["latitude"] == "16,8163"
    assert values_of(camera)["azimuth_deg"] == "0"


def test_decimal_comma_and_point_are_both_read(desk: Desk) -> None:
    form = desk.form()
    fill(form, latitude="16,5", longitude=" 107.25 ")
    draft, unreadable = draft_of(form.state)
    assert (draft.latitude, draft.longitude, unreadable) == (16.5, 107.25, {})


def test_faults_show_only_on_fields_that_were_left(desk: Desk) -> None:
    form = desk.form()
    assert form.state.shown_problems == {}
    fill(form, latitude="mười sáu")
    assert form.state.shown_problems == {}
    form.leave("latitude")
    assert form.state.shown_problems["latitude"].code == "camera.no_number"
    form.leave("name")
    assert set(form.state.shown_problems) == {"latitude", "name"}
    fill(form, name="Cầu")
    assert set(form.state.shown_problems) == {"latitude"}


def test_saving_shows_every_fault_and_stores_nothing(desk: Desk) -> None:
    form = desk.form()
    assert asyncio.run(form.save()) is None
    assert {"name", "main_url"} <= set(form.state.shown_problems)
    assert len(desk.cameras.list()) == 3


def test_a_new_camera_gets_the_next_number(desk: Desk) -> None:
    form = desk.form()
    fill(form, name="Ga", main_url="rtsp://10.0.0.9/main", user_name="ioc", password="x")
    camera = asyncio.run(form.save())
    assert camera is not None
    assert camera.number == 11
    assert desk.cameras.credentials(camera.id) == ("ioc", "x")


def test_a_taken_number_is_said_and_nothing_is_lost(desk: Desk) -> None:
    form = desk.form()
    fill(form, number="2", name="Ga", main_url="rtsp://10.0.0.9/main")
    assert asyncio.run(form.save()) is None
    assert form.state.trouble is not None
    assert form.state.trouble.code == "camera.number_taken"
    assert form.state.values["name"] == "Ga"
    assert not form.state.is_saving


def test_the_stored_login_stays_unless_typed_over(desk: Desk) -> None:
    camera = desk.cameras.list()[1]

    async def edit(**values: str) -> CameraForm:
        form = desk.form(desk.cameras.get(camera.id))
        await form.load_login()
        assert not form.state.is_changed
        assert form.state.values["password"] == ""
        fill(form, **values)
        assert await form.save() is not None
        return form

    asyncio.run(edit(name="Tên mới"))
    assert desk.cameras.credentials(camera.id) == ("ioc", "mật khẩu")
    asyncio.run(edit(password="khác"))
    assert desk.cameras.credentials(camera.id) == ("ioc", "khác")
    asyncio.run(edit(user_name=""))
    assert desk.cameras.credentials(camera.id) is None


def test_a_form_knows_whether_it_was_changed(desk: Desk) -> None:
    form = desk.form(desk.cameras.list()[0])
    assert not form.state.is_changed
    fill(form, name="Khác")
    assert form.state.is_changed
    fill(form, name="Cầu Đông Hà")
    assert not form.state.is_changed


def test_a_test_uses_what_is_typed_before_what_is_stored() -> None:
    draft = CameraDraft(main_url="rtsp://10.0.0.1/a", sub_url="rtsp://10.0.0.1/b", transport="udp")
    spec = spec_of(draft, "sub", ("ioc", "cũ"))
    assert (spec.url, spec.username, spec.password, spec.transport) == ("rtsp://10.0.0.1/b", "ioc", "cũ", "udp")
    typed = CameraDraft(main_url="rtsp://10.0.0.1/a", user_name="khác", password="mới")
    assert spec_of(typed, "main", ("ioc", "cũ")).username == "khác"
    assert spec_of(typed, "main", ("ioc", "cũ")).password == "mới"
    other = CameraDraft(main_url="rtsp://10.0.0.1/a", user_name="khác")
    assert spec_of(other, "main", ("ioc", "cũ")).password == ""


def test_a_good_source_shows_its_facts_and_first_picture(desk: Desk, clip: Path) -> None:
    form = desk.form()
    phases = []
    form.changed.connect(lambda state: phases.append(state.probe.phase))
    fill(form, main_url=str(clip))
    asyncio.run(form.test("main"))
    probe = form.state.probe
    assert (probe.phase, probe.error) == (ProbePhase.DONE, None)
    assert probe.result is not None
    assert (probe.result.width, probe.result.height, probe.result.fps) == (320, 180, 10)
    assert probe.result.codec
    assert probe.result.picture.shape == (180, 320, 3)
    assert ProbePhase.RUNNING in phases
    fill(form, main_url="rtsp://10.0.0.1/khác")
    assert form.state.probe.phase is ProbePhase.IDLE


def test_a_dead_source_gives_the_reason(desk: Desk) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    form = desk.form()
    fill(form, sub_url=f"rtsp://127.0.0.1:{port}/sub")
    asyncio.run(form.test("sub"))
    assert form.state.probe.phase is ProbePhase.FAILED
    assert form.state.probe.quality == "sub"
    assert form.state.probe.error is not None
    assert form.state.probe.error.code.startswith("video.")
    assert len(form.state.probe.error.message()) > 20


def test_a_wrong_address_is_not_even_tried(desk: Desk) -> None:
    form = desk.form()
    fill(form, main_url="htp:/sai")
    asyncio.run(form.test("main"))
    assert form.state.probe.phase is ProbePhase.FAILED
    assert form.state.shown_problems["main_url"].code == "camera.url_wrong"


def test_a_test_that_hangs_can_be_given_up(desk: Desk) -> None:
    async def give_up(port: int) -> None:
        form = desk.form()
        fill(form, main_url=f"rtsp://127.0.0.1:{port}/main")
        test = asyncio.ensure_future(form.test("main"))
        await asyncio.sleep(0)
        assert form.state.probe.phase is ProbePhase.RUNNING
        form.cancel_test()
        assert form.state.probe.phase is ProbePhase.IDLE
        await test
        assert form.state.probe.phase is ProbePhase.IDLE

    with socket.create_server(("127.0.0.1", 0)) as silent:
        asyncio.run(give_up(silent.getsockname()[1]))
