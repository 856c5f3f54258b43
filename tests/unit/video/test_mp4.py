"""Files of coded pictures: the same pictures, in a box that every player opens."""

from __future__ import annotations

import itertools
import subprocess
import sys
import textwrap
from pathlib import Path

import av
import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.video.archive import Footage, Format, Packet, PacketRing
from ioc_desktop.video.bitstream import START_CODE, annex_b
from ioc_desktop.video.mp4 import START_KEY, write_mp4
from ioc_desktop.video.types import ClipSpan
from tests.support.clips import moving_picture, write_clip
from tests.support.footage import Film, film, kept, slices

PICTURES = [moving_picture(index, 160, 90) for index in range(75)]


def hevc_clip(path: Path) -> Path:
    options = {"preset": "ultrafast", "x265-params": "keyint=15:bframes=2:log-level=none:pools=1:frame-threads=1"}
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx265", rate=15, options=options)
        stream.width, stream.height, stream.pix_fmt = 160, 90, "yuv420p"
        for picture in PICTURES:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="bgr24")))
        container.mux(stream.encode())
    return path


def footage(path: Path, *, with_start_codes: bool) -> Footage:
    """Everything of a file from its second second on."""
    format_, packets = kept(path)
    if with_start_codes:  # as a camera sends it
        sets = b"".join(START_CODE + each for each in format_.sets)
        head = [sets if packet.is_key else b"" for packet in packets]
        packets = [
            Packet(before + annex_b(packet.payload, format_.length_size), packet.stamp, packet.at_s, packet.is_key)
            for before, packet in zip(head, packets, strict=True)
        ]
        format_ = Format(format_.codec, format_.sets)
    ring = PacketRing(60.0, 1 << 30)
    for packet in packets:
        ring.put(packet, format_)
    return ring.cut(ClipSpan(1001.5, 1100.0, 1001.5))


def check(made: Film, source: Footage) -> None:
    assert made.is_key[0]
    assert made.decoded == len(made.pictures) == len(source.packets)
    decoding = [stamp for _, stamp in made.stamps]
    assert all(before < after for before, after in itertools.pairwise(decoding))
    length = source.format.length_size
    assert made.pictures == [tuple(slices(source.format.codec, packet.payload, length)) for packet in source.packets]
    assert made.seconds == pytest.approx(source.seconds, abs=0.001)
    assert made.size == (160, 90)


@pytest.mark.parametrize("with_start_codes", [False, True])
@pytest.mark.parametrize("b_frames", [0, 2])
def test_h264_is_written_as_it_is(tmp_path: Path, b_frames: int, *, with_start_codes: bool) -> None:
    clip = write_clip(tmp_path / "clip.mp4", PICTURES, b_frames=b_frames)
    source = footage(clip, with_start_codes=with_start_codes)
    out = tmp_path / "out.mp4"
    assert write_mp4(source, out, 1_700_000_000.25) == out.stat().st_size
    made = film(out)
    check(made, source)
    assert float(made.metadata[START_KEY]) == 1_700_000_000.25
    content = out.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat"), "a player may begin before it has all of it"
    assert list(tmp_path.glob("*.part")) == []


@pytest.mark.parametrize("with_start_codes", [False, True])
def test_hevc_is_written_as_it_is(tmp_path: Path, *, with_start_codes: bool) -> None:
    source = footage(hevc_clip(tmp_path / "clip.mp4"), with_start_codes=with_start_codes)
    write_mp4(source, tmp_path / "out.mp4", 0.0)
    made = film(tmp_path / "out.mp4")
    check(made, source)
    assert made.codec == "hevc"


def code_of(source: Footage, path: Path) -> str:
    with pytest.raises(ExpectedError) as caught:
        write_mp4(source, path, 0.0)
    return caught.value.code


def test_what_cannot_be_written_is_told_with_the_next_step(tmp_path: Path) -> None:
    source = footage(write_clip(tmp_path / "clip.mp4", PICTURES), with_start_codes=True)
    assert code_of(source, tmp_path / "gone" / "out.mp4") == "clip.unwritable"
    (tmp_path / "file").write_bytes(b"no folder")
    assert code_of(source, tmp_path / "file" / "out.mp4") == "clip.unwritable"
    odd = Footage(Format("mjpeg", ()), source.packets, is_short=False)
    assert code_of(odd, tmp_path / "out.mp4") == "clip.codec"
    noise = Footage(source.format, [Packet(b"\xff" * 50, 0, 0.0, is_key=True)], is_short=False)
    assert code_of(Footage(Format("h264", ()), noise.packets, is_short=False), tmp_path / "out.mp4") == "clip.broken"
    assert not (tmp_path / "out.mp4").exists()
    assert list(tmp_path.glob("*.part")) == []


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    """A limit on the size of files stands in for the disk; it cannot be lifted again, so another process has it."""
    clip = write_clip(tmp_path / "clip.mp4", PICTURES, crf=2)
    script = f"""
        import resource, signal
        from pathlib import Path
        from ioc_desktop.core.errors import ExpectedError
        from ioc_desktop.video.mp4 import write_mp4
        from tests.unit.video.test_mp4 import footage
        source = footage(Path({str(clip)!r}), with_start_codes=True)
        assert sum(len(packet.payload) for packet in source.packets) > 200_000
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        try:
            write_mp4(source, Path({str(tmp_path / "out.mp4")!r}), 0.0)
        except ExpectedError as error:
            print(error.code)
    """
    answer = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    assert answer.stdout.strip() == "clip.disk_full"
    assert [path.name for path in tmp_path.iterdir()] == ["clip.mp4"]
