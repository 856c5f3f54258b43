"""Numbers to Vietnamese words, as official papers write them.

Digits are read in groups of three, named nghìn, triệu, and then tỷ once for every nine digits, so 10^15 is "một triệu
tỷ". An inner group says its zero hundred ("không trăm") and its zero ten ("linh" or "lẻ"); a zero group is skipped.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

LARGEST: Final = 10**18
DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION: Final = 10**9
_READ_WHOLE: Final = 3


@dataclass(frozen=True)
class Spelling:
    """Which of the accepted spellings is written.

    Attributes:
        zero_ten: before a unit whose ten is zero.
        four: for 4 after twenty and more.
        thousand: for 10^3.
        billion: for 10^9.
    """

    zero_ten: Literal["linh", "lẻ"] = "linh"
    four: Literal["tư", "bốn"] = "tư"
    thousand: Literal["nghìn", "ngàn"] = "nghìn"
    billion: Literal["tỷ", "tỉ"] = "tỷ"


USUAL: Final = Spelling()


def to_words(number: int | Decimal, spelling: Spelling = USUAL) -> str:
    """The number in lower case words.

    Decimals follow "phẩy": read as one number up to three digits, digit by digit from four on; zeros at the end are
    dropped, zeros at the start are said.

    Raises:
        ValueError: beyond ``LARGEST`` on either side, or no finite number.

    >>> to_words(1005)
    'một nghìn không trăm linh năm'
    >>> to_words(Decimal("41.702"))
    'bốn mươi mốt phẩy bảy trăm linh hai'
    """
    exact = Decimal(number)
    if not exact.is_finite():
        raise ValueError(f"{number} is no number to write in words")
    sign = "âm " if exact.is_signed() and exact else ""
    whole = int(exact.copy_abs())
    if whole >= LARGEST and exact.copy_abs() > LARGEST:
        raise ValueError(f"{number} is beyond 10^18")
    return sign + _whole(whole, spelling) + ("" if isinstance(number, int) else _decimals(exact, spelling))


def amount_in_words(dong: int, spelling: Spelling = USUAL, *, even: bool = False, ending: str = "./.") -> str:
    """An amount as it stands after "Bằng chữ:": capitalised, with its currency and the closing mark.

    Args:
        even: whether to add "chẵn".

    >>> amount_in_words(8_549_000_000)
    'Tám tỷ năm trăm bốn mươi chín triệu đồng./.'
    """
    words = to_words(dong, spelling)
    return f"{words[0].upper()}{words[1:]} đồng{' chẵn' if even else ''}{ending}"


def _whole(number: int, spelling: Spelling) -> str:
    if number == 0:
        return DIGITS[0]
    return " ".join(_parts(number, spelling, inner=False))


def _parts(number: int, spelling: Spelling, *, inner: bool) -> list[str]:
    """The words of a number; ``inner`` when something stands before it, so that its zeros are said."""
    parts: list[str] = []
    if number >= _BILLION:
        high, number = divmod(number, _BILLION)
        parts = [*_parts(high, spelling, inner=inner), spelling.billion]
    for size, name in ((10**6, "triệu"), (1000, spelling.thousand), (1, "")):
        group, number = divmod(number, size)
        if group:
            parts += _group(group, spelling, inner=inner or bool(parts))
            if name:
                parts.append(name)
    return parts


def _group(group: int, spelling: Spelling, *, inner: bool) -> list[str]:
    """Three digits."""
    hundred, rest = divmod(group, 100)
    words = [DIGITS[hundred], "trăm"] if hundred or inner else []
    ten, unit = divmod(rest, 10)
    if ten == 0:
        if unit:
            words += [spelling.zero_ten, DIGITS[unit]] if words else [DIGITS[unit]]
        return words
    words += ["mười"] if ten == 1 else [DIGITS[ten], "mươi"]
    if unit:
        words.append(_unit(unit, ten, spelling))
    return words


def _unit(unit: int, ten: int, spelling: Spelling) -> str:
    """The unit as it sounds after its ten."""
    if unit == 5:
        return "lăm"
    if ten > 1 and unit == 1:
        return "mốt"
    if ten > 1 and unit == 4:
        return spelling.four
    return DIGITS[unit]


def _decimals(number: Decimal, spelling: Spelling) -> str:
    digits = format(number, "f").partition(".")[2].rstrip("0")
    if not digits:
        return ""
    zeros = len(digits) - len(digits.lstrip("0"))
    if len(digits) > _READ_WHOLE:
        return " phẩy " + " ".join(DIGITS[int(digit)] for digit in digits)
    return " phẩy " + " ".join([DIGITS[0]] * zeros + [_whole(int(digits), spelling)])
