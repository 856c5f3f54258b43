"""What two desktops see of each other, through a real server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.cameras.model import CameraDraft
from ioc_desktop.sync.postgres import PostgresTransport
from tests.support.desks import check_equal, level

if TYPE_CHECKING:
    from collections.abc import Callable

    from ioc_desktop.sync.transport import Page
    from ioc_desktop.sync.wire import WireTable
    from tests.support.desks import Desk

pytestmark = pytest.mark.postgres


def test_what_one_adds_the_other_has(pair: list[Desk]) -> None:
    a, b = pair
    camera = a.cameras.add(
        CameraDraft(name="Cổng", place="chợ", org_unit="Phường Đông Hà", main_url="rtsp://10.0.0.1/1")
    )
    level(pair)
    assert [(c.id, c.name, c.org_unit) for c in b.cameras.list()] == [(camera.id, "Cổng", "Phường Đông Hà")]
    assert b.query("SELECT search_key FROM camera") == [("1 cong cho",)]
    check_equal(pair)


def test_a_new_desktop_asks_only_for_tables_that_have_rows(
    pair: list[Desk], another: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    a, _ = pair
    a.cameras.add(CameraDraft(name="Cổng", org_unit="Phường Đông Hà", main_url="rtsp://10.0.0.1/1"))
    a.sync()
    asked: list[str] = []
    page = PostgresTransport.page

    def counted(self: PostgresTransport, table: WireTable, **bounds: Any) -> Page:
        asked.append(table.name)
        return page(self, table, **bounds)

    monkeypatch.setattr(PostgresTransport, "page", counted)
    c = another("C").online()
    level([c])
    assert sorted(set(asked)) == ["camera", "org_unit"]
    assert c.names() == ["Cổng"]
    check_equal([a, c])


def test_different_columns_of_one_row_are_merged(pair: list[Desk]) -> None:
    a, b = pair
    camera = a.add_camera("Cổng")
    level(pair)
    a.rename(camera, "Cổng chính")
    b.move(camera, "bến xe")
    level(pair)
    assert [(c.name, c.place) for c in a.cameras.list()] == [("Cổng chính", "bến xe")]
    assert a.inbox() == b.inbox() == []
    check_equal(pair)


def test_the_same_column_keeps_the_first_and_shows_the_late_one(pair: list[Desk]) -> None:
    a, b = pair
    camera = a.add_camera("Cổng")
    level(pair)
    a.rename(camera, "Một")
    b.rename(camera, "Hai")
    a.sync()
    level(pair)
    assert a.names() == b.names() == ["Một"]
    assert a.inbox() == []
    assert b.inbox() == [("conflict", "conflict", {"name": "Hai"})]
    check_equal(pair)


def test_the_same_value_is_no_conflict(pair: list[Desk]) -> None:
    a, b = pair
    camera = a.add_camera("Cổng")
    level(pair)
    a.rename(camera, "Mới")
    b.rename(camera, "Mới")
    level(pair)
    assert a.inbox() == b.inbox() == []
    check_equal(pair)


def test_the_clock_of_a_desktop_decides_nothing(pair: list[Desk]) -> None:
    a, b = pair
    camera = a.add_camera("Cổng")
    level(pair)
    a.rename(camera, "Một")
    a.write("UPDATE outbox SET at = '1999-01-01 00:00:00.000' WHERE state = 'pending'")
    b.rename(camera, "Hai")
    b.write("UPDATE outbox SET at = '2099-01-01 00:00:00.000' WHERE state = 'pending'")
    a.sync()
    level(pair)
    assert a.names() == b.names() == ["Một"]


def test_a_removal_beats_a_late_change_which_is_kept(pair: list[Desk]) -> None:
    a, b = pair
    camera = a.add_camera("Cổng")
    level(pair)
    a.cameras.remove(camera.id)
    b.rename(camera, "Hai")
    a.sync()
    level(pair)
    assert a.names() == b.names() == []
    assert b.inbox() == [("conflict", "gone", {"name": "Hai"})]
    check_equal(pair)


def test_a_removal_after_a_change_removes(pair: list[Desk]) -> None:
    a, b = pair
    camera = a.add_camera("Cổng")
    level(pair)
    b.rename(camera, "Hai")
    a.cameras.remove(camera.id)
    b.sync()
    level(pair)
    assert a.names() == b.names() == []
    check_equal(pair)


def test_a_removed_camera_can_be_brought_back(pair: list[Desk]) -> None:
    a, b = pair
    camera = a.add_camera("Cổng")
    level(pair)
    b.cameras.remove(camera.id)
    level(pair)
    a.cameras.restore(camera.id, CameraDraft(name="Cổng", place="", main_url="rtsp://10.0.0.1/1"))
    level(pair)
    assert b.names() == ["Cổng"]
    check_equal(pair)


def test_a_row_brought_back_by_one_who_does_not_know_of_the_removal_stays_removed(pair: list[Desk]) -> None:
    a, b = pair
    camera = a.add_camera("Cổng")
    level(pair)
    a.cameras.remove(camera.id)
    a.sync()
    b.write("DELETE FROM camera")
    b.write("DELETE FROM outbox WHERE state = 'pending'")  # as a copy that never knew of the row
    b.cameras.restore(camera.id, CameraDraft(name="Cổng", place="", main_url="rtsp://10.0.0.1/1"))
    level(pair)
    assert a.names() == b.names() == []
    assert [(kind, status) for kind, status, _ in b.inbox()] == [("conflict", "gone")]
    check_equal(pair)


def test_one_number_on_two_desktops_is_refused_for_the_second(pair: list[Desk]) -> None:
    a, b = pair
    a.add_camera("Một", 7)
    b.add_camera("Hai", 7)
    a.sync()
    level(pair)
    assert a.names() == b.names() == ["Một"]
    assert [(kind, status, mine["name"]) for kind, status, mine in b.inbox()] == [("refused", "dup", "Hai")]
    check_equal(pair)


def test_two_numbers_can_be_swapped(pair: list[Desk]) -> None:
    a, b = pair
    one, two = a.add_camera("Một", 1), a.add_camera("Hai", 2)
    level(pair)
    for camera, number in ((one, 99), (two, 1), (one, 2)):
        a.write("UPDATE camera SET number = ? WHERE id = ?", number, camera.id.hex)
    level(pair)
    assert b.names() == ["Hai", "Một"]
    check_equal(pair)


def test_a_number_is_guarded_on_the_desktop_itself(pair: list[Desk]) -> None:
    a, _ = pair
    a.add_camera("Một", 7)
    with pytest.raises(ExpectedError) as caught:
        a.add_camera("Hai", 7)
    assert caught.value.code == "camera.number_taken"


def test_several_changes_before_sending_are_one(pair: list[Desk]) -> None:
    a, b = pair
    camera = a.add_camera("Cổng")
    a.rename(camera, "Một")
    a.move(camera, "bến xe")
    gone = a.add_camera("Thoáng qua")
    a.cameras.remove(gone.id)
    level(pair)
    assert [(c.name, c.place) for c in b.cameras.list()] == [("Một", "bến xe")]
    assert a.query("SELECT count(*) FROM outbox WHERE n IS NOT NULL") == [(1,)]
    check_equal(pair)


def test_a_unit_in_use_cannot_be_removed_by_who_does_not_see_it(pair: list[Desk]) -> None:
    a, b = pair
    a.cameras.add(CameraDraft(name="Cổng", place="", org_unit="Phường", main_url="rtsp://10.0.0.1/1"))
    level(pair)
    camera = b.cameras.list()[0]
    b.write("UPDATE camera SET org_unit_id = NULL")
    b.write("DELETE FROM org_unit")
    a.rename(camera, "Vẫn dùng")
    b.write("DELETE FROM outbox WHERE tbl = 'camera'")  # its own camera's change never reaches the server
    level(pair)
    assert a.query("SELECT count(*) FROM org_unit") == [(1,)]
    assert [status for _, status, _ in b.inbox()] == ["invalid"]
    b.replica.reset_cursors()
    level(pair)
    check_equal(pair)


def test_an_unsent_camera_loses_its_unit_gracefully(pair: list[Desk]) -> None:
    a, b = pair
    a.cameras.add(CameraDraft(name="Tạm", place="", org_unit="Phường", main_url="rtsp://10.0.0.1/1"))
    level(pair)
    b.cameras.add(CameraDraft(name="Mới", place="", org_unit="Phường", main_url="rtsp://10.0.0.1/2"))
    a.write("DELETE FROM camera")
    a.write("DELETE FROM org_unit")
    a.sync()
    assert b.server is not None
    b.engine.pull(b.server)  # the removal arrives before the new camera is sent
    b.check_file()
    level(pair)
    assert a.names() == b.names() == []
    assert [(kind, status) for kind, status, _ in b.inbox()] == [("refused", "invalid")]
    check_equal(pair)


def test_what_was_written_before_joining_is_sent(tmp_path: object, pair: list[Desk]) -> None:
    del tmp_path
    a, b = pair
    a.write("UPDATE sync_control SET is_joined = 0")
    a.add_camera("Trước")
    assert a.outbox() == []
    a.replica.join()
    level(pair)
    assert b.names() == ["Trước"]
    check_equal(pair)


def test_an_author_may_be_told_by_the_row(pair: list[Desk]) -> None:
    a, b = pair
    from uuid import UUID

    account = UUID("019a0000-0000-7000-8000-000000000001")
    a.db.act_as(account)
    a.add_camera("Cổng")
    level(pair)
    # the superuser of this test is no registered person: the server writes nobody, whatever was claimed
    assert b.query("SELECT created_by, updated_by FROM camera") == [(None, None)]


def test_json_and_nothing_travel(pair: list[Desk]) -> None:
    from ioc_desktop.core.ids import uuid7
    from ioc_desktop.kernel.accounts.preferences import Preferences

    a, b = pair
    account = uuid7()
    values: list[object] = [{"x": [1, "Ặ", None, True]}, [], "chữ", 0, 1.25, None, False]
    for place, value in enumerate(values):
        Preferences(a.db).set(account, f"wall.{place}", value)
    level(pair)
    assert [Preferences(b.db).get(account, f"wall.{place}") for place in range(len(values))] == values
    Preferences(b.db).set(account, "wall.0", {"x": 2})
    Preferences(a.db).set(account, "wall.0", {"x": 3})
    b.sync()
    a.sync()
    level(pair)
    assert Preferences(b.db).get(account, "wall.0") == {"x": 3}  # the last to arrive
    assert a.inbox() == b.inbox() == []
    check_equal(pair)


def test_a_unit_that_two_desktops_made_becomes_one_with_all_its_cameras(pair: list[Desk]) -> None:
    a, b = pair
    for desk, number in ((a, 1), (b, 2)):
        desk.cameras.add(
            CameraDraft(number=number, name=desk.name, place="", org_unit="Phường", main_url="rtsp://10.0.0.1/1")
        )
        desk.write("UPDATE org_unit SET code = 'DH'")
    a.sync()
    level(pair)
    assert a.query("SELECT count(*) FROM org_unit") == [(1,)]
    assert [(c.name, c.org_unit) for c in a.cameras.list()] == [("A", "Phường"), ("B", "Phường")]
    assert [(kind, status) for kind, status, _ in b.inbox()] == [("refused", "dup")]
    check_equal(pair)


def test_one_user_name_on_two_desktops_is_one_account_and_both_passwords_stay(pair: list[Desk]) -> None:
    from ioc_desktop.kernel.accounts.service import AccountService

    a, _ = pair
    for desk in pair:
        AccountService(desk.db).create_first_administrator(
            user_name="quantri", display_name=desk.name, password=f"mật-khẩu-của-{desk.name}"
        )
    a.sync()
    level(pair)
    ids = {AccountService(desk.db).authenticate("quantri", f"mật-khẩu-của-{desk.name}").account_id for desk in pair}
    assert len(ids) == 1
    check_equal(pair)


def test_what_a_person_wrote_does_not_flicker_away(pair: list[Desk]) -> None:
    a, b = pair
    camera, other = a.add_camera("Cổng", 1), a.add_camera("Khác", 2)
    level(pair)
    a.move(camera, "bến xe")
    a.move(other, "chợ")
    a.sync()
    b.rename(camera, "Đang sửa")
    b.cameras.remove(other.id)
    assert b.server is not None
    b.engine.pull(b.server)  # what the server has arrives before what was written here is sent
    assert [(c.name, c.place) for c in b.cameras.list()] == [("Đang sửa", "bến xe")]
    level(pair)
    assert [(c.name, c.place) for c in a.cameras.list()] == [("Đang sửa", "bến xe")]
    check_equal(pair)
