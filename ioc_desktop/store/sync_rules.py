"""How two writes of one row meet: the conflict rules that a synchronised table names.

A model says ``conflict_rule = merge_columns()`` and nothing else: capture triggers, the server's table, its policies
and its merge function are made from the model and this rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Meeting(StrEnum):
    """What happens when two desktops wrote one row."""

    COLUMNS = "columns"
    """Column by column against what the writer saw; the first accepted value stays, the late one goes to the inbox."""
    APPEND = "append"
    """Rows are only ever added: notes, ledger entries."""
    FIRST = "first"
    """One row per identity; a second, different one is refused: votes."""
    LAST = "last"
    """The last to arrive stays and nobody is asked: preferences, read marks."""


class Group(StrEnum):
    """Group roles of the server, from the least to the most powerful."""

    VIEWER = "viewer"
    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """A limit on the sum of an append-only table, checked by the server under the lock of the parent's row.

    Attributes:
        parent: column that names the parent row, a foreign key.
        amount: signed column that is summed.
        limit: column of the parent's table that the sum must not pass.
    """

    parent: str
    amount: str
    limit: str


@dataclass(frozen=True, kw_only=True)
class Window:
    """Until when rows are accepted, by the server's clock at their arrival.

    Attributes:
        parent: column that names the parent row, a foreign key.
        closes_at: column of the parent's table; null means open.
    """

    parent: str
    closes_at: str


@dataclass(frozen=True, kw_only=True)
class Seal:
    """When a row is closed: it is neither removed nor changed any more, here or on the server.

    Attributes:
        column: the state that closes it.
        closed: values of that column under which the seal holds.
        open: columns that change together with a step of the state, along its ``transitions``, and only then.
    """

    column: str
    closed: tuple[str, ...]
    open: tuple[str, ...] = ()

    @property
    def movable(self) -> tuple[str, ...]:
        return (self.column, *self.open)


@dataclass(frozen=True, kw_only=True)
class SyncRule:
    """The rule of one table.

    Attributes:
        meeting: how writes meet.
        writers: least powerful group that may write.
        author_only: only who made a row may change or remove it.
        transitions: column → value → the values it may become; changed by compare-and-set, never merged.
        texts: long text columns that a desktop merges line by line before it asks a person.
        unique: columns whose value no two living rows may share.
        ledger: limit on a sum.
        window: when rows are accepted.
        seal: when a row is closed.
    """

    meeting: Meeting
    writers: Group = Group.OPERATOR
    author_only: bool = False
    transitions: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()
    ledger: Ledger | None = None
    window: Window | None = None
    seal: Seal | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain values, for the server's register of tables."""
        return asdict(self)


def merge_columns(
    *,
    writers: Group = Group.OPERATOR,
    unique: tuple[str, ...] = (),
    transitions: Mapping[str, Mapping[str, tuple[str, ...]]] | None = None,
    texts: tuple[str, ...] = (),
    author_only: bool = False,
    seal: Seal | None = None,
) -> SyncRule:
    """Master data and cases: cameras, units, incidents."""
    return SyncRule(
        meeting=Meeting.COLUMNS,
        writers=writers,
        unique=unique,
        transitions=transitions or {},
        texts=texts,
        author_only=author_only,
        seal=seal,
    )


def append_only(
    *,
    writers: Group = Group.OPERATOR,
    unique: tuple[str, ...] = (),
    ledger: Ledger | None = None,
    window: Window | None = None,
) -> SyncRule:
    """Notes, actions, budget entries, numbers that were given."""
    return SyncRule(meeting=Meeting.APPEND, writers=writers, unique=unique, ledger=ledger, window=window)


def first_stays(*, writers: Group = Group.OPERATOR, window: Window | None = None) -> SyncRule:
    """Votes: the identifier is made of what must be unique (``uuid5``)."""
    return SyncRule(meeting=Meeting.FIRST, writers=writers, window=window)


def last_arrival(*, writers: Group = Group.VIEWER, author_only: bool = False) -> SyncRule:
    """Preferences and read marks."""
    return SyncRule(meeting=Meeting.LAST, writers=writers, author_only=author_only)
