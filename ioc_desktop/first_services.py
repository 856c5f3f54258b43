"""What the first pictures need of the disk: who signs in, the cameras, what an account left.

Apart from ``services``, because whoever opens the window waits for these, and for the others only when he opens
another panel.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.core.version import VERSION
from ioc_desktop.kernel.accounts.preferences import Preferences
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.store.encryption import profile_database
from ioc_desktop.sync.membership import has_joined

if TYPE_CHECKING:
    from ioc_desktop.config.paths import AppPaths
    from ioc_desktop.kernel.journal.chain import DeviceJournal
    from ioc_desktop.kernel.rules.service import RuleService
    from ioc_desktop.store.database import Database
    from ioc_desktop.sync.desk import SyncDesk


class FirstServices:
    """Opened first; ``services.open_rest`` makes all others on top.

    The lazy ones are for one thread at a time: until ``open_rest`` is done nothing else may use the database meanwhile
    (``Runner`` in file), because tables are still being declared.
    """

    def __init__(self, paths: AppPaths, database: Database) -> None:
        self.paths, self.database = paths, database
        self.secrets = SecretStore(paths.secrets)
        self.accounts = AccountService(database, prover=self)
        self.preferences = Preferences(database)
        self.cameras = CameraService(database, self.secrets)

    @cached_property
    def rules(self) -> RuleService:
        """What watches the cameras."""
        from ioc_desktop.kernel.rules.service import RuleService  # noqa: PLC0415  (see above)

        return RuleService(self.database)

    @cached_property
    def journal(self) -> DeviceJournal:
        """Who signed in, and out."""
        from ioc_desktop.kernel.journal.chain import DeviceJournal  # noqa: PLC0415  (see above)

        return DeviceJournal(self.database)

    @cached_property
    def sync(self) -> SyncDesk:
        """Needed to sign in where the profile belongs to a server, else later."""
        from ioc_desktop.sync.desk import SyncDesk  # noqa: PLC0415  (see above)
        from ioc_desktop.sync.machine import this_machine  # noqa: PLC0415

        root = self.paths.root
        return SyncDesk(self.database, self.secrets, this_machine(root, VERSION), root)

    def prove(self, user_name: str, password: str) -> bool | None:
        """The server's word on a password: ``kernel.accounts``' ``PasswordProver``."""
        return self.sync.prove(user_name, password) if has_joined(self.database) else None

    def close(self) -> None:
        if "sync" in vars(self):
            self.sync.close()
        self.database.close()


def open_first(paths: AppPaths, password: str | None = None) -> FirstServices:
    """Open the profile's database; slow (imports SQLAlchemy, may migrate), so call it off the window's thread.

    Args:
        password: of an encrypted database whose key is not in the system's keyring.

    Raises:
        ExpectedError: ``profile.unwritable``, ``store.*``, ``database.password_needed`` and other ``database.*``.
    """
    paths.create()
    return FirstServices(paths, profile_database(paths, password, loads_models=False).open())
