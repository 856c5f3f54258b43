"""A clip covered in a process of its own: done, given up, failed."""

from __future__ import annotations

from pathlib import Path

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.video.files import iter_frames
from ioc_desktop.vision.pack import ModelPack
from ioc_desktop.vision.privacy.errand import Errand, run_errand
from ioc_desktop.vision.registry import ModelRegistry
from tests.support.clips import moving_clip


@pytest.fixture(scope="module")
def people() -> ModelPack:
    return ModelRegistry(Path("none"), [Path(__file__).parents[3] / "models"]).find("starter-traffic")


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return moving_clip(tmp_path / "clip.mp4").rename(tmp_path / "clip")


def test_a_clip_is_covered_and_says_how_far_it_is(clip: Path, people: ModelPack, tmp_path: Path) -> None:
    said: list[float] = []
    target = tmp_path / "out.mp4"
    assert run_errand(Errand(clip, target, people, None), lambda done: not said.append(done))
    assert len(list(iter_frames(target))) == 30
    assert said[0] == 0
    assert said == sorted(said)
    assert {path.name for path in tmp_path.iterdir()} == {"clip", "out.mp4"}


def test_who_gives_up_leaves_nothing_behind(clip: Path, people: ModelPack, tmp_path: Path) -> None:
    assert not run_errand(Errand(clip, tmp_path / "out.mp4", people, None), lambda _done: False)
    assert {path.name for path in tmp_path.iterdir()} == {"clip"}


def test_what_fails_in_the_process_is_told_here(clip: Path, people: ModelPack, tmp_path: Path) -> None:
    for errand, code in (
        (Errand(clip, tmp_path / "out.mp4", None, None), "privacy.no_model"),
        (Errand(tmp_path / "gone", tmp_path / "out.mp4", people, None), "video.no_file"),
        (Errand(clip, tmp_path / "nowhere" / "out.mp4", people, None), "file.unwritable"),
    ):
        with pytest.raises(ExpectedError) as told:
            run_errand(errand, lambda _done: True)
        assert told.value.code == code
    assert {path.name for path in tmp_path.iterdir()} == {"clip"}
