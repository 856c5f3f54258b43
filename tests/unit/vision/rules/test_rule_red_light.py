"""Passing a stop line on red, with proof; never on a guess."""

from collections.abc import Callable

import numpy as np
import pytest

from ioc_desktop.vision.rules.model import Rule, RuleKind, SignalState, SignalWord, View
from tests.support.actors import Actor, along, clock, going, run, tracks_of, views

LINE = ((0.2, 0.5), (0.8, 0.5))
LAMP = ((0.9, 0.1), (0.94, 0.1), (0.94, 0.22), (0.9, 0.22))


def stop_line(**fields: object) -> Rule:
    return Rule(id="r", kind=RuleKind.RED_LIGHT, line=LINE, signal="s", direction=(0.0, -1.0), **fields)  # type: ignore[arg-type]


def cycle(time_s: float) -> SignalState:
    """Green 0–10, yellow 10–13, red 13–30."""
    return "green" if time_s < 10 else "yellow" if time_s < 13 else "red"


def passing(at_s: float) -> Actor:
    """On the line at a moment, going up."""
    return Actor(going((0.5, 0.9), (0.5, 0.1), at_s - 2, at_s + 2))


@pytest.mark.parametrize(("at_s", "guilty"), [(5, 0), (11, 0), (12.9, 0), (13.2, 0), (14.2, 0), (15, 1), (25, 1)])
def test_the_state_at_the_crossing_decides(at_s: float, guilty: int) -> None:
    told = run(stop_line(), views([passing(at_s)], clock(30), signal=cycle))
    assert len(told.raised) == guilty
    for event in told.raised:
        assert event.start_s == pytest.approx(at_s, abs=0.05)
        assert event.signal is not None
        assert (event.signal.state, event.signal.source) == ("red", "feed")
        assert event.signal.since_s == pytest.approx(13, abs=0.21)
        assert event.signal.passed_s == event.start_s
        assert event.value == pytest.approx(at_s - 13, abs=0.3)


def test_stopping_before_the_line_and_going_on_green_is_fine() -> None:
    waits = Actor(along([(10, (0.5, 0.9)), (14, (0.5, 0.52)), (31, (0.5, 0.52)), (35, (0.5, 0.1))]))

    def later(time_s: float) -> SignalState:
        return "green" if time_s >= 30 else cycle(time_s)

    assert not run(stop_line(), views([waits], clock(40), signal=later)).events


def test_the_other_direction_is_not_bound() -> None:
    down = Actor(going((0.5, 0.1), (0.5, 0.9), 18, 22))
    assert not run(stop_line(), views([down], clock(30), signal=cycle)).events


def test_an_unknown_signal_accuses_nobody() -> None:
    assert not run(stop_line(), views([passing(20)], clock(30), signal=lambda _t: "unknown")).events
    # The feed fell silent long before.
    silent = (
        View(
            time_s=t,
            tracks=tracks_of([passing(25)], t),
            aspect=1.0,
            signals={"s": SignalWord("red", t)} if t < 15 else {},
        )
        for t in clock(30).tolist()
    )
    assert not run(stop_line(), silent).events


def lamps(state: SignalState, ambient: float) -> np.ndarray:
    """A small head at LAMP: red above, yellow, green below; unlit lenses are dark versions of their colours."""
    picture = np.full((200, 200, 3), ambient * 255, np.uint8)
    picture[20:44, 180:188] = (18, 18, 18)
    colours = {"red": (30, 40, 245), "yellow": (40, 190, 250), "green": (150, 230, 60)}
    for row, (name, colour) in enumerate(colours.items()):
        shown = np.array(colour) * (1.0 if name == state else 0.22 * (0.3 + ambient))
        picture[21 + 8 * row : 27 + 8 * row, 181:187] = shown.astype(np.uint8)
    return picture


def seen_through(lamp: Callable[[float], np.ndarray], actor: Actor) -> list[View]:
    return [View(time_s=t, tracks=tracks_of([actor], t), aspect=1.0, picture=lamp(t)) for t in clock(30).tolist()]


@pytest.mark.parametrize("ambient", [0.8, 0.35, 0.05])
@pytest.mark.parametrize(("at_s", "guilty"), [(5, 0), (11.5, 0), (20, 1)])
def test_the_state_is_read_from_the_lamps(ambient: float, at_s: float, guilty: int) -> None:
    rule = Rule(id="r", kind=RuleKind.RED_LIGHT, line=LINE, lamp=LAMP, direction=(0.0, -1.0))
    told = run(rule, iter(seen_through(lambda t: lamps(cycle(t), ambient), passing(at_s))))
    assert len(told.raised) == guilty
    for event in told.raised:
        assert event.signal is not None
        assert event.signal.source == "lamp"
        assert event.signal.glow[0] > event.signal.glow[2]
        assert event.signal.since_s == pytest.approx(13, abs=0.3)


def test_a_lamp_that_flickers_for_one_picture_changes_nothing() -> None:
    rule = Rule(id="r", kind=RuleKind.RED_LIGHT, line=LINE, lamp=LAMP, direction=(0.0, -1.0))

    def lamp(time_s: float) -> np.ndarray:
        return lamps("red" if 4.75 < time_s < 4.85 else "green", 0.5)

    assert not run(rule, iter(seen_through(lamp, passing(5)))).events


def test_a_lamp_hidden_for_long_is_unknown() -> None:
    rule = Rule(id="r", kind=RuleKind.RED_LIGHT, line=LINE, lamp=LAMP, direction=(0.0, -1.0))

    def lamp(time_s: float) -> np.ndarray:
        return lamps("red", 0.5) if time_s < 15 else np.full((200, 200, 3), 90, np.uint8)

    assert not run(rule, iter(seen_through(lamp, passing(22)))).events
    assert run(rule, iter(seen_through(lamp, passing(16)))).raised
