"""Backup and restore of a server with PostgreSQL's own programs; passwords go through the environment."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP


def back_up(connection: psycopg.Connection, dsn: str, password: str, file: Path) -> int:
    """Dump the database to ``file`` and read its list of contents back; the number of entries.

    Raises:
        ExpectedError: ``server.program_missing``, ``server.dump_failed``, ``file.unwritable``.
    """
    unfinished = file.with_name(f".{file.name}.unfinished")
    major = connection.info.server_version // 10_000
    try:
        _run("pg_dump", major, ["--format=custom", f"--file={unfinished}"], dsn, password)
        entries = _run("pg_restore", major, ["--list", str(unfinished)], None, "")
        unfinished.replace(file)
        file.chmod(0o600)
    finally:
        unfinished.unlink(missing_ok=True)
    return sum(bool(line) and not line.startswith(";") for line in entries.splitlines())


def restore(connection: psycopg.Connection, dsn: str, password: str, file: Path) -> str:
    """Fill an empty database from ``file`` and declare a new history; its identity.

    Raises:
        ExpectedError: ``server.not_empty``, ``server.program_missing``, ``server.dump_failed``.
    """
    row = connection.execute("SELECT count(*) FROM pg_namespace WHERE nspname IN ('ioc', 'sync', 'audit')").fetchone()
    if row is None or row[0]:
        raise ExpectedError(
            "server.not_empty",
            QT_TRANSLATE_NOOP(
                "errors", "Cơ sở dữ liệu đích không trống. Tạo một cơ sở dữ liệu mới (createdb) rồi khôi phục vào đó."
            ),
        )
    connection.rollback()
    _run("pg_restore", connection.info.server_version // 10_000, ["--exit-on-error", str(file)], dsn, password)
    made = connection.execute("SELECT sync.declare_restore()").fetchone()
    connection.commit()
    assert made is not None
    return str(made[0])


def _run(program: str, major: int, arguments: list[str], dsn: str | None, password: str) -> str:
    command = [str(find_program(program, major)), *arguments]
    environment = dict(os.environ)
    if dsn is not None:
        words = conninfo_to_dict(dsn)
        secret = password or str(words.pop("password", "") or "")
        words.pop("password", None)
        environment |= {"PGPASSWORD": secret} if secret else {}
        command.append(f"--dbname={make_conninfo(**words)}")  # type: ignore[arg-type]  # what libpq itself took apart
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  (ours)
    if done.returncode:
        raise ExpectedError(
            "server.dump_failed",
            QT_TRANSLATE_NOOP("errors", "{program} không làm được: {words} Kiểm tra quyền, ổ đĩa và phiên bản."),
            program=program,
            words=(done.stderr.strip().splitlines() or ["?"])[-1],
        )
    return done.stdout


def find_program(program: str, major: int) -> Path:
    """The program of the server's version or newer.

    Raises:
        ExpectedError: ``server.program_missing``.
    """
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parts[-2])):
        if int(folder.parts[-2]) >= major and (folder / program).exists():
            return folder / program
    found = shutil.which(program)
    if found is None:
        raise ExpectedError(
            "server.program_missing",
            QT_TRANSLATE_NOOP(
                "errors", "Máy này chưa có {program} phiên bản {major}. Cài gói postgresql-client-{major} rồi thử lại."
            ),
            program=program,
            major=major,
        )
    return Path(found)
