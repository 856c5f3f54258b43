"""What the last half minute of packets costs: processor time beside decoding, memory beside the packets, a file's time.

The same clip is decoded in one thread with and without keeping its packets, runs interleaved; then a minute of it is
written as MP4.

Usage: ``python benchmarks/bench_clips.py [--runs N]``
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import av  # noqa: E402  (the tree is not installed when a script runs)
from report import Figure, publish  # noqa: E402
from streams import FPS, make_clip  # noqa: E402

from ioc_desktop.video.archive import TICKS_PER_S, Footage, Packet, PacketRing  # noqa: E402
from ioc_desktop.video.memory import KEPT_S, MOST_BYTES, StreamMemory  # noqa: E402
from ioc_desktop.video.mp4 import write_mp4  # noqa: E402
from ioc_desktop.video.types import ClipSpan  # noqa: E402

MINUTE_S = 60.0


def decode(clip: Path, *, keeps: bool) -> tuple[float, StreamMemory]:
    """Processor seconds a picture, and what was kept."""
    memory = StreamMemory()
    memory.want(wanted=keeps)
    with av.open(str(clip)) as container:
        stream = container.streams.video[0]
        stream.codec_context.thread_count = 1
        memory.connect(stream)
        begun, pictures = time.process_time(), 0
        for packet in container.demux(stream):
            pictures += len(packet.decode())
            memory.keep(packet)
        return (time.process_time() - begun) / pictures, memory


def a_minute(memory: StreamMemory) -> Footage:
    """A minute made of the kept pictures, again and again."""
    assert memory.ring is not None
    once = memory.ring.cut(ClipSpan(0.0, float("inf"), 0.0))
    ring, count = PacketRing(MINUTE_S, 1 << 30), round(MINUTE_S * FPS)
    for number in range(count):
        packet = once.packets[number % len(once.packets)]
        at_s = number / FPS
        ring.put(Packet(packet.payload, round(at_s * TICKS_PER_S), at_s, packet.is_key), once.format)
    return ring.cut(ClipSpan(0.0, MINUTE_S, 0.0))


def write_s(footage: Footage, folder: Path) -> float:
    """Seconds for the MP4."""
    begun = time.perf_counter()
    write_mp4(footage, folder / "clip.mp4", 0.0)
    return time.perf_counter() - begun


def kept_share(footage: Footage) -> float:
    """Memory of the packets as Python keeps them, per byte of their content."""
    packets = footage.packets
    held = sum(sys.getsizeof(packet) + sys.getsizeof(packet.payload) + 2 * 32 for packet in packets)
    return held / sum(len(packet.payload) for packet in packets)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=15)
    runs = options.parse_args().runs
    clip = make_clip(ROOT / "build" / "bench" / "street.mp4")
    turns = [(number % 2 == 0, number % 2 == 1) for number in range(runs * 2)]
    pairs = [{keeps: decode(clip, keeps=keeps)[0] for keeps in turn} for turn in turns]
    footage = a_minute(decode(clip, keeps=True)[1])
    with tempfile.TemporaryDirectory(dir=ROOT / "build") as folder:
        made_s = statistics.median(write_s(footage, Path(folder)) for _ in range(runs))
    size_mb = sum(len(packet.payload) for packet in footage.packets) / 2**20
    print(f"  {size_mb * KEPT_S / MINUTE_S:.2f} MB are kept of this stream, at most {MOST_BYTES >> 20} MB of any;")
    print(f"  a minute ({size_mb:.2f} MB) is written in {made_s * 1000:.1f} ms")
    publish(
        "clips",
        [
            Figure(
                "cpu_with_ring",
                statistics.median(pair[True] / pair[False] for pair in pairs),
                "x",
                "decoding 640x360@15 without keeping",
                1.03,
            ),
            Figure("memory_per_byte", kept_share(footage), "x", "the packets' own bytes", 1.1),
            Figure("write_per_second", made_s / MINUTE_S * 1000, "ms/s", "one second of pictures in the clip", 10.0),
        ],
    )


if __name__ == "__main__":
    main()
