"""What is known of a model before it runs, and whether its file keeps that promise."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.video.letterbox import FrameGeometry, Mode
from ioc_desktop.vision.families.recipe import UNSTATED, Recipe, Size, Task
from ioc_desktop.vision.labels import ClassLabel, labels
from ioc_desktop.vision.pixels import PixelFormat, Triple
from ioc_desktop.vision.signature import Signature, missing, read_signature
from ioc_desktop.vision.sniff import check_family, family_named


@dataclass(frozen=True, slots=True)
class Accuracy:
    """What was measured, on what; None where nobody measured."""

    dataset: str = ""
    map: float | None = None
    map50: float | None = None


@dataclass(frozen=True, slots=True)
class InputSpec:
    """The picture that goes in; what is None follows the family.

    Attributes:
        width: px.
        height: px.
        mode: how a source picture is laid in.
        pad: grey level of padding.
        colour: channel order.
        mean: grey levels per channel, in channel order.
        std: grey levels per channel, in channel order.
    """

    width: int
    height: int
    mode: Mode | None = None
    pad: int | None = None
    colour: Literal["bgr", "rgb"] | None = None
    mean: Triple | None = None
    std: Triple | None = None


@dataclass(frozen=True, slots=True)
class HalfFile:
    """The same network with numbers in fp16, which accelerators run faster; ``sha256`` may be empty."""

    path: Path
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class ModelPack:
    """One model that can run; picklable, so that it travels to the worker.

    Attributes:
        name: folder name, shown and given on the command line.
        path: the model's file.
        family: key of ``FAMILIES``.
        task: what it finds.
        input: the picture that goes in.
        classes: names in the order of class numbers; empty strings are numbers that mean nothing.
        class_list: how the manifest writes them: ``coco80``, ``coco91`` or an explicit list (empty string).
        confidence: least score shown.
        nms_iou: overlap for suppression, None for families without.
        sha256: of the file, lower-case hex; empty when the manifest states none.
        licence: SPDX name.
        origin: where it came from.
        accuracy: measured.
        half: what an accelerator runs instead, where it is there; None for none.
    """

    name: str
    path: Path
    family: str
    task: Task
    input: InputSpec
    classes: tuple[str, ...]
    confidence: float
    nms_iou: float | None
    class_list: str = ""
    sha256: str = ""
    licence: str = ""
    origin: str = ""
    accuracy: Accuracy = field(default_factory=Accuracy)
    half: HalfFile | None = None

    @property
    def recipe(self) -> Recipe:
        return family_named(self.family)

    @property
    def size(self) -> Size:
        return Size(self.input.width, self.input.height)

    @property
    def geometry(self) -> FrameGeometry:
        """How pictures must be laid in for this model."""
        recipe, given = self.recipe, self.input
        pad = recipe.pad if given.pad is None else given.pad
        return FrameGeometry(given.width, given.height, given.mode or recipe.mode, pad)

    @property
    def labels(self) -> list[ClassLabel]:
        return labels(self.classes)

    def pixels(self, signature: Signature) -> PixelFormat:
        """How bytes become numbers: the family's way unless the manifest says otherwise."""
        usual, given = self.recipe.pixels_for(signature), self.input
        return PixelFormat(given.colour or usual.colour, given.mean or usual.mean, given.std or usual.std)


def verify(pack: ModelPack) -> Signature:
    """Check the file behind a pack: content hash, readable header, shapes of the family.

    Raises:
        ExpectedError: ``model.wrong_hash``, ``model.truncated``, ``model.wrong_family``, ``model.class_count``.
    """
    if not pack.path.is_file():
        raise missing(pack.path)
    signature = read_signature(pack.path)
    _check_hash(pack.name, pack.path, pack.sha256)
    if pack.half is not None and pack.half.path.is_file():
        _check_hash(pack.name, pack.half.path, pack.half.sha256)
    count = check_family(signature, pack.recipe, pack.size)
    if count not in {UNSTATED, len(pack.classes)}:
        raise class_count_differs(pack.name, count, len(pack.classes))
    return signature


def _check_hash(name: str, path: Path, expected: str) -> None:
    found = file_hash(path) if expected else ""
    if found != expected:
        raise ExpectedError(
            "model.wrong_hash",
            QT_TRANSLATE_NOOP(
                "errors",
                "Tệp của mô hình {name} không khớp mã SHA-256 trong model.toml: cần {expected}…, tệp có {found}…. "
                "Chép lại tệp từ nguồn hoặc thêm lại mô hình.",
            ),
            name=name,
            expected=expected[:12],
            found=found[:12],
        )


def class_count_differs(name: str, count: int, named: int) -> ExpectedError:
    return ExpectedError(
        "model.class_count",
        QT_TRANSLATE_NOOP(
            "errors", "Mô hình {name} có {count} lớp nhưng model.toml ghi tên {named} lớp. Sửa mục classes."
        ),
        name=name,
        count=count,
        named=named,
    )


def file_hash(path: Path) -> str:
    """SHA-256 of a file, lower-case hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
