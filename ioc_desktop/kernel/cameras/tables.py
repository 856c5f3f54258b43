"""Table of cameras."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ioc_desktop.kernel.org_units.tables import OrgUnitRow
from ioc_desktop.kernel.search.model import Searched
from ioc_desktop.store.rows import LOCAL, Base, SyncedRow, folded
from ioc_desktop.store.sync_rules import merge_columns


class CameraRow(SyncedRow, Base):
    """A camera; its password is in the secret store under ``credential_key``.

    The key is new with every change of the password: committing the row switches from the old to the new
    one, so a crash between the two stores leaves either. It stays on this desktop.
    """

    __tablename__ = "camera"
    __table_args__ = (CheckConstraint("number > 0", name="number_positive"),)
    conflict_rule = merge_columns(unique=("number",))
    searched = Searched(
        title=("name",), body=("number", "place"), permission="cameras.view", panel="cameras", unit="org_unit_id"
    )

    number: Mapped[int] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(String(120))
    place: Mapped[str] = mapped_column(String(120))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    org_unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("org_unit.id"), index=True)
    main_url: Mapped[str] = mapped_column(Text)
    sub_url: Mapped[str] = mapped_column(Text)
    transport: Mapped[str] = mapped_column(String(3))
    azimuth_deg: Mapped[float | None]
    fov_deg: Mapped[float | None]
    kind: Mapped[str] = mapped_column(String(20))
    notice_text: Mapped[str] = mapped_column(Text)
    retention_days: Mapped[int]
    search_key: Mapped[str] = mapped_column(Text, info=folded("number", "name", "place"))
    credential_key: Mapped[str | None] = mapped_column(String(80), info=LOCAL)

    org_unit: Mapped[OrgUnitRow | None] = relationship(lazy="joined")
