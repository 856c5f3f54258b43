"""Who did what: the server's journal and this desktop's, chains that cannot be rewritten unnoticed."""

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.ui.panel import PanelManifest

PANEL = PanelManifest(
    key="journal",
    title=QT_TRANSLATE_NOOP("panels", "Nhật ký"),
    icon="mdi6.script-text-outline",
    order=880,
    view="ioc_desktop.panels.journal.view:JournalView",
    permission="journal.view",
)
