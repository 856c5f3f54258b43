"""Things that stay where they must not: illegal stopping and parking, encroachment on pavement and road."""

from ioc_desktop.vision.rules.constants import STAY_SIZES, STILL_SIZES
from ioc_desktop.vision.rules.episodes import Sighting
from ioc_desktop.vision.rules.geometry import Area
from ioc_desktop.vision.rules.model import RuleKind
from ioc_desktop.vision.rules.places import Places
from ioc_desktop.vision.rules.scene import Scene
from ioc_desktop.vision.rules.watcher import Setting, sighted


class StandingWatcher:
    """Objects that stand with their foot in an area. The event belongs to the place, not to the identity there."""

    reads_pixels = False

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._area: Area | None = None
        stays = setting.rule.kind is RuleKind.ENCROACHMENT
        self._places = Places(STAY_SIZES if stays else STILL_SIZES)

    def restart(self) -> None:
        self._places.clear()

    def look(self, scene: Scene) -> list[Sighting]:
        if self._area is None or self._area.aspect != scene.aspect:
            self._area = Area(self._setting.rule.polygon, scene.aspect)
        chosen = scene.of(self._setting.wanted)
        inside = chosen[self._area.contains(scene.feet[chosen])]
        return [
            _standing(sighted(scene, index, place.since_s, scene.time_s - place.since_s), place.number)
            for index, place in self._places.look(scene, inside)
        ]


def _standing(sighting: Sighting, place: int) -> Sighting:
    return Sighting(
        key=place, since_s=sighting.since_s, track=sighting.track, category=sighting.category, value=sighting.value,
        box=sighting.box, confidence=sighting.confidence, strength=sighting.confidence,
    )  # fmt: skip
