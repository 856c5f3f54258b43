"""What a tile holds and what it says: which words, icon and colour belong to which state (STYLE.md §3)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from ioc_desktop.ui.video.content import TileContent
from ioc_desktop.video.types import StreamState, StreamStatus


class Kind(Enum):
    """How a tile's picture is drawn."""

    EMPTY = auto()
    LIVE = auto()
    CONNECTING = auto()
    RECONNECTING = auto()
    LOST = auto()
    FROZEN = auto()
    OFF = auto()
    NO_PERMISSION = auto()


@dataclass(frozen=True)
class Look:
    """Everything that decides a tile's appearance apart from the live pixels; equal looks are drawn once.

    Attributes:
        icon: concept over the picture, "" for none.
        caption_icon: concept at the end of the caption, "" for none.
        color: token of icon and words.
        clock: elapsed time, in mono.
        reason: sentence with the next step, drawn where it fits and shown as tooltip.
        stale: the last picture stays, dimmed and grey.
    """

    kind: Kind
    title: str = ""
    clock: str = ""
    detail: str = ""
    reason: str = ""
    icon: str = ""
    caption_icon: str = ""
    color: str = "text.muted"
    stale: bool = False

    @property
    def trouble(self) -> bool:
        """Whether the equipment fails: hatch and edge in lavender."""
        return self.kind in {Kind.RECONNECTING, Kind.LOST, Kind.FROZEN}


LIVE = Look(Kind.LIVE)


def look_of(content: TileContent | None, status: StreamStatus, now_s: float) -> Look:
    """The look of a tile at a moment of the monotonic clock."""
    if content is None:
        return empty_look(editable=True)
    if not content.allowed:
        return _no_permission()
    if content.stream is None:
        return _off()
    make = _BY_STATE.get(status.state)
    return make(status, now_s) if make else LIVE


def empty_look(*, editable: bool) -> Look:
    """A free place on the wall."""
    if not editable:
        return Look(Kind.EMPTY, QCoreApplication.translate("tile", "Ô trống"))
    return Look(Kind.EMPTY, QCoreApplication.translate("tile", "Kéo camera vào đây"), icon="action.add")


def _no_permission() -> Look:
    icon = "camera.no_permission"
    title = QCoreApplication.translate("tile", "Không có quyền")
    return Look(Kind.NO_PERMISSION, title, icon=icon, caption_icon=icon)


def _off() -> Look:
    icon = "camera.off_schedule"
    return Look(Kind.OFF, QCoreApplication.translate("tile", "Đang tắt"), icon=icon, caption_icon=icon)


def _connecting(status: StreamStatus, _now_s: float) -> Look:
    icon = "camera.connecting"
    title = QCoreApplication.translate("tile", "Đang nối")
    return Look(Kind.CONNECTING, title, reason=_reason(status), icon=icon, caption_icon=icon)


def _reconnecting(status: StreamStatus, now_s: float) -> Look:
    parts = []
    if status.attempt > 0:
        parts.append(QCoreApplication.translate("tile", "lần {n}").format(n=status.attempt))
    if status.last_frame_age_s is not None:
        age = elapsed(_age_s(status, now_s))
        parts.append(QCoreApplication.translate("tile", "hình cũ {age}").format(age=age))
    return Look(
        Kind.RECONNECTING,
        QCoreApplication.translate("tile", "Đang nối lại"),
        detail=" · ".join(parts),
        reason=_reason(status),
        icon="action.sync",
        caption_icon="camera.reconnecting",
        color="technical",
        stale=status.last_frame_age_s is not None,
    )


def _lost(status: StreamStatus, now_s: float) -> Look:
    return Look(
        Kind.LOST,
        QCoreApplication.translate("tile", "Mất tín hiệu"),
        clock=elapsed(_age_s(status, now_s)),
        reason=_reason(status),
        icon="camera.lost",
        caption_icon="camera.network",
        color="technical",
    )


def _frozen(status: StreamStatus, now_s: float) -> Look:
    return Look(
        Kind.FROZEN,
        QCoreApplication.translate("tile", "Hình đứng"),
        clock=elapsed(now_s - status.state_since),
        reason=_reason(status),
        icon="camera.frozen",
        caption_icon="camera.frozen",
        color="technical",
        stale=True,
    )


_BY_STATE = {
    StreamState.OFF: _connecting,
    StreamState.CONNECTING: _connecting,
    StreamState.RECONNECTING: _reconnecting,
    StreamState.LOST: _lost,
    StreamState.FROZEN: _frozen,
}


def _age_s(status: StreamStatus, now_s: float) -> float:
    """Since the last picture, or since the trouble began where there never was one."""
    return now_s - status.state_since if status.last_frame_age_s is None else status.last_frame_age_s


def _reason(status: StreamStatus) -> str:
    if status.reason is None:
        return ""
    return status.reason.message(lambda sentence: QCoreApplication.translate("errors", sentence))


def elapsed(seconds: float) -> str:
    """``00:42`` below an hour, ``3:05:10`` above.

    >>> elapsed(42.9), elapsed(11110)
    ('00:42', '3:05:10')
    """
    minutes, rest = divmod(max(0, int(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes:02d}:{rest:02d}"
