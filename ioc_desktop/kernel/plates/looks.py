"""Plates that look alike, and patterns of plates of which only a part is known.

Characters that cameras and people mistake for each other have one key; plates that look alike have the same key. The
same folding is made by SQLite (``sql_key``), where reads come in by triggers.
"""

from __future__ import annotations

import re
from functools import cache

from ioc_desktop.kernel.plates.formats import LONGEST, normalise, read_plate

GROUPS = ("0ODQ", "8B", "1ILT", "5S", "2Z", "6GC", "4A", "VUY", "MNW", "7J", "EF", "KX", "PR")
"""The first of each group stands for all of it."""
_TABLE = str.maketrans({other: group[0] for group in GROUPS for other in group[1:]})
_PATTERN = re.compile(r"[A-Z0-9*?]+")
LEAST_KNOWN = 3
"""Characters in a row, the two ends of a plate counting as one each, that a search needs."""


def look_key(text: str) -> str:
    """The key that all texts that look alike share; wildcards stay.

    >>> look_key("51F-O12.3B") == look_key("5IF-012.38")
    True
    """
    return normalise(text).translate(_TABLE)


def sql_key(expression: str) -> str:
    """``look_key`` of a bare upper-case text as an SQL expression."""
    for group in GROUPS:
        for other in group[1:]:
            expression = f"replace({expression}, '{other}', '{group[0]}')"
    return expression


def pattern_of(text: str) -> str | None:
    """What a person typed as a pattern: ``*`` any number of characters, ``?`` one.

    A whole plate stays itself; a part without a wildcard may stand anywhere. None for signs that no plate has.
    """
    bare = re.sub(r"\*+", "*", normalise(text.replace("…", "*")))
    if not _PATTERN.fullmatch(bare) or len(bare) > 2 * LONGEST:
        return None
    if "*" in bare or "?" in bare or read_plate(bare) is not None:
        return bare
    return f"*{bare}*"


def is_exact(pattern: str) -> bool:
    return not set(pattern) & {"*", "?"}


def known_runs(pattern: str) -> list[str]:
    """The known stretches of a pattern with ``^`` and ``$`` for the ends of the plate, longest first."""
    runs = re.split(r"[*?]+", f"^{pattern}$")
    return sorted((run for run in runs if len(run) >= LEAST_KNOWN), key=len, reverse=True)


def likeness(pattern: str, plate: str) -> float:
    """Share of the known characters that stand in the plate as they were asked for, 1.0 for all; 0.0 where not alike.

    Args:
        pattern: see ``pattern_of``.
        plate: bare text.
    """
    known = sum(ch not in "*?" for ch in pattern)
    found = _aligned(pattern).match(plate)
    if found is None or not known:
        return 0.0
    asked = [ch for ch in pattern if ch not in "*?"]
    return sum(a == b for a, b in zip(asked, found.groups(), strict=True)) / known


def matches(pattern: str, plate: str) -> bool:
    """Whether a plate looks like a pattern."""
    return _aligned(pattern).match(plate) is not None


@cache
def _aligned(pattern: str) -> re.Pattern[str]:
    """A group for every known character, which takes all that look like it."""
    alike = {ch: group for group in GROUPS for ch in group}
    parts = [{"*": ".*?", "?": "."}.get(ch, f"([{alike.get(ch, ch)}])") for ch in pattern]
    return re.compile("".join(parts) + r"\Z")
