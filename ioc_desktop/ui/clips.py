"""Gets every alarm its clip: asked for when the event begins, attached when it is there; or why there is none."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.events.model import CLIP, CLIP_DESK, CLIP_DUE, SILENT, TABLE, Observation
from ioc_desktop.ui import tasks
from ioc_desktop.video.memory import KEPT_S
from ioc_desktop.video.messages import ClipFailed, ClipSaved
from ioc_desktop.video.types import ClipSpan

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.core.clock import Clock
    from ioc_desktop.kernel.attachments.service import AttachmentService
    from ioc_desktop.kernel.events.service import EventService
    from ioc_desktop.ui.runner import Runner
    from ioc_desktop.ui.settings_store import SettingsStore
    from ioc_desktop.video.clips import ClipAnswer
    from ioc_desktop.video.engine import VideoEngine

_log = logging.getLogger(__name__)

BEFORE_S = AFTER_S = 20.0
LONGEST_S = 60.0
"""An event that lasts has its beginning in the clip: it is what the rule spoke of, and files stay small."""


@dataclass(frozen=True)
class _Waiting:
    clip: int
    last_end_s: float
    end_s: float


class ClipKeeper(QObject):
    """Window thread; the files are attached off it.

    Args:
        folder: where clips are made; what an earlier run left there is removed.
        after_s: how long a clip goes on after its event.
        desk: what this desktop is called, for the others.
    """

    def __init__(
        self,
        window: QWidget,
        runner: Runner,
        *,
        events: EventService,
        attachments: AttachmentService,
        video: VideoEngine,
        settings: SettingsStore,
        clock: Clock,
        folder: Path,
        after_s: float = AFTER_S,
        desk: str = "",
    ) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner
        self._events, self._attachments = events, attachments
        self._video, self._settings, self._clock = video, settings, clock
        self._folder, self._after_s, self._desk = folder, after_s, desk
        self._waiting: dict[UUID, _Waiting] = {}
        self._is_stopped = False

    async def start(self) -> None:
        """Make the folder, empty; one that cannot be made is told by the first clip."""
        folder = self._folder

        def clear() -> None:
            try:
                folder.mkdir(parents=True, exist_ok=True)
                for left in folder.iterdir():
                    left.unlink(missing_ok=True)
            except OSError as error:
                _log.warning("folder of clips: %s", error)

        await self._runner.write(clear)

    def stop(self) -> None:
        """What is not there yet will not be kept."""
        self._is_stopped = True

    def begin(self, event_id: UUID, stream: str, seen: Observation) -> None:
        """Ask for the clip of an event that begins; nothing for what alarms nobody.

        Args:
            stream: id of the stream that was looked at.
        """
        if seen.severity == SILENT or not self._settings.current.analysis.keeps_clips:
            return
        now_s, moment_s = self._clock.monotonic(), self._monotonic(seen.started_at)
        start_s = max(moment_s - BEFORE_S, now_s - KEPT_S)
        end_s = start_s + LONGEST_S
        path = self._folder / f"{event_id}.mp4"
        span = ClipSpan(start_s, end_s, moment_s=now_s)
        clip = self._video.save_clip(stream, span, path, lambda answer: self._take(event_id, path, answer))
        self._waiting[event_id] = _Waiting(clip, end_s, end_s)

    def finish(self, event_id: UUID, ended_at: datetime) -> None:
        """The event is over: so is its clip, a while later."""
        waiting = self._waiting.get(event_id)
        if waiting is None:
            return
        end_s = min(waiting.last_end_s, self._monotonic(ended_at) + self._after_s)
        self._waiting[event_id] = _Waiting(waiting.clip, waiting.last_end_s, end_s)
        self._video.end_clip(waiting.clip, end_s)

    def noted(self, event_id: UUID, seen: Observation) -> Observation:
        """The observation with when its clip will be there and on which desktop, so that every desktop can say it."""
        waiting = self._waiting.get(event_id)
        if waiting is None:
            return seen
        due = self._clock.now() + timedelta(seconds=waiting.end_s - self._clock.monotonic())
        told = {CLIP_DUE: due.isoformat(timespec="seconds")} | ({CLIP_DESK: self._desk} if self._desk else {})
        return replace(seen, details=dict(seen.details) | told)

    def _monotonic(self, moment: datetime) -> float:
        return self._clock.monotonic() - (self._clock.now() - moment).total_seconds()

    def _take(self, event_id: UUID, path: Path, answer: ClipAnswer) -> None:
        self._waiting.pop(event_id, None)
        if not self._is_stopped:
            self._run(lambda: self._keep(event_id, path, answer))

    def _keep(self, event_id: UUID, path: Path, answer: ClipSaved | ClipFailed) -> None:
        """On the writer's thread: attach the file, or write down why there is none."""
        try:
            if isinstance(answer, ClipFailed):
                raise answer.reason
            self._attachments.add(TABLE, event_id, path, name=CLIP)
            if answer.is_short:
                raise cut_short()
        except ExpectedError as error:
            self._events.note_files(event_id, error.message())
        else:
            self._events.changed.emit(event_id)
        finally:
            for left in (path, path.with_name(f"{path.name}.part")):  # a killed decoder leaves half a file
                left.unlink(missing_ok=True)

    def _run(self, write: Callable[[], object]) -> None:
        async def go() -> None:
            await self._runner.write(write)

        tasks.start(go(), self._window)


def cut_short() -> ExpectedError:
    """A clip that does not show all of what was asked for."""
    return ExpectedError(
        "clip.cut_short",
        QT_TRANSLATE_NOOP(
            "errors", "Đoạn phim ngắn hơn thường lệ: camera đổi khuôn hình hoặc gửi hình quá lớn. Xem cài đặt camera."
        ),
    )
