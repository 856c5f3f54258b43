"""Keeps the cameras that have armed rules under analysis, whether or not anybody looks at them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ioc_desktop.kernel.cameras.model import CameraKind
from ioc_desktop.ui import tasks
from ioc_desktop.ui.recorder import Source
from ioc_desktop.ui.video.sources import CameraSource, Quality, call_number, read_sources, stream_spec
from ioc_desktop.vision.feed import Wish, camera_of
from ioc_desktop.vision.plates.orders import plate_rules
from ioc_desktop.vision.rules.kinds import looks
from ioc_desktop.vision.rules.picture_sizes import Shown, outgrown
from ioc_desktop.vision.rules.stored import runnable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.kernel.cameras.model import Camera
    from ioc_desktop.kernel.cameras.service import CameraService
    from ioc_desktop.kernel.rules.service import RuleService
    from ioc_desktop.ui.runner import Runner
    from ioc_desktop.ui.settings_store import SettingsStore
    from ioc_desktop.video.engine import VideoEngine
    from ioc_desktop.video.types import StreamSpec
    from ioc_desktop.vision.engine import VisionEngine
    from ioc_desktop.vision.plates.engine import PlateEngine
    from ioc_desktop.vision.rules.model import Rule

_POLL_MS = 200
_TRAFFIC_LOOKS = 2.0
"""Cameras of traffic look so many times as often at least: vehicles pass in seconds."""


class Watch(QObject):
    """Window thread. Reads again whenever cameras or rules change.

    Signals:
        changed(): carried over from the thread that wrote.
        outgrown(str): a camera's picture is no longer as it was when its rules were drawn, in words; once per change.
    """

    changed = Signal()
    outgrown = Signal(str)

    def __init__(
        self,
        window: QWidget,
        runner: Runner,
        *,
        cameras: CameraService,
        rules: RuleService,
        settings: SettingsStore,
        video: VideoEngine,
        vision: VisionEngine,
        plates: PlateEngine | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._runner, self._settings = window, runner, settings
        self._cameras, self._rules = cameras, rules
        self._video, self._vision, self._plates = video, vision, plates
        self._feed = vision.feed_from(video)
        self._specs: list[tuple[StreamSpec, Wish]] = []
        self._sources: dict[tuple[str, str], Source] = {}
        self._told: set[tuple[str, Shown | None]] = set()
        self._poll = QTimer(self, interval=_POLL_MS)
        self._poll.timeout.connect(self._tend)
        self.changed.connect(self._read, Qt.ConnectionType.QueuedConnection)
        self._forget = [
            cameras.changed.connect(lambda _none: self.changed.emit()),
            rules.changed.connect(lambda _none: self.changed.emit()),
            settings.changed.connect(self._follow_setting),
            vision.sizes.changed.connect(self._compare),
        ]

    def start(self) -> None:
        self._poll.start()
        self._read()

    def stop(self) -> None:
        """Watch nothing any more; safe to call twice."""
        self._poll.stop()
        forget, self._forget = self._forget, []
        for each in forget:
            each()

    def _tend(self) -> None:
        """Both engines, while no wall does, and the reader of plates."""
        self._video.tend()
        self._feed.poll(self)
        self._note_sizes()
        if self._plates is not None:
            self._plates.poll()

    def _note_sizes(self) -> None:
        for spec, _ in self._specs:
            shown = Shown(self._video.size_of(spec.id), is_drawn_on=spec.id.endswith("/main"))
            self._vision.sizes.note(camera_of(spec.id), shown)

    def _compare(self, camera: str) -> None:
        """Say it when a rule of the camera was drawn for another picture."""
        shown, rules = self._vision.sizes.of(camera), self._vision.orders.armed(camera)
        old = [(rule, drawn) for rule in rules if (drawn := outgrown(rule, shown)) is not None]
        new = {(rule.id, shown) for rule, _ in old} - self._told
        self._told |= new
        if shown is not None and new:
            rule, drawn = old[0]
            source = self._sources.get((camera, rule.id))
            text = self.tr("{place}: camera đã đổi độ phân giải từ {drawn} sang {now}; kiểm tra lại vùng vẽ của luật.")
            words = {"drawn": "×".join(map(str, drawn)), "now": "×".join(map(str, shown.size))}
            self.outgrown.emit(text.format(place=source.place if source else camera, **words))

    def _follow_setting(self, key: str) -> None:
        if key.startswith("analysis."):
            self._read()

    def _read(self) -> None:
        tasks.start(self._load(), self._window)

    async def _load(self) -> None:
        cameras, rules = self._cameras, self._rules
        armed = await self._runner.read(lambda: runnable(rules.armed()), latest="watch.rules")
        sources = await self._runner.read(lambda: read_sources(cameras), latest="watch.sources") if armed else []
        self._vision.orders.arm(armed)
        self._specs = self._wanted(sources, armed)
        places = {str(source.camera.id): _place(source.camera) for source in sources}
        streams = {camera_of(spec.id): spec.id for spec, _ in self._specs}
        self._sources |= {  # of rules that are armed no more, too: what lasted ends with its words
            (camera, rule.id): Source(places.get(camera, ""), rule, streams.get(camera, ""))
            for camera, rules in armed.items()
            for rule in rules
        }
        self._apply()
        for camera in armed:
            self._compare(camera)

    def describe(self, camera: str, rule: str) -> Source | None:
        """Words for what a rule said; None for what is not known."""
        source, shown = self._sources.get((camera, rule)), self._vision.sizes.of(camera)
        drawn = outgrown(source.rule, shown) if source is not None else None
        if source is None or shown is None or drawn is None:
            return source
        return replace(source, resized=(drawn, shown.size))

    def _wanted(
        self, sources: Sequence[CameraSource], armed: dict[str, tuple[Rule, ...]]
    ) -> list[tuple[StreamSpec, Wish]]:
        usual_fps = self._settings.current.analysis.fps
        found = []
        for source in sources:
            rules = armed.get(str(source.camera.id))
            if rules is not None:
                quality: Quality = "main" if plate_rules(rules) else "sub"
                times = max(looks(rules), _TRAFFIC_LOOKS if source.camera.kind is CameraKind.TRAFFIC else 1.0)
                wish = Wish(usual_fps * times, is_armed=True)
                found.append((stream_spec(source.camera, quality, source.login), wish))
        return found

    def _apply(self) -> None:
        """Nothing is decoded for a model that is switched off, or where another machine runs the rules."""
        analysis = self._settings.current.analysis
        self._vision.signals.use(analysis.signals if analysis.is_on else "")
        specs = self._specs if analysis.is_on and analysis.runs_rules else []
        self._video.watch([spec for spec, _ in specs], remembers=analysis.keeps_clips)
        self._video.remember_shown(wanted=analysis.keeps_clips)
        self._feed.want(self, {spec.id: wish for spec, wish in specs})
        if self._plates is not None:
            orders = self._vision.orders
            self._plates.want({spec.id: plate_rules(orders.armed(camera_of(spec.id))) for spec, _ in specs})


def _place(camera: Camera) -> str:
    """Number, name and place, as an event keeps them."""
    return " · ".join(part for part in (f"{call_number(camera.number)} {camera.name}", camera.place) if part)
