"""The table of faults names tests that exist, for each of the thirty."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_LINE = re.compile(r"^\| (\d+) \| [^|]+ \| ([^|]+) \|$", re.MULTILINE)


def table() -> dict[int, list[str]]:
    """Number of a fault → ``file::test``."""
    text = (ROOT / "docs" / "sync-faults.md").read_text("utf-8")
    return {int(number): re.findall(r"`([^`]+)`", tests) for number, tests in _LINE.findall(text)}


def names_of(file: str) -> set[str]:
    (found,) = (ROOT / "tests").rglob(file)
    return {node.name for node in ast.walk(ast.parse(found.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("number", range(1, 31))
def test_each_fault_has_tests_that_exist(number: int) -> None:
    tests = table()[number]
    assert tests
    for test in tests:
        file, _, name = test.partition("::")
        assert name in names_of(file), test


def test_a_numbered_test_stands_at_its_fault() -> None:
    named = {test.partition("::")[2]: number for number, tests in table().items() for test in tests}
    for name, number in named.items():
        own = re.match(r"test_(\d\d)_", name)
        assert own is None or int(own[1]) == number, name
