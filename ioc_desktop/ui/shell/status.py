"""What the status bar says, as data. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ioc_desktop.ui.shell.sync_words import SyncWords


@dataclass(frozen=True, kw_only=True)
class StatusSnapshot:
    """One picture of the program's health; give a new one when something changed, at most a few times a second.

    Attributes:
        cameras_live: cameras whose picture moves now; None while no wall is open, because nothing is decoded then.
        cameras_total: cameras of the district.
        analysis_fps: frames analysed per second over all cameras; None while nothing is analysed.
        analysis_label: model name, or the translated word for motion detection.
        provider: where the model runs, such as ``CUDA`` or ``CPU``; empty in motion detection.
        database: translated state of the database and its synchronisation, with icon and tone.
        shift: the duty shift that runs, such as "Ca chiều 14:00 – 22:00"; empty while nobody knows.
        busy: translated line on long work in the background; None for none.
        technical: translated worst technical state, such as "12 camera mất tín hiệu"; None when all is well.
    """

    cameras_live: int | None = None
    cameras_total: int = 0
    analysis_fps: float | None = None
    analysis_label: str = ""
    provider: str = ""
    database: SyncWords | None = None
    shift: str = ""
    busy: str | None = None
    technical: str | None = None
