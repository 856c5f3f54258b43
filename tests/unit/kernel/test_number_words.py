from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.number_words.parsing import amount_from_words, from_words
from ioc_desktop.kernel.number_words.words import LARGEST, Spelling, amount_in_words, to_words

VECTORS = {
    0: "không",
    4: "bốn",
    5: "năm",
    10: "mười",
    14: "mười bốn",
    15: "mười lăm",
    21: "hai mươi mốt",
    24: "hai mươi tư",
    25: "hai mươi lăm",
    100: "một trăm",
    105: "một trăm linh năm",
    1015: "một nghìn không trăm mười lăm",
    1_000_005: "một triệu không trăm linh năm",
    8_549_000_000: "tám tỷ năm trăm bốn mươi chín triệu",
    41_702_000_000: "bốn mươi mốt tỷ bảy trăm linh hai triệu",
    17_130_633_000: "mười bảy tỷ một trăm ba mươi triệu sáu trăm ba mươi ba nghìn",
    189_065_883: "một trăm tám mươi chín triệu không trăm sáu mươi lăm nghìn tám trăm tám mươi ba",
    1_234_567_890_123: "một nghìn hai trăm ba mươi tư tỷ năm trăm sáu mươi bảy triệu tám trăm chín mươi nghìn"
    " một trăm hai mươi ba",
    10**15: "một triệu tỷ",
    10**18: "một tỷ tỷ",
    -1_348_750: "âm một triệu ba trăm bốn mươi tám nghìn bảy trăm năm mươi",
}
SPELLINGS = [
    Spelling(zero_ten, four, thousand, billion)
    for zero_ten in ("linh", "lẻ")
    for four in ("tư", "bốn")
    for thousand in ("nghìn", "ngàn")
    for billion in ("tỷ", "tỉ")
]


@pytest.mark.parametrize(("number", "words"), VECTORS.items())
def test_known_numbers_are_written_and_read(number: int, words: str) -> None:
    assert to_words(number) == words
    assert from_words(words) == number


def test_a_hundred_thousand_amounts_come_back() -> None:
    chance = random.Random(14)
    for turn in range(100_000):
        number = chance.randrange(10 ** chance.randint(1, 18)) * chance.choice((1, 1, 1, 1000, 10**6, -1))
        number = max(-LARGEST, min(LARGEST, number))
        assert from_words(to_words(number, SPELLINGS[turn % len(SPELLINGS)])) == number


@given(st.integers(-LARGEST, LARGEST), st.sampled_from(SPELLINGS), st.booleans())
def test_amounts_come_back_from_their_official_form(number: int, spelling: Spelling, even: bool) -> None:  # noqa: FBT001
    words = amount_in_words(number, spelling, even=even)
    assert words[0].isupper()
    assert words.endswith("./.")
    assert amount_from_words(words) == number
    assert amount_from_words(words.upper()) == number


@given(st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_decimals_come_back(number: int, places: int) -> None:
    value = Decimal(number).scaleb(-places)
    assert from_words(to_words(value)) == value


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Bốn mươi mốt tỷ bảy trăm lẽ hai triệu đồng chẵn", 41_702_000_000),
        ("Tám tỉ năm trăm bốn mươi chín triệu đồng./.", 8_549_000_000),
        ("Mười bảy tỷ một trăm ba mươi triệu, sáu trăm ba mươi ba ngàn đồng", 17_130_633_000),
        ("bẩy mươi bẩy nghìn đồng Việt Nam", 77_000),
        ("hai mươi bốn triệu năm trăm đồng chẵn.", 24_000_500),
        ("tam ty nam tram bon muoi chin trieu dong", 8_549_000_000),
        ("(Năm mươi nhăm đồng)", 55),
        ("hai lăm nghìn", 25_000),
        ("Một nghìn lẻ năm đồng", 1005),
        ("hai triệu rưỡi", 2_500_000),
        ("trừ ba trăm nghìn đồng", -300_000),
        ("bốn phẩy hai tỷ đồng", 4_200_000_000),
        ("mười bốn phẩy năm không hai tỷ", 14_502_000_000),
        ("không phẩy không năm", Decimal("0.05")),
        ("Năm đồng", 5),
    ],
)
def test_spellings_found_in_papers_are_read(words: str, number: int) -> None:
    assert from_words(words) == number


@pytest.mark.parametrize(
    "words",
    [
        "",
        "đồng",
        "hai ba đồng",
        "trăm đồng",
        "năm nghìn hai triệu",
        "một nghìn nghìn",
        "hai trăm trăm",
        "một trăm linh",
        "mười mười",
        "tỷ",
        "một củ khoai",
        "12 tỷ",
        "phẩy năm",
        "năm phẩy",
        "hai mươi lăm lăm",
        "một đồng hai",
        "rưỡi",
    ],
)
def test_words_that_make_no_number_are_refused_with_a_sentence(words: str) -> None:
    with pytest.raises(ExpectedError) as refusal:
        from_words(words)
    assert refusal.value.code == "number_words.unreadable"


NUMBER_WORDS = (
    "một",
    "mốt",
    "hai",
    "tư",
    "năm",
    "lăm",
    "mười",
    "mươi",
    "trăm",
    "linh",
    "lẻ",
    "nghìn",
    "triệu",
    "tỷ",
    "rưỡi",
    "phẩy",
    "đồng",
    "âm",
    "chẵn",
)


@given(st.lists(st.sampled_from(NUMBER_WORDS)))
def test_any_row_of_number_words_is_a_number_or_a_sentence(words: list[str]) -> None:
    try:
        value: int | Decimal | str = from_words(" ".join(words))
    except ExpectedError as refusal:
        value = refusal.code
    assert value == "number_words.unreadable" or not isinstance(value, str)


@pytest.mark.parametrize("number", [LARGEST + 1, -LARGEST - 1, Decimal("NaN"), Decimal("Infinity")])
def test_numbers_out_of_range_are_not_guessed(number: int | Decimal) -> None:
    with pytest.raises(ValueError, match=r"beyond|no number"):
        to_words(number)


def test_part_of_a_dong_is_no_amount() -> None:
    with pytest.raises(ExpectedError):
        amount_from_words("hai phẩy năm đồng")
