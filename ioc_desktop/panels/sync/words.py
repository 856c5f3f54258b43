"""How this desktop stands to the server, in a few words for the header. Pure but for translation."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from PySide6.QtCore import QCoreApplication

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.sync.state import Link

VIETNAM = timezone(timedelta(hours=7))
CLOCK_LIMIT_S = 30
"""From here on a wrong clock is told: times of changes are compared between desktops."""

_LINKS = {
    Link.ALONE: QT_TRANSLATE_NOOP("SyncWords", "Chưa thuộc máy chủ nào"),
    Link.CONNECTING: QT_TRANSLATE_NOOP("SyncWords", "Đang nối máy chủ"),
    Link.ONLINE: QT_TRANSLATE_NOOP("SyncWords", "Đang nối với máy chủ"),
    Link.OFFLINE: QT_TRANSLATE_NOOP("SyncWords", "Mất máy chủ"),
    Link.UPDATE_NEEDED: QT_TRANSLATE_NOOP("SyncWords", "Chương trình cũ, chỉ nhận"),
    Link.SERVER_OLD: QT_TRANSLATE_NOOP("SyncWords", "Máy chủ cũ, chỉ nhận"),
    Link.REFUSED: QT_TRANSLATE_NOOP("SyncWords", "Máy chủ từ chối"),
    Link.PAUSED: QT_TRANSLATE_NOOP("SyncWords", "Cửa sổ khác đang đồng bộ"),
}


def link_words(link: Link, since: datetime | None, now: datetime) -> str:
    """The link and since when: the time today, the date before."""
    words = QCoreApplication.translate("SyncWords", _LINKS[link])
    if since is None or link is Link.ALONE:
        return words
    local, today = since.astimezone(VIETNAM), now.astimezone(VIETNAM).date()
    moment = f"{local:%H:%M}" if local.date() == today else f"{local:%H:%M %d/%m/%Y}"
    return QCoreApplication.translate("SyncWords", "{state} · từ {moment}").format(state=words, moment=moment)


def clock_words(offset_s: float | None) -> str:
    """What is wrong with the clock; "" while it is right or unknown."""
    if offset_s is None or abs(offset_s) <= CLOCK_LIMIT_S:
        return ""
    fast = QCoreApplication.translate(
        "SyncWords", "Đồng hồ máy này nhanh {n} giây so với máy chủ. Chỉnh lại giờ của máy."
    )
    slow = QCoreApplication.translate(
        "SyncWords", "Đồng hồ máy này chậm {n} giây so với máy chủ. Chỉnh lại giờ của máy."
    )
    return (fast if offset_s > 0 else slow).format(n=int(abs(offset_s)))
