"""What is open before the first pictures, and what only follows."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ioc_desktop.config.paths import AppPaths
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.first_services import FirstServices, open_first
from ioc_desktop.kernel.accounts.model import Role
from ioc_desktop.services import open_rest
from ioc_desktop.sync.membership import has_joined
from ioc_desktop.sync.replica import Replica

PASSWORD = "Mot-mat-khau-2026"


@pytest.fixture
def first(tmp_path: Path) -> Iterator[FirstServices]:
    opened = open_first(AppPaths(tmp_path / "profile"))
    yield opened
    opened.close()


def test_the_first_pictures_do_not_wait_for_the_tables_of_everything_else(first: FirstServices) -> None:
    code = (
        "import sys; from pathlib import Path; from ioc_desktop.config.paths import AppPaths\n"
        "from ioc_desktop.first_services import open_first\n"
        f"first = open_first(AppPaths(Path({str(first.paths.root)!r})))\n"
        "first.accounts.list(); first.cameras.list(); first.close()\n"
        "print(*(name for name in sys.modules if name.startswith(('ioc_desktop.kernel.', 'ioc_desktop.sync.'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "ioc_desktop.kernel.cameras.tables" in loaded
    late = ("budget", "papers", "incidents", "duty.tables", "events", "plates", "alerts")
    assert [name for name in loaded if name.startswith(tuple(f"ioc_desktop.kernel.{each}" for each in late))] == []
    assert "ioc_desktop.sync.desk" not in loaded


def test_all_services_go_on_with_the_first_ones(first: FirstServices) -> None:
    heard: list[None] = []
    first.cameras.changed.connect(heard.append)
    services = open_rest(first)
    assert services.cameras is first.cameras
    assert services.accounts is first.accounts
    assert services.sync is first.sync
    services.sync.applied.emit(frozenset({"camera"}))
    assert heard == [None]


def test_whoever_belongs_to_no_server_signs_in_without_synchronisation(first: FirstServices) -> None:
    first.accounts.create(user_name="lan", display_name="Lan", role=Role.OPERATOR, password=PASSWORD)
    assert first.accounts.authenticate("lan", PASSWORD).user_name == "lan"
    assert "sync" not in vars(first)


def test_the_server_of_a_profile_is_asked_about_passwords_before_all_services_are_open(first: FirstServices) -> None:
    first.accounts.create(user_name="lan", display_name="Lan", role=Role.OPERATOR, password=PASSWORD)
    assert not has_joined(first.database)
    address = {"host": "127.0.0.1", "port": 9, "database": "ioc", "user": "may1"}
    Replica(first.database).remember(server=address)
    assert has_joined(first.database)
    with pytest.raises(ExpectedError):
        first.accounts.authenticate("lan", "khong-dung-1")
    assert "sync" in vars(first)  # it could not be reached, so this desktop's own word counts
    assert first.accounts.authenticate("lan", PASSWORD).user_name == "lan"
