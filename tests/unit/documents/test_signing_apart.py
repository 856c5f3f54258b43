"""A token's library that hangs or falls over stays in its own process."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import subprocess
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.documents.signing.apart import apart, sign_safely
from ioc_desktop.documents.signing.model import KeyFile, KeyToken, Wish
from tests.support.certificates import PASSWORD, Authority
from tests.support.register import Fixed, pdf

NOW = Fixed(datetime(2026, 7, 1, 8, tzinfo=UTC))
HANGS = """
#include <unistd.h>
unsigned long C_GetFunctionList(void **list) { (void)list; for (;;) pause(); }
"""
FALLS = """
#include <stdlib.h>
unsigned long C_GetFunctionList(void **list) { (void)list; abort(); }
"""


def library(folder: Path, source: str) -> Path:
    """A PKCS#11 library made here."""
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("no compiler makes the library")
    (folder / "thu.c").write_text(source)
    made = folder / "thu.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", str(made), str(folder / "thu.c")], check=True)
    return made


def refused(key: KeyToken, **words: object) -> ExpectedError:
    with pytest.raises(ExpectedError) as caught:
        sign_safely(pdf(), key, Wish(), clock=NOW, **words)  # type: ignore[arg-type]
    assert "{" not in caught.value.message()
    assert not multiprocessing.active_children()
    return caught.value


def test_a_library_that_hangs_is_given_up(tmp_path: Path) -> None:
    error = refused(KeyToken(library(tmp_path, HANGS), "1234"), limit_s=4)
    assert (error.code, error.facts["seconds"]) == ("signing.token_hangs", 4)


def test_a_person_can_stop_it_while_it_hangs(tmp_path: Path) -> None:
    stop = threading.Event()
    key = KeyToken(library(tmp_path, HANGS), "1234")
    asked: list[bool] = []

    def is_cancelled() -> bool:
        asked.append(stop.is_set())
        if len(asked) == 3:
            stop.set()
        return stop.is_set()

    assert refused(key, is_cancelled=is_cancelled).code == "signing.cancelled"


def test_a_library_that_falls_over_takes_nothing_with_it(tmp_path: Path) -> None:
    assert refused(KeyToken(library(tmp_path, FALLS), "1234")).code == "signing.token_crashed"


def test_what_goes_wrong_in_the_child_is_said_as_here(tmp_path: Path) -> None:
    assert refused(KeyToken(tmp_path / "mat.so", "1234")).code == "signing.module_missing"
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        apart(divided, 30, lambda: False)


def divided() -> float:
    return 1 / len(os.environ.get("KHONG_CO", ""))


def test_a_pin_is_no_argument_of_the_process(tmp_path: Path) -> None:
    key, seen = KeyToken(library(tmp_path, HANGS), "BIMAT4711"), []

    def is_cancelled() -> bool:
        child = next(iter(multiprocessing.active_children()), None)
        if child is None or child.pid is None:
            return False
        folder = Path(f"/proc/{child.pid}")
        seen.append((folder / "cmdline").read_bytes() + (folder / "environ").read_bytes())
        return len(seen) > 3

    refused(key, is_cancelled=is_cancelled)
    assert seen
    assert not any(b"BIMAT4711" in each for each in seen)


def test_a_key_file_needs_no_process(tmp_path: Path) -> None:
    key = KeyFile(Authority().person().file(tmp_path), PASSWORD)
    content = pdf()
    signed, certificate = sign_safely(content, key, Wish(), clock=NOW, is_cancelled=lambda: True)
    assert signed.startswith(content)
    assert certificate.subject.startswith("Nguyễn Thị A")
