"""Facts about this machine that a report of a fault needs."""

from __future__ import annotations

import os
import platform
import sys
from importlib import metadata

from ioc_desktop.core.version import VERSION


def version() -> str:
    return VERSION


def facts() -> dict[str, str]:
    """Technical name → value; the names are the same in every language."""
    return {
        "Python": platform.python_version(),
        "Qt / PySide6": _installed("PySide6"),
        "FFmpeg / PyAV": _installed("av"),
        "onnxruntime": _installed("onnxruntime", "onnxruntime-gpu", "onnxruntime-directml"),
        "SQLAlchemy": _installed("sqlalchemy"),
        "OS": f"{platform.system()} {platform.release()}",
        "CPU": f"{platform.machine()}, {os.cpu_count() or 1}",
        "Bundle": "PyInstaller" if hasattr(sys, "_MEIPASS") else "venv",
    }


def _installed(*names: str) -> str:
    for name in names:
        try:
            return metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return "–"
