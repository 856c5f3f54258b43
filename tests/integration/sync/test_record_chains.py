"""Chains of the record journal as they travel: whole on every desktop, and what a desktop lost is missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.kernel.records.model import Break
from ioc_desktop.kernel.records.verify import RecordVerifier, Verdict
from tests.support.desks import check_equal, level

if TYPE_CHECKING:
    from tests.support.desks import Desk

pytestmark = pytest.mark.postgres
INCIDENT = uuid7()


def note(desk: Desk, text: str) -> None:
    RecordJournal(desk.db, workstation=desk.name).append("incident", INCIDENT, "note", note=text)


def verdict(desk: Desk) -> Verdict:
    return RecordVerifier(desk.db).verify()


def test_every_desktop_verifies_the_chains_of_all(pair: list[Desk]) -> None:
    a, b = pair
    for turn in range(3):
        note(a, f'“ngập {turn}” \\ "cầu" é')
        note(b, f"nước rút {turn}\nhai dòng")
    level(pair)
    for desk in pair:
        assert (verdict(desk).entries, verdict(desk).chains, verdict(desk).faults) == (6, 2, ())
        assert {entry.workstation for entry in RecordJournal(desk.db).of("incident", INCIDENT)} == {"A", "B"}
    check_equal(pair)


def test_what_is_cut_off_another_workstations_chain_is_missed_here(pair: list[Desk]) -> None:
    a, b = pair
    note(a, "một")
    note(a, "hai")
    level(pair)
    assert verdict(b).faults == ()
    b.write("UPDATE sync_control SET is_applying = 1")  # past the guard, as somebody with a SQL tool
    b.write("DELETE FROM record_entry WHERE seq = 2")
    b.write("UPDATE sync_control SET is_applying = 0")
    assert [(fault.kind, fault.workstation, fault.seq) for fault in verdict(b).faults] == [(Break.CUT, "A", 2)]


def test_a_restored_desktop_goes_on_where_the_server_knows_it(pair: list[Desk]) -> None:
    """Its last entries come back from the server, and the next one follows them."""
    a, _ = pair
    for text in ("một", "hai", "ba"):
        note(a, text)
    level(pair)
    a.write("UPDATE record_head SET seq = 1, hash = (SELECT hash FROM record_entry WHERE seq = 1)")
    note(a, "bốn")
    level(pair)
    assert all(verdict(desk).faults == () for desk in pair)
    assert [entry.seq for entry in RecordJournal(a.db).of("incident", INCIDENT)] == [4, 3, 2, 1]
