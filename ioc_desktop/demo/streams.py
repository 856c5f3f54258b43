"""Starts and commands the RTSP server script; everything else of the demo uses this class only."""

import contextlib
import functools
import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NotRequired, Self, TypedDict

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP

_PYTHON = Path("/usr/bin/python3")
_SCRIPT = Path(__file__).with_name("rtsp_server.py")
_CHECK = "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import GstRtspServer"
_CHECK_LIMIT_S = 20.0
_STOP_LIMIT_S = 3.0


class Live(TypedDict):
    """A picture encoded now, with the time burnt in."""

    width: int
    height: int
    fps: int


class Mount(TypedDict):
    """What a path of the server shows: one of ``file``, ``live`` and ``launch``."""

    file: NotRequired[str]
    live: NotRequired[Live]
    launch: NotRequired[str]
    user: NotRequired[str]
    password: NotRequired[str]


@functools.cache
def available() -> bool:
    """Whether the distribution's Python has GStreamer's RTSP server."""
    if not _PYTHON.exists():
        return False
    try:
        answer = subprocess.run(  # noqa: S603  (a fixed command)
            [_PYTHON, "-c", _CHECK],
            capture_output=True,
            timeout=_CHECK_LIMIT_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


class RtspServer:
    """An RTSP server on loopback as a child process; it ends with this process.

    Args:
        mounts: path with its leading slash → what it shows.
        port: 0 takes a free one; a number brings a server back where it was.
    """

    def __init__(self, mounts: Mapping[str, Mount], port: int = 0) -> None:
        self._mounts = dict(mounts)
        self.port = port
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> Self:
        """Start and wait until it listens, up to some seconds; not for the window's thread.

        Raises:
            ExpectedError: ``demo.rtsp_server`` when it does not come up.
        """
        self._process = subprocess.Popen(  # noqa: S603  (a fixed command)
            [_PYTHON, _SCRIPT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.port = int(str(self._ask({"port": self.port, "mounts": self._mounts})["port"]))
        return self

    def _ask(self, message: dict[str, object]) -> dict[str, object]:
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(json.dumps(message) + "\n")
            process.stdin.flush()
        line = process.stdout.readline()
        answer: dict[str, object] = json.loads(line) if line else {"error": "ended"}
        if "error" in answer:
            self.stop()
            raise ExpectedError(
                "demo.rtsp_server",
                QT_TRANSLATE_NOOP("errors", "Máy chủ RTSP mô phỏng không chạy. Chạy lại make setup để cài GStreamer."),
            )
        return answer

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process is not None else None

    def url(self, mount: str) -> str:
        return f"rtsp://127.0.0.1:{self.port}{mount}"

    def freeze(self, mount: str) -> None:
        """Keep the connection, send nothing."""
        self._ask({"do": "freeze", "mount": mount})

    def repeat(self, mount: str) -> None:
        """Send one picture again and again."""
        self._ask({"do": "repeat", "mount": mount})

    def garbage(self, mount: str) -> None:
        """Send random bytes where pictures should be."""
        self._ask({"do": "garbage", "mount": mount})

    def resume(self, mount: str) -> None:
        self._ask({"do": "resume", "mount": mount})

    def jump(self, mount: str, seconds: float) -> None:
        """Let the stream's clock jump."""
        self._ask({"do": "jump", "mount": mount, "seconds": seconds})

    def swap(self, mount: str, file: str) -> None:
        """Continue with another file, perhaps of another size."""
        self._ask({"do": "swap", "mount": mount, "file": file})

    def drop_clients(self) -> None:
        self._ask({"do": "drop"})

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self.stop()

    def wait(self) -> None:
        """Until it has ended, whoever ended it."""
        process = self._process
        if process is not None:
            process.wait()

    def stop(self) -> None:
        """End it; safe to call twice."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            if process.stdin is not None:
                process.stdin.close()
        try:
            process.wait(_STOP_LIMIT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_exception: object) -> None:
        self.stop()
