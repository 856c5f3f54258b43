"""What the centre may order of a desktop that is lost: nobody shall read its data again, whoever has the disk."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from ioc_desktop.config.paths import AppPaths
from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.store.database import Database
from ioc_desktop.store.encryption import Keyring


def destroy_keys(db: Database, secrets: SecretStore, folder: Path) -> bool:
    """Destroy the key of an encrypted profile, its wrapped copies, its other secrets, and the files attached to rows.

    The open database stays readable until the program ends; the file, its WAL and its backups are noise from then on.

    Args:
        folder: of the profile.

    Returns:
        False for a profile that is not encrypted: its data stays readable to whoever has the disk.

    Raises:
        ExpectedError: ``secrets.keyring_silent``; nothing is acknowledged then, and the order comes again.
    """
    paths = AppPaths(folder)
    with db.read() as session:
        logins = session.connection().exec_driver_sql("SELECT credential_key FROM camera WHERE credential_key <> ''")
        names = list(logins.scalars())
    secrets.delete_many(names)
    Keyring(paths).forget()
    for file in sorted(paths.secrets.glob("*")):
        if file.is_file():
            _overwrite(file)
    shutil.rmtree(folder / "attachments", ignore_errors=True)
    return db.key is not None


def _overwrite(file: Path) -> None:
    """Noise in the place of a small file, then nothing: the best that can be done from here."""
    with suppress(OSError), file.open("r+b") as open_file:
        open_file.write(os.urandom(max(1, file.stat().st_size)))
        open_file.flush()
        os.fsync(open_file.fileno())
    file.unlink(missing_ok=True)
