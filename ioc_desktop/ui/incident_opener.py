"""Opens incidents from other panels: from a confirmed event, or from a camera's tile with its picture and clip."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QObject, QTimer

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.incidents.from_event import draft_of_tile
from ioc_desktop.kernel.incidents.model import EvidenceDraft
from ioc_desktop.ui import tasks
from ioc_desktop.ui.video.sources import call_number
from ioc_desktop.video.messages import ClipFailed, ClipSaved
from ioc_desktop.video.types import ClipSpan

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.core.clock import Clock
    from ioc_desktop.kernel.accounts.model import Session
    from ioc_desktop.kernel.cameras.model import Camera
    from ioc_desktop.kernel.cameras.service import CameraService
    from ioc_desktop.kernel.events.model import CameraEvent
    from ioc_desktop.kernel.incidents.desk import Incidents
    from ioc_desktop.kernel.incidents.model import Incident
    from ioc_desktop.ui.runner import Runner
    from ioc_desktop.ui.video.content import TilePicture
    from ioc_desktop.video.clips import ClipAnswer
    from ioc_desktop.video.engine import VideoEngine
    from ioc_desktop.video.types import StreamSpec

_log = logging.getLogger(__name__)

BEFORE_S = AFTER_S = 30.0
_QUALITY = 92
_TEND_MS = 250


class IncidentOpener(QObject):
    """Window thread; what lasts goes to the runner. It outlives the panels: a clip goes on after its tile.

    Args:
        folder: where clips are made before they become evidence.
    """

    def __init__(
        self,
        window: QWidget,
        runner: Runner,
        *,
        incidents: Incidents,
        cameras: CameraService,
        video: VideoEngine,
        clock: Clock,
        folder: Path,
    ) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner
        self._incidents, self._cameras = incidents, cameras
        self._video, self._clock, self._folder = video, clock, folder
        self._kept: dict[int, StreamSpec] = {}
        self._looked: dict[str, StreamSpec] = {}
        self._is_stopped = False
        self._tend = QTimer(self, interval=_TEND_MS)
        self._tend.timeout.connect(video.tend)

    def stop(self) -> None:
        """Clips that are not there yet will not be kept."""
        self._is_stopped = True
        self._tend.stop()

    async def from_event(self, event: CameraEvent, who: Session) -> Incident:
        """The incident of a confirmed event, with its files.

        Raises:
            ExpectedError: ``incident.*``, ``attachment.*``, ``store.*``.
        """

        def write() -> Incident:
            cameras = {camera.id: camera for camera in self._cameras.list()}
            return self._incidents.open_from_event(event, cameras.get(event.camera_id), who)

        return await self._runner.write(write)

    async def from_tile(self, tile: TilePicture, who: Session) -> Incident:
        """An incident of what a tile shows: its picture at once, its clip half a minute later.

        Raises:
            ExpectedError: ``incident.*``, ``attachment.*``, ``store.*``.
        """
        camera, image, at = tile.camera, tile.image, self._clock.now()
        number, now_s = call_number(camera.number), self._clock.monotonic()
        title = QCoreApplication.translate("incidents", "Sự vụ tại camera {number} {name}")
        draft = replace(draft_of_tile(camera, title.format(number=number, name=camera.name)), detected_at=at)
        what = EvidenceDraft(
            title=QCoreApplication.translate("incidents", "Ảnh ô camera lúc lập sự vụ"),
            camera_id=camera.id,
            camera=f"{number} {camera.name}",
            start=at,
        )

        def write() -> Incident:
            incident = self._incidents.service.open(draft, who)
            if image is not None:
                self._incidents.evidence.add_bytes(incident.id, jpeg(image), "o-camera.jpg", what, who)
            return incident

        incident = await self._runner.write(write)
        if tile.stream is not None:
            clip = replace(
                what,
                title=QCoreApplication.translate("incidents", "Đoạn phim 30 giây trước và sau"),
                start=at - timedelta(seconds=BEFORE_S),
                end=at + timedelta(seconds=AFTER_S),
            )
            self._ask_clip(incident.id, tile.stream, clip, now_s, who)
        return incident

    def _ask_clip(
        self, incident_id: UUID, stream: StreamSpec, draft: EvidenceDraft, now_s: float, who: Session
    ) -> None:
        """The stream is decoded on until its clip is whole, whatever the wall shows meanwhile."""
        span = ClipSpan(now_s - BEFORE_S, now_s + AFTER_S, moment_s=now_s)
        self._save_span(incident_id, stream, span, draft, who)

    def _save_span(
        self, incident_id: UUID, stream: StreamSpec, span: ClipSpan, draft: EvidenceDraft, who: Session
    ) -> None:
        path = self._folder / f"{uuid7()}.mp4"
        path.parent.mkdir(parents=True, exist_ok=True)
        self._hold(stream)
        number = self._video.save_clip(
            stream.id, span, path, lambda answer: self._take(incident_id, path, answer, draft, who)
        )
        self._kept[number] = stream
        self._tend.start()

    def _hold(self, *more: StreamSpec) -> None:
        """Decode and remember what clips are waited for, what is looked at, and these."""
        self._video.keep([*self._looked.values(), *self._kept.values(), *more])

    # ------------------------------------------------------------------ evidence of an open incident

    def look_at(self, streams: Iterable[StreamSpec]) -> None:
        """Remember the last half minute of exactly these, as somebody may make evidence of it."""
        looked = {stream.id: stream for stream in streams}
        if looked != self._looked and not self._is_stopped:
            self._looked = looked
            self._hold()

    async def keep_picture(self, incident_id: UUID, tile: TilePicture, who: Session) -> None:
        """What a tile shows now becomes evidence; nothing before its first picture.

        Raises:
            ExpectedError: ``incident.*``, ``attachment.*``, ``store.*``.
        """
        image, at = tile.image, self._clock.now()
        if image is None:
            return
        draft = replace(
            self._of_camera(tile.camera),
            title=QCoreApplication.translate("incidents", "Ảnh chụp từ camera"),
            start=at,
        )
        await self._runner.write(
            lambda: self._incidents.evidence.add_bytes(incident_id, jpeg(image), "anh-camera.jpg", draft, who)
        )

    def keep_stretch(self, incident_id: UUID, tile: TilePicture, start_s: float, end_s: float, who: Session) -> None:
        """What a tile's camera sent in a span of the monotonic clock becomes evidence.

        The file comes later, or a word in the journal why there is none; it is not written before the span is over.
        """
        if tile.stream is None:
            return
        shift = self._clock.now() - timedelta(seconds=self._clock.monotonic())
        draft = replace(
            self._of_camera(tile.camera),
            title=QCoreApplication.translate("incidents", "Đoạn phim đã chọn"),
            start=shift + timedelta(seconds=start_s),
            end=shift + timedelta(seconds=end_s),
        )
        self._save_span(incident_id, tile.stream, ClipSpan(start_s, end_s, moment_s=end_s), draft, who)

    @staticmethod
    def _of_camera(camera: Camera) -> EvidenceDraft:
        reason = QCoreApplication.translate("incidents", "Chọn trên hình trực tiếp")
        name = f"{call_number(camera.number)} {camera.name}"
        return EvidenceDraft(title="", camera_id=camera.id, camera=name, reason=reason)

    def _take(self, incident_id: UUID, path: Path, answer: ClipAnswer, draft: EvidenceDraft, who: Session) -> None:
        self._kept.pop(answer.clip, None)
        if self._is_stopped:
            return
        self._hold()
        if not self._kept:
            self._tend.stop()

        async def go() -> None:
            await self._runner.write(lambda: self._keep(incident_id, path, answer, draft, who))

        tasks.start(go(), self._window)

    def _keep(
        self, incident_id: UUID, path: Path, answer: ClipSaved | ClipFailed, draft: EvidenceDraft, who: Session
    ) -> None:
        """On the writer's thread: attach the file, or write into the journal why there is none."""
        try:
            if isinstance(answer, ClipFailed):
                raise answer.reason
            self._incidents.evidence.add_file(incident_id, path, draft, who, name="o-camera.mp4")
        except ExpectedError as error:
            _log.warning("clip of an incident: %s", error.code)
            self._incidents.service.note(incident_id, error.message(), who)
        finally:
            for left in (path, path.with_name(f"{path.name}.part")):
                left.unlink(missing_ok=True)


def jpeg(image: QImage) -> bytes:
    """The picture as a file."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", _QUALITY)  # type: ignore[call-overload]  # PySide's stub wants bytes
    return bytes(content.data())
