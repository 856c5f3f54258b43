"""Which model packs are on this machine, by the names of their folders."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ioc_desktop.core.text import natural_key


def model_names(folders: Iterable[Path]) -> list[str]:
    """Names of the sub-folders that hold a ``model.toml``, without doubles, in natural order."""
    found = {path.parent.name for folder in folders for path in folder.glob("*/model.toml")}
    return sorted(found, key=natural_key)
