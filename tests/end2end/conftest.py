"""The real program as a process, on the session's virtual display."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLIPS = ROOT / "build" / "test-district"
"""Drawn once and kept between runs; a clean clone draws them anew."""

Program = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def program() -> Program:
    """Run ``main.py`` with arguments and wait for it."""

    def run(*arguments: object, timeout: float = 120, **variables: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]
        return subprocess.run(
            command, capture_output=True, text=True, timeout=timeout, check=False, env=os.environ | variables, cwd=ROOT
        )

    return run


@pytest.fixture(scope="session")
def district(program: Program) -> Path:
    """A profile whose demo clips are drawn."""
    drawn = program("demo-clips", "--profile", CLIPS, timeout=1500)
    assert drawn.returncode == 0, drawn.stderr
    return CLIPS


@pytest.fixture
def demo_profile(district: Path, tmp_path: Path) -> Path:
    """A fresh demo profile that shares the clips, and nothing else."""
    profile = tmp_path / "profile"
    (profile / "cache").mkdir(parents=True)
    shutil.copytree(district / "cache" / "district", profile / "cache" / "district", copy_function=os.link)
    return profile
