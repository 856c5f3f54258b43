"""Whatever comes in, events keep their form, and nothing is kept for ever."""

import numpy as np
import pytest

from ioc_desktop.vision.rules.engine import RuleSet
from ioc_desktop.vision.rules.model import Rule, RuleEvent, RuleKind, SignalWord, View
from ioc_desktop.vision.tracks import Tracks
from tests.support.actors import LABELS, SQUARE

HELMET_LABELS = (*LABELS, "no_helmet")


def every_kind(cool_down_s: float) -> list[Rule]:
    return [
        Rule(
            id=kind.value, kind=kind, polygon=SQUARE, line=((0.1, 0.5), (0.9, 0.5)), direction=(0.2, 1.0), signal="s",
            lamp=((0.8, 0.0), (0.9, 0.0), (0.9, 0.2)), min_s=1.0, limit=1.0, cool_down_s=cool_down_s,
        )
        for kind in RuleKind
    ]  # fmt: skip


def storm(random: np.random.Generator, views: int) -> list[View]:
    """Boxes anywhere of any size and class, identities that come and go, a clock that stumbles."""
    time_s, stream = 0.0, []
    for _ in range(views):
        time_s += float(
            random.choice([0.0, 0.02, 0.1, 0.2, 1.5, 30.0, -20.0], p=[0.05, 0.1, 0.4, 0.4, 0.03, 0.01, 0.01])
        )
        count = int(random.integers(0, 25))
        corners = random.uniform(-0.2, 1.2, (count, 2, 2))
        boxes = np.sort(corners, axis=1).reshape(count, 4).astype(np.float32)
        boxes[random.random(count) < 0.05] = np.nan
        tracks = Tracks(
            random.integers(-1, 40, count), boxes, random.random(count).astype(np.float32),
            random.integers(-1, 12, count).astype(np.int32), np.zeros((count, 2), np.float32),
            random.random(count) > 0.2,
        )  # fmt: skip
        picture = random.integers(0, 255, (36, 64, 3), np.uint8) if random.random() < 0.7 else None
        state = str(random.choice(["red", "green", "yellow", "unknown"]))
        stream.append(
            View(
                time_s=time_s,
                tracks=tracks,
                aspect=float(random.choice([16 / 9, 4 / 3], p=[0.995, 0.005])),
                picture=picture,
                signals={"s": SignalWord(state, time_s)} if random.random() < 0.8 else {},  # type: ignore[arg-type]
                local_minute=(int(random.integers(0, 1440)), int(random.integers(0, 7))),
            )
        )
    return stream


def check(events: list[RuleEvent]) -> None:
    """Raised once, told at most once a second while it lasts, closed once, times in order."""
    lives: dict[tuple[str, int], list[RuleEvent]] = {}
    for event in events:
        lives.setdefault((event.rule, event.number), []).append(event)
    for life in lives.values():
        assert [event.phase for event in life] == ["raised", *["updated"] * (len(life) - 2), "closed"]
        assert len({event.start_s for event in life}) == 1
        ends = [event.end_s for event in life]
        assert ends == sorted(ends)
        assert all(event.start_s <= event.peak_s <= event.end_s for event in life)
        assert all(np.isfinite([event.value, event.confidence, event.end_s]).all() for event in life)


@pytest.mark.parametrize("cool_down_s", [0.0, 5.0])
@pytest.mark.parametrize("seed", range(3))
def test_a_storm_of_rubbish_keeps_the_form_of_events(seed: int, cool_down_s: float) -> None:
    random = np.random.default_rng(seed)
    rules = RuleSet(every_kind(cool_down_s), HELMET_LABELS)
    assert len(rules.counts) == len(RuleKind)
    events = [event for view in storm(random, 250) for event in rules.step(view)]
    events += rules.finish(0.0)
    check(events)
    assert len({event.kind for event in events}) > 5


def test_nothing_is_kept_for_ever() -> None:
    """Ten thousand identities, each for half a second: what is remembered is what was seen lately."""
    rules = RuleSet(every_kind(0.0), HELMET_LABELS)
    one = np.ones(5, np.float32)
    for step in range(2000):
        x = np.linspace(0.35, 0.65, 5) + (step % 7) * 0.004
        y = np.full(5, 0.4 + (step % 20) * 0.01)
        boxes = np.stack((x - 0.01, y - 0.02, x + 0.01, y), axis=1).astype(np.float32)
        tracks = Tracks(
            np.arange(5) + 5 * (step // 3), boxes, one, np.full(5, 3, np.int32), np.zeros((5, 2), np.float32), one > 0
        )
        rules.step(View(time_s=step / 5, tracks=tracks, signals={"s": SignalWord("red", step / 5)}))
    assert len(rules._builder._paths) < 200
    assert len(rules._builder._continuity) < 200
    kept = [armed.watcher for armed in rules._armed]
    sizes = [
        len(value) for one_watcher in kept for value in vars(one_watcher).values() if isinstance(value, dict | list)
    ]
    assert max(sizes) < 300
    lines = [watcher._line.watch for watcher in kept if getattr(watcher, "_line", None) is not None]
    assert all(len(line) < 300 for line in lines)
