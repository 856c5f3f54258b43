"""All rules of one camera: pictures in, events out."""

from collections.abc import Sequence

from ioc_desktop.vision.rules.congestion import CongestionWatcher, Flow
from ioc_desktop.vision.rules.constants import GAP_S, SAME_ASPECT, STEP_BACK_S
from ioc_desktop.vision.rules.episodes import Episodes
from ioc_desktop.vision.rules.families import watcher_for
from ioc_desktop.vision.rules.kinds import NEEDS, least_s
from ioc_desktop.vision.rules.model import Rule, RuleEvent, RuleProblem, View
from ioc_desktop.vision.rules.picture_sizes import Size
from ioc_desktop.vision.rules.scene import Scene, SceneBuilder
from ioc_desktop.vision.rules.schedule import is_armed
from ioc_desktop.vision.rules.validation import check_rules
from ioc_desktop.vision.rules.watcher import Setting


class _Armed:
    """One rule at work: its eye, and what has been said."""

    def __init__(self, rule: Rule, labels: Sequence[str]) -> None:
        self.rule = rule
        self.watcher = watcher_for(Setting(rule, labels))
        self.episodes = Episodes(rule, labels, min_s=least_s(rule), patience_s=NEEDS[rule.kind].patience_s)
        self._was_armed = False

    def step(self, scene: Scene) -> list[RuleEvent]:
        armed = is_armed(self.rule.schedule, scene.view.local_minute)
        if not armed:
            return self.restart() if self._was_armed else []
        self._was_armed = True
        return self.episodes.step(scene.time_s, self.watcher.look(scene))

    def restart(self) -> list[RuleEvent]:
        """End what lasts and forget what was seen."""
        self._was_armed = False
        self.watcher.restart()
        return self.episodes.close()


class RuleSet:
    """The rules of one stream, run on its pictures in order. Not thread-safe; knows no clock.

    Rules with an error are left out and told in ``problems``; the others work. When the stream's time jumps, or its
    picture takes another shape, open events end at the moment they were last seen and everything is forgotten: nobody
    knows what happened meanwhile, and places of before and after cannot be compared.
    """

    def __init__(self, rules: Sequence[Rule], labels: Sequence[str], size: Size = (0, 0)) -> None:
        """Arm rules.

        Args:
            rules: of one camera.
            labels: classes of the model whose tracks will come.
            size: width, height in px of the camera's picture; (0, 0) leaves unchecked whether it has changed.
        """
        self.problems: list[RuleProblem] = check_rules(rules, labels, size)
        faulty = {problem.rule for problem in self.problems if problem.severity == "error"}
        self._armed = [_Armed(rule, labels) for rule in rules if rule.id not in faulty]
        self._builder = SceneBuilder(labels)
        self._time_s: float | None = None
        self._aspect = 0.0

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """By rule and class: crossings of lines, raised events of the others."""
        return {armed.rule.id: dict(armed.episodes.counts) for armed in self._armed}

    @property
    def flows(self) -> dict[str, Flow]:
        """By congestion rule: the newest measures of its stretch of road, whether or not there is an event."""
        watchers = ((armed.rule.id, armed.watcher) for armed in self._armed)
        return {name: watcher.flow for name, watcher in watchers if isinstance(watcher, CongestionWatcher)}

    @property
    def needs_picture(self) -> bool:
        """Whether any rule reads pixels."""
        return any(armed.watcher.reads_pixels for armed in self._armed)

    def step(self, view: View) -> list[RuleEvent]:
        """Events of one picture, in the order of the rules."""
        ended = self._notice(view)
        scene = self._builder.build(view)
        return [*ended, *(event for armed in self._armed for event in armed.step(scene))]

    def finish(self, time_s: float) -> list[RuleEvent]:
        """The stream is over: end what lasts, each at the moment it was last seen."""
        del time_s
        self._time_s = None
        self._builder.restart()
        return [event for armed in self._armed for event in armed.restart()]

    def _notice(self, view: View) -> list[RuleEvent]:
        """Start afresh when the stream's time has jumped, or its picture is of another shape."""
        last_s, self._time_s = self._time_s, view.time_s
        aspect, self._aspect = self._aspect, view.aspect
        is_same = abs(view.aspect - aspect) <= SAME_ASPECT * aspect
        if last_s is None or (is_same and -STEP_BACK_S <= view.time_s - last_s <= GAP_S):
            return []
        self._builder.restart()
        return [event for armed in self._armed for event in armed.restart()]
