"""PostgreSQL's binary arrays, built a column at a time.

psycopg turns a list into an array element by element in Python, which takes as long as the server needs for the rows.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import psycopg
from numpy.typing import NDArray
from psycopg.abc import AdaptContext
from psycopg.adapt import Dumper
from psycopg.pq import Format

_HEADER = struct.Struct(">iIIii")
_NULL = b"\xff\xff\xff\xff"
_EPOCH = np.datetime64("2000-01-01", "us")


@dataclass(frozen=True)
class BinaryArray:
    """A parameter of a statement; connections learn of it by ``understood_by``.

    Attributes:
        oid: type of the array.
        element_oid: type of its elements.
        body: the elements, each behind its length.
    """

    oid: int
    element_oid: int
    count: int
    body: bytes
    has_null: bool = False

    def dump(self) -> bytes:
        return _HEADER.pack(1, self.has_null, self.element_oid, self.count, 1) + self.body


def understood_by(connection: psycopg.Connection) -> psycopg.Connection:
    """The connection, which takes these arrays as parameters from now on."""
    connection.adapters.register_dumper(BinaryArray, _Dumper)
    return connection


def integers(values: Sequence[int]) -> BinaryArray:
    return _fixed(1007, 23, np.array(values, ">i4"))


def bigints(values: Sequence[int | None]) -> BinaryArray:
    if None in values:
        return _with_nulls(1016, 20, values, struct.Struct(">iq").pack, 8)
    return _fixed(1016, 20, np.array(values, ">i8"))


def reals(values: Sequence[float | None]) -> BinaryArray:
    if None in values:
        return _with_nulls(1021, 700, values, struct.Struct(">if").pack, 4)
    return _fixed(1021, 700, np.array(values, ">f4"))


def times(values: Sequence[str]) -> BinaryArray:
    """Instants in UTC, as SQLite stores them."""
    since = np.array(values, "datetime64[us]") - _EPOCH
    return _fixed(1185, 1184, since.astype(np.int64).astype(">i8"))


def identifiers(digits: str) -> BinaryArray:
    """UUIDs of 32 hexadecimal digits, as SQLite stores them, one behind the other."""
    return _fixed(2951, 2950, np.frombuffer(bytes.fromhex(digits), "V16"))


def texts(values: Sequence[str | None]) -> BinaryArray:
    """Names and words: few different ones, so that each is made once."""
    made = {value: _NULL if value is None else _text(value) for value in set(values)}
    return BinaryArray(1009, 25, len(values), b"".join([made[value] for value in values]), None in made)


def _text(value: str) -> bytes:
    content = (value.replace("\0", "") if "\0" in value else value).encode()  # the server's text holds no zero byte
    return len(content).to_bytes(4, "big") + content


def _fixed(oid: int, element_oid: int, values: NDArray[Any]) -> BinaryArray:
    elements = np.empty(len(values), [("size", ">i4"), ("value", values.dtype)])
    elements["size"] = values.dtype.itemsize
    elements["value"] = values
    return BinaryArray(oid, element_oid, len(values), elements.tobytes())


def _with_nulls(
    oid: int, element_oid: int, values: Sequence[Any], pack: Callable[[int, Any], bytes], size: int
) -> BinaryArray:
    body = b"".join([_NULL if value is None else pack(size, value) for value in values])
    return BinaryArray(oid, element_oid, len(values), body, has_null=True)


@cache
def _dumper_of(oid: int) -> type[_Dumper]:
    """One class for each type of array: psycopg asks a dumper for its type without a value."""
    made: type[_Dumper] = type(f"_Dumper{oid}", (_Dumper,), {"oid": oid})
    return made


class _Dumper(Dumper):
    format = Format.BINARY

    def __init__(self, cls: type, context: AdaptContext | None = None) -> None:
        super().__init__(cls, context)
        self._context = context

    def get_key(self, obj: BinaryArray, format: Any) -> Any:  # noqa: A002  (psycopg's own name)
        del format
        return (self.cls, _dumper_of(obj.oid))

    def upgrade(self, obj: BinaryArray, format: Any) -> _Dumper:  # noqa: A002
        del format
        return _dumper_of(obj.oid)(self.cls, self._context)

    def dump(self, obj: BinaryArray) -> bytes:
        return obj.dump()
