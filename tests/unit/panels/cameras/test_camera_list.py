from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.cameras.model import CameraDraft
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.panels.cameras.presenter import CameraList, Phase
from ioc_desktop.panels.cameras.rows import StreamKind
from ioc_desktop.ui.runner import Runner
from ioc_desktop.video.types import StreamState, StreamStatus

if TYPE_CHECKING:
    from tests.unit.panels.cameras.conftest import HandClock

Streams = list[StreamStatus]


def make(cameras: CameraService, runner: Runner, clock: HandClock, streams: Streams | None = None) -> CameraList:
    found = streams if streams is not None else []
    return CameraList(cameras=cameras, runner=runner, clock=clock, streams=lambda: found)


def test_loads_by_call_number(district: CameraService, runner: Runner, clock: HandClock) -> None:
    shown = make(district, runner, clock)
    phases = []
    shown.changed.connect(lambda state: phases.append(state.phase))
    assert shown.state.phase is Phase.LOADING
    asyncio.run(shown.load())
    assert [row.camera.number for row in shown.state.rows] == [1, 2, 10]
    assert phases == [Phase.READY]
    assert shown.state.count(StreamKind.CLOSED) == 3


def test_search_keeps_the_total(district: CameraService, runner: Runner, clock: HandClock) -> None:
    shown = make(district, runner, clock)
    asyncio.run(shown.load())
    shown.search("dong")
    assert [row.camera.number for row in shown.state.rows] == [1, 10]
    assert shown.state.total == 3
    shown.search("không có đâu")
    assert shown.state.rows == ()
    assert shown.state.total == 3


def test_a_failed_reload_keeps_the_last_good_list(district: CameraService, runner: Runner, clock: HandClock) -> None:
    shown = make(district, runner, clock)
    asyncio.run(shown.load())
    district._db.close()
    damaged = Path(district._db.path)
    damaged.write_bytes(b"x" * 4096)
    with pytest.raises(ExpectedError):
        district._db.open()
    district.list = lambda: (_ for _ in ()).throw(ExpectedError("store.damaged", "Hỏng."))  # type: ignore[method-assign]
    asyncio.run(shown.load())
    assert shown.state.phase is Phase.FAILED
    assert shown.state.error is not None
    assert len(shown.state.rows) == 3


def test_streams_are_shown_and_counted(district: CameraService, runner: Runner, clock: HandClock) -> None:
    streams: Streams = []
    shown = make(district, runner, clock, streams)
    asyncio.run(shown.load())
    first, second, _third = (row.camera.id for row in shown.state.rows)
    reason = ExpectedError("video.refused", "Camera từ chối. Kiểm tra cổng.")
    streams += [
        StreamStatus(stream_id=f"{first}/sub", state=StreamState.LIVE, width=640, height=360, fps=15),
        StreamStatus(stream_id=f"{second}/sub", state=StreamState.LOST, reason=reason, state_since=990.0),
    ]
    shown.refresh_streams()
    assert [row.stream.kind for row in shown.state.rows] == [StreamKind.LIVE, StreamKind.LOST, StreamKind.CLOSED]
    assert shown.state.rows[1].stream.for_s == 10
    assert shown.state.count(StreamKind.LIVE) == 1


def test_the_last_trouble_stays_with_the_time_it_began(
    district: CameraService, runner: Runner, clock: HandClock
) -> None:
    streams: Streams = []
    shown = make(district, runner, clock, streams)
    asyncio.run(shown.load())
    stream = f"{shown.state.rows[0].camera.id}/sub"
    reason = ExpectedError("video.refused", "Camera từ chối. Kiểm tra cổng.")
    streams[:] = [StreamStatus(stream_id=stream, state=StreamState.LOST, reason=reason)]
    shown.refresh_streams()
    began = clock.now()
    clock.seconds += 60
    shown.refresh_streams()
    streams[:] = [StreamStatus(stream_id=stream, state=StreamState.LIVE)]
    shown.refresh_streams()
    trouble = shown.state.rows[0].trouble
    assert trouble is not None
    assert trouble.at == began
    assert shown.state.rows[0].stream.kind is StreamKind.LIVE


def test_an_unchanged_state_is_not_announced(district: CameraService, runner: Runner, clock: HandClock) -> None:
    shown = make(district, runner, clock)
    asyncio.run(shown.load())
    states = []
    shown.changed.connect(states.append)
    shown.refresh_streams()
    assert states == []


def test_deletion_can_be_undone_with_its_login(district: CameraService, runner: Runner, clock: HandClock) -> None:
    shown = make(district, runner, clock)

    async def delete_and_undo() -> None:
        await shown.load()
        before = shown.state.rows
        undo = await shown.remove([row.camera.id for row in before[:2]])
        assert [row.camera.number for row in shown.state.rows] == [10]
        await shown.restore(undo)
        assert [row.camera for row in shown.state.rows] == [row.camera for row in before]

    asyncio.run(delete_and_undo())
    assert district.credentials(shown.state.rows[1].camera.id) == ("ioc", "mật khẩu")


def test_undo_says_when_the_number_was_given_away(district: CameraService, runner: Runner, clock: HandClock) -> None:
    shown = make(district, runner, clock)

    async def undo_too_late() -> None:
        await shown.load()
        undo = await shown.remove([shown.state.rows[0].camera.id])
        district.add(CameraDraft(number=1, name="Khác", main_url="rtsp://10.0.0.99/main"))
        with pytest.raises(ExpectedError) as caught:
            await shown.restore(undo)
        assert caught.value.code == "camera.number_taken"

    asyncio.run(undo_too_late())


def test_deleting_what_somebody_else_deleted_is_no_fault(
    district: CameraService, runner: Runner, clock: HandClock
) -> None:
    shown = make(district, runner, clock)

    async def delete_twice() -> None:
        await shown.load()
        camera = shown.state.rows[0].camera.id
        district.remove(camera)
        undo = await shown.remove([camera])
        await shown.restore(undo)
        assert len(shown.state.rows) == 2

    asyncio.run(delete_twice())


def test_faults_are_remembered_while_the_list_is_hidden(
    district: CameraService, runner: Runner, clock: HandClock
) -> None:
    streams: Streams = []
    shown = make(district, runner, clock, streams)
    asyncio.run(shown.load())
    states = []
    shown.changed.connect(states.append)
    stream = f"{shown.state.rows[0].camera.id}/sub"
    reason = ExpectedError("video.refused", "Camera từ chối. Kiểm tra cổng.")
    streams[:] = [StreamStatus(stream_id=stream, state=StreamState.LOST, reason=reason)]
    shown.watch()
    assert states == []
    streams.clear()
    shown.refresh_streams()
    assert shown.state.rows[0].stream.kind is StreamKind.CLOSED
    assert shown.state.rows[0].trouble is not None
