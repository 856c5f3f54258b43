"""Which streams' last half minute is kept in memory for clips."""

from __future__ import annotations

from dataclasses import dataclass, field

from ioc_desktop.video.types import StreamSpec

MOST_SHOWN = 25
"""Streams that are shown and remembered: half a minute of each is some 2 MB."""


@dataclass
class Remembered:
    """What was asked for.

    Attributes:
        watched: what rules look at.
        shown: what is on the wall, while that is no more than ``MOST_SHOWN`` streams.
        kept: streams that are decoded for a clip, whatever is shown or watched.
    """

    watched: bool = False
    shown: bool = False
    kept: dict[str, StreamSpec] = field(default_factory=dict)

    def wants(self, stream_id: str, *, is_watched: bool, shown: int | None) -> bool:
        """Whether a stream is to be remembered.

        Args:
            shown: how many streams are shown, where it is one of them.
        """
        is_on_wall = self.shown and shown is not None and shown <= MOST_SHOWN
        return stream_id in self.kept or (self.watched and is_watched) or is_on_wall
