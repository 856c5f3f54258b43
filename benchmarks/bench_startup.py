"""Time to the first window against an empty PySide6 window, and from there to the first live tile.

Both programs are started cold-process, warm-cache, in turn; each says when its window had been painted
(Unix time), and the parent knows when it started them. Warm-cache includes compiled modules, which an installed program
has: where the environment forbids to keep them, ours alone would be compiled anew at every start. The first live tile
is a camera of the demo district, served over RTSP on loopback when GStreamer's server is there.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from report import ROOT, Figure, publish

sys.path.insert(0, str(ROOT))

from ioc_desktop.ui.display import display

EMPTY_WINDOW = """
import time
from PySide6.QtWidgets import QApplication, QWidget

class Window(QWidget):
    def paintEvent(self, event):
        print(time.time(), flush=True)
        QApplication.quit()

app = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""


def empty_window_s() -> float:
    """Seconds from process start to the first paint of an empty window."""
    started = time.time()
    command = [sys.executable, "-c", EMPTY_WINDOW]
    out = subprocess.run(command, capture_output=True, text=True, check=True, env=_environment())
    return float(out.stdout.split()[0]) - started


def application_s(profile: Path, seconds: float) -> tuple[float, float]:
    """Seconds from process start to our first paint, and from there to the first live tile."""
    stats = profile / "startup.json"
    started = time.time()
    command = [sys.executable, "main.py", "--demo", "--profile", str(profile), "--seconds", str(seconds)]
    subprocess.run([*command, "--stats", str(stats)], cwd=ROOT, check=True, capture_output=True, env=_environment())
    startup = json.loads(stats.read_text(encoding="utf-8"))["startup"]
    return startup["window_at"] - started, startup["live_at"] - startup["window_at"]


def _environment() -> dict[str, str]:
    """One in which compiled modules are kept."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def main() -> None:
    """Prepare the demo's clips once, then measure in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--profile", type=Path, default=Path(tempfile.gettempdir()) / "ioc-bench-profile")
    arguments = parser.parse_args()
    with display(may_be_virtual=True):
        measure(arguments.profile, arguments.runs)


def measure(profile: Path, runs: int) -> None:
    """Interleaved runs of both programs on one display."""
    subprocess.run([sys.executable, "main.py", "demo-clips", "--profile", str(profile)], cwd=ROOT, check=True)
    application_s(profile, 8)  # warm the caches and migrate the database
    ratios, lives = [], []
    for _ in range(runs):
        empty = empty_window_s()
        ours, live = application_s(profile, 8)
        ratios.append(ours / empty)
        lives.append(live)
    publish(
        "startup",
        [
            Figure("first_window_ratio", statistics.median(ratios), "x", "an empty PySide6 window", 2.0),
            Figure("first_live_tile", statistics.median(lives), "s", "the first window", 1.5),
        ],
    )


if __name__ == "__main__":
    main()
