"""``main.py track`` on a made clip with a model that runs everywhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ioc_desktop.commands.track import track
from ioc_desktop.vision.registry import ModelRegistry
from tests.support.clips import moving_clip
from tests.support.onnx_bytes import write_tiny_detector


@pytest.fixture
def registry(tmp_path: Path) -> ModelRegistry:
    return ModelRegistry(tmp_path / "models", [])


def test_lines_are_those_of_mot_challenge(
    tmp_path: Path, registry: ModelRegistry, capsys: pytest.CaptureFixture[str]
) -> None:
    clip, model = moving_clip(tmp_path / "moving.mp4"), write_tiny_detector(tmp_path / "tiny.onnx")
    out = tmp_path / "made" / "tracks.txt"
    assert track(clip, str(model), out, registry=registry, json_output=True) == 0
    answer = json.loads(capsys.readouterr().out)
    rows = [[float(value) for value in line.split(",")] for line in out.read_text("utf-8").splitlines()]
    assert answer["lines"] == len(rows) > 0
    assert answer["tracks"] == len({row[1] for row in rows})
    for row in rows:
        assert len(row) == 10
        assert 1 <= row[0] <= answer["frames"]
        assert row[1] >= 1
        assert row[4] > 0
        assert row[5] > 0
        assert row[7:] == [-1, -1, -1]
    assert len({(row[0], row[1]) for row in rows}) == len(rows), "an identity is in one place at a time"


def test_faults_are_told(tmp_path: Path, registry: ModelRegistry, capsys: pytest.CaptureFixture[str]) -> None:
    clip, model = moving_clip(tmp_path / "moving.mp4"), write_tiny_detector(tmp_path / "tiny.onnx")
    assert track(clip, str(model), tmp_path / "t.txt", registry=registry, every=0) == 2
    assert track(clip, "khong-co", tmp_path / "t.txt", registry=registry) == 1
    assert track(tmp_path / "absent.mp4", str(model), tmp_path / "t.txt", registry=registry) == 1
    (tmp_path / "file").touch()
    assert track(clip, str(model), tmp_path / "file" / "t.txt", registry=registry) == 1
    assert capsys.readouterr().err.count("\n") >= 4
