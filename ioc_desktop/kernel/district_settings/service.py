"""Reading and changing what holds for the whole centre."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID, uuid5

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.district_settings.tables import DistrictSettingRow
from ioc_desktop.store.database import Database

_NAMESPACE = UUID("5b1f3c5e-8d0e-5c55-9f3b-0b8f2f1d7a11")


@dataclass(frozen=True)
class DistrictChoice:
    """One described setting.

    Attributes:
        title: source string of context ``settings``.
        least: smallest value.
        most: largest value.
    """

    key: str
    title: str
    default: int
    least: int
    most: int


CHOICES: Mapping[str, DistrictChoice] = MappingProxyType(
    {
        choice.key: choice
        for choice in (
            DistrictChoice(
                "accounts.offline_days",
                QT_TRANSLATE_NOOP("settings", "Số ngày đăng nhập khi mất máy chủ (0 là không giới hạn)"),
                default=14,
                least=0,
                most=365,
            ),
        )
    }
)


class DistrictSettings:
    """Settings of the centre, by key.

    Attributes:
        changed: the key, after a commit on this desktop, on the thread that made it.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self.changed: Event[str] = Event()

    def get(self, key: str) -> int:
        """The value, or the default where nobody chose or what came cannot be used."""
        choice = CHOICES[key]
        with self._db.read() as session:
            row = session.get(DistrictSettingRow, uuid5(_NAMESPACE, key))
            value = row.value if row is not None else None
        if type(value) is int and choice.least <= value <= choice.most:
            return value
        return choice.default

    def set(self, key: str, value: int) -> None:
        """Choose for the whole centre.

        Raises:
            ExpectedError: ``settings.out_of_range``.
        """
        choice = CHOICES[key]
        if not choice.least <= value <= choice.most:
            raise ExpectedError(
                "settings.out_of_range",
                QT_TRANSLATE_NOOP("errors", "Giá trị {value} nằm ngoài khoảng {least} đến {most}. Nhập lại."),
                value=value,
                least=choice.least,
                most=choice.most,
            )
        with self._db.write() as session:
            identifier = uuid5(_NAMESPACE, key)
            row = session.get(DistrictSettingRow, identifier)
            if row is None:
                row = DistrictSettingRow(id=identifier, key=key)
                session.add(row)
            row.value = value
        self.changed.emit(key)
