"""Language and theme follow the settings at once, without a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ioc_desktop.ui.i18n import Languages
    from ioc_desktop.ui.settings_store import SettingsStore
    from ioc_desktop.ui.theme import Theme


def follow(store: SettingsStore, languages: Languages, theme: Theme) -> None:
    """Apply what the settings say now and whenever it changes. Call once, when the full settings are loaded."""

    def apply(key: str) -> None:
        if key == "appearance.language":
            languages.use(store.current.appearance.language.value)
        elif key == "appearance.theme":
            theme.set_mode(store.current.appearance.theme.value)

    if languages.current != store.current.appearance.language.value:
        apply("appearance.language")
    apply("appearance.theme")
    store.changed.connect(apply)
