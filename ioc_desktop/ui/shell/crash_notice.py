"""The quiet line after a run that stopped by itself."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from ioc_desktop.ui.shell.status_bar import VIETNAM

if TYPE_CHECKING:
    from ioc_desktop.ui.shell.window import Shell


def show_crash_notice(shell: Shell, ended_at: datetime, log: Path) -> None:
    """Say when the run before this one stopped (aware time), with a button that opens its log."""
    words = QCoreApplication.translate("CrashNotice", "Lần chạy trước dừng đột ngột, {when}.")
    shell.show_notice(
        words.format(when=f"{ended_at.astimezone(VIETNAM):%d/%m/%Y %H:%M}"),
        QCoreApplication.translate("CrashNotice", "Mở nhật ký"),
        lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(log))),
    )
