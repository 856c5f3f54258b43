"""Table of rules."""

from typing import Any
from uuid import UUID

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from ioc_desktop.kernel.search.model import Searched
from ioc_desktop.store.rows import Base, SyncedRow
from ioc_desktop.store.sync_rules import merge_columns


class RuleRow(SyncedRow, Base):
    """One rule of one camera.

    There is no foreign key: a camera that is removed and brought back finds its rules again, and a rule drawn on one
    desktop while another removes the camera is no fault.

    Attributes:
        definition: the rule as a file of rules has it (``vision.rules.files``), without what has a column here.
    """

    __tablename__ = "rule"
    conflict_rule = merge_columns()
    searched = Searched(title=("name",), permission="rules.view", panel="rules")

    camera_id: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(30))
    severity: Mapped[str] = mapped_column(String(10))
    is_armed: Mapped[bool]
    definition: Mapped[Any] = mapped_column(JSON)
