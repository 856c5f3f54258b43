"""Which eye serves which kind of rule."""

from ioc_desktop.vision.rules.area import InsideWatcher
from ioc_desktop.vision.rules.kinds import NEEDS
from ioc_desktop.vision.rules.line_crossing import CrossingWatcher
from ioc_desktop.vision.rules.model import RuleKind
from ioc_desktop.vision.rules.red_light import RedLightWatcher
from ioc_desktop.vision.rules.stopping import StandingWatcher
from ioc_desktop.vision.rules.watcher import Setting, Watcher
from ioc_desktop.vision.rules.wrong_way import WrongWayWatcher


def watcher_for(setting: Setting) -> Watcher:
    """A new eye for a rule."""
    match setting.rule.kind:
        case RuleKind.LINE_CROSSING:
            return CrossingWatcher(setting)
        case RuleKind.RED_LIGHT:
            return RedLightWatcher(setting)
        case RuleKind.WRONG_WAY:
            return WrongWayWatcher(setting)
        case RuleKind.ILLEGAL_STOP | RuleKind.ENCROACHMENT:
            return StandingWatcher(setting)
        case kind:
            return InsideWatcher(setting, leave_s=NEEDS[kind].patience_s)
