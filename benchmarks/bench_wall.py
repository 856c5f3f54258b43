"""The wall against bare decoding of the same RTSP streams, in the same run on the same machine.

``main.py wall`` runs on a virtual screen with 16 and with 64 tiles of 640×360@15. CPU is read from the system over the
steady part of each run, for the window with all its workers and, in turn, for PyAV threads that decode the streams in
as many processes and throw the frames away. The delay is read off the screen's own pixels: one camera is encoded live
with the time burnt in.

Usage: ``python benchmarks/bench_wall.py [--runs N] [--seconds S] [--tiles 16,64]``
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from report import OUT, ROOT, Figure, publish
from streams import FPS, HEIGHT, WIDTH, Screen, bare_decode_cpu_ms, cpu_s, make_clip, memory_mb, tree

from ioc_desktop.demo.streams import Mount, RtspServer, available
from ioc_desktop.ui.video.geometry import arrange
from ioc_desktop.ui.video.layouts import LAYOUTS
from ioc_desktop.video import frame_stamp

LAYOUT = {16: "4x4", 64: "8x8"}
WARM_S = 5.0
EMPTY_WINDOW = (
    "import sys\n"
    "from PySide6.QtWidgets import QApplication, QWidget\n"
    "app = QApplication([]); window = QWidget(); window.showFullScreen(); print(flush=True); app.exec()"
)


@dataclass
class Measured:
    """Of all runs with one number of tiles."""

    cpu_ms: list[float] = field(default_factory=list)
    bare_ms: list[float] = field(default_factory=list)
    painted: list[float] = field(default_factory=list)
    late_ms: list[float] = field(default_factory=list)
    tile_mb: list[float] = field(default_factory=list)


def wall_command(urls: list[str], layout: str, seconds: float, stats: Path) -> list[str]:
    command = [sys.executable, "main.py", "wall", "--layout", layout, "--seconds", str(seconds), "--stats", str(stats)]
    for url in urls:
        command += ["--source", url]
    return command


def run_wall(screen: Screen, urls: list[str], seconds: float, empty_mb: float, into: Measured) -> None:
    with tempfile.TemporaryDirectory() as folder:
        stats_file = Path(folder, "stats.json")
        command = wall_command(urls, LAYOUT[len(urls)], WARM_S + seconds + 2.0, stats_file)
        with subprocess.Popen(command, cwd=ROOT, env=screen.environment()) as wall:
            time.sleep(WARM_S)
            pids = tree(wall.pid)
            began_s, used_s = time.monotonic(), cpu_s(pids)
            time.sleep(seconds)
            used_s, took_s = cpu_s(pids) - used_s, time.monotonic() - began_s
            into.tile_mb.append((memory_mb(pids) - empty_mb) / len(urls))
        stats: dict[str, Any] = json.loads(stats_file.read_text())
    painted = sum(tile["painted"] for tile in stats["tiles"]) / sum(tile["decoded"] for tile in stats["tiles"])
    into.painted.append(painted)
    into.cpu_ms.append(used_s / (took_s * FPS * len(urls) * min(1.0, painted)) * 1000)
    into.late_ms.append(stats["ui_delay_ms"]["p99"])


def empty_window_mb(screen: Screen) -> float:
    command = [sys.executable, "-c", EMPTY_WINDOW]
    with subprocess.Popen(command, env=screen.environment(), stdout=subprocess.PIPE) as window:
        assert window.stdout is not None
        window.stdout.readline()
        time.sleep(1.0)
        size = memory_mb(tree(window.pid))
        window.terminate()
    return size


def delays_ms(screen: Screen, urls: list[str], seconds: float) -> list[float]:
    """Delay of every picture of the first tile, from its stamp to the first sight of it on the screen."""
    place = arrange(LAYOUTS[LAYOUT[len(urls)]], 1920, 1080, wall=True)[0].picture
    found: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        command = wall_command(urls, LAYOUT[len(urls)], WARM_S + seconds + 1.0, Path(folder, "stats.json"))
        with subprocess.Popen(command, cwd=ROOT, env=screen.environment()) as _wall:
            time.sleep(WARM_S)
            tile = screen.pixels()[place.y : place.bottom, place.x : place.right]
            last, end_s = None, time.monotonic() + seconds
            while time.monotonic() < end_s:
                stamp = frame_stamp.read(tile)
                if stamp is not None and stamp != last:
                    if last is not None:
                        found.append(frame_stamp.age_ms(stamp, frame_stamp.now_ms()))
                    last = stamp
                time.sleep(0.004)
    return found


def serve(clip: Path, tiles: int) -> RtspServer:
    mounts: dict[str, Mount] = {f"/camera{number}": {"file": str(clip)} for number in range(tiles)}
    mounts["/live"] = {"live": {"width": WIDTH, "height": HEIGHT, "fps": FPS}}
    return RtspServer(mounts)


def measure(screen: Screen, clip: Path, tiles: int, runs: int, seconds: float) -> list[Figure]:
    measured, delays = Measured(), []
    processes = 2
    with serve(clip, tiles) as server:
        urls = [server.url(f"/camera{number}") for number in range(tiles)]
        empty_mb = empty_window_mb(screen)
        for _ in range(runs):
            measured.bare_ms.append(bare_decode_cpu_ms(urls, processes, WARM_S, seconds))
            run_wall(screen, urls, seconds, empty_mb, measured)
            delays += delays_ms(screen, [server.url("/live"), *urls[1:]], seconds / 2)
    return figures(measured, delays, tiles)


def figures(measured: Measured, delays: list[float], tiles: int) -> list[Figure]:
    middle = statistics.median
    ratio = middle(wall / bare for wall, bare in zip(measured.cpu_ms, measured.bare_ms, strict=True))
    bare = f"bare PyAV decode of the same streams, {middle(measured.bare_ms):.3f} ms a frame"
    delay = float(np.percentile(delays, 95)) if delays else float("inf")
    return [
        Figure(f"cpu_ratio_{tiles}", ratio, "×", bare, 1.3),
        Figure(f"painted_{tiles}", middle(measured.painted), "", "frames decoded", 0.95, at_most=False),
        Figure(f"ui_delay_p99_{tiles}", middle(measured.late_ms), "ms", "a 10 ms heartbeat", 20),
        Figure(f"memory_per_tile_{tiles}", middle(measured.tile_mb), "MB", "an empty PySide6 window", 15),
        Figure(f"pixel_delay_p95_{tiles}", delay, "ms", f"the time burnt in, {len(delays)} pictures", 250),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--tiles", default="16,64")
    options = parser.parse_args()
    if not available():
        print("GStreamer's RTSP server is not installed: make setup")
        return 1
    clip = make_clip(OUT / f"street_{WIDTH}x{HEIGHT}.mp4")
    found: list[Figure] = []
    with Screen() as screen:
        for tiles in (int(word) for word in options.tiles.split(",")):
            found += measure(screen, clip, tiles, options.runs, options.seconds)
    print(f"\nwritten to {publish('wall', found).relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
