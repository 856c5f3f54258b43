"""The versioned SQL files: tables are made once, functions are brought up to date by every install."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources

import psycopg

_FUNCTION = re.compile(r"^CREATE (?:OR REPLACE )?FUNCTION\s+((\w+)\.(\w+)\b.*?)\$\$(.*?)\$\$", re.DOTALL | re.MULTILINE)
_OLDEST = ("0001", "0002", "0003", "0004", "0005")
"""Files of servers that were made before the list of files was kept."""


def fixed_files() -> Iterator[tuple[str, str]]:
    """Name and text of the versioned SQL files, in order.

    What a released file makes besides functions is never changed there: a new file changes it.
    """
    folder = resources.files("ioc_desktop.sync.server") / "sql"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".sql"):
            yield file.name, file.read_text("utf-8")


def fixed_functions() -> dict[str, tuple[str, str]]:
    """Name with schema → head and body, as the files have them."""
    return functions_in("\n".join(text for _, text in fixed_files()))


def functions_in(text: str) -> dict[str, tuple[str, str]]:
    """Name with schema → head and body."""
    return {f"{found[2]}.{found[3]}": (found[1], found[4]) for found in _FUNCTION.finditer(text)}


_STRAYS = """SELECT 'FUNCTION ' || p.oid::regprocedure FROM pg_proc p
WHERE p.pronamespace::regnamespace::text IN ('ioc', 'sync', 'audit', 'ev') AND p.proowner <> 'ioc_owner'::regrole
UNION ALL SELECT 'TABLE ' || c.oid::regclass FROM pg_class c
WHERE c.relnamespace::regnamespace::text IN ('ioc', 'sync', 'audit', 'ev') AND c.relkind IN ('r', 'p')
    AND c.relowner <> 'ioc_owner'::regrole"""


def reclaim(connection: psycopg.Connection) -> None:
    """Give back to the owner what somebody repaired or restored by hand in a name of their own."""
    for (what,) in connection.execute(_STRAYS.encode()).fetchall():
        connection.execute(f"ALTER {what} OWNER TO ioc_owner".encode())


def apply_files(connection: psycopg.Connection, *, is_new: bool) -> None:
    """Run the files that this server has not seen, and replace the functions of the others. As the owner."""
    connection.execute("CREATE TABLE IF NOT EXISTS sync.applied (file text PRIMARY KEY, at timestamptz DEFAULT now())")
    seen = {name for (name,) in connection.execute("SELECT file FROM sync.applied").fetchall()}
    for name, text in fixed_files():
        if name in seen or (not is_new and not seen and name.startswith(_OLDEST)):
            _replace_functions(connection, text)
        else:
            connection.execute(
                re.sub("^CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", text, flags=re.MULTILINE).encode()
            )
        connection.execute("INSERT INTO sync.applied (file) VALUES (%s) ON CONFLICT DO NOTHING", (name,))


def _replace_functions(connection: psycopg.Connection, text: str) -> None:
    for found in _FUNCTION.finditer(text):
        statement = found[0].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1).encode()
        try:
            with connection.transaction():
                connection.execute(statement)
        except psycopg.errors.InvalidFunctionDefinition:  # other results, or other names of parameters
            _drop(connection, found[2], found[3])
            connection.execute(statement)


def _drop(connection: psycopg.Connection, schema: str, name: str) -> None:
    rows = connection.execute(
        "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
        "WHERE n.nspname = %s AND p.proname = %s",
        (schema, name),
    ).fetchall()
    for (signature,) in rows:
        connection.execute(f"DROP FUNCTION {signature}".encode())
