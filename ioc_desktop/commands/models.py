"""``main.py models``: the models this machine has, adding one, proving that it works."""

import json
import statistics
import time
from pathlib import Path
from typing import Any

import numpy as np

from ioc_desktop.commands.failure import FAILED, fail
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.vision.detector import Detector
from ioc_desktop.vision.pack import ModelPack
from ioc_desktop.vision.registry import BrokenPack, ModelRegistry
from ioc_desktop.vision.session import SessionOptions

DONE = 0
_TIMED_RUNS = 10


def list_models(registry: ModelRegistry, *, json_output: bool = False) -> int:
    """Print every pack, broken ones with what is wrong; exit code 0, or 1 when one is broken."""
    packs = registry.packs()
    if json_output:
        print(json.dumps([_row(pack) for pack in packs], ensure_ascii=False))
    elif not packs:
        print(
            QT_TRANSLATE_NOOP(
                "commands",
                "Chưa có mô hình nào: chương trình dùng phát hiện chuyển động. Thêm bằng lệnh: models add TỆP.onnx.",
            )
        )
    else:
        for pack in packs:
            print(_line(pack))
    return FAILED if any(isinstance(pack, BrokenPack) for pack in packs) else DONE


def add_model(registry: ModelRegistry, source: Path, *, name: str = "", json_output: bool = False) -> int:
    """Copy a model file or a pack's folder into the profile after proving that it runs."""
    try:
        measured = measure(registry.examine(source))  # first: adding replaces a pack of the same name
        pack = registry.add(source, name=name)
    except ExpectedError as error:
        return fail(error, json_output=json_output)
    if json_output:
        print(json.dumps({**_row(pack), **measured}, ensure_ascii=False))
    else:
        added = QT_TRANSLATE_NOOP("commands", "Đã thêm mô hình {name}: họ {family}, ảnh vào {width}×{height}.")
        print(added.format(name=pack.name, family=pack.recipe.title, width=pack.input.width, height=pack.input.height))
    return DONE


def check_models(registry: ModelRegistry, wanted: str = "", *, json_output: bool = False) -> int:
    """Check one model, or all: hash, shapes, loading, one run; says provider and time."""
    try:
        packs: list[ModelPack | BrokenPack] = [registry.find(wanted)] if wanted else registry.packs()
    except ExpectedError as error:
        return fail(error, json_output=json_output)
    rows = [_checked(pack) for pack in packs]
    if json_output:
        print(json.dumps(rows, ensure_ascii=False))
    else:
        for row in rows:
            print(_verdict(row))
        if not rows:
            print(QT_TRANSLATE_NOOP("commands", "Chưa có mô hình nào để kiểm tra."))
    return DONE if all(row["ok"] for row in rows) else FAILED


def measure(pack: ModelPack, threads: int = 0) -> dict[str, Any]:
    """Verify, load and run a pack: its provider and the median time of a picture in ms.

    Raises:
        ExpectedError: whatever is wrong with it.
    """
    detector = Detector(pack, SessionOptions(threads))
    detector.warm_up()
    picture = np.full((pack.size.height, pack.size.width, 3), 114, np.uint8)
    times_ms = []
    for _ in range(_TIMED_RUNS):
        begun_s = time.perf_counter()
        detector.look([picture], [(pack.size.width, pack.size.height)])
        times_ms.append(1000 * (time.perf_counter() - begun_s))
    return {
        "provider": detector.provider,
        "refused": detector.session.refused,
        "ms": round(statistics.median(times_ms), 2),
    }


def _checked(pack: ModelPack | BrokenPack) -> dict[str, Any]:
    row = {**_row(pack), "ok": False}
    if isinstance(pack, BrokenPack):
        return row
    try:
        return {**row, **measure(pack), "ok": True}
    except ExpectedError as error:
        return {**row, "error": error.code, "message": error.message()}


def _row(pack: ModelPack | BrokenPack) -> dict[str, Any]:
    if isinstance(pack, BrokenPack):
        return {"name": pack.name, "error": pack.problem.code, "message": pack.problem.message()}
    return {
        "name": pack.name,
        "family": pack.family,
        "task": pack.task,
        "input": [pack.input.width, pack.input.height],
        "classes": len([name for name in pack.classes if name]),
        "licence": pack.licence,
        "origin": pack.origin,
        "sha256": pack.sha256,
        "map": pack.accuracy.map,
        "map50": pack.accuracy.map50,
        "path": str(pack.path),
    }


def _line(pack: ModelPack | BrokenPack) -> str:
    if isinstance(pack, BrokenPack):
        return f"✗ {pack.name}: {pack.problem.message()}"
    accuracy = f", mAP {pack.accuracy.map:.3f}".replace(".", ",") if pack.accuracy.map else ""
    size = f"{pack.input.width}×{pack.input.height}"
    return f"  {pack.name}: {pack.recipe.title}, {size}{accuracy}, {pack.licence or '—'}"


def _verdict(row: dict[str, Any]) -> str:
    if not row["ok"]:
        return f"✗ {row['name']}: {row['message']}"
    good = QT_TRANSLATE_NOOP("commands", "✓ {name}: chạy tốt trên {provider}, {ms} ms mỗi ảnh")
    return good.format(name=row["name"], provider=row["provider"], ms=str(row["ms"]).replace(".", ","))
