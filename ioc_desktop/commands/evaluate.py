"""``main.py evaluate``: how right a model is on annotated pictures."""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from ioc_desktop.commands.failure import fail
from ioc_desktop.commands.out_file import write_out
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.video.types import Picture
from ioc_desktop.vision.detector import Detector
from ioc_desktop.vision.evaluation.average_precision import Precision, Truth, average_precision, coco_truths
from ioc_desktop.vision.evaluation.finding import found_in
from ioc_desktop.vision.labels import canonical, label
from ioc_desktop.vision.registry import ModelRegistry
from ioc_desktop.vision.session import SessionOptions

DONE, REJECTED = 0, 3
_MOST_NAMED = 5


def evaluate(
    images: Path,
    annotations: Path,
    model: str,
    out: Path | None,
    *,
    registry: ModelRegistry,
    threads: int = 0,
    json_output: bool = False,
) -> int:
    """Measure COCO average precision of a model.

    Pictures that the annotations name and the folder lacks are told and left out, with what is marked on them. The mean
    is over the annotated classes that the model has.

    Args:
        images: folder of the pictures.
        annotations: COCO JSON.
        model: name of a pack, folder of a pack, or path of an ONNX file.
        out: JSON file to write; None for none.
        registry: installed packs.
        threads: of the CPU provider; 0 uses half of the cores.
        json_output: print JSON instead of a table.

    Returns:
        Exit code: 0 done, 1 failed, 3 done without some pictures.
    """
    try:
        marked = _read(annotations)
        detector = Detector(registry.find(model), SessionOptions(threads))
        detector.warm_up()
        missing: list[str] = []
        found = list(found_in(detector, _pictures(marked, images, missing)))
        lost = {number for number, name in _numbered(marked) if name in missing}
        known = {canonical(name) for name in detector.pack.classes}
        truths = [each for each in coco_truths(marked) if each.image not in lost and each.category in known]
        reached = average_precision(truths, found)
        report = _report(detector, truths, reached, len(marked["images"]) - len(missing), missing)
        if out is not None:
            _write(report, out)
    except ExpectedError as error:
        return fail(error, json_output=json_output)
    _print(report, missing, json_output=json_output)
    return REJECTED if missing else DONE


def _read(path: Path) -> dict[str, Any]:
    try:
        marked = json.loads(path.read_text("utf-8"))
        coco_truths(marked)
        list(_numbered(marked))
    except OSError as error:
        raise ExpectedError(
            "evaluate.no_annotations",
            QT_TRANSLATE_NOOP("errors", "Không đọc được tệp chú thích {path}. Kiểm tra đường dẫn."),
            path=str(path),
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ExpectedError(
            "evaluate.not_coco",
            QT_TRANSLATE_NOOP("errors", "Tệp {path} không phải chú thích dạng COCO. Xuất lại từ công cụ gán nhãn."),
            path=path.name,
        ) from error
    result: dict[str, Any] = marked
    return result


def _numbered(marked: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    for image in marked["images"]:
        yield image["id"], image["file_name"]


def _pictures(marked: Mapping[str, Any], folder: Path, missing: list[str]) -> Iterator[tuple[int, Picture]]:
    """Every picture with its number, one at a time; names of those that cannot be read go to ``missing``."""
    for number, name in _numbered(marked):
        picture = cv2.imread(str(folder / name))
        if picture is None:
            missing.append(name)
        else:
            yield number, np.asarray(picture, np.uint8)


def _report(
    detector: Detector, truths: list[Truth], reached: Precision, pictures: int, missing: list[str]
) -> dict[str, Any]:
    counts: dict[str, int] = {}
    for truth in truths:
        counts[truth.category] = counts.get(truth.category, 0) + (not truth.crowd)
    return {
        "model": detector.pack.name,
        "provider": detector.provider,
        "images": pictures,
        "missing": missing,
        "ap": round(reached.ap, 4),
        "ap50": round(reached.ap50, 4),
        "classes": {
            name: {"ap": round(value, 4), "objects": counts[name]} for name, value in reached.per_class.items()
        },
    }


def _write(report: dict[str, Any], out: Path) -> None:
    write_out(json.dumps(report, ensure_ascii=False, indent=2) + "\n", out, "evaluate")


def _print(report: dict[str, Any], missing: list[str], *, json_output: bool) -> None:
    if json_output:
        print(json.dumps(report, ensure_ascii=False))
        return
    head = QT_TRANSLATE_NOOP("commands", "{model} trên {images} ảnh: AP {ap}, AP50 {ap50}")
    print(head.format(**{**report, "ap": _share(report["ap"]), "ap50": _share(report["ap50"])}))
    for name, row in report["classes"].items():
        print(f"  {label(name).vi:<20} {_share(row['ap'])}  ({row['objects']})")
    if missing:
        sentence = QT_TRANSLATE_NOOP("commands", "Thiếu {count} ảnh, đã bỏ qua: {names}. Chép đủ ảnh rồi chạy lại.")
        names = ", ".join(missing[:_MOST_NAMED]) + (" …" if len(missing) > _MOST_NAMED else "")
        print(sentence.format(count=len(missing), names=names), file=sys.stderr)


def _share(value: float) -> str:
    return f"{value:.3f}".replace(".", ",")
