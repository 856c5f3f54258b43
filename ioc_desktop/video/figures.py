"""What the video costs and does, in the shapes of ``--stats``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ioc_desktop.video.crew import Crew
    from ioc_desktop.video.entry import StreamEntry
    from ioc_desktop.video.status_table import StatusTable


NO_FIGURES: dict[str, object] = {"tiles": [], "cpu_seconds": {"video": 0.0}, "rss_mb": {"video": 0.0}}
"""Of an engine that never ran."""


def figures(slots: Mapping[int, StreamEntry], table: StatusTable, crew: Crew, now_s: float) -> dict[str, object]:
    """``{"tiles": […], "cpu_seconds": {"video": s}, "rss_mb": {"video": MB}}``."""
    return {
        "tiles": [slots[slot].statistics(table, now_s) for slot in sorted(slots)],
        "cpu_seconds": {"video": round(crew.cpu_s(), 3)},
        "rss_mb": {"video": round(crew.rss_mb(), 1)},
    }
