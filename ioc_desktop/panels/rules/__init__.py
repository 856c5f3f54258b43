"""Rules that cameras watch by: drawn on the camera's own picture, tried, armed."""

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.ui.panel import PanelManifest

PANEL = PanelManifest(
    key="rules",
    title=QT_TRANSLATE_NOOP("panels", "Luật canh"),
    icon="mdi6.vector-polygon",
    order=40,
    view="ioc_desktop.panels.rules.view:RulesView",
    permission="rules.view",
)
