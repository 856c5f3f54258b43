"""Keeping what is left of a damaged file: copied aside once, never deleted."""

import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from ioc_desktop.store.swapping import beside


def set_aside(path: Path) -> Path | None:
    """Copy ``path`` to ``<name>.damaged-<UTC time>`` with its WAL, unless an equal copy is there.

    The copy is for whoever repairs it; None when it fails, as that must not hide the first failure.
    """
    with suppress(OSError):
        stat = path.stat()
        for copy in path.parent.glob(f"{path.name}.damaged-*"):
            known = copy.stat()
            if (known.st_size, int(known.st_mtime)) == (stat.st_size, int(stat.st_mtime)):
                return copy
        copy = path.with_name(f"{path.name}.damaged-{datetime.now(UTC):%Y%m%dT%H%M%S}")
        shutil.copy2(path, copy)
        with suppress(FileNotFoundError):
            shutil.copy2(beside(path, "-wal"), beside(copy, "-wal"))
        return copy
    return None
