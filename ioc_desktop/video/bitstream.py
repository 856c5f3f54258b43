"""Units of H.264 and HEVC packets, in either of the two ways in which they are laid one after the other.

Streams of the network put a start code before each unit (Annex B of both standards); MP4 puts its length there
(ISO/IEC 14496-15). Pure: bytes in, bytes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

START_CODE = b"\x00\x00\x00\x01"
_START = re.compile(rb"\x00\x00\x01")
_H264_SETS = frozenset({7, 8})
_H264_SEQUENCE, _HEVC_SEQUENCE = 7, 33
_HEVC_SETS = frozenset({32, 33, 34})


def has_lengths(extradata: bytes) -> bool:
    """Whether units come with lengths: such a header begins with its version, 1; Annex B begins with a zero."""
    return len(extradata) > 6 and extradata[0] == 1


def units(payload: bytes, length_size: int = 0) -> Iterator[bytes]:
    """The units of a packet without what is between them.

    Args:
        length_size: bytes of the length before each unit; 0 for start codes.
    """
    return _with_lengths(payload, length_size) if length_size else _with_start_codes(payload)


def _with_lengths(payload: bytes, size: int) -> Iterator[bytes]:
    at = 0
    while at + size <= len(payload):
        end = at + size + int.from_bytes(payload[at : at + size], "big")
        if at + size < end <= len(payload):
            yield payload[at + size : end]
        at = end


def _with_start_codes(payload: bytes) -> Iterator[bytes]:
    starts = [found.end() for found in _START.finditer(payload)]
    ends = [start - 3 for start in starts[1:]] + [len(payload)]
    for start, end in zip(starts, ends, strict=True):
        unit = payload[start:end].rstrip(b"\x00")  # a unit never ends with zeros: those belong to the next start code
        if unit:
            yield unit


def length_size(codec: str, extradata: bytes) -> int:
    """Bytes of the length before each unit, 0 where there are start codes."""
    if not has_lengths(extradata):
        return 0
    at = 4 if codec == "h264" else 21
    return (extradata[at] & 3) + 1 if len(extradata) > at else 4


def parameter_sets(codec: str, payload: bytes, length: int = 0) -> tuple[bytes, ...]:
    """What a decoder must know before the first picture, where a packet brings all of it along; else nothing."""
    return _in_order(codec, units(payload, length))


def _in_order(codec: str, found: Iterable[bytes]) -> tuple[bytes, ...]:
    """The parameter sets among units, each once; sorted, they are in the order in which they build on each other."""
    wanted = _H264_SETS if codec == "h264" else _HEVC_SETS
    sets = {unit for unit in found if _kind(codec, unit) in wanted}
    sequence = _H264_SEQUENCE if codec == "h264" else _HEVC_SEQUENCE
    return tuple(sorted(sets)) if any(_kind(codec, unit) == sequence for unit in sets) else ()


def _kind(codec: str, unit: bytes) -> int:
    return unit[0] & 0x1F if codec == "h264" else unit[0] >> 1 & 0x3F


def sets_of_header(codec: str, extradata: bytes) -> tuple[bytes, ...]:
    """The parameter sets of a stream's header, in either layout."""
    if not has_lengths(extradata):
        return parameter_sets(codec, extradata)
    return _in_order(codec, _h264_header(extradata) if codec == "h264" else _hevc_header(extradata))


def _h264_header(header: bytes) -> Iterator[bytes]:
    """AVCDecoderConfigurationRecord, ISO/IEC 14496-15 §5.3.3.1."""
    at = 5
    for mask in (0x1F, 0xFF):
        count, at = (header[at] & mask if at < len(header) else 0), at + 1
        for _ in range(count):
            unit, at = _sized(header, at)
            yield unit


def _hevc_header(header: bytes) -> Iterator[bytes]:
    """HEVCDecoderConfigurationRecord, ISO/IEC 14496-15 §8.3.3.1."""
    at = 23
    for _ in range(header[22] if len(header) > 22 else 0):
        count, at = int.from_bytes(header[at + 1 : at + 3], "big"), at + 3
        for _ in range(count):
            unit, at = _sized(header, at)
            yield unit


def _sized(header: bytes, at: int) -> tuple[bytes, int]:
    end = at + 2 + int.from_bytes(header[at : at + 2], "big")
    return header[at + 2 : end], end


def annex_b(payload: bytes, length: int) -> bytes:
    """A packet with start codes; as it is when it has them."""
    return b"".join(START_CODE + unit for unit in units(payload, length)) if length else payload
