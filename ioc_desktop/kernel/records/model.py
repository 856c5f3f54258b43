"""An entry of the record journal, what covers it, and what may be wrong with a chain. No database here."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum, StrEnum
from typing import Any
from uuid import UUID

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP

Changes = Mapping[str, tuple[Any, Any]]
"""Field → the value before and the value after, plain values of JSON."""

SEPARATOR = "\x1f"
"""Between the fields of a hashed line. No stored text holds it (``clean``), so no two lines have the same bytes."""
FIRST = ""
"""What stands for the hash before the first entry."""


@dataclass(frozen=True, kw_only=True)
class RecordEntry:
    """One line of the journal.

    Attributes:
        device_id: the chain.
        seq: number in the chain, from 1, without holes.
        who: name of the person as it was then; empty for the program itself.
        workstation: name of the computer as it was then.
        action: ``incident.open``, ``note``; a stable word.
        note: why, or what a person wrote.
        detail: facts beside the changes.
        hash: SHA-256 over all of it and the hash before, hexadecimal.
    """

    id: UUID
    device_id: UUID
    seq: int
    at: datetime
    who: str
    who_id: UUID | None
    workstation: str
    table: str
    record_id: UUID
    action: str
    changes: Changes
    note: str
    detail: Mapping[str, Any]
    hash: str


class Break(StrEnum):
    """What is wrong at a place of a chain."""

    MISSING = "missing"
    EDITED = "edited"
    REPLACED = "replaced"
    TWIN = "twin"
    CUT = "cut"


@dataclass(frozen=True)
class Fault:
    """A place where a chain does not hold.

    Attributes:
        seq: the first entry that is meant.
        last: the last one, where several are missing.
    """

    kind: Break
    device_id: UUID
    workstation: str
    seq: int
    last: int

    def error(self) -> ExpectedError:
        """The sentence for people."""
        facts = {"device": self.workstation or str(self.device_id)[:8], "seq": self.seq, "last": self.last}
        several = self.kind is Break.MISSING and self.last > self.seq
        return ExpectedError(f"records.{self.kind.value}", _SEVERAL if several else _SENTENCES[self.kind], **facts)


_SEVERAL = QT_TRANSLATE_NOOP(
    "errors", "Nhật ký hồ sơ của máy {device}: mất các mục {seq} đến {last}. Báo người phụ trách."
)
_SENTENCES: Mapping[Break, str] = {
    Break.MISSING: QT_TRANSLATE_NOOP("errors", "Nhật ký hồ sơ của máy {device}: mất mục {seq}. Báo người phụ trách."),
    Break.EDITED: QT_TRANSLATE_NOOP("errors", "Nhật ký hồ sơ của máy {device}: mục {seq} bị sửa. Báo người phụ trách."),
    Break.REPLACED: QT_TRANSLATE_NOOP(
        "errors", "Nhật ký hồ sơ của máy {device}: mục {seq} đã bị thay bằng mục khác. Báo người phụ trách."
    ),
    Break.TWIN: QT_TRANSLATE_NOOP(
        "errors",
        "Nhật ký hồ sơ của máy {device}: có hai mục mang số {seq}. Hồ sơ máy đã được chép hoặc khôi phục từ bản cũ; "
        "báo người phụ trách.",
    ),
    Break.CUT: QT_TRANSLATE_NOOP(
        "errors", "Nhật ký hồ sơ của máy {device}: bị cắt cuối, mất từ mục {seq} đến {last}. Báo người phụ trách."
    ),
}


def clean(text: str, most: int) -> str:
    """Text as it is stored: one normal form, no control characters but line ends and tabs, at most so long."""
    whole = unicodedata.normalize("NFC", text.encode("utf-8", "ignore").decode())  # without halves of letters
    return "".join(ch for ch in whole if ch >= " " or ch in "\n\t").replace("\x7f", "")[:most]


def canonical(value: Mapping[str, Any]) -> str:
    """JSON text with one form for one value; control characters are escaped by JSON itself."""
    return json.dumps(dict(value), ensure_ascii=False, sort_keys=True, default=_plain, separators=(",", ":"))


def _plain(value: object) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    message = f"{type(value).__name__} has no place in the journal"
    raise TypeError(message)


def stamp(moment: datetime) -> str:
    """UTC with microseconds as text, so that every reader hashes the same bytes."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


def digest(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()


def joined(fields: Sequence[object]) -> str:
    """The bytes that are hashed: what ``LINE`` of ``verify`` makes in SQL."""
    return SEPARATOR.join("" if field is None else str(field) for field in fields)
