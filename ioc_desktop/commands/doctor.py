"""``doctor``: what is installed, what is missing, and the one command that mends it."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from ioc_desktop.commands.checks import Check, all_checks
from ioc_desktop.commands.tables import text_table
from ioc_desktop.config.paths import AppPaths, resource_path

_MARKS = {"ok": "✓", "missing": "✗ thiếu", "optional": "– không bắt buộc"}


def run_doctor(paths: AppPaths, *, json_output: bool = False) -> int:
    """Look at this machine and profile; 0 when nothing needed is missing, else 1. Changes nothing."""
    checks = list(all_checks(paths))
    missing = [check for check in checks if check.state == "missing"]
    command = mending_command(missing)
    if json_output:
        report = {"ok": not missing, "mend": command, "checks": [asdict(check) for check in checks]}
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        print(
            text_table(
                ["Mục", "Tình trạng", "Chi tiết"], [[item.title, _MARKS[item.state], item.detail] for item in checks]
            )
        )
        print(_conclusion(missing, command))
    return 1 if missing else 0


def _conclusion(missing: Sequence[Check], command: str | None) -> str:
    if command:
        return f"\nSửa bằng một lệnh: {command}"
    return "\nXem cách xử lý ở cột Chi tiết của mục thiếu." if missing else "\nKhông thiếu gì."


def mending_command(missing: Sequence[Check], source_tree: Path | None = None) -> str | None:
    """One command line for all that is missing; None when nothing is.

    ``make setup`` in a source tree, apt for an installed program, pip on Windows.
    """
    own = [check.mend for check in missing if check.mend]
    others = [check for check in missing if check.is_mended_by_setup]
    packages = sorted({package for check in others for package in check.packages})
    commands: list[str] = []
    if others and sys.platform == "win32":
        commands.append(r".venv\Scripts\python -m pip install --require-hashes -r requirements\windows.lock")
    elif others and ((source_tree or resource_path().parent) / "Makefile").is_file():
        commands.append("make setup")
    elif packages:
        commands.append(f"sudo apt-get install -y --no-install-recommends {' '.join(packages)}")
    return " && ".join([*commands, *own]) or None
