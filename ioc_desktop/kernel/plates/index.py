"""The index of reads: made of what the store holds, so it can be made again at any time.

A trigger on ``detection`` makes a row of ``plate_read`` of every read, this desktop's or another's, however it came in.
Its number is ``milliseconds << 20 | sequence & 4095 << 8 | last byte of the device``: ascending with time, and the same
whenever the same read comes again. Two triggers keep ``plate_gram``, SQLite's full-text index (FTS5, trigrams) over
``^key$``, which finds a plate by any three known characters, the two ends counting as one each.
https://www.sqlite.org/fts5.html#the_trigram_tokenizer
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection

from ioc_desktop.kernel.plates.looks import sql_key
from ioc_desktop.kernel.plates.model import DETECTION_KIND
from ioc_desktop.store.database import Database

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SHIFT = 20
_TABLE = "CREATE VIRTUAL TABLE plate_gram USING fts5(key, content='', tokenize='trigram', detail='none', columnsize=0)"
_FILL = "INSERT INTO plate_gram (rowid, key) SELECT id, '^' || key || '$' FROM plate_read ORDER BY id"
_HEX = "(instr('0123456789abcdef', substr(NEW.device_id, {place}, 1)) - 1)"
_ID = (  # SQLite's bit operators all have one rank
    "((CAST(strftime('%s', NEW.at) AS INTEGER) * 1000 + CAST(substr(NEW.at, 21, 3) AS INTEGER)) << 20"
    f" | ((NEW.seq & 4095) << 8) | ({_HEX.format(place=31)} * 16 + {_HEX.format(place=32)}))"
)
_BARE = "upper(replace(replace(replace(NEW.value, '-', ''), '.', ''), ' ', ''))"
TRIGGERS = {
    "plate_seen": f"CREATE TRIGGER plate_seen AFTER INSERT ON detection WHEN NEW.kind = '{DETECTION_KIND}'"  # noqa: S608
    " AND length(NEW.value) BETWEEN 1 AND 20 BEGIN"
    " INSERT INTO plate_read (id, camera_id, plate, key, colour, score)"
    f" SELECT {_ID}, NEW.camera_id, {_BARE}, {sql_key(_BARE)}, NEW.category, NEW.score"
    f" WHERE NOT EXISTS (SELECT 1 FROM plate_read WHERE id = {_ID}); END",
    "plate_indexed": "CREATE TRIGGER plate_indexed AFTER INSERT ON plate_read BEGIN"
    " INSERT INTO plate_gram (rowid, key) VALUES (NEW.id, '^' || NEW.key || '$'); END",
    "plate_forgotten": "CREATE TRIGGER plate_forgotten AFTER DELETE ON plate_read BEGIN"
    " INSERT INTO plate_gram (plate_gram, rowid, key) VALUES ('delete', OLD.id, '^' || OLD.key || '$');"
    " DELETE FROM plate_hold WHERE read_id = OLD.id; END",
}


def ensure(db: Database) -> bool:
    """Make what is missing of the index; whether anything was.

    Cheap when it is whole. A salvaged file has lost it: then it is filled again, minutes for millions of reads.
    """
    with db.read() as session:
        if _is_whole(session.connection()):
            return False
    with db.write() as session:
        connection = session.connection()
        if _is_whole(connection):  # another process was quicker
            return False
        _make(connection)
    return True


def _existing(connection: Connection) -> dict[str, str]:
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE name GLOB 'plate_*'")
    return {name: sql for name, sql in rows if sql}


def _is_whole(connection: Connection) -> bool:
    existing = _existing(connection)
    return existing.get("plate_gram") == _TABLE and all(existing.get(name) == sql for name, sql in TRIGGERS.items())


def _make(connection: Connection) -> None:
    existing = _existing(connection)
    for name in TRIGGERS.keys() & existing.keys():
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    # Whoever lost a trigger may have missed rows: the whole index is made again.
    connection.exec_driver_sql("DROP TABLE IF EXISTS plate_gram")
    connection.exec_driver_sql(_TABLE)
    connection.exec_driver_sql(_FILL)
    for sql in TRIGGERS.values():
        connection.exec_driver_sql(sql)


def read_id(at: datetime, device: UUID, seq: int) -> int:
    """The number of the read that a device's detection ``seq`` is."""
    return first_id(at) | (seq & 4095) << 8 | device.int & 255


def first_id(at: datetime) -> int:
    """The least number that a read of this millisecond or later can have."""
    return ((at - _EPOCH) // timedelta(milliseconds=1)) << _SHIFT


def moment(number: int) -> datetime:
    """When a read was made, to the millisecond."""
    return _EPOCH + timedelta(milliseconds=number >> _SHIFT)
