"""Vietnamese text: translation markers, folding for search, natural order."""

import re
import unicodedata

_DIGITS = re.compile(r"(\d+)")


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a Vietnamese source string for lupdate in a module without Qt; returns it unchanged."""
    del context
    return text


def nfc(text: str) -> str:
    """The one normal form in which text is stored and compared."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """A search key: no case, no tone or vowel marks, đ as d, single spaces.

    >>> fold("  Ngã tư   ĐƯỜNG Ông Ích Khiêm")
    'nga tu duong ong ich khiem'
    """
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    bare = "".join(ch for ch in decomposed if not unicodedata.combining(ch))
    return " ".join(bare.casefold().split())


def natural_key(text: str) -> tuple[tuple[int, int | str], ...]:
    """Sort key in which "camera 9" comes before "camera 10"."""
    return tuple((0, int(part)) if part.isdecimal() else (1, fold(part)) for part in _DIGITS.split(text) if part)
