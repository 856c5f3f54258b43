"""Backup and restore of a server with PostgreSQL's own programs; passwords go through the environment."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.sync.server import logins
from ioc_desktop.sync.server.dsn import connection_words
from ioc_desktop.sync.server.groups import make_groups
from ioc_desktop.sync.server.install import install, installed_version, not_ours

_SCHEMAS = ("ioc", "sync", "audit", "ev")
_FOLDERS = (
    ("/usr/lib/postgresql", "*/bin"),
    ("/usr", "pgsql-*/bin"),
    (os.environ.get("PROGRAMFILES", "/nonexistent"), "PostgreSQL/*/bin"),
)
"""Where Debian, Red Hat and Windows put the programs, one folder a version."""


def back_up(connection: psycopg.Connection, dsn: str, password: str, file: Path) -> int:
    """Dump the database to ``file`` and read its list of contents back; the number of entries.

    A superuser's backup also keeps the logins, in a file beside it.

    Raises:
        ExpectedError: ``server.not_ours``, ``server.program_missing``, ``server.program_old``, ``server.dump_failed``,
            ``file.unwritable``.
    """
    if installed_version(connection) is None:
        raise not_ours()
    connection.rollback()
    major = connection.info.server_version // 10_000
    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        _make_private(unfinished)
        _run("pg_dump", major, ["--format=custom", f"--file={unfinished}"], dsn, password)
        entries = _run("pg_restore", major, ["--list", str(unfinished)])
        _keep_logins(connection, file)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    return sum(bool(line) and not line.startswith(";") for line in entries.splitlines())


def _keep_logins(connection: psycopg.Connection, file: Path) -> None:
    saved = logins.saved_logins(connection)
    connection.rollback()
    if saved:
        beside = logins.file_beside(file)
        unfinished = beside.with_name(f".{beside.name}.unfinished")
        _make_private(unfinished)
        unfinished.write_text(logins.as_text(saved), encoding="utf-8")
        unfinished.replace(beside)


def _make_private(file: Path) -> None:
    """An empty file that only its owner may read: a dump has everything in it."""
    try:
        file.unlink(missing_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise ExpectedError(
            "file.unwritable",
            QT_TRANSLATE_NOOP("errors", "Không ghi được vào {folder}. Chọn thư mục khác hoặc xin quyền ghi."),
            folder=file.parent,
        ) from error


def restore(connection: psycopg.Connection, dsn: str, password: str, file: Path, *, replace: bool = False) -> str:
    """Fill a database from ``file`` in one transaction and declare a new history; its identity.

    Args:
        replace: take the place of what is there; otherwise the database has to be empty.

    Raises:
        ExpectedError: ``server.not_empty``, ``server.not_ours``, ``server.program_missing``, ``server.dump_failed``:
            nothing has changed then.
    """
    _check_target(connection, replace=replace)
    major = connection.info.server_version // 10_000
    make_groups(connection)  # roles are the cluster's and in no dump
    connection.commit()
    with tempfile.TemporaryDirectory(prefix="ioc-restore-") as folder, _closed_to_others(connection):
        script = Path(folder) / "dump.sql"
        _make_private(script)
        _run("pg_restore", major, [f"--file={script}", str(file)])
        first = f"DROP SCHEMA IF EXISTS {', '.join(_SCHEMAS)} CASCADE"
        steps = ["--command", first, "--file", str(script), "--command", "SELECT sync.declare_restore()"]
        _run(
            "psql",
            major,
            ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction", *steps],
            dsn,
            password,
        )
        install(connection)  # rights on the database are in no dump either; and the dump may be an older program's
        connection.commit()
        logins.bring_back(connection, logins.file_beside(file))
    made = connection.execute("SELECT epoch FROM sync.server").fetchone()
    assert made is not None
    return str(made[0])


def _check_target(connection: psycopg.Connection, *, replace: bool) -> None:
    row = connection.execute("SELECT count(*) FROM pg_namespace WHERE nspname = ANY (%s)", (list(_SCHEMAS),)).fetchone()
    if row == (0,):
        return
    if installed_version(connection) is None:
        raise not_ours()
    if not replace:
        raise ExpectedError(
            "server.not_empty",
            QT_TRANSLATE_NOOP(
                "errors",
                "Cơ sở dữ liệu đích không trống. Khôi phục vào một cơ sở dữ liệu mới (createdb), "
                "hoặc thêm --replace để thay hẳn dữ liệu đang có.",
            ),
        )


@contextmanager
def _closed_to_others(connection: psycopg.Connection) -> Iterator[None]:
    """Desktops stay outside until the history is declared new; superusers may come in."""
    name = sql.Identifier(connection.info.dbname)
    limit = connection.execute("SELECT datconnlimit FROM pg_database WHERE datname = current_database()").fetchone()
    assert limit is not None
    connection.execute(sql.SQL("ALTER DATABASE {} CONNECTION LIMIT 0").format(name))
    connection.commit()
    connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    connection.commit()
    try:
        yield
    finally:
        connection.rollback()
        connection.execute(sql.SQL("ALTER DATABASE {} CONNECTION LIMIT {}").format(name, sql.Literal(limit[0])))
        connection.commit()


def _run(program: str, major: int, arguments: Sequence[str], dsn: str = "", password: str = "") -> str:
    command = [str(find_program(program, major)), *arguments]
    environment = dict(os.environ)
    if dsn:
        words = connection_words(dsn, password)
        secret = str(words.pop("password", "") or "")
        environment |= {"PGPASSWORD": secret} if secret else {}
        command.append(f"--dbname={make_conninfo(**words)}")
    done = subprocess.run(  # noqa: S603  (ours)
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    if done.returncode:
        words_of_it = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["?"]
        fault = next((line for line in words_of_it if "ERROR" in line or "error" in line), words_of_it[-1])
        raise ExpectedError(
            "server.dump_failed",
            QT_TRANSLATE_NOOP("errors", "{program} không làm được: {words} Kiểm tra quyền, ổ đĩa và tệp."),
            program=program,
            words=fault,
        )
    return done.stdout.decode("utf-8", "replace")


def find_program(program: str, major: int) -> Path:
    """The program of the server's version or newer: an older one refuses the server.

    Raises:
        ExpectedError: ``server.program_missing``, ``server.program_old``.
    """
    found = [(_version(path), path) for path in _programs(program)]
    if not found:
        raise ExpectedError(
            "server.program_missing",
            QT_TRANSLATE_NOOP(
                "errors", "Máy này chưa có {program} phiên bản {major}. Cài gói postgresql-client-{major} rồi thử lại."
            ),
            program=program,
            major=major,
        )
    fitting = [one for one in found if one[0] >= major]
    if not fitting:
        raise ExpectedError(
            "server.program_old",
            QT_TRANSLATE_NOOP(
                "errors",
                "{program} trên máy này là phiên bản {found}, cũ hơn máy chủ ({major}). "
                "Cài gói postgresql-client-{major} rồi thử lại.",
            ),
            program=program,
            found=max(found)[0],
            major=major,
        )
    return min(fitting)[1]


def _programs(program: str) -> Iterator[Path]:
    for folder, pattern in _FOLDERS:
        for bin_folder in Path(folder).glob(pattern):
            yield from (path for path in (bin_folder / program, bin_folder / f"{program}.exe") if path.is_file())
    on_path = shutil.which(program)
    if on_path:
        yield Path(on_path)


def _version(program: Path) -> int:
    """Its major version; 0 when it does not start."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)  # noqa: S603  (ours)
    except OSError:
        return 0
    found = re.search(r"\d+", said.stdout)
    return int(found[0]) if found else 0
