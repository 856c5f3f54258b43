"""Table of detections: this desktop's own, and those of others that it has read."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ioc_desktop.store.rows import Base


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
