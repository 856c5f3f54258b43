"""Which model the application starts with, whatever lies in the profile's folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from ioc_desktop import wiring
from ioc_desktop.config.paths import AppPaths
from ioc_desktop.config.settings import Settings
from ioc_desktop.services import open_services
from ioc_desktop.vision.manifest import MANIFEST
from ioc_desktop.vision.registry import ModelRegistry
from tests.support.onnx_bytes import header

_MODEL = header({"images": (1, 3, 416, 416)}, {"output": (1, 3549, 85)})


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppPaths:
    paths = AppPaths(tmp_path / "profile")
    monkeypatch.setattr(wiring, "model_registry", lambda paths: ModelRegistry(paths.models))
    return paths


def _pack(paths: AppPaths, name: str, model: bytes = _MODEL, classes: str = '"coco80"') -> None:
    folder = paths.models / name
    folder.mkdir(parents=True)
    (folder / "model.onnx").write_bytes(model)
    (folder / MANIFEST).write_text(
        f'family = "yolox"\nclasses = {classes}\n[input]\nwidth = 416\nheight = 416\n', encoding="utf-8"
    )


def test_no_model_is_no_problem(paths: AppPaths) -> None:
    assert wiring.choose_pack(paths, Settings()) == (None, None)


def test_a_bad_model_does_not_hide_a_good_one(paths: AppPaths) -> None:
    _pack(paths, "a-two-names", classes='["a", "b"]')
    _pack(paths, "b-cut", model=_MODEL[:40])
    _pack(paths, "c-good")
    pack, problem = wiring.choose_pack(paths, Settings())
    assert pack is not None
    assert pack.name == "c-good"
    assert problem is None


@pytest.mark.parametrize(("model", "code"), [(b"", "model.truncated"), (b"just a text", "model.truncated")])
def test_only_bad_models_say_what_is_wrong(paths: AppPaths, model: bytes, code: str) -> None:
    _pack(paths, "bad", model=model)
    pack, problem = wiring.choose_pack(paths, Settings())
    assert pack is None
    assert problem is not None
    assert problem.code == code


@pytest.mark.parametrize(
    ("provider", "gpus", "processes"),
    [("auto", "", 1), ("auto", "0,1", 2), ("auto", "0,0,1", 3), ("cpu", "0,1", 1), ("auto", "first", 1)],
)
def test_each_card_of_the_settings_gets_a_process(paths: AppPaths, provider: str, gpus: str, processes: int) -> None:
    """A text that says nothing comes from a file edited by hand; the program starts all the same."""
    _pack(paths, "good")
    settings = Settings().changed("analysis.provider", provider).changed("analysis.gpus", gpus)
    pack, _ = wiring.choose_pack(paths, settings)
    vision = wiring.make_vision(pack, settings, paths)
    try:
        assert len(vision.results_blocks) == processes
    finally:
        vision.stop()


def test_a_manifest_that_cannot_be_read_is_not_passed_over_in_silence(paths: AppPaths) -> None:
    (paths.models / "bad").mkdir(parents=True)
    (paths.models / "bad" / MANIFEST).write_text("family = [", encoding="utf-8")
    pack, problem = wiring.choose_pack(paths, Settings())
    assert pack is None
    assert problem is not None
    assert problem.code == "model.bad_manifest"


def test_a_setting_of_another_desktop_is_told_when_it_came(tmp_path: Path) -> None:
    services = open_services(AppPaths(tmp_path / "profile"))
    told: list[str] = []
    services.district.changed.connect(told.append)
    services.sync.applied.emit(frozenset({"camera"}))
    assert told == []
    services.sync.applied.emit(frozenset({"district_setting", "account"}))
    assert "accounts.offline_days" in told
    services.close()
