"""A profile's services, opened for one command."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ioc_desktop.config.paths import AppPaths
from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.kernel.budget.service import BudgetService
from ioc_desktop.kernel.budget.tracking.service import TrackingService
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.kernel.district_settings.service import DistrictSettings
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


@dataclass(frozen=True)
class BudgetDesk:
    """What exports of a budget need."""

    budget: BudgetService
    tracking: TrackingService
    district: DistrictSettings


@contextmanager
def budget_desk(paths: AppPaths) -> Iterator[BudgetDesk]:
    """The programmes of a profile with what follows them; the database is made when it is missing.

    Raises:
        ExpectedError: ``profile.unwritable``, ``store.*``, ``database.*``.
    """
    paths.create()
    db = profile_database(paths).open()
    try:
        records = RecordJournal(db)
        yield BudgetDesk(BudgetService(db, records), TrackingService(db, records), DistrictSettings(db))
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
