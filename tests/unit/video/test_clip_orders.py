"""Orders of clips: bounded on both sides, each answered once."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from ioc_desktop.video import clip_writer, clips
from ioc_desktop.video.archive import PacketRing
from ioc_desktop.video.clip_writer import ClipWriter
from ioc_desktop.video.clips import ClipAnswer, Clips
from ioc_desktop.video.messages import ClipFailed, ClipSaved, SaveClip
from ioc_desktop.video.types import ClipSpan
from tests.support.clips import moving_clip
from tests.support.footage import film, kept

LATER = ClipSpan(0.0, 1e12, 0.0)


class Said:
    """What a writer tells the window."""

    def __init__(self) -> None:
        self.answers: list[ClipAnswer] = []
        self._more = threading.Condition()

    def __call__(self, answer: ClipSaved | ClipFailed) -> None:
        with self._more:
            self.answers.append(answer)
            self._more.notify()

    def wait(self, count: int) -> list[ClipAnswer]:
        with self._more:
            assert self._more.wait_for(lambda: len(self.answers) >= count, timeout=20)
        return self.answers


@pytest.fixture(scope="module")
def ring(tmp_path_factory: pytest.TempPathFactory) -> PacketRing:
    """Two seconds that came just now."""
    format_, packets = kept(moving_clip(tmp_path_factory.mktemp("clip") / "clip.mp4"), time.monotonic() - 2)
    ring = PacketRing(60.0, 1 << 30)
    for packet in packets:
        ring.put(packet, format_)
    return ring


def test_a_clip_is_written_when_its_end_is_there(ring: PacketRing, tmp_path: Path) -> None:
    said = Said()
    writer = ClipWriter(said)
    writer.ask(SaveClip(1, 0, ClipSpan(0.0, ring.newest_s, 0.0), str(tmp_path / "clip.mp4")), ring)
    (answer,) = said.wait(1)
    assert isinstance(answer, ClipSaved)
    assert film(tmp_path / "clip.mp4").decoded == 30


def test_a_new_end_that_comes_too_late_writes_nothing_again(ring: PacketRing, tmp_path: Path) -> None:
    said = Said()
    writer = ClipWriter(said)
    order = SaveClip(1, 0, ClipSpan(0.0, ring.newest_s, 0.0), str(tmp_path / "clip.mp4"))
    writer.ask(order, ring)
    said.wait(1)
    (tmp_path / "clip.mp4").unlink()
    writer.ask(replace(order, span=LATER), ring)
    writer.finish(0)
    writer.ask(replace(order, clip=2), ring)
    assert [answer.clip for answer in said.wait(2)] == [1, 2]


def test_what_waits_holds_the_ring_and_is_bounded(ring: PacketRing, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(clip_writer, "MOST_CLIPS", 2)
    said = Said()
    writer = ClipWriter(said)
    for number in (1, 2, 3):
        writer.ask(SaveClip(number, 7, LATER, str(tmp_path / f"{number}.mp4")), ring)
    (answer,) = said.wait(1)
    assert isinstance(answer, ClipFailed)
    assert (answer.clip, answer.reason.code) == (3, "clip.too_many")
    assert ring._held_from_s == 0.0
    writer.finish(7)
    assert ring._held_from_s == float("inf")
    assert {answer.clip for answer in said.wait(3)} == {1, 2, 3}
    assert {path.name for path in tmp_path.iterdir()} == {"1.mp4", "2.mp4"}


def test_every_question_is_answered_once_and_never_before_its_number_is_known(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(clips, "MOST_CLIPS", 2)
    sent: list[tuple[int, SaveClip]] = []
    asked = Clips(lambda worker, order: sent.append((worker, order)))
    answers: list[ClipAnswer] = []
    here, there = (cast("Any", type("Entry", (), {"row": row, "worker": row})()) for row in (0, 1))
    numbers = [asked.ask(entry, LATER, tmp_path, answers.append) for entry in (here, there, here, None)]
    assert answers == []
    asked.tell()
    assert [(answer.clip, cast("Any", answer).reason.code) for answer in answers] == [
        (numbers[2], "clip.too_many"), (numbers[3], "clip.not_watched"),
    ]  # fmt: skip
    asked.lose(1)
    asked.lose(1)
    assert [answer.clip for answer in answers[2:]] == [numbers[1]]
    asked.change_end(numbers[0], 5.0)
    assert sent[-1][1].span.end_s == 5.0
    asked.take(ClipSaved(numbers[0], 0.0, 1.0, 1, is_short=False))
    asked.change_end(numbers[0], 6.0)
    asked.lose()
    assert [answer.clip for answer in answers[3:]] == [numbers[0]]
    assert len(sent) == 3
