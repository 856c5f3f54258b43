"""A profile's services, opened for one command."""

from collections.abc import Iterator
from contextlib import contextmanager

from ioc_desktop.config.paths import AppPaths
from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.kernel.budget.service import BudgetService
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.store.encryption import profile_database


@contextmanager
def budget_service(paths: AppPaths) -> Iterator[BudgetService]:
    """The programmes of a profile; the database is made when it is missing.

    Raises:
        ExpectedError: ``profile.unwritable``, ``store.*``, ``database.*``.
    """
    paths.create()
    db = profile_database(paths).open()
    try:
        yield BudgetService(db, RecordJournal(db))
    finally:
        db.close()


@contextmanager
def camera_service(paths: AppPaths) -> Iterator[CameraService]:
    """The cameras of a profile; the database is made when it is missing.

    Raises:
        ExpectedError: ``profile.unwritable``, ``store.*``, ``database.*``.
    """
    paths.create()
    db = profile_database(paths).open()
    try:
        yield CameraService(db, SecretStore(paths.secrets))
    finally:
        db.close()
