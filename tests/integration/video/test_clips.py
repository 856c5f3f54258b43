"""Clips of live streams: a real camera's server, a real decoding process, a real file."""

from __future__ import annotations

import itertools
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ioc_desktop.video.clips import ClipAnswer
from ioc_desktop.video.messages import ClipFailed, ClipSaved
from ioc_desktop.video.types import ClipSpan, StreamSpec, StreamState
from tests.support.clips import moving_clip, moving_picture, write_clip
from tests.support.engine import Wall, is_alive
from tests.support.footage import Film, film
from tests.support.rtsp import ServerFactory

pytestmark = pytest.mark.rtsp


class Desk:
    """Somebody who watches one stream without a tile and asks for clips of it."""

    def __init__(self, wall: Wall, folder: Path) -> None:
        self.wall, self.folder = wall, folder
        self.answers: dict[int, ClipAnswer] = {}

    def watch(self, url: str) -> None:
        self.wall.engine.watch([StreamSpec("gate", url)], remembers=True)
        self.wall.until(lambda: self.frames() >= 3)

    def frames(self) -> int:
        table, entry = self.wall.engine._table, self.wall.engine._entries["gate"]
        assert table is not None
        return int(table.rows["decoded"][entry.row])

    def ask(self, before_s: float, after_s: float, stream: str = "gate", name: str = "clip.mp4") -> int:
        now_s = time.monotonic()
        span = ClipSpan(now_s - before_s, now_s + after_s, now_s)
        numbers: list[int] = []
        numbers.append(
            self.wall.engine.save_clip(
                stream, span, self.folder / name, lambda answer: self.answers.__setitem__(numbers[0], answer)
            )
        )
        return numbers[0]

    def answer(self, clip: int) -> ClipAnswer:
        self.until(lambda: clip in self.answers)
        return self.answers[clip]

    def saved(self, clip: int) -> tuple[ClipSaved, Film]:
        answer = self.answer(clip)
        assert isinstance(answer, ClipSaved), answer
        return answer, film(self.folder / "clip.mp4")

    def failed(self, clip: int) -> str:
        answer = self.answer(clip)
        assert isinstance(answer, ClipFailed), answer
        return answer.reason.code

    def until(self, holds: Callable[[], object]) -> None:
        """Only tends, as the recorder does while no wall is shown."""
        deadline = time.monotonic() + 40
        while not holds():
            self.wall.engine.tend()
            assert time.monotonic() < deadline
            time.sleep(0.02)

    def rest(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        self.until(lambda: time.monotonic() >= end)


@pytest.fixture
def desk(wall: Wall, tmp_path: Path) -> Desk:
    wall.show([])
    return Desk(wall, tmp_path)


def are_from(source: Film, made: Film) -> bool:
    """Whether a clip's pictures are some of an endless source's, one after the other, to the last bit."""
    start = source.pictures.index(made.pictures[0])
    endless = source.pictures[start:] + source.pictures * (len(made.pictures) // len(source.pictures) + 1)
    return endless[: len(made.pictures)] == made.pictures


def test_a_clip_has_what_came_before_and_after_untouched(desk: Desk, rtsp_server: ServerFactory, clip: Path) -> None:
    desk.watch(rtsp_server({"/gate": {"file": str(clip)}}).url("/gate"))
    desk.rest(3.0)
    asked_at = time.time()
    number = desk.ask(2.0, 2.0)
    assert number not in desk.answers, "its end is still to come"
    answer, made = desk.saved(number)
    assert (made.codec, made.size, made.is_key[0]) == ("h264", (320, 180), True)
    assert are_from(film(clip), made)
    assert made.decoded == len(made.pictures)
    assert 3.5 < made.seconds < 6.0, "four seconds and back to a key picture"
    assert answer.seconds == pytest.approx(made.seconds, abs=0.01)
    assert answer.size == (desk.folder / "clip.mp4").stat().st_size
    assert -3.5 < answer.began_at - asked_at < -1.5
    assert not answer.is_short


def test_pictures_that_are_sent_out_of_order_are_shown_in_order(
    desk: Desk, rtsp_server: ServerFactory, tmp_path: Path
) -> None:
    pictures = [moving_picture(index, 320, 180) for index in range(60)]
    source = write_clip(tmp_path / "b.mp4", pictures, b_frames=2)
    desk.watch(rtsp_server({"/gate": {"file": str(source)}}).url("/gate"))
    desk.rest(2.5)
    _, made = desk.saved(desk.ask(2.0, 1.0))
    assert are_from(film(source), made)
    assert made.decoded == len(made.pictures)
    shown = sorted(stamp for stamp, _ in made.stamps)
    assert [stamp for stamp, _ in made.stamps] != shown, "they are out of order in the file, too"
    assert all(0.03 < after - before < 0.2 for before, after in itertools.pairwise(shown[:-3]))
    assert all(decoded <= stamp for stamp, decoded in made.stamps)


def test_an_end_that_becomes_known_later_counts(desk: Desk, rtsp_server: ServerFactory, clip: Path) -> None:
    desk.watch(rtsp_server({"/gate": {"file": str(clip)}}).url("/gate"))
    number = desk.ask(1.0, 600.0)
    desk.rest(1.0)
    desk.wall.engine.end_clip(number, time.monotonic() + 0.5)
    _, made = desk.saved(number)
    assert made.seconds < 10


def test_a_clip_goes_on_over_a_lost_connection(desk: Desk, rtsp_server: ServerFactory, clip: Path) -> None:
    server = rtsp_server({"/gate": {"file": str(clip)}})
    desk.watch(server.url("/gate"))
    desk.rest(2.0)
    number = desk.ask(2.0, 8.0)
    server.kill()
    desk.rest(1.0)  # a server that starts at once would leave no gap to see
    rtsp_server({"/gate": {"file": str(clip)}}, port=server.port)
    _, made = desk.saved(number)
    decoding = [stamp for _, stamp in made.stamps]
    assert all(before < after for before, after in itertools.pairwise(decoding))
    assert made.decoded == len(made.pictures)
    gaps = [after - before for before, after in itertools.pairwise(decoding)]
    assert max(gaps) > 0.5, "the time without pictures passes in the clip, too"
    assert made.seconds > 8


def test_a_jump_of_the_cameras_clock_is_not_in_the_clip(desk: Desk, rtsp_server: ServerFactory, clip: Path) -> None:
    server = rtsp_server({"/gate": {"file": str(clip)}})
    desk.watch(server.url("/gate"))
    desk.rest(1.5)
    number = desk.ask(1.5, 2.0)
    server.jump("/gate", 7200)
    _, made = desk.saved(number)
    assert 2.5 < made.seconds < 6
    assert are_from(film(clip), made)


def test_another_size_in_the_middle_ends_the_clip(
    desk: Desk, rtsp_server: ServerFactory, clip: Path, tmp_path: Path
) -> None:
    square = moving_clip(tmp_path / "square.mp4", 240, 240)
    server = rtsp_server({"/gate": {"file": str(clip)}})
    desk.watch(server.url("/gate"))
    desk.rest(1.5)
    number = desk.ask(1.5, 3.0)
    server.swap("/gate", str(square))
    answer, made = desk.saved(number)
    assert made.size == (320, 180)
    assert are_from(film(clip), made)
    assert answer.is_short


def test_a_killed_worker_is_told_and_the_next_clip_works(desk: Desk, rtsp_server: ServerFactory, clip: Path) -> None:
    desk.watch(rtsp_server({"/gate": {"file": str(clip)}}).url("/gate"))
    number = desk.ask(1.0, 600.0)
    pids = desk.wall.engine.worker_pids()
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    assert desk.failed(number) == "clip.cut_off"
    desk.until(lambda: len(desk.wall.engine.worker_pids()) == 2 and not any(map(is_alive, pids)))
    desk.rest(1.5)
    desk.saved(desk.ask(0.5, 1.0))


def test_each_refusal_has_its_reason(desk: Desk, rtsp_server: ServerFactory, clip: Path) -> None:
    server = rtsp_server({"/gate": {"file": str(clip)}})
    desk.watch(server.url("/gate"))
    desk.rest(1.0)
    assert desk.failed(desk.ask(1.0, 0.0, "unknown")) == "clip.not_watched"
    assert desk.failed(desk.ask(900.0, -800.0)) == "clip.nothing_kept"
    assert desk.failed(desk.ask(1.0, 0.0, name="gone/clip.mp4")) == "clip.unwritable"
    desk.wall.engine.watch([StreamSpec("gate", server.url("/gate"))])
    assert desk.failed(desk.ask(1.0, 0.0)) == "clip.nothing_kept", "nothing is kept unless it is asked for"


def test_what_waits_is_written_when_the_stream_is_closed(desk: Desk, rtsp_server: ServerFactory, clip: Path) -> None:
    desk.watch(rtsp_server({"/gate": {"file": str(clip)}}).url("/gate"))
    desk.rest(1.5)
    number = desk.ask(1.0, 600.0)
    desk.wall.engine.watch([])
    _, made = desk.saved(number)
    assert made.seconds > 0.5


def test_a_shown_stream_is_kept_from_when_its_rule_is_armed(desk: Desk, rtsp_server: ServerFactory, clip: Path) -> None:
    spec = StreamSpec("gate", rtsp_server({"/gate": {"file": str(clip)}}).url("/gate"))
    desk.wall.show([spec])
    desk.wall.until_state(StreamState.LIVE)
    desk.wall.engine.watch([spec], remembers=True)
    desk.rest(2.0)
    desk.saved(desk.ask(1.0, 0.5))
    assert desk.wall.status().reconnects == 0


def test_a_file_that_plays_again_and_again_makes_clips_too(desk: Desk, clip: Path) -> None:
    desk.watch(str(clip))
    desk.rest(3.0)
    _, made = desk.saved(desk.ask(3.0, 1.0))
    assert are_from(film(clip), made)
    assert 3.0 < made.seconds < 6.0
