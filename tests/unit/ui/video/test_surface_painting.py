from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtTest import QTest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.ui.theme import Theme
from ioc_desktop.ui.video.content import TileContent
from ioc_desktop.ui.video.layouts import LAYOUTS
from ioc_desktop.ui.video.surface import VideoSurface
from ioc_desktop.ui.video.tile import Kind
from ioc_desktop.video.types import StreamState
from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.feed import AnalysisFeed
from ioc_desktop.vision.labels import COCO80, labels
from ioc_desktop.vision.orders import Orders
from ioc_desktop.vision.results import AnalysisResult
from ioc_desktop.vision.tracks import Tracks
from tests.unit.ui.video.conftest import becomes, pixels
from tests.unit.ui.video.moving_pictures import FPS, MovingPictures, noise, spec

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("qapp")]


def contents(count: int) -> list[TileContent]:
    return [
        TileContent(str(slot), f"{slot + 1:02d}", f"Ngã tư số {slot + 1}", stream=spec(str(slot)))
        for slot in range(count)
    ]


def open_wall(surface: VideoSurface, key: str = "2x2", count: int = 4, **options: bool) -> None:
    surface.show_wall(LAYOUTS[key], contents(count), **options)  # type: ignore[arg-type]
    surface.show()
    assert QTest.qWaitForWindowExposed(surface)


def live(surface: VideoSurface, pictures: MovingPictures, slot: int, seed: int = 0) -> np.ndarray:
    """Show a picture in a tile; its pixels, BGR."""
    picture = noise(pictures.tiles[slot][1], seed)
    pictures.paint(slot, picture)
    before = surface.painted.total()
    assert becomes(lambda: surface.painted.total() > before)
    return picture[:, :, :3]


def test_the_picture_is_the_mosaic_to_the_last_pixel(surface: VideoSurface, pictures: MovingPictures) -> None:
    open_wall(surface)
    for slot in range(4):
        expected = live(surface, pictures, slot, slot)
        assert np.array_equal(pixels(surface, surface.tile(slot).picture), expected)


def test_frames_change_the_picture_and_leave_captions_alone(surface: VideoSurface, pictures: MovingPictures) -> None:
    open_wall(surface)
    live(surface, pictures, 0)
    caption = pixels(surface, surface.tile(0).caption)
    neighbour = pixels(surface, surface.tile(1).whole)
    expected = live(surface, pictures, 0, seed=1)
    assert np.array_equal(pixels(surface, surface.tile(0).picture), expected)
    assert np.array_equal(pixels(surface, surface.tile(0).caption), caption)
    assert np.array_equal(pixels(surface, surface.tile(1).whole), neighbour)


def test_selection_at_the_desk_covers_no_pixel_but_its_brackets(
    surface: VideoSurface, pictures: MovingPictures
) -> None:
    open_wall(surface)
    expected = live(surface, pictures, 0)
    surface.show_wall(LAYOUTS["2x2"], contents(4), selected=0)
    shown = pixels(surface, surface.tile(0).picture)
    edge = np.ones(expected.shape[:2], bool)
    edge[4:-4, 4:-4] = False
    assert np.array_equal(shown[edge], expected[edge])
    assert not np.array_equal(shown, expected)


def test_frames_are_counted_once_painted(surface: VideoSurface, pictures: MovingPictures) -> None:
    open_wall(surface)
    for seed in range(3):
        live(surface, pictures, 2, seed)
    surface.grab()
    assert surface.painted == {"2/sub": 3}


def test_a_large_tile_of_a_mixed_layout_matches_too(surface: VideoSurface, pictures: MovingPictures) -> None:
    open_wall(surface, "1+5", 6)
    expected = live(surface, pictures, 0)
    assert np.array_equal(pixels(surface, surface.tile(0).picture), expected)


def test_a_lost_tile_is_hatched_and_says_why(surface: VideoSurface, pictures: MovingPictures) -> None:
    open_wall(surface)
    live(surface, pictures, 0)
    reason = ExpectedError("video.refused", "Camera từ chối. Kiểm tra cổng.")
    pictures.say(0, state=StreamState.LOST, reason=reason, last_frame_age_s=42.0)
    assert becomes(lambda: surface.tile(0).look.kind is Kind.LOST)
    assert surface.tile(0).look.reason == "Camera từ chối. Kiểm tra cổng."
    shown = pixels(surface, surface.tile(0).picture)
    technical = Theme().color("technical")
    lavender = np.array([technical.blue(), technical.green(), technical.red()])
    assert (np.abs(shown.astype(int) - lavender).max(axis=2) < 8).sum() > 200, "no words in lavender"
    assert np.array_equal(shown[0, 0], lavender), "no edge of trouble"


def test_reconnecting_keeps_the_last_picture_grey_and_dim(surface: VideoSurface, pictures: MovingPictures) -> None:
    open_wall(surface)
    bright = np.full((*noise(pictures.tiles[0][1]).shape[:2], 4), 255, np.uint8)
    bright[:, :, 0] = 40
    pictures.paint(0, bright)
    assert becomes(lambda: surface.painted["0/sub"] > 0)
    pictures.say(0, state=StreamState.RECONNECTING, attempt=3, last_frame_age_s=18.0)
    assert becomes(lambda: surface.tile(0).look.stale)
    corner = pixels(surface, surface.tile(0).picture)[8:60, 8:60].astype(int)
    assert 60 < corner.mean() < 150
    assert np.ptp(corner, axis=2).max() < 30, "the old picture must be grey"


def test_a_recovered_tile_is_itself_again(surface: VideoSurface, pictures: MovingPictures) -> None:
    open_wall(surface)
    live(surface, pictures, 0)
    pictures.say(0, state=StreamState.RECONNECTING, attempt=1, last_frame_age_s=3.0)
    assert becomes(lambda: surface.tile(0).look.kind is Kind.RECONNECTING)
    expected = live(surface, pictures, 0, seed=7)
    assert np.array_equal(pixels(surface, surface.tile(0).picture), expected)


def test_hidden_tiles_do_not_decode_and_nothing_ticks(surface: VideoSurface, pictures: MovingPictures) -> None:
    open_wall(surface)
    assert len(pictures.tiles) == 4
    surface.hide()
    assert pictures.tiles == {}
    assert [timer for timer in surface.findChildren(QTimer) if timer.isActive()] == []
    surface.show()
    assert len(pictures.tiles) == 4


def test_another_layout_keeps_the_last_picture_until_the_next(surface: VideoSurface, pictures: MovingPictures) -> None:
    open_wall(surface)
    pictures.paint(0, np.full((*noise(pictures.tiles[0][1]).shape[:2], 4), 200, np.uint8))
    assert becomes(lambda: surface.painted["0/sub"] > 0)
    surface.show_wall(LAYOUTS["3x3"], contents(4))
    assert surface.tile(0).page is None
    assert pixels(surface, surface.tile(0).picture).min() >= 198


def test_a_resized_surface_asks_for_a_mosaic_of_its_size(surface: VideoSurface, pictures: MovingPictures) -> None:
    open_wall(surface)
    surface.resize(1000, 700)
    assert becomes(lambda: pictures.mosaic is not None and pictures.mosaic.width == 1000)
    expected = live(surface, pictures, 3)
    assert np.array_equal(pixels(surface, surface.tile(3).picture), expected)


def test_empty_and_forbidden_tiles_decode_nothing(surface: VideoSurface, pictures: MovingPictures) -> None:
    forbidden = TileContent("x", "19", "Kho bạc", stream=spec("x"), allowed=False)
    surface.show_wall(LAYOUTS["2x2"], [None, forbidden], editable=True)
    surface.show()
    assert pictures.tiles == {}
    assert surface.tile(0).look.title == "Kéo camera vào đây"
    assert surface.tile(1).look.kind is Kind.NO_PERMISSION


def test_slots_are_found_under_the_pointer(surface: VideoSurface) -> None:
    open_wall(surface)
    for slot in range(4):
        assert surface.slot_at(surface.tile(slot).caption.center()) == slot
    assert surface.slot_at(QPoint(0, 0)) is None


class Seen:
    """A model's answers, given by hand."""

    labels = labels(COCO80)
    mode = "detector"
    is_running = True

    class buffer:  # noqa: N801
        slots = 64

    def __init__(self) -> None:
        self.results: dict[int, AnalysisResult] = {}
        self.orders = Orders()
        self.feed: AnalysisFeed | None = None

    def feed_from(self, video: MovingPictures) -> AnalysisFeed:
        self.feed = self.feed or AnalysisFeed(video, self)  # type: ignore[arg-type]
        return self.feed

    def poll(self) -> dict[int, AnalysisResult]:
        results, self.results = self.results, {}
        return results


def answer(
    *boxes: tuple[float, float, float, float],
    frame_no: int = 1,
    velocity: tuple[float, float] = (0.0, 0.0),
    captured_s: float = 0.0,
) -> AnalysisResult:
    count = len(boxes)
    found = Detections(np.array(boxes, np.float32), np.full(count, 0.9, np.float32), np.zeros(count, np.int32))
    tracks = Tracks(
        np.arange(count),
        found.boxes,
        found.scores,
        found.classes,
        np.tile(np.array(velocity, np.float32), (count, 1)),
        np.ones(count, bool),
    )
    return AnalysisResult(frame_no, frame_no / FPS, found, 1.0, "detector", tracks, captured_s)


class ByHand:
    """A clock that stands."""

    at_s = 1000.0

    def monotonic(self) -> float:
        return self.at_s


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def clock() -> ByHand:
    return ByHand()


@pytest.fixture
def watched(pictures: MovingPictures, seen: Seen, clock: ByHand) -> Iterator[VideoSurface]:
    """A wall whose second tile is looked at."""
    surface = VideoSurface(pictures, Theme(), vision=seen, clock=clock)  # type: ignore[arg-type]
    surface.resize(1280, 720)
    open_wall(surface)
    pictures.say(1, width=640, height=360)
    yield surface
    surface.hide()
    surface.deleteLater()


def tell(seen: Seen, pictures: MovingPictures, result: AnalysisResult) -> None:
    seen.results[pictures.analysed["1/sub"]] = result
    assert becomes(lambda: not seen.results)


def left_of_box(surface: VideoSurface) -> float:
    """Where the left side of the drawn box lies, share of the picture's width."""
    boxes = surface.tile(1).boxes
    assert boxes is not None
    picture = surface.tile(1).place.picture
    return (min(edge.left() for _, edges in boxes.lines for edge in edges) - picture.x) / picture.width


def show_next(surface: VideoSurface, pictures: MovingPictures, count: int = 1) -> np.ndarray:
    shown = np.empty(0)
    for seed in range(count):
        shown = live(surface, pictures, 1, seed)
    return shown


def test_live_boxes_move_on_with_the_picture(watched: VideoSurface, pictures: MovingPictures, seen: Seen) -> None:
    show_next(watched, pictures, 3)
    tell(seen, pictures, answer((0.2, 0.25, 0.4, 0.75), frame_no=2, velocity=(0.45, 0.0)))
    assert becomes(lambda: watched.tile(1).boxes is not None)
    assert left_of_box(watched) == pytest.approx(0.2 + 0.45 / FPS, abs=0.003), "one picture on already"
    expected = show_next(watched, pictures, 2)
    assert left_of_box(watched) == pytest.approx(0.2 + 0.45 * 3 / FPS, abs=0.003)
    shown = pixels(watched, watched.tile(1).picture)
    height, width = shown.shape[:2]
    x = round(width * (0.2 + 0.45 * 3 / FPS))
    assert shown[height // 2, x].min() > 200, "the box is drawn there"
    behind = slice(None, x - 3)
    assert np.array_equal(shown[height // 2, behind], expected[height // 2, behind]), "and nowhere else"
    assert pictures.holds_s == {}


def test_boxes_that_do_not_move_are_not_made_again(watched: VideoSurface, pictures: MovingPictures, seen: Seen) -> None:
    show_next(watched, pictures)
    tell(seen, pictures, answer((0.2, 0.25, 0.4, 0.75)))
    assert becomes(lambda: watched.tile(1).boxes is not None)
    made = watched.tile(1).boxes
    show_next(watched, pictures, 2)
    assert watched.tile(1).boxes is made


def test_exact_pictures_wait_for_their_boxes(
    watched: VideoSurface, pictures: MovingPictures, seen: Seen, clock: ByHand
) -> None:
    watched.set_exact(exact=True)
    show_next(watched, pictures)
    for number in range(6):
        captured_s = clock.at_s
        clock.at_s += 0.2
        tell(seen, pictures, answer((0.2, 0.2, 0.4, 0.8), frame_no=100 + number, captured_s=captured_s))
    assert becomes(lambda: pictures.holds_s)
    assert pictures.holds_s == {"1/sub": pytest.approx(0.5)}, "0.2 s of looking, 0.2 s to the next, and a little"
    assert watched.hold_s() == pytest.approx(0.5)
    tell(seen, pictures, answer((0.2, 0.2, 0.4, 0.8), frame_no=4))
    tell(seen, pictures, answer((0.5, 0.2, 0.7, 0.8), frame_no=7))
    for frame_no, left in ((4, 0.2), (5, 0.3), (6, 0.4), (7, 0.5)):
        while pictures.frames(1) < frame_no:
            show_next(watched, pictures)
        assert left_of_box(watched) == pytest.approx(left, abs=0.003)
    watched.set_exact(exact=False)
    assert pictures.holds_s == {}
    assert watched.hold_s() == 0


def test_a_hidden_wall_holds_nothing_back(
    watched: VideoSurface, pictures: MovingPictures, seen: Seen, clock: ByHand
) -> None:
    watched.set_exact(exact=True)
    show_next(watched, pictures)
    for number in range(6):
        clock.at_s += 0.2
        tell(seen, pictures, answer((0.2, 0.2, 0.4, 0.8), frame_no=1 + number, captured_s=clock.at_s - 0.1))
    assert becomes(lambda: pictures.holds_s)
    watched.hide()
    assert pictures.holds_s == {}


def test_boxes_are_drawn_and_expire(pictures: MovingPictures) -> None:
    clock, seen = ByHand(), Seen()
    surface = VideoSurface(pictures, Theme(), vision=seen, clock=clock)  # type: ignore[arg-type]
    surface.resize(1280, 720)
    open_wall(surface)
    expected = live(surface, pictures, 1)
    pictures.say(1, width=640, height=360)
    seen.results[pictures.analysed["1/sub"]] = answer((0.25, 0.25, 0.75, 0.75))
    assert becomes(lambda: surface.tile(1).boxes is not None)
    shown = pixels(surface, surface.tile(1).picture)
    height, width = shown.shape[:2]
    x, y = round(width * 0.25), round(height * 0.25)
    assert shown[y + 10, x].min() > 200, "the left side of the box is light"
    assert shown[y + 10, x + 1].min() > 200
    assert (shown[y + 10, x - 1] <= expected[y + 10, x - 1]).all(), "the halo is dark"
    assert np.array_equal(shown[y + 10 : -y - 10, x + 10 : -x - 10], expected[y + 10 : -y - 10, x + 10 : -x - 10])
    clock.at_s += 1.1
    assert becomes(lambda: surface.tile(1).boxes is None)
    assert np.array_equal(pixels(surface, surface.tile(1).picture), expected)
    surface.hide()
    surface.deleteLater()


def test_boxes_can_be_switched_off(pictures: MovingPictures) -> None:
    seen = Seen()
    surface = VideoSurface(pictures, Theme(), vision=seen)  # type: ignore[arg-type]
    surface.resize(1280, 720)
    open_wall(surface)
    expected = live(surface, pictures, 1)
    surface.set_boxes_visible(visible=False)
    seen.results[pictures.analysed["1/sub"]] = answer((0.25, 0.25, 0.75, 0.75))
    assert becomes(lambda: not seen.results)
    assert np.array_equal(pixels(surface, surface.tile(1).picture), expected)
    surface.hide()
    surface.deleteLater()
