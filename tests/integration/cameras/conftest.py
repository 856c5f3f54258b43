"""The real program on a profile of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.rtsp import rtsp_server

__all__ = ["rtsp_server"]

ROOT = Path(__file__).resolve().parents[3]
ENVIRONMENT = {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring", "PYTHONUTF8": "1"}


@dataclass(frozen=True)
class Run:
    code: int
    output: str
    errors: str

    @property
    def json(self) -> Any:
        return json.loads(self.output)


Program = Callable[..., Run]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """``main.py`` with a profile in the test's folder."""

    def run(*words: object) -> Run:
        command = [sys.executable, str(ROOT / "main.py"), *map(str, words), "--profile", str(tmp_path / "profile")]
        done = subprocess.run(command, capture_output=True, text=True, timeout=90, env=ENVIRONMENT, check=False)
        return Run(done.returncode, done.stdout, done.stderr)

    return run
