"""Table of people."""

from uuid import UUID

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ioc_desktop.kernel.search.model import Searched
from ioc_desktop.store.rows import Base, SyncedRow, folded
from ioc_desktop.store.sync_rules import merge_columns

_PERSONAL = {"personal": True}
"""Personal data: erased on the server when the row is removed."""


class PersonRow(SyncedRow, Base):
    """A person in an office of the centre or of a unit.

    Phone and e-mail are personal data (Law 91/2025), kept to reach the person for the centre's work and for nothing
    else; they go with the row.
    """

    __tablename__ = "person"
    conflict_rule = merge_columns()
    searched = Searched(title=("name", "title"), permission="accounts.manage", panel="accounts", unit="org_unit_id")

    name: Mapped[str] = mapped_column(String(120))
    search_key: Mapped[str] = mapped_column(Text, info=folded("name", "title"))
    title: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str] = mapped_column(String(30), info=_PERSONAL)
    email: Mapped[str] = mapped_column(String(120), info=_PERSONAL)
    org_unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("org_unit.id"), index=True)
    note: Mapped[str] = mapped_column(Text, info=_PERSONAL)
