"""A camera's coded pictures, kept as they came, and cut where a decoder can begin.

``Archive`` is what clips are made from: today the last half minute in memory, later a recording on disk.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple, Protocol

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.video.types import ClipSpan

TICKS_PER_S = 90_000
"""The clock of RTP video."""
CODECS = frozenset({"h264", "hevc"})
_BACK_S, _AHEAD_S = 1.0, 3.0
"""A stream's clock that goes back so far (pictures are reordered by less), or runs so far ahead of ours, has jumped."""
_STEP = TICKS_PER_S // 25


@dataclass(frozen=True)
class Format:
    """What a decoder must know about a stream.

    Attributes:
        codec: ``h264`` or ``hevc``.
        sets: parameter sets, without start codes; they say the size of the pictures, too.
        length_size: bytes of the length before each unit; 0 for start codes.
    """

    codec: str
    sets: tuple[bytes, ...]
    length_size: int = 0


class Packet(NamedTuple):
    """One coded picture; a tuple, as one is made for every picture of every stream.

    Attributes:
        stamp: when to show it, in ticks that go on over reconnections and jumps of the stream's clock.
        at_s: when it came, monotonic clock.
    """

    payload: bytes
    stamp: int
    at_s: float
    is_key: bool


@dataclass(frozen=True)
class Footage:
    """Pictures that can be shown one after the other; the first one is a key picture.

    Attributes:
        packets: in the order of decoding.
        is_short: something of what was asked for had been let go, or was of another format.
    """

    format: Format
    packets: Sequence[Packet]
    is_short: bool

    @property
    def start_s(self) -> float:
        """When its first picture came, monotonic clock."""
        return self.packets[0].at_s

    @property
    def seconds(self) -> float:
        """From the first picture to the last."""
        stamps = [packet.stamp for packet in self.packets]
        return (max(stamps) - min(stamps)) / TICKS_PER_S


class Archive(Protocol):
    """What is kept of one stream."""

    def cut(self, span: ClipSpan) -> Footage:
        """What came in a span, from the key picture before its start.

        Raises:
            ExpectedError: ``clip.nothing_kept``.
        """
        ...


def nothing_kept() -> ExpectedError:
    """Nothing came, or nothing is left, of what was asked for."""
    return ExpectedError(
        "clip.nothing_kept",
        QT_TRANSLATE_NOOP("errors", "Không có đoạn phim: camera không gửi hình lúc đó. Kiểm tra đường truyền camera."),
    )


class Timeline:
    """Turns a stream's stamps into ticks that only go on, whatever the stream's own clock does."""

    def __init__(self) -> None:
        self._shift: int | None = None
        self._last_raw, self._last_at_s, self._newest = 0, 0.0, 0

    def restart(self) -> None:
        """Another connection: its stamps have nothing to do with those before."""
        self._shift = None

    def place(self, raw: int | None, at_s: float) -> int:
        """The tick of a picture.

        Args:
            raw: its stamp in ticks of the stream; None where it has none.
            at_s: when it came.
        """
        if raw is None and self._shift is None:
            raw = 0  # FFmpeg gives the first picture of RTSP no stamp and counts the others from it
        elif raw is None:
            raw = self._last_raw + max(1, round((at_s - self._last_at_s) * TICKS_PER_S))
        step_s = (raw - self._last_raw) / TICKS_PER_S
        if self._shift is None or step_s < -_BACK_S or step_s > at_s - self._last_at_s + _AHEAD_S:
            self._shift = max(self._newest + _STEP, round(at_s * TICKS_PER_S)) - raw
        self._last_raw, self._last_at_s = raw, at_s
        tick = raw + self._shift
        self._newest = max(self._newest, tick)
        return tick


@dataclass
class _Group:
    """From one key picture to the next; the unit that is kept and let go."""

    format: Format
    packets: list[Packet] = field(default_factory=list)
    size: int = 0

    @property
    def start_s(self) -> float:
        return self.packets[0].at_s


class PacketRing:
    """The last seconds of one stream in memory, bounded by time and by bytes.

    ``put`` is the decoder's; the rest may be called on any thread.

    Args:
        kept_s: how far back it reaches, and from there to the key picture before.
        most_bytes: more is never kept, even if it is held.
    """

    def __init__(self, kept_s: float, most_bytes: int) -> None:
        self._kept_s, self._most_bytes = kept_s, most_bytes
        self._groups: deque[_Group] = deque()
        self._held_from_s = float("inf")
        self._lock = threading.Lock()
        self._waits_for_key = True
        self.size = 0
        self.let_go = 0

    def put(self, packet: Packet, format_: Format) -> None:
        """Keep a picture.

        Args:
            format_: of its stream; it may change with a key picture.
        """
        with self._lock:
            if packet.is_key:
                self._groups.append(_Group(format_))
                self._waits_for_key = False
            elif self._waits_for_key:
                return
            group = self._groups[-1]
            group.packets.append(packet)
            group.size += len(packet.payload)
            self.size += len(packet.payload)
            self._forget(packet.at_s)

    def interrupt(self) -> None:
        """The connection is another one: go on at its first key picture."""
        self._waits_for_key = True

    def _forget(self, now_s: float) -> None:
        """Let go what is too old, and what is too much."""
        needed_s = min(now_s - self._kept_s, self._held_from_s)
        while len(self._groups) > 1 and self._groups[1].start_s <= needed_s:
            self.size -= self._groups.popleft().size
        while self.size > self._most_bytes:
            self.size -= self._groups.popleft().size
            self.let_go += 1
        self._waits_for_key |= not self._groups

    def hold(self, from_s: float) -> None:
        """Keep what came since then longer than usual, as somebody is going to ask for it; infinity for nothing."""
        with self._lock:
            self._held_from_s = from_s

    @property
    def newest_s(self) -> float:
        """When the newest picture came; 0 before the first."""
        with self._lock:
            return self._groups[-1].packets[-1].at_s if self._groups else 0.0

    def cut(self, span: ClipSpan) -> Footage:
        """See ``Archive``."""
        start_s, end_s = span.start_s, span.end_s
        with self._lock:
            groups = [_Group(group.format, list(group.packets)) for group in self._groups]
            had_more = self.let_go > 0
        first = max((place for place, group in enumerate(groups) if group.start_s <= start_s), default=0)
        wanted = [group for group in groups[first:] if group.start_s <= end_s and group.packets[-1].at_s >= start_s]
        if not wanted:
            raise nothing_kept()
        stretch = _around(wanted, span.moment_s)
        packets = [packet for group in stretch for packet in group.packets if packet.at_s <= end_s]
        is_short = len(stretch) < len(wanted) or (had_more and stretch[0].start_s > start_s)
        return Footage(stretch[0].format, _showable(packets), is_short)


def _around(groups: Sequence[_Group], moment_s: float) -> Sequence[_Group]:
    """The neighbours of one format among which a moment lies: a file has one format only."""
    at = max((place for place, group in enumerate(groups) if group.start_s <= moment_s), default=0)
    first = last = at
    while first > 0 and groups[first - 1].format == groups[at].format:
        first -= 1
    while last + 1 < len(groups) and groups[last + 1].format == groups[at].format:
        last += 1
    return groups[first : last + 1]


def _showable(packets: list[Packet]) -> list[Packet]:
    """Without pictures before the first key picture's moment: they refer to what is not here."""
    return [packet for packet in packets if packet.stamp >= packets[0].stamp]


def decode_stamps(stamps: Sequence[int]) -> list[int]:
    """When each picture is to be decoded, so that none is shown before: strictly rising, at most its own stamp.

    The sorted stamps are what a decoder puts out; it must be as many ticks ahead as a picture comes late at most.

    Args:
        stamps: when they are shown, in the order of decoding, no two equal.
    """
    in_order = sorted(stamps)
    lead = max((shown - stamp for shown, stamp in zip(in_order, stamps, strict=True)), default=0)
    return [shown - lead for shown in in_order]


def unequal(stamps: Sequence[int]) -> list[int]:
    """The stamps in the same order with equal ones moved apart by single ticks."""
    order = sorted(range(len(stamps)), key=lambda place: (stamps[place], place))
    made = list(stamps)
    for before, place in pairwise(order):
        made[place] = max(made[place], made[before] + 1)
    return made
