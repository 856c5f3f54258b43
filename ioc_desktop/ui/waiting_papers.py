"""Issues what waited for its number as soon as the server can be asked again."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

from ioc_desktop.sync.state import Link, SyncStatus
from ioc_desktop.ui import tasks
from ioc_desktop.ui.widgets.toast import toast

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.core.errors import ExpectedError
    from ioc_desktop.kernel.papers.service import PaperService
    from ioc_desktop.sync.port import SyncPort
    from ioc_desktop.ui.runner import Runner

_log = logging.getLogger(__name__)


class WaitingPapers(QObject):
    """Looks each time when this desktop comes into step with its server.

    Signals:
        in_step(): carried over from the thread of synchronisation.
    """

    in_step = Signal()

    def __init__(self, shell: QWidget, runner: Runner, papers: PaperService, sync: SyncPort) -> None:
        super().__init__(shell)
        self._shell, self._runner, self._papers = shell, runner, papers
        self._was_online = False
        self.in_step.connect(self.look, Qt.ConnectionType.QueuedConnection)
        self._unhear = sync.changed.connect(self._hear)

    def stop(self) -> None:
        self._unhear()

    def _hear(self, status: SyncStatus) -> None:
        """On the thread of synchronisation."""
        is_online = status.link is Link.ONLINE
        if is_online and not self._was_online:
            self.in_step.emit()
        self._was_online = is_online

    @Slot()
    def look(self) -> None:
        """Issue what waits; asks the server, so not on the one writer."""
        tasks.start(self._look(), self._shell, self._leave)

    async def _look(self) -> None:
        for paper in await self._runner.read(self._papers.finish_waiting):
            said = QCoreApplication.translate("WaitingPapers", "Có số rồi: đã ban hành {code}")
            toast(self._shell, said.format(code=paper.code))

    @staticmethod
    def _leave(error: ExpectedError) -> None:
        """It waits on; the next time in step it is tried again."""
        _log.warning("documents wait on for their numbers: %s", error.code)
