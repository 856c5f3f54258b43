"""Who may sign in, as what, and what each may do besides."""

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.ui.panel import PanelManifest

PANEL = PanelManifest(
    key="accounts",
    title=QT_TRANSLATE_NOOP("panels", "Người dùng"),
    icon="mdi6.account-key-outline",
    order=870,
    view="ioc_desktop.panels.accounts.view:AccountsView",
    permission="accounts.manage",
)
