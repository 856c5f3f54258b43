"""Search of plates that were read, and the list of plates that are watched for."""

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.ui.panel import PanelManifest

PANEL = PanelManifest(
    key="plates",
    title=QT_TRANSLATE_NOOP("panels", "Biển số"),
    icon="mdi6.card-search-outline",
    order=50,
    view="ioc_desktop.panels.plates.view:PlatesView",
    permission="plates.view",
)
