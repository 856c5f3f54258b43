"""Whether tables, functions and rights on a server are what ``install`` makes; nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import psycopg

from ioc_desktop.store.rows import synced_tables
from ioc_desktop.sync.server.fixed import fixed_functions, functions_in
from ioc_desktop.sync.server.groups import OWNER
from ioc_desktop.sync.server.install import CALLABLE, server_tables
from ioc_desktop.sync.server.tables import SCHEMA, ServerTable, in_use

_MEND = "; chạy main.py server init"


@dataclass(frozen=True)
class Finding:
    """One thing looked at.

    Attributes:
        state: ``ok``, ``warn`` for what should be looked at, ``bad`` for what must be mended.
        detail: what was found and, unless all is well, the way to mend it.
    """

    title: str
    state: str
    detail: str


def drifts(connection: psycopg.Connection) -> Iterator[Finding]:
    """Tables, functions and rights against what this program would install."""
    tables = server_tables(synced_tables())
    faults = [fault for table in tables for fault in _table_faults(connection, table)]
    yield _finding("Bảng đồng bộ", faults, f"{len(tables)} bảng, đủ cột và bảo vệ theo dòng")
    expected = fixed_functions() | functions_in("\n".join(_made_functions(tables)))
    faults = list(_function_faults(connection, expected))
    yield _finding("Hàm trên máy chủ", faults, f"{len(expected)} hàm, đúng từng chữ")
    yield _finding("Hàm mở cho máy trạm", list(_callable_faults(connection)), f"{len(CALLABLE)} hàm")
    yield _public_rights(connection)
    yield _table_rights(connection)
    yield _powers(connection)


def _finding(title: str, faults: Sequence[str], well: str) -> Finding:
    if not faults:
        return Finding(title, "ok", well)
    rest = f" và {len(faults) - 5} lỗi nữa" if len(faults) > 5 else ""
    return Finding(title, "bad", "; ".join(faults[:5]) + rest + _MEND)


_TABLE = """SELECT c.relrowsecurity, c.relowner::regrole::text,
    array(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
    array(SELECT p.polname || ' ' || p.polcmd::text || p.polpermissive::text FROM pg_policy p WHERE p.polrelid = c.oid),
    bool_and(pg_get_expr(p.polqual, p.polrelid) LIKE '%%sync.my_scopes()%%'),
    EXISTS (SELECT 1 FROM sync.synced s WHERE s.tbl = c.relname)
FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid WHERE c.oid = to_regclass(%s) GROUP BY c.oid"""


def _table_faults(connection: psycopg.Connection, table: ServerTable) -> Iterator[str]:
    row = connection.execute(_TABLE, (f"{SCHEMA}.{table.name}",)).fetchone()
    if row is None:
        yield f"thiếu bảng {table.name}"
        return
    is_protected, owner, columns, policies, is_ours, is_registered = row
    missing = {column.name for column in table.server_table.columns} - set(columns)
    if missing:
        yield f"{table.name} thiếu cột {', '.join(sorted(missing))}"
    if not is_protected:
        yield f"{table.name} chưa bật bảo vệ theo dòng"
    if policies != ["visible rtrue"] or not is_ours:
        yield f"{table.name} có quy tắc dòng khác"
    if owner != OWNER:
        yield f"{table.name} thuộc {owner}"
    if not is_registered:
        yield f"{table.name} chưa đăng ký"


def _made_functions(tables: Sequence[ServerTable]) -> Iterator[str]:
    yield in_use(list(tables))
    for table in tables:
        yield table.decide()
        yield table.write()


_FUNCTIONS = """SELECT n.nspname || '.' || p.proname, p.prosrc, p.prosecdef,
    coalesce(array_to_string(p.proconfig, ',') LIKE '%search_path=%', false), p.proowner::regrole::text
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname IN ('sync', 'audit', 'ev')"""


def _function_faults(connection: psycopg.Connection, expected: dict[str, tuple[str, str]]) -> Iterator[str]:
    there = connection.execute(_FUNCTIONS).fetchall()
    names = [row[0] for row in there]
    for name, body, is_definer, has_path, owner in there:
        if name not in expected:
            continue  # an older program's, callable by nobody
        head, wanted = expected[name]
        kept = (body, is_definer, has_path, owner)
        if kept != (wanted, "SECURITY DEFINER" in head, "SET search_path" in head, OWNER) or names.count(name) > 1:
            yield f"{name} bị sửa"
    yield from (f"thiếu {name}" for name in sorted(expected.keys() - set(names)))


def _callable_faults(connection: psycopg.Connection) -> Iterator[str]:
    rows = connection.execute(
        "SELECT n.nspname || '.' || p.proname, has_function_privilege('ioc_viewer', p.oid, 'EXECUTE') "
        "FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname IN ('sync', 'audit', 'ev')"
    ).fetchall()
    for name, is_open in sorted(rows):
        if is_open != (name in CALLABLE):
            yield f"thừa {name}" if is_open else f"{name} chưa mở"


def _public_rights(connection: psycopg.Connection) -> Finding:
    row = connection.execute(
        "SELECT has_database_privilege('public', current_database(), 'TEMP'), "
        "has_database_privilege('public', current_database(), 'CONNECT'), "
        "has_schema_privilege('public', 'public', 'CREATE')"
    ).fetchone()
    assert row is not None
    faults = [f"còn quyền {name}" for name, is_open in zip(("TEMP", "CONNECT", "CREATE"), row, strict=True) if is_open]
    return _finding("Quyền của PUBLIC", faults, "không có quyền nào")


def _table_rights(connection: psycopg.Connection) -> Finding:
    """Nobody but the owner writes to a table; PUBLIC does not even read one."""
    rows = connection.execute(
        "SELECT DISTINCT coalesce(nullif(a.grantee, 0)::regrole::text, 'PUBLIC') || ' ' || lower(a.privilege_type) "
        "|| ' ' || c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "CROSS JOIN LATERAL aclexplode(c.relacl) a WHERE n.nspname IN ('ioc', 'sync', 'audit', 'ev') "
        "AND a.grantee <> c.relowner AND (a.privilege_type <> 'SELECT' OR a.grantee = 0) ORDER BY 1"
    ).fetchall()
    if rows:
        words = ", ".join(words for (words,) in rows[:5])
        return Finding("Quyền ghi thẳng vào bảng", "bad", f"{words}: thu hồi bằng REVOKE")
    return Finding("Quyền ghi thẳng vào bảng", "ok", "không ai có; mọi thay đổi đi qua hàm")


def _powers(connection: psycopg.Connection) -> Finding:
    """Logins of desktops that could go around the rules."""
    rows = connection.execute(
        "SELECT r.rolname FROM sync.principal p JOIN pg_roles r ON r.rolname = p.role_name WHERE r.rolcanlogin "
        "AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR pg_has_role(r.oid, %s, 'MEMBER')) ORDER BY 1",
        (OWNER,),
    ).fetchall()
    names = ", ".join(name for (name,) in rows)
    if rows:
        return Finding("Tài khoản vượt quyền", "bad", f"{names}: ALTER ROLE … NOSUPERUSER NOBYPASSRLS NOCREATEROLE")
    return Finding("Tài khoản vượt quyền", "ok", "không có")
