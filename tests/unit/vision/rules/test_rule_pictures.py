"""Rules that read pixels: abandoned things and tampering."""

from collections.abc import Callable, Iterator, Sequence

import cv2
import numpy as np
import pytest

from ioc_desktop.vision.rules.engine import RuleSet
from ioc_desktop.vision.rules.model import RuleKind, View
from tests.support.actors import LABELS, Actor, Told, along, clock, rule_of, run, tracks_of, views

Picture = np.ndarray
EVERYWHERE = {"polygon": ()}


def street(seed: int = 11) -> Picture:
    """A still street: patches and lines with some texture."""
    random = np.random.default_rng(seed)
    picture = np.full((240, 320, 3), 110, np.uint8)
    for _ in range(60):
        x, y = (int(value) for value in random.integers(0, (300, 220)))
        w, h = (int(value) for value in random.integers(8, 60, 2))
        shade = int(random.integers(30, 220))
        cv2.rectangle(picture, (x, y), (x + w, y + h), (shade, shade, shade), -1)
    cv2.rectangle(picture, (135, 135), (190, 185), (170, 170, 170), -1)
    return picture


STREET = street()


def noisy(picture: Picture, sigma: float = 2.0) -> Picture:
    return cv2.add(picture, cv2.randn(np.empty_like(picture, np.int16), 0, sigma), dtype=cv2.CV_8U)


def stream(
    picture_at: Callable[[float], Picture], end_s: float, actors: Sequence[Actor] = (), fps: float = 3.0
) -> Iterator[View]:
    for t in clock(end_s, fps).tolist():
        yield View(time_s=t, tracks=tracks_of(actors, t), aspect=4 / 3, picture=noisy(picture_at(t)))


def tampered(picture_at: Callable[[float], Picture], end_s: float = 60.0) -> Told:
    return run(rule_of(RuleKind.TAMPERING), stream(picture_at, end_s))


CHANGES = {
    "covered": np.full_like(STREET, 120),
    "dark": np.full_like(STREET, 3),
    "blurred": cv2.GaussianBlur(STREET, (0, 0), 7),
    "moved": street(99),
}


@pytest.mark.parametrize("fault", CHANGES)
def test_a_fault_of_the_camera_is_named_and_ends(fault: str) -> None:
    told = tampered(lambda t: CHANGES[fault] if 30 <= t <= 45 else STREET)
    assert [event.category for event in told.raised] == [fault]
    assert told.closed[0].start_s == pytest.approx(30, abs=0.4)
    assert told.closed[0].end_s == pytest.approx(45, abs=0.4)


@pytest.mark.parametrize("fault", CHANGES)
def test_a_lorry_close_by_is_no_tampering(fault: str) -> None:
    assert not tampered(lambda t: CHANGES[fault] if 30 <= t <= 33 else STREET).events


def test_dusk_and_traffic_are_normal() -> None:
    """The light falls to a twentieth in half an hour, vehicles pass all the time."""

    def picture(time_s: float) -> Picture:
        shown = STREET.copy()
        x = int(time_s * 40) % 360 - 40
        cv2.rectangle(shown, (x, 120), (x + 80, 180), (40, 60, 200), -1)
        return np.clip(shown * max(0.05, 1 - time_s / 1800), 0, 255).astype(np.uint8)

    told = run(rule_of(RuleKind.TAMPERING), stream(picture, 1900, fps=0.25))
    assert not told.events


def test_a_camera_that_stays_turned_is_accepted_in_the_end() -> None:
    told = run(rule_of(RuleKind.TAMPERING), stream(lambda t: STREET if t < 30 else CHANGES["moved"], 500, fps=1))
    assert len(told.raised) == 1
    assert told.closed[0].end_s == pytest.approx(330, abs=5)


def test_without_pictures_nothing_is_said() -> None:
    assert not run(rule_of(RuleKind.TAMPERING), views([], clock(60))).events


def with_box(time_s: float) -> Picture:
    """A box left at 20 s and taken at 70 s."""
    shown = STREET.copy()
    if 20 <= time_s <= 70:
        cv2.rectangle(shown, (150, 150), (172, 168), (10, 10, 10), -1)
    return shown


def test_a_thing_without_a_name_is_found_in_the_picture() -> None:
    rule = rule_of(RuleKind.ABANDONED, min_s=20.0, **EVERYWHERE)
    told = run(rule, stream(with_box, 100))
    assert len(told.raised) == 1
    event = told.closed[0]
    assert event.box == pytest.approx((150 / 320, 150 / 240, 173 / 320, 169 / 240), abs=0.03)
    assert event.start_s == pytest.approx(20, abs=4)
    assert event.end_s == pytest.approx(70, abs=4)


def test_a_thing_that_was_always_there_and_is_taken_away_is_not_abandoned() -> None:
    def taken(time_s: float) -> Picture:
        shown = cv2.blur(STREET, (25, 25))
        if time_s < 20:
            cv2.rectangle(shown, (150, 150), (172, 168), (10, 10, 10), -1)
        return shown

    assert not run(rule_of(RuleKind.ABANDONED, min_s=20.0, **EVERYWHERE), stream(taken, 80)).events


def test_a_change_of_light_leaves_nothing_behind() -> None:
    def lit(time_s: float) -> Picture:
        return np.clip(STREET * (1.0 if time_s < 20 else 0.6), 0, 255).astype(np.uint8)

    assert not run(rule_of(RuleKind.ABANDONED, min_s=10.0, **EVERYWHERE), stream(lit, 80)).events


def test_a_shadow_that_falls_on_a_wall_is_no_thing() -> None:
    def shaded(time_s: float) -> Picture:
        shown = STREET.copy()
        if time_s >= 20:
            shown[20:70, 40:110] = (shown[20:70, 40:110] * 0.5).astype(np.uint8)
        return shown

    assert not run(rule_of(RuleKind.ABANDONED, min_s=10.0, **EVERYWHERE), stream(shaded, 60)).events


def test_leaves_in_the_wind_are_no_things() -> None:
    random = np.random.default_rng(12)
    leaves = [random.integers(20, 200, (60, 80, 1), np.uint8) for _ in range(4)]

    def windy(time_s: float) -> Picture:
        shown = STREET.copy()
        shown[20:80, 200:280] = leaves[int(time_s / 7 + 3 * np.sin(time_s)) % 4]
        return shown

    assert not run(rule_of(RuleKind.ABANDONED, min_s=10.0, **EVERYWHERE), stream(windy, 120)).events


def test_a_parked_vehicle_is_accounted_for() -> None:
    car = Actor(lambda t: (161 / 320, 169 / 240) if t >= 20 else None, size=(0.1, 0.1))
    assert not run(rule_of(RuleKind.ABANDONED, min_s=20.0, **EVERYWHERE), stream(with_box, 100, [car])).events


def owner(leaves_s: float) -> Actor:
    stops = [(0.0, (0.5, 0.52)), (leaves_s, (0.5, 0.52)), (leaves_s + 5, (0.95, 0.52))]
    return Actor(along(stops), 1, "person", size=(0.06, 0.2))


def test_a_suitcase_is_abandoned_when_its_owner_is_gone() -> None:
    case = Actor(lambda t: (0.5, 0.5) if t < 90 else None, 2, "suitcase", size=(0.04, 0.06))
    rule = rule_of(RuleKind.ABANDONED, min_s=30.0)
    told = run(rule, views([case, owner(30)], clock(120)))
    assert [event.category for event in told.raised] == ["suitcase"]
    assert told.raised[0].start_s == pytest.approx(32, abs=2)
    assert told.raised[0].tracks == (2,)
    attended = Actor(case.where, 2, "suitcase", size=(0.04, 0.06))
    assert not run(rule, views([attended, owner(88)], clock(100))).events


def test_rules_say_whether_they_read_pixels() -> None:
    assert RuleSet([rule_of(RuleKind.TAMPERING)], LABELS).needs_picture
    assert not RuleSet([rule_of(RuleKind.INTRUSION)], LABELS).needs_picture
