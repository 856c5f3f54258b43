"""Care for the database while the window runs: one quick check, and the daily backup. Never on the window's thread."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import tr_error

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ioc_desktop.core.errors import ExpectedError
    from ioc_desktop.store.database import Database
    from ioc_desktop.ui.runner import Runner
    from ioc_desktop.ui.shell.window import Shell

FIRST_MS = 15_000
"""After the first pictures: nobody waits for it."""
EVERY_MS = 3_600_000
_log = logging.getLogger(__name__)


class Upkeep(QObject):
    """Looks a moment after the start, then every hour. A failure is one notice, however often it repeats.

    Args:
        chores: what else is due every hour, such as forgetting what may not be kept any longer.
    """

    def __init__(
        self, shell: Shell, runner: Runner, database: Database, chores: Sequence[Callable[[], object]] = ()
    ) -> None:
        super().__init__(shell)
        self._chores = chores
        self._shell, self._runner, self._database = shell, runner, database
        self._said: set[str] = set()
        self._is_checked = self._is_busy = False
        self._timer = QTimer(self, interval=EVERY_MS)
        self._first = QTimer(self, interval=FIRST_MS, singleShot=True)
        for timer in (self._timer, self._first):
            timer.timeout.connect(self.look)

    def start(self) -> None:
        self._timer.start()
        self._first.start()

    def stop(self) -> None:
        """Nothing begins any more."""
        self._timer.stop()
        self._first.stop()

    @Slot()
    def look(self) -> None:
        """Check once, back up when it is due."""
        if not self._is_busy:
            tasks.start(self._look(), self._shell, self._say)

    async def _look(self) -> None:
        from ioc_desktop.store import backup, inspection  # noqa: PLC0415  (not on the way to the first window)

        database = self._database
        self._is_busy = True
        try:
            if not self._is_checked:
                self._is_checked = True
                await self._runner.read(lambda: inspection.quick_check(database))
            await self._runner.read(lambda: backup.scheduled(database.path, database.backups, database.key))
            for chore in self._chores:
                await self._runner.write(chore)
        finally:
            self._is_busy = False

    def _say(self, error: ExpectedError) -> None:
        if error.code not in self._said:
            self._said.add(error.code)
            _log.error("database: %s", error)
            self._shell.show_notice(tr_error(error))
