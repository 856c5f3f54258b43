"""Which eye serves which kind of rule."""

from collections.abc import Callable

from ioc_desktop.vision.rules.abandoned import AbandonedWatcher
from ioc_desktop.vision.rules.area import InsideWatcher
from ioc_desktop.vision.rules.congestion import CongestionWatcher
from ioc_desktop.vision.rules.crowd import CrowdWatcher
from ioc_desktop.vision.rules.kinds import NEEDS
from ioc_desktop.vision.rules.line_crossing import CrossingWatcher
from ioc_desktop.vision.rules.model import RuleKind
from ioc_desktop.vision.rules.quiet import QuietWatcher
from ioc_desktop.vision.rules.red_light import RedLightWatcher
from ioc_desktop.vision.rules.stopping import StandingWatcher
from ioc_desktop.vision.rules.tampering import TamperingWatcher
from ioc_desktop.vision.rules.watcher import Setting, Watcher
from ioc_desktop.vision.rules.wrong_way import WrongWayWatcher


def _inside(setting: Setting) -> Watcher:
    return InsideWatcher(setting, leave_s=NEEDS[setting.rule.kind].patience_s)


_EYES: dict[RuleKind, Callable[[Setting], Watcher]] = {
    RuleKind.INTRUSION: _inside,
    RuleKind.LOITERING: _inside,
    RuleKind.LINE_CROSSING: CrossingWatcher,
    RuleKind.WRONG_WAY: WrongWayWatcher,
    RuleKind.ILLEGAL_STOP: StandingWatcher,
    RuleKind.ENCROACHMENT: StandingWatcher,
    RuleKind.RED_LIGHT: RedLightWatcher,
    RuleKind.WRONG_LANE: _inside,
    RuleKind.PAVEMENT: _inside,
    RuleKind.CONGESTION: CongestionWatcher,
    RuleKind.CROWD: CrowdWatcher,
    RuleKind.ABANDONED: AbandonedWatcher,
    RuleKind.NO_HELMET: _inside,
    RuleKind.TAMPERING: TamperingWatcher,
    RuleKind.PLATE_READ: QuietWatcher,
}


def watcher_for(setting: Setting) -> Watcher:
    """A new eye for a rule."""
    return _EYES[setting.rule.kind](setting)
