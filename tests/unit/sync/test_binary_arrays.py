"""PostgreSQL's binary arrays, read back by psycopg's own readers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg.adapt import Transformer
from psycopg.pq import Format

from ioc_desktop.sync import binary_arrays
from ioc_desktop.sync.binary_arrays import BinaryArray


def back(array: BinaryArray) -> Any:
    return Transformer().get_loader(array.oid, Format.BINARY).load(array.dump())


@given(st.lists(st.none() | st.integers(-(2**63), 2**63 - 1), min_size=1))
def test_bigints(values: list[int | None]) -> None:
    assert back(binary_arrays.bigints(values)) == values


@given(st.lists(st.integers(-(2**31), 2**31 - 1), min_size=1))
def test_integers(values: list[int]) -> None:
    assert back(binary_arrays.integers(values)) == values


@given(st.lists(st.none() | st.floats(width=32, allow_nan=False), min_size=1))
def test_reals(values: list[float | None]) -> None:
    assert back(binary_arrays.reals(values)) == values


@given(st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1))
def test_texts(values: list[str | None]) -> None:
    assert back(binary_arrays.texts(values)) == values


def test_a_zero_byte_is_left_out() -> None:
    assert back(binary_arrays.texts(["a\0b"])) == ["ab"]


def test_identifiers() -> None:
    values = [uuid4() for _ in range(5)] + [UUID(int=0)]
    assert back(binary_arrays.identifiers("".join(value.hex for value in values))) == values


@given(st.lists(st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)), min_size=1))  # noqa: DTZ001  (in UTC below)
def test_times(values: list[datetime]) -> None:
    stored = [value.isoformat(" ", "microseconds") for value in values]
    assert back(binary_arrays.times(stored)) == [value.replace(tzinfo=UTC) for value in values]


def test_a_number_too_large_is_refused() -> None:
    with pytest.raises(OverflowError):
        binary_arrays.integers([2**31])
    assert np.isfinite(back(binary_arrays.reals([3e38]))[0])
