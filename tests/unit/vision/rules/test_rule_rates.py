"""How often the pictures of a camera are looked at: as often as its most demanding rule asks."""

import pytest

from ioc_desktop.vision.rules.kinds import looks
from ioc_desktop.vision.rules.model import RuleKind
from tests.support.actors import rule_of


@pytest.mark.parametrize(
    ("kinds", "times"),
    [
        ((), 1.0),
        ((RuleKind.INTRUSION, RuleKind.CROWD), 1.0),
        ((RuleKind.INTRUSION, RuleKind.LINE_CROSSING), 2.0),
        ((RuleKind.PLATE_READ,), 2.0),
        ((RuleKind.LINE_CROSSING, RuleKind.RED_LIGHT, RuleKind.INTRUSION), 3.0),
    ],
)
def test_the_most_demanding_rule_says_how_often(kinds: tuple[RuleKind, ...], times: float) -> None:
    assert looks([rule_of(kind) for kind in kinds]) == times
