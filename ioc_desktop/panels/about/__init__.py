"""What this program is, its version, and the licences of everything it brings along."""

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.ui.panel import PanelManifest

PANEL = PanelManifest(
    key="about",
    title=QT_TRANSLATE_NOOP("panels", "Giới thiệu"),
    icon="mdi6.information-outline",
    order=910,
    view="ioc_desktop.panels.about.view:AboutView",
    permission="about.view",
)
