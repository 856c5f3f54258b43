"""The clip beside an alarm: played by the real decoding process, saved, and its other states."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.events.model import CLIP, CLIP_DESK, CLIP_DUE, TABLE, CameraEvent
from ioc_desktop.kernel.journal.chain import DeviceJournal
from ioc_desktop.panels.alarms.clip import ClipState
from ioc_desktop.sync.state import Fetched
from ioc_desktop.video.archive import PacketRing
from ioc_desktop.video.mp4 import write_mp4
from ioc_desktop.video.types import ClipSpan
from ioc_desktop.vision.registry import ModelRegistry
from tests.support.clips import moving_picture, write_clip
from tests.support.footage import kept
from tests.support.sync_stand_in import UNREACHABLE, SyncStandIn
from tests.unit.panels.alarms.test_alarms_page import Desk

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.panels.alarms.view import AlarmsView

pytestmark = pytest.mark.gui
Show = Callable[["QWidget"], "QWidget"]
Open = Callable[[], "AlarmsView"]
BEGAN_S = 3.0
"""Where the event is in the clip."""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pictures = [moving_picture(index, 160, 90) for index in range(120)]
    return write_clip(tmp_path_factory.mktemp("clips") / "source.mp4", pictures)


@pytest.fixture
def desk(tmp_path: Path, context: SimpleNamespace, loop: asyncio.AbstractEventLoop) -> Iterator[Desk]:
    made = Desk(tmp_path, context, loop)
    yield made
    made.database.close()


@pytest.fixture
def opened(desk: Desk, shown: Show) -> Open:
    from ioc_desktop.panels.alarms.view import AlarmsView

    def go() -> AlarmsView:
        made: list[AlarmsView] = []

        def make() -> None:
            made.append(AlarmsView(desk.context))  # type: ignore[arg-type]
            made[0].show()

        desk.act(make)
        shown(made[0])
        return made[0]

    return go


def attach(desk: Desk, event: CameraEvent, source: Path, folder: Path) -> bytes:
    """The clip as the decoder writes it, attached as the recorder does."""
    format_, packets = kept(source)
    ring = PacketRing(60.0, 1 << 30)
    for packet in packets:
        ring.put(packet, format_)
    path = folder / "made.mp4"
    write_mp4(ring.cut(ClipSpan(1000, 2000, 1000)), path, event.started_at.timestamp() - BEGAN_S)
    desk.attachments.add(TABLE, event.id, path, name=CLIP)
    return path.read_bytes()


def until(desk: Desk, holds: Callable[[], object]) -> None:
    """Let the page work until it is so."""

    async def go() -> None:
        for _ in range(1500):
            if holds():
                return
            await asyncio.sleep(0.01)
        raise AssertionError("never came true")

    desk.loop.run_until_complete(go())


def press(desk: Desk, view: AlarmsView, name: str) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    desk.act(lambda: QTest.keyClick(view.table, getattr(Qt.Key, f"Key_{name}")), rounds=2)


def test_space_plays_it_and_the_event_is_marked(desk: Desk, opened: Open, source: Path, tmp_path: Path) -> None:
    event = desk.put(1, "A")
    attach(desk, event, source, tmp_path)
    view = opened()
    player, timeline = view.detail.player, view.detail.clip.timeline
    until(desk, lambda: player.facts is not None)
    assert player.facts is not None
    assert (player.facts.seconds, player.facts.width, player.facts.height) == (pytest.approx(8.0, abs=0.1), 160, 90)
    assert timeline.span is not None
    assert timeline.span[0] == pytest.approx(BEGAN_S, abs=0.01)
    assert not player.is_playing
    frames: list[int] = []
    player.pictured.connect(lambda image: frames.append(image.width()))
    view.table.setFocus()
    press(desk, view, "Space")
    assert player.is_playing
    until(desk, lambda: len(frames) >= 5 and player.position_s > 0.3)
    assert set(frames) == {388 * round(view.devicePixelRatioF())}
    press(desk, view, "Space")
    assert not player.is_playing
    stopped_s = player.position_s
    desk.act(lambda: None, rounds=20)
    assert player.position_s == stopped_s


def test_going_to_a_moment_shows_its_picture_and_the_end_ends_it(
    desk: Desk, opened: Open, source: Path, tmp_path: Path
) -> None:
    attach(desk, desk.put(1, "A"), source, tmp_path)
    view = opened()
    player = view.detail.player
    until(desk, lambda: player.facts is not None)
    seen: list[bytes] = []
    player.pictured.connect(lambda image: seen.append(bytes(image.constBits())))
    for moment_s in (5.0, 1.0, 5.0):
        desk.act(lambda moment_s=moment_s: player.seek(moment_s), rounds=1)  # type: ignore[misc]
        until(desk, lambda: not player._timer.isActive())
    assert len(seen) == 3
    assert seen[0] == seen[2] != seen[1], "the same moment is the same picture, from either side"
    assert not player.is_playing
    press(desk, view, "L")
    press(desk, view, "L")
    assert player.position_s == player.facts.seconds  # type: ignore[union-attr]
    press(desk, view, "Space")
    assert player.position_s < 1.0, "from the start again"
    desk.act(lambda: player.seek(7.9), rounds=1)
    until(desk, lambda: not player.is_playing)


def test_the_mouse_on_the_line_goes_there(desk: Desk, opened: Open, source: Path, tmp_path: Path) -> None:
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    attach(desk, desk.put(1, "A"), source, tmp_path)
    view = opened()
    player, timeline = view.detail.player, view.detail.clip.timeline
    until(desk, lambda: player.facts is not None)
    desk.act(lambda: QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(timeline.width() // 2, 10)), 1)
    assert player.position_s == pytest.approx(4.0, abs=0.2)
    desk.act(lambda: QTest.keyClick(timeline, Qt.Key.Key_Left), rounds=1)
    assert player.position_s == pytest.approx(3.0, abs=0.2)


def test_another_event_ends_the_playing(desk: Desk, opened: Open, source: Path, tmp_path: Path) -> None:
    desk.put(5, "older")
    attach(desk, desk.put(1, "A"), source, tmp_path)
    view = opened()
    player = view.detail.player
    until(desk, lambda: player.facts is not None)
    view.table.setFocus()
    press(desk, view, "Space")
    until(desk, view.detail.picture.isVisible)
    press(desk, view, "Down")
    until(desk, lambda: view.detail.clip._clip.state is ClipState.NONE)
    assert (player.is_playing, player.is_open, player.facts) == (False, False, None)
    assert not view.detail.picture.isVisible()
    press(desk, view, "Space")
    assert not player.is_playing


def test_a_copy_is_saved_and_the_journal_says_who(desk: Desk, opened: Open, source: Path, tmp_path: Path) -> None:
    event = desk.put(1, "A / B: C")
    content = attach(desk, event, source, tmp_path)
    view = opened()
    until(desk, lambda: view.detail.clip._clip.state is ClipState.HERE)
    from ioc_desktop.panels.alarms.clip_desk import file_name

    name = file_name(event)
    assert "/" not in name
    assert ":" not in name
    target = tmp_path / name
    desk.act(lambda: view.film.save(event, view.detail.clip._clip, target, "Công an yêu cầu"))
    assert target.read_bytes() == content
    entry = DeviceJournal(desk.database).entries(limit=1)[0]
    assert (entry.action, entry.who, entry.detail["why"]) == ("event.export", "quantri", "Công an yêu cầu")


def test_a_copy_with_faces_needs_a_reason(desk: Desk, opened: Open, source: Path, tmp_path: Path) -> None:
    event = desk.put(1, "A")
    attach(desk, event, source, tmp_path)
    view = opened()
    until(desk, lambda: view.detail.clip._clip.state is ClipState.HERE)
    target = tmp_path / "out.mp4"
    with pytest.raises(ExpectedError) as told:
        desk.loop.run_until_complete(view.presenter.save_clip(event, view.detail.clip._clip, target, " "))
    assert told.value.code == "privacy.reason_missing"
    assert not target.exists()


def test_a_copy_is_covered_unless_a_reason_is_given(desk: Desk, opened: Open, source: Path, tmp_path: Path) -> None:
    from ioc_desktop.panels.alarms.picture_view import SaveDialog
    from ioc_desktop.video.files import iter_frames

    packs = ModelRegistry(tmp_path / "none", [Path(__file__).parents[4] / "models"])
    desk.context.vision = SimpleNamespace(pack=packs.find("starter-traffic"), face_pack=None)
    event = desk.put(1, "A")
    content = attach(desk, event, source, tmp_path)
    view = opened()
    until(desk, lambda: view.detail.clip._clip.state is ClipState.HERE)
    desk.act(view.film.ask_where)
    dialog = view.window().findChild(SaveDialog)
    assert dialog is not None
    assert not dialog.is_whole
    target = tmp_path / "out.mp4"
    desk.act(lambda: dialog.take_path(str(target)))
    until(desk, target.exists)
    assert target.read_bytes() != content
    assert len(list(iter_frames(target))) == len(list(iter_frames(tmp_path / "made.mp4")))
    entry = DeviceJournal(desk.database).entries(limit=1)[0]
    assert (entry.action, entry.who) == ("event.export_covered", "quantri")
    assert not list(tmp_path.glob(".che-mat-*"))


def test_a_copy_that_cannot_be_written_is_told(desk: Desk, opened: Open, source: Path, tmp_path: Path) -> None:
    event = desk.put(1, "A")
    attach(desk, event, source, tmp_path)
    view = opened()
    until(desk, lambda: view.detail.clip._clip.state is ClipState.HERE)
    with pytest.raises(ExpectedError) as caught:
        desk.loop.run_until_complete(
            view.presenter.save_clip(event, view.detail.clip._clip, tmp_path / "made.mp4" / "clip.mp4", "Lý do")
        )
    assert caught.value.code == "file.unwritable"


def test_a_damaged_clip_says_so_and_may_still_be_saved(desk: Desk, opened: Open) -> None:
    desk.attachments.add_bytes(TABLE, desk.put(1, "A").id, b"no film at all" * 100, name=CLIP)
    view = opened()
    until(desk, lambda: view.detail.player.failure is not None)
    assert "không phát được" in view.detail.clip.text.text()
    assert not view.detail.clip.controls.isVisible()
    assert view.detail.clip.save.isVisible()


def test_a_player_that_dies_says_so(desk: Desk, opened: Open, source: Path, tmp_path: Path) -> None:
    attach(desk, desk.put(1, "A"), source, tmp_path)
    view = opened()
    player = view.detail.player
    until(desk, lambda: player.facts is not None)
    playback = player._playback
    assert playback is not None
    playback._link.kill()
    press(desk, view, "Space")
    until(desk, lambda: player.failure is not None)
    assert not player.is_playing


def test_a_clip_that_is_coming_says_when(desk: Desk, opened: Open) -> None:
    due = datetime.now(UTC) + timedelta(seconds=30)
    desk.put(0.5, "A", details={CLIP_DUE: due.isoformat()})
    clip = opened().detail.clip
    assert clip._clip.state is ClipState.COMING
    local = due + timedelta(hours=7)
    assert clip.text.text() == f"Đoạn phim xong lúc {local:%H:%M:%S}"
    assert not clip.controls.isVisible()
    assert not clip.save.isVisible()


@pytest.mark.parametrize(("details", "note", "state"), [
    ({CLIP_DUE: "2020-01-01T00:00:00+00:00"}, "", ClipState.LOST),
    ({CLIP_DUE: "2020-01-01T00:00:00+00:00"}, "Ổ đĩa đầy.", ClipState.NONE),
    ({CLIP_DUE: "no time"}, "", ClipState.NONE),
    ({}, "", ClipState.NONE),
])  # fmt: skip
def test_other_states(desk: Desk, opened: Open, details: dict[str, str], note: str, state: ClipState) -> None:
    event = desk.put(5, "A", details=details)
    desk.events.note_files(event.id, note)
    view = opened()
    assert view.detail.clip._clip.state is state
    assert view.detail.clip.isVisible() == (state is ClipState.LOST)
    assert view.detail.note.text() == note


def test_a_clip_on_another_desktop_is_named(desk: Desk, opened: Open) -> None:
    file = desk.attachments.add_bytes(TABLE, desk.put(1, "A").id, b"film", name=CLIP)
    desk.attachments.contents.path(file.sha256).unlink()
    view = opened()
    assert view.detail.clip._clip.state is ClipState.ELSEWHERE
    assert "chưa có trên máy này" in view.detail.clip.text.text()
    assert not view.detail.clip.save.isVisible()


@pytest.fixture
def far(desk: Desk, source: Path, tmp_path: Path) -> tuple[SyncStandIn, CameraEvent, bytes]:
    """An event whose clip is on another desktop, and a server that may have it."""
    event = desk.put(1, "A", details={CLIP_DESK: "tuong-02"})
    content = attach(desk, event, source, tmp_path)
    (file,) = desk.attachments.of(TABLE, event.id)
    desk.attachments.contents.path(file.sha256).unlink()
    desk.context.sync = SyncStandIn()
    return desk.context.sync, event, content


def test_a_clip_is_fetched_and_played(desk: Desk, opened: Open, far: tuple[SyncStandIn, CameraEvent, bytes]) -> None:
    sync, _event, content = far

    def come() -> Fetched:
        desk.attachments.contents.put_bytes(content)
        return Fetched.HERE

    sync.fetched = come
    view = opened()
    clip = view.detail.clip
    assert "tuong-02" in clip.text.text()
    desk.act(clip.fetch.click)
    until(desk, lambda: clip._clip.state is ClipState.HERE and view.detail.player.facts is not None)
    assert sync.asked[-1][0] == "bring_content"
    assert sync.asked[-1][2] == len(content)
    assert not clip.fetch.isVisible()


def test_a_clip_that_the_server_has_not_says_whose_it_is(
    desk: Desk, opened: Open, far: tuple[SyncStandIn, CameraEvent, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("ioc_desktop.ui.tasks.show_error", lambda _widget, error: told.append(error.message()))
    sync, _event, _content = far
    view = opened()
    desk.act(view.detail.clip.fetch.click)
    until(desk, lambda: told)
    assert "tuong-02" in told[0]
    assert view.detail.clip._clip.state is ClipState.ELSEWHERE
    sync.failure = UNREACHABLE
    desk.act(view.detail.clip.fetch.click)
    until(desk, lambda: len(told) == 2)
    assert "ioc.lan" in told[1]


def test_fetching_can_be_given_up(desk: Desk, opened: Open, far: tuple[SyncStandIn, CameraEvent, bytes]) -> None:
    from ioc_desktop.panels.alarms.progress_view import WorkProgress

    sync, _event, _content = far
    begun, go = threading.Event(), threading.Event()
    outcomes: list[Fetched] = []

    def wait(sha256: str, size: int, go_on: Callable[[float], bool]) -> Fetched:
        del sha256, size
        go_on(0.3)
        begun.set()
        go.wait(20)
        outcomes.append(Fetched.HERE if go_on(0.6) else Fetched.GIVEN_UP)
        return outcomes[-1]

    sync.bring_content = wait  # type: ignore[method-assign]
    view = opened()
    desk.act(view.detail.clip.fetch.click, rounds=2)
    until(desk, begun.is_set)
    dialog = view.window().findChild(WorkProgress)
    assert dialog is not None
    until(desk, lambda: "30 %" in dialog.words.text())
    desk.act(dialog.cancel.click, rounds=2)
    go.set()
    until(desk, lambda: outcomes)
    assert outcomes == [Fetched.GIVEN_UP]
    desk.act(lambda: None)
    assert view.detail.clip._clip.state is ClipState.ELSEWHERE
    assert view.detail.clip.fetch.isVisible()


def test_nothing_is_decoded_while_nobody_looks(desk: Desk, opened: Open, source: Path, tmp_path: Path) -> None:
    attach(desk, desk.put(1, "A"), source, tmp_path)
    view = opened()
    player = view.detail.player
    until(desk, lambda: player.facts is not None)
    desk.act(view.hide, rounds=2)
    assert player.facts is None
    desk.act(view.show, rounds=2)
    until(desk, lambda: player.facts is not None)


def test_who_may_not_see_faces_is_told_why_there_is_nothing_to_play(
    desk: Desk, opened: Open, source: Path, tmp_path: Path
) -> None:
    attach(desk, desk.put(1, "A"), source, tmp_path)
    desk.context.session = Session(uuid4(), "chuyenvien", "Chuyên viên", Role.OPERATOR)
    view = opened()
    until(desk, lambda: view.detail.clip._clip.state is ClipState.CLOSED)
    assert view.detail.clip._clip.path is None
    assert "không che mặt" in view.detail.clip.text.text()
    assert not view.detail.clip.save.isVisible()
    press(desk, view, "Space")
    assert not view.detail.player.is_playing
