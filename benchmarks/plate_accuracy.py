"""How many made plates are read right, by form, colour and level of blur; and what real pictures give."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import cv2
import numpy as np
from report import Figure

from ioc_desktop.demo.plates import BLURS, SIZES_MM, PlatePicture, font_files, plate_picture
from ioc_desktop.kernel.plates.formats import PlateColour
from ioc_desktop.vision.plates.quads import straightened
from ioc_desktop.vision.plates.reader import PlateReader
from ioc_desktop.vision.plates.spotter import PlateSpotter

_TARGETS = {"sharp": 0.99, "soft": 0.98, "hard": 0.7, "night": 0.9}

Outcome = tuple[bool, bool, float]
"""Read whole where the corners are known; found and read whole; share of right characters when found and read."""


def accuracy_figures(count: int, real: Path) -> list[Figure]:
    """Whole plates and characters; ``count`` plates in all at least."""
    reader = PlateReader()
    spotter = PlateSpotter(reader)
    each = -(-count // (len(SIZES_MM) * len(PlateColour) * len(BLURS)))
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for layout in SIZES_MM:
        for colour in PlateColour:
            for level in BLURS:
                for seed in range(1000, 1000 + each):
                    outcome = _outcome(plate_picture(seed, layout, colour, level), reader, spotter)
                    for group in ("all", layout, colour.value, level):
                        groups[group].append(outcome)
    print(f"  {len(groups['all'])} made plates, {len(font_files())} faces; whole with known corners / found and read")
    for group, outcomes in groups.items():
        known, whole, characters = np.mean(outcomes, axis=0)
        print(f"  {group:<8} {known:.3f}  {whole:.3f}  characters {characters:.3f}")
    _look_at_real(spotter, real)
    return _figures(groups)


def _figures(groups: dict[str, list[Outcome]]) -> list[Figure]:
    what = f"{len(groups['all'])} made plates, no blur to 15 px and night"
    known, whole, characters = np.mean(groups["all"], axis=0)
    figures = [
        Figure("read_known_corners", float(known), "share", what, 0.95, at_most=False),
        Figure("found_and_read", float(whole), "share", what, 0.9, at_most=False),
        Figure("characters", float(characters), "share", what, 0.93, at_most=False),
    ]
    for level, target in _TARGETS.items():
        share = float(np.mean([whole for _, whole, _ in groups[level]]))
        figures.append(Figure(f"found_and_read_{level}", share, "share", what, target, at_most=False))
    return figures


def _outcome(made: PlatePicture, reader: PlateReader, spotter: PlateSpotter) -> Outcome:
    known = reader.read(straightened(made.pixels, made.corners), made.colour).text == made.text
    seen = spotter.look(made.pixels)
    text = seen.reading.text if seen is not None else ""
    right = sum(a == b for a, b in zip(text, made.text, strict=False)) / max(len(text), len(made.text))
    return known, text == made.text, right


def _look_at_real(spotter: PlateSpotter, folder: Path) -> None:
    """Chinese plates are of other forms: what is said of them is a false plate."""
    for path in sorted(folder.glob("*.jpg")) if folder.name else ():
        picture = cv2.imread(str(path))
        seen = spotter.look(np.asarray(picture, np.uint8))
        said = "nothing" if seen is None else f"{seen.reading.text} at {seen.reading.score:.2f}, a false plate"
        print(f"  {folder.name}/{path.name}: {said}")
