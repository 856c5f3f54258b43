"""Money in whole đồng, in a real column."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Connection, Integer, MetaData, Table, create_engine, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import StatementError
from sqlalchemy.schema import CreateTable

from ioc_desktop.store.types import Dong

MOST = 9 * 10**15
budget = Table("budget", MetaData(), Column("id", Integer, primary_key=True), Column("amount", Dong()))


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    engine = create_engine(f"sqlite:///{tmp_path / 'money.db'}")
    with engine.begin() as opened:
        budget.metadata.create_all(opened)
        yield opened
    engine.dispose()


@pytest.mark.parametrize("amount", [0, 1, -1_500_000, MOST, -MOST, None])
def test_whole_amounts_come_back_as_they_were(connection: Connection, amount: int | None) -> None:
    connection.execute(insert(budget).values(amount=amount))
    found = connection.execute(select(budget.c.amount)).scalar_one()
    assert found == amount
    assert type(found) is type(amount)
    if amount is not None:
        assert connection.execute(select(budget.c.id).where(budget.c.amount == amount)).scalar() == 1


@pytest.mark.parametrize(
    "amount",
    [1.5, 1.0, float("nan"), Decimal(1), Decimal("0.5"), Fraction(1), True, False, "1", "", MOST + 1, -MOST - 1],
)
def test_what_is_no_whole_amount_is_refused(connection: Connection, amount: object) -> None:
    with pytest.raises(StatementError, match="no amount"):
        connection.execute(insert(budget).values(amount=amount))
    assert connection.execute(select(budget)).all() == []


def test_the_column_is_wide_enough_on_both_databases() -> None:
    for dialect in (sqlite.dialect(), postgresql.dialect()):  # type: ignore[no-untyped-call]
        assert "amount BIGINT" in str(CreateTable(budget).compile(dialect=dialect))


@given(st.integers())
def test_the_border_is_exact(amount: int) -> None:
    dialect = sqlite.dialect()
    if abs(amount) <= MOST:
        assert Dong().process_bind_param(amount, dialect) == amount
    else:
        with pytest.raises(ValueError, match="no amount"):
            Dong().process_bind_param(amount, dialect)


@pytest.mark.parametrize("beyond", [MOST + 1, 2**63, -(2**63)])
def test_what_is_beyond_the_border_is_refused(beyond: int) -> None:
    with pytest.raises(ValueError, match="no amount"):
        Dong().process_bind_param(beyond, sqlite.dialect())
