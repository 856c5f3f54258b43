"""What rules say becomes events, on a real database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast
from uuid import uuid4

import pytest

from ioc_desktop.core.events import Event
from ioc_desktop.kernel.attachments.files import ContentFolder
from ioc_desktop.kernel.attachments.service import AttachmentService
from ioc_desktop.kernel.events.model import PICTURE, TABLE, CameraEvent, EventFilter
from ioc_desktop.kernel.events.service import EventService
from ioc_desktop.store.database import Database
from ioc_desktop.vision.rules.model import Phase, Rule, RuleEvent, RuleKind, Severity, SignalProof
from ioc_desktop.vision.worker import Seen, Snapshot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.ui.recorder import EventRecorder
    from ioc_desktop.ui.runner import Runner

pytestmark = pytest.mark.gui
CAMERA = str(uuid4())
RULE = Rule(id="r1", kind=RuleKind.RED_LIGHT, name="Vượt đèn đỏ", severity=Severity.HIGH)
AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC).timestamp()


class ByHand:
    """A clock that is moved by hand."""

    at_s = 100.0

    def now(self) -> datetime:
        return datetime.fromtimestamp(AT, UTC)

    def monotonic(self) -> float:
        return self.at_s


class Desk:
    """A recorder and what it hears and writes."""

    def __init__(self, folder: Path, runner: Runner, window: QWidget, loop: asyncio.AbstractEventLoop) -> None:
        from ioc_desktop.ui.recorder import EventRecorder, Source

        self.loop, self.clock = loop, ByHand()
        self.database = Database(folder / "events.db").open()
        self.events = EventService(self.database)
        self.attachments = AttachmentService(self.database, ContentFolder(folder / "attachments"))
        self.seen: Event[Seen] = Event()
        known = {(CAMERA, "r1"): Source("02 Lê Duẩn", RULE)}
        self.recorder: EventRecorder = EventRecorder(
            window,
            runner,
            events=self.events,
            attachments=self.attachments,
            vision=cast("object", SimpleNamespace(seen=self.seen, model_mark="yolox abc")),  # type: ignore[arg-type]
            clock=self.clock,
            describe=lambda camera, rule: known.get((camera, rule)),
        )

    def say(
        self,
        phase: Phase,
        *,
        number: int = 1,
        end_s: float = 50.0,
        rule: str = "r1",
        snapshot: Snapshot | None = None,
        **words: object,
    ) -> None:
        event = RuleEvent(
            rule=rule, kind=RuleKind.RED_LIGHT, number=number, phase=phase, start_s=48.0, peak_s=49.0, end_s=end_s,
            tracks=(4,), category="motorcycle", value=1.0, box=(0.1, 0.2, 0.3, 0.4), **words,  # type: ignore[arg-type]
        )  # fmt: skip

        async def go() -> None:
            self.seen.emit(Seen(CAMERA, event, 750, 50.0, AT, snapshot))
            for _ in range(10):
                await asyncio.sleep(0.01)

        self.loop.run_until_complete(go())

    def written(self) -> list[CameraEvent]:
        return self.events.find(EventFilter())


@pytest.fixture
def desk(
    tmp_path: Path, runner: Runner, loop: asyncio.AbstractEventLoop, shown: Callable[[QWidget], QWidget]
) -> Iterator[Desk]:
    from PySide6.QtWidgets import QWidget

    window = QWidget()
    shown(window)
    made = Desk(tmp_path, runner, window, loop)
    yield made
    made.recorder.stop()
    made.database.close()


def test_stream_times_become_times_of_the_day(desk: Desk) -> None:
    desk.say("raised")
    (event,) = desk.written()
    assert (event.started_at.timestamp(), event.peak_at.timestamp(), event.ended_at.timestamp()) == (AT - 2, AT - 1, AT)
    assert (event.place, event.rule_name, event.severity, event.is_open) == ("02 Lê Duẩn", "Vượt đèn đỏ", "high", True)
    assert (event.category, event.tracks, event.model) == ("motorcycle", (4,), "yolox abc")


def test_it_is_written_now_and_then_while_it_lasts_and_at_its_end(desk: Desk) -> None:
    desk.say("raised")
    desk.say("updated", end_s=51.0)
    assert desk.written()[0].ended_at.timestamp() == AT, "not every update is worth a write"
    desk.clock.at_s += 6
    desk.say("updated", end_s=56.0)
    assert desk.written()[0].ended_at.timestamp() == AT + 6
    desk.say("closed", end_s=57.0)
    (event,) = desk.written()
    assert (event.is_open, event.ended_at.timestamp()) == (False, AT + 7)


def test_two_at_once_are_two_and_a_flash_is_written_whole(desk: Desk) -> None:
    desk.say("raised", number=1)
    desk.say("raised", number=2)
    desk.say("closed", number=3)
    assert sorted(event.is_open for event in desk.written()) == [False, True, True]


def test_the_proof_is_kept(desk: Desk) -> None:
    proof = SignalProof(state="red", since_s=40.0, passed_s=48.5, source="lamp", glow=(0.91234, 0.1, 0.0))
    desk.say("raised", signal=proof)
    details = desk.written()[0].details
    assert details == {"signal": "red", "signal_source": "lamp", "state_for_s": 8.5, "glow": [0.912, 0.1, 0.0]}


def test_what_nobody_knows_is_not_written(desk: Desk) -> None:
    desk.say("raised", rule="gone")
    assert desk.written() == []


def test_an_earlier_run_is_closed(desk: Desk) -> None:
    desk.say("raised")
    desk.loop.run_until_complete(desk.recorder.start())
    assert not desk.written()[0].is_open


def test_the_picture_is_attached_and_its_box_stays(desk: Desk) -> None:
    content = b"\xff\xd8\xff\xe0 picture"
    desk.say("raised", snapshot=Snapshot(content, (0.5, 0.5, 0.6, 0.7)))
    desk.say("closed", end_s=57.0)
    (event,) = desk.written()
    (file,) = desk.attachments.of(TABLE, event.id)
    assert (file.name, file.mime, desk.attachments.contents.read(file.sha256)) == (PICTURE, "image/jpeg", content)
    assert event.details["picture_box"] == [0.5, 0.5, 0.6, 0.7]
    assert not event.is_open


def test_an_event_whose_picture_cannot_be_kept_says_so(desk: Desk) -> None:
    desk.attachments.contents.root.write_bytes(b"a file where the folder should be")
    desk.say("raised", snapshot=Snapshot(b"picture"))
    (event,) = desk.written()
    assert PICTURE in event.files_note
    assert desk.attachments.of(TABLE, event.id) == []
