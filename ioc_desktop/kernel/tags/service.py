"""The use cases around tags. Synchronous; call off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, fold, natural_key, nfc
from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.kernel.tags.tables import TaggingRow, TagRow, tag_id, tagging_id
from ioc_desktop.store.database import Database

_MOST_LETTERS = 60


class UsedTag(NamedTuple):
    """A tag and on how many records it is."""

    name: str
    records: int


class TagService:
    """Tags of this profile.

    Attributes:
        changed: after a commit that changed a tag, on the thread that made it.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self.changed: Event[None] = Event()

    def put(self, ref: Ref, name: str) -> str:
        """Put a tag on a record, made when it is new; how it is written from now on.

        A tag that is there keeps its writing. Nothing happens when the record has it.

        Raises:
            ExpectedError: ``tag.wrong_length``, ``store.*``.
        """
        clean = _checked(name)
        with self._db.write() as session:
            tag = session.get(TagRow, tag_id(clean))
            if tag is None:
                tag = TagRow(id=tag_id(clean), name=clean)
                session.add(tag)
                session.flush()
            identifier = tagging_id(tag.id, ref)
            if session.get(TaggingRow, identifier) is None:
                session.add(TaggingRow(id=identifier, tag_id=tag.id, owner_table=ref.table, owner_id=ref.id))
            written = tag.name
        self.changed.emit(None)
        return written

    def remove(self, ref: Ref, name: str) -> None:
        """Take a tag off a record; no error when it is not there."""
        with self._db.write() as session:
            row = session.get(TaggingRow, tagging_id(tag_id(name), ref))
            if row is not None:
                session.delete(row)
        self.changed.emit(None)

    def of(self, ref: Ref) -> Sequence[str]:
        """The tags of a record, in natural order."""
        question = (
            select(TagRow.name)
            .join(TaggingRow, TaggingRow.tag_id == TagRow.id)
            .where(TaggingRow.owner_table == ref.table, TaggingRow.owner_id == ref.id)
        )
        with self._db.read() as session:
            return sorted(session.scalars(question), key=natural_key)

    def used(self, beginning: str = "", limit: int = 50) -> Sequence[UsedTag]:
        """Tags whose name begins so, accents and case aside, the most used first: what an input box offers."""
        count = func.count(TaggingRow.id)
        question = (
            select(TagRow.name, count)
            .outerjoin(TaggingRow, TaggingRow.tag_id == TagRow.id)
            .where(TagRow.search_key.startswith(fold(beginning), autoescape=True))
            .group_by(TagRow.id)
            .order_by(count.desc(), TagRow.search_key)
            .limit(limit)
        )
        with self._db.read() as session:
            return [UsedTag(name, number) for name, number in session.execute(question)]

    def tagged(self, table: str, name: str) -> frozenset[UUID]:
        """The records of a table that have a tag."""
        question = select(TaggingRow.owner_id).where(TaggingRow.tag_id == tag_id(name), TaggingRow.owner_table == table)
        with self._db.read() as session:
            return frozenset(session.scalars(question))

    def arrived(self) -> None:
        """Rows of another desktop came in."""
        self.changed.emit(None)


def _checked(name: str) -> str:
    clean = nfc(" ".join(name.split())).lstrip("#")
    if not 0 < len(clean) <= _MOST_LETTERS or not fold(clean):
        raise ExpectedError(
            "tag.wrong_length",
            QT_TRANSLATE_NOOP("errors", "Nhãn cần từ 1 đến {count} ký tự. Nhập lại nhãn ngắn hơn."),
            count=_MOST_LETTERS,
        )
    return clean
