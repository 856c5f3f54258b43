"""The use cases around links. Synchronous; call off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.links.model import Link, Ref, ends, is_directed, is_kind, link_id
from ioc_desktop.kernel.links.tables import LinkRow
from ioc_desktop.store.database import Database


class LinkService:
    """Links of this profile.

    Attributes:
        changed: after a commit that changed a link, on the thread that made it.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self.changed: Event[None] = Event()

    def link(self, first: Ref, second: Ref, kind: str, *, session: Session | None = None) -> None:
        """Link two records; nothing happens when they are linked so already.

        Args:
            session: a write that is under way, to link in its transaction; ``changed`` is not emitted then.

        Raises:
            ExpectedError: ``link.to_itself``.
            ValueError: the kind is no word of the program.
        """
        _check(first, second, kind)
        if session is not None:
            _store(session, first, second, kind)
            return
        with self._db.write() as own:
            _store(own, first, second, kind)
        self.changed.emit(None)

    def unlink(self, first: Ref, second: Ref, kind: str) -> None:
        """Take a link away, named from the end it was made from; no error when there is none."""
        with self._db.write() as session:
            row = session.get(LinkRow, link_id(first, second, kind))
            if row is not None:
                session.delete(row)
        self.changed.emit(None)

    def of(self, ref: Ref, kind: str | None = None) -> Sequence[Link]:
        """The links of a record, from whichever end they were made, oldest first."""
        near = or_(
            and_(LinkRow.from_id == ref.id, LinkRow.from_table == ref.table),
            and_(LinkRow.to_id == ref.id, LinkRow.to_table == ref.table),
        )
        question = select(LinkRow).where(near).order_by(LinkRow.created_at, LinkRow.id)
        if kind is not None:
            question = question.where(LinkRow.kind == kind)
        with self._db.read() as session:
            return [_seen_from(ref, row) for row in session.scalars(question)]

    def arrived(self) -> None:
        """Rows of another desktop came in."""
        self.changed.emit(None)


def _check(first: Ref, second: Ref, kind: str) -> None:
    if not is_kind(kind):
        message = f"{kind!r} is no kind of link"
        raise ValueError(message)
    if first == second:
        raise ExpectedError(
            "link.to_itself", QT_TRANSLATE_NOOP("errors", "Không liên kết một mục với chính nó. Chọn mục khác.")
        )


def _store(session: Session, first: Ref, second: Ref, kind: str) -> None:
    identifier = link_id(first, second, kind)
    if session.get(LinkRow, identifier) is not None:
        return
    begin, end = ends(first, second, kind)
    session.add(
        LinkRow(id=identifier, from_table=begin.table, from_id=begin.id, to_table=end.table, to_id=end.id, kind=kind)
    )
    session.flush()


def _seen_from(ref: Ref, row: LinkRow) -> Link:
    begin, end = Ref(row.from_table, row.from_id), Ref(row.to_table, row.to_id)
    is_first, has_direction = begin == ref, is_directed(row.kind)
    other = end if is_first else begin
    return Link(row.id, row.kind, other, is_first or not has_direction, row.created_at, row.created_by)
