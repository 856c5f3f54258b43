"""The text of a feed: one JSON document that says the state of all signals at one moment.

``{"at": "2026-11-28T08:00:05+07:00",
"signals": [{"id": "LD-1", "state": "red", "since": "2026-11-28T07:59:52+07:00"}]}``

``at`` is when it was so, on the controller's own clock, and moves on with every document, also when nothing changed:
that is how a reader knows that the feed lives. ``since`` is optional and on the same clock. Times are ISO 8601 with a
zone, or Unix seconds. ``state`` is red, yellow (or amber) or green; all else, such as off or flashing, is unknown. A
file may hold one such document, or one a line with the newest last.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.vision.rules.model import SignalState

MOST_BYTES = 1_000_000
MOST_SIGNALS = 1000
_MOST_LETTERS = 80
_STATES: Mapping[str, SignalState] = {"red": "red", "yellow": "yellow", "amber": "yellow", "green": "green"}


@dataclass(frozen=True, slots=True)
class Told:
    """One signal as a document has it; ``since`` in seconds of the feed's clock."""

    state: SignalState
    since: float | None = None


@dataclass(frozen=True)
class Document:
    """What a feed said once.

    Attributes:
        at: when it was so, in seconds of the feed's clock.
        signals: by id.
    """

    at: float
    signals: Mapping[str, Told] = field(default_factory=dict)


def document(text: str) -> Document:
    """The newest document of a text.

    Raises:
        ExpectedError: ``signals.not_json``, ``signals.wrong``.
    """
    try:
        return _document(json.loads(text))
    except json.JSONDecodeError:
        lines = [line for line in text.splitlines() if line.strip()]
        return _of_line(lines[-1] if lines else "")


def documents(text: str) -> Iterator[Document]:
    """Every document of a recording, one a line.

    Raises:
        ExpectedError: as ``document``.
    """
    for line in text.splitlines():
        if line.strip():
            yield _of_line(line)


def _of_line(line: str) -> Document:
    try:
        return _document(json.loads(line))
    except (json.JSONDecodeError, RecursionError) as error:
        raise ExpectedError(
            "signals.not_json",
            QT_TRANSLATE_NOOP("errors", "Nguồn tín hiệu đèn không phải JSON. Kiểm tra phần mềm của tủ điều khiển."),
        ) from error


def _document(body: Any) -> Document:
    entries = body.get("signals") if isinstance(body, Mapping) else None
    at = moment(body.get("at")) if isinstance(body, Mapping) else None
    if at is None or not isinstance(entries, list) or len(entries) > MOST_SIGNALS:
        raise _wrong("at, signals")
    told: dict[str, Told] = {}
    for entry in entries:
        name = entry.get("id") if isinstance(entry, Mapping) else None
        if not isinstance(name, str | int) or not 0 < len(str(name).strip()) <= _MOST_LETTERS:
            raise _wrong("id")
        told[str(name).strip()] = Told(_STATES.get(str(entry.get("state")).lower(), "unknown"), _since(entry, at))
    return Document(at, told)


def _since(entry: Mapping[str, Any], at: float) -> float | None:
    """A time after the document's own is a fault of the feed, and says nothing."""
    since = moment(entry.get("since"))
    return since if since is not None and since <= at else None


def moment(value: object) -> float | None:
    """Seconds of a time; None for what is none."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) if math.isfinite(value) else None
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return at.timestamp() if at is not None and at.tzinfo is not None else None


def _wrong(part: str) -> ExpectedError:
    return ExpectedError(
        "signals.wrong",
        QT_TRANSLATE_NOOP(
            "errors", "Nguồn tín hiệu đèn thiếu hoặc sai mục {part}. Xem mẫu trong tài liệu rồi sửa phần mềm gửi."
        ),
        part=part,
    )
