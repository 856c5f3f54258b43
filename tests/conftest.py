"""What holds for every test: a virtual display of our own, no state outside the test's folder, nothing left behind."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ioc_desktop.store.database import Database
    from ioc_desktop.ui.garbage import Sweeper

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
_migrating: list[Callable[[Database], Database]] = []
"""How a database opens, before ``_ready_made`` changes it."""
_display: subprocess.Popen[bytes] | None = None


def pytest_configure(config: pytest.Config) -> None:
    """Start one X server for the whole session, before any test module can import Qt."""
    del config
    if "IOC_SYNC_MUTATION" in os.environ:  # one rule is broken on purpose: see tests/sync/mutations.py
        from tests.sync.mutations import break_rule

        break_rule(os.environ["IOC_SYNC_MUTATION"])
    global _display  # noqa: PLW0603  (one display per test process)
    if os.name == "nt" or shutil.which("Xvfb") is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        return
    read_end, write_end = os.pipe()
    _display = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"],
        pass_fds=[write_end],
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    with os.fdopen(read_end) as numbers:
        os.environ["DISPLAY"] = f":{numbers.readline().strip()}"
    os.environ["QT_QPA_PLATFORM"] = "xcb"
    os.environ.pop("WAYLAND_DISPLAY", None)


def pytest_unconfigure(config: pytest.Config) -> None:
    del config
    if _display is not None:
        _display.terminate()
        _display.wait(timeout=10)


@pytest.fixture(scope="session")
def qapp() -> Iterator[QApplication]:
    """The one QApplication of the session."""
    from PySide6.QtWidgets import QApplication

    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([])
    app.setQuitOnLastWindowClosed(False)
    gc.disable()  # as in the application: a widget that a worker thread collects ends the process (ui/garbage.py)
    yield app
    gc.enable()
    for widget in app.topLevelWidgets():
        widget.close()
    app.processEvents()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of third-party test material; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("third-party test material (../shared) is not here")
    return SHARED


@pytest.fixture(scope="session", autouse=True)
def _ready_made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A new database file is a copy of one that was migrated once: migrating takes longer than most tests.

    ``first_start`` has the real thing.
    """
    from ioc_desktop.store.database import Database

    ready, open_file = tmp_path_factory.mktemp("ready") / "ioc.db", Database.open
    _migrating.append(open_file)

    def open_copy(database: Database) -> Database:
        if database.key is None and database.path.parent.is_dir() and not database.path.exists():
            if not ready.exists():
                open_file(Database(ready)).close()
            copy = database.path.parent / f".{uuid4().hex}"
            with suppress(OSError):  # a folder that takes no file: the database itself is to say so
                shutil.copyfile(ready, copy)
                os.link(copy, database.path)  # whole or not at all: others may open the same new file now
            copy.unlink(missing_ok=True)
        return open_file(database)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Database, "open", open_copy)
        yield


@pytest.fixture
def first_start(monkeypatch: pytest.MonkeyPatch, _ready_made: None) -> None:
    """New database files are made by the migrations, one by one."""
    from ioc_desktop.store.database import Database

    monkeypatch.setattr(Database, "open", _migrating[0])


def _orphaned_shared_memory() -> set[str]:
    """Our blocks whose owner is this process or gone; another program running beside the tests keeps its own."""
    folder = Path("/dev/shm")
    blocks = [entry.name for entry in folder.glob("ioc-desktop-*")] if folder.is_dir() else []
    owners = {name: name.split("-")[2] for name in blocks}
    return {name for name, pid in owners.items() if pid == str(os.getpid()) or not Path("/proc", pid).exists()}


@cache
def _sweeper() -> Sweeper:
    from ioc_desktop.ui.garbage import Sweeper

    return Sweeper()


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    """A test that leaves a thread or a shared memory block behind fails."""
    threads = set(threading.enumerate())
    blocks = _orphaned_shared_memory()
    yield
    if not gc.isenabled():
        _sweeper().collect_due()
    left = [t for t in threading.enumerate() if t not in threads and t.is_alive() and not t.daemon]
    for thread in left:
        thread.join(timeout=5)
    left = [t.name for t in left if t.is_alive()]
    assert not left, f"threads left behind: {left}"
    kept = _orphaned_shared_memory() - blocks
    assert not kept, f"shared memory left behind: {sorted(kept)}"
