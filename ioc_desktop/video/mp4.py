"""Writes coded pictures into an MP4 file as they are: nothing is decoded, nothing is coded anew."""

from __future__ import annotations

import contextlib
import errno
import io
import os
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import av
import av.error
from av.container import OutputContainer

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.video.archive import CODECS, TICKS_PER_S, Footage, Format, Packet, decode_stamps, unequal
from ioc_desktop.video.bitstream import START_CODE, annex_b

_TICK = Fraction(1, TICKS_PER_S)
_TAGS = {"h264": "avc1", "hevc": "hvc1"}
_LEAST_SHARE = 0.9
"""Of the pictures' bytes that a whole file has at least; start codes and lengths differ."""
START_KEY = "comment"
"""Metadata with the Unix time of the first picture: the field for that has whole seconds only."""


def write_mp4(footage: Footage, path: Path, began_at: float) -> int:
    """Write a file whole or not at all; its size in bytes.

    Args:
        path: replaced if it exists; the work is done beside it, in ``<name>.part``.
        began_at: Unix time of the first picture; it goes into the file.

    Raises:
        ExpectedError: ``clip.codec``, ``clip.disk_full``, ``clip.unwritable``, ``clip.broken``.
    """
    if footage.format.codec not in CODECS:
        raise codec_unsupported(footage.format.codec)
    part = path.with_name(f"{path.name}.part")
    try:
        _write(footage, part, began_at)
        os.replace(part, path)  # noqa: PTH105  (Path.replace is the same)
        return path.stat().st_size
    except (av.error.FFmpegError, OSError) as error:
        raise _reason(error, path) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _write(footage: Footage, part: Path, began_at: float) -> None:
    with (
        av.open(_sample(footage), format=footage.format.codec) as sample,
        av.open(str(part), "w", format="mp4", options={"movflags": "+faststart"}) as output,
    ):
        output.metadata["creation_time"] = datetime.fromtimestamp(began_at, UTC).isoformat()
        output.metadata[START_KEY] = f"{began_at:.3f}"
        stream = output.add_stream_from_template(sample.streams.video[0])
        stream.time_base = _TICK
        stream.codec_context.codec_tag = _TAGS[footage.format.codec]
        _mux(output, stream, footage)
    if part.stat().st_size < sum(len(packet.payload) for packet in footage.packets) * _LEAST_SHARE:
        raise OSError(errno.ENOSPC, "the file is shorter than what was written")  # FFmpeg does not always tell


def _sample(footage: Footage) -> io.BytesIO:
    """The head of the stream as a file by itself: FFmpeg reads from it what an MP4 file says of its pictures."""
    format_, first = footage.format, footage.packets[0]
    sets = b"".join(START_CODE + unit for unit in format_.sets)
    return io.BytesIO(sets + annex_b(first.payload, format_.length_size))


def _mux(output: OutputContainer, stream: av.VideoStream, footage: Footage) -> None:
    stamps = unequal([packet.stamp for packet in footage.packets])
    first = min(stamps)
    for packet, shown, decoded in zip(footage.packets, stamps, decode_stamps(stamps), strict=True):
        unit = _packet(packet, footage.format)
        unit.pts, unit.dts = shown - first, decoded - first
        unit.stream = stream
        output.mux_one(unit)


def _packet(packet: Packet, format_: Format) -> av.Packet[av.VideoStream]:
    made: av.Packet[av.VideoStream] = av.Packet(annex_b(packet.payload, format_.length_size))  # type: ignore[assignment]
    made.time_base = _TICK
    made.is_keyframe = packet.is_key
    return made


def _reason(error: Exception, path: Path) -> ExpectedError:
    number = getattr(error, "errno", 0)
    if number in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return ExpectedError(
            "clip.disk_full",
            QT_TRANSLATE_NOOP("errors", "Ổ đĩa đầy, không ghi được đoạn phim. Xóa bớt tệp trên ổ đĩa của hồ sơ."),
        )
    if isinstance(error, OSError) and number in {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR}:
        return ExpectedError(
            "clip.unwritable",
            QT_TRANSLATE_NOOP("errors", "Không ghi được đoạn phim vào {folder}. Kiểm tra quyền của thư mục."),
            folder=path.parent,
        )
    return ExpectedError(
        "clip.broken",
        QT_TRANSLATE_NOOP("errors", "Không ghép được đoạn phim từ hình camera gửi. Kiểm tra đường truyền camera."),
    )


def codec_unsupported(codec: str) -> ExpectedError:
    """Pictures that an MP4 file of ours does not carry."""
    return ExpectedError(
        "clip.codec",
        QT_TRANSLATE_NOOP("errors", "Chưa lưu được đoạn phim dạng {codec}. Đặt camera sang H.264 hoặc H.265."),
        codec=codec,
    )
