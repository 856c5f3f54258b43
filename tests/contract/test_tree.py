"""The conventions of the tree, as a program: style, types, layers, sizes, locks."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "ioc_desktop").rglob("*.py"))
BIN = Path(sys.executable).parent


def run(*command: str) -> None:
    result = subprocess.run(
        [str(BIN / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_style_holds() -> None:
    run("ruff", "check", "--no-cache", ".")


def test_formatting_holds() -> None:
    run("ruff", "format", "--check", "--no-cache", "ioc_desktop", "tests", "benchmarks", "main.py")


@pytest.mark.timeout(600)
def test_types_hold() -> None:
    run("mypy")


def test_layers_hold() -> None:
    run("lint-imports", "--no-cache")


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1


def test_no_module_has_outgrown_its_room() -> None:
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    too_long = {str(path.relative_to(ROOT)): size for path, size in sizes.items() if size > 500}
    assert not too_long
    assert statistics.median(size for size in sizes.values() if size > 5) <= 120


def test_functions_stay_short() -> None:
    sizes = {f"{path.relative_to(ROOT)}:{node.name}": length(node) for path in MODULES for node in functions(path)}
    too_long = {name: size for name, size in sizes.items() if size > 50}
    assert not too_long
    assert statistics.median(sizes.values()) <= 8


def test_every_function_is_annotated() -> None:
    bare = [
        f"{path.relative_to(ROOT)}:{node.name}" for path in MODULES for node in functions(path) if node.returns is None
    ]
    assert not bare


def test_every_module_says_what_it_is() -> None:
    silent = [
        str(path.relative_to(ROOT)) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert not silent


def test_no_drawer_modules() -> None:
    drawers = re.compile(r"(^|_)(utils?|helpers?|manager|misc|base)(_|$)")
    assert not [str(path.relative_to(ROOT)) for path in MODULES if drawers.search(path.stem)]


def test_locks_are_hashed_and_name_no_address() -> None:
    locks = sorted((ROOT / "requirements").glob("*.lock"))
    assert {lock.name for lock in locks} == {"dev.lock", "linux.lock", "nvidia.lock", "windows.lock"}
    for lock in locks:
        text = lock.read_text(encoding="utf-8")
        assert not re.search(r"https?://|file://|--(extra-)?index-url|--find-links", text), lock.name
        pins = re.findall(r"^[a-z0-9._-]+==", text, re.MULTILINE)
        assert pins
        assert text.count("--hash=sha256:") >= len(pins), lock.name


def test_the_tree_is_laid_out_as_promised() -> None:
    for name in ("resources", "models", "installers", "tests", "benchmarks", "docs", "main.py", "README.md", ".ci/run"):
        assert (ROOT / name).exists(), name


def test_no_f_string_hides_from_the_translators() -> None:
    hidden = [
        str(p.relative_to(ROOT))
        for p in MODULES
        if re.search(r"\b(tr|translate|QT_TRANSLATE_NOOP)\(\s*f[\"']", p.read_text("utf-8"))
    ]
    assert not hidden
