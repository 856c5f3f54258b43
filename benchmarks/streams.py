"""Test streams, a bare decoder to compare with, and a virtual screen whose pixels can be read."""

from __future__ import annotations

import mmap
import os
import resource
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import av  # noqa: E402  (the tree is not installed when a script runs)
import numpy as np  # noqa: E402
from numpy.typing import NDArray  # noqa: E402

WIDTH, HEIGHT, FPS, SECONDS = 640, 360, 15, 8


def make_clip(path: Path) -> Path:
    """A street-like clip of 640×360@15 at some 600 kbit/s, as a camera's sub-stream sends."""
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(1)
    ground = np.clip(np.add.outer(np.linspace(60, 120, HEIGHT), random.normal(0, 14, WIDTH)), 16, 235)
    options = {"preset": "veryfast", "tune": "zerolatency", "g": str(FPS), "b": "600000", "threads": "1"}
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=FPS, options=options)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for index in range(FPS * SECONDS):
            grey = np.clip(ground + random.normal(0, 3, (HEIGHT, WIDTH)), 16, 235).astype(np.uint8)
            for car in range(8):
                x, y = (car * 97 + index * (2 + car)) % (WIDTH - 60), 20 + car * 40
                grey[y : y + 24, x : x + 50] = 40 + 24 * car
            picture = np.dstack([grey, np.roll(grey, 2, 1), np.roll(grey, 4, 1)])
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="bgr24")))
        container.mux(stream.encode())
    return path


def _decode(url: str, counts: list[int], index: int, stop: threading.Event) -> None:
    options = {"rtsp_transport": "tcp", "allowed_media_types": "video", "probesize": "32", "fpsprobesize": "0"}
    with av.open(url, options=options) as container:
        stream = container.streams.video[0]
        stream.codec_context.thread_count = 1
        for _frame in container.decode(stream):
            counts[index] += 1
            if stop.is_set():
                return


def _decode_share(urls: list[str], warm_s: float, seconds: float, ready: Barrier, pipe: Connection) -> None:
    counts, stop = [0] * len(urls), threading.Event()
    threads = [threading.Thread(target=_decode, args=(url, counts, i, stop), daemon=True) for i, url in enumerate(urls)]
    for thread in threads:
        thread.start()
    ready.wait()
    time.sleep(warm_s)
    frames, cpu_s = sum(counts), _own_cpu_s()
    time.sleep(seconds)
    pipe.send((sum(counts) - frames, _own_cpu_s() - cpu_s))
    stop.set()
    for thread in threads:
        thread.join(1.0)
    os._exit(0)


def _own_cpu_s() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def bare_decode_cpu_ms(urls: list[str], processes: int, warm_s: float, seconds: float) -> float:
    """CPU per frame, ms, of PyAV decoding the streams and throwing the frames away, one thread a stream."""
    spawn = get_context("spawn")
    ready = spawn.Barrier(processes)
    pipes = []
    workers = []
    for share in range(processes):
        ours, theirs = spawn.Pipe()
        worker = spawn.Process(target=_decode_share, args=(urls[share::processes], warm_s, seconds, ready, theirs))
        worker.start()
        pipes.append(ours)
        workers.append(worker)
    results = [pipe.recv() for pipe in pipes]
    for worker in workers:
        worker.join()
    return sum(cpu for _, cpu in results) / max(1, sum(frames for frames, _ in results)) * 1000


class Screen:
    """An X server of 1920×1080 in memory; ``pixels`` are what a monitor would show."""

    def __enter__(self) -> Self:
        self._folder = tempfile.mkdtemp()
        read_end, write_end = os.pipe()
        command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
        command += ["-fbdir", self._folder]
        self._server = subprocess.Popen(command, pass_fds=[write_end], stderr=subprocess.DEVNULL)
        os.close(write_end)
        with os.fdopen(read_end) as numbers:
            self.display = f":{numbers.readline().strip()}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.terminate()
        self._server.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def environment(self) -> dict[str, str]:
        return {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def pixels(self) -> NDArray[np.uint8]:
        """A live view, uint8 [1080, 1920, 4] BGRX, over the server's own memory (an XWD file)."""
        with Path(self._folder, "Xvfb_screen0").open("rb") as file:
            memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        header = struct.unpack(">25I", memory[:100])
        offset, height, stride, colours = header[0] + header[19] * 12, header[5], header[12], header[19]
        assert colours >= 0
        rows = np.frombuffer(memory, np.uint8, stride * height, offset).reshape(height, stride // 4, 4)
        return rows[:, : header[4]]


def tree(pid: int) -> list[int]:
    """A process and all its descendants."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += tree(int(child))
    return found


def cpu_s(pids: list[int]) -> float:
    """Processor seconds that these processes have used."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def memory_mb(pids: list[int]) -> float:
    """Proportional memory: pages that processes share count once."""
    total = 0
    for pid in pids:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1024
