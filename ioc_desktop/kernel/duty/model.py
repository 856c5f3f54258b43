"""Posts, turns and hand-overs as they are stored. Light to import: no database here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from uuid import UUID

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.duty.times import Slot

VIEW, STAND, PLAN = "duty.view", "duty.stand", "duty.plan"
HANDOVER_TABLE = "duty_handover"
"""Owner of the attachments of hand-overs."""
RECORD = "bien-ban-giao-ca.pdf"
"""Name of the attachment with the signed record."""


class Task(StrEnum):
    """What somebody is posted for."""

    LEADER = "leader"
    OFFICER = "officer"


TASK_TITLES: Mapping[Task, str] = MappingProxyType(
    {
        Task.LEADER: QT_TRANSLATE_NOOP("duty", "Lãnh đạo trực"),
        Task.OFFICER: QT_TRANSLATE_NOOP("duty", "Trực ban"),
    }
)


class ItemKind(StrEnum):
    """What is handed over."""

    INCIDENT = "incident"
    ALARM = "alarm"
    CAMERA = "camera"


ITEM_TITLES: Mapping[ItemKind, str] = MappingProxyType(
    {
        ItemKind.INCIDENT: QT_TRANSLATE_NOOP("duty", "Sự vụ đang mở"),
        ItemKind.ALARM: QT_TRANSLATE_NOOP("duty", "Cảnh báo chưa xem"),
        ItemKind.CAMERA: QT_TRANSLATE_NOOP("duty", "Camera mất tín hiệu"),
    }
)


class HandoverState(StrEnum):
    """A hand-over is given, then taken."""

    GIVEN = "given"
    TAKEN = "taken"


@dataclass(frozen=True, kw_only=True)
class Post:
    """Somebody is to stand a shift."""

    id: UUID
    slot: Slot
    account_id: UUID
    task: Task


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Somebody stands, or stood.

    Attributes:
        workstation: where it began.
        ended_at: None while it lasts.
        reason: why it ended without a hand-over.
    """

    id: UUID
    slot: Slot
    account_id: UUID
    workstation: str
    began_at: datetime
    ended_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True)
class Item:
    """One thing that the next officer must know of, in the words of the moment.

    Attributes:
        code: call number or number; empty where there is none.
        said: its state.
        severity: empty where it has none.
        since: ISO 8601, UTC; empty where nobody knows.
    """

    kind: ItemKind
    code: str
    title: str
    said: str = ""
    severity: str = ""
    since: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"kind": self.kind.value}


def read_item(value: Mapping[str, Any]) -> Item:
    """What ``as_json`` wrote; unknown fields of a newer program are left out."""
    texts = {name: str(value.get(name, "")) for name in ("code", "title", "said", "severity", "since")}
    return Item(ItemKind(value["kind"]), **texts)


@dataclass(frozen=True, kw_only=True)
class Handover:
    """One officer's shift goes to the next.

    Attributes:
        turn_id: the turn that ends with it.
        items: what was open when it was given.
        left_out: kind → how many more there were than are listed.
        note: what the giver wrote.
        taken_by: None while nobody has taken it.
        answer: what the taker wrote.
    """

    id: UUID
    slot: Slot
    turn_id: UUID
    given_by: UUID
    given_at: datetime
    items: tuple[Item, ...]
    left_out: Mapping[str, int]
    note: str
    state: HandoverState
    taken_by: UUID | None = None
    taken_at: datetime | None = None
    answer: str = ""
