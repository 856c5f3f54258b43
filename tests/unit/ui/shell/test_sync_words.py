"""What the status bar says of synchronisation."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ioc_desktop.sync.state import Link, SyncStatus
from ioc_desktop.ui.shell.sync_words import sync_words

NOW = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
TODAY = datetime(2026, 11, 27, 7, 5, tzinfo=UTC)
YESTERDAY = datetime(2026, 11, 26, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "words", "tone"),
    [
        (SyncStatus(), "Lưu tại máy", "text.secondary"),
        (SyncStatus(link=Link.CONNECTING), "Đang kết nối máy chủ", "text.secondary"),
        (SyncStatus(link=Link.ONLINE), "Đã đồng bộ", "text.secondary"),
        (SyncStatus(link=Link.ONLINE, to_send=12), "Đang gửi 12", "text.secondary"),
        (SyncStatus(link=Link.ONLINE, receiving=0.456, to_send=3), "Đang nhận 45 %", "text.secondary"),
        (SyncStatus(link=Link.ONLINE, conflicts=2, to_send=3), "Xung đột 2", "severity.medium"),
        (SyncStatus(link=Link.ONLINE, refused=1, conflicts=2), "Bị từ chối 1", "severity.medium"),
        (SyncStatus(link=Link.OFFLINE, since=TODAY), "Mất máy chủ từ 14:05", "technical"),
        (
            SyncStatus(link=Link.OFFLINE, since=YESTERDAY, to_send=4, refused=9),
            "Mất máy chủ từ 26/11 08:02 · chờ gửi 4",
            "technical",
        ),
        (SyncStatus(link=Link.UPDATE_NEEDED), "Cần cập nhật chương trình", "technical"),
        (SyncStatus(link=Link.SERVER_OLD), "Máy chủ cần nâng cấp", "technical"),
        (SyncStatus(link=Link.REFUSED), "Máy chủ từ chối", "technical"),
        (SyncStatus(link=Link.PAUSED), "Cửa sổ khác đang đồng bộ", "text.secondary"),
    ],
)
def test_every_state_has_its_words(status: SyncStatus, words: str, tone: str) -> None:
    said = sync_words(status, NOW)
    assert (said.words, said.tone) == (words, tone)
    assert said.icon.startswith("mdi6.")
