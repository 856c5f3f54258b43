"""The duty shift: who stands now, the roster, handing over."""

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.ui.panel import PanelManifest

PANEL = PanelManifest(
    key="duty",
    title=QT_TRANSLATE_NOOP("panels", "Ca trực"),
    icon="mdi6.account-clock-outline",
    order=40,
    view="ioc_desktop.panels.duty.view:DutyView",
    permission="duty.view",
)
