"""Alarms get their clips, or the reason why not, on a real database; the decoders are played by hand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.kernel.attachments.files import ContentFolder
from ioc_desktop.kernel.attachments.service import AttachmentService
from ioc_desktop.kernel.events.model import CLIP, CLIP_DUE, TABLE, CameraEvent, EventFilter
from ioc_desktop.kernel.events.service import EventService
from ioc_desktop.store.database import Database
from ioc_desktop.video.messages import ClipFailed, ClipSaved
from ioc_desktop.video.types import ClipSpan
from ioc_desktop.vision.rules.model import Phase, Rule, RuleEvent, RuleKind, Severity
from ioc_desktop.vision.worker import Seen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.ui.runner import Runner
    from ioc_desktop.ui.settings_store import SettingsStore
    from ioc_desktop.video.clips import OnClip

pytestmark = pytest.mark.gui
CAMERA = str(uuid4())
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
RULES = {
    "alarm": Rule(id="alarm", kind=RuleKind.INTRUSION, name="Vùng cấm", severity=Severity.HIGH),
    "note": Rule(id="note", kind=RuleKind.INTRUSION, name="Đếm", severity=Severity.INFO),
}


class ByHand:
    """A clock that is moved by hand."""

    at_s = 1000.0

    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.at_s - 1000)

    def monotonic(self) -> float:
        return self.at_s


class Decoders:
    """Notes what is asked of the video engine; answers when told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ClipSpan, Path]] = []
        self.ends: list[tuple[int, float]] = []
        self.answer: list[OnClip] = []

    def save_clip(self, stream_id: str, span: ClipSpan, path: Path, answered: OnClip) -> int:
        self.asked.append((stream_id, span, path))
        self.answer.append(answered)
        return len(self.asked) - 1

    def end_clip(self, clip: int, end_s: float) -> None:
        self.ends.append((clip, end_s))


class Desk:
    """A recorder with clips and what it hears and writes."""

    def __init__(
        self,
        folder: Path,
        runner: Runner,
        window: QWidget,
        loop: asyncio.AbstractEventLoop,
        settings: SettingsStore,
    ) -> None:
        from ioc_desktop.ui.clips import ClipKeeper
        from ioc_desktop.ui.recorder import EventRecorder, Source

        self.loop, self.clock, self.decoders = loop, ByHand(), Decoders()
        self.database = Database(folder / "events.db").open()
        self.events = EventService(self.database)
        self.attachments = AttachmentService(self.database, ContentFolder(folder / "attachments"))
        self.seen: Event[Seen] = Event()
        self.folder = folder / "cache" / "clips"
        self.keeper = ClipKeeper(
            window, runner, events=self.events, attachments=self.attachments, video=cast("Any", self.decoders),
            settings=settings, clock=self.clock, folder=self.folder,
        )  # fmt: skip
        sources = {(CAMERA, key): Source("02 Lê Duẩn", rule, f"{CAMERA}/sub") for key, rule in RULES.items()}
        self.recorder = EventRecorder(
            window, runner, events=self.events, attachments=self.attachments, clock=self.clock, clips=self.keeper,
            vision=cast("Any", SimpleNamespace(seen=self.seen, model_mark="")),
            describe=lambda camera, rule: sources.get((camera, rule)),
        )  # fmt: skip
        self.act(lambda: None, self.recorder.start)

    def act(self, action: Callable[[], object], before: Any = None) -> None:
        async def go() -> None:
            if before is not None:
                await before()
            action()
            for _ in range(10):
                await asyncio.sleep(0.01)

        self.loop.run_until_complete(go())

    def say(self, phase: Phase, *, rule: str = "alarm", ago_s: float = 2.0, number: int = 1) -> None:
        """The rule speaks now of what began ``ago_s`` ago."""
        event = RuleEvent(
            rule=rule, kind=RuleKind.INTRUSION, number=number, phase=phase, start_s=50.0 - ago_s, peak_s=50.0,
            end_s=50.0, tracks=(4,), category="car", value=1.0, box=None,
        )  # fmt: skip
        self.act(lambda: self.seen.emit(Seen(CAMERA, event, 750, 50.0, self.clock.now().timestamp())))

    def save(self, clip: int, content: bytes = b"a film", *, is_short: bool = False) -> None:
        path = self.decoders.asked[clip][2]
        path.write_bytes(content)
        answer = ClipSaved(clip, 0.0, 40.0, len(content), is_short)
        self.act(lambda: self.decoders.answer[clip](answer))

    def event(self) -> CameraEvent:
        (event,) = self.events.find(EventFilter())
        return event

    def files(self) -> list[tuple[str, str, bytes]]:
        files = self.attachments.of(TABLE, self.event().id)
        return [(file.name, file.mime, self.attachments.contents.read(file.sha256)) for file in files]


@pytest.fixture
def desk(
    tmp_path: Path,
    runner: Runner,
    loop: asyncio.AbstractEventLoop,
    shown: Callable[[QWidget], QWidget],
    context: SimpleNamespace,
) -> Iterator[Desk]:
    from PySide6.QtWidgets import QWidget

    window = QWidget()
    shown(window)
    made = Desk(tmp_path / "desk", runner, window, loop, context.settings)
    yield made
    made.recorder.stop()
    made.keeper.stop()
    made.database.close()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> None:
    (tmp_path / "desk" / "cache" / "clips").mkdir(parents=True)
    (tmp_path / "desk" / "cache" / "clips" / "left.mp4").write_bytes(b"of an earlier run")


def test_an_alarm_has_what_came_before_and_after(desk: Desk) -> None:
    assert list(desk.folder.iterdir()) == [], "what an earlier run left is gone"
    desk.say("raised")
    ((stream, span, path),) = desk.decoders.asked
    assert (stream, path.parent) == (f"{CAMERA}/sub", desk.folder)
    assert (span.start_s, span.end_s) == (1000 - 2 - 20, 1000 - 2 - 20 + 60)
    assert datetime.fromisoformat(desk.event().details[CLIP_DUE]) == NOW + timedelta(seconds=38)
    desk.clock.at_s += 5
    desk.say("closed", ago_s=7)
    assert desk.decoders.ends == [(0, 1005 + 20)]
    assert datetime.fromisoformat(desk.event().details[CLIP_DUE]) == NOW + timedelta(seconds=25)
    desk.save(0)
    assert desk.files() == [(CLIP, "video/mp4", b"a film")]
    assert desk.event().files_note == ""
    assert list(desk.folder.iterdir()) == []


def test_what_lasts_long_has_its_beginning_in_the_clip(desk: Desk) -> None:
    desk.say("raised", ago_s=0)
    desk.save(0)
    assert [name for name, *_ in desk.files()] == [CLIP], "it is there while the event goes on"
    desk.clock.at_s += 300
    desk.say("closed", ago_s=300)
    assert desk.decoders.ends == []
    assert not desk.event().is_open


def test_a_rule_that_waited_long_before_it_spoke_has_what_is_still_kept(desk: Desk) -> None:
    desk.say("raised", ago_s=90)
    ((_, span, _),) = desk.decoders.asked
    assert (span.start_s, span.end_s, span.moment_s) == (970, 1030, 1000)


def test_a_flash_has_a_clip_that_ends_soon(desk: Desk) -> None:
    desk.say("closed", ago_s=1)
    assert desk.decoders.ends == [(0, 1020)]


def test_what_alarms_nobody_has_none_nor_has_anything_when_it_is_switched_off(
    desk: Desk, context: SimpleNamespace
) -> None:
    desk.say("raised", rule="note")
    context.settings.current = context.settings.current.changed("analysis.keeps_clips", value=False)
    desk.say("raised", number=2)
    assert desk.decoders.asked == []
    assert all(CLIP_DUE not in event.details for event in desk.events.find(EventFilter()))


def test_a_clip_that_cannot_be_is_explained(desk: Desk) -> None:
    desk.say("raised")
    reason = ExpectedError("clip.cut_off", "Không có đoạn phim: {why}.", why="bộ giải mã dừng")
    path = desk.decoders.asked[0][2]
    path.with_name(f"{path.name}.part").write_bytes(b"half")
    desk.act(lambda: desk.decoders.answer[0](ClipFailed(0, reason)))
    assert desk.event().files_note == "Không có đoạn phim: bộ giải mã dừng."
    assert list(desk.folder.iterdir()) == []
    assert desk.files() == []


def test_a_clip_that_cannot_be_attached_is_explained(desk: Desk) -> None:
    desk.attachments.contents.root.write_bytes(b"a file where the folder should be")
    desk.say("raised")
    desk.save(0)
    assert desk.event().files_note
    assert desk.files() == []
    assert list(desk.folder.iterdir()) == [], "nothing is left behind"


def test_a_clip_that_is_short_is_kept_and_says_so(desk: Desk) -> None:
    desk.say("raised")
    desk.save(0, is_short=True)
    assert [name for name, *_ in desk.files()] == [CLIP]
    assert "ngắn hơn" in desk.event().files_note


def test_an_answer_after_the_end_is_nobodys(desk: Desk) -> None:
    desk.say("raised")
    desk.keeper.stop()
    desk.save(0)
    assert desk.files() == []
