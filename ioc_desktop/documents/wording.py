"""Official forms of dates, numbers, sizes and numbering, as printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from itertools import count

from ioc_desktop.documents.model import Authority, Family, Right

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
NATIONAL_TITLE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
PARTY_TITLE = "ĐẢNG CỘNG SẢN VIỆT NAM"
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_PARTY_RIGHTS = {
    Authority.ON_BEHALF: "T/M",
    Authority.FOR_HEAD: "K/T",
    Authority.BY_ORDER: "T/L",
    Authority.BY_DELEGATION: "T/UQ",
}


def date_words(day: date | None) -> str:
    """Days under 10 and the months 1 and 2 have a zero before them (Decree 30, Appendix I); blanks for no date.

    >>> date_words(date(2026, 1, 5)), date_words(date(2026, 3, 12))
    ('ngày 05 tháng 01 năm 2026', 'ngày 12 tháng 3 năm 2026')
    """
    if day is None:
        return "ngày      tháng      năm        "
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def place_and_date(place: str, day: date | None) -> str:
    return f"{place}, {date_words(day)}"


def number_words(family: Family, number: int | None, symbol: str) -> str:
    """The number with its symbol, as printed.

    >>> number_words(Family.COMMITTEE, 5, "BC-UBND"), number_words(Family.PARTY, 127, "QĐ/TU")
    ('Số: 05/BC-UBND', 'Số 127-QĐ/TU')
    """
    figures = " " * 10 if number is None else f"{number:02d}"
    return f"Số {figures}-{symbol}" if family is Family.PARTY else f"Số: {figures}/{symbol}"


def right_words(family: Family, right: Right) -> str:
    """A line such as "TM. ỦY BAN NHÂN DÂN", in a Party organ "T/M BAN THƯỜNG VỤ"."""
    mark = _PARTY_RIGHTS[right.authority] if family is Family.PARTY else right.authority.value
    return f"{mark} {right.of}".upper()


def roman(number: int) -> str:
    """Roman figures.

    >>> roman(14)
    'XIV'
    """
    figures = ""
    for value, letters in _ROMAN:
        repeats, number = divmod(number, value)
        figures += letters * repeats
    return figures


def letters() -> Iterator[str]:
    """Count a, b, c, d, đ, e, g … and past y aa, ab …."""
    for number in count():
        rounds, at = divmod(number, len(_LETTERS))
        yield (_LETTERS[rounds - 1] if rounds else "") + _LETTERS[at]


def moment(when: datetime | None) -> str:
    """Local time to the second, "14:05:09 ngày 05/01/2026"; empty for None."""
    return f"{when.astimezone(VIETNAM):%H:%M:%S ngày %d/%m/%Y}" if when else ""


def grouped(number: int) -> str:
    """1.234.567."""
    return f"{number:,}".replace(",", ".")


def decimal(value: float, digits: int = 1) -> str:
    """Figures with a comma: "1.234,5"; without needless zeros at the end.

    >>> decimal(1234.5), decimal(-3.0)
    ('1.234,5', '-3')
    """
    text = f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))
    return text.rstrip("0").rstrip(",") if "," in text else text


def offset_words(seconds: float | None) -> str:
    """How far a camera's clock is off: "+2,5 giây", "đúng giờ", "chưa đo"."""
    if seconds is None:
        return "chưa đo"
    return "đúng giờ" if abs(seconds) < 0.05 else f"{'+' if seconds > 0 else ''}{decimal(seconds)} giây"
