"""Table of the register of documents."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ioc_desktop.kernel.numbers.model import KIND_LETTERS, ORG_LETTERS
from ioc_desktop.kernel.papers.model import CLOSED, TABLE, PaperState, reachable
from ioc_desktop.kernel.papers.rules import NOTE_LETTERS, SUBJECT_LETTERS, SYMBOL_LETTERS
from ioc_desktop.kernel.search.model import Searched
from ioc_desktop.store.rows import LOCAL, Base, SyncedRow, folded
from ioc_desktop.store.sync_rules import Seal, merge_columns


class PaperRow(SyncedRow, Base):
    """One document; see ``Paper``. Who did a step, and when, stands in ``<step>_by`` and ``<step>_at``.

    What is issued is sealed: this table's rule keeps it on the server, its trigger here.

    Attributes:
        source_sha256: the content as it was drafted, before number, date and signatures; a document that is sent back
            begins with it again.
        ended_by: who replaced, withdrew or voided it.
        asked_by: who issued it here while its number could not be had; this desktop's own.
    """

    __tablename__ = TABLE
    conflict_rule = merge_columns(
        transitions={"state": {start.value: tuple(end.value for end in reachable(start)) for start in PaperState}},
        seal=Seal(
            column="state",
            closed=tuple(state.value for state in CLOSED),
            open=("ended_by", "ended_at", "note", "replaced_by_id"),
        ),
    )
    searched = Searched(
        title=("number", "symbol", "subject"), body=("kind", "org"), permission="papers.view", panel="papers",
        at="drafted_at",
    )  # fmt: skip
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'submitted') OR approved_by IS NOT NULL", name="approval_signed"),
        CheckConstraint(
            "state NOT IN ('issued', 'replaced', 'withdrawn') OR (number IS NOT NULL AND issued_by IS NOT NULL)",
            name="issued_numbered",
        ),
        CheckConstraint("state <> 'void' OR number IS NOT NULL", name="void_numbered"),
    )

    kind: Mapped[str] = mapped_column(String(KIND_LETTERS))
    symbol: Mapped[str] = mapped_column(String(SYMBOL_LETTERS))
    org: Mapped[str] = mapped_column(String(ORG_LETTERS))
    family: Mapped[str] = mapped_column(String(30))
    subject: Mapped[str] = mapped_column(String(SUBJECT_LETTERS))
    owner_table: Mapped[str] = mapped_column(String(63))
    owner_id: Mapped[UUID | None] = mapped_column(index=True)
    replaces_id: Mapped[UUID | None] = mapped_column(index=True)
    replaced_by_id: Mapped[UUID | None]
    is_drill: Mapped[bool]
    state: Mapped[str] = mapped_column(String(12), index=True)
    number: Mapped[int | None]
    year: Mapped[int]
    dated: Mapped[date | None]
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    source_sha256: Mapped[str] = mapped_column(String(64))
    source_size: Mapped[int]
    is_signed: Mapped[bool]
    note: Mapped[str] = mapped_column(String(NOTE_LETTERS))
    drafted_by: Mapped[UUID]
    drafted_at: Mapped[datetime]
    submitted_by: Mapped[UUID | None]
    submitted_at: Mapped[datetime | None]
    approved_by: Mapped[UUID | None]
    approved_at: Mapped[datetime | None]
    issued_by: Mapped[UUID | None]
    issued_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None]
    ended_at: Mapped[datetime | None]
    asked_by: Mapped[UUID | None] = mapped_column(info=LOCAL)
    asked_at: Mapped[datetime | None] = mapped_column(info=LOCAL)
    search_key: Mapped[str] = mapped_column(Text, default="", info=folded("number", "symbol", "subject", "kind", "org"))
