"""What a panel declares and what it is given. No Qt is imported here: manifests are read before Qt is."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtWidgets import QWidget

    from ioc_desktop.config.paths import AppPaths
    from ioc_desktop.core.clock import Clock
    from ioc_desktop.kernel.accounts.grants import GrantService
    from ioc_desktop.kernel.accounts.model import Session
    from ioc_desktop.kernel.accounts.preferences import Preferences
    from ioc_desktop.kernel.accounts.service import AccountService
    from ioc_desktop.kernel.alerts.service import AlertService
    from ioc_desktop.kernel.attachments.service import AttachmentService
    from ioc_desktop.kernel.budget.plans.service import PlanService
    from ioc_desktop.kernel.budget.service import BudgetService
    from ioc_desktop.kernel.budget.tracking.service import TrackingService
    from ioc_desktop.kernel.cameras.service import CameraService
    from ioc_desktop.kernel.district_settings.service import DistrictSettings
    from ioc_desktop.kernel.duty.desk import Duty
    from ioc_desktop.kernel.events.pictures import EventPictures
    from ioc_desktop.kernel.events.service import EventService
    from ioc_desktop.kernel.incidents.desk import Incidents
    from ioc_desktop.kernel.incidents.model import Incident
    from ioc_desktop.kernel.incidents.pictures import IncidentPictures
    from ioc_desktop.kernel.kit.desk import RecordKit
    from ioc_desktop.kernel.links.model import Ref
    from ioc_desktop.kernel.org_units.service import OrgUnitService
    from ioc_desktop.kernel.papers.service import PaperService
    from ioc_desktop.kernel.plates.desk import Plates
    from ioc_desktop.kernel.rules.service import RuleService
    from ioc_desktop.sync.port import SyncPort
    from ioc_desktop.ui.incident_opener import IncidentOpener
    from ioc_desktop.ui.runner import Runner
    from ioc_desktop.ui.settings_store import SettingsStore
    from ioc_desktop.ui.theme import Theme
    from ioc_desktop.ui.video.content import TilePicture
    from ioc_desktop.video.engine import VideoEngine
    from ioc_desktop.video.types import StreamSpec
    from ioc_desktop.vision.engine import VisionEngine


@dataclass(frozen=True, kw_only=True)
class PanelManifest:
    """One panel's entry in the rail.

    Attributes:
        key: folder name, and the value of ``--panel``.
        title: Vietnamese word in the rail, marked with ``QT_TRANSLATE_NOOP("panels", …)``.
        icon: concept in ``tokens.json`` → ``icons``.
        order: place in the rail, ascending; from 900 on at the foot.
        view: ``module:class`` of the widget, imported when first shown; called with a ``PanelContext``.
        permission: what an account needs to open it.
        opens_first: it does with a ``FirstContext`` and so need not wait until all services are there.
        streams: ``module:function``, given ``CameraService``, ``Preferences`` and ``Session``, that says which streams
            the panel decodes first; "" for none.
    """

    key: str
    title: str
    icon: str
    order: int
    view: str
    permission: str
    opens_first: bool = False
    streams: str = ""

    def open(self, context: FirstContext) -> QWidget:
        """Import the view and make it; one that does not open first needs a ``PanelContext``."""
        widget: QWidget = self.load()(context)
        return widget

    def load(self) -> Callable[[FirstContext], QWidget]:
        """Import the view; on any thread."""
        view: Callable[[FirstContext], QWidget] = _named(self.view)
        return view

    def first_streams(self, cameras: CameraService, preferences: Preferences, session: Session) -> Sequence[StreamSpec]:
        """What it decodes first, so that decoders can connect while the view is made; not on the window's thread."""
        found: Sequence[StreamSpec] = _named(self.streams)(cameras, preferences, session) if self.streams else ()
        return found


def _named(place: str) -> Any:
    """What a ``module:name`` stands for; imports the module."""
    module, _, name = place.partition(":")
    return getattr(importlib.import_module(module), name)


def first_of(panels: Iterable[PanelManifest], session: Session, wanted: str = "") -> PanelManifest | None:
    """The panel that a session begins with: the wanted one if it may, else the first of the rail."""
    allowed = [panel for panel in panels if session.may(panel.permission)]
    return next((panel for panel in allowed if panel.key == wanted), next(iter(allowed), None))


class TileOpener(Protocol):
    """Opens incidents from tiles."""

    async def from_tile(self, tile: TilePicture, who: Session) -> Incident:
        """A new incident of what the tile shows."""
        ...


@dataclass(frozen=True, kw_only=True)
class FirstContext:
    """What a panel may use that opens before all services are there: the wall, for whose pictures people wait."""

    cameras: CameraService
    opener: TileOpener
    preferences: Preferences
    runner: Runner
    video: VideoEngine
    vision: VisionEngine
    session: Session
    settings: SettingsStore
    paths: AppPaths
    theme: Theme
    clock: Clock
    go_to: Callable[[str], None]
    show_record: Callable[[str, Ref], None]


@dataclass(frozen=True, kw_only=True)
class PanelContext(FirstContext):
    """Everything a panel may use; made once per signed-in session by ``ioc_desktop.reception``."""

    accounts: AccountService
    grants: GrantService
    org_units: OrgUnitService
    rules: RuleService
    events: EventService
    attachments: AttachmentService
    pictures: EventPictures
    district: DistrictSettings
    plates: Plates
    duty: Duty
    kit: RecordKit
    alerts: AlertService
    incidents: Incidents
    incident_pictures: IncidentPictures
    opener: IncidentOpener
    papers: PaperService
    budget: BudgetService
    tracking: TrackingService
    plans: PlanService
    sync: SyncPort
