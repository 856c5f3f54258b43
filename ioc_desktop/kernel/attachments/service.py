"""Attaching files to rows. Synchronous; call off the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, nfc
from ioc_desktop.kernel.attachments import sniffing
from ioc_desktop.kernel.attachments.files import LARGEST, ContentFolder, too_large, unreadable
from ioc_desktop.kernel.attachments.tables import AttachmentRow
from ioc_desktop.kernel.attachments.thumbnails import check_readable
from ioc_desktop.store.database import Database

Thumbnailer = Callable[[Path], bytes | None]
"""A small picture of a file, or None for what has none."""


@dataclass(frozen=True)
class Limits:
    """How large a file may be, in bytes.

    Attributes:
        picture: of a photograph, which is looked at on every desktop.
    """

    file: int = LARGEST
    picture: int = LARGEST


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
        limits: how large files may be, asked for every file.
    """

    def __init__(
        self,
        db: Database,
        contents: ContentFolder,
        thumbnailer: Thumbnailer | None = None,
        limits: Callable[[], Limits] = Limits,
    ) -> None:
        self._db, self.contents = db, contents
        self._thumbnailer = thumbnailer or (lambda _path: None)
        self._limits = limits

    def add(
        self, owner_table: str, owner_id: UUID, file: Path, *, name: str = "", mends_ending: bool = False
    ) -> Attachment:
        """Copy a file in and attach it, once its content is known for what its ending says.

        Args:
            name: instead of the file's.
            mends_ending: give a name whose ending lies the right one, instead of refusing it.

        Raises:
            ExpectedError: ``attachment.*``, ``store.*``.
        """
        called = name or file.name
        mime = self._checked(file, file.name)
        if sniffing.is_lie(sniffing.of_name(called), mime):
            right = sniffing.ending(mime)
            if not (mends_ending and right):
                raise _lie(called, mime, right)
            called = f"{Path(called).stem}{right}"
        return self._attach(owner_table, owner_id, self.contents.put_file(file), called)

    def _checked(self, file: Path, name: str) -> str:
        """The type of a stranger's file that may come in."""
        try:
            size, mime = file.stat().st_size, sniffing.sniff(file)
            if not size:
                return sniffing.of_name(name)  # that it is empty is told when it is copied
            most = self._limits().picture if mime.startswith("image/") else self._limits().file
            if size > most:
                raise too_large(name, most, is_picture=mime.startswith("image/"))
            if sniffing.is_program(mime):
                raise ExpectedError(
                    "attachment.program",
                    QT_TRANSLATE_NOOP(
                        "errors", "{name} là chương trình, không đính kèm được. Đính kèm tài liệu hoặc ảnh."
                    ),
                    name=name,
                )
            check_readable(file, name, mime)
        except OSError as error:
            raise unreadable(name) from error
        return mime

    def _attach(self, owner_table: str, owner_id: UUID, sha256: str, name: str) -> Attachment:
        path = self.contents.path(sha256)
        mime, promised = sniffing.sniff(path), sniffing.of_name(name)
        small = self._thumbnailer(path)
        row = AttachmentRow(
            owner_table=owner_table,
            owner_id=owner_id,
            name=nfc(name)[:200],
            mime=mime if sniffing.is_lie(promised, mime) or promised == sniffing.UNKNOWN else promised,
            size=self.contents.size(sha256),
            sha256=sha256,
            thumb_sha256=self.contents.put_bytes(small) if small else None,
        )
        with self._db.write() as session:
            session.add(row)
            session.flush()
            return _attachment(row)

    def add_bytes(self, owner_table: str, owner_id: UUID, content: bytes, *, name: str) -> Attachment:
        """Attach what never was a file: what the program made itself is not held to limits and endings.

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


def _lie(name: str, mime: str, right: str) -> ExpectedError:
    if not right:
        return ExpectedError(
            "attachment.lying",
            QT_TRANSLATE_NOOP(
                "errors", "Nội dung của {name} không phải loại mà đuôi tệp nói. Lấy lại tệp gốc rồi đính kèm."
            ),
            name=name,
        )
    return ExpectedError(
        "attachment.lying",
        QT_TRANSLATE_NOOP(
            "errors", "Đuôi của {name} không đúng: nội dung là {mime}. Đổi đuôi thành {right} rồi đính kèm."
        ),
        name=name,
        mime=mime,
        right=right,
    )


def _attachment(row: AttachmentRow) -> Attachment:
    return Attachment(row.id, row.name, row.mime, row.size, row.sha256, row.thumb_sha256)
