"""What a recogniser says of columns becomes a plate in a form that exists."""

from __future__ import annotations

import numpy as np
import pytest

from ioc_desktop.kernel.plates.formats import PlateColour
from ioc_desktop.vision.plates.alphabet import SIGNS, Alphabet, Floats, columns, text_of
from ioc_desktop.vision.plates.grammar import NOTHING, best_reading

CHARACTERS = [*"-.", *SIGNS, *"abcdefghijklmnopqrstuvwxyz", "Đ", "京"]


def rows(text: str, doubts: dict[int, str] | None = None) -> Floats:
    """As read, 0.9 sure; at the doubted places only 0.55, the rest for another sign."""
    made = np.full((len(text), len(SIGNS)), 0.001, np.float32)
    for place, sign in enumerate(text):
        other = (doubts or {}).get(place)
        made[place, SIGNS.index(sign)] = 0.55 if other else 0.9
        if other:
            made[place, SIGNS.index(other)] = 0.4
    return np.asarray(made / made.sum(axis=1, keepdims=True), np.float32)


def frames(*signs: str) -> Floats:
    """Scores [T, classes] where each sign wins one column; "_" is the blank."""
    scores = np.full((len(signs), len(CHARACTERS) + 1), 0.001, np.float32)
    for column, sign in enumerate(signs):
        scores[column, 0 if sign == "_" else CHARACTERS.index(sign) + 1] = 0.9
    return scores


@pytest.mark.parametrize(
    ("signs", "text"),
    [
        ("_5511__F_1_2233", "51F123"),
        ("1_1", "11"),
        ("1-1", "11"),
        ("11", "1"),
        ("a_B_Đ", "ABD"),
        ("京_A_", "A"),
        ("___", ""),
    ],
)
def test_columns_become_characters(signs: str, text: str) -> None:
    assert text_of(columns(*Alphabet(CHARACTERS).narrow(frames(*signs)))) == text


@pytest.mark.parametrize(
    ("read", "doubts", "plate"),
    [
        ("51F12345", {}, "51F12345"),
        ("5IF12345", {1: "1"}, "51F12345"),
        ("51F1234S", {7: "5"}, "51F12345"),
        ("51812345", {2: "B"}, "51B12345"),
        ("59X1I2345", {4: "1"}, "59X112345"),
        ("S1FOO345", {0: "5", 3: "0", 4: "0"}, "51F00345"),
    ],
)
def test_the_place_says_letter_or_digit(read: str, doubts: dict[int, str], plate: str) -> None:
    reading = best_reading(rows(read, doubts))
    assert (reading.text, reading.is_plate) == (plate, True)
    assert len(reading.scores) == len(plate)


def test_a_local_code_that_nobody_has_gives_way() -> None:
    assert best_reading(rows("13A12345", {1: "4"})).text == "14A12345"


def test_a_doubtful_character_lowers_the_score() -> None:
    sure, unsure = best_reading(rows("51F12345")), best_reading(rows("51F12345", {5: "8"}))
    assert 0 < unsure.score < sure.score <= 1
    assert unsure.scores[5] < 0.6


@pytest.mark.parametrize("read", ["A", "HELLO", "XEBUYT12", "ABCDEFGHIJKL"])
def test_other_text_is_no_plate(read: str) -> None:
    reading = best_reading(rows(read))
    assert not reading.is_plate
    assert reading.text == read


def test_nothing_is_nothing() -> None:
    assert best_reading(np.zeros((0, len(SIGNS)), np.float32)) == NOTHING
    assert NOTHING.score == 0


def test_only_red_plates_are_the_armys() -> None:
    assert best_reading(rows("TM1234"), colour=PlateColour.RED).is_plate
    assert best_reading(rows("TM1234")).is_plate
    assert not best_reading(rows("TM1234"), colour=PlateColour.WHITE).is_plate
