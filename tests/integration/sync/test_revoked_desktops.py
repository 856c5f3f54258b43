"""Fault 30: what becomes of a desktop whose login is over, with and without the order to destroy its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from ioc_desktop.config.paths import AppPaths
from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.cameras.model import CameraDraft
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.store import conversion
from ioc_desktop.store.encryption import KeyFile, find_key, profile_database
from ioc_desktop.store.sync_rules import Group
from ioc_desktop.sync.desk import SyncDesk
from ioc_desktop.sync.engine import Machine
from ioc_desktop.sync.server import administration
from ioc_desktop.sync.state import Link, ServerAddress
from tests.support.rooms import until

if TYPE_CHECKING:
    from tests.support.postgres import PostgresServer

pytestmark = pytest.mark.postgres
Connect = Callable[[], psycopg.Connection]
PASSWORD = "mật khẩu của máy"


class Lost:
    """A desktop whose profile may be encrypted, with its running synchronisation."""

    def __init__(self, folder: Path, *, is_encrypted: bool) -> None:
        self.paths = AppPaths(folder).create()
        if is_encrypted:
            profile_database(self.paths).open().close()
            conversion.encrypt(self.paths, PASSWORD)
        self.db = profile_database(self.paths, PASSWORD if is_encrypted else None).open()
        self.secrets = SecretStore(self.paths.secrets, use_keyring=False)
        self.cameras = CameraService(self.db, self.secrets)
        self.desk = SyncDesk(self.db, self.secrets, Machine("lost", "lost", "test"), folder)

    def add(self, name: str) -> None:
        url = "rtsp://xem:mat-khau-camera@10.0.0.1/1"
        self.cameras.add(CameraDraft(name=name, number=None, place="", main_url=url))

    def close(self) -> None:
        self.desk.close()
        self.db.close()


@pytest.fixture
def operator(
    postgres_server: PostgresServer, centre: str, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[ServerAddress, str]]:
    from keyring.backends.fail import Keyring

    monkeypatch.setattr("keyring.get_keyring", Keyring)
    monkeypatch.delenv("IOC_DATABASE_PASSWORD", raising=False)
    role = centre.removeprefix("ioc_") + "_lost"
    with connect() as boss:
        password = administration.add_role(boss, role, group=Group.OPERATOR)
    where = ServerAddress(
        host="127.0.0.1", port=postgres_server.port, database=centre, user=role, ca_file=str(postgres_server.ca_file)
    )
    yield where, password
    with connect() as boss:
        boss.execute(f"DROP OWNED BY {role}")
        boss.execute(f"DROP ROLE {role}")


def state(connect: Connect) -> tuple[list[object], list[object]]:
    """What the server knows of its desktops, and what its journal says."""
    with connect() as boss:
        devices = boss.execute("SELECT revoked, wipe FROM sync.device").fetchall()
        told = boss.execute("SELECT detail ->> 'had_key' FROM audit.entry WHERE action = 'device.wiped'").fetchall()
    return list(devices), [word for (word,) in told]


def code(lost: Lost) -> str:
    problem = lost.desk.status.problem
    return problem.code if problem else ""


def test_30_an_ordered_desktop_destroys_its_keys(
    tmp_path: Path, operator: tuple[ServerAddress, str], connect: Connect
) -> None:
    """Nothing on the disk can be read any more, by whatever password; the server sees nothing new and knows that."""
    lost = Lost(tmp_path, is_encrypted=True)
    try:
        lost.desk.join(*operator)
        lost.add("Cổng chợ")
        until(lambda: lost.desk.status.link is Link.ONLINE and lost.desk.status.to_send == 0)
        lost.desk.contents.put_bytes(b"anh chup")
        with connect() as boss:
            administration.revoke_role(boss, operator[0].user, wipe=True)
        until(lambda: code(lost) == "sync.wiped", lambda: lost.desk.status)
        assert lost.desk.status.link is Link.REFUSED
        until(lambda: state(connect) == ([(True, "done")], ["true"]), lambda: state(connect))
        assert lost.secrets.get("sync/password") is None
    finally:
        lost.close()
    with pytest.raises(ExpectedError) as caught:
        find_key(lost.paths, PASSWORD, use_keyring=False)
    assert caught.value.code == "database.key_missing"
    assert [file.read_bytes() for file in lost.paths.secrets.iterdir()] == [b""]  # the lock
    assert not (tmp_path / "attachments").exists()
    assert lost.paths.database.exists()
    with connect() as boss:
        assert boss.execute(
            "SELECT count(*) FROM sync.scope_grant WHERE role_name = %s", (operator[0].user,)
        ).fetchone() == (0,)


def test_30_a_plain_profile_says_that_it_has_no_key_to_destroy(
    tmp_path: Path, operator: tuple[ServerAddress, str], connect: Connect
) -> None:
    lost = Lost(tmp_path, is_encrypted=False)
    try:
        lost.desk.join(*operator)
        until(lambda: lost.desk.status.link is Link.ONLINE)
        with connect() as boss:
            administration.revoke_role(boss, operator[0].user, wipe=True)
        until(lambda: code(lost) == "sync.revoked", lambda: lost.desk.status)
        until(lambda: state(connect) == ([(True, "plain")], ["false"]), lambda: state(connect))
    finally:
        lost.close()


def test_30_without_the_order_nothing_is_destroyed(
    tmp_path: Path, operator: tuple[ServerAddress, str], connect: Connect
) -> None:
    lost = Lost(tmp_path, is_encrypted=True)
    try:
        lost.desk.join(*operator)
        until(lambda: lost.desk.status.link is Link.ONLINE)
        with connect() as boss:
            administration.revoke_role(boss, operator[0].user)
        until(lambda: lost.desk.status.link is Link.REFUSED, lambda: lost.desk.status)
        lost.add("Chưa gửi")
    finally:
        lost.close()
    assert state(connect) == ([(True, "no")], [])
    assert KeyFile(lost.paths).exists
    assert find_key(lost.paths, PASSWORD, use_keyring=False) is not None


def test_30_nobody_but_an_administrator_orders_and_nobody_answers_for_another(
    operator: tuple[ServerAddress, str], connect: Connect, centre: str, postgres_server: PostgresServer
) -> None:
    address, password = operator
    with psycopg.connect(postgres_server.dsn(centre, address.user, password), autocommit=True) as enemy:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            enemy.execute("SELECT sync.order_wipe('postgres')")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            enemy.execute("SELECT sync.watch('0 s')")
        with connect() as boss:
            boss.execute("SELECT sync.hello(gen_random_uuid(), gen_random_uuid(), 'm', 'n', '1', 2)")
            boss.execute("SELECT sync.order_wipe('postgres')")
            (device,) = boss.execute("SELECT device_id FROM sync.device").fetchone()  # type: ignore[misc]
        enemy.execute("SELECT sync.wiped(%s, true)", (device,))
    assert state(connect) == ([(True, "ordered")], [])
