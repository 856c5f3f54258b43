"""Coded pictures as a decoder's process sees them, and what is in a clip's file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av

from ioc_desktop.video.archive import TICKS_PER_S, Format, Packet, Timeline
from ioc_desktop.video.bitstream import length_size, sets_of_header, units

_PICTURES = {"h264": range(1, 6), "hevc": range(32)}


def kept(path: Path, start_s: float = 1000.0) -> tuple[Format, list[Packet]]:
    """What a ring is given of a file that began to arrive at ``start_s``."""
    timeline, packets = Timeline(), []
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        codec, header = stream.codec_context.codec.canonical_name, stream.codec_context.extradata or b""
        for packet in container.demux(stream):
            if packet.size:
                assert packet.pts is not None
                assert packet.dts is not None
                at_s = start_s + float(packet.dts * packet.time_base)
                stamp = timeline.place(round(packet.pts * packet.time_base * TICKS_PER_S), at_s)
                packets.append(Packet(bytes(packet), stamp, at_s, packet.is_keyframe))
        return Format(codec, sets_of_header(codec, header), length_size(codec, header)), packets


@dataclass
class Film:
    """A file, read back.

    Attributes:
        pictures: the coded slices of each packet.
        stamps: presentation and decoding time of each, s.
        decoded: pictures that a decoder makes of it.
    """

    codec: str
    size: tuple[int, int]
    pictures: list[tuple[bytes, ...]]
    stamps: list[tuple[float, float]]
    is_key: list[bool]
    decoded: int
    metadata: dict[str, str]

    @property
    def seconds(self) -> float:
        shown = [stamp for stamp, _ in self.stamps]
        return max(shown) - min(shown)


def film(path: Path) -> Film:
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        context = stream.codec_context
        codec, length = (
            context.codec.canonical_name,
            length_size(context.codec.canonical_name, context.extradata or b""),
        )
        packets = [packet for packet in container.demux(stream) if packet.size]
        made = Film(
            codec,
            (stream.width, stream.height),
            [tuple(slices(codec, bytes(packet), length)) for packet in packets],
            [(float(p.pts * p.time_base), float(p.dts * p.time_base)) for p in packets],  # type: ignore[operator]
            [packet.is_keyframe for packet in packets],
            0,
            dict(container.metadata),
        )
    with av.open(str(path)) as container:
        made.decoded = sum(1 for _ in container.decode(video=0))
    return made


def slices(codec: str, payload: bytes, length: int) -> Iterator[bytes]:
    """The units with pictures in them: what is around these is a muxer's to change."""
    for unit in units(payload, length):
        kind = unit[0] & 0x1F if codec == "h264" else unit[0] >> 1 & 0x3F
        if kind in _PICTURES[codec]:
            yield unit
