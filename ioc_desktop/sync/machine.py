"""What tells this computer from another: a profile copied to a second one needs an identity of its own."""

from __future__ import annotations

import hashlib
import platform
import sys
import uuid
from pathlib import Path

from ioc_desktop.sync.engine import Machine


def this_machine(profile: Path, app_version: str) -> Machine:
    """The key is a hash of the system's identity and the profile's place: it says nothing about either."""
    text = f"{_system_identity()}|{profile.resolve()}"
    key = hashlib.sha256(text.encode()).hexdigest()[:32]
    return Machine(key=key, name=platform.node() or "?", app=app_version)


def _system_identity() -> str:
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415  (Windows only)

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    for name in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        try:
            return Path(name).read_text("ascii").strip()
        except OSError:
            continue
    return str(uuid.getnode())
