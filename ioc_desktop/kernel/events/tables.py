"""Tables of detections, in a lane of their own, and of events, which everybody decides on."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ioc_desktop.kernel.search.model import Searched
from ioc_desktop.store.rows import LOCAL, Base, SyncedRow, folded
from ioc_desktop.store.sync_rules import merge_columns


class DetectionRow(Base):
    """One detection.

    Attributes:
        seq: number on its device, without holes.
        box: x, y, width, height in 0–1 of the picture; null for what has no place.
    """

    __tablename__ = "detection"
    __table_args__ = (Index("ix_detection_camera_id_at", "camera_id", "at"), Index("ix_detection_at", "at"))

    device_id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    scope_id: Mapped[int]
    camera_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(30))
    category: Mapped[str] = mapped_column(String(40))
    score: Mapped[float]
    box: Mapped[Any | None] = mapped_column(JSON)
    track: Mapped[int | None] = mapped_column(BigInteger)
    value: Mapped[str | None] = mapped_column(String(120))


FOLLOWS = {"new": ("confirmed", "rejected"), "confirmed": ("new",), "rejected": ("new", "confirmed")}
"""Status → what it may become: an incident may hang on what is confirmed, so that is taken back before it is wrong."""


class EventRow(SyncedRow, Base):
    """Something that a rule or a sensor saw, from its beginning to its end, and what a person made of it.

    Attributes:
        rule_id: of the rule's row; text, so that sensors have events too.
        rule_name: as it was called then.
        place: the camera's name and place as they were then.
        ended_at: last seen so far; final when ``is_open`` is false.
        value: what the kind of rule measures.
        box: x1, y1, x2, y2 in 0–1 of the picture at the peak; null for the whole picture.
        details: proof and numbers beyond ``value``, such as a signal's state.
        model: name and hash of what saw it.
        reason: why it was rejected.
        files_note: why there is no clip or picture, a sentence; empty when they are there or on their way.
        is_mine: this desktop watches it; it closes it when it starts again.
    """

    __tablename__ = "event"
    __table_args__ = (Index("ix_event_camera_id_started_at", "camera_id", "started_at"),)
    conflict_rule = merge_columns(transitions={"status": FOLLOWS})
    searched = Searched(
        title=("rule_name", "place"), body=("reason",), permission="alarms.view", panel="alarms", at="started_at"
    )

    camera_id: Mapped[UUID]
    rule_id: Mapped[str] = mapped_column(String(80), index=True)
    rule_name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(30))
    severity: Mapped[str] = mapped_column(String(10))
    place: Mapped[str] = mapped_column(String(250))
    started_at: Mapped[datetime] = mapped_column(index=True)
    peak_at: Mapped[datetime]
    ended_at: Mapped[datetime]
    is_open: Mapped[bool]
    category: Mapped[str] = mapped_column(String(40))
    value: Mapped[float]
    box: Mapped[Any | None] = mapped_column(JSON)
    tracks: Mapped[Any] = mapped_column(JSON)
    confidence: Mapped[float]
    details: Mapped[Any] = mapped_column(JSON)
    model: Mapped[str] = mapped_column(String(120))
    status: Mapped[str] = mapped_column(String(12), index=True)
    reason: Mapped[str] = mapped_column(String(200))
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]
    files_note: Mapped[str] = mapped_column(String(300))
    search_key: Mapped[str] = mapped_column(Text, info=folded("rule_name", "place", "reason"))
    is_mine: Mapped[bool | None] = mapped_column(info=LOCAL)
