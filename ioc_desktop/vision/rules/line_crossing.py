"""Line crossing: counts by class and direction."""

from dataclasses import replace

import numpy as np

from ioc_desktop.vision.rules.constants import CLASS_SETTLES_S
from ioc_desktop.vision.rules.crossing import Crossing, LineWatch
from ioc_desktop.vision.rules.episodes import Sighting
from ioc_desktop.vision.rules.geometry import Line, unit
from ioc_desktop.vision.rules.model import Rule, RuleKind
from ioc_desktop.vision.rules.scene import Scene
from ioc_desktop.vision.rules.watcher import Setting


class DirectedLine:
    """The line of a rule on pictures of one aspect, and which of its two sides is the counted way."""

    def __init__(self, rule: Rule, aspect: float, leniency: float) -> None:
        self.aspect = aspect
        line = Line.drawn(rule.line, aspect)
        # Who runs a red light is to be told though hidden, and who only wobbles over the line is not to be accused.
        self.watch = LineWatch(line, leniency, accuses=rule.kind is RuleKind.RED_LIGHT)
        # Without a direction, from left to right of the line is forward.
        self.forward = 1
        self.one_way = rule.direction is not None
        if rule.direction is not None:
            self.forward = 1 if float(unit(rule.direction, aspect) @ line.normal) >= 0 else -1


class CrossingWatcher:
    """Crossings of a rule's line, in its direction or in both."""

    reads_pixels = False

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._line: DirectedLine | None = None
        self._unclear: dict[int, tuple[float, Crossing, int]] = {}

    def restart(self) -> None:
        self._line = None
        self._unclear.clear()

    def look(self, scene: Scene) -> list[Sighting]:
        return [passed(scene, crossing, way) for crossing, way in self.crossings(scene)]

    def crossings(self, scene: Scene) -> list[tuple[Crossing, int]]:
        """Counted crossings, with +1 along the direction and -1 against it."""
        if self._line is None or self._line.aspect != scene.aspect:
            self._line = DirectedLine(self._setting.rule, scene.aspect, self._setting.leniency)
        line = self._line
        found = [
            (crossing, crossing.side * line.forward)
            for crossing in line.watch.look(scene, scene.of(self._setting.watched))
        ]
        return self._clear(scene, [(crossing, way) for crossing, way in found if way > 0 or not line.one_way])

    def _clear(self, scene: Scene, new: list[tuple[Crossing, int]]) -> list[tuple[Crossing, int]]:
        """Crossings of the wanted classes, also of somebody who is known for one of them only a moment later."""
        for crossing, way in new:
            self._unclear[int(scene.subjects[crossing.index])] = (scene.time_s, crossing, way)
        wanted = {int(scene.subjects[index]): int(index) for index in scene.of(self._setting.wanted)}
        told = [
            (replace(crossing, index=wanted[subject]), way)
            for subject, (_, crossing, way) in self._unclear.items()
            if subject in wanted
        ]
        self._unclear = {
            subject: each
            for subject, each in self._unclear.items()
            if subject not in wanted and scene.time_s - each[0] <= CLASS_SETTLES_S
        }
        return told


def passed(scene: Scene, crossing: Crossing, way: int) -> Sighting:
    """The sighting of a crossing."""
    index = crossing.index
    score = float(scene.tracks.scores[index])
    return Sighting(
        key=int(scene.subjects[index]),
        since_s=crossing.time_s,
        track=int(scene.tracks.ids[index]),
        category=int(scene.tracks.classes[index]),
        value=float(np.sign(way)),
        box=scene.box(index),
        confidence=score,
        strength=score * float(scene.sizes[index]),
        moment=True,
    )
