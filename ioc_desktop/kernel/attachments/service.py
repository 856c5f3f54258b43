"""Attaching files to rows. Synchronous; call off the window's thread."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from ioc_desktop.core.text import nfc
from ioc_desktop.kernel.attachments.files import ContentFolder, unreadable
from ioc_desktop.kernel.attachments.tables import AttachmentRow
from ioc_desktop.store.database import Database

Thumbnailer = Callable[[Path], bytes | None]
"""A small picture of a file, or None for what has none."""


@dataclass(frozen=True)
class Attachment:
    """A content attached to a row."""

    id: UUID
    name: str
    mime: str
    size: int
    sha256: str
    thumb_sha256: str | None


class AttachmentService:
    """Attachments of this profile.

    Args:
        thumbnailer: makes the small pictures that travel first.
    """

    def __init__(self, db: Database, contents: ContentFolder, thumbnailer: Thumbnailer | None = None) -> None:
        self._db, self.contents = db, contents
        self._thumbnailer = thumbnailer or (lambda _path: None)

    def add(self, owner_table: str, owner_id: UUID, file: Path, *, name: str = "") -> Attachment:
        """Copy a file in and attach it.

        Raises:
            ExpectedError: ``attachment.*``, ``store.*``.
        """
        return self._attach(owner_table, owner_id, self.contents.put_file(file), name or file.name, kind=file.name)

    def _attach(self, owner_table: str, owner_id: UUID, sha256: str, name: str, *, kind: str = "") -> Attachment:
        small = self._thumbnailer(self.contents.path(sha256))
        row = AttachmentRow(
            owner_table=owner_table,
            owner_id=owner_id,
            name=nfc(name)[:200],
            mime=mimetypes.guess_type(kind or name)[0] or "application/octet-stream",
            size=self.contents.size(sha256),
            sha256=sha256,
            thumb_sha256=self.contents.put_bytes(small) if small else None,
        )
        with self._db.write() as session:
            session.add(row)
            session.flush()
            return _attachment(row)

    def add_bytes(self, owner_table: str, owner_id: UUID, content: bytes, *, name: str) -> Attachment:
        """Attach what never was a file; its kind is told by the name's ending.

        Raises:
            ExpectedError: ``attachment.unreadable`` when the disk does not take it, ``store.*``.
        """
        try:
            sha256 = self.contents.put_bytes(content)
        except OSError as error:
            raise unreadable(name) from error
        return self._attach(owner_table, owner_id, sha256, name)

    def of(self, owner_table: str, owner_id: UUID) -> Sequence[Attachment]:
        """What is attached to a row, in the order in which it came."""
        question = select(AttachmentRow).where(
            AttachmentRow.owner_table == owner_table, AttachmentRow.owner_id == owner_id
        )
        with self._db.read() as session:
            return [_attachment(row) for row in session.scalars(question.order_by(AttachmentRow.created_at))]

    def remove(self, attachment_id: UUID) -> None:
        """Detach; the content goes with the next ``sweep`` when nothing else refers to it."""
        with self._db.write() as session:
            row = session.get(AttachmentRow, attachment_id)
            if row is not None:
                session.delete(row)

    def sweep(self) -> int:
        """Remove contents that no row refers to; how many."""
        with self._db.read() as session:
            rows = session.execute(select(AttachmentRow.sha256, AttachmentRow.thumb_sha256)).all()
        return self.contents.sweep(frozenset(name for row in rows for name in row if name))


def _attachment(row: AttachmentRow) -> Attachment:
    return Attachment(row.id, row.name, row.mime, row.size, row.sha256, row.thumb_sha256)
