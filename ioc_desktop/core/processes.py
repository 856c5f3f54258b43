"""Whether another process still lives."""

import os
import sys
from typing import Any


def is_running(pid: int) -> bool:
    """Whether a process of this number exists, also one of another user."""
    if sys.platform == "win32":
        return _is_running_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _is_running_on_windows(pid: int) -> bool:
    import ctypes  # noqa: PLC0415  (Windows only; os.kill would end the process there)

    kernel: Any = getattr(ctypes, "windll").kernel32  # noqa: B009  (absent on other systems, for mypy)
    handle = kernel.OpenProcess(0x1000, 0, pid)
    if not handle:
        return False
    kernel.CloseHandle(handle)
    return True
