"""Puts the simulated district on the air: over RTSP on loopback where the server is there, else as files."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from typing import TYPE_CHECKING

from ioc_desktop.core.backoff import Backoff
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.demo.district import DEMO_CAMERAS
from ioc_desktop.demo.render import DemoClip, clip_of, iter_district
from ioc_desktop.demo.streams import RtspServer, available

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ioc_desktop.demo.seed import CameraUrls
    from ioc_desktop.demo.streams import Mount

_log = logging.getLogger(__name__)


class Broadcast:
    """The district's streams. ``start`` and ``render`` take seconds to minutes: call them off the window's thread.

    Args:
        cache: folder of the clips.
    """

    def __init__(self, cache: Path) -> None:
        self._clips = [clip_of(camera, cache) for camera in DEMO_CAMERAS]
        self._cache, self._port_file = cache, cache / "port"
        self._server: RtspServer | None = None
        self._stopping = threading.Event()
        self._turn = threading.Lock()

    @property
    def total(self) -> int:
        return len(self._clips)

    @property
    def server_pid(self) -> int | None:
        """Process of the RTSP server; None where files are read, and while none runs."""
        return self._server.pid if self._server is not None else None

    def start(self) -> CameraUrls:
        """Start the server; the addresses of the cameras whose clips are ready.

        Raises:
            ExpectedError: ``demo.rtsp_server``.
        """
        self._server = self._serve()
        if self._server is not None:
            threading.Thread(target=self._keep, args=(self._server,), name="demo-server", daemon=True).start()
        else:
            _log.warning("no RTSP server of GStreamer here: demo cameras are read from their files")
        return {clip.camera.code: self._addresses(clip) for clip in self._clips if clip.is_ready}

    def _serve(self) -> RtspServer | None:
        """The server, at the port of the last run where that is free: cameras keep their addresses then.

        It is not asked first whether there can be one: that takes as long as starting it.
        """
        mounts: dict[str, Mount] = {}
        for clip in self._clips:
            mounts[_mount(clip, "main")] = {"file": str(clip.main)}
            mounts[_mount(clip, "sub")] = {"file": str(clip.sub)}
        last = self._last_port()
        if last:
            with contextlib.suppress(ExpectedError, OSError):
                return RtspServer(mounts, last).start()
        try:
            server = RtspServer(mounts).start()
        except (ExpectedError, OSError):
            if available():
                raise
            return None
        self._remember(server.port)
        return server

    def _last_port(self) -> int:
        """0 for none."""
        try:
            return int(self._port_file.read_text("ascii"))
        except (OSError, ValueError):
            return 0

    def _remember(self, port: int) -> None:
        with contextlib.suppress(OSError):  # the next run takes another one
            self._port_file.parent.mkdir(parents=True, exist_ok=True)
            self._port_file.write_text(str(port), "ascii")

    def render(self, on_air: Callable[[CameraUrls, int], None]) -> None:
        """Draw the clips that are missing; ``on_air`` gets each one's addresses and how many are ready."""
        ready = {clip.camera.code for clip in self._clips if clip.is_ready}
        if len(ready) == self.total:
            return
        for clip in iter_district(self._cache, stopping=self._stopping):
            if clip.camera.code not in ready:
                ready.add(clip.camera.code)
                on_air({clip.camera.code: self._addresses(clip)}, len(ready))

    def files(self) -> dict[str, Path]:
        """Code of a camera → its clip on the disk, of those that are drawn."""
        return {clip.camera.code: clip.sub for clip in self._clips if clip.is_ready}

    def stop(self) -> None:
        """End the server and the rendering, at once; safe to call twice."""
        self._stopping.set()
        if self._server is not None:
            with self._turn:
                self._server.stop()

    def _keep(self, server: RtspServer) -> None:
        """Bring a server back that dies, at its old port, where the wall looks for it."""
        backoff = Backoff()
        started_s = time.monotonic()
        while True:
            server.wait()
            if self._stopping.wait(backoff.failed(time.monotonic() - started_s)):
                return
            _log.warning("the RTSP server of the demo ended; it is started again")
            started_s = time.monotonic()
            with self._turn:
                if not self._stopping.is_set():
                    self._restart(server)

    @staticmethod
    def _restart(server: RtspServer) -> None:
        server.stop()
        try:
            server.start()
        except ExpectedError as error:
            _log.warning("it does not come up: %s", error.code)

    def _addresses(self, clip: DemoClip) -> tuple[str, str]:
        if self._server is None:
            return str(clip.main), str(clip.sub)
        return self._server.url(_mount(clip, "main")), self._server.url(_mount(clip, "sub"))


def _mount(clip: DemoClip, quality: str) -> str:
    return f"/{clip.camera.code}/{quality}"
