"""What rules have seen and what a person makes of it."""

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.ui.panel import PanelManifest

PANEL = PanelManifest(
    key="alarms",
    title=QT_TRANSLATE_NOOP("panels", "Cảnh báo"),
    icon="panel.alarms",
    order=20,
    view="ioc_desktop.panels.alarms.view:AlarmsView",
    permission="alarms.view",
)
