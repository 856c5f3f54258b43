"""The live picture of the nearest camera, over a strip of the next nearest ones and its time line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from ioc_desktop.kernel.incidents.nearest import NearCamera
from ioc_desktop.panels.incidents.ring_bar_view import RingBar
from ioc_desktop.panels.incidents.stretch import Kept
from ioc_desktop.ui.video.content import TilePicture
from ioc_desktop.ui.video.face_cover import cover_for
from ioc_desktop.ui.video.interaction import InteractiveSurface
from ioc_desktop.ui.video.layouts import strip_layout
from ioc_desktop.ui.video.sources import CameraSource, tile_content
from ioc_desktop.ui.widgets.states import EmptyState
from ioc_desktop.video.memory import KEPT_S

if TYPE_CHECKING:
    from ioc_desktop.kernel.incidents.model import Evidence
    from ioc_desktop.ui.panel import PanelContext
    from ioc_desktop.video.types import StreamSpec

STRIP = 4
"""Cameras under the large one."""
_HERE_M = 10.0
_TICK_MS = 500


class Scene(QFrame):
    """Decodes only while it is seen.

    Signals:
        failed(ExpectedError): it cannot be shown.
    """

    failed = Signal(object)

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._context = context
        self.surface = InteractiveSurface(context.video, context.theme, vision=context.vision, clock=context.clock)
        self.empty = EmptyState("camera", "")
        self.pages = QStackedWidget()
        self.pages.addWidget(self.surface)
        self.pages.addWidget(self.empty)
        self.order: list[UUID] = []
        self._near: dict[UUID, NearCamera] = {}
        self._sources: dict[UUID, CameraSource] = {}
        self._evidence: Sequence[Evidence] = ()
        self._since_s: dict[str, float] = {}
        self._may_keep = False
        self.bar = RingBar()
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self.follow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pages, 1)
        column.addWidget(self.bar)
        self.surface.slot_pressed.connect(self._bring_forward)
        self.surface.failed.connect(self.failed)
        self.retranslate()

    def show_cameras(self, near: Sequence[NearCamera], sources: Sequence[CameraSource]) -> None:
        """Show these, the first one large; the one that somebody brought forward stays there."""
        self._near = {each.camera.id: each for each in near}
        self._sources = {source.camera.id: source for source in sources}
        wanted = [each.camera.id for each in near if each.camera.id in self._sources]
        if set(wanted) != set(self.order):
            self.order = wanted
        self._render()

    def forget(self) -> None:
        """Another incident comes."""
        self.order = []
        self._render()
        self.follow()

    # ------------------------------------------------------------------ what can be kept

    def show_evidence(self, evidence: Sequence[Evidence], *, may_keep: bool) -> None:
        """What is evidence already, and whether this account may make more of it."""
        self._evidence, self._may_keep = evidence, may_keep
        self.follow()

    def follow(self) -> None:
        """Have the shown streams remembered while they are seen, and show how much of the large one there is."""
        is_on = self._may_keep and self.isVisible() and bool(self.order)
        self.bar.setVisible(self._may_keep and bool(self.order))
        streams = self._streams() if is_on else []
        now_s = self._context.clock.monotonic()
        self._since_s = {each.id: self._since_s.get(each.id, now_s) for each in streams}
        self._context.opener.look_at(streams)
        stream = self._stream() if is_on else None
        from_s = self._since_s.get(stream.id, now_s) if stream is not None else now_s
        kept = Kept(max(from_s, now_s - KEPT_S), now_s)
        self.bar.show_time(kept, self._context.clock.now(), self._marks())

    def _streams(self) -> list[StreamSpec]:
        tiles = [self.surface.tile(place) for place in range(min(len(self.order), STRIP + 1))]
        return [tile.stream for tile in tiles if tile.stream is not None]

    def _stream(self) -> StreamSpec | None:
        return self.surface.tile(0).stream if self.order else None

    def _marks(self) -> list[tuple[datetime, datetime]]:
        camera = self.order[0] if self.order else None
        return [
            (each.start, each.end)
            for each in self._evidence
            if each.camera_id == camera and each.start is not None and each.end is not None
        ]

    def picture(self) -> TilePicture | None:
        """What the large tile shows; None where there is none."""
        if not self.order:
            return None
        return TilePicture(self._sources[self.order[0]].camera, self._stream(), self.surface.snapshot(0))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()
        self.follow()

    def _render(self) -> None:
        self.pages.setCurrentWidget(self.surface if self.order else self.empty)
        cover = cover_for(self._context.session, self._context.settings.current)
        contents = []
        for place, identifier in enumerate(self.order):
            content = tile_content(self._sources[identifier], cover=cover)
            name = f"{content.name} · {self._note(identifier)}" if place == 0 else content.name
            contents.append(replace(content, name=name, note=""))
        analysis = self._context.settings.current.analysis
        self.surface.set_analysis(fps=analysis.fps if analysis.is_on else 0.0, least_score=analysis.confidence)
        self.surface.set_boxes_visible(visible=self._context.settings.current.display.shows_boxes)
        self.surface.show_wall(strip_layout(len(self.order), STRIP), contents)

    def _note(self, identifier: UUID) -> str:
        """How far it is, and whether it looks there."""
        near = self._near[identifier]
        if near.distance_m is None:
            return near.camera.place
        if near.distance_m < _HERE_M:
            return self.tr("tại chỗ")
        distance = self.tr("cách {n} m").format(n=round(near.distance_m / 5) * 5)
        return f"{distance} · {self.tr('nhìn thấy nơi xảy ra')}" if near.sees else distance

    def _bring_forward(self, slot: int | None) -> None:
        if slot is not None and 0 < slot < len(self.order):
            self.order[0], self.order[slot] = self.order[slot], self.order[0]
            self.bar.line.forget()
            self._render()
            self.follow()

    def retranslate(self) -> None:
        self.empty.set_words(
            self.tr("Không có camera gần nơi này"),
            self.tr("Sự vụ chưa có tọa độ, hoặc camera chưa khai báo vị trí."),
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
