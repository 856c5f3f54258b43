"""The wall: live cameras in a layout that each account arranges for itself."""

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.ui.panel import PanelManifest

PANEL = PanelManifest(
    key="wall",
    title=QT_TRANSLATE_NOOP("panels", "Tường"),
    icon="panel.wall",
    order=10,
    view="ioc_desktop.panels.wall.view:WallView",
    permission="wall.view",
    opens_first=True,
    streams="ioc_desktop.panels.wall.streams:first_streams",
)
