"""``main.py evaluate`` on made pictures with a model that runs everywhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from ioc_desktop.commands.evaluate import evaluate
from ioc_desktop.vision.registry import ModelRegistry
from tests.support.onnx_bytes import write_tiny_detector


@pytest.fixture
def registry(tmp_path: Path) -> ModelRegistry:
    return ModelRegistry(tmp_path / "models", [])


@pytest.fixture
def marked(tmp_path: Path) -> dict[str, Any]:
    """Two pictures with one bright cell each, marked exactly where the model boxes it; a third that is missing."""
    for number in (1, 2):
        picture = np.zeros((192, 320, 3), np.uint8)
        picture[80:96, 80 * number : 80 * number + 16] = (255, 255, 0)
        cv2.imwrite(str(tmp_path / f"{number}.png"), picture)
    boxes = {number: [80 * number - 20, 80 - 12, 40, 24] for number in (1, 2, 3)}
    return {
        "images": [{"id": number, "file_name": f"{number}.png"} for number in boxes],
        "categories": [{"id": 1, "name": "class_0"}],
        "annotations": [
            {"id": number, "image_id": number, "category_id": 1, "bbox": box, "iscrowd": 0}
            for number, box in boxes.items()
        ],
    }


def test_missing_pictures_are_told_and_the_rest_is_measured(
    tmp_path: Path, marked: dict[str, Any], registry: ModelRegistry, capsys: pytest.CaptureFixture[str]
) -> None:
    model = write_tiny_detector(tmp_path / "tiny.onnx")
    from ioc_desktop.vision.registry import pack_for_file

    marked["categories"][0]["name"] = pack_for_file(model).classes[0]
    (tmp_path / "a.json").write_text(json.dumps(marked), "utf-8")
    out = tmp_path / "out.json"
    assert evaluate(tmp_path, tmp_path / "a.json", str(model), out, registry=registry) == 3
    said = capsys.readouterr()
    assert "3.png" in said.err
    report = json.loads(out.read_text("utf-8"))
    assert (report["images"], report["missing"]) == (2, ["3.png"])
    assert report["ap50"] == 1.0
    assert f"AP50 {report['ap50']:.3f}".replace(".", ",") in said.out


@pytest.mark.parametrize(
    "content", ["", "[]", '{"images": 3}', '{"images": [{}], "categories": [], "annotations": []}']
)
def test_what_is_no_annotation_is_told(
    tmp_path: Path, registry: ModelRegistry, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.json").write_text(content, "utf-8")
    assert evaluate(tmp_path, tmp_path / "a.json", "tiny", None, registry=registry) == 1
    assert "COCO" in capsys.readouterr().err
    assert evaluate(tmp_path, tmp_path / "absent.json", "tiny", None, registry=registry) == 1
