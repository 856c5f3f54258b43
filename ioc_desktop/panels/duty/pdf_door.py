"""A document of the shift leaves the program: opened in the reader of the desk, or saved where a person says."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.panels.duty.words import tr
from ioc_desktop.ui import tasks
from ioc_desktop.ui.errors import show_error

_PDF = QT_TRANSLATE_NOOP("duty", "Tệp PDF (*.pdf)")
Write = Callable[[Path], Coroutine[Any, Any, None]]
"""Makes the document and puts it there."""


def open_pdf(owner: QWidget, path: Path, write: Write) -> None:
    """Write it there, then show it; a failure is told in the window of ``owner``."""

    async def work() -> None:
        await write(path)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    tasks.start(work(), owner)


def save_pdf(owner: QWidget, title: str, proposed: str, write: Write) -> None:
    """Ask where to, then write it there; a failure is told in the window of ``owner``."""
    name, _ = QFileDialog.getSaveFileName(owner, title, proposed, tr(_PDF))
    if name:
        tasks.start(write(Path(name)), owner, lambda error: show_error(owner, error))
