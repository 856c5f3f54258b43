"""``main.py detect``: what a model sees in a clip or a picture, as JSON."""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.commands.failure import USAGE, fail
from ioc_desktop.commands.out_file import write_out
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.video.files import iter_frames
from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.detector import Detector
from ioc_desktop.vision.labels import canonical
from ioc_desktop.vision.registry import ModelRegistry
from ioc_desktop.vision.session import SessionOptions

DONE = 0


def detect(
    source: Path,
    model: str,
    out: Path | None,
    *,
    registry: ModelRegistry,
    every: int = 1,
    least: float | None = None,
    threads: int = 0,
    json_output: bool = False,
) -> int:
    """Run a model over a file and write what it saw.

    Args:
        source: clip or picture.
        model: name of a pack, folder of a pack, or path of an ONNX file.
        out: JSON file; standard output when None.
        registry: installed packs.
        every: look at every so many frames only.
        least: least score; the pack's own when None.
        threads: of the CPU provider; 0 uses half of the cores.
        json_output: print a JSON summary (and errors as JSON) instead of sentences.

    Returns:
        Exit code: 0 done, 1 failed, 2 wrong usage.
    """
    if every < 1:
        return fail(
            ExpectedError("detect.every", QT_TRANSLATE_NOOP("errors", "--every phải là số từ 1 trở lên.")),
            json_output=json_output,
            code=USAGE,
        )
    try:
        detector = Detector(registry.find(model), SessionOptions(threads))
        detector.warm_up()
        report = _report(source, detector, every, least)
        _write(report, out)
    except ExpectedError as error:
        return fail(error, json_output=json_output)
    if out is not None:
        _summarise(report, out, json_output=json_output)
    return DONE


def _report(source: Path, detector: Detector, every: int, least: float | None) -> dict[str, Any]:
    """The file of DESIGN §4; fps counts looking only, not decoding."""
    results: list[dict[str, Any]] = []
    frames, busy_s = 0, 0.0
    for number, time_s, picture in iter_frames(source, every):
        begun_s = time.perf_counter()
        found = detector.detect(picture, least=least)
        busy_s += time.perf_counter() - begun_s
        frames += 1
        height, width = picture.shape[:2]
        boxes = found.xywh_px(width, height)
        results += [
            {"frame": number, "time_s": round(time_s, 6), **row} for row in _rows(found, boxes, detector.pack.classes)
        ]
    info = {
        "source": str(source),
        "model": detector.pack.name,
        "provider": detector.provider,
        "fps": round(frames / busy_s, 2) if busy_s else 0.0,
        "frames": frames,
    }
    return {"info": info, "results": results}


def _rows(found: Detections, boxes: NDArray[np.float32], classes: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for box, score, kind in zip(boxes, found.scores, found.classes, strict=True):
        yield {
            "category": canonical(classes[kind]),
            "bbox": [round(float(value), 2) for value in box],
            "score": round(float(score), 4),
        }


def _write(report: dict[str, Any], out: Path | None) -> None:
    text = json.dumps(report, ensure_ascii=False)
    if out is None:
        sys.stdout.write(text + "\n")
        return
    write_out(text + "\n", out, "detect")


def _summarise(report: dict[str, Any], out: Path, *, json_output: bool) -> None:
    info = report["info"]
    if json_output:
        print(json.dumps({**info, "out": str(out), "objects": len(report["results"])}, ensure_ascii=False))
        return
    sentence = QT_TRANSLATE_NOOP(
        "commands",
        "Đã xem {frames} khung hình bằng {model} ({provider}, {fps} khung/giây), thấy {objects} đối tượng. "
        "Ghi vào {out}.",
    )
    print(
        sentence.format(
            frames=info["frames"],
            model=info["model"],
            provider=info["provider"],
            fps=str(info["fps"]).replace(".", ","),
            objects=len(report["results"]),
            out=out,
        )
    )
