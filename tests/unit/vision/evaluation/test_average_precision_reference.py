"""Our average precision against the reference implementation."""

from __future__ import annotations

import contextlib
import io

import numpy as np
import pytest
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from ioc_desktop.vision.evaluation.average_precision import Found, average_precision, coco_truths

NAMES = {1: "person", 3: "car", 4: "motorcycle"}


def made(seed: int, crowds: bool) -> tuple[dict[str, object], list[dict[str, object]]]:  # noqa: FBT001
    """Random objects on 12 pictures, and detections near them and elsewhere."""
    rng = np.random.default_rng(seed)
    objects, detections = [], []
    for image in range(1, 13):
        for _ in range(int(rng.integers(0, 9))):
            x, y, w, h = (float(value) for value in (*rng.uniform(0, 500, 2), *rng.uniform(12, 140, 2)))
            category = int(rng.choice(list(NAMES)))
            crowd = int(crowds and rng.random() < 0.15)
            objects.append({
                "id": len(objects) + 1, "image_id": image, "category_id": category, "bbox": [x, y, w, h],
                "area": w * h, "iscrowd": crowd,
            })  # fmt: skip
            for _ in range(int(rng.integers(0, 3))):
                box = np.array([x, y, w, h]) + rng.normal(0, 0.12, 4) * [w, h, w, h]
                kind = category if rng.random() < 0.9 else int(rng.choice(list(NAMES)))
                detections.append({
                    "image_id": image, "category_id": kind, "bbox": [float(value) for value in np.maximum(box, 1)],
                    "score": float(rng.random()),
                })  # fmt: skip
        for _ in range(int(rng.integers(0, 4))):
            box = [float(value) for value in (*rng.uniform(0, 500, 2), *rng.uniform(12, 140, 2))]
            kind = int(rng.choice(list(NAMES)))
            detections.append({"image_id": image, "category_id": kind, "bbox": box, "score": float(rng.random())})
    marked = {
        "info": {},
        "images": [{"id": image, "file_name": f"{image}.jpg"} for image in range(1, 13)],
        "categories": [{"id": number, "name": name} for number, name in NAMES.items()],
        "annotations": objects,
    }
    return marked, detections


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("crowds", [False, True])
def test_it_is_what_pycocotools_says(seed: int, crowds: bool) -> None:  # noqa: FBT001
    marked, detections = made(seed, crowds)
    with contextlib.redirect_stdout(io.StringIO()):
        reference = COCO()
        reference.dataset = marked
        reference.createIndex()
        judged = COCOeval(reference, reference.loadRes(detections), "bbox")
        judged.evaluate()
        judged.accumulate()
        judged.summarize()
    found = [
        Found(row["image_id"], NAMES[row["category_id"]], tuple(row["bbox"]), row["score"])  # type: ignore[arg-type, index]
        for row in detections
    ]
    reached = average_precision(coco_truths(marked), found)
    assert reached.ap == pytest.approx(float(judged.stats[0]), abs=1e-6)
    assert reached.ap50 == pytest.approx(float(judged.stats[1]), abs=1e-6)
