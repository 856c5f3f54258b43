"""Choices of this desktop: language, theme, wall screen, streams, analysis, one's own password."""

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.ui.panel import PanelManifest

PANEL = PanelManifest(
    key="settings",
    title=QT_TRANSLATE_NOOP("panels", "Cài đặt"),
    icon="action.settings",
    order=900,
    view="ioc_desktop.panels.settings.view:SettingsView",
    permission="settings.view",
)
