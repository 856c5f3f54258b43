"""Puts the program together: what is made of what. Nothing here shows anything."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.core.version import VERSION

if TYPE_CHECKING:
    from ioc_desktop.config.paths import AppPaths
    from ioc_desktop.config.secrets import SecretStore
    from ioc_desktop.config.settings import Settings
    from ioc_desktop.kernel.accounts.grants import GrantService
    from ioc_desktop.kernel.accounts.preferences import Preferences
    from ioc_desktop.kernel.accounts.service import AccountService
    from ioc_desktop.kernel.attachments.service import AttachmentService
    from ioc_desktop.kernel.cameras.service import CameraService
    from ioc_desktop.kernel.district_settings.service import DistrictSettings
    from ioc_desktop.kernel.events.log import EventLog
    from ioc_desktop.kernel.events.pictures import EventPictures, Regions
    from ioc_desktop.kernel.events.service import EventService
    from ioc_desktop.kernel.journal.chain import DeviceJournal
    from ioc_desktop.kernel.kit.desk import RecordKit
    from ioc_desktop.kernel.notices.smtp import MailServer
    from ioc_desktop.kernel.org_units.service import OrgUnitService
    from ioc_desktop.kernel.plates.desk import Plates
    from ioc_desktop.kernel.rules.service import RuleService
    from ioc_desktop.store.database import Database
    from ioc_desktop.sync.desk import SyncDesk
    from ioc_desktop.ui.panel import PanelManifest
    from ioc_desktop.vision.engine import VisionEngine
    from ioc_desktop.vision.pack import ModelPack
    from ioc_desktop.vision.registry import ModelRegistry


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
    kit: RecordKit
    sync: SyncDesk

    def close(self) -> None:
        self.sync.close()
        self.database.close()


def open_services(paths: AppPaths, password: str | None = None) -> Services:
    """Open the profile's database; slow (imports SQLAlchemy, may migrate), so call it off the window's thread.

    Args:
        password: of an encrypted database whose key is not in the system's keyring.

    Raises:
        ExpectedError: ``profile.unwritable``, ``store.*``, ``database.password_needed`` and other ``database.*``.
    """
    from ioc_desktop.config.secrets import SecretStore  # noqa: PLC0415  (slow imports belong to this thread)
    from ioc_desktop.kernel.accounts.grants import GrantService  # noqa: PLC0415
    from ioc_desktop.kernel.accounts.preferences import Preferences  # noqa: PLC0415
    from ioc_desktop.kernel.accounts.service import AccountService  # noqa: PLC0415
    from ioc_desktop.kernel.cameras.service import CameraService  # noqa: PLC0415
    from ioc_desktop.kernel.district_settings.service import DistrictSettings  # noqa: PLC0415
    from ioc_desktop.kernel.events.log import EventLog  # noqa: PLC0415
    from ioc_desktop.kernel.events.service import EventService  # noqa: PLC0415
    from ioc_desktop.kernel.journal.chain import DeviceJournal  # noqa: PLC0415
    from ioc_desktop.kernel.org_units.service import OrgUnitService  # noqa: PLC0415
    from ioc_desktop.kernel.plates.desk import Plates  # noqa: PLC0415
    from ioc_desktop.kernel.rules.service import RuleService  # noqa: PLC0415
    from ioc_desktop.store.encryption import profile_database  # noqa: PLC0415
    from ioc_desktop.sync.desk import SyncDesk  # noqa: PLC0415
    from ioc_desktop.sync.machine import this_machine  # noqa: PLC0415

    paths.create()
    database, secrets = profile_database(paths, password).open(), SecretStore(paths.secrets)
    cameras, rules, events = CameraService(database, secrets), RuleService(database), EventService(database)
    district, journal = DistrictSettings(database), DeviceJournal(database)
    sync = SyncDesk(database, secrets, this_machine(paths.root, VERSION), paths.root)
    _follow(sync, cameras, rules, events, district)
    plates = _plates(Plates(database, journal, district), sync, events, cameras)
    return Services(
        database=database,
        secrets=secrets,
        accounts=AccountService(database, prover=sync),
        grants=GrantService(database),
        org_units=OrgUnitService(database),
        preferences=Preferences(database),
        cameras=cameras,
        rules=rules,
        events=events,
        detections=EventLog(database, uuid7()),  # until synchronisation gives this desktop an identity
        attachments=_attachments(database, sync),
        district=district,
        journal=journal,
        plates=plates,
        kit=_kit(database, secrets, sync),
        sync=sync,
    )


def event_pictures(services: Services) -> EventPictures:
    """The way from stored pictures to screens and files."""
    from ioc_desktop.kernel.events.pictures import EventPictures  # noqa: PLC0415  (see open_services)

    return EventPictures(services.events, services.attachments, services.journal, _cover_faces)


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


def _attachments(database: Database, sync: SyncDesk) -> AttachmentService:
    """Files that hang on records; their contents travel with the synchronisation."""
    from ioc_desktop.kernel.attachments.service import AttachmentService  # noqa: PLC0415  (see above)

    return AttachmentService(database, sync.contents)


def _kit(database: Database, secrets: SecretStore, sync: SyncDesk) -> RecordKit:
    """What any record may have, told of rows that came from other desktops."""
    from ioc_desktop.kernel.kit.desk import RecordKit  # noqa: PLC0415  (see above)

    kit = RecordKit(database, secrets, sync.contents.read)
    sync.applied.connect(kit.applied)
    return kit


def _plates(plates: Plates, sync: SyncDesk, events: EventService, cameras: CameraService) -> Plates:
    """Watched plates arrive from other desktops, and become events where they are seen."""
    from ioc_desktop.kernel.plates.alarms import PlateAlarms  # noqa: PLC0415  (see above)

    sync.applied.connect(plates.applied)
    PlateAlarms(plates, events, cameras)
    return plates


def forget_events(services: Services) -> int:
    """Remove the events that nobody confirmed in time, and contents that nothing refers to; how many events."""
    from ioc_desktop.kernel.district_settings.choices import EVENT_DAYS  # noqa: PLC0415  (see open_services)

    gone = services.events.forget(datetime.now(UTC) - timedelta(days=services.district.get(EVENT_DAYS)))
    services.attachments.sweep()
    return gone


def mail_server(settings: Settings) -> MailServer | None:
    """Where this workstation hands its letters in; None where nothing is set."""
    from ioc_desktop.kernel.notices.smtp import MailServer  # noqa: PLC0415  (see open_services)

    mail = settings.mail
    return MailServer(**mail.model_dump(mode="json")) if mail.host else None


def model_registry(paths: AppPaths) -> ModelRegistry:
    """The model packs that came with the program and those of the profile."""
    from ioc_desktop.config.paths import resource_path  # noqa: PLC0415
    from ioc_desktop.vision.registry import ModelRegistry  # noqa: PLC0415

    return ModelRegistry(paths.models, [resource_path().parent / "models"])


def choose_pack(paths: AppPaths, settings: Settings) -> tuple[ModelPack | None, ExpectedError | None]:
    """The model pack to run, None for motion detection, and why a better choice cannot be used.

    The one that is set, else the first detector whose file keeps its manifest's promise.
    """
    registry = model_registry(paths)
    if not settings.analysis.model:
        return _first_good(registry)
    try:
        return registry.find(settings.analysis.model), None
    except ExpectedError as error:
        return None, error


def _first_good(registry: ModelRegistry) -> tuple[ModelPack | None, ExpectedError | None]:
    from ioc_desktop.vision.pack import verify  # noqa: PLC0415  (see model_registry)
    from ioc_desktop.vision.registry import BrokenPack  # noqa: PLC0415

    problems = [pack.problem for pack in registry.packs() if isinstance(pack, BrokenPack)]
    for pack in registry.detectors():
        try:
            verify(pack)
        except ExpectedError as problem:
            problems.append(problem)
        else:
            return pack, None
    return None, problems[0] if problems else None


def plate_pack(paths: AppPaths) -> ModelPack | None:
    """The first installed detector of plates; None finds them by colour and edges."""
    from ioc_desktop.vision.pack import ModelPack  # noqa: PLC0415  (see model_registry)

    packs = (pack for pack in model_registry(paths).packs() if isinstance(pack, ModelPack))
    return next((pack for pack in packs if pack.task == "plate"), None)


def make_vision(
    pack: ModelPack | None, settings: Settings, paths: AppPaths, faces: ModelPack | None = None
) -> VisionEngine:
    """The vision engine on this pack; motion detection without one. Not started yet.

    Args:
        faces: a face model, for what is covered in pictures.
    """
    from ioc_desktop.vision.engine import VisionEngine  # noqa: PLC0415

    providers = ("CPUExecutionProvider",) if settings.analysis.provider == "cpu" else ()
    made = VisionEngine(pack=pack, providers=providers, cache=paths.cache / "engines")
    made.face_pack, made.skips_still = faces, settings.analysis.skips_still
    return made


def discover() -> list[PanelManifest]:
    """The manifests of all folders in ``ioc_desktop.panels``, in rail order."""
    package = importlib.import_module("ioc_desktop.panels")
    names = [module.name for module in pkgutil.iter_modules(package.__path__) if module.ispkg]
    manifests: list[PanelManifest] = [importlib.import_module(f"ioc_desktop.panels.{name}").PANEL for name in names]
    return sorted(manifests, key=lambda manifest: manifest.order)
