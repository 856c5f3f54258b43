"""An RTSP server for the demo district and the tests: endless H.264 files and misbehaving cameras.

Run as a script by the distribution's Python, the only one that has GStreamer's bindings; so this file imports nothing
of the project. The first line of standard input is the configuration, further lines are commands; the server ends
when standard input closes.

    {"port": 0, "mounts": {"/gate": {"file": "gate.mp4", "user": "admin", "password": "…"}}}
    {"do": "freeze", "mount": "/gate"}

A mount has one of ``file`` (H.264 in MP4, read when somebody first looks, so it may be made later), ``live``
({"width", "height", "fps"}: encoded now, with the time burnt in) and ``launch`` (a GStreamer pipeline with a payloader
``pay0``).
"""

from __future__ import annotations

import heapq
import json
import os
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstApp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstApp, GstRtspServer  # noqa: E402, F401  (versions first; GstApp gives appsrc its methods)

_FILE_LAUNCH = (
    "( appsrc name=source is-live=true format=time block=false max-bytes=4000000 "
    "caps=video/x-h264,stream-format=byte-stream,alignment=au ! rtph264pay name=pay0 pt=96 config-interval=-1 )"
)
_LIVE_LAUNCH = (
    "( appsrc name=source is-live=true format=time block=false max-bytes=4000000 "
    "caps=video/x-raw,format=I420,width={width},height={height},framerate={fps}/1 ! "
    "x264enc tune=zerolatency speed-preset=ultrafast key-int-max={fps} bitrate=1200 threads=1 ! "
    "rtph264pay name=pay0 pt=96 config-interval=-1 )"
)
_ACCESS = GstRtspServer.RTSP_PERM_MEDIA_FACTORY_ACCESS
_CONSTRUCT = GstRtspServer.RTSP_PERM_MEDIA_FACTORY_CONSTRUCT
_ROLE = GstRtspServer.RTSP_TOKEN_MEDIA_FACTORY_ROLE
_READ_LIMIT_NS = 20 * Gst.SECOND


class Unit:
    """One coded picture."""

    __slots__ = ("data", "dts", "is_key", "pts")

    def __init__(self, data: Gst.Buffer, pts: int, dts: int, is_key: bool) -> None:  # noqa: FBT001
        self.data, self.pts, self.dts, self.is_key = data, pts, dts, is_key


class Clip:
    """All coded pictures of a file, in decoding order; times from 0 in ns."""

    def __init__(self, path: str) -> None:
        self.units = _read_units(path)
        stamps = sorted(unit.pts for unit in self.units)
        step = (stamps[-1] - stamps[0]) // max(1, len(stamps) - 1)
        self.length = stamps[-1] - stamps[0] + step
        first_pts, first_dts = stamps[0], self.units[0].dts
        for unit in self.units:
            unit.pts, unit.dts = unit.pts - first_pts, unit.dts - first_dts

    def key_at_or_after(self, index: int) -> int:
        for offset in range(len(self.units)):
            place = (index + offset) % len(self.units)
            if self.units[place].is_key:
                return place
        return 0


def _read_units(path: str) -> list[Unit]:
    pipeline = Gst.parse_launch(
        "filesrc name=file ! qtdemux ! h264parse config-interval=-1 ! "
        "video/x-h264,stream-format=byte-stream,alignment=au ! appsink name=sink sync=false max-buffers=0",
    )
    pipeline.get_by_name("file").set_property("location", path)
    sink = pipeline.get_by_name("sink")
    pipeline.set_state(Gst.State.PLAYING)
    units = []
    while (sample := sink.try_pull_sample(_READ_LIMIT_NS)) is not None:
        data = sample.get_buffer()
        dts = data.pts if data.dts == Gst.CLOCK_TIME_NONE else data.dts
        units.append(Unit(data, data.pts, dts, not data.has_flags(Gst.BufferFlags.DELTA_UNIT)))
    pipeline.set_state(Gst.State.NULL)
    if not units:
        raise SystemExit(f"no H.264 pictures in {path}")
    return units


class Stamper:
    """Raw pictures with the time burnt in; the mark is described in ioc_desktop/video/frame_stamp.py."""

    def __init__(self, width: int, height: int, fps: int) -> None:
        self.width, self.height, self.step_ns = width, height, Gst.SECOND // fps
        chroma = bytes([128]) * (width * height // 2)
        self._backgrounds = [self._background(phase) + chroma for phase in range(8)]

    def _background(self, phase: int) -> bytes:
        rows = []
        for y in range(self.height):
            shift = (y * 3 + phase * 16) % 192
            row = bytes(32 + (x + shift) % 192 for x in range(256))
            rows.append((row * (self.width // 256 + 1))[: self.width])
        return b"".join(rows)

    def picture(self, number: int) -> bytes:
        picture = bytearray(self._backgrounds[number % len(self._backgrounds)])
        cell = self.width / 80
        line = b"".join(
            (b"\xeb" if bit else b"\x10") * (round((index + 1) * cell) - round(index * cell))
            for index, bit in enumerate(_mark_bits(time.time_ns() // 1_000_000 % 2**32))
        )
        for y in range(max(1, round(cell))):
            picture[y * self.width : y * self.width + len(line)] = line
        return bytes(picture)


def _mark_bits(stamp_ms: int) -> list[int]:
    weights = ((24, 3), (16, 5), (8, 7), (0, 11))
    checksum = sum((stamp_ms >> shift & 0xFF) * weight for shift, weight in weights) + 0x5A & 0xFF
    word = 0b10110010 << 40 | stamp_ms << 8 | checksum
    return [word >> shift & 1 for shift in range(47, -1, -1)]


class Feed:
    """Pushes one mount's pictures at the right time into whatever media plays it."""

    def __init__(self, read_clip: Callable[[], Clip] | None, stamper: Stamper | None) -> None:
        self._read_clip, self.stamper = read_clip, stamper
        self.clip: Clip | None = None
        self.mode = "play"
        self.jump_ns = 0
        self._source: Any = None
        self._payloader: Any = None
        self._index = 0
        self._number = 0
        self._origin = 0.0
        self._offset_ns = 0

    def attach(self, source: Any, payloader: Any) -> None:
        """A media starts: at a key frame, so that its first client sees something at once."""
        self._number, self._offset_ns = 0, 0
        self.jump_ns = 0
        if self.clip is None and self._read_clip is not None:
            self.clip = self._read_clip()  # not before somebody looks: reading all at the start would delay the first
        if self.clip is not None:
            self._index = self.clip.key_at_or_after(self._index)
            self._offset_ns = -self.clip.units[self._index].dts
        self._origin = time.monotonic()
        self._source, self._payloader = source, payloader

    def detach(self, source: Any) -> None:
        if self._source is source:
            self._source = None

    def jump(self, seconds: float) -> None:
        """Shift the times in the packets; the pad takes the shift back, or the server would wait for that hour."""
        self.jump_ns += int(seconds * 1e9)
        self._payloader.get_static_pad("src").set_offset(-self.jump_ns)

    def swap(self, clip: Clip) -> None:
        """Continue with another file, from its start."""
        played_ns = int((time.monotonic() - self._origin) * 1e9)
        self.clip, self._index, self._offset_ns = clip, 0, played_ns

    def push_due(self, now: float) -> float:
        """Push what is due; when the next picture is."""
        if self._source is None:
            return now + 0.02
        return self._push_raw(now) if self.stamper is not None else self._push_unit(now)

    def _push_raw(self, now: float) -> float:
        due = self._origin + self._number * self.stamper.step_ns / 1e9
        if now < due:
            return due
        data = Gst.Buffer.new_wrapped(self.stamper.picture(self._number))
        data.pts = self._number * self.stamper.step_ns
        data.duration = self.stamper.step_ns
        self._number += 1
        if self.mode != "freeze":
            self._source.push_buffer(data)
        return due + self.stamper.step_ns / 1e9

    def _push_unit(self, now: float) -> float:
        unit = self.clip.units[self._index]
        due = self._origin + (self._offset_ns + unit.dts) / 1e9
        if now < due:
            return due
        if self.mode != "freeze":
            self._source.push_buffer(self._stamped(unit))
        self._index += 1
        if self._index == len(self.clip.units):
            self._index = 0
            self._offset_ns += self.clip.length
        return self._origin + (self._offset_ns + self.clip.units[self._index].dts) / 1e9

    def _stamped(self, unit: Unit) -> Gst.Buffer:
        if self.mode == "repeat":
            data = self.clip.units[self.clip.key_at_or_after(0)].data.copy()
        elif self.mode == "garbage":
            data = Gst.Buffer.new_wrapped(b"\0\0\0\1\x65" + os.urandom(3000))
        else:
            data = unit.data.copy()
        data.pts = self._offset_ns + unit.pts + self.jump_ns
        data.dts = self._offset_ns + unit.dts + self.jump_ns
        return data


class Pusher(threading.Thread):
    """One thread that serves all feeds in order of time."""

    def __init__(self, feeds: list[Feed]) -> None:
        super().__init__(daemon=True)
        self._queue = [(0.0, index, feed) for index, feed in enumerate(feeds)]

    def run(self) -> None:
        while self._queue:
            due, index, feed = heapq.heappop(self._queue)
            wait = due - time.monotonic()
            if wait > 0:
                time.sleep(wait)
            heapq.heappush(self._queue, (feed.push_due(time.monotonic()), index, feed))


class Server:
    """The RTSP server with its mounts."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._clips: dict[str, Clip] = {}
        self.feeds: dict[str, Feed] = {}
        self._server = GstRtspServer.RTSPServer()
        self._server.set_address("127.0.0.1")
        self._server.set_service(str(config.get("port", 0)))
        self._server.set_backlog(256)
        self._auth = GstRtspServer.RTSPAuth()
        self._users = 0
        self._guarded = any("user" in mount for mount in config["mounts"].values())
        if self._guarded:
            token = GstRtspServer.RTSPToken.new()
            token.set_string(_ROLE, "anyone")
            self._auth.set_default_token(token)
            self._server.set_auth(self._auth)
        for path, mount in config["mounts"].items():
            self._add(path, mount)
        if not self._server.attach(None):
            raise SystemExit(f"port {config.get('port')} is taken")

    @property
    def port(self) -> int:
        return int(self._server.get_bound_port())

    def clip(self, path: str) -> Clip:
        if path not in self._clips:
            self._clips[path] = Clip(path)
        return self._clips[path]

    def _add(self, path: str, mount: dict[str, Any]) -> None:
        factory = GstRtspServer.RTSPMediaFactory()
        factory.set_shared(True)
        factory.set_launch(self._launch(path, mount))
        if path in self.feeds:
            factory.connect("media-configure", self._on_media, self.feeds[path])
        if self._guarded:
            self._restrict(factory, mount)
        self._server.get_mount_points().add_factory(path, factory)

    def _launch(self, path: str, mount: dict[str, Any]) -> str:
        if "launch" in mount:
            return str(mount["launch"])
        if "live" in mount:
            self.feeds[path] = Feed(None, Stamper(**mount["live"]))
            return _LIVE_LAUNCH.format(**mount["live"])
        self.feeds[path] = Feed(partial(self.clip, mount["file"]), None)
        return _FILE_LAUNCH

    def _restrict(self, factory: Any, mount: dict[str, Any]) -> None:
        """Without a token for the mount, see that it is there (else the answer is 404) but not what it shows: 401."""
        guarded = "user" in mount
        factory.add_role_from_structure(self._rights("anyone", may_see=not guarded))
        if not guarded:
            return
        self._users += 1
        role = f"user{self._users}"
        token = GstRtspServer.RTSPToken.new()
        token.set_string(_ROLE, role)
        self._auth.add_basic(GstRtspServer.RTSPAuth.make_basic(mount["user"], mount["password"]), token)
        factory.add_role_from_structure(self._rights(role, may_see=True))

    @staticmethod
    def _rights(role: str, *, may_see: bool) -> Any:
        rights = Gst.Structure.new_empty(role)
        rights.set_value(_ACCESS, True)
        rights.set_value(_CONSTRUCT, may_see)
        return rights

    def _on_media(self, _factory: Any, media: Any, feed: Feed) -> None:
        pipeline = media.get_element()
        source = pipeline.get_by_name_recurse_up("source")
        media.connect("unprepared", lambda _media: feed.detach(source))
        feed.attach(source, pipeline.get_by_name_recurse_up("pay0"))

    def drop_clients(self) -> None:
        self._server.client_filter(lambda _server, _client: GstRtspServer.RTSPFilterResult.REMOVE)

    def obey(self, command: dict[str, Any]) -> None:
        if command["do"] == "drop":
            self.drop_clients()
            return
        feed = self.feeds[command["mount"]]
        if command["do"] == "swap":
            feed.swap(self.clip(command["file"]))
        elif command["do"] == "jump":
            feed.jump(command["seconds"])
        else:
            feed.mode = {"freeze": "freeze", "repeat": "repeat", "garbage": "garbage", "resume": "play"}[command["do"]]


def _say(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def _obey_line(server: Server, line: str) -> bool:
    try:
        server.obey(json.loads(line))
        _say({"done": True})
    except (KeyError, ValueError, TypeError) as error:
        _say({"error": repr(error)})
    return False


def _listen(server: Server, loop: GLib.MainLoop) -> None:
    for line in sys.stdin:
        GLib.idle_add(_obey_line, server, line)
    loop.quit()


def main() -> None:
    Gst.init(None)
    server = Server(json.loads(sys.stdin.readline()))
    Pusher(list(server.feeds.values())).start()
    loop = GLib.MainLoop()
    threading.Thread(target=_listen, args=(server, loop), daemon=True).start()
    _say({"port": server.port})
    loop.run()
    os._exit(0)  # threads of GStreamer may still push


if __name__ == "__main__":
    main()
