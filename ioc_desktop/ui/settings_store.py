"""The settings in use: one tree, changed choice by choice, written to disk off the window's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ioc_desktop.config.settings import CHECKS
from ioc_desktop.config.settings_file import save
from ioc_desktop.core.events import Event

if TYPE_CHECKING:
    from pathlib import Path

    from ioc_desktop.config.settings import Settings
    from ioc_desktop.ui.runner import Runner


class SettingsStore:
    """Window thread only.

    Attributes:
        current: the tree in use; frozen.
        changed: the key ``"section.field"`` that changed, after ``current`` was replaced and before it is on disk.
    """

    def __init__(self, path: Path, settings: Settings, runner: Runner) -> None:
        self._path = path
        self._runner = runner
        self.current = settings
        self.changed: Event[str] = Event()

    async def change(self, key: str, value: object) -> None:
        """Use a new value at once, then write the file.

        Raises:
            ValidationError: the value is not allowed here.
            ExpectedError: what ``CHECKS`` say of the value, which is not used then; or ``file.unwritable``: it is in
                use all the same.
        """
        if self.current.value(key) == value:
            return
        if key in CHECKS:
            CHECKS[key](str(value))
        settings = self.current = self.current.changed(key, value)
        self.changed.emit(key)
        await self._runner.write(lambda: save(self._path, settings))
