"""In step with the centre: the server, what waits for a decision, the other desktops."""

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.ui.panel import PanelManifest

PANEL = PanelManifest(
    key="sync",
    title=QT_TRANSLATE_NOOP("panels", "Đồng bộ"),
    icon="action.sync",
    order=890,
    view="ioc_desktop.panels.sync.view:SyncView",
    permission="sync.view",
)
