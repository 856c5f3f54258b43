"""Vietnamese words to numbers: every spelling found in papers, and a clear sentence for words that make no number.

Words are compared without their marks, so lẻ, lẽ and linh, ngàn and nghìn, tỉ and tỷ, bảy and bẩy, capitals, and text
typed without marks are all read; two words that fold alike (một and mốt, mười and mươi) are told apart by their place.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NoReturn

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, fold

_DIGITS: Final = {
    "khong": 0,
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "tu": 4,
    "nam": 5,
    "lam": 5,
    "nham": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
}
_SCALES: Final = {"nghin": 1000, "ngan": 1000, "trieu": 10**6}
_BILLION: Final = {"ty", "ti"}
_NEGATIVE: Final = {"am", "tru"}
_AFTER: Final = {"dong", "chan", "viet", "nam", "vnd"}
_SHORT_UNITS: Final = {"mot", "tu", "lam", "nham"}
_LARGEST: Final = 10**27
_WORD: Final = re.compile(r"[^\W\d_]+")
_ANY: Final = re.compile(r"\w+")


@dataclass
class _Reading:
    """A number half read.

    Attributes:
        total: of the closed groups of the nine digits being read and everything before them.
        closed: the part of ``total`` that stands before the last "tỷ".
        group: of the three digits being read; None before their first word.
        digit: waits for its place.
        scale: the last one named in these nine digits.
    """

    total: int = 0
    group: int | None = None
    digit: int | None = None
    ten: bool = False
    zero_ten: bool = False
    scale: int = 10**9
    named: int = 1


def amount_from_words(text: str) -> int:
    """The đồng that words such as "Tám tỷ … đồng chẵn./." stand for.

    Raises:
        ExpectedError: ``number_words.unreadable``; also for an amount with a part of a đồng.
    """
    value = from_words(text)
    if value != int(value):
        _refuse(text)
    return int(value)


def from_words(text: str) -> int | Decimal:
    """The number that words stand for; a ``Decimal`` where they have decimals.

    Raises:
        ExpectedError: ``number_words.unreadable``, with the word where reading stopped.

    >>> from_words("Bốn mươi mốt tỷ bảy trăm lẽ hai triệu đồng chẵn")
    41702000000
    """
    words = _words(text)
    negative = bool(words) and words[0] in _NEGATIVE
    words = _without_currency(words[negative:])
    if not words:
        _refuse(text)
    if "phay" in words:
        value: int | Decimal = _with_decimals(words, text)
    else:
        value = _whole(words)
    return -value if negative else value


def _words(text: str) -> list[str]:
    folded = fold(text)
    for word in _ANY.findall(folded):
        if not _WORD.fullmatch(word):
            _refuse(word)
    return _WORD.findall(folded)


def _without_currency(words: list[str]) -> list[str]:
    """Without "đồng", "đồng Việt Nam", "đồng chẵn" at the end: "năm" is a number unless "Việt" precedes it."""
    if "dong" not in words and "vnd" not in words:
        return words[:-1] if words[-1:] == ["chan"] else words
    end = max(at for at, word in enumerate(words) if word in {"dong", "vnd"})
    for word in words[end:]:
        if word not in _AFTER:
            _refuse(word)
    return words[:end]


def _with_decimals(words: list[str], text: str) -> Decimal:
    """Digits after "phẩy", then perhaps the scale of the whole: "bốn phẩy hai tỷ"."""
    at = words.index("phay")
    before, after, scale = words[:at], words[at + 1 :], 1
    while len(after) > 1 and (after[-1] in _BILLION or after[-1] in _SCALES):
        scale *= _SCALES.get(after.pop(), 10**9)
    zeros = 0
    while zeros < len(after) and after[zeros] == "khong" and after[zeros + 1 : zeros + 2] != ["tram"]:
        zeros += 1
    rest = after[zeros:]
    if len(rest) > 1 and all(word in _DIGITS for word in rest):
        digits = "".join(str(_DIGITS[word]) for word in rest)
    else:
        digits = str(_whole(rest)) if rest else ""
    if not before or not after:
        _refuse(text)
    return Decimal(f"{_whole(before)}.{'0' * zeros}{digits}") * scale


def _whole(words: list[str]) -> int:
    reading = _Reading()
    for word in words:
        _take(reading, word)
    _close(reading, 1, words[-1])
    if reading.total > _LARGEST:
        _refuse(" ".join(words))
    return reading.total


def _take(reading: _Reading, word: str) -> None:
    if word in _DIGITS:
        _take_digit(reading, word)
    elif word in _SCALES:
        _close(reading, _SCALES[word], word)
    else:
        _PLACES.get(word, _take_unknown)(reading, word)


def _take_unknown(_: _Reading, word: str) -> None:
    _refuse(word)


def _take_hundred(reading: _Reading, word: str) -> None:
    if reading.digit is None or reading.group is not None:
        _refuse(word)
    reading.group, reading.digit = reading.digit * 100, None


def _take_zero_ten(reading: _Reading, word: str) -> None:
    if reading.digit is not None or reading.ten or reading.zero_ten:
        _refuse(word)
    reading.zero_ten = True


def _take_half(reading: _Reading, word: str) -> None:
    """Half of the scale just named: "hai triệu rưỡi"."""
    if reading.named == 1 or reading.group is not None or reading.digit is not None:
        _refuse(word)
    reading.total, reading.named = reading.total + reading.named // 2, 1


def _take_digit(reading: _Reading, word: str) -> None:
    if reading.digit is None:
        reading.digit = _DIGITS[word]
    elif word in _SHORT_UNITS and not reading.ten and reading.digit > 1:  # "hai lăm" for 25
        reading.group, reading.ten = (reading.group or 0) + reading.digit * 10, True
        reading.digit = _DIGITS[word]
    else:
        _refuse(word)


def _take_ten(reading: _Reading, word: str) -> None:
    if reading.ten or reading.zero_ten:
        _refuse(word)
    ten = 1 if reading.digit is None else reading.digit
    reading.group, reading.digit, reading.ten = (reading.group or 0) + ten * 10, None, True


def _take_billion(reading: _Reading, word: str) -> None:
    """A billion multiplies everything before it."""
    if reading.group is not None or reading.digit is not None:
        _close(reading, 1, word)
    if reading.total == 0:
        _refuse(word)
    reading.total *= 10**9
    reading.scale, reading.named = 10**9, 10**9


def _close(reading: _Reading, scale: int, word: str) -> None:
    """Add the three digits that end here; a number may also end right after a scale."""
    if reading.group is None and reading.digit is None:
        if scale != 1 or reading.zero_ten:
            _refuse(word)
        return
    if scale >= reading.scale or (reading.zero_ten and reading.digit is None):
        _refuse(word)
    reading.total += ((reading.group or 0) + (reading.digit or 0)) * scale
    reading.group = reading.digit = None
    reading.ten = reading.zero_ten = False
    reading.scale, reading.named = scale, scale


_PLACES: Final[dict[str, Callable[[_Reading, str], None]]] = {
    "muoi": _take_ten,
    "tram": _take_hundred,
    "linh": _take_zero_ten,
    "le": _take_zero_ten,
    "ty": _take_billion,
    "ti": _take_billion,
    "ruoi": _take_half,
}


def _refuse(word: str) -> NoReturn:
    raise ExpectedError(
        "number_words.unreadable",
        QT_TRANSLATE_NOOP("errors", "Không đọc được số viết bằng chữ ở “{word}”. Sửa lại chữ này rồi thử lại."),
        word=word[:80],
    )
