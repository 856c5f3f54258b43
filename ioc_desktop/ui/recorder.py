"""Writes down what rules say: each event once, as long as it lasts, and what it ended with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.events.model import FACES, FACES_BY, PICTURE, RESIZED, TABLE, Observation
from ioc_desktop.ui import tasks
from ioc_desktop.ui.tally import CrossingTally, is_counted

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.core.clock import Clock
    from ioc_desktop.kernel.attachments.service import AttachmentService
    from ioc_desktop.kernel.events.service import EventService
    from ioc_desktop.ui.clips import ClipKeeper
    from ioc_desktop.ui.runner import Runner
    from ioc_desktop.vision.engine import VisionEngine
    from ioc_desktop.vision.rules.model import Rule, RuleEvent
    from ioc_desktop.vision.rules.picture_sizes import Size
    from ioc_desktop.vision.worker import Seen, Snapshot

_WRITE_EVERY_S = 5.0
_MOST_OPEN = 1000
"""More events at once are a fault of a rule; the rest is counted and told when there is room."""


@dataclass(frozen=True)
class Source:
    """Where an event comes from, in words.

    Attributes:
        place: the camera's number, name and place.
        rule: the rule that spoke.
        stream: id of the stream that was looked at.
        resized: size of the picture that the rule was drawn for and of the one that it looks at, where they differ so
            that somebody should look at the drawing again.
    """

    place: str
    rule: Rule
    stream: str = ""
    resized: tuple[Size, Size] | None = None


@dataclass
class _Open:
    event_id: UUID
    written_s: float
    picture: Mapping[str, object]


class EventRecorder(QObject):
    """Window thread; the database is written off it, in order. A later write carries all that is known by then.

    Args:
        describe: camera's key and rule's id → words; None for what is no longer known.
        tally: takes what is only counted; without it every crossing is an event.
        clips: gets alarms their clips; without it there are none.
    """

    def __init__(
        self,
        window: QWidget,
        runner: Runner,
        *,
        events: EventService,
        attachments: AttachmentService,
        vision: VisionEngine,
        clock: Clock,
        describe: Callable[[str, str], Source | None],
        tally: CrossingTally | None = None,
        clips: ClipKeeper | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner
        self._events, self._attachments = events, attachments
        self._vision, self._clock = vision, clock
        self._describe, self._tally, self._clips = describe, tally, clips
        self._open: dict[tuple[str, str, int], _Open] = {}
        self.dropped = 0
        self._forget = vision.seen.connect(self._take)

    async def start(self) -> None:
        """Close what an earlier run of this program left open."""
        await self._runner.write(self._events.close_left_open)
        if self._clips is not None:
            await self._clips.start()

    def stop(self) -> None:
        self._forget()

    def _take(self, seen: Seen) -> None:
        event = seen.event
        key = (seen.camera, event.rule, event.number)
        source = self._describe(seen.camera, event.rule)
        if source is not None and self._tally is not None and is_counted(source.rule):
            self._tally.note(seen)
            return
        open_ = self._open.get(key)
        if source is None or (open_ is None and len(self._open) >= _MOST_OPEN):
            self.dropped += source is not None
            return
        now_s = self._clock.monotonic()
        picture = open_.picture if open_ else of_picture(seen.snapshot) if seen.snapshot else {}
        observation = observed(seen, source, self._vision.model_mark, picture)
        if open_ is None:
            self._begin(key, observation, _Open(uuid7(), now_s, picture), seen, source.stream)
        elif event.phase == "closed":
            del self._open[key]
            self._close(open_.event_id, observation)
        elif now_s - open_.written_s >= _WRITE_EVERY_S:
            open_.written_s = now_s
            self._write(open_.event_id, observation, is_open=True)

    def _begin(
        self, key: tuple[str, str, int], observation: Observation, open_: _Open, seen: Seen, stream: str
    ) -> None:
        event_id, snapshot = open_.event_id, seen.snapshot
        if self._clips is not None:
            self._clips.begin(event_id, stream, observation)
        begun = self._with_due(event_id, observation)
        self._run(lambda: self._events.begin(begun, event_id))
        if snapshot is not None:
            self._run(lambda: self._keep(event_id, snapshot.jpeg))
        if seen.event.phase == "closed":
            self._close(event_id, observation)
        else:
            self._open[key] = open_

    def _close(self, event_id: UUID, observation: Observation) -> None:
        if self._clips is not None:
            self._clips.finish(event_id, observation.ended_at)
        self._write(event_id, observation, is_open=False)

    def _with_due(self, event_id: UUID, observation: Observation) -> Observation:
        return self._clips.noted(event_id, observation) if self._clips is not None else observation

    def _keep(self, event_id: UUID, jpeg: bytes) -> None:
        """Attach the picture; an event without one is better than none, and says why."""
        try:
            self._attachments.add_bytes(TABLE, event_id, jpeg, name=PICTURE)
        except ExpectedError as error:
            self._events.note_files(event_id, error.message())
        else:
            self._events.changed.emit(event_id)

    def _write(self, event_id: UUID, observation: Observation, *, is_open: bool) -> None:
        seen = self._with_due(event_id, observation)
        self._run(lambda: self._events.go_on(event_id, seen, is_open=is_open))

    def _run(self, write: Callable[[], object]) -> None:
        async def go() -> None:
            await self._runner.write(write)

        tasks.start(go(), self._window)


def of_picture(snapshot: Snapshot) -> dict[str, object]:
    """What an event keeps of its picture beside it: who is meant, and what is covered."""
    box: dict[str, object] = {"picture_box": [round(each, 4) for each in snapshot.box]} if snapshot.box else {}
    if snapshot.faces is None:
        return box
    return box | {FACES: [list(region) for region in snapshot.faces], FACES_BY: snapshot.faces_by}


def observed(seen: Seen, source: Source, model: str, picture: Mapping[str, object] | None = None) -> Observation:
    """What a rule said, in the terms of the store; stream times become times of the day. Pure.

    Args:
        picture: what is kept of the event's picture, which need not be that of the peak.
    """
    event, rule = seen.event, source.rule
    return Observation(
        camera_id=UUID(seen.camera),
        rule_id=event.rule,
        rule_name=rule.name or event.kind.value,
        kind=event.kind.value,
        severity=rule.severity.value,
        place=source.place,
        started_at=_moment(seen, event.start_s),
        peak_at=_moment(seen, event.peak_s),
        ended_at=_moment(seen, event.end_s),
        category=event.category,
        value=event.value,
        box=event.box,
        tracks=event.tracks[:20],
        confidence=event.confidence,
        details=_proof(event, rule) | _doubts(source) | dict(picture or {}),
        model=model,
    )


def _moment(seen: Seen, stream_s: float) -> datetime:
    return datetime.fromtimestamp(seen.at, UTC) + timedelta(seconds=stream_s - seen.pts_s)


def _doubts(source: Source) -> dict[str, object]:
    return {RESIZED: [list(size) for size in source.resized]} if source.resized is not None else {}


def _proof(event: RuleEvent, rule: Rule) -> dict[str, object]:
    """Proof beyond the numbers that every event has."""
    proof = event.signal
    if proof is None:
        return {}
    glow = [round(each, 3) for each in proof.glow]
    red_for_s = round(proof.passed_s - proof.since_s, 2)
    told: dict[str, object] = {"signal_id": rule.signal} if proof.source == "feed" else {}
    return told | {"signal": proof.state, "signal_source": proof.source, "state_for_s": red_for_s, "glow": glow}
