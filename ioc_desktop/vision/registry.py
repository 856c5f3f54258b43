"""The models this machine has: packs in the program's folder and in the profile."""

import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ioc_desktop.config.atomic import unwritable
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, fold, natural_key
from ioc_desktop.vision.families.recipe import UNSTATED, Size
from ioc_desktop.vision.labels import COCO80, coco91
from ioc_desktop.vision.manifest import MANIFEST, load_pack, manifest_text
from ioc_desktop.vision.pack import InputSpec, ModelPack, file_hash, verify
from ioc_desktop.vision.signature import missing, read_signature
from ioc_desktop.vision.sniff import sniff

_UNSIZED = Size(640, 640)


@dataclass(frozen=True, slots=True)
class BrokenPack:
    """A folder that should hold a model but cannot be read."""

    name: str
    folder: Path
    problem: ExpectedError


class ModelRegistry:
    """Packs under some folders; a later folder never hides an earlier one's pack of the same name.

    Args:
        profile: the profile's folder of models, where ``add`` writes; it need not exist yet.
        shipped: folders that come with the program, read only.
    """

    def __init__(self, profile: Path, shipped: Sequence[Path] = ()) -> None:
        self.profile = profile
        self._folders = (profile, *shipped)

    def packs(self) -> list[ModelPack | BrokenPack]:
        """All packs by name; broken ones say what is wrong with them."""
        found: dict[str, ModelPack | BrokenPack] = {}
        for folder in self._folders:
            for manifest in folder.glob(f"*/{MANIFEST}"):
                found.setdefault(manifest.parent.name, _read(manifest.parent))
        return sorted(found.values(), key=lambda pack: natural_key(pack.name))

    def detectors(self) -> list[ModelPack]:
        """Healthy packs that find people and vehicles: those that were added here before those that were shipped."""
        found = [pack for pack in self.packs() if isinstance(pack, ModelPack) and pack.task == "detect"]
        return sorted(found, key=lambda pack: pack.path.parent.parent != self.profile)

    def faces(self) -> ModelPack | None:
        """A healthy pack that finds faces; None where there is none."""
        return next((pack for pack in self.packs() if isinstance(pack, ModelPack) and pack.task == "face"), None)

    def find(self, wanted: str) -> ModelPack:
        """A pack by its name, by its folder, or made on the spot for a bare model file.

        Raises:
            ExpectedError: ``model.not_found`` and what reading the pack or sniffing the file raises.
        """
        for folder in self._folders:
            if _is_plain_name(wanted) and (folder / wanted / MANIFEST).is_file():
                return load_pack(folder / wanted)
        path = Path(wanted)
        if path.is_dir():
            return load_pack(path)
        if path.suffix == ".onnx" or path.is_file():
            return pack_for_file(path)
        raise ExpectedError(
            "model.not_found",
            QT_TRANSLATE_NOOP(
                "errors",
                "Không có mô hình “{name}”. Các mô hình đang có: {known}. Thêm mô hình bằng lệnh: models add TỆP.",
            ),
            name=wanted,
            known=", ".join(pack.name for pack in self.packs()) or "—",
        )

    def examine(self, source: Path) -> ModelPack:
        """The pack that ``add`` would copy.

        Raises:
            ExpectedError: whatever is wrong with the source.
        """
        pack = load_pack(source) if source.is_dir() else pack_for_file(source)
        if source.is_dir():
            verify(pack)
        return pack

    def add(self, source: Path, *, name: str = "", licence: str = "", origin: str = "") -> ModelPack:
        """Copy a model file or a pack's folder into the profile, with family, size and hash written down.

        Adding the same name again replaces the pack. ``licence`` and ``origin`` are written where they are known.

        Raises:
            ExpectedError: whatever is wrong with the source, ``file.unwritable``; the profile is then unchanged.
        """
        pack = self.examine(source)
        pack = replace(pack, licence=licence or pack.licence, origin=origin or pack.origin)
        target = self.profile / slug(name or pack.name)
        try:
            self._install(pack, target)
        except OSError as error:
            raise unwritable(target) from error
        return load_pack(target)

    def _install(self, pack: ModelPack, target: Path) -> None:
        """Copy first and swap folders then, so that a full disk leaves the old pack."""
        self.profile.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.profile, prefix=".") as room:
            fresh = Path(room) / "pack"
            fresh.mkdir()
            copied = replace(pack, name=target.name, path=fresh / "model.onnx", sha256=file_hash(pack.path))
            shutil.copyfile(pack.path, copied.path)
            _copy_weights(pack.path, fresh)
            (fresh / MANIFEST).write_text(manifest_text(copied), "utf-8")
            if target.exists():
                target.rename(Path(room) / "old")
            fresh.rename(target)

    def remove(self, name: str) -> None:
        """Delete a pack from the profile; packs of the program stay."""
        if _is_plain_name(name):
            shutil.rmtree(self.profile / name, ignore_errors=True)


def pack_for_file(path: Path) -> ModelPack:
    """A pack around a bare model file: family and size from its shapes, thresholds of the family.

    Raises:
        ExpectedError: ``model.missing``, ``model.truncated``, ``model.unknown_family``.
    """
    if not path.is_file():
        raise missing(path)
    sniffed = sniff(read_signature(path))
    size = sniffed.size or _UNSIZED
    classes, class_list = _classes(sniffed.recipe.task, sniffed.class_count)
    return ModelPack(
        name=slug(path.stem),
        path=path,
        family=sniffed.recipe.name,
        task=sniffed.recipe.task,
        input=InputSpec(size.width, size.height),
        classes=classes,
        class_list=class_list,
        confidence=sniffed.recipe.confidence,
        nms_iou=sniffed.recipe.nms_iou,
        origin=path.name,
    )


def slug(name: str) -> str:
    """A folder name: Latin letters without marks, digits, dots and dashes.

    >>> slug("YOLOX nano_416")
    'yolox-nano-416'
    """
    return re.sub(r"[^a-z0-9.]+", "-", fold(name)).strip("-.") or "model"


def _is_plain_name(name: str) -> bool:
    return bool(name) and Path(name).name == name and name not in {".", ".."}


def _classes(task: str, count: int) -> tuple[tuple[str, ...], str]:
    if task == "face":
        return ("face",), ""
    if task == "plate":
        return ("plate", "plate_two_line"), ""
    if count in {UNSTATED, len(COCO80)}:
        return COCO80, "coco80"
    if count == len(coco91()):
        return coco91(), "coco91"
    return tuple(f"class_{number}" for number in range(count)), ""


def _copy_weights(model: Path, folder: Path) -> None:
    """Large models keep their weights in a second file beside the first."""
    weights = model.with_name(model.name + ".data")
    if weights.is_file():
        shutil.copyfile(weights, folder / weights.name)


def _read(folder: Path) -> ModelPack | BrokenPack:
    try:
        return load_pack(folder)
    except ExpectedError as problem:
        return BrokenPack(folder.name, folder, problem)
