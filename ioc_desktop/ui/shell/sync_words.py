"""What the status bar says of synchronisation. Pure but for translation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from PySide6.QtCore import QCoreApplication

from ioc_desktop.sync.state import Link, SyncStatus

VIETNAM = timezone(timedelta(hours=7))


@dataclass(frozen=True)
class SyncWords:
    """One item of the bar: the icon tells the state as the tone does, so that colour is never alone."""

    words: str
    icon: str
    tone: str


def sync_words(status: SyncStatus, now: datetime) -> SyncWords:
    """The one thing that matters most now: what stops work, then what asks for a decision, then what moves."""
    return _stopped(status, now) or _undecided(status) or _moving(status) or _quiet(status)


def _undecided(status: SyncStatus) -> SyncWords | None:
    if status.refused:
        return SyncWords(
            QCoreApplication.translate("SyncWords", "Bị từ chối {n}").format(n=status.refused),
            "mdi6.sync-alert",
            "severity.medium",
        )
    if status.conflicts:
        return SyncWords(
            QCoreApplication.translate("SyncWords", "Xung đột {n}").format(n=status.conflicts),
            "mdi6.source-merge",
            "severity.medium",
        )
    return None


def _moving(status: SyncStatus) -> SyncWords | None:
    if status.receiving is not None:
        share = QCoreApplication.translate("SyncWords", "Đang nhận {share} %").format(share=int(status.receiving * 100))
        return SyncWords(share, "mdi6.cloud-download-outline", "text.secondary")
    if status.to_send:
        return SyncWords(
            QCoreApplication.translate("SyncWords", "Đang gửi {n}").format(n=status.to_send),
            "mdi6.cloud-upload-outline",
            "text.secondary",
        )
    return None


def _quiet(status: SyncStatus) -> SyncWords:
    words, icon = {
        Link.CONNECTING: (QCoreApplication.translate("SyncWords", "Đang kết nối máy chủ"), "mdi6.cloud-sync-outline"),
        Link.ONLINE: (QCoreApplication.translate("SyncWords", "Đã đồng bộ"), "mdi6.cloud-check-outline"),
        Link.PAUSED: (QCoreApplication.translate("SyncWords", "Cửa sổ khác đang đồng bộ"), "mdi6.cloud-outline"),
    }.get(status.link, (QCoreApplication.translate("SyncWords", "Lưu tại máy"), "mdi6.database-outline"))
    return SyncWords(words, icon, "text.secondary")


def _stopped(status: SyncStatus, now: datetime) -> SyncWords | None:
    match status.link:
        case Link.OFFLINE:
            waiting = QCoreApplication.translate("SyncWords", "Mất máy chủ từ {since}").format(
                since=_since(status.since, now)
            )
            if status.to_send:
                waiting += " · " + QCoreApplication.translate("SyncWords", "chờ gửi {n}").format(n=status.to_send)
            return SyncWords(waiting, "mdi6.cloud-off-outline", "technical")
        case Link.REFUSED:
            return SyncWords(
                QCoreApplication.translate("SyncWords", "Máy chủ từ chối"), "mdi6.cloud-lock-outline", "technical"
            )
        case Link.UPDATE_NEEDED:
            return SyncWords(
                QCoreApplication.translate("SyncWords", "Cần cập nhật chương trình"), "mdi6.update", "technical"
            )
        case Link.SERVER_OLD:
            return SyncWords(
                QCoreApplication.translate("SyncWords", "Máy chủ cần nâng cấp"), "mdi6.server-off", "technical"
            )
    return None


def _since(moment: datetime | None, now: datetime) -> str:
    """The time today, the date before."""
    if moment is None:
        return "?"
    local, today = moment.astimezone(VIETNAM), now.astimezone(VIETNAM).date()
    return f"{local:%H:%M}" if local.date() == today else f"{local:%d/%m %H:%M}"
