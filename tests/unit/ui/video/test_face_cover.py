"""Faces on tiles: covered for who may not see them, whatever happens to the analysis; whole for who may."""

from __future__ import annotations

import uuid
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from ioc_desktop.config.settings import Settings
from ioc_desktop.core.clock import SystemClock
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.ui.theme import Theme
from ioc_desktop.ui.video.content import TileContent
from ioc_desktop.ui.video.face_cover import HOLD_S, STALE_S, FaceCover, cover_for, kept
from ioc_desktop.ui.video.geometry import Box
from ioc_desktop.ui.video.ink import Ink
from ioc_desktop.ui.video.layouts import LAYOUTS
from ioc_desktop.ui.video.surface import VideoSurface
from ioc_desktop.ui.video.tile import Kind
from ioc_desktop.video.types import StreamState
from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.labels import labels
from ioc_desktop.vision.results import AnalysisResult, Mode
from ioc_desktop.vision.tracks import Tracks
from tests.unit.ui.video.conftest import becomes, pixels
from tests.unit.ui.video.moving_pictures import MovingPictures, noise, spec

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("qapp")]
PERSON = (0.4, 0.3, 0.5, 0.9)
HEAD = (0.42, 0.32, 0.48, 0.4)
LABELS = labels(("person", "car"))
SOURCE = (640, 360)


class HandClock(SystemClock):
    time_s = 100.0

    def monotonic(self) -> float:
        return self.time_s


def result(*boxes: tuple[float, float, float, float], mode: Mode = "detector", velocity: float = 0.0) -> AnalysisResult:
    count = len(boxes)
    array = np.array(boxes, np.float32).reshape(-1, 4)
    classes, sure = np.zeros(count, np.int32), np.ones(count, np.float32)
    tracks = Tracks(
        np.arange(count), array, sure, classes, np.full((count, 2), velocity, np.float32), np.ones(count, bool)
    )
    return AnalysisResult(1, 0.0, Detections(array, sure, classes), 100.0, mode, tracks)


def painted(cover: FaceCover, picture: np.ndarray) -> np.ndarray:
    """What is on the screen of a tile of this size, BGR."""
    height, width = picture.shape[:2]
    image = QImage(picture.data, width, height, 4 * width, QImage.Format.Format_RGB32)
    screen = image.copy()
    painter = QPainter(screen)
    cover.paint(painter, Ink(Theme(), 1.0), image, Box(0, 0, width, height))
    painter.end()
    return np.frombuffer(screen.constBits(), np.uint8).reshape(height, width, 4)[:, :, :3].copy()


def part(picture: np.ndarray, box: tuple[float, float, float, float]) -> np.ndarray:
    height, width = picture.shape[:2]
    return picture[round(box[1] * height) : round(box[3] * height), round(box[0] * width) : round(box[2] * width), :3]


NOISE = np.random.default_rng(5).integers(0, 256, (360, 640, 4), np.uint8)


def is_coarse(shown: np.ndarray, box: tuple[float, float, float, float]) -> bool:
    return bool(part(shown, box).std() < 0.4 * part(NOISE, box).std())


def test_heads_are_covered_and_the_street_is_not() -> None:
    cover = FaceCover(HandClock())
    cover.take(result(PERSON), LABELS, SOURCE)
    shown = painted(cover, NOISE)
    assert is_coarse(shown, HEAD)
    for clear in ((0.0, 0.0, 0.3, 1.0), (0.6, 0.0, 1.0, 1.0), (0.4, 0.7, 0.5, 1.0)):
        assert np.array_equal(part(shown, clear), part(NOISE, clear))


def test_without_somebody_who_looks_everything_is_covered() -> None:
    clock = HandClock()
    cover = FaceCover(clock)
    assert not cover.knows
    assert is_coarse(painted(cover, NOISE), (0.1, 0.5, 0.9, 1.0))
    cover.take(result(PERSON, mode="motion"), LABELS, SOURCE)
    cover.take(result(PERSON), labels(("car",)), SOURCE)
    cover.take(result(PERSON), LABELS, (0, 0))
    cover.take(replace(result(PERSON), latency_ms=900.0), LABELS, SOURCE)
    assert not cover.knows, "motion, cars, pictures of unknown shape and late results tell nothing of faces"
    cover.take(result(), LABELS, SOURCE)
    assert cover.knows
    assert np.array_equal(painted(cover, NOISE), NOISE[:, :, :3]), "nobody is there"
    clock.time_s += STALE_S + 0.01
    assert is_coarse(painted(cover, NOISE), (0.1, 0.5, 0.9, 1.0))


def test_a_head_that_is_missed_once_stays_covered() -> None:
    clock = HandClock()
    cover = FaceCover(clock)
    cover.take(result(PERSON), LABELS, SOURCE)
    clock.time_s += 0.2
    cover.take(result(), LABELS, SOURCE)
    assert is_coarse(painted(cover, NOISE), HEAD)
    for _ in range(4):
        clock.time_s += HOLD_S / 3
        cover.take(result(), LABELS, SOURCE)
    assert np.array_equal(painted(cover, NOISE), NOISE[:, :, :3])


def test_a_slow_machine_holds_longer_than_its_pauses() -> None:
    clock = HandClock()
    cover = FaceCover(clock)
    for boxes in ((PERSON,), (PERSON,), ()):
        clock.time_s += 1.0
        cover.take(result(*boxes), LABELS, SOURCE)
    assert is_coarse(painted(cover, NOISE), HEAD)


def test_a_picture_that_waits_is_covered_where_heads_were_in_it() -> None:
    """And results that came late for the street as it is are in time for the picture that is shown."""
    clock = HandClock()
    waiting, at_once = FaceCover(clock), FaceCover(clock)
    late = replace(result(PERSON), latency_ms=1500.0)
    for cover, hold_s in ((waiting, 1.8), (at_once, 0.0)):
        cover.take(late, LABELS, SOURCE, hold_s)
    assert (waiting.knows, at_once.knows) == (True, False)
    for _ in range(4):
        clock.time_s += 0.4
        waiting.take(result(), LABELS, SOURCE, 1.8)
    assert is_coarse(painted(waiting, NOISE), HEAD), "the picture of 1.8 s ago has the head"
    for _ in range(3):
        clock.time_s += 0.4
        waiting.take(result(), LABELS, SOURCE, 1.8)
    assert np.array_equal(painted(waiting, NOISE), NOISE[:, :, :3])


def test_who_walks_is_covered_ahead_of_the_box() -> None:
    cover = FaceCover(HandClock())
    cover.take(result(PERSON, velocity=0.2), LABELS, SOURCE)
    ahead = (PERSON[2] + 0.02, 0.4, PERSON[2] + 0.06, 0.46)
    assert is_coarse(painted(cover, NOISE), ahead)
    still = FaceCover(HandClock())
    still.take(result(PERSON), LABELS, SOURCE)
    assert not is_coarse(painted(still, NOISE), ahead)


def test_one_person_seen_many_times_is_covered_once() -> None:
    clock = HandClock()
    cover = FaceCover(clock)
    for step in range(20):
        clock.time_s += 0.1
        x = 0.3 + 0.002 * step
        cover.take(result((x, 0.3, x + 0.1, 0.9)), LABELS, SOURCE)
    assert sum(len(each) for _, each in cover._known) <= 4


def test_bars_beside_the_picture_are_no_picture() -> None:
    cover = FaceCover(HandClock())
    cover.take(result(PERSON), LABELS, (480, 640))
    shown = painted(cover, NOISE)
    width = 270 / 640
    left = (1 - width) / 2
    placed = tuple(left + x * width if at % 2 == 0 else x for at, x in enumerate(HEAD))
    assert is_coarse(shown, placed)  # type: ignore[arg-type]


def test_a_picture_that_is_kept_shows_nobody() -> None:
    image = QImage(NOISE.data, 640, 360, 4 * 640, QImage.Format.Format_RGB32)
    coarse = kept(image)
    assert (coarse.width(), coarse.height()) == (640, 360)
    flat = np.frombuffer(coarse.convertToFormat(QImage.Format.Format_RGB32).constBits(), np.uint8)
    assert flat.reshape(360, 640, 4)[:, :, :3].std() < 0.4 * NOISE[:, :, :3].std()


@pytest.mark.parametrize("role", [Role.DUTY_OFFICER, Role.ADMIN, Role.LEADER, Role.OPERATOR])
def test_the_right_and_the_setting_decide(role: Role) -> None:
    session = Session(uuid.uuid4(), "a", "A", role)
    sees = role in {Role.DUTY_OFFICER, Role.ADMIN}
    chosen = {way: cover_for(session, Settings().changed("privacy.tiles", way)) for way in ("heads", "whole", "shown")}
    covered = {"heads": "heads", "whole": "whole", "shown": "nothing"}
    assert chosen == (dict.fromkeys(covered, "nothing") if sees else covered)
    assert Settings().privacy.tiles == "heads"


def test_a_centre_may_have_all_of_it_covered_always() -> None:
    cover = FaceCover(HandClock(), always_whole=True)
    cover.take(result(PERSON), LABELS, SOURCE)
    assert is_coarse(painted(cover, NOISE), (0.6, 0.1, 0.9, 0.9))


def test_the_wall_covers_live_pictures_and_those_it_keeps(surface: VideoSurface, pictures: MovingPictures) -> None:
    contents = [
        TileContent(str(n), f"0{n}", f"Cầu {n}", stream=spec(str(n)), cover="heads" if n == 0 else "nothing")
        for n in range(2)
    ]
    surface.show_wall(LAYOUTS["2x2"], contents)
    surface.show()
    assert QTest.qWaitForWindowExposed(surface)
    drawn = [noise(pictures.tiles[slot][1], slot) for slot in range(2)]
    for slot, picture in enumerate(drawn):
        pictures.paint(slot, picture)
    assert becomes(lambda: surface.painted.total() >= 2)
    covered, seen = (pixels(surface, surface.tile(slot).picture) for slot in range(2))
    assert np.array_equal(seen, drawn[1][:, :, :3]), "who may see faces sees every pixel"
    assert covered[60:].std() < 0.4 * drawn[0][60:].std()
    cover = surface.tile(0).cover
    assert cover is not None
    assert surface.tile(1).cover is None
    cover.take(result(PERSON), LABELS, SOURCE)
    pictures.paint(0, drawn[0])
    assert becomes(lambda: surface.painted.total() >= 3)
    shown, rect = pixels(surface, surface.tile(0).picture), drawn[0][:, :, :3]
    assert part(shown, HEAD).std() < 0.5 * part(rect, HEAD).std()
    assert np.array_equal(part(shown, (0.6, 0.1, 0.9, 0.9)), part(rect, (0.6, 0.1, 0.9, 0.9)))
    surface.show_wall(LAYOUTS["1"], contents[:1])
    assert surface.tile(0).cover is cover, "what is known of a camera outlives a change of layout"
    held = surface.tile(0).held
    assert held is not None
    pictures.say(0, state=StreamState.FROZEN, last_frame_age_s=18.0)
    assert becomes(lambda: surface.tile(0).look.kind is Kind.FROZEN)
    flat = np.frombuffer(held.convertToFormat(QImage.Format.Format_RGB32).constBits(), np.uint8)
    assert flat.std() < 100
    assert flat.reshape(held.height(), held.width(), 4)[:, :, :3].std() < 0.4 * rect.std()
