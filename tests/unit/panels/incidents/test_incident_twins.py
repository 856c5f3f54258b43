"""On the page: what may be the same, and whether the journal is whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.customs import PROGRAM_STATUSES, OwnStatus
from ioc_desktop.kernel.incidents.model import Cancelled
from tests.unit.kernel.test_record_journal import tamper
from tests.unit.panels.incidents.incident_desk import Desk, fresh

if TYPE_CHECKING:
    from ioc_desktop.panels.incidents.view import IncidentsView

pytestmark = pytest.mark.gui
Open = Callable[[], "IncidentsView"]


def test_the_strip_names_the_other_and_one_press_merges_the_later_one(desk: Desk, opened: Open) -> None:
    first = desk.open("Ngập đường Kè sông Hiếu")
    desk.clock.pass_s(180)
    second = desk.open("Ngập kè sông Hiếu")
    view = opened()
    desk.act(lambda: view.show_incident(first.id))
    strip = view.page.twins
    assert strip.isVisibleTo(view.page)
    assert "Ngập kè sông Hiếu" in strip.said.toolTip()
    assert "sau 3 phút" in strip.said.toolTip()
    desk.act(strip.look.click)
    assert view.page.page is not None
    assert view.page.page.dossier.incident.id == second.id
    assert "trước 3 phút" in strip.said.toolTip()
    desk.act(strip.merge.click)
    gone = fresh(desk, second.id)
    assert (gone.stage, gone.cancelled, gone.merged_into) == (flow.CANCELLED, Cancelled.DUPLICATE, first.id)
    assert view.page.page.dossier.incident.id == first.id
    assert not strip.isVisibleTo(view.page)


def test_who_says_they_are_two_is_not_asked_again(desk: Desk, opened: Open) -> None:
    first, second = desk.open(), desk.open()
    view = opened()
    desk.act(lambda: view.show_incident(first.id))
    desk.act(view.page.twins.apart.click)
    assert not view.page.twins.isVisibleTo(view.page)
    desk.act(lambda: view.show_incident(second.id))
    assert not view.page.twins.isVisibleTo(view.page)
    assert view.page.side.around.links.rows == []  # it is no link that people made


def test_who_may_not_end_incidents_sees_but_merges_not(desk: Desk, opened: Open) -> None:
    first, _ = desk.open(), desk.open()
    who = Session(uuid4(), "quansat", "Quan sát", Role.LEADER)
    desk.context.session = who
    view = opened()
    desk.act(lambda: view.show_incident(first.id))
    assert view.page.twins.merge.isVisibleTo(view.page)  # a leader ends incidents
    assert not view.page.twins.apart.isVisibleTo(view.page)  # but works on none


def test_the_form_says_what_may_be_there_already(desk: Desk, opened: Open) -> None:
    from ioc_desktop.kernel.incidents.model import Kind
    from ioc_desktop.panels.incidents.dialogs import OpenDialog

    there = desk.open("Cây đổ đường Hùng Vương", place="Hùng Vương", kind=Kind.FALLEN_TREE)
    view = opened()
    desk.act(view.ask_new)
    (dialog,) = view.window().findChildren(OpenDialog)
    dialog.title.setText("cay do hung vuong")
    dialog.place.setText("đường Hùng Vương")
    desk.act(dialog.look_for_twins)
    assert there.number in dialog.twin.text()
    dialog.title.setText("Mất điện")
    desk.act(dialog.look_for_twins)
    assert not dialog.twin.isVisibleTo(dialog)
    dialog.reject()


def test_the_journal_says_that_it_is_whole_and_what_was_changed_in_it(desk: Desk, opened: Open) -> None:
    incident, other = desk.open(), desk.open("Cháy", place="Chợ")
    view = opened()
    desk.act(lambda: view.show_incident(incident.id))
    assert "toàn vẹn" in view.page.log.whole.text()
    tamper(desk.database.path, "UPDATE record_entry SET note = 'khác' WHERE seq = 1")
    desk.act(lambda: view.show_incident(incident.id))
    assert view.page.log.whole.text() == "bị sửa hoặc mất mục"
    assert "mục 1 bị sửa" in view.page.log.whole.toolTip()
    desk.act(lambda: view.show_incident(other.id))
    assert "toàn vẹn" in view.page.log.whole.text()


def test_a_status_of_the_centre_is_on_the_page_and_in_its_menu(desk: Desk, opened: Open) -> None:
    incident = desk.open()
    view = opened()
    desk.act(lambda: view.show_incident(incident.id))
    own = OwnStatus("own_wait", flow.DETECTED, "Chờ xuồng cứu hộ")
    desk.act(lambda: desk.incidents.flow.set_statuses([*PROGRAM_STATUSES, own], desk.who), rounds=120)
    action = next(each for each in view.page.head.menu().actions() if each.text() == own.title)
    desk.act(action.trigger)
    assert own.title in view.page.head.facts.toolTip()
    assert view.page.log.list.lines.lines[0].text == "Trạng thái: Chờ xuồng cứu hộ."


def test_the_list_is_exported_as_a_layer_of_a_map(desk: Desk, opened: Open, tmp_path: Path) -> None:
    here = desk.open("Cháy chợ", latitude=16.82, longitude=107.1)
    desk.open("Không rõ nơi")
    view = opened()
    path = tmp_path / "su-vu.geojson"
    desk.act(lambda: view.acts.handing.save_layer(path, view.presenter.overview.filter))
    (feature,) = json.loads(path.read_text("utf-8"))["features"]
    assert feature["id"] == str(here.id)


@pytest.mark.parametrize("size", [(936, 704), (1192, 736)])  # what rail and status bar leave of 1024x768, 1280x800
def test_nothing_is_cut_in_a_small_window(desk: Desk, opened: Open, size: tuple[int, int]) -> None:
    from PySide6.QtGui import QFontMetrics
    from PySide6.QtWidgets import QLayout

    desk.open(is_drill=True)
    view = opened()
    view.layout().setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # type: ignore[union-attr]  # as the deck
    view.setMinimumSize(0, 0)
    desk.act(lambda: view.resize(*size))
    assert view.width() == size[0]
    for box in view.filters.boxes:
        text = QFontMetrics(box.font()).horizontalAdvance(box.currentText())
        assert text <= box.width() - 46, box.currentText()  # 46: the arrow and the edges
