"""The money of the programmes: their tables, what does not add up, and the import of annexes."""

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.ui.panel import PanelManifest

PANEL = PanelManifest(
    key="budget",
    title=QT_TRANSLATE_NOOP("panels", "Ngân sách"),
    icon="panel.budget",
    order=50,
    view="ioc_desktop.panels.budget.view:BudgetView",
    permission="budget.view",
)
