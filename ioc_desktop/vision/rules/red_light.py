"""Passing a stop line while the signal is red, with proof of the signal's state."""

from dataclasses import replace
from typing import Literal

from ioc_desktop.vision.rules.constants import CAMERA_DELAY_S, FEED_WAIT_S, RED_GRACE_S
from ioc_desktop.vision.rules.episodes import Sighting
from ioc_desktop.vision.rules.feed_memory import FeedMemory
from ioc_desktop.vision.rules.lamp import LampMemory, read_lamp
from ioc_desktop.vision.rules.line_crossing import CrossingWatcher, passed
from ioc_desktop.vision.rules.model import SignalProof
from ioc_desktop.vision.rules.scene import Scene
from ioc_desktop.vision.rules.watcher import Setting

# A change of the lamp settles within this; a crossing during a change is judged only then.
_JUDGE_AFTER_S = 0.6
_MAX_WAITING = 256
_Source = Literal["lamp", "feed"]
_FEED: _Source = "feed"
_LAMP: _Source = "lamp"


class RedLightWatcher:
    """Crossings of a stop line, judged by what the signal showed at the moment of crossing.

    A feed's word goes before the lamps, as soon as it covers that moment. Without a known state nobody is accused.
    """

    def __init__(self, setting: Setting) -> None:
        self.reads_pixels = bool(setting.rule.lamp)
        self._setting = setting
        self._crossings = CrossingWatcher(setting)
        self._lamp, self._feed = LampMemory(), FeedMemory()
        self._waiting: list[Sighting] = []

    def restart(self) -> None:
        self._crossings.restart()
        self._lamp.clear()
        self._feed.clear()
        self._waiting.clear()

    def look(self, scene: Scene) -> list[Sighting]:
        self._read(scene)
        new = [passed(scene, crossing, way) for crossing, way in self._crossings.crossings(scene)]
        waiting = [*self._waiting, *new][:_MAX_WAITING]
        due = [sighting for sighting in waiting if self._is_due(scene.time_s, sighting.since_s)]
        self._waiting = [sighting for sighting in waiting if sighting not in due]
        judged = (self._judge(sighting) for sighting in due)
        return [sighting for sighting in judged if sighting is not None]

    def _is_due(self, now_s: float, passed_s: float) -> bool:
        if self._setting.rule.signal and now_s - passed_s < FEED_WAIT_S:
            return self._feed.heard_s >= passed_s
        return self._lamp.is_certain(passed_s) or now_s - passed_s >= _JUDGE_AFTER_S

    def _read(self, scene: Scene) -> None:
        """Read the signal of this picture into the memories."""
        rule, view = self._setting.rule, scene.view
        if rule.signal in view.signals:
            self._feed.tell(view.signals[rule.signal])
        if rule.lamp and view.picture is not None:
            self._lamp.add(scene.time_s, *read_lamp(view.picture, rule.lamp))
        else:
            self._lamp.add(scene.time_s, "unknown")

    def _judge(self, sighting: Sighting) -> Sighting | None:
        """The offence, if it is one; its value is for how long the signal had been red."""
        passed_s = sighting.since_s
        shown, source, grace_s = self._feed.at(passed_s), _FEED, RED_GRACE_S + CAMERA_DELAY_S
        if passed_s > self._feed.heard_s:
            shown, source, grace_s = self._lamp.at(passed_s), _LAMP, RED_GRACE_S
        if shown.state != "red" or passed_s - shown.since_s < grace_s * self._setting.leniency:
            return None
        proof = SignalProof(state="red", since_s=shown.since_s, passed_s=passed_s, source=source, glow=shown.glow)
        return replace(sighting, signal=proof, value=passed_s - shown.since_s)
