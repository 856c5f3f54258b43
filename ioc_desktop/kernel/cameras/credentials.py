"""Logins of cameras: in the secret store, switched by the commit of the camera's row."""

import json
from contextlib import suppress

from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.cameras.model import CameraDraft
from ioc_desktop.kernel.cameras.rules import user_missing
from ioc_desktop.kernel.cameras.tables import CameraRow


def read_login(secrets: SecretStore, key: str | None) -> tuple[str, str] | None:
    """User name and password under ``key``; None when there is none."""
    text = secrets.get(key) if key else None
    if text is None:
        return None
    user, password = json.loads(text)
    return str(user), str(password)


class LoginChanges:
    """The logins that one transaction changes.

    ``stage`` for each row, ``store`` before the commit, ``committed`` or ``rolled_back`` after it. A crash at any
    point leaves every row with a login that exists: its old one or its new one.
    """

    def __init__(self, secrets: SecretStore) -> None:
        self._secrets = secrets
        self._new: dict[str, str] = {}
        self._old: set[str] = set()

    def stage(self, row: CameraRow, draft: CameraDraft) -> bool:
        """Point ``row`` to what ``draft`` wants; whether that changes anything.

        Raises:
            ExpectedError: ``camera.user_missing`` for a password alone.
        """
        if draft.user_name is None and draft.password is None:
            return False
        current = self._current(row)
        user, password = current or ("", "")
        login = (
            user if draft.user_name is None else draft.user_name,
            password if draft.password is None else draft.password,
        )
        if login[0] == "" and login[1] and draft.user_name is None:
            raise user_missing()
        if login[0] == "":
            return self._forget(row)
        if login == current:
            return False
        self._forget(row)
        row.credential_key = f"camera/{uuid7()}"
        self._new[row.credential_key] = json.dumps(login)
        return True

    def forget(self, row: CameraRow) -> None:
        """The camera goes away with its login."""
        self._forget(row)

    def store(self) -> None:
        """Write the new logins.

        Raises:
            ExpectedError: ``secrets.*`` or ``file.unwritable``.
        """
        self._secrets.set_many(self._new)

    def committed(self) -> None:
        self._drop(self._old)

    def rolled_back(self) -> None:
        self._drop(set(self._new))

    def _current(self, row: CameraRow) -> tuple[str, str] | None:
        with suppress(ExpectedError):  # an unreadable old login must not stop a new one from being stored
            return read_login(self._secrets, row.credential_key)
        return None

    def _forget(self, row: CameraRow) -> bool:
        if row.credential_key is None:
            return False
        self._old.add(row.credential_key)
        row.credential_key = None
        return True

    def _drop(self, keys: set[str]) -> None:
        with suppress(ExpectedError):  # an orphan costs a few bytes; the change itself is done
            self._secrets.delete_many(keys)
