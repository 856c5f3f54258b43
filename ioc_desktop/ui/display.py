"""A display to open windows on: the machine's own, or a virtual one where nobody is to look at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP

_SIZE = "1920x1080x24"
_X_SOCKETS = "/tmp/.X11-unix/X"  # noqa: S108  (where every X server listens)


@contextmanager
def display(*, may_be_virtual: bool) -> Iterator[None]:
    """Make sure that Qt finds a display, because it aborts the process where there is none.

    Args:
        may_be_virtual: start Xvfb where there is no display; for runs that only measure or take pictures.

    Raises:
        ExpectedError: ``display.none``.
    """
    if sys.platform != "linux" or "QT_QPA_PLATFORM" in os.environ or _is_there():
        yield
    elif may_be_virtual and shutil.which("Xvfb"):
        with _virtual():
            yield
    else:
        raise ExpectedError(
            "display.none",
            QT_TRANSLATE_NOOP(
                "errors",
                "Không tìm thấy màn hình. Mở trong phiên làm việc đồ họa, hoặc thêm --screenshot THƯ_MỤC "
                "để chạy trên màn hình ảo (cần gói xvfb: make setup).",
            ),
        )


def _is_there() -> bool:
    """Whether a compositor or X server answers; displays of other machines are believed."""
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    name = os.environ.get("DISPLAY", "")
    if not name.startswith(":"):
        return bool(name)
    with socket.socket(socket.AF_UNIX) as peer:
        return peer.connect_ex(_X_SOCKETS + name[1:].split(".")[0]) == 0


@contextmanager
def _virtual() -> Iterator[None]:
    read_end, write_end = os.pipe()
    command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", _SIZE, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write_end], stderr=subprocess.DEVNULL)  # noqa: S603  (fixed)
    os.close(write_end)
    with os.fdopen(read_end) as numbers:
        os.environ["DISPLAY"] = f":{numbers.readline().strip()}"
    try:
        yield
    finally:
        server.terminate()
        server.wait()
