"""What a decoding thread does for clips: copies each coded picture, when somebody may ask for it, into a ring."""

from __future__ import annotations

import time
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from ioc_desktop.video.archive import CODECS, TICKS_PER_S, Format, Packet, PacketRing, Timeline
from ioc_desktop.video.bitstream import length_size, parameter_sets, sets_of_header

if TYPE_CHECKING:
    import av

KEPT_S = 30.0
"""20 s before an event and 10 s for the rule to be sure of it."""
MOST_BYTES = 40 * 2**20
"""Of one stream: a minute of 5 Mbit/s. A clip that waits for its end may need so much, no more is ever kept."""


class StreamMemory:
    """One stream's ring and what is known of its format. ``connect`` and ``keep`` on the decoder's thread.

    Attributes:
        ring: None while nobody wants clips; that costs nothing.
    """

    def __init__(self) -> None:
        self.ring: PacketRing | None = None
        self._timeline = Timeline()
        self._format = Format("", ())
        self._is_new = True
        self._scale = (TICKS_PER_S, TICKS_PER_S)

    def want(self, *, wanted: bool) -> None:
        """Begin to keep, or forget; any thread."""
        if not wanted:
            self.ring = None
        elif self.ring is None:
            self.ring = PacketRing(KEPT_S, MOST_BYTES)

    def connect(self, stream: av.VideoStream) -> None:
        """A connection begins: its stamps and its format are its own."""
        context = stream.codec_context
        codec, header = context.codec.canonical_name, context.extradata or b""
        sets = sets_of_header(codec, header) if codec in CODECS else ()
        self._is_new = True
        base = stream.time_base or Fraction(1, TICKS_PER_S)
        self._scale = (base.numerator * TICKS_PER_S, base.denominator)
        self._format = Format(codec, sets, length_size(codec, header) if codec in CODECS else 0)

    def keep(self, packet: av.Packet[av.VideoStream]) -> None:
        """Copy a coded picture."""
        ring = self.ring
        if ring is None or not packet.size:
            return
        if self._is_new:
            self._is_new = False
            self._timeline.restart()
            ring.interrupt()
        payload, at_s = bytes(packet), time.monotonic()
        if packet.is_keyframe:
            self._look(payload)
        stamp = self._timeline.place(self._ticks(packet), at_s)
        ring.put(Packet(payload, stamp, at_s, packet.is_keyframe), self._format)

    def _look(self, payload: bytes) -> None:
        """A key picture may bring another format, without another connection."""
        format_ = self._format
        sets = parameter_sets(format_.codec, payload, format_.length_size) if format_.codec in CODECS else ()
        if sets and sets != format_.sets:
            self._format = replace(format_, sets=sets)

    def _ticks(self, packet: av.Packet[av.VideoStream]) -> int | None:
        """In whole numbers: fractions cost as much as all else here."""
        stamp = packet.dts if packet.pts is None else packet.pts
        if stamp is None:
            return None
        times, parts = self._scale
        return (stamp * times + parts // 2) // parts
