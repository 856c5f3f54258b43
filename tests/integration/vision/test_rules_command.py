"""``rules run`` as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from ioc_desktop.commands.rules import run
from ioc_desktop.vision.registry import ModelRegistry
from tests.support.clips import write_clip

if TYPE_CHECKING:
    from tests.integration.vision.conftest import Finder

FPS = 15
AREA = {"id": "vùng", "kind": "intrusion", "polygon": [[0.1, 0.3], [0.9, 0.3], [0.9, 0.9], [0.1, 0.9]], "classes": None}
LINE = {"id": "vạch", "kind": "line_crossing", "line": [[0.1, 0.6], [0.9, 0.6]], "direction": [0, 1], "classes": None}


@pytest.fixture(scope="module")
def falling_block(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds of a still scene, then a block that goes from top to bottom in four seconds."""
    scene = np.random.default_rng(3).integers(90, 110, (180, 320, 3), np.uint8)
    pictures = []
    for index in range(6 * FPS):
        picture = scene.copy()
        y = int((index - 2 * FPS) * 180 / (4 * FPS))
        if y >= 0:
            picture[max(0, y - 30) : y, 140:180] = (20, 20, 230)
        pictures.append(picture)
    return write_clip(tmp_path_factory.mktemp("clips") / "block.mp4", pictures, fps=FPS)


@pytest.fixture
def registry(tmp_path: Path) -> ModelRegistry:
    return ModelRegistry(tmp_path / "models")


def rules_file(folder: Path, *rules: dict[str, Any]) -> Path:
    path = folder / "rules.json"
    path.write_text(json.dumps({"rules": rules}), "utf-8")
    return path


def test_plain_motion_gives_events_and_counts_in_the_agreed_shape(
    falling_block: Path, registry: ModelRegistry, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "deep" / "events.json"
    assert run(falling_block, rules_file(tmp_path, AREA, LINE), "", out, registry=registry) == 0
    written = json.loads(out.read_text("utf-8"))
    assert written["counts"] == {"vùng": {"motion": 1}, "vạch": {"motion": 1}}
    assert {tuple(event) for event in written["events"]} == {
        ("rule", "kind", "start_s", "end_s", "track", "class", "value")
    }
    inside, passed = written["events"]
    assert (inside["rule"], inside["kind"], inside["class"]) == ("vùng", "intrusion", "motion")
    # Its lower edge is at 0.3 of the height 1.2 s after it appears, at 0.6 after 2.4 s.
    assert inside["start_s"] == pytest.approx(3.2, abs=0.4)
    assert passed["start_s"] == pytest.approx(4.4, abs=0.25)
    assert written["info"]["seconds"] == pytest.approx(6, abs=0.2)
    assert "2 sự kiện" in capsys.readouterr().out


@pytest.mark.parametrize(("rule", "every", "looks"), [(AREA, 0, 30), (LINE, 0, 60), (LINE, 5, 18)])
def test_it_looks_often_enough_for_its_rules(
    *, rule: dict[str, Any], every: int, looks: int, falling_block: Path, registry: ModelRegistry, tmp_path: Path
) -> None:
    """Five pictures a second, ten where a line counts; or what is asked for."""
    out = tmp_path / "events.json"
    run(falling_block, rules_file(tmp_path, rule), "", out, registry=registry, every=every)
    assert json.loads(out.read_text("utf-8"))["info"]["frames"] == pytest.approx(looks, abs=1)


def test_a_faulty_file_stops_everything_and_lists_all_faults(
    falling_block: Path, registry: ModelRegistry, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crossed = {**AREA, "id": "x", "polygon": [[0.1, 0.1], [0.9, 0.9], [0.9, 0.1], [0.1, 0.9]]}
    rules = rules_file(tmp_path, LINE, crossed, {"id": "y", "kind": "wrong_way"})
    out = tmp_path / "events.json"
    assert run(falling_block, rules, "", out, registry=registry) == 1
    said = capsys.readouterr().err
    assert "cắt nhau" in said
    assert "chiều được phép" in said
    assert not out.exists()
    assert run(falling_block, rules, "", out, registry=registry, json_output=True) == 1
    assert json.loads(capsys.readouterr().out)["error"] == "rules.faulty"


def test_what_the_model_does_not_know_is_said_when_arming(
    falling_block: Path, registry: ModelRegistry, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crowd = {"id": "đông", "kind": "crowd", "polygon": AREA["polygon"]}
    assert run(falling_block, rules_file(tmp_path, crowd), "", tmp_path / "o.json", registry=registry) == 1
    assert "người" in capsys.readouterr().err


def test_missing_and_wrong_sources(
    falling_block: Path, registry: ModelRegistry, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules, out = rules_file(tmp_path, AREA), tmp_path / "o.json"
    assert run(tmp_path / "none.mp4", rules, "", out, registry=registry) == 1
    assert "none.mp4" in capsys.readouterr().err
    assert run(rules, rules, "", out, registry=registry) == 1
    assert run(falling_block, rules, "no-such-model", out, registry=registry) == 1
    assert run(falling_block, rules, "", tmp_path, registry=registry) == 1
    assert run(falling_block, rules, "", out, registry=registry, every=-1) == 2


def test_a_rule_drawn_on_another_picture_is_flagged_and_works(
    falling_block: Path, registry: ModelRegistry, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = {**AREA, "picture_size": [704, 576]}
    assert run(falling_block, rules_file(tmp_path, old), "", tmp_path / "o.json", registry=registry) == 0
    assert "704×576" in capsys.readouterr().err
    (problem,) = json.loads((tmp_path / "o.json").read_text("utf-8"))["problems"]
    assert (problem["rule"], problem["code"]) == ("vùng", "rule.stretched")
    accepted = {**old, "accepted_size": [320, 180]}
    assert run(falling_block, rules_file(tmp_path, accepted), "", tmp_path / "o.json", registry=registry) == 0
    assert json.loads((tmp_path / "o.json").read_text("utf-8"))["problems"] == []


@pytest.mark.parametrize(
    ("state", "until_s", "guilty"), [("red", 12, 1), ("green", 12, 0), ("off", 12, 0), ("red", 4, 0)]
)
def test_a_recorded_feed_decides_who_passed_on_red(
    *, state: str, until_s: int, guilty: int, falling_block: Path, registry: ModelRegistry, tmp_path: Path
) -> None:
    """The block passes 4.4 s after the beginning; a feed that ends before says nothing about it."""
    line = {**LINE, "kind": "red_light", "signal": "LD-1", "classes": None}
    feed = tmp_path / "feed.jsonl"
    lines = [
        json.dumps({"at": f"2026-11-28T08:00:{second:02}+07:00", "signals": [{"id": "LD-1", "state": state}]})
        for second in range(until_s)
    ]
    feed.write_text("\n".join(lines), "utf-8")
    out = tmp_path / "o.json"
    assert run(falling_block, rules_file(tmp_path, line), "", out, registry=registry, signals=feed) == 0
    assert len(json.loads(out.read_text("utf-8"))["events"]) == guilty


def test_a_recording_that_is_none_stops_everything(
    falling_block: Path, registry: ModelRegistry, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules, out = rules_file(tmp_path, LINE), tmp_path / "o.json"
    assert run(falling_block, rules, "", out, registry=registry, signals=tmp_path / "none.jsonl") == 1
    assert "none.jsonl" in capsys.readouterr().err
    assert not out.exists()


def test_the_junction_counts_eight_towards_and_none_away(
    registry: ModelRegistry, model_file: Finder, media: Finder, tmp_path: Path
) -> None:
    """The worked example of the clip's catalogue, at five pictures a second; measured: exact, at every rate from 5."""
    ends = [[200 / 640, 190 / 352], [420 / 640, 190 / 352]]
    towards, away = (
        {"id": name, "kind": "line_crossing", "classes": None, "line": ends, "direction": [0, way]}
        for name, way in (("towards", 1), ("away", -1))
    )
    clip, out = media("video/ahmet_intersection_a.mp4"), tmp_path / "events.json"
    model = str(model_file("yolox_nano_416.onnx"))
    assert run(clip, rules_file(tmp_path, towards, away), model, out, registry=registry, every=5, threads=1) == 0
    written = json.loads(out.read_text("utf-8"))
    assert sum(written["counts"]["towards"].values()) == 8
    assert written["counts"]["away"] == {}
    frames = [event["start_s"] * 24 for event in written["events"]]
    # Read by eye, ± 6.
    assert frames == pytest.approx([9, 66, 117, 165, 225, 408, 465, 699], abs=6)


def test_each_of_six_visitors_to_the_table_is_one_event(
    registry: ModelRegistry, model_file: Finder, media: Finder, tmp_path: Path
) -> None:
    """Read by eye: six people come one after another, with nobody there in between."""
    area = {"id": "table", "kind": "intrusion", "classes": ["person"], "min_s": 1}
    area["polygon"] = [[0.15, 0.2], [0.85, 0.2], [0.85, 1], [0.15, 1]]
    still = {"id": "camera", "kind": "tampering"}
    clip, out = media("video/intel_one-by-one-person.mp4"), tmp_path / "events.json"
    model = str(model_file("yolox_nano_416.onnx"))
    assert run(clip, rules_file(tmp_path, area, still), model, out, registry=registry, every=7, threads=1) == 0
    visits = [(event["start_s"], event["end_s"]) for event in json.loads(out.read_text("utf-8"))["events"]]
    assert len(visits) == 6
    for (start_s, end_s), seen_s in zip(visits, (12, 33, 60, 80, 105, 130), strict=True):
        assert start_s < seen_s < end_s
    for empty_s in (3, 21, 47.5, 72, 89.5, 121.5, 138):
        assert not any(start_s <= empty_s <= end_s for start_s, end_s in visits)


def test_four_cars_of_the_car_park_whatever_the_model_calls_them(
    registry: ModelRegistry, model_file: Finder, media: Finder, tmp_path: Path
) -> None:
    """Read by eye: up at 7 s and 17.6 s, down at 16 s and 26 s; one is past the line when it is first shown."""
    line = {"id": "all", "kind": "line_crossing", "line": [[0, 0.5], [1, 0.5]]}
    down = {**line, "id": "down", "direction": [0, 1]}
    clip, out = media("video/intel_car-detection.mp4"), tmp_path / "events.json"
    model = str(model_file("yolox_nano_416.onnx"))
    assert run(clip, rules_file(tmp_path, line, down), model, out, registry=registry, every=3, threads=1) == 0
    counts = json.loads(out.read_text("utf-8"))["counts"]
    assert sum(counts["all"].values()) == 4
    assert sum(counts["down"].values()) == 2
