"""The forms of Vietnamese plates (Circular 79/2024/TT-BCA, and older ones still on the road), as templates.

A template says of each place what may stand there: ``9`` a digit, ``1`` a digit but 0, ``L`` a letter of civil series,
``A`` any letter, every other letter itself. A plate is kept without its dash and dots: ``51F12345``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.plates.provinces import PROVINCES, province_today

DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SERIES_LETTERS = "ABCDEFGHKLMNPRSTUVXYZ"
"""Of civil series; I, J, O, Q and W are never given out, R is for trailers."""
LONGEST = 10


class PlateKind(StrEnum):
    """Whose plate it is, as far as its text tells."""

    CAR = "car"
    MOTORBIKE = "motorbike"
    DIPLOMATIC = "diplomatic"
    MILITARY = "military"


class PlateColour(StrEnum):
    """Colour of the ground."""

    WHITE = "white"
    YELLOW = "yellow"
    BLUE = "blue"
    RED = "red"


COLOUR_TITLES: Mapping[PlateColour, str] = MappingProxyType(
    {
        PlateColour.WHITE: QT_TRANSLATE_NOOP("plates", "Trắng (cá nhân, tổ chức)"),
        PlateColour.YELLOW: QT_TRANSLATE_NOOP("plates", "Vàng (kinh doanh vận tải)"),
        PlateColour.BLUE: QT_TRANSLATE_NOOP("plates", "Xanh (cơ quan nhà nước)"),
        PlateColour.RED: QT_TRANSLATE_NOOP("plates", "Đỏ (quân đội)"),
    }
)
_ALLOWED: Mapping[str, str] = MappingProxyType(
    {"9": DIGITS, "1": DIGITS[1:], "L": SERIES_LETTERS, "A": LETTERS, "l": "L", "a": "A"}
)
_DIPLOMATS = ("NG", "QT", "CV", "NN")
"""Diplomatic missions, international bodies, their technical staff, other foreigners."""
# Foreign-invested, projects, trial runs, temporary, trailers of the state, electric; letters that are no series letters
# or that stand on cars although two letters mean a motorbike.
_CAR_SERIES = ("LD", "DA", "KT", "TD", "HC", "RM", "MD", "CD", "NN")


@dataclass(frozen=True)
class Template:
    """One form.

    Attributes:
        places: see the module.
        kinds: who carries it; two when only the picture can tell.
        split: length of the upper line where there are two.
    """

    places: str
    kinds: tuple[PlateKind, ...]
    split: int

    def allowed(self, place: int) -> str:
        """The characters that may stand at a place."""
        return _ALLOWED.get(self.places[place], self.places[place])

    def matches(self, text: str) -> bool:
        return len(text) == len(self.places) and all(ch in self.allowed(i) for i, ch in enumerate(text))


def _literal(text: str) -> str:
    """A fixed word as template places: small ``l`` and ``a`` stand for those letters themselves."""
    return text.replace("L", "l").replace("A", "a")


def _templates() -> tuple[Template, ...]:
    car, bike = (PlateKind.CAR,), (PlateKind.MOTORBIKE,)
    found = [
        Template("99L99999", car, 3),
        Template("99L199999", bike, 4),
        Template("99LL99999", bike, 4),
        Template("99L9999", car, 3),
        Template("99L19999", bike, 4),
        Template("99LL9999", bike, 4),
        Template("99MD199999", bike, 5),
        Template("AA9999", (PlateKind.MILITARY,), 2),
    ]
    found += [Template(f"99{_literal(word)}{tail}", car, 4) for word in _CAR_SERIES for tail in ("99999", "9999")]
    for word in _DIPLOMATS:
        found += [Template(f"99999{_literal(word)}{tail}", (PlateKind.DIPLOMATIC,), 5) for tail in ("99", "999")]
        found.append(Template(f"99{_literal(word)}99999", (PlateKind.DIPLOMATIC,), 4))
    return tuple(found)


TEMPLATES = _templates()
"""The commonest first."""


@dataclass(frozen=True)
class Plate:
    """A text that has the form of a plate and a local code that exists.

    Attributes:
        text: without dash and dots.
        kinds: who may carry it; ``51H12345`` is a car's, or an old motorbike's of series H1.
        province: two digits; "" on military plates.
        series: what stands between the code and the number.
        serial: the number, four or five digits; two or three on diplomatic plates.
    """

    text: str
    kinds: tuple[PlateKind, ...]
    province: str
    series: str
    serial: str

    @property
    def province_name(self) -> str:
        """The province of today; "" on military plates."""
        return province_today(self.province)

    @property
    def written(self) -> str:
        """As it stands on the plate: ``51F-123.45``."""
        return written(self.text)


def normalise(text: str) -> str:
    """Upper case without dash, dots and spaces; Đ as D. Every other sign stays, so that it can be refused."""
    return re.sub(r"[\s.\-–—·_/]+", "", text.strip().upper().replace("Đ", "D"))


def read_plate(text: str) -> Plate | None:
    """The plate that a text is, however it is punctuated; None when it is none."""
    bare = normalise(text)
    fitting = [template for template in TEMPLATES if template.matches(bare)]
    if not fitting:
        return None
    kinds = tuple(dict.fromkeys(kind for template in fitting for kind in template.kinds))
    if kinds == (PlateKind.MILITARY,):
        return Plate(bare, kinds, "", bare[:2], bare[2:])
    if bare[:2] not in PROVINCES:
        return None
    series, serial = _parts(bare)
    return Plate(bare, kinds, bare[:2], series, serial)


def _parts(bare: str) -> tuple[str, str]:
    """What stands between code and number, and the number at the end."""
    diplomatic = re.fullmatch(r"\d\d(\d{3}(?:NG|QT|CV|NN))(\d{2,3})", bare)
    if diplomatic:
        return diplomatic[1], diplomatic[2]
    rest = bare[2:]
    letters = len(rest) - len(rest.lstrip(LETTERS))
    digits = len(rest) - letters
    if digits > 5:
        return rest[: letters + 1], rest[letters + 1 :]
    return rest[:letters], rest[letters:]


def written(text: str) -> str:
    """A bare plate as it stands on the metal; other text unchanged."""
    diplomatic = re.fullmatch(r"(\d\d)(\d{3})(NG|QT|CV|NN)(\d{2,3})", text)
    if diplomatic:
        return "-".join(diplomatic.groups())
    if re.fullmatch(r"[A-Z]{2}\d{4}", text):
        return f"{text[:2]}-{text[2:4]}-{text[4:]}"
    if not re.fullmatch(r"\d\d[A-Z]{1,2}\d{4,6}", text):
        return text
    series, serial = _parts(text)
    number = f"{serial[:3]}.{serial[3:]}" if len(serial) == 5 else serial
    return f"{text[:2]}{series}-{number}"
