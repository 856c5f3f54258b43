"""Incidents: the board, the list, the line of time, and the page of one."""

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.ui.panel import PanelManifest

PANEL = PanelManifest(
    key="incidents",
    title=QT_TRANSLATE_NOOP("panels", "Sự vụ"),
    icon="panel.incidents",
    order=30,
    view="ioc_desktop.panels.incidents.view:IncidentsView",
    permission="incidents.view",
)
