"""How a kind of record is searched, and what a search finds. No database here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from ioc_desktop.kernel.links.model import Ref


@dataclass(frozen=True, kw_only=True)
class Searched:
    """Put it on a table's model as ``searched``: from then on its rows are found.

    Personal data that is not needed to find a record (telephone numbers, number plates) has no place here.

    Attributes:
        title: columns of the line that names the record, with " · " between them; weighs most. ``content.headline`` is
            the text under ``headline`` in the JSON column ``content``.
        body: columns that are searched besides, and shown where a word of theirs was found.
        permission: what an account needs to see such records; "" with ``hangs_on``.
        panel: where they are opened; "" with ``hangs_on``.
        at: column of the time that is shown.
        unit: column of the unit to which the record belongs, for permissions of single units.
        hangs_on: the record hangs on another one (``owner_table``, ``owner_id``) and is seen by who sees that one.
    """

    title: tuple[str, ...]
    body: tuple[str, ...] = ()
    permission: str = ""
    panel: str = ""
    at: str = "created_at"
    unit: str = ""
    hangs_on: bool = False


class Span(NamedTuple):
    """Letters ``start`` to ``end`` of a text, the last not included."""

    start: int
    end: int


@dataclass(frozen=True)
class Marked:
    """A text and where in it the words were found."""

    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One record that was found.

    Attributes:
        ref: the record to open: for a comment or a file, what it hangs on.
        found_in: table of the row with the words; ``ref.table`` or, such as ``comment``, what hangs on it.
        panel: key of the panel that opens it.
        snippet: a part of the text around the first word; empty when the title has them.
    """

    ref: Ref
    found_in: str
    panel: str
    title: Marked
    snippet: Marked
    at: datetime | None
