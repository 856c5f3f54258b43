"""Frames vote for one plate per vehicle."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from ioc_desktop.kernel.plates.formats import read_plate
from ioc_desktop.vision.plates.grammar import Reading
from ioc_desktop.vision.plates.voting import MOST_TRACKS, PlateVotes


def reading(text: str, score: float = 0.9) -> Reading:
    return Reading(text, (score,) * len(text), is_plate=read_plate(text) is not None)


def test_the_first_plate_is_told_and_the_same_again_is_not() -> None:
    votes = PlateVotes()
    told = votes.add(1, reading("51F12345"), 40, 0.5)
    assert told is not None
    assert (told.text, told.track, told.readings, told.best_time_s) == ("51F12345", 1, 1, 0.5)
    assert votes.add(1, reading("51F12345"), 40, 0.7) is None


def test_characters_outvote_a_slip_that_differs_each_time() -> None:
    votes = PlateVotes()
    for text in ("51F12346", "51F12845", "51E12345"):
        votes.add(1, reading(text), 40, 0)
    plate = votes.plate(1)
    assert plate is not None
    assert plate.text == "51F12345"  # which no frame read
    assert plate.score < 0.7


def test_a_large_plate_outvotes_several_small_ones_and_is_told() -> None:
    votes = PlateVotes()
    votes.add(1, reading("51F12348"), 10, 0)
    votes.add(1, reading("51F12348"), 10, 1)
    told = votes.add(1, reading("51F12345"), 40, 2)
    assert told is not None
    assert (told.text, told.best_time_s) == ("51F12345", 2)


def test_a_surer_plate_is_told_again() -> None:
    votes = PlateVotes()
    votes.add(1, reading("51F12345", 0.5), 40, 0)
    told = votes.add(1, reading("51F12345", 0.95), 40, 1)
    assert told is not None
    assert told.score > 0.7


def test_lengths_vote_too() -> None:
    votes = PlateVotes()
    for text in ("51F1234", "51F12345", "51F12345"):
        votes.add(1, reading(text), 30, 0)
    plate = votes.plate(1)
    assert plate is not None
    assert plate.text == "51F12345"


def test_what_is_no_plate_has_no_vote() -> None:
    votes = PlateVotes()
    assert votes.add(1, reading("HELLO"), 40, 0) is None
    assert votes.plate(1) is None
    assert votes.finish(1) is None


def test_a_finished_track_is_forgotten() -> None:
    votes = PlateVotes()
    votes.add(3, reading("51F12345"), 40, 0)
    last = votes.finish(3)
    assert last is not None
    assert last.text == "51F12345"
    assert votes.plate(3) is None


def test_tracks_are_bounded_the_longest_unseen_go() -> None:
    votes = PlateVotes()
    for track in range(MOST_TRACKS + 5):
        votes.add(track, reading("51F12345"), 40, track)
    assert votes.plate(0) is None
    assert votes.plate(MOST_TRACKS + 4) is not None


@given(
    some.lists(
        some.tuples(
            some.from_regex(r"(51F|74B|30A)[0-9]{4,5}", fullmatch=True), some.floats(0.01, 1), some.floats(1, 200)
        ),
        min_size=1,
        max_size=12,
    )
)
def test_the_outcome_is_always_a_plate_with_a_share(frames: list[tuple[str, float, float]]) -> None:
    votes = PlateVotes()
    for text, score, height in frames:
        votes.add(1, reading(text, score), height, 0)
    plate = votes.plate(1)
    assert plate is not None
    assert read_plate(plate.text) is not None
    assert 0 <= plate.score <= 1
    assert plate.readings == len(frames)
