"""The use cases around people. Synchronous; call off the window's thread."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import select

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, fold, natural_key, nfc
from ioc_desktop.kernel.people.tables import PersonRow
from ioc_desktop.store.database import Database

_PHONE = re.compile(r"\+?\d[\d .-]{6,18}\d")
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
            ExpectedError: ``person.name_missing``, ``person.phone_wrong``, ``person.email_wrong``.
        """
        checked = _checked(draft)
        with self._db.write() as session:
            row = PersonRow(**asdict(checked))
            session.add(row)
            session.flush()
            return _person(row)

    def update(self, person_id: UUID, draft: PersonDraft) -> Person:
        """Replace what is known.

        Raises:
            ExpectedError: as ``add``, and ``person.gone``.
        """
        checked = _checked(draft)
        with self._db.write() as session:
            row = session.get(PersonRow, person_id)
            if row is None:
                raise ExpectedError(
                    "person.gone", QT_TRANSLATE_NOOP("errors", "Người này đã bị xóa khỏi danh bạ. Tải lại danh sách.")
                )
            for name, value in asdict(checked).items():
                setattr(row, name, value)
            session.flush()
            return _person(row)

    def remove(self, person_id: UUID) -> None:
        """Remove a person; no error when gone already."""
        with self._db.write() as session:
            row = session.get(PersonRow, person_id)
            if row is not None:
                session.delete(row)


def _checked(draft: PersonDraft) -> PersonDraft:
    name, phone, email = nfc(draft.name.strip()), draft.phone.strip(), draft.email.strip()
    if not name:
        raise ExpectedError(
            "person.name_missing", QT_TRANSLATE_NOOP("errors", "Chưa có họ tên. Nhập họ tên rồi lưu lại.")
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
