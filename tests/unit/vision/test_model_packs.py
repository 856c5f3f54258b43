import errno
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ioc_desktop.commands.models import add_model
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.vision.manifest import MANIFEST, load_pack, manifest_text
from ioc_desktop.vision.pack import Accuracy, HalfFile, ModelPack, file_hash, verify
from ioc_desktop.vision.registry import BrokenPack, ModelRegistry, pack_for_file, slug
from ioc_desktop.vision.signature import read_signature

ROOT = Path(__file__).resolve().parents[3]

GOOD = """
name = "yolox-test"
family = "yolox"
classes = "coco80"
licence = "Apache-2.0"

[input]
width = 416
height = 416

[thresholds]
confidence = 0.4

[accuracy]
dataset = "street"
map = 0.278
"""


@pytest.fixture
def folder(tmp_path: Path, yolox_file: Path) -> Path:
    """A healthy pack."""
    made = tmp_path / "packs" / "yolox-test"
    made.mkdir(parents=True)
    (made / MANIFEST).write_text(GOOD, "utf-8")
    yolox_file.rename(made / "model.onnx")
    return made


@pytest.fixture
def registry(tmp_path: Path, folder: Path) -> ModelRegistry:
    return ModelRegistry(tmp_path / "profile", [folder.parent])


def refused(folder: Path) -> ExpectedError:
    with pytest.raises(ExpectedError) as caught:
        verify(load_pack(folder))
    return caught.value


def test_the_half_file_is_checked_where_it_is_there(folder: Path) -> None:
    manifest = folder / MANIFEST
    manifest.write_text(f'{GOOD}\n[half]\nfile = "half.onnx"\nsha256 = "{"0" * 64}"\n', "utf-8")
    pack = load_pack(folder)
    assert pack.half == HalfFile(folder / "half.onnx", "0" * 64)
    verify(pack)  # not there: the whole file does its work
    assert load_pack(folder).half == pack.half
    shutil.copy(folder / "model.onnx", folder / "half.onnx")
    assert refused(folder).code == "model.wrong_hash"
    manifest.write_text(manifest_text(replace(pack, half=HalfFile(folder / "half.onnx"))), "utf-8")
    verify(load_pack(folder))


def test_what_a_manifest_says(folder: Path) -> None:
    pack = load_pack(folder)
    assert (pack.name, pack.family, pack.task, pack.licence) == ("yolox-test", "yolox", "detect", "Apache-2.0")
    assert (pack.confidence, pack.nms_iou) == (0.4, 0.45)
    assert pack.accuracy == Accuracy("street", 0.278, None)
    assert (pack.geometry.width, pack.geometry.mode, pack.geometry.pad) == (416, "top_left", 114)
    assert pack.labels[2].vi == "ô tô"
    verify(pack)


def test_manifest_may_depart_from_the_family(folder: Path) -> None:
    text = GOOD.replace("height = 416", 'height = 416\nmode = "stretch"\ncolour = "rgb"\nmean = [1, 2, 3]\npad = 0')
    (folder / MANIFEST).write_text(text, "utf-8")
    pack = load_pack(folder)
    pixels = pack.pixels(read_signature(pack.path))
    assert (pack.geometry.mode, pack.geometry.pad) == ("stretch", 0)
    assert (pixels.colour, pixels.mean, pixels.std) == ("rgb", (1.0, 2.0, 3.0), (1.0, 1.0, 1.0))


def test_manifest_survives_being_written(folder: Path) -> None:
    pack = replace(load_pack(folder), origin='"quoted" — đường', classes=("xe", "người"), class_list="")
    (folder / MANIFEST).write_text(manifest_text(pack), "utf-8")
    assert load_pack(folder) == pack


@pytest.mark.parametrize(
    ("change", "code", "word"),
    [
        (("family = ", "familie = "), "model.bad_field", "family"),
        (('"yolox"', '"yolo99"'), "model.unknown_family_name", "yolo99"),
        (('"yolox"', '"picodet"'), "model.wrong_family", "PicoDet"),
        (("width = 416", "width = 640"), "model.wrong_family", "640×416"),
        (("width = 416", 'width = "wide"'), "model.bad_field", "input.width"),
        (("width = 416", "width = -1"), "model.bad_field", "32…4096"),
        (("confidence = 0.4", "confidence = 4"), "model.bad_field", "thresholds.confidence"),
        (("[accuracy]", "[accuracy"), "model.bad_manifest", "line"),
        (('"coco80"', '["người", "xe"]'), "model.class_count", "80"),
        (('"coco80"', '"coco17"'), "model.bad_field", "classes"),
        (('licence = "Apache-2.0"', 'sha256 = "abc"'), "model.bad_field", "sha256"),
        (('licence = "Apache-2.0"', f'sha256 = "{"0" * 64}"'), "model.wrong_hash", "000000000000"),
        (('licence = "Apache-2.0"', 'file = "other.onnx"'), "model.missing", "other.onnx"),
    ],
)
def test_every_fault_has_its_own_sentence(folder: Path, change: tuple[str, str], code: str, word: str) -> None:
    (folder / MANIFEST).write_text(GOOD.replace(*change), "utf-8")
    error = refused(folder)
    assert error.code == code
    assert word in error.message()


def test_truncated_file_is_noticed_before_anything_runs(folder: Path) -> None:
    model = folder / "model.onnx"
    model.write_bytes(model.read_bytes()[:-20])
    assert refused(folder).code == "model.truncated"


def test_hash_in_the_manifest_is_checked(folder: Path) -> None:
    digest = file_hash(folder / "model.onnx").upper()
    (folder / MANIFEST).write_text(GOOD.replace('licence = "Apache-2.0"', f'sha256 = "{digest}"'), "utf-8")
    verify(load_pack(folder))


def test_folder_without_manifest(tmp_path: Path) -> None:
    with pytest.raises(ExpectedError) as caught:
        load_pack(tmp_path)
    assert caught.value.code == "model.no_manifest"


def test_packs_are_found_in_all_folders_and_broken_ones_are_listed(registry: ModelRegistry, folder: Path) -> None:
    broken = folder.parent / "broken"
    broken.mkdir()
    (broken / MANIFEST).write_text("family = ", "utf-8")
    packs = registry.packs()
    assert [pack.name for pack in packs] == ["broken", "yolox-test"]
    assert isinstance(packs[0], BrokenPack)
    assert packs[0].problem.code == "model.bad_manifest"
    assert [pack.name for pack in registry.detectors()] == ["yolox-test"]


def test_an_added_detector_comes_before_a_shipped_one(
    registry: ModelRegistry, folder: Path, onnx_file: Callable[..., Path]
) -> None:
    added = onnx_file({"images": (1, 3, 416, 416)}, {"output": (1, 3549, 85)}, name="z-last-by-name.onnx")
    registry.add(added)
    assert [pack.name for pack in registry.detectors()] == ["z-last-by-name", folder.name]


def test_bare_file_becomes_a_pack_in_the_profile(
    registry: ModelRegistry, onnx_file: Callable[..., Path], tmp_path: Path
) -> None:
    source = onnx_file({"input.1": (1, 3, 352, 352)}, {"758": (1, 9, 22, 22)}, name="Cổng trường v2.onnx")
    pack = registry.add(source)
    assert pack.path == tmp_path / "profile" / "cong-truong-v2" / "model.onnx"
    assert (pack.family, pack.input.width, len(pack.classes)) == ("fastestdet", 352, 4)
    assert pack.sha256 == file_hash(source)
    verify(pack)
    assert registry.find("cong-truong-v2") == pack


def test_adding_again_replaces(registry: ModelRegistry, folder: Path) -> None:
    first = registry.add(folder / "model.onnx", name="a")
    second = registry.add(folder, name="a")
    assert (first.confidence, second.confidence) == (0.35, 0.4)
    assert [path.name for path in registry.profile.iterdir()] == ["a"]


def test_bad_file_leaves_the_profile_alone(registry: ModelRegistry, tmp_path: Path) -> None:
    bad = tmp_path / "bad.onnx"
    bad.write_bytes(b"nothing")
    with pytest.raises(ExpectedError):
        registry.add(bad)
    assert not registry.profile.exists()


def test_a_profile_that_cannot_be_written_is_named(registry: ModelRegistry, folder: Path) -> None:
    registry.profile.write_text("no folder")
    with pytest.raises(ExpectedError) as caught:
        registry.add(folder / "model.onnx")
    assert caught.value.code == "file.unwritable"


def test_a_full_disk_leaves_the_old_pack(
    registry: ModelRegistry, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = registry.add(folder / "model.onnx", name="a")

    def full(*_paths: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(ExpectedError) as caught:
        registry.add(folder / "model.onnx", name="a")
    assert caught.value.code == "file.unwritable"
    assert registry.find("a") == before
    assert [path.name for path in registry.profile.iterdir()] == ["a"]


def test_a_model_that_does_not_run_leaves_the_old_pack(
    registry: ModelRegistry, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = registry.add(folder / "model.onnx", name="a")
    assert add_model(registry, folder / "model.onnx", name="a", json_output=True) == 1
    assert "model." in capsys.readouterr().out
    assert registry.find("a") == before


def test_models_are_found_by_name_folder_or_file(registry: ModelRegistry, folder: Path) -> None:
    packs = [registry.find(wanted) for wanted in ("yolox-test", str(folder), str(folder / "model.onnx"))]
    assert {pack.family for pack in packs} == {"yolox"}
    with pytest.raises(ExpectedError) as caught:
        registry.find("nothing-like-it")
    assert caught.value.code == "model.not_found"
    assert "yolox-test" in caught.value.message()


def test_removing_cannot_leave_the_profile(registry: ModelRegistry, folder: Path) -> None:
    registry.remove("../packs/yolox-test")
    assert folder.exists()


def test_names_become_folder_names() -> None:
    assert [slug(name) for name in ("YOLOX nano_416", "Đường phố", "…")] == ["yolox-nano-416", "duong-pho", "model"]


def test_classes_of_well_known_lists(onnx_file: Callable[..., Path]) -> None:
    path = onnx_file({"input": (1, 3, 384, 384)}, {"dets": (1, 300, 4), "labels": (1, 300, 91)})
    pack: ModelPack = pack_for_file(path)
    assert (pack.class_list, pack.classes[1], pack.classes[12]) == ("coco91", "person", "")


def test_the_example_beside_the_models_is_valid(yolox_file: Path, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text((ROOT / "models" / "model.toml.example").read_text("utf-8"), "utf-8")
    yolox_file.rename(tmp_path / "model.onnx")
    assert load_pack(tmp_path).family == "yolox"
