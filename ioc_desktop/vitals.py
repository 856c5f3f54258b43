"""Feeds the status bar: what is live, what is analysed, what is wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from ioc_desktop.kernel.duty.times import VIETNAM, slot_at
from ioc_desktop.ui import tasks
from ioc_desktop.ui.shell.status import StatusSnapshot
from ioc_desktop.ui.shell.sync_words import sync_words

if TYPE_CHECKING:
    from ioc_desktop.services import Services
    from ioc_desktop.ui.runner import Runner
    from ioc_desktop.ui.shell.window import Shell
    from ioc_desktop.video.engine import VideoEngine
    from ioc_desktop.vision.engine import VisionEngine

_EVERY_MS = 1000
_SHIFT_EVERY = timedelta(seconds=30)
_LOST_STATES = {"lost", "reconnecting", "frozen"}


class Vitals(QObject):
    """Looks once a second.

    Signals:
        cameras_changed(): carries the service's event from the writer's thread to the window's.
        events_changed(): the same for events.

    Attributes:
        busy: translated line on long work in the background, such as drawing demo clips; None for none.
    """

    cameras_changed = Signal()
    events_changed = Signal()

    def __init__(
        self,
        shell: Shell,
        runner: Runner,
        services: Services,
        *,
        video: VideoEngine,
        vision: VisionEngine,
    ) -> None:
        super().__init__(shell)
        self._shell, self._runner, self._cameras = shell, runner, services.cameras
        self._video, self._vision, self._sync, self._events = video, vision, services.sync, services.events
        self._duty, self._shift, self._shift_due_at = services.duty, "", datetime.min.replace(tzinfo=UTC)
        self._unseen_events = True
        self._total = 0
        self.busy: str | None = None
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self.cameras_changed.connect(self._count)
        self.events_changed.connect(self._note_events, Qt.ConnectionType.QueuedConnection)
        self._forget = [
            services.cameras.changed.connect(lambda _none: self.cameras_changed.emit()),
            services.events.changed.connect(lambda _id: self.events_changed.emit()),
        ]

    def start(self) -> None:
        self._count()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        forget, self._forget = self._forget, []
        for each in forget:
            each()

    def show_busy(self, words: str | None) -> None:
        """A translated line on long work in the background; None when it is over."""
        self.busy = words

    @Slot()
    def _count(self) -> None:
        tasks.start(self._count_cameras(), self._shell)

    async def _count_cameras(self) -> None:
        self._total = len(await self._runner.read(self._cameras.list))
        self.look()

    @Slot()
    def _note_events(self) -> None:
        self._unseen_events = True

    async def _count_events(self) -> None:
        waiting = await self._runner.read(self._events.waiting, latest="vitals.events")
        self._shell.set_badge("alarms", waiting, alarm=True)

    async def _read_shift(self) -> None:
        handovers = self._duty.handovers
        slot = await self._runner.read(lambda: slot_at(handovers.times(), handovers.now()))
        start, end = (moment.astimezone(VIETNAM) for moment in (slot.starts_at, slot.ends_at))
        self._shift = f"{slot.name} {start:%H:%M} – {end:%H:%M}"

    @Slot()
    def look(self) -> None:
        """Show the state of this moment."""
        if self._unseen_events:
            self._unseen_events = False
            tasks.start(self._count_events(), self._shell)
        if datetime.now(UTC) >= self._shift_due_at:
            self._shift_due_at = datetime.now(UTC) + _SHIFT_EVERY
            tasks.start(self._read_shift(), self._shell)
        tiles = self._video.stats()["tiles"]
        assert isinstance(tiles, list)
        states = [tile["state"] for tile in tiles]
        self._shell.set_status(
            StatusSnapshot(
                cameras_live=states.count("live") if states else None,
                cameras_total=self._total,
                analysis_fps=self._vision.fps if self._vision.is_running else None,
                analysis_label=self._analysis_label(),
                provider=self._vision.provider if self._vision.mode == "detector" else "",
                database=sync_words(self._sync.status, datetime.now(UTC)),
                shift=self._shift,
                busy=self.busy,
                technical=self._trouble(sum(state in _LOST_STATES for state in states)),
            )
        )

    def _analysis_label(self) -> str:
        return self._vision.model if self._vision.mode == "detector" else self.tr("chuyển động")

    def _trouble(self, lost: int) -> str | None:
        if self._vision.problem is not None:
            return self.tr("Mô hình lỗi, đang dùng phát hiện chuyển động")
        if self._vision.lost_devices:
            numbers = ", ".join(map(str, sorted(set(self._vision.lost_devices))))
            return self.tr("Mất card đồ họa {numbers}, camera đã chuyển sang card khác").format(numbers=numbers)
        return self.tr("{n} camera mất tín hiệu").format(n=lost) if lost else None
