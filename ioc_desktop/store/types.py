"""Column types."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Stored in UTC, read back aware; a naive time is a bug and is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"naive time {value!r}: an instant needs its time zone"
            raise ValueError(message)
        return value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


_MOST_DONG = 9 * 10**15


class Dong(TypeDecorator[int]):
    """An amount of money in whole đồng. A fraction, a truth value or an amount beyond 9 quadrillion is a bug."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        del dialect
        if value is not None and (type(value) is not int or abs(value) > _MOST_DONG):
            message = f"{value!r} is no amount in whole đồng"
            raise ValueError(message)
        return value
