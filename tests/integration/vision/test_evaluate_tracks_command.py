"""``main.py evaluate --tracks … --truth …`` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ioc_desktop.cli import main
from tests.support.mot_worlds import write_mot17


@pytest.fixture
def world(tmp_path: Path) -> Path:
    for seed, name in enumerate(("MOT17-01", "MOT17-02")):
        write_mot17(seed, tmp_path / "truth" / name / "gt" / "gt.txt", tmp_path / "result" / f"{name}.txt")
    return tmp_path


def command(world: Path, *more: str) -> list[str]:
    return ["evaluate", "--tracks", str(world / "result"), "--truth", str(world / "truth"), *more]


def test_folders_are_judged_one_by_one_and_together(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command(world, "--json", "--out", str(world / "out.json"))) == 0
    report = json.loads(capsys.readouterr().out)
    assert report == json.loads((world / "out.json").read_text("utf-8"))
    assert list(report["sequences"]) == ["MOT17-01", "MOT17-02"]
    parts = report["sequences"].values()
    assert report["combined"]["misses"] == sum(part["misses"] for part in parts)
    assert min(part["hota"] for part in parts) <= report["combined"]["hota"] <= max(part["hota"] for part in parts)


def test_a_table_for_people_has_a_line_each(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command(world)) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["MOT17-01", "MOT17-02", "Tất"]
    assert all("HOTA 0," in line for line in lines)


def test_a_sequence_without_result_is_named_and_exits_with_3(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (world / "result" / "MOT17-02.txt").unlink()
    assert main(command(world)) == 3
    assert "MOT17-02" in capsys.readouterr().err


def test_a_bad_line_fails_with_its_number(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (world / "result" / "MOT17-02.txt").write_text("1,1,0,0,10,10\nhỏng\n", "utf-8")
    assert main(command(world, "--json")) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["error"] == "mot.faulty"
    assert "Dòng 2" in said["message"]


@pytest.mark.parametrize(
    "words",
    [
        ["--tracks", "a"],
        ["--truth", "a"],
        ["--images", "a", "--annotations", "b"],
        ["--images", "a", "--annotations", "b", "--model", "c", "--tracks", "d"],
        [],
    ],
)
def test_half_of_either_kind_is_wrong_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", *words]) == 2
    assert "--truth" in capsys.readouterr().err
