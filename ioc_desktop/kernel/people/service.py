"""The use cases around people. Synchronous; call off the window's thread."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, fold, natural_key, nfc
from ioc_desktop.kernel.people.tables import PersonRow
from ioc_desktop.store.database import Database

_PHONE = re.compile(r"\+?\d[\d .-]{6,18}\d")
_MOST_LETTERS = 120
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, kw_only=True)
class PersonDraft:
    """What is known of a person."""

    name: str
    title: str = ""
    phone: str = ""
    email: str = ""
    org_unit_id: UUID | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Person(PersonDraft):
    """A person as stored."""

    id: UUID


class PersonService:
    """People of this profile."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def list(self, wanted: str = "") -> Sequence[Person]:
        """Those whose name or title has every word of ``wanted``, accents and case aside, in natural order."""
        with self._db.read() as session:
            rows = session.scalars(select(PersonRow)).all()
        words = fold(wanted).split()
        found = [_person(row) for row in rows if all(word in row.search_key for word in words)]
        return sorted(found, key=lambda person: natural_key(person.name))

    def add(self, draft: PersonDraft) -> Person:
        """Store a person.

        Raises:
            ExpectedError: ``person.name_missing``, ``person.too_long``, ``person.phone_wrong``,
                ``person.email_wrong``, ``org_unit.gone``.
        """
        checked = _checked(draft)
        with self._db.write() as session:
            row = PersonRow(**asdict(checked))
            session.add(row)
            _flush(session)
            return _person(row)

    def update(self, person_id: UUID, draft: PersonDraft) -> Person:
        """Replace what is known.

        Raises:
            ExpectedError: as ``add``, and ``person.gone``.
        """
        checked = _checked(draft)
        with self._db.write() as session:
            row = person_row(session, person_id)
            for name, value in asdict(checked).items():
                setattr(row, name, value)
            _flush(session)
            return _person(row)

    def remove(self, person_id: UUID) -> None:
        """Remove a person with all that is known of them; no error when gone already.

        Raises:
            ExpectedError: ``person.in_use`` while an account is theirs.
        """
        with self._db.write() as session:
            row = session.get(PersonRow, person_id)
            if row is None:
                return
            name = row.name
            session.delete(row)
            try:
                session.flush()
            except IntegrityError as error:
                raise ExpectedError(
                    "person.in_use",
                    QT_TRANSLATE_NOOP("errors", "{name} đang có tài khoản. Bỏ người này khỏi tài khoản trước khi xóa."),
                    name=name,
                ) from error


def person_row(session: Session, person_id: UUID) -> PersonRow:
    """The person's row; raises ``person.gone``."""
    row = session.get(PersonRow, person_id)
    if row is None:
        raise ExpectedError(
            "person.gone", QT_TRANSLATE_NOOP("errors", "Người này đã bị xóa khỏi danh bạ. Tải lại danh sách.")
        )
    return row


def _flush(session: Session) -> None:
    try:
        session.flush()
    except IntegrityError as error:  # the one thing that a person refers to
        raise ExpectedError(
            "org_unit.gone", QT_TRANSLATE_NOOP("errors", "Đơn vị này đã bị xóa. Tải lại danh sách đơn vị.")
        ) from error


def _checked(draft: PersonDraft) -> PersonDraft:
    name, phone, email = nfc(draft.name.strip()), draft.phone.strip(), draft.email.strip()
    if not name:
        raise ExpectedError(
            "person.name_missing", QT_TRANSLATE_NOOP("errors", "Chưa có họ tên. Nhập họ tên rồi lưu lại.")
        )
    longest = max(name, nfc(draft.title.strip()), email, key=len)
    if len(longest) > _MOST_LETTERS:
        raise ExpectedError(
            "person.too_long",
            QT_TRANSLATE_NOOP("errors", "“{start}…” dài quá {count} ký tự. Viết ngắn lại, phần còn lại để ở ghi chú."),
            start=longest[:30],
            count=_MOST_LETTERS,
        )
    if phone and not _PHONE.fullmatch(phone):
        raise ExpectedError(
            "person.phone_wrong",
            QT_TRANSLATE_NOOP("errors", "Số điện thoại {phone} không đúng. Nhập 8 đến 20 chữ số."),
            phone=phone[:30],
        )
    if email and not _EMAIL.fullmatch(email):
        raise ExpectedError(
            "person.email_wrong",
            QT_TRANSLATE_NOOP("errors", "Thư điện tử {email} không đúng. Nhập dạng ten@donvi.gov.vn."),
            email=email[:60],
        )
    return PersonDraft(
        name=name,
        title=nfc(draft.title.strip()),
        phone=phone,
        email=email,
        org_unit_id=draft.org_unit_id,
        note=nfc(draft.note.strip()),
    )


def _person(row: PersonRow) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        title=row.title,
        phone=row.phone,
        email=row.email,
        org_unit_id=row.org_unit_id,
        note=row.note,
    )
