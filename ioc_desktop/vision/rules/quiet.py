"""The eye of rules that say nothing themselves: others act on what they mark."""

from ioc_desktop.vision.rules.episodes import Sighting
from ioc_desktop.vision.rules.scene import Scene
from ioc_desktop.vision.rules.watcher import Setting


class QuietWatcher:
    """Of ``plate_read``: the reader of plates looks where the rule says; what it reads is no event."""

    reads_pixels = False

    def __init__(self, setting: Setting) -> None:
        del setting

    def look(self, scene: Scene) -> list[Sighting]:
        """Nothing, ever."""
        del scene
        return []

    def restart(self) -> None:
        """Nothing to forget."""
