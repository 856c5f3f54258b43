"""Reading and writing ``model.toml``; ``models/README.md`` describes its fields."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.video.letterbox import Mode
from ioc_desktop.vision.labels import COCO80, coco91
from ioc_desktop.vision.pack import Accuracy, HalfFile, InputSpec, ModelPack
from ioc_desktop.vision.pixels import Triple
from ioc_desktop.vision.signature import missing
from ioc_desktop.vision.sniff import family_named

MANIFEST = "model.toml"
_CLASS_LISTS = {"coco80": COCO80, "coco91": coco91()}
_MODES: tuple[Mode, ...] = ("stretch", "top_left", "centre")


def load_pack(folder: Path) -> ModelPack:
    """Read and check ``folder/model.toml``; the model's file must exist, its content is not read.

    Raises:
        ExpectedError: ``model.no_manifest``, ``model.bad_manifest``, ``model.unknown_family_name``, ``model.missing``.
    """
    manifest = folder / MANIFEST
    try:
        table = tomllib.loads(manifest.read_text("utf-8"))
    except FileNotFoundError as error:
        raise ExpectedError(
            "model.no_manifest",
            QT_TRANSLATE_NOOP("errors", "Thư mục {folder} không có model.toml. Thêm lại mô hình từ tệp .onnx."),
            folder=str(folder),
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise bad_manifest(folder.name, str(error)) from error
    pack = _pack(folder, _Fields(folder.name, table))
    if not pack.path.is_file():
        raise missing(pack.path)
    return pack


def bad_manifest(name: str, problem: str) -> ExpectedError:
    return ExpectedError(
        "model.bad_manifest",
        QT_TRANSLATE_NOOP("errors", "model.toml của mô hình {name} có lỗi: {problem}. Sửa tệp rồi kiểm tra lại."),
        name=name,
        problem=problem,
    )


def manifest_text(pack: ModelPack) -> str:
    """The pack as ``model.toml``."""
    classes = json.dumps(pack.class_list or list(pack.classes), ensure_ascii=False)
    lines = [
        f"name = {_quoted(pack.name)}",
        f"family = {_quoted(pack.family)}",
        f"task = {_quoted(pack.task)}",
        f"file = {_quoted(pack.path.name)}",
        f"sha256 = {_quoted(pack.sha256)}",
        f"licence = {_quoted(pack.licence)}",
        f"origin = {_quoted(pack.origin)}",
        f"classes = {classes}",
        "",
        "[input]",
        f"width = {pack.input.width}",
        f"height = {pack.input.height}",
        "",
        "[thresholds]",
        f"confidence = {pack.confidence}",
        *([] if pack.nms_iou is None else [f"nms_iou = {pack.nms_iou}"]),
        "",
        "[accuracy]",
        f"dataset = {_quoted(pack.accuracy.dataset)}",
        *([] if pack.accuracy.map is None else [f"map = {pack.accuracy.map}"]),
        *([] if pack.accuracy.map50 is None else [f"map50 = {pack.accuracy.map50}"]),
        *_half_lines(pack.half),
    ]
    return "\n".join(lines) + "\n"


def _half_lines(half: HalfFile | None) -> list[str]:
    if half is None:
        return []
    return ["", "[half]", f"file = {_quoted(half.path.name)}", f"sha256 = {_quoted(half.sha256)}"]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


class _Fields:
    """Values of a manifest by type, with the field's name in every complaint."""

    def __init__(self, pack_name: str, table: Mapping[str, Any], prefix: str = "") -> None:
        self._pack_name = pack_name
        self._table = table
        self._prefix = prefix

    def table(self, key: str) -> "_Fields":
        value = self._table.get(key, {})
        if not isinstance(value, dict):
            raise self.wrong(key, f"[{key}]")
        return _Fields(self._pack_name, value, f"{key}.")

    def text(self, key: str, default: str | None = None) -> str:
        value = self._table.get(key, default)
        if not isinstance(value, str):
            raise self.wrong(key, '"…"')
        return value

    def number(self, key: str, low: float, high: float, default: float | None = None) -> float | None:
        value = self._table.get(key, default)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self.wrong(key, f"{low:g}…{high:g}")
        return float(value)

    def pixels(self, key: str) -> int:
        value = self.number(key, 32, 4096)
        if value is None:
            raise self.wrong(key, "32…4096")
        return int(value)

    def choice(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str | None:
        value = self._table.get(key, default)
        if value is not None and value not in allowed:
            raise self.wrong(key, " | ".join(allowed))
        return None if value is None else str(value)

    def triple(self, key: str) -> Triple | None:
        value = self._table.get(key)
        if value is None:
            return None
        if not isinstance(value, list) or len(value) != 3 or not all(isinstance(v, int | float) for v in value):
            raise self.wrong(key, "[0.0, 0.0, 0.0]")
        return float(value[0]), float(value[1]), float(value[2])

    def names(self, key: str) -> tuple[tuple[str, ...], str]:
        """A class list: its names, and the name of the list when it is a well-known one."""
        value = self._table.get(key, "coco80")
        if isinstance(value, str) and value in _CLASS_LISTS:
            return _CLASS_LISTS[value], value
        if isinstance(value, list) and value and all(isinstance(name, str) for name in value):
            return tuple(value), ""
        raise self.wrong(key, " | ".join((*_CLASS_LISTS, '["…", "…"]')))

    def wrong(self, key: str, expected: str) -> ExpectedError:
        return ExpectedError(
            "model.bad_field",
            QT_TRANSLATE_NOOP(
                "errors",
                "model.toml của mô hình {name}: mục {field} phải có dạng {expected}. Sửa tệp rồi kiểm tra lại.",
            ),
            name=self._pack_name,
            field=self._prefix + key,
            expected=expected,
        )


def _pack(folder: Path, fields: _Fields) -> ModelPack:
    recipe = family_named(fields.text("family"))
    classes, class_list = fields.names("classes")
    thresholds = fields.table("thresholds")
    confidence = thresholds.number("confidence", 0.001, 1, recipe.confidence)
    return ModelPack(
        name=folder.name,
        path=folder / fields.text("file", "model.onnx"),
        family=recipe.name,
        task=fields.choice("task", ("detect", "face", "plate"), recipe.task),  # type: ignore[arg-type]  # checked
        input=_input(fields.table("input")),
        classes=classes,
        class_list=class_list,
        confidence=confidence or recipe.confidence,
        nms_iou=thresholds.number("nms_iou", 0, 1, recipe.nms_iou),
        sha256=_hash(fields),
        licence=fields.text("licence", ""),
        origin=fields.text("origin", ""),
        accuracy=_accuracy(fields.table("accuracy")),
        half=_half(folder, fields.table("half")),
    )


def _half(folder: Path, fields: _Fields) -> HalfFile | None:
    file = fields.text("file", "")
    return HalfFile(folder / file, _hash(fields)) if file else None


def _input(fields: _Fields) -> InputSpec:
    pad = fields.number("pad", 0, 255)
    return InputSpec(
        fields.pixels("width"),
        fields.pixels("height"),
        fields.choice("mode", _MODES),  # type: ignore[arg-type]  # checked against the very literals
        None if pad is None else int(pad),
        fields.choice("colour", ("bgr", "rgb")),  # type: ignore[arg-type]  # same
        fields.triple("mean"),
        fields.triple("std"),
    )


def _hash(fields: _Fields) -> str:
    value = fields.text("sha256", "").lower()
    if value and (len(value) != 64 or not set(value) <= set("0123456789abcdef")):
        raise fields.wrong("sha256", "64 × 0-9a-f")
    return value


def _accuracy(fields: _Fields) -> Accuracy:
    return Accuracy(fields.text("dataset", ""), fields.number("map", 0, 1), fields.number("map50", 0, 1))
