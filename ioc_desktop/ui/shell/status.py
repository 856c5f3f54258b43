"""What the status bar says, as data. No Qt."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class StatusSnapshot:
    """One picture of the program's health; give a new one when something changed, at most a few times a second.

    Attributes:
        cameras_live: cameras whose picture moves now; None while no wall is open, because nothing is decoded then.
        cameras_total: cameras of the district.
        analysis_fps: frames analysed per second over all cameras; None while nothing is analysed.
        analysis_label: model name, or the translated word for motion detection.
        provider: where the model runs, such as ``CUDA`` or ``CPU``; empty in motion detection.
        database_text: translated state of the database, such as "Lưu tại máy".
        database_ok: False draws the database in the colour of technical trouble.
        busy: translated line on long work in the background; None for none.
        technical: translated worst technical state, such as "12 camera mất tín hiệu"; None when all is well.
    """

    cameras_live: int | None = None
    cameras_total: int = 0
    analysis_fps: float | None = None
    analysis_label: str = ""
    provider: str = ""
    database_text: str = ""
    database_ok: bool = True
    busy: str | None = None
    technical: str | None = None
