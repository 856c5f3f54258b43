"""What each kind of rule is about and needs, as data: classes, shape, how long by itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ioc_desktop.vision.labels import canonical
from ioc_desktop.vision.rules.constants import HIDDEN_S, LEAVE_S, LOITER_LEAVE_S, PATIENCE_S
from ioc_desktop.vision.rules.model import Rule, RuleKind

Shape = Literal["polygon", "line", "optional_polygon", "none"]

TWO_WHEELERS = ("bicycle", "motorcycle")
VEHICLES = (*TWO_WHEELERS, "car", "bus", "truck", "van", "tricycle", "train")
MOTORS = tuple(name for name in VEHICLES if name != "bicycle")
PEOPLE = ("person",)
CARRIED = ("backpack", "handbag", "suitcase")
# Spellings of "rides without a helmet" in public helmet models.
BARE_HEADS = ("no_helmet", "no helmet", "without_helmet", "without helmet", "nohelmet", "head", "no_hardhat")
MOTION = "motion"


@dataclass(frozen=True, kw_only=True)
class KindNeeds:
    """What one kind needs.

    Attributes:
        classes: what it is about when the rule names no classes; None for everything.
        motion: whether plain motion will do where a model has none of the classes.
        shape: what must be drawn.
        direction: whether a direction must be given.
        signal: whether a lamp region or a feed must be given.
        min_s: how long it must last when the rule does not say.
        patience_s: not seen for so long means over.
        limit: what ``Rule.limit`` is when the rule does not say; None where it has no meaning.
        looks: how many times as often as usual pictures are looked at.
    """

    classes: tuple[str, ...] | None = None
    motion: bool = True
    shape: Shape = "polygon"
    direction: bool = False
    signal: bool = False
    min_s: float = 0.0
    patience_s: float = PATIENCE_S
    limit: float | None = None
    looks: float = 1.0


# At a line fast things are for a few pictures only. At a stop line they pass close by those who wait, half a length
# from one to the next: at three times the usual rate a tracker takes fewer for one another (docs/decisions/0023).
NEEDS: dict[RuleKind, KindNeeds] = {
    RuleKind.INTRUSION: KindNeeds(),
    RuleKind.LOITERING: KindNeeds(classes=PEOPLE, min_s=30.0, patience_s=LOITER_LEAVE_S),
    RuleKind.LINE_CROSSING: KindNeeds(shape="line", looks=2.0),
    RuleKind.WRONG_WAY: KindNeeds(classes=VEHICLES, direction=True),
    RuleKind.ILLEGAL_STOP: KindNeeds(classes=VEHICLES, min_s=60.0, patience_s=HIDDEN_S),
    RuleKind.ENCROACHMENT: KindNeeds(min_s=120.0, patience_s=HIDDEN_S),
    RuleKind.RED_LIGHT: KindNeeds(classes=VEHICLES, shape="line", signal=True, looks=3.0),
    RuleKind.WRONG_LANE: KindNeeds(classes=VEHICLES, min_s=1.0, patience_s=LEAVE_S),
    RuleKind.PAVEMENT: KindNeeds(classes=VEHICLES, min_s=2.0),
    RuleKind.CONGESTION: KindNeeds(classes=VEHICLES, min_s=60.0, patience_s=15.0, limit=2.0),
    RuleKind.CROWD: KindNeeds(classes=PEOPLE, motion=False, shape="optional_polygon", min_s=5.0, limit=10.0),
    RuleKind.ABANDONED: KindNeeds(classes=CARRIED, shape="optional_polygon", min_s=60.0, patience_s=HIDDEN_S),
    RuleKind.NO_HELMET: KindNeeds(classes=BARE_HEADS, motion=False, shape="optional_polygon", min_s=0.4),
    RuleKind.TAMPERING: KindNeeds(shape="none", min_s=5.0, patience_s=5.0),
    RuleKind.PLATE_READ: KindNeeds(classes=MOTORS, shape="optional_polygon", limit=100.0, looks=2.0),
}


def looks(rules: Iterable[Rule]) -> float:
    """How many times as often as usual the pictures of a camera with these rules are looked at."""
    return max((NEEDS[rule.kind].looks for rule in rules), default=1.0)


def least_s(rule: Rule) -> float:
    """How long the rule's condition must last."""
    return rule.min_s if rule.min_s > 0 else NEEDS[rule.kind].min_s


def limit_of(rule: Rule) -> float:
    """The number the rule compares with."""
    limit = rule.limit if rule.limit is not None else NEEDS[rule.kind].limit
    return limit if limit is not None else 0.0


def wanted_classes(rule: Rule, labels: Sequence[str]) -> tuple[str, ...] | None:
    """The classes that count for a rule with a model of these labels; None for all.

    A model that only sees motion serves the kinds that can live with it.
    """
    needs = NEEDS[rule.kind]
    wanted = rule.classes if rule.classes is not None else needs.classes
    if wanted is None:
        return None
    known = {canonical(name) for name in labels}
    if needs.motion and known == {MOTION}:
        return (MOTION,)
    return tuple(canonical(name) for name in wanted)
