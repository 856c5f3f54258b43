"""What is known of a light that a controller tells of: never more than it said, the doubt is for the driver."""

import pytest

from ioc_desktop.vision.rules.feed_memory import FeedMemory
from ioc_desktop.vision.rules.model import Rule, RuleKind, SignalState, SignalWord, View
from tests.support.actors import Actor, clock, going, run, tracks_of


def memory(*words: tuple[SignalState, float] | tuple[SignalState, float, float]) -> FeedMemory:
    made = FeedMemory()
    for word in words:
        made.tell(SignalWord(*word))
    return made


@pytest.mark.parametrize(
    ("words", "at_s", "state"),
    [
        ((("red", 10),), 10, "red"),
        ((("red", 10),), 9.9, "unknown"),
        ((("red", 10),), 10.1, "unknown"),
        ((("red", 10, 4),), 5, "red"),
        ((("red", 10), ("green", 12)), 10.5, "green"),
        ((("green", 10), ("red", 12)), 11, "green"),
        ((("red", 10), ("green", 12, 11.5)), 11, "red"),
        ((("red", 10), ("unknown", 12)), 11, "unknown"),
        ((("red", 10, 0), ("red", 100, 90)), 50, "red"),
        ((("red", 10), ("green", 9)), 10, "red"),
    ],
)
def test_what_was_shown(words: tuple[tuple[SignalState, float], ...], at_s: float, state: SignalState) -> None:
    assert memory(*words).at(at_s).state == state


def test_a_light_that_was_missed_turning_is_red_since_the_last_time() -> None:
    assert memory(("red", 10, 0), ("red", 100, 90.2), ("red", 101, 90.4)).at(95).since_s == 90.2


def judged(words: dict[float, SignalWord], *, at_s: float) -> int:
    """Accusations of somebody who passes at a moment; at each time the last word up to then is known."""
    rule = Rule(id="r", kind=RuleKind.RED_LIGHT, line=((0.2, 0.5), (0.8, 0.5)), signal="s")
    actor = Actor(going((0.5, 0.9), (0.5, 0.1), at_s - 2, at_s + 2))
    views = [
        View(time_s=t, tracks=tracks_of([actor], t), signals={"s": words[max(known)]} if known else {})
        for t in clock(at_s + 12).tolist()
        for known in [[moment for moment in words if moment <= t]]
    ]
    return len(run(rule, iter(views)).raised)


def every_second(state: SignalState, until_s: float) -> dict[float, SignalWord]:
    return {float(t): SignalWord(state, float(t), 0.0) for t in range(round(until_s))}


def test_a_feed_that_died_on_red_accuses_nobody_after_its_last_word() -> None:
    assert judged(every_second("red", 30), at_s=20) == 1
    assert judged(every_second("red", 20), at_s=20) == 0, "the last word was said a second before"


def test_a_word_that_comes_late_is_waited_for() -> None:
    turned = every_second("red", 20) | {23.0: SignalWord("green", 22.0, 19.5)}
    assert judged(turned, at_s=20) == 0, "it was green already"
    stayed = every_second("red", 20) | {23.0: SignalWord("red", 22.0, 0.0)}
    assert judged(stayed, at_s=20) == 1
