"""Keeping what is left of a damaged file: copied aside once, never deleted."""

import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path


def set_aside(path: Path) -> Path | None:
    """Copy ``path`` to ``<name>.damaged-<UTC time>`` unless an equal copy is there; None when that fails.

    The copy is for whoever repairs it; failing to make one must not hide the first failure.
    """
    with suppress(OSError):
        stat = path.stat()
        for copy in path.parent.glob(f"{path.name}.damaged-*"):
            known = copy.stat()
            if (known.st_size, int(known.st_mtime)) == (stat.st_size, int(stat.st_mtime)):
                return copy
        copy = path.with_name(f"{path.name}.damaged-{datetime.now(UTC):%Y%m%dT%H%M%S}")
        shutil.copy2(path, copy)
        return copy
    return None
