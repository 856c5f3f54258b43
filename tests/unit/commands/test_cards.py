"""Graphics cards as doctor names them; a script stands for the driver's tool."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ioc_desktop.commands import checks
from ioc_desktop.commands.cards import Card, card_lines, nvidia_cards, wish_problem, wished
from ioc_desktop.config import settings_file
from ioc_desktop.config.paths import AppPaths
from ioc_desktop.config.settings import Settings

TWO = "0, NVIDIA L4, 23034 MiB, 550.90\n1, NVIDIA L4, 23034 MiB, 550.90\n"


def tool(folder: Path, monkeypatch: pytest.MonkeyPatch, says: str, *, fails: bool = False) -> None:
    script = folder / "nvidia-smi"
    script.write_text(f"#!/bin/sh\ncat <<'END'\n{says}END\nexit {int(fails)}\n")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


@pytest.fixture
def paths(tmp_path: Path) -> AppPaths:
    return AppPaths(tmp_path / "profile").create()


def test_each_card_is_named_with_what_runs_on_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool(tmp_path, monkeypatch, TWO)
    found = nvidia_cards()
    assert found == [Card(0, "NVIDIA L4, 23034 MiB, 550.90"), Card(1, "NVIDIA L4, 23034 MiB, 550.90")]
    assert card_lines(found, ["CUDA", "CPU"]).startswith("CUDA 0: NVIDIA L4, 23034 MiB, 550.90; CUDA 1: ")
    assert card_lines(found[:1], ["CPU"]).startswith("CPU 0: "), "a wheel without CUDA leaves the card idle"


@pytest.mark.parametrize(("says", "fails"), [(TWO, True), ("NVIDIA-SMI has failed\n", False), ("", False)])
def test_a_driver_that_does_not_answer_means_no_cards(
    *, says: str, fails: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool(tmp_path, monkeypatch, says, fails=fails)
    assert nvidia_cards() == []


@pytest.mark.parametrize(
    ("text", "cards", "code"),
    [
        ("", 0, None),
        ("", 2, None),
        ("0,1", 2, None),
        ("0,3", 2, "analysis.gpus_absent"),
        ("0", 0, "analysis.gpus_absent"),
        ("zero", 2, "analysis.gpus"),
    ],
)
def test_settings_that_name_cards_which_are_not_there(text: str, cards: int, code: str | None) -> None:
    problem = wish_problem(text, [Card(number, "") for number in range(cards)])
    assert (problem.code if problem else None) == code


def test_doctor_says_so_and_touches_nothing(paths: AppPaths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool(tmp_path, monkeypatch, TWO)
    assert checks.gpu(paths).state == "ok"
    settings_file.save(paths.settings, Settings().changed("analysis.gpus", "0,5"))
    check = checks.gpu(paths)
    assert check.state == "optional"
    assert "NVIDIA L4" in check.detail
    assert "card đồ họa 5" in check.detail


@pytest.mark.parametrize("content", ["{", "[]", '{"analysis": 3}', json.dumps({"analysis": {}}), "[" * 100_000])
def test_a_broken_settings_file_stays_where_it_is(tmp_path: Path, content: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(content)
    assert wished(file) == ""
    assert file.read_text() == content
