# noqa: INP001  (a script, not a package)
"""Takes the pictures of README.md: runs the demo on a virtual display and writes docs/images.

    .venv/bin/python docs/take_screenshots.py [--profile FOLDER]

The demo's clips are drawn on the first run, which takes minutes; a profile that has them already is quicker. Needs
the package xvfb. Panels become PNG files with a palette of at most 600 kB, the wall a JPEG file of at most 400 kB:
its sixteen pictures do not fit a palette.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
PANELS = ("cameras", "settings")
COLOURS = 128
PANEL_LIMIT_B = 600_000
WALL_LIMIT_B = 400_000
QUALITIES = range(90, 40, -5)


def main() -> int:
    """Run the demo, write the pictures, say how large they are."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--profile", type=Path, help="a demo profile to use; a temporary one without")
    asked = parser.parse_args()
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        shots = Path(temporary) / "shots"
        take(asked.profile or Path(temporary) / "profile", shots)
        write_wall(shots / "wall.png", IMAGES / "wall.jpg")
        for panel in PANELS:
            write_panel(shots / f"{panel}.png", IMAGES / f"{panel}.png")
    for path in sorted(IMAGES.iterdir()):
        sys.stdout.write(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1000:.0f} kB\n")
    return 0


def take(profile: Path, shots: Path) -> None:
    """Run the program until all streams are live and every panel is pictured, on a display of its own (1920 × 1080)."""
    without_display = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    command = [sys.executable, str(ROOT / "main.py"), "--demo", "--profile", str(profile), "--lang", "vi"]
    subprocess.run([*command, "--screenshot", str(shots)], check=True, env=without_display, cwd=ROOT)  # noqa: S603


def write_panel(source: Path, target: Path) -> None:
    """A palette is enough for text on flat ground."""
    with Image.open(source) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(target, optimize=True)
    if target.stat().st_size > PANEL_LIMIT_B:
        raise SystemExit(f"{target} is larger than {PANEL_LIMIT_B} bytes")


def write_wall(source: Path, target: Path) -> None:
    """As good as fits the limit; colours in full resolution, or the boxes' thin lines blur."""
    with Image.open(source) as picture:
        whole = picture.convert("RGB")
    for quality in QUALITIES:
        whole.save(target, quality=quality, optimize=True, progressive=True, subsampling=0)
        if target.stat().st_size <= WALL_LIMIT_B:
            return
    raise SystemExit(f"{target} is larger than {WALL_LIMIT_B} bytes")


if __name__ == "__main__":
    raise SystemExit(main())
