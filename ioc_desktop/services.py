"""What lives on disk, opened: all services of a profile. Slow to import, so ``first_services`` come before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial

from ioc_desktop.config.paths import AppPaths
from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.core.ids import uuid7
from ioc_desktop.exchange.cap import as_cap
from ioc_desktop.first_services import FirstServices, open_first
from ioc_desktop.kernel.accounts.grants import GrantService
from ioc_desktop.kernel.accounts.preferences import Preferences
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.alerts.model import Alert
from ioc_desktop.kernel.alerts.service import AlertService
from ioc_desktop.kernel.attachments.service import AttachmentService, Limits
from ioc_desktop.kernel.attachments.thumbnails import thumbnail
from ioc_desktop.kernel.budget.plans.service import PlanService
from ioc_desktop.kernel.budget.service import BudgetService
from ioc_desktop.kernel.budget.tracking.service import TrackingService
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.kernel.district_settings.choices import (
    ALERT_SENDER,
    ATTACHMENT_MB,
    CENTRE_ORGAN,
    EVENT_DAYS,
    PICTURE_MB,
)
from ioc_desktop.kernel.district_settings.service import DistrictSettings
from ioc_desktop.kernel.duty.desk import Duty
from ioc_desktop.kernel.duty.of_incidents import times_between
from ioc_desktop.kernel.events.log import EventLog
from ioc_desktop.kernel.events.pictures import EventPictures, Regions
from ioc_desktop.kernel.events.service import EventService
from ioc_desktop.kernel.incidents.desk import Incidents
from ioc_desktop.kernel.incidents.pictures import IncidentPictures
from ioc_desktop.kernel.journal.chain import DeviceJournal
from ioc_desktop.kernel.kit.desk import RecordKit
from ioc_desktop.kernel.notices.escalations import Escalations
from ioc_desktop.kernel.numbers.service import NumberBook
from ioc_desktop.kernel.org_units.service import OrgUnitService
from ioc_desktop.kernel.papers.service import PaperService
from ioc_desktop.kernel.plates.alarms import PlateAlarms
from ioc_desktop.kernel.plates.desk import Plates
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.kernel.rules.service import RuleService
from ioc_desktop.store.database import Database
from ioc_desktop.store.models import load_models
from ioc_desktop.sync.desk import SyncDesk
from ioc_desktop.sync.state import Fetched

_CAMERA_TABLES = {"camera", "org_unit"}
"""What the list of cameras shows rows of."""
_RULE_TABLES = {"camera", "rule"}
"""What says which rules watch."""


@dataclass(frozen=True, kw_only=True)
class Services:
    """What lives on disk, opened."""

    database: Database
    secrets: SecretStore
    accounts: AccountService
    grants: GrantService
    org_units: OrgUnitService
    preferences: Preferences
    cameras: CameraService
    rules: RuleService
    events: EventService
    detections: EventLog
    attachments: AttachmentService
    district: DistrictSettings
    journal: DeviceJournal
    plates: Plates
    duty: Duty
    kit: RecordKit
    incidents: Incidents
    papers: PaperService
    budget: BudgetService
    tracking: TrackingService
    plans: PlanService
    alerts: AlertService
    sync: SyncDesk

    def close(self) -> None:
        self.sync.close()
        self.database.close()


def open_services(paths: AppPaths, password: str | None = None) -> Services:
    """Everything at once, for commands; see ``open_first``.

    Raises:
        ExpectedError: as ``open_first``.
    """
    return open_rest(open_first(paths, password))


def open_rest(first: FirstServices) -> Services:
    """All others on top of those that are open; slow (imports them, loads every table)."""
    load_models()
    database, secrets, sync, journal = first.database, first.secrets, first.sync, first.journal
    accounts, cameras, rules = first.accounts, first.cameras, first.rules
    district, events = DistrictSettings(database), EventService(database)
    _follow(sync, cameras, rules, events, district)
    plates = _plates(Plates(database, journal, district), sync, events, cameras)
    attachments = _attachments(database, district, sync)
    incidents = Incidents(database, attachments, numbers=sync)
    duty = Duty(database, journal, accounts, events, incidents=partial(times_between, incidents.queries))
    kit = RecordKit(database, secrets, sync.contents.read)
    incidents.limits.escalated.connect(Escalations(kit.notices, accounts.list).hear)
    budget, tracking, plans = _budget(database, sync)
    for applied in (incidents.applied, duty.applied, kit.applied):
        sync.applied.connect(applied)
    return Services(
        database=database,
        secrets=secrets,
        accounts=accounts,
        grants=GrantService(database),
        org_units=OrgUnitService(database),
        preferences=first.preferences,
        cameras=cameras,
        rules=rules,
        events=events,
        detections=EventLog(database, uuid7()),  # until synchronisation gives this desktop an identity
        attachments=attachments,
        district=district,
        journal=journal,
        plates=plates,
        duty=duty,
        kit=kit,
        incidents=incidents,
        papers=_papers(database, attachments, sync),
        budget=budget,
        tracking=tracking,
        plans=plans,
        alerts=_alerts(database, district, sync),
        sync=sync,
    )


def _budget(database: Database, sync: SyncDesk) -> tuple[BudgetService, TrackingService, PlanService]:
    """The tables of programmes, what becomes of their money, and their changes."""
    records = RecordJournal(database)
    budget, tracking = BudgetService(database, records), TrackingService(database, records)
    plans = PlanService(database, records, budget)
    for applied in (budget.applied, tracking.applied, plans.applied):
        sync.applied.connect(applied)
    return budget, tracking, plans


def _papers(database: Database, attachments: AttachmentService, sync: SyncDesk) -> PaperService:
    """The register of documents; what other desktops did to it is told."""
    papers = PaperService(
        database, attachments, RecordJournal(database), NumberBook(database, sync), stamp=_stamp,
        fetch=partial(_fetch, sync),
    )  # fmt: skip
    sync.applied.connect(lambda tables: papers.arrived() if "paper" in tables else None)
    return papers


def _fetch(sync: SyncDesk, sha256: str, size: int) -> bool:
    """Bring a document's content from the server, where this desktop belongs to one."""
    return sync.address() is not None and sync.bring_content(sha256, size, lambda _share: True) is Fetched.HERE


def _stamp(content: bytes, code: str, day: date) -> bytes:
    """Number and date in their blanks."""
    from ioc_desktop.documents.signing.stamping import stamp  # noqa: PLC0415  (readers of PDF, when one is issued)

    return stamp(content, code, day)


def _attachments(database: Database, district: DistrictSettings, sync: SyncDesk) -> AttachmentService:
    """Files that hang on records, as large as the centre allows; their contents travel with the synchronisation."""

    def limits() -> Limits:
        return Limits(file=district.get(ATTACHMENT_MB) * 2**20, picture=district.get(PICTURE_MB) * 2**20)

    return AttachmentService(database, sync.contents, thumbnail, limits)


def _alerts(database: Database, district: DistrictSettings, sync: SyncDesk) -> AlertService:
    """Alerts to the public, as CAP files in the centre's name."""

    def render(alert: Alert) -> str:
        return as_cap(alert, district.get(CENTRE_ORGAN))

    alerts = AlertService(database, RecordJournal(database), render, lambda: district.get(ALERT_SENDER))
    sync.applied.connect(lambda tables: alerts.arrived() if "alert" in tables else None)
    return alerts


def event_pictures(services: Services) -> EventPictures:
    """The way from stored pictures to screens and files."""
    return EventPictures(services.events, services.attachments, services.journal, _cover_faces)


def incident_pictures(services: Services) -> IncidentPictures:
    """The way from the evidence of incidents to screens."""
    return IncidentPictures(services.attachments.contents, _cover_faces)


def _cover_faces(content: bytes, regions: Regions | None) -> bytes:
    """A picture file with these parts unrecognisable."""
    from ioc_desktop.vision.privacy.blur import blur_file  # noqa: PLC0415  (OpenCV, when the first picture is shown)

    return blur_file(content, regions)


def _follow(
    sync: SyncDesk, cameras: CameraService, rules: RuleService, events: EventService, district: DistrictSettings
) -> None:
    """Tell the services of rows that came from other desktops."""
    sync.applied.connect(lambda tables: cameras.changed.emit(None) if tables & _CAMERA_TABLES else None)
    sync.applied.connect(lambda tables: rules.arrived() if tables & _RULE_TABLES else None)
    sync.applied.connect(lambda tables: events.arrived() if "event" in tables else None)
    sync.applied.connect(lambda tables: district.arrived() if "district_setting" in tables else None)


def _plates(plates: Plates, sync: SyncDesk, events: EventService, cameras: CameraService) -> Plates:
    """Watched plates arrive from other desktops, and become events where they are seen."""
    sync.applied.connect(plates.applied)
    PlateAlarms(plates, events, cameras)
    return plates


def forget_events(services: Services) -> int:
    """Remove the events that nobody confirmed in time, and contents that nothing refers to; how many events."""
    gone = services.events.forget(datetime.now(UTC) - timedelta(days=services.district.get(EVENT_DAYS)))
    services.attachments.sweep()
    return gone
