"""The register of official documents: their way to the issue, preview, signatures, print and export."""

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.ui.panel import PanelManifest

PANEL = PanelManifest(
    key="papers",
    title=QT_TRANSLATE_NOOP("panels", "Văn bản"),
    icon="thing.document",
    order=45,
    view="ioc_desktop.panels.papers.view:PapersView",
    permission="papers.view",
)
