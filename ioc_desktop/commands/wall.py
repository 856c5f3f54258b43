"""``main.py wall``: a bare wall on given sources, for benchmarks and for a look at a stream."""

from __future__ import annotations

import json
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ioc_desktop.config.atomic import unwritable
from ioc_desktop.config.paths import AppPaths
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.redact import redact
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.cameras.address import split_login
from ioc_desktop.ui.display import display
from ioc_desktop.ui.video.content import TileContent
from ioc_desktop.ui.video.layouts import LAYOUTS, Layout, layout_for
from ioc_desktop.ui.video.measurement import measure
from ioc_desktop.ui.video.sources import call_number
from ioc_desktop.video.types import StreamSpec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QApplication

    from ioc_desktop.ui.video.heartbeat import Heartbeat
    from ioc_desktop.ui.video.surface import VideoSurface
    from ioc_desktop.video.engine import VideoEngine
    from ioc_desktop.vision.engine import VisionEngine
    from ioc_desktop.vision.pack import ModelPack

DONE, FAILED, USAGE = 0, 1, 2
_WARM_UP_S = 2.0
"""Left out of the heartbeat: starting is not steady."""


def run_wall(  # noqa: PLR0917  (the command line calls it in this order)
    sources: Sequence[str],
    layout: str | None = None,
    analyse: str | None = None,
    seconds: float | None = None,
    stats: Path | None = None,
    screenshot: Path | None = None,
    paths: AppPaths | None = None,
    *,
    json_output: bool = False,
) -> int:
    """Show sources full-screen until ``seconds`` are over, the window is closed or Ctrl+C.

    Args:
        sources: addresses or files, in the order of the tiles.
        layout: key of ``LAYOUTS``; by default the smallest that shows them all.
        analyse: name of a model pack or an ONNX file.
        seconds: None = until it is closed.
        stats: JSON with the shape of ``--stats``.
        screenshot: PNG of the window at the end.
        json_output: print the statistics, too.
        paths: the profile whose model packs ``analyse`` may name; by default the user's.

    Returns:
        Exit code: 0 done, 2 unknown layout.

    Raises:
        ExpectedError: the model cannot be used; there is not enough shared memory; a file cannot be written.
    """
    if layout is not None and layout not in LAYOUTS:
        print(_unknown_layout(layout).message(), file=sys.stderr)
        return USAGE
    chosen = LAYOUTS[layout] if layout else layout_for(len(sources))
    pack = _pack(analyse, paths or AppPaths.default(demo=False)) if analyse else None
    with display(may_be_virtual=seconds is not None):
        bare = BareWall(sources, chosen, pack)
        return _run(bare, seconds, stats, screenshot, json_output=json_output)


def _run(
    bare: BareWall, seconds: float | None, stats: Path | None, screenshot: Path | None, *, json_output: bool
) -> int:
    try:
        bare.run(seconds)
        if screenshot is not None:
            bare.save_picture(screenshot)
        numbers = json.dumps(bare.stats(), ensure_ascii=False, indent=1)
        if stats is not None:
            _write(stats, numbers)
        if json_output:
            print(numbers)
    finally:
        bare.close()
    return DONE


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError as error:
        raise unwritable(path) from error


def _unknown_layout(layout: str) -> ExpectedError:
    return ExpectedError(
        "wall.layout",
        QT_TRANSLATE_NOOP("errors", "Không có bố cục {layout}. Chọn một trong: {known}."),
        layout=layout,
        known=", ".join(LAYOUTS),
    )


def contents_of(sources: Sequence[str]) -> list[TileContent]:
    """Tiles numbered from 01, named after their files or hosts; the same source may come twice."""
    contents = []
    for number, source in enumerate(sources, 1):
        url, login = split_login(source)
        username, password = login or ("", "")
        name = _name(url)
        spec = StreamSpec(id=f"{number}/main", url=url, username=username, password=password, label=name)
        contents.append(TileContent(str(number), call_number(number), name, redact(url), spec))
    return contents


def _name(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return redact(url)
    if parts.scheme in {"", "file"} or len(parts.scheme) == 1:
        return PurePath(url).stem
    return f"{parts.hostname or ''}{parts.path}"


class BareWall:
    """One window with nothing but the surface, and what runs behind it."""

    def __init__(self, sources: Sequence[str], layout: Layout, pack: ModelPack | None) -> None:
        from ioc_desktop.ui.theme import Theme, load_bundled_fonts  # noqa: PLC0415  (Qt)
        from ioc_desktop.ui.video.heartbeat import Heartbeat  # noqa: PLC0415
        from ioc_desktop.ui.video.surface import VideoSurface  # noqa: PLC0415
        from ioc_desktop.video.engine import VideoEngine  # noqa: PLC0415

        self._began_s = time.monotonic()
        self.vision = _vision(pack) if pack else None
        self.video: VideoEngine = VideoEngine()
        self.video.start()
        self.app: QApplication = _application()
        load_bundled_fonts()
        theme = Theme()
        theme.apply(self.app)
        self.surface: VideoSurface = VideoSurface(self.video, theme, vision=self.vision)
        self._failure: ExpectedError | None = None
        self.surface.failed.connect(self._fail)
        self.surface.show_wall(layout, contents_of(sources), wall=True)
        self.heartbeat: Heartbeat = Heartbeat(self.surface)
        if self.vision is not None:
            self.vision.start()

    def run(self, seconds: float | None) -> None:
        """Show the window and live until the end.

        Raises:
            ExpectedError: ``video.shared_memory_full``.
        """
        from PySide6.QtCore import Qt, QTimer  # noqa: PLC0415
        from PySide6.QtGui import QShortcut  # noqa: PLC0415

        self.surface.setWindowFlags(Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.surface.setWindowTitle("IOC Desktop")
        self.surface.setGeometry(self.app.primaryScreen().geometry())
        QShortcut(Qt.Key.Key_Escape, self.surface, self.app.exit)
        self.surface.show()
        # exit(), because quit() would close the window, and with it the streams, before they are counted.
        # The surface's timer runs Python every 16 ms, so a signal is heeded at once.
        before = signal.signal(signal.SIGINT, lambda *_: self.app.exit())
        if seconds is not None:
            QTimer.singleShot(round(seconds * 1000), self.app.exit)
        warm_up_s = _WARM_UP_S if seconds is None else min(_WARM_UP_S, seconds / 4)
        QTimer.singleShot(round(warm_up_s * 1000), self.heartbeat.start)
        try:
            self.app.exec()
        finally:
            signal.signal(signal.SIGINT, before)
            self.heartbeat.stop()
        if self._failure is not None:
            raise self._failure

    def _fail(self, failure: ExpectedError) -> None:
        """Nothing can be shown: say so at the end, which is now."""
        from PySide6.QtCore import QTimer  # noqa: PLC0415

        self._failure = failure
        QTimer.singleShot(0, self.app.exit)  # later: this may come before the event loop runs

    def save_picture(self, path: Path) -> None:
        """What the window shows now.

        Raises:
            ExpectedError: ``file.unwritable``.
        """
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
        if not self.surface.grab().save(str(path)):
            raise unwritable(path)

    def stats(self) -> dict[str, Any]:
        """The shape of ``--stats``."""
        seconds = time.monotonic() - self._began_s
        return measure(self.surface, self.video, self.vision, self.heartbeat, seconds=seconds)

    def close(self) -> None:
        """In reverse order: window, decoders, model."""
        self.heartbeat.stop()
        self.surface.hide()
        self.surface.deleteLater()
        self.video.stop()
        if self.vision is not None:
            self.vision.stop()


def _application() -> QApplication:
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication(sys.argv[:1])


def _pack(model: str, paths: AppPaths) -> ModelPack:
    """The pack that was asked for by name, checked: nobody wants to see motion instead."""
    from ioc_desktop.vision.pack import verify  # noqa: PLC0415
    from ioc_desktop.wiring import model_registry  # noqa: PLC0415

    pack = model_registry(paths).find(model)
    verify(pack)
    return pack


def _vision(pack: ModelPack) -> VisionEngine:
    from ioc_desktop.vision.engine import VisionEngine  # noqa: PLC0415

    return VisionEngine(pack=pack)
