"""Bringing a database file to the schema of this program."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.store import capture
from ioc_desktop.store.models import load_models

HEAD = "0015"
"""The newest revision in ``migrations/versions``; a test holds them together."""

TRIGGERS = "83259cb72753957eb40288381c1d031f729b305f945f2d8bd3b832f484872be9"
"""Fingerprint of the capture triggers that this program's models ask for; the same test holds them together."""

SCRIPTS = Path(__file__).resolve().parent / "migrations"
"""Alembic reads these files from disk, in a bundle too: package them as data."""


def upgrade(engine: Engine, path: Path, before: Callable[[str], object]) -> None:
    """Run the missing migrations in one transaction; Alembic is imported only when there are some.

    ``before`` is called with the revision of a file that has content and is going to be upgraded, while nobody else can
    write and nothing has changed: two programs that open an old file at once back it up and upgrade it once.

    The capture triggers are renewed in the same transaction: a crash leaves no table whose changes nobody notes.

    Raises:
        ExpectedError: ``store.newer`` when a newer program wrote the file.
    """
    with engine.connect() as connection:
        if revision(connection) == HEAD and _has_triggers(connection):
            return
    with _rebuilding(engine) as connection, connection.begin():
        found = revision(connection)  # again: another process may have upgraded it meanwhile
        if found is not None and not is_known(found):
            raise newer(path, found)
        load_models()
        if found is not None and found != HEAD:
            before(found)
        if found != HEAD:
            _run(connection)
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                message = f"the upgrade left references that hang: {broken[:5]}"
                raise RuntimeError(message)
        capture.install(connection)


def _has_triggers(connection: Connection) -> bool:
    """Usually told by the fingerprint alone: loading every table takes longer than all else that a start reads."""
    if capture.fingerprint(connection) == TRIGGERS:
        return True
    load_models()
    return not capture.is_stale(connection)


@contextmanager
def _rebuilding(engine: Engine) -> Iterator[Connection]:
    """A connection that does not watch references.

    SQLite changes a table by making it anew, and dropping the old one would take its children with it. The switch works
    outside a transaction only.
    """
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys = OFF")
        try:
            yield connection
        finally:
            raw.execute("PRAGMA foreign_keys = ON")


def revision(connection: Connection) -> str | None:
    """The revision that the file is at; None for an empty file."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def is_known(found: str) -> bool:
    """Whether this program has the migration that made the revision."""
    return any(file.name.startswith(f"{found}_") for file in (SCRIPTS / "versions").iterdir())


def _run(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415  (0.2 s that a start without migrations does not pay)
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)


def newer(path: Path, found: str) -> ExpectedError:
    """The sentence for a file of a newer program."""
    return ExpectedError(
        "store.newer",
        QT_TRANSLATE_NOOP(
            "errors",
            "Cơ sở dữ liệu {path} do phiên bản mới hơn tạo (lược đồ {found}, chương trình này biết đến {known}). "
            "Cài phiên bản mới của IOC Desktop.",
        ),
        path=path,
        found=found,
        known=HEAD,
    )
