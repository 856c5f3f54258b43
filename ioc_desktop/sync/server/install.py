"""Puts our schema into a PostgreSQL database, or brings the one there up to date: all or nothing."""

from __future__ import annotations

import psycopg
from psycopg import sql

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.store.migrate import HEAD
from ioc_desktop.store.models import load_models
from ioc_desktop.store.rows import CENTRE_SCOPE, Models, synced_tables
from ioc_desktop.sync.server.fixed import apply_files, reclaim
from ioc_desktop.sync.server.groups import make_groups
from ioc_desktop.sync.server.tables import SCHEMA, ServerTable, in_use

SCHEMA_VERSION = int(HEAD)
"""One number for both sides: a desktop and a server of the same version have the same tables."""

OLDEST_CLIENT = 2
"""Desktops below this version may read and not write."""

OLDEST_SERVER, NEWEST_SERVER = 14, 18
_LOCK = 7_235_011


def install(connection: psycopg.Connection, *, centre: str = "IOC", models: Models | None = None) -> bool:
    """Make or upgrade the schema; True when it was made now.

    Args:
        connection: as a superuser, or as a role that may create roles and owns the database.
        models: what is synchronised; every model of the program by default.

    Raises:
        ExpectedError: ``server.too_old``, ``server.not_ours``, ``server.newer``, ``server.rights``.
    """
    load_models()
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])  # two administrators at once
        check_version(connection)
        found = installed_version(connection)
        try:
            make_groups(connection)
            _make_schemas(connection)
            reclaim(connection)
            _make_fixed(connection, centre, is_new=found is None)
            _make_tables(connection, server_tables(models or synced_tables()), found)
        except psycopg.errors.InsufficientPrivilege as error:
            raise _no_rights() from error
    return found is None


def check_version(connection: psycopg.Connection) -> None:
    version = connection.info.server_version // 10_000
    if not OLDEST_SERVER <= version <= NEWEST_SERVER:
        raise ExpectedError(
            "server.too_old",
            QT_TRANSLATE_NOOP(
                "errors", "Máy chủ là PostgreSQL {found}; cần từ {oldest} đến {newest}. Cài phiên bản phù hợp."
            ),
            found=version,
            oldest=OLDEST_SERVER,
            newest=NEWEST_SERVER,
        )


def installed_version(connection: psycopg.Connection) -> int | None:
    """Version of the schema in this database; None when it is empty.

    Raises:
        ExpectedError: ``server.not_ours`` for a database of something else, ``server.newer``.
    """
    question = "SELECT to_regclass('sync.server') IS NOT NULL, to_regnamespace('ioc') IS NOT NULL"
    row = connection.execute(question).fetchone()
    assert row is not None
    if not row[0]:
        if row[1]:
            raise not_ours()
        return None
    found = connection.execute("SELECT schema_ver FROM sync.server").fetchone()
    if found is None:
        raise not_ours()
    if found[0] > SCHEMA_VERSION:
        raise ExpectedError(
            "server.newer",
            QT_TRANSLATE_NOOP(
                "errors",
                "Lược đồ trên máy chủ ({found}) mới hơn chương trình này ({known}). Cập nhật IOC Desktop rồi thử lại.",
            ),
            found=found[0],
            known=SCHEMA_VERSION,
        )
    return int(found[0])


def not_ours() -> ExpectedError:
    return ExpectedError(
        "server.not_ours",
        QT_TRANSLATE_NOOP(
            "errors",
            "Cơ sở dữ liệu này không phải của IOC Desktop. Kiểm tra tên, hoặc cài bằng main.py server init.",
        ),
    )


def server_tables(models: Models) -> list[ServerTable]:
    """The models as the server holds them, parents before children."""
    known = frozenset(models)
    return [ServerTable(table, rule, known) for table, rule in models.values()]


def _make_schemas(connection: psycopg.Connection) -> None:
    database = sql.Identifier(connection.info.dbname)
    for statement in (
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "REVOKE ALL ON DATABASE {db} FROM PUBLIC",
        "GRANT CONNECT ON DATABASE {db} TO ioc_viewer",
        "CREATE SCHEMA IF NOT EXISTS sync AUTHORIZATION ioc_owner",
        "CREATE SCHEMA IF NOT EXISTS audit AUTHORIZATION ioc_owner",
        "CREATE SCHEMA IF NOT EXISTS ioc AUTHORIZATION ioc_owner",
        "CREATE SCHEMA IF NOT EXISTS ev AUTHORIZATION ioc_owner",
        "GRANT USAGE ON SCHEMA sync, audit, ioc, ev TO ioc_viewer",
    ):
        connection.execute(sql.SQL(statement).format(db=database))


def _make_fixed(connection: psycopg.Connection, centre: str, *, is_new: bool) -> None:
    connection.execute("SET LOCAL ROLE ioc_owner")
    apply_files(connection, is_new=is_new)
    if is_new:
        connection.execute(
            "INSERT INTO sync.server (centre, schema_ver, min_client) VALUES (%s, %s, %s)",
            [centre, SCHEMA_VERSION, OLDEST_CLIENT],
        )
        connection.execute("INSERT INTO sync.scope (scope_id, name) VALUES (%s, %s)", [CENTRE_SCOPE, centre])
        connection.execute("INSERT INTO audit.chain (chain) VALUES (%s)", [CENTRE_SCOPE])
    connection.execute("RESET ROLE")


def _make_tables(connection: psycopg.Connection, tables: list[ServerTable], found: int | None) -> None:
    connection.execute("SET LOCAL ROLE ioc_owner")
    connection.execute(in_use(tables).encode())
    for order, table in enumerate(tables):
        if connection.execute("SELECT to_regclass(%s)", [f"{SCHEMA}.{table.name}"]).fetchone() == (None,):
            connection.execute(table.create().encode())
        else:
            _widen(connection, table)
        outdated = f"DROP FUNCTION IF EXISTS sync.write_{table.name}(sync.verdict[])"  # as older programs made it
        for statement in (*table.protect(), table.register(order), table.decide(), outdated, table.write()):
            connection.execute(statement.encode())
    if found is not None and found < SCHEMA_VERSION:
        connection.execute("UPDATE sync.server SET schema_ver = %s", [SCHEMA_VERSION])
    _set_rights(connection)
    connection.execute("RESET ROLE")


def _widen(connection: psycopg.Connection, table: ServerTable) -> None:
    """Columns that came with a newer program; those that it no longer knows may stay empty."""
    rows = connection.execute(
        "SELECT attname, attnotnull FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attnum > 0 "
        "AND NOT attisdropped",
        [f"{SCHEMA}.{table.name}"],
    ).fetchall()
    there: dict[str, bool] = dict(rows)
    for statement in table.widen(frozenset(there)):
        connection.execute(statement.encode())
    for name in there.keys() - {column.name for column in table.server_table.columns}:
        if there[name]:
            column = sql.Identifier(name)
            where = sql.Identifier(SCHEMA, table.name)
            connection.execute(sql.SQL("ALTER TABLE {} ALTER COLUMN {} DROP NOT NULL").format(where, column))


CALLABLE = (
    "sync.hello",
    "sync.principal_kind",
    "sync.report",
    "sync.push",
    "sync.changes",
    "sync.fetch_rows",
    "sync.digest",
    "sync.devices",
    "sync.revoke_device",
    "sync.add_scope",
    "sync.set_principal",
    "sync.grant_scope",
    "sync.revoke_scope",
    "sync.shut_out",
    "sync.order_wipe",
    "sync.wiped",
    "sync.declare_restore",
    "sync.maintain",
    "sync.rank",
    "sync.my_scopes",
    "audit.read",
    "audit.heads",
    "audit.verify",
    "audit.hash_at",
    "ev.put",
    "ev.heads",
    "ev.since",
    "ev.minutes",
    "ev.retain",
    "sync.blob_need",
    "sync.blob_put",
    "sync.blob_commit",
    "sync.blob_read",
    "sync.blob_gc",
    "sync.take_number",
)
"""What a desktop may call; every one checks who asks. Nothing else may be called from outside."""


def _set_rights(connection: psycopg.Connection) -> None:
    connection.execute("REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA sync, audit, ev FROM PUBLIC, ioc_viewer")
    connection.execute("ALTER DEFAULT PRIVILEGES FOR ROLE ioc_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC")
    rows = connection.execute(
        "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
        "WHERE n.nspname || '.' || p.proname = ANY (%s)",
        [list(CALLABLE)],
    ).fetchall()
    connection.execute("GRANT SELECT ON sync.server TO ioc_viewer")
    connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA sync, audit TO ioc_admin")
    for (signature,) in rows:
        connection.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO ioc_viewer".encode())


def _no_rights() -> ExpectedError:
    return ExpectedError(
        "server.rights",
        QT_TRANSLATE_NOOP(
            "errors",
            "Tài khoản này không đủ quyền cài đặt máy chủ. Dùng tài khoản quản trị của PostgreSQL, như postgres.",
        ),
    )
