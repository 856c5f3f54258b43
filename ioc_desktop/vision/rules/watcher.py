"""What every rule's eye has in common."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from ioc_desktop.vision.rules.constants import leniency
from ioc_desktop.vision.rules.episodes import Sighting
from ioc_desktop.vision.rules.geometry import Bools
from ioc_desktop.vision.rules.kinds import PEOPLE, TWO_WHEELERS, wanted_classes
from ioc_desktop.vision.rules.model import Rule
from ioc_desktop.vision.rules.scene import Box, Scene, class_mask


class Watcher(Protocol):
    """Looks at one scene after the other for one rule; keeps what it must remember, bounded.

    Attributes:
        reads_pixels: whether it wants ``View.picture``.
    """

    reads_pixels: bool

    def look(self, scene: Scene) -> list[Sighting]:
        """Where the rule's condition holds in this picture."""
        ...

    def restart(self) -> None:
        """Forget everything: the stream was restarted, or the rule was off."""
        ...


@dataclass(frozen=True)
class Setting:
    """A rule together with the labels of the model that serves it."""

    rule: Rule
    labels: Sequence[str]

    @cached_property
    def wanted(self) -> Bools | None:
        """The classes that count, bool [labels]; None for all."""
        return class_mask(wanted_classes(self.rule, self.labels), self.labels)

    @cached_property
    def watched(self) -> Bools | None:
        """The classes that count and, where riders do, people: a bike may be seen under them a moment later."""
        wanted = wanted_classes(self.rule, self.labels)
        if wanted is None or not set(wanted) & set(TWO_WHEELERS):
            return self.wanted
        return class_mask((*wanted, *PEOPLE), self.labels)

    @cached_property
    def leniency(self) -> float:
        return leniency(self.rule.sensitivity)


def sighted(scene: Scene, index: int, since_s: float, value: float) -> Sighting:
    """The sighting of one object; the picture is best where its box is large and sure."""
    box: Box = scene.box(index)
    score = float(scene.tracks.scores[index])
    return Sighting(
        key=int(scene.subjects[index]),
        since_s=since_s,
        track=int(scene.tracks.ids[index]),
        category=int(scene.tracks.classes[index]),
        value=value,
        box=box,
        confidence=score,
        strength=score * float(scene.sizes[index]),
    )
