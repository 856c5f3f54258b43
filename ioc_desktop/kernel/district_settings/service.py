"""Reading and changing what holds for the whole centre."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import select

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.district_settings.choices import CHOICES, DistrictChoice, T
from ioc_desktop.kernel.district_settings.tables import DistrictSettingRow
from ioc_desktop.store.database import Database

_NAMESPACE = UUID("5b1f3c5e-8d0e-5c55-9f3b-0b8f2f1d7a11")


class DistrictSettings:
    """Settings of the centre.

    Attributes:
        changed: the key, on the thread of the change: after a commit here, or of ``arrived``.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self.changed: Event[str] = Event()

    def get(self, choice: DistrictChoice[T]) -> T:
        """The value, or the default where nobody chose or what came cannot be used."""
        with self._db.read() as session:
            row = session.get(DistrictSettingRow, setting_id(choice.key))
            value = row.value if row is not None else None
        return value if choice.accepts(value) else choice.default

    def all(self) -> dict[str, Any]:
        """Every described key with its value or default, for a screen."""
        with self._db.read() as session:
            chosen = {row.key: row.value for row in session.scalars(select(DistrictSettingRow))}
        return {
            key: chosen[key] if choice.accepts(chosen.get(key)) else choice.default for key, choice in CHOICES.items()
        }

    def set(self, choice: DistrictChoice[T], value: T) -> None:
        """Choose for the whole centre.

        Raises:
            ExpectedError: ``settings.out_of_range``, ``settings.not_allowed``.
        """
        _check(choice, value)
        with self._db.write() as session:
            row = session.get(DistrictSettingRow, setting_id(choice.key))
            if row is None:
                row = DistrictSettingRow(id=setting_id(choice.key), key=choice.key)
                session.add(row)
            row.value = value
        self.changed.emit(choice.key)

    def arrived(self) -> None:
        """Rows of another desktop came in: any setting may have changed."""
        for key in CHOICES:
            self.changed.emit(key)


def setting_id(key: str) -> UUID:
    return uuid5(_NAMESPACE, key)


def _check(choice: DistrictChoice[T], value: T) -> None:
    if choice.accepts(value):
        return
    if isinstance(choice.allowed, range):
        raise ExpectedError(
            "settings.out_of_range",
            QT_TRANSLATE_NOOP("errors", "Giá trị {value} nằm ngoài khoảng {least} đến {most}. Nhập lại."),
            value=value,
            least=choice.allowed[0],
            most=choice.allowed[-1],
        )
    if choice.reads is not None:
        raise ExpectedError(
            "settings.form_wrong",
            QT_TRANSLATE_NOOP("errors", "“{value}” chưa đúng mẫu. Viết như: {example}"),
            value=value,
            example=choice.default,
        )
    raise ExpectedError(
        "settings.not_allowed",
        QT_TRANSLATE_NOOP("errors", "Giá trị {value} không dùng được. Chọn một giá trị trong danh sách."),
        value=value,
    )
