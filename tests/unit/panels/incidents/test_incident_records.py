"""What belongs to an incident: evidence, what is known, the report, the case file, cameras near it, people called."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.incidents.model import (
    EvidenceDraft,
    IncidentFilter,
    Kind,
    Severity,
)  # fmt: skip
from tests.unit.panels.incidents.incident_desk import Desk, fresh

if TYPE_CHECKING:
    from ioc_desktop.panels.incidents.view import IncidentsView

pytestmark = pytest.mark.gui


def test_faces_in_evidence_are_covered_for_who_may_not_see_them(
    desk: Desk, opened: Callable[[], IncidentsView]
) -> None:
    from PySide6.QtGui import QImage

    from ioc_desktop.ui.incident_opener import jpeg

    incident = desk.open()
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    content = jpeg(picture)
    desk.incidents.evidence.add_bytes(incident.id, content, "a.jpg", EvidenceDraft(title="Ảnh"), desk.who)
    desk.context.session = Session(uuid4(), "chuyenvien", "Chuyên viên", Role.OPERATOR)
    view = opened()
    desk.act(lambda: view.show_incident(incident.id), rounds=120)
    assert desk.covered == [content]
    assert len(view.page.evidence.rows) == 1


def test_a_damaged_file_is_found_by_a_press(desk: Desk, opened: Callable[[], IncidentsView]) -> None:
    from ioc_desktop.ui.widgets.toast import Toaster

    incident = desk.open()
    kept = desk.incidents.evidence.add_bytes(incident.id, b"phim", "a.mp4", EvidenceDraft(title="Phim"), desk.who)
    desk.attachments.contents.path(kept.sha256).write_bytes(b"khac")
    view = opened()
    desk.act(lambda: view.show_incident(incident.id))
    row = view.page.evidence.rows[kept.id]
    desk.act(row.state.click)
    assert "bị sửa" in row.state.toolTip()
    (toaster,) = view.findChildren(Toaster)
    assert "Mã băm sai" in toaster.toasts()[-1].text.text()


# ------------------------------------------------------------------ forms


def test_a_new_incident_is_refused_without_a_name_and_shown_once_it_is_there(
    desk: Desk, opened: Callable[[], IncidentsView]
) -> None:
    from ioc_desktop.kernel.cameras.model import CameraDraft
    from ioc_desktop.panels.incidents.dialogs import OpenDialog

    camera = desk.context.cameras.add(
        CameraDraft(name="Kè", place="Kè sông Hiếu", main_url="rtsp://192.0.2.1/a", latitude=16.8, longitude=107.1)
    )
    desk.context.video.start()
    view = opened()
    desk.act(view.ask_new)
    (dialog,) = view.window().findChildren(OpenDialog)
    desk.act(dialog.press)
    assert dialog.refusal.text() == "Sự vụ chưa có tên. Nhập việc gì, ở đâu."
    dialog.title.setText("Cháy nhà dân")
    dialog.kind.setCurrentIndex(dialog.kind.findData(Kind.FIRE))
    dialog._follow_kind()
    dialog.camera.setCurrentIndex(dialog.camera.findData(str(camera.id)))
    dialog._follow_camera()
    dialog.drill.setChecked(True)
    desk.act(dialog.press)
    assert view.pages.currentWidget() is view.page
    (made,) = desk.incidents.queries.find(IncidentFilter())
    assert (made.kind, made.severity, made.is_drill) == (Kind.FIRE, Severity.CRITICAL, True)
    assert (made.place, made.latitude, made.camera_id) == ("Kè sông Hiếu", 16.8, camera.id)
    assert view.page.head.drill.isVisibleTo(view.page)


def test_what_is_known_is_edited_and_only_changes_are_written(desk: Desk, opened: Callable[[], IncidentsView]) -> None:
    from ioc_desktop.panels.incidents.dialogs import EditDialog

    incident = desk.open()
    view = opened()
    desk.act(lambda: view.show_incident(incident.id))
    desk.act(lambda: view.acts.edit(["commander"]))
    (dialog,) = view.window().findChildren(EditDialog)
    assert dialog.fields["commander"].error() == "Cần có để chuyển giai đoạn"
    dialog.commander.setText("Trưởng ca")
    assert dialog.changes() == {"commander": "Trưởng ca"}
    desk.act(dialog.press)
    assert fresh(desk, incident.id).commander == "Trưởng ca"
    assert view.page.log.list.lines.lines[0].text == "Sửa chỉ huy Trưởng ca."


def test_a_duplicate_is_merged_into_the_chosen_one(desk: Desk, opened: Callable[[], IncidentsView]) -> None:
    from ioc_desktop.panels.incidents.dialogs import MergeDialog

    first, second = desk.open("Một"), desk.open("Hai")
    view = opened()
    desk.act(lambda: view.show_incident(second.id))
    desk.act(view.page.head.merge_requested.emit)
    (dialog,) = view.window().findChildren(MergeDialog)
    assert dialog.list.count() == 1
    dialog.list.setCurrentRow(0)
    desk.act(dialog.press)
    assert fresh(desk, second.id).merged_into == first.id


# ------------------------------------------------------------------ handing over


def test_the_report_goes_into_the_register_and_is_revised_there(
    desk: Desk, opened: Callable[[], IncidentsView]
) -> None:
    incident = desk.open()
    view = opened()
    desk.act(lambda: view.show_incident(incident.id))
    desk.act(view.acts.handing.register)
    desk.act(view.acts.handing.register)
    assert [panel for panel, _ in desk.shown] == ["papers", "papers"]
    assert desk.shown[0] == desk.shown[1]
    paper = desk.context.papers.get(desk.shown[0][1])
    assert (paper.owner_id, paper.kind) == (incident.id, "Báo cáo")
    assert desk.context.papers.content(paper).startswith(b"%PDF")


def test_a_case_file_holds_evidence_report_and_journal(
    desk: Desk, opened: Callable[[], IncidentsView], tmp_path: Path
) -> None:
    incident = desk.open(is_drill=True)
    kept = desk.incidents.evidence.add_bytes(incident.id, b"phim", "a.mp4", EvidenceDraft(title="Phim"), desk.who)
    view = opened()
    desk.act(lambda: view.show_incident(incident.id))
    path, message, table = tmp_path / "ho-so.zip", tmp_path / "tin.json", tmp_path / "su-vu.csv"
    desk.act(lambda: view.acts.handing.save_case(path, "Công an phường yêu cầu"), rounds=150)
    with zipfile.ZipFile(path) as case:
        manifest = json.loads(case.read("manifest.json"))
        assert {file["role"] for file in manifest["files"]} >= {"evidence", "document", "journal"}
        assert kept.sha256 in {file["sha256"] for file in manifest["files"]}
        assert manifest["case"] == {"code": "DT-2026-0001", "title": incident.title, "is_drill": True}
    assert view.page.log.list.lines.lines[0].text == "Xuất hồ sơ kèm bằng chứng. Công an phường yêu cầu"
    desk.act(lambda: view.acts.handing.save_message(message))
    assert json.loads(message.read_text("utf-8"))
    desk.act(lambda: view.acts.handing.save_table(table, IncidentFilter()))
    assert "Ngập đường Kè sông Hiếu" in table.read_text("utf-8-sig")


# ------------------------------------------------------------------ the cameras near it


def test_the_nearest_cameras_are_shown_the_one_that_saw_it_first(
    desk: Desk, opened: Callable[[], IncidentsView]
) -> None:
    from ioc_desktop.kernel.cameras.model import CameraDraft

    def camera(name: str, latitude: float | None, azimuth: float | None = None) -> UUID:
        return desk.context.cameras.add(
            CameraDraft(
                name=name,
                main_url="rtsp://192.0.2.1/a",
                latitude=latitude,
                longitude=107.09 if latitude is not None else None,
                azimuth_deg=azimuth,
                fov_deg=60.0,
            )
        ).id

    far, blind, sees = camera("Xa", 16.85), camera("Quay lưng", 16.8205, 0.0), camera("Nhìn thấy", 16.8195, 0.0)
    nowhere, witness = camera("Chưa rõ", None), camera("Chứng kiến", 16.90)
    desk.context.video.start()
    incident = desk.open(latitude=16.82, longitude=107.09, camera_id=witness)
    view = opened()
    desk.act(lambda: view.show_incident(incident.id))
    assert view.page.scene.order == [witness, sees, blind, far]
    assert nowhere not in view.page.scene.order
    view.page.scene.surface.slot_pressed.emit(1)
    assert view.page.scene.order[0] == sees
    assert "nhìn thấy" in view.page.scene._note(sees)
    assert "nhìn thấy" not in view.page.scene._note(blind)


# ------------------------------------------------------------------ calling


@pytest.mark.parametrize(
    ("number", "address"),
    [
        ("0905 123 456", "tel:0905123456"),
        ("+84 (236) 3.822-222", "tel:+842363822222"),
        ("sip:trucban@192.0.2.1", "sip:trucban@192.0.2.1"),
        ("không rõ", ""),
        ("0905;rm -rf", ""),
    ],
)
def test_a_number_becomes_an_address_that_can_be_called(number: str, address: str) -> None:
    from ioc_desktop.panels.incidents.calling import call_address

    assert call_address(number) == address


def test_a_person_is_called_by_the_system_and_where_it_cannot_the_number_is_copied(
    desk: Desk, opened: Callable[[], IncidentsView], monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtGui import QDesktopServices, QGuiApplication

    from ioc_desktop.kernel.incidents.model import PersonRole
    from ioc_desktop.ui.widgets.labels import IconButton

    incident = desk.open()
    desk.incidents.work.involve(incident.id, PersonRole.WITNESS, "Trần Thị B", desk.who, phone="0905 123 456")
    view = opened()
    desk.act(lambda: view.show_incident(incident.id))
    button = next(each for each in view.page.forces.findChildren(IconButton) if each.toolTip().startswith("Gọi 0905"))
    called: list[str] = []
    answers = [True, False]
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: called.append(url.toString()) or answers.pop(0))
    QGuiApplication.clipboard().clear()
    desk.act(button.click)
    assert called == ["tel:0905123456"]
    assert QGuiApplication.clipboard().text() == ""
    desk.act(button.click)
    assert QGuiApplication.clipboard().text() == "0905 123 456"
