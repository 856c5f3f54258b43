"""Going back to a backup. The present file is kept beside it."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.store import backup, conversion
from ioc_desktop.store.connections import DatabaseKey, connect, key_of, tables
from ioc_desktop.store.failures import explained
from ioc_desktop.store.swapping import aside_name, beside, discard, flush, fold, swap

_NEW = ".restoring"


@dataclass(frozen=True)
class Restored:
    """What was done.

    Attributes:
        contents: of the backup.
        aside: where the file is that was there before; None when there was none.
    """

    contents: backup.Contents
    aside: Path | None


def restore(path: Path, file: Path, key: DatabaseKey | None = None) -> Restored:
    """Put a verified copy of the backup ``file`` in the place of ``path``, encrypted when the profile is.

    Synchronisation finds ``restored`` in its state and learns that this file is an old copy.

    Args:
        key: of the profile; None for one that is not encrypted.

    Raises:
        ExpectedError: ``backup.*`` before anything is touched, ``store.in_use``, ``backup.no_room``, ``store.*``.
    """
    contents = backup.verify(file, key)
    fold(path, key_of(path, key))
    finished = beside(path, _NEW)
    try:
        copy_as(file, finished, key)
        with explained(finished), closing(connect(finished, key, "rw")) as connection:
            mark_restored(connection)
        flush(finished)
        aside = aside_name(path, "replaced") if path.exists() else None
        swap(path, finished, aside or aside_name(path, "replaced"))
    except OSError as error:
        raise ExpectedError(
            "backup.no_room",
            QT_TRANSLATE_NOOP(
                "errors", "Không ghi được vào {folder} nên chưa khôi phục gì. Giải phóng dung lượng rồi thử lại."
            ),
            folder=path.parent,
        ) from error
    finally:
        discard(finished)
    return Restored(contents, aside)


def copy_as(file: Path, target: Path, key: DatabaseKey | None) -> None:
    """Copy a database file that nobody has open, encrypted with ``key`` or plain."""
    before = key_of(file, key)
    if before != key:
        conversion.convert(file, target, before, key)
        return
    discard(target)
    shutil.copyfile(file, target)
    target.chmod(0o600)


def mark_restored(connection: Any) -> None:
    """Tell synchronisation that this is an old copy; a file from before synchronisation has no place for it."""
    if "sync_state" in tables(connection):
        connection.execute("INSERT OR REPLACE INTO sync_state (key, value) VALUES ('restored', ?)", (json.dumps(True),))
