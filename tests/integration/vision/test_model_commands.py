"""``detect`` and ``models`` as a person runs them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import pytest

from ioc_desktop.commands.detect import detect
from ioc_desktop.commands.models import add_model, check_models, list_models
from ioc_desktop.vision.manifest import MANIFEST
from ioc_desktop.vision.registry import ModelRegistry

if TYPE_CHECKING:
    from tests.integration.vision.conftest import Finder

CLIP = "video/ahmet_intersection_a.mp4"


@pytest.fixture
def registry(tmp_path: Path) -> ModelRegistry:
    return ModelRegistry(tmp_path / "models")


@pytest.fixture
def yolox_installed(registry: ModelRegistry, model_file: Finder) -> Path:
    """Folder of the installed pack."""
    return registry.add(model_file("yolox_nano_416.onnx"), name="yolox").path.parent


def report(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return loaded


@pytest.mark.usefixtures("yolox_installed")
def test_detect_writes_the_agreed_shape(registry: ModelRegistry, media: Finder, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "seen.json"
    assert detect(media(CLIP), "yolox", out, registry=registry, every=50) == 0
    written = report(out)
    assert set(written) == {"info", "results"}
    assert set(written["info"]) == {"source", "model", "provider", "fps", "frames"}
    assert (written["info"]["model"], written["info"]["frames"]) == ("yolox", 19)
    assert {tuple(row) for row in written["results"]} == {("frame", "time_s", "category", "bbox", "score")}
    assert {row["frame"] % 50 for row in written["results"]} == {0}
    for row in written["results"]:
        x, y, width, height = row["bbox"]
        assert 0 <= x < x + width <= 640.01
        assert 0 <= y < y + height <= 352.01
        assert 0 < row["score"] <= 1
    assert {row["category"] for row in written["results"]} <= {"car", "truck", "person", "bus", "motorcycle"}


@pytest.mark.usefixtures("yolox_installed")
def test_times_are_the_streams_own(registry: ModelRegistry, media: Finder, tmp_path: Path) -> None:
    out = tmp_path / "seen.json"
    detect(media(CLIP), "yolox", out, registry=registry, every=100)
    with av.open(str(media(CLIP))) as container:
        stamps = {number: frame.time for number, frame in enumerate(container.decode(video=0))}
    for row in report(out)["results"]:
        assert row["time_s"] == pytest.approx(stamps[row["frame"]], abs=1e-5)


@pytest.mark.usefixtures("yolox_installed")
def test_detect_reads_pictures_too(registry: ModelRegistry, media: Finder, capsys: pytest.CaptureFixture[str]) -> None:
    picture = media("images/street-annotated") / "000000000110.jpg"
    assert detect(picture, "yolox", None, registry=registry) == 0
    written = json.loads(capsys.readouterr().out)
    assert written["info"]["frames"] == 1
    assert "person" in {row["category"] for row in written["results"]}


def test_detect_takes_a_bare_model_file(
    registry: ModelRegistry, model_file: Finder, media: Finder, tmp_path: Path
) -> None:
    model = model_file("nanodet_m_320.onnx")
    out = tmp_path / "seen.json"
    assert detect(media(CLIP), str(model), out, registry=registry, every=300) == 0
    assert report(out)["info"]["model"] == "nanodet-m-320"


@pytest.mark.parametrize(
    ("source", "model", "every", "exit_code", "error"),
    [
        ("none.mp4", "yolox", 1, 1, "video.no_file"),
        ("text.mp4", "yolox", 1, 1, "video.unreadable_file"),
        ("empty.jpg", "yolox", 1, 1, "video.unreadable_file"),
        ("text.mp4", "none", 1, 1, "model.not_found"),
        ("text.mp4", "none.onnx", 1, 1, "model.missing"),
        ("text.mp4", "yolox", 0, 2, "detect.every"),
    ],
)
@pytest.mark.usefixtures("yolox_installed")
def test_bad_input_is_said_and_nothing_is_written(
    *,
    source: str,
    model: str,
    every: int,
    exit_code: int,
    error: str,
    registry: ModelRegistry,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "text.mp4").write_text("no clip", "utf-8")
    (tmp_path / "empty.jpg").touch()
    out = tmp_path / "seen.json"
    code = detect(tmp_path / source, model, out, registry=registry, every=every, json_output=True)
    assert code == exit_code
    assert json.loads(capsys.readouterr().out)["error"] == error
    assert not out.exists()


def test_models_are_added_listed_and_checked(
    registry: ModelRegistry, model_file: Finder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add_model(registry, model_file("fastestdet_352.onnx"), json_output=True) == 0
    added = json.loads(capsys.readouterr().out)
    assert (added["name"], added["family"], added["input"]) == ("fastestdet-352", "fastestdet", [352, 352])
    assert added["provider"]
    assert list_models(registry, json_output=True) == 0
    assert [row["name"] for row in json.loads(capsys.readouterr().out)] == ["fastestdet-352"]
    assert check_models(registry, json_output=True) == 0
    checked = json.loads(capsys.readouterr().out)[0]
    assert checked["ok"]
    assert checked["ms"] > 0


def test_people_read_sentences(
    registry: ModelRegistry, yolox_installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert list_models(ModelRegistry(yolox_installed / "none")) == 0
    assert "Chưa có mô hình nào" in capsys.readouterr().out
    assert check_models(registry, "yolox") == 0
    assert "chạy tốt trên" in capsys.readouterr().out
    (yolox_installed / "model.onnx").write_bytes(b"\x08\x01")
    assert check_models(registry) == 1
    assert "bị cắt cụt" in capsys.readouterr().out


def test_one_broken_pack_does_not_hide_the_others(
    registry: ModelRegistry, yolox_installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = yolox_installed.parent / "broken"
    broken.mkdir()
    (broken / MANIFEST).write_text("family = 7", "utf-8")
    assert check_models(registry, json_output=True) == 1
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["yolox"]["ok"]
    assert rows["broken"]["error"] == "model.bad_field"


def test_file_that_only_looks_like_a_model_is_not_kept(
    registry: ModelRegistry, model_file: Finder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Right header, wrong weights: only loading shows it."""
    whole = model_file("yolox_nano_416.onnx").read_bytes()
    damaged = tmp_path / "damaged.onnx"
    damaged.write_bytes(whole.replace(b"Conv", b"Cnov"))
    assert add_model(registry, damaged, json_output=True) == 1
    assert json.loads(capsys.readouterr().out)["error"] == "model.invalid"
    assert registry.packs() == []
