"""What is only counted: crossings of lines go to the detections, where thousands an hour belong, not to the events."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from ioc_desktop.kernel.events.log import Detection
from ioc_desktop.ui import tasks
from ioc_desktop.vision.rules.model import RuleKind, Severity

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.kernel.events.log import EventLog
    from ioc_desktop.ui.runner import Runner
    from ioc_desktop.vision.rules.model import Rule
    from ioc_desktop.vision.worker import Seen

KIND = "crossing"
"""Of these detections; their value is the rule's identifier, with ``+`` along and ``-`` against its direction."""
_FLUSH_MS = 5000
_MOST_WAITING = 10_000


def is_counted(rule: Rule) -> bool:
    """Whether a rule counts rather than alarms."""
    return rule.kind is RuleKind.LINE_CROSSING and rule.severity is Severity.INFO


class CrossingTally(QObject):
    """Window thread; written off it every few seconds, the last ones when it stops."""

    def __init__(self, window: QWidget, runner: Runner, log: EventLog) -> None:
        super().__init__(window)
        self._window, self._runner, self._log = window, runner, log
        self._waiting: list[Detection] = []
        self._known: set[tuple[str, str, int]] = set()
        self._flush = QTimer(self, interval=_FLUSH_MS)
        self._flush.timeout.connect(self._write)
        self._flush.start()

    def note(self, seen: Seen) -> None:
        """Count a crossing, once."""
        event = seen.event
        key = (seen.camera, event.rule, event.number)
        is_new = key not in self._known
        (self._known.discard if event.phase == "closed" else self._known.add)(key)
        if not is_new or len(self._waiting) >= _MOST_WAITING:
            return
        at = datetime.fromtimestamp(seen.at, UTC) + timedelta(seconds=event.start_s - seen.pts_s)
        way = "-" if event.value < 0 else "+"
        track = event.tracks[0] if event.tracks else None
        self._waiting.append(
            Detection(
                at=at,
                camera_id=UUID(seen.camera),
                kind=KIND,
                category=event.category,
                score=event.confidence,
                track=track,
                value=f"{event.rule}{way}",
            )
        )

    def _write(self) -> None:
        counted, self._waiting = self._waiting, []
        if counted:

            async def go() -> None:
                await self._runner.write(lambda: self._log.append(counted))

            tasks.start(go(), self._window)

    def stop(self) -> None:
        """Write what waits; a few rows, so that the end of the program may wait for them."""
        self._flush.stop()
        if self._waiting:
            self._log.append(self._waiting)
            self._waiting = []
