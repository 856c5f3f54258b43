"""Looks at the clocks of open incidents, and shows in the rail how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ioc_desktop.ui import tasks

if TYPE_CHECKING:
    from ioc_desktop.kernel.incidents.desk import Incidents
    from ioc_desktop.ui.runner import Runner
    from ioc_desktop.ui.shell.window import Shell

_EVERY_MS = 20_000
_SOON_MS = 500
PANEL = "incidents"


class IncidentWatch(QObject):
    """Window thread.

    Signals:
        changed(): carries the service's event from the writer's thread to the window's.
    """

    changed = Signal()

    def __init__(self, shell: Shell, runner: Runner, incidents: Incidents) -> None:
        super().__init__(shell)
        self._shell, self._runner, self._incidents = shell, runner, incidents
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._soon.timeout.connect(lambda: tasks.start(self._count(), self._shell))
        self._is_numbering = False
        self.changed.connect(self._soon.start, Qt.ConnectionType.QueuedConnection)
        self._forget = incidents.changed.connect(lambda _id: self.changed.emit())

    def start(self) -> None:
        self._timer.start()
        self.look()
        self._soon.start()

    def stop(self) -> None:
        """Safe to call once."""
        self._timer.stop()
        self._soon.stop()
        self._forget()

    def look(self) -> None:
        """Escalate what is late."""
        tasks.start(self._look(), self._shell)

    async def _look(self) -> None:
        await self._runner.write(self._incidents.limits.look)
        await self._number()

    async def _number(self) -> None:
        """On a reader's thread: a server that does not answer holds no writes up."""
        if self._is_numbering:
            return
        self._is_numbering = True
        try:
            await self._runner.read(self._incidents.numbers.give_waiting)
        finally:
            self._is_numbering = False

    async def _count(self) -> None:
        queries = self._incidents.queries
        await self._number()
        count, late = await self._runner.read(lambda: (queries.open_count(), queries.late_count()), latest="incidents")
        self._shell.set_badge(PANEL, count, alarm=late > 0)
