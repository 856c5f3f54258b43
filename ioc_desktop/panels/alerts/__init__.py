"""Alerts to the public: one person prepares, another releases; CAP files."""

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.ui.panel import PanelManifest

PANEL = PanelManifest(
    key="alerts",
    title=QT_TRANSLATE_NOOP("panels", "Báo dân"),
    icon="action.broadcast",
    order=46,
    view="ioc_desktop.panels.alerts.view:AlertsView",
    permission="alerts.view",
)
