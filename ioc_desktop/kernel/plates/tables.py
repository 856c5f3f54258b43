"""Tables of plates: the index of what was read, what holds a read, and the shared list of what is watched for."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from ioc_desktop.store.rows import Base, SyncedRow
from ioc_desktop.store.sync_rules import merge_columns


class PlateReadRow(Base):
    """One read, this desktop's own or one that came from another; made of a detection by a trigger of ``index``.

    It outlives its detection: detections are forgotten by number, reads by the law's time.

    Attributes:
        id: milliseconds since 1970 in the upper bits, so that the newest are last; see ``index``.
        key: see ``looks.look_key``.
        colour: of the ground, and after a space the way, see ``model.category_of``.
    """

    __tablename__ = "plate_read"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    camera_id: Mapped[UUID]
    plate: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(20), index=True)
    colour: Mapped[str] = mapped_column(String(40))
    score: Mapped[float]


class PlateHoldRow(Base):
    """Something that needs a read beyond its time.

    Attributes:
        holder: such as ``event:…`` or ``watch:…``.
    """

    __tablename__ = "plate_hold"

    read_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    holder: Mapped[str] = mapped_column(String(80), primary_key=True)


class PlateWatchRow(SyncedRow, Base):
    """A plate that is watched for once a second person agreed. The server refuses whoever approves their own."""

    __tablename__ = "plate_watch"
    __table_args__ = (
        CheckConstraint("status <> 'approved' OR decided_by <> proposed_by", name="two_persons"),
        CheckConstraint("status <> 'approved' OR decided_by IS NOT NULL", name="approval_signed"),
    )
    conflict_rule = merge_columns(
        transitions={
            "status": {"proposed": ("approved", "rejected"), "approved": ("revoked",), "rejected": (), "revoked": ()}
        }
    )

    pattern: Mapped[str] = mapped_column(String(24), index=True)
    reason: Mapped[str] = mapped_column(String(200))
    owner: Mapped[str] = mapped_column(String(120))
    severity: Mapped[str] = mapped_column(String(10))
    valid_until: Mapped[date] = mapped_column(Date)
    status: Mapped[str] = mapped_column(String(10))
    proposed_by: Mapped[UUID]
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(String(200))
