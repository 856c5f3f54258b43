"""What the page of alarms does with the clip of the chosen event: finds it, plays it, saves a copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QWidget

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.panels.alarms.clip import ClipState, EventClip
from ioc_desktop.panels.alarms.clip_view import STEP_S
from ioc_desktop.panels.alarms.picture_view import SaveDialog
from ioc_desktop.panels.alarms.progress_view import WorkProgress
from ioc_desktop.panels.alarms.words import VIETNAM
from ioc_desktop.sync.state import Fetched
from ioc_desktop.ui import tasks
from ioc_desktop.ui.shell.hotkeys import Hotkey
from ioc_desktop.ui.widgets.toast import toast
from ioc_desktop.vision.privacy.errand import Errand, run_errand

if TYPE_CHECKING:
    from ioc_desktop.kernel.events.model import CameraEvent
    from ioc_desktop.panels.alarms.detail_view import EventDetail
    from ioc_desktop.panels.alarms.presenter import AlarmsPresenter
    from ioc_desktop.sync.port import SyncPort
    from ioc_desktop.vision.engine import VisionEngine

_SETTLED_MS = 300
"""Whoever runs through the list with the arrow keys opens no file."""
_LOOK_AGAIN_MS = 5000
"""A clip that is coming becomes one that is lost without any word."""


class ClipDesk(QObject):
    """Window thread; belongs to the page.

    Args:
        vision: whose models find the faces to be covered in a copy.
        sync: brings clips that other desktops have.
    """

    def __init__(
        self,
        page: QWidget,
        presenter: AlarmsPresenter,
        detail: EventDetail,
        vision: Callable[[], VisionEngine],
        sync: Callable[[], SyncPort],
    ) -> None:
        super().__init__(page)
        self._vision, self._sync = vision, sync
        self._page, self._presenter, self._detail = page, presenter, detail
        self._event: CameraEvent | None = None
        self._clip = EventClip(ClipState.NONE)
        self._found: UUID | None = None
        self._settled = QTimer(self, interval=_SETTLED_MS, singleShot=True)
        self._settled.timeout.connect(detail.player.prepare)
        self._again = QTimer(self, interval=_LOOK_AGAIN_MS, singleShot=True)
        self._again.timeout.connect(self._look)

    def show(self, event: CameraEvent) -> None:
        """Show the event's clip; asked for again until it is there."""
        if self._event is None or event.id != self._event.id:
            self._found = None
            self._put(event, EventClip(ClipState.NONE))
        self._event = event
        if self._found == event.id:
            self._detail.show_clip(event, self._clip)  # the event may have gone on meanwhile
        else:
            self._look()

    def leave(self) -> None:
        """Nobody looks any more."""
        self._event = self._found = None
        self._settled.stop()
        self._again.stop()
        self._detail.forget_clip()

    def _look(self) -> None:
        if self._event is not None:
            tasks.start(self._find(self._event), self._page)

    async def _find(self, event: CameraEvent) -> None:
        clip = await self._presenter.clip(event)
        if self._event is None or self._event.id != event.id:
            return
        self._put(event, clip)
        if clip.state is ClipState.HERE:
            self._found = event.id
            self._settled.start()
        elif clip.state is ClipState.COMING:
            self._again.start()

    def _put(self, event: CameraEvent, clip: EventClip) -> None:
        self._clip = clip
        self._detail.show_clip(event, clip)

    # ------------------------------------------------------------------ a copy

    def ask_where(self) -> None:
        """Ask for a name, then write the copy."""
        event, clip = self._event, self._clip
        if event is None or clip.state is not ClipState.HERE:
            return
        dialog = SaveDialog(self._page.window(), may_see=True, name=file_name(event), is_film=True)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(
            lambda path, is_whole, reason: self.save(event, clip, Path(path), reason if is_whole else None)
        )
        dialog.open()

    def save(self, event: CameraEvent, clip: EventClip, path: Path, reason: str | None) -> None:
        """Write a copy, with faces for a reason, else without; how it went is told in the window."""
        tasks.start(self._save(event, clip, path, reason), self._page)

    async def _save(self, event: CameraEvent, clip: EventClip, path: Path, reason: str | None) -> None:
        if reason is not None:
            await self._presenter.save_clip(event, clip, path, reason)
        elif clip.path is None or not await self._cover(event, clip.path, path):
            return
        toast(self._page, self.tr("Đã lưu {name}").format(name=path.name))

    async def _cover(self, event: CameraEvent, source: Path, target: Path) -> bool:
        """Whether it was finished; a person may give up."""
        await self._presenter.note_covered_clip(event)
        vision = self._vision()
        errand = Errand(source, target, vision.pack, vision.face_pack)
        title, waiting = self.tr("Đang che mặt trong đoạn phim"), self.tr("Đang tìm mặt người…")
        progress = WorkProgress(self._page.window(), title, waiting, self.tr("Đang ghi: {n} %"))
        return await progress.run(lambda go_on: run_errand(errand, go_on))

    # ------------------------------------------------------------------ from the server

    def fetch(self) -> None:
        """Bring the clip of another desktop here; how it went is told in the window."""
        if self._event is not None and self._clip.state is ClipState.ELSEWHERE:
            tasks.start(self._fetch(self._event, self._clip), self._page)

    async def _fetch(self, event: CameraEvent, clip: EventClip) -> None:
        sync, title = self._sync(), self.tr("Đang tải đoạn phim về máy này")
        progress = WorkProgress(self._page.window(), title, self.tr("Đang hỏi máy chủ…"), self.tr("Đã tải {n} %"))
        fetched = await progress.run(lambda go_on: sync.bring_content(clip.sha256, clip.size, go_on))
        if fetched is Fetched.MISSING:
            raise not_on_server(clip.desk)
        if self._event is not None and self._event.id == event.id:
            self._look()

    # ------------------------------------------------------------------ keys

    def keys(self) -> dict[str, Callable[[], None]]:
        """Key sequence → what it does."""
        player = self._detail.player
        return {
            "Space": self._space,
            "J": lambda: player.step(-STEP_S),
            "L": lambda: player.step(STEP_S),
            "Ctrl+S": self.ask_where,
        }

    def _space(self) -> None:
        """Play. The key stays with a button beside the clip, and with any button while there is nothing to play."""
        player, focused = self._detail.player, self._page.focusWidget()
        is_near = focused is not None and self._detail.isAncestorOf(focused)
        if isinstance(focused, QAbstractButton) and (is_near or not player.is_open):
            focused.click()
        else:
            player.toggle()

    def hotkeys(self) -> list[Hotkey]:
        """What F1 lists."""
        return [
            Hotkey("Space", self.tr("Phát hoặc dừng đoạn phim")),
            Hotkey("J | L", self.tr("Lùi, tiến 5 giây trong đoạn phim")),
            Hotkey("Ctrl S", self.tr("Lưu đoạn phim ra tệp")),
        ]


def not_on_server(desk: str) -> ExpectedError:
    """The desktop that made the clip has not sent it yet."""
    if desk:
        sentence = QT_TRANSLATE_NOOP(
            "errors", "Máy chủ chưa có đoạn phim này: máy {desk} đang giữ. Bật máy đó, nối máy chủ rồi tải lại."
        )
        return ExpectedError("clip.not_on_server", sentence, desk=desk)
    sentence = QT_TRANSLATE_NOOP(
        "errors", "Máy chủ chưa có đoạn phim này. Bật máy canh camera, nối máy chủ rồi tải lại."
    )
    return ExpectedError("clip.not_on_server", sentence)


def file_name(event: CameraEvent) -> str:
    """A name that says when and what, without letters that file systems refuse."""
    local = event.started_at.astimezone(VIETNAM)
    plain = "".join(each if each.isalnum() else " " for each in f"{event.rule_name} {event.place}")
    return f"{local:%Y%m%d-%H%M%S} {' '.join(plain.split())[:80]}".strip() + ".mp4"
