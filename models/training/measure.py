"""Average precision of model packs on held-out drawn pictures per condition, and on a COCO folder.

    python models/training/measure.py PACK... --drawn FOLDER --coco FOLDER

The packs run as the application runs them. Objects that are hidden or tiny count neither way (as COCO's crowds do).
Only the six classes count.
"""

import argparse
import json
import statistics
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import cv2
from pictures import CLASSES

from ioc_desktop.vision.detector import Detector
from ioc_desktop.vision.evaluation.average_precision import Found, Truth, average_precision, coco_truths
from ioc_desktop.vision.evaluation.finding import found_in
from ioc_desktop.vision.registry import ModelRegistry
from ioc_desktop.vision.session import SessionOptions


class Group(NamedTuple):
    """Pictures that are measured together."""

    title: str
    files: dict[int, Path]
    truths: list[Truth]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packs", nargs="+")
    parser.add_argument("--drawn", type=Path)
    parser.add_argument("--coco", type=Path)
    parser.add_argument("--nms", type=float)
    arguments = parser.parse_args()
    registry = ModelRegistry(Path("unused"))
    for name in arguments.packs:
        pack = registry.find(name)
        pack = pack if arguments.nms is None else replace(pack, nms_iou=arguments.nms)
        detector = Detector(pack, SessionOptions(threads=1))
        print(f"{name}: {pack.size.width}×{pack.size.height}, {pack.path.stat().st_size / 1e6:.2f} MB", flush=True)
        for groups in (drawn(arguments.drawn), coco(arguments.coco)):
            _report(detector, groups)


def _report(detector: Detector, groups: list[Group]) -> None:
    """One line per group; the first group has all pictures."""
    if not groups:
        return
    seen, spent_ms = _look(detector, groups[0].files)
    for group in groups:
        found = [item for number in group.files for item in seen[number]]
        result = average_precision(group.truths, found)
        classes = "  ".join(f"{name} {value:.3f}" for name, value in result.per_class.items())
        count = f"{len(group.files):4} pictures"
        print(f"  {group.title:12} {count}  AP {result.ap:.3f}  AP50 {result.ap50:.3f}  {classes}", flush=True)
    print(f"  {spent_ms:.1f} ms a picture (median, one thread, with packing and suppression)", flush=True)


def _look(detector: Detector, files: dict[int, Path]) -> tuple[dict[int, list[Found]], float]:
    """What is found in each picture, and the median time of one."""
    seen, times_ms = {}, []
    for number, file in files.items():
        picture = cv2.imread(str(file))
        began_s = time.perf_counter()
        found = list(found_in(detector, [(number, picture)]))
        times_ms.append(1000 * (time.perf_counter() - began_s))
        seen[number] = [each for each in found if each.category in CLASSES]
    return seen, statistics.median(times_ms)


def drawn(folder: Path | None) -> list[Group]:
    """All drawn pictures together, and by condition: title, files by number, objects."""
    rows: list[dict[str, Any]] = []
    for labels in sorted(folder.glob("*.json")) if folder else []:
        rows += json.loads(labels.read_text("utf-8"))
    groups: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        groups["drawn"].append(number)
        groups[row["condition"]].append(number)
    return [
        Group(
            title,
            {n: folder / rows[n]["file"] for n in numbers},
            [truth for n in numbers for truth in _truths(n, rows[n])],
        )
        for title, numbers in groups.items()
        if folder
    ]


def _truths(number: int, row: dict[str, Any]) -> list[Truth]:
    return [
        Truth(number, CLASSES[int(kind)], (x1, y1, x2 - x1, y2 - y1), doubtful)
        for key, doubtful in (("boxes", False), ("unsure", True))
        for x1, y1, x2, y2, kind in row[key]
    ]


def coco(folder: Path | None) -> list[Group]:
    if folder is None:
        return []
    annotations = json.loads((folder / "annotations.json").read_text("utf-8"))
    files = {item["id"]: folder / item["file_name"] for item in annotations["images"]}
    return [Group("street", files, [truth for truth in coco_truths(annotations) if truth.category in CLASSES])]


if __name__ == "__main__":
    main()
