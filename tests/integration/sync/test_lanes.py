"""Attachments, through a real server."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import psycopg
import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.attachments.files import CHUNK, ContentFolder
from ioc_desktop.kernel.attachments.service import AttachmentService
from ioc_desktop.store.sync_rules import Group
from ioc_desktop.sync.attachments import AttachmentLane
from ioc_desktop.sync.server import administration
from tests.support.desks import Desk, check_equal, level

if TYPE_CHECKING:
    from tests.support.postgres import PostgresServer

pytestmark = pytest.mark.postgres
Connect = Callable[[], psycopg.Connection]
CAMERA = UUID(int=7)


def ask(connect: Connect, statement: str, *parameters: object) -> list[Any]:
    with connect() as connection:
        return connection.execute(statement.encode(), parameters).fetchall()


def files_of(desk: Desk, thumbnail: bytes | None = None) -> AttachmentService:
    return AttachmentService(desk.db, ContentFolder(desk.folder / "attachments"), lambda _path: thumbnail)


def files_lane(desk: Desk) -> AttachmentLane:
    return AttachmentLane(desk.db, ContentFolder(desk.folder / "attachments"))


def a_file(folder: Path, size: int, name: str = "phim.dav") -> Path:
    path = folder / name
    path.write_bytes(os.urandom(size))
    return path


def test_a_file_is_there_elsewhere_its_picture_first(pair: list[Desk], connect: Connect, tmp_path: Path) -> None:
    a, b = pair
    file = a_file(tmp_path, 3 * CHUNK + 17)
    attached = files_of(a, b"nho").add("camera", CAMERA, file)
    level(pair)
    with connect() as connection:
        lane = files_lane(a)
        while lane.upload_step(connection):
            pass
        down = files_lane(b)
        assert down.download_step(connection) == 3
        assert down.download_step(connection) == 0
        contents = files_of(b).contents
        assert contents.read(attached.thumb_sha256 or "") == b"nho"
        assert not contents.has(attached.sha256)
        told: list[float] = []
        assert down.fetch(connection, attached.sha256, attached.size, told.append)
        assert contents.read(attached.sha256) == file.read_bytes()
        assert told[-1] == 1.0
    assert files_of(b).of("camera", CAMERA) == [attached]
    check_equal(pair)


@pytest.mark.parametrize("cut", range(4))
def test_an_upload_that_is_cut_goes_on(pair: list[Desk], connect: Connect, tmp_path: Path, cut: int) -> None:
    a, _ = pair
    attached = files_of(a).add("camera", CAMERA, a_file(tmp_path, 3 * CHUNK + 1))
    a.sync()

    class Cut:
        def __init__(self, inner: psycopg.Connection) -> None:
            self.inner, self.puts = inner, 0

        def pipeline(self) -> Any:
            return nullcontext()

        def execute(self, statement: str, parameters: Any, **words: Any) -> Any:
            if "blob_put" in statement:
                self.puts += 1
                if self.puts > cut:
                    raise psycopg.OperationalError("cut")
            return self.inner.execute(statement.encode(), parameters, **words)

    with connect() as connection:
        with pytest.raises(psycopg.OperationalError):
            files_lane(a).upload_step(Cut(connection))  # type: ignore[arg-type]
        assert files_lane(a).upload_step(connection) == (3 - cut) * CHUNK + 1
        assert ask(connect, "SELECT is_whole, size FROM sync.blob") == [(True, attached.size)]


def test_wrong_bytes_are_refused_and_the_same_file_is_stored_once(
    pair: list[Desk], connect: Connect, tmp_path: Path
) -> None:
    a, b = pair
    file = a_file(tmp_path, 1000)
    one = files_of(a).add("camera", CAMERA, file)
    two = files_of(b).add("camera", CAMERA, file, name="bản khác")
    assert one.sha256 == two.sha256
    level(pair)
    digest = bytes.fromhex(one.sha256)
    with connect() as connection:
        connection.execute("SELECT sync.blob_need(%s, 1000, 'x')", (digest,))
        wrong = os.urandom(1000)
        import hashlib

        put = "SELECT sync.blob_put(%s, 0, %s, %s)"
        assert connection.execute(put, (digest, digest, wrong)).fetchone() == (False,)
        assert connection.execute(put, (digest, hashlib.sha256(wrong).digest(), wrong)).fetchone() == (True,)
        assert connection.execute("SELECT sync.blob_commit(%s)", (digest,)).fetchone() == (False,)
        assert connection.execute("SELECT count(*) FROM sync.blob").fetchone() == (0,)
        assert files_lane(a).upload_step(connection) == 1000
        assert files_lane(b).upload_step(connection) == 0
        connection.execute("UPDATE sync.blob_chunk SET bytes = %s", (wrong,))
        lost = files_of(b).contents
        lost.path(one.sha256).unlink()
        assert not files_lane(b).fetch(connection, one.sha256, 1000)  # what came is not what its hash says
        assert not lost.has(one.sha256)


def test_a_quota_and_a_foreign_scope_bound_a_login(
    pair: list[Desk], connect: Connect, tmp_path: Path, postgres_server: PostgresServer, centre: str
) -> None:
    a, _ = pair
    role = centre.removeprefix("ioc_") + "_files"
    with connect() as boss:
        boss.execute("SELECT sync.add_scope('Kín')")
        password = administration.add_role(boss, role, group=Group.OPERATOR)
        boss.execute("INSERT INTO sync.blob_quota VALUES (%s, 1500)", (role,))
    attached = files_of(a).add("camera", CAMERA, a_file(tmp_path, 900))
    a.write("UPDATE attachment SET scope_id = 2")
    a.sync()
    with connect() as boss:
        files_lane(a).upload_step(boss)
    try:
        with psycopg.connect(postgres_server.dsn(centre, role, password), autocommit=True) as other:
            read = "SELECT sync.blob_read(%s, 0, 8)"
            assert other.execute(read, (bytes.fromhex(attached.sha256),)).fetchall() == []
            with connect() as boss:
                assert len(boss.execute(read, (bytes.fromhex(attached.sha256),)).fetchall()) == 1
            need = "SELECT sync.blob_need(%s, %s, 'x')"
            assert other.execute(need, (os.urandom(32), 1000)).fetchone() == ([0],)
            assert other.execute(need, (os.urandom(32), 1000)).fetchone() == (None,)
    finally:
        with connect() as boss:
            boss.execute(f"DROP OWNED BY {role}")
            boss.execute(f"DROP ROLE {role}")


def test_files_that_cannot_be_attached_are_told(pair: list[Desk], tmp_path: Path) -> None:
    files = files_of(pair[0])
    (tmp_path / "trống").touch()
    for file, code in ((tmp_path / "trống", "attachment.empty"), (tmp_path / "không có", "attachment.unreadable")):
        with pytest.raises(ExpectedError) as caught:
            files.add("camera", CAMERA, file)
        assert caught.value.code == code
    kept = files.add("camera", CAMERA, a_file(tmp_path, 10))
    files.contents.path(kept.sha256).write_bytes(b"khac")
    with pytest.raises(ExpectedError, match=r"attachment\.missing"):
        files.contents.read(kept.sha256)


def test_what_nothing_refers_to_goes(pair: list[Desk], tmp_path: Path, connect: Connect) -> None:
    a, _ = pair
    files = files_of(a)
    attached = files.add("camera", CAMERA, a_file(tmp_path, 10))
    a.sync()
    with connect() as connection:
        files_lane(a).upload_step(connection)
    files.remove(attached.id)
    assert files.sweep() == 1
    assert not files.contents.has(attached.sha256)
    a.sync()
    ask(connect, "UPDATE sync.blob SET at = now() - interval '40 days' RETURNING 1")
    assert ask(connect, "SELECT sync.blob_gc(30)") == [(1,)]
