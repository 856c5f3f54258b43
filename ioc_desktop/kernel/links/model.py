"""What names a record, and what a link between two of them says. No database here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid5

RELATED = "related"
"""Two records have to do with each other; neither comes first."""
DUPLICATE = "duplicate"
"""The first tells again what the second tells."""
SOURCE = "source"
"""The first was made from the second."""

DISTINCT = "distinct"
"""A person said that the two are not the same, however alike they are."""

_UNDIRECTED = frozenset({RELATED, DISTINCT})
_WORD = re.compile(r"[a-z][a-z0-9_]{0,29}")


class Ref(NamedTuple):
    """One record of one table.

    Attributes:
        table: name of a synchronised table, such as ``incident``.
        id: its row.
    """

    table: str
    id: UUID


@dataclass(frozen=True)
class Link:
    """A link as seen from one of its ends.

    Attributes:
        other: the record at the far end; it may be gone by now.
        is_from_here: the near end is the first of the two; True for kinds without a direction.
        made_by: account, or None before anybody signed in.
    """

    id: UUID
    kind: str
    other: Ref
    is_from_here: bool
    made_at: datetime
    made_by: UUID | None


def is_kind(text: str) -> bool:
    """Whether a kind of link may be called so: a short English word of the program."""
    return _WORD.fullmatch(text) is not None


def is_directed(kind: str) -> bool:
    """Whether it matters which end comes first."""
    return kind not in _UNDIRECTED


def ends(first: Ref, second: Ref, kind: str) -> tuple[Ref, Ref]:
    """The two ends in the order in which they are stored; kinds without a direction have one order only."""
    return (second, first) if not is_directed(kind) and second < first else (first, second)


def link_id(first: Ref, second: Ref, kind: str) -> UUID:
    """Made of the ends, so that two desktops that link the same records mean one row."""
    begin, end = ends(first, second, kind)
    return uuid5(begin.id, f"{begin.table}|{end.table}|{end.id}|{kind}")
