"""The administration of cameras: list, form with a connection test, CSV in and out."""

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.ui.panel import PanelManifest

PANEL = PanelManifest(
    key="cameras",
    title=QT_TRANSLATE_NOOP("panels", "Camera"),
    icon="camera",
    order=20,
    view="ioc_desktop.panels.cameras.view:CamerasView",
    permission="cameras.view",
)
