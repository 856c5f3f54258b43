"""The panel of incidents, on a real database."""

from __future__ import annotations

import asyncio
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.attachments.files import ContentFolder
from ioc_desktop.kernel.attachments.service import AttachmentService
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.kernel.district_settings.service import DistrictSettings
from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.desk import Incidents
from ioc_desktop.kernel.incidents.model import (
    Cancelled,
    EvidenceDraft,
    Incident,
    IncidentDraft,
    IncidentFilter,
    Kind,
    Severity,
    StepState,
    TaskState,
    Verdict,
)  # fmt: skip
from ioc_desktop.kernel.incidents.pictures import IncidentPictures
from ioc_desktop.kernel.kit.desk import RecordKit
from ioc_desktop.kernel.numbers.service import NumberBook
from ioc_desktop.kernel.papers.service import PaperService
from ioc_desktop.store.database import Database
from ioc_desktop.video.engine import VideoEngine
from tests.unit.kernel.conftest import HandClock

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.panels.incidents.view import IncidentsView

pytestmark = pytest.mark.gui
Show = Callable[["QWidget"], "QWidget"]


class Desk:
    """The panel and what is behind it."""

    def __init__(self, folder: Path, context: SimpleNamespace, loop: asyncio.AbstractEventLoop) -> None:
        self.database = Database(folder / "ioc.db").open()
        self.context, self.loop, self.clock, self.folder = context, loop, HandClock(), folder
        self.attachments = AttachmentService(self.database, ContentFolder(folder / "files"))
        self.incidents = Incidents(self.database, self.attachments, self.clock)
        self.covered: list[bytes] = []
        self.shown: list[tuple[str, object]] = []
        secrets = SecretStore(folder / "secrets", use_keyring=False)
        context.kit = RecordKit(self.database, secrets, self.attachments.contents.read)
        context.incidents, context.attachments, context.clock = self.incidents, self.attachments, self.clock
        context.incident_pictures = IncidentPictures(self.attachments.contents, self._cover)
        context.cameras = CameraService(self.database, secrets)
        context.district = DistrictSettings(self.database)
        book = NumberBook(self.database)
        context.papers = PaperService(self.database, self.attachments, self.incidents.journal, book, clock=self.clock)
        context.video, context.vision = VideoEngine(workers=1), None
        context.show_record = lambda panel, ref: self.shown.append((panel, ref.id))
        self.who: Session = context.session

    def add_opener(self, window: QWidget, folder: Path) -> None:
        """What needs a window."""
        from ioc_desktop.ui.incident_opener import IncidentOpener

        context = self.context
        context.opener = IncidentOpener(
            window, context.runner, incidents=self.incidents, cameras=context.cameras, video=context.video,
            clock=self.clock, folder=folder,
        )  # fmt: skip

    def _cover(self, content: bytes, _regions: object) -> bytes:
        self.covered.append(content)
        return b"covered"

    def open(self, title: str = "Ngập đường Kè sông Hiếu", **words: Any) -> Incident:
        values = {"title": title, "kind": Kind.FLOOD, "place": "đoạn cầu Đông Hà"} | words
        return self.incidents.service.open(IncidentDraft(**values), self.who)

    def act(self, action: Callable[[], object] = lambda: None, rounds: int = 8) -> None:
        """Do something, then live on until nothing is under way."""
        from ioc_desktop.ui import tasks

        async def go() -> None:
            done = action()
            if asyncio.iscoroutine(done):
                await done
            for _ in range(rounds):
                await asyncio.sleep(0.01)
            for _ in range(2000):
                if not tasks._running:
                    break
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.01)

        self.loop.run_until_complete(go())


@pytest.fixture
def desk(tmp_path: Path, context: SimpleNamespace, loop: asyncio.AbstractEventLoop) -> Iterator[Desk]:
    made = Desk(tmp_path, context, loop)
    yield made
    made.context.video.stop()
    made.database.close()


@pytest.fixture
def opened(desk: Desk, shown: Show) -> Callable[[], IncidentsView]:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.panels.incidents.view import IncidentsView

    window = QWidget()

    def make() -> IncidentsView:
        made: list[IncidentsView] = []

        def show() -> None:
            desk.add_opener(window, desk.folder)
            made.append(IncidentsView(desk.context))  # type: ignore[arg-type]
            made[0].resize(1280, 760)
            made[0].show()  # it asks the database, which needs the loop

        desk.act(show)
        shown(made[0])
        return made[0]

    return make


def columns(view: IncidentsView) -> dict[str, list[str]]:
    return {each.stage: [card.title for card in each.list.cards.incidents] for each in view.board.columns}


def fresh(desk: Desk, incident_id: UUID) -> Incident:
    return desk.incidents.queries.get(incident_id)


# ------------------------------------------------------------------ all of them


def test_nothing_yet_says_how_one_begins(desk: Desk, opened: Callable[[], IncidentsView]) -> None:
    view = opened()
    assert view.ways.currentWidget() is view.empty
    assert view.empty.title.text() == "Chưa có sự vụ nào"
    assert view.empty.button.text() == "Lập sự vụ"
    desk.act(desk.open)
    desk.act(rounds=120)
    assert view.ways.currentWidget() is view.board


def test_the_board_has_a_card_in_the_column_of_its_stage(desk: Desk, opened: Callable[[], IncidentsView]) -> None:
    one, two = desk.open("Cháy chợ"), desk.open("Cây đổ")
    desk.incidents.service.move(two.id, flow.VERIFYING, desk.who, was=flow.DETECTED)
    view = opened()
    assert columns(view)[flow.DETECTED] == ["Cháy chợ"]
    assert columns(view)[flow.VERIFYING] == ["Cây đổ"]
    assert view.header.summary.text() == "2 đang mở"
    view.board.focus_first()
    assert view.board.chosen() == one.id
    view.board.columns[0].list.side_requested.emit(1)
    assert view.board.chosen() == two.id


def test_the_list_and_the_line_of_time_show_the_same(desk: Desk, opened: Callable[[], IncidentsView]) -> None:
    done = desk.open("Xong")
    desk.incidents.service.cancel(done.id, Cancelled.FALSE, "giả", desk.who, was=flow.DETECTED)
    desk.clock.pass_s(600)
    desk.open("Mới", is_drill=True)
    view = opened()
    desk.act(lambda: view.choice.changed.emit("list"))
    assert [each.title for each in view.table.rows.incidents] == ["Mới", "Xong"]
    assert view.table.rows.index(0, 2).data() == "DIỄN TẬP · Mới"
    desk.act(lambda: view.choice.changed.emit("line"))
    assert view.ways.currentWidget() is view.line
    assert [each.title for each in view.line.line.incidents] == ["Mới", "Xong"]
    view.line.line.grab()  # paints without a word in the log


def test_a_filter_that_finds_nothing_says_so_and_is_taken_away(desk: Desk, opened: Callable[[], IncidentsView]) -> None:
    desk.open()
    view = opened()
    desk.act(lambda: view.filters.search.setText("không có"), rounds=60)
    assert view.ways.currentWidget() is view.empty
    assert view.empty.button.text() == "Xóa lọc"
    desk.act(view.empty.button.click)
    assert view.ways.currentWidget() is view.board


def test_a_database_that_cannot_be_read_is_told_with_a_way_on(desk: Desk, opened: Callable[[], IncidentsView]) -> None:
    from ioc_desktop.core.errors import ExpectedError

    def fail(*_words: object, **_more: object) -> None:
        raise ExpectedError("store.busy", "Cơ sở dữ liệu đang bận. Thử lại sau.")

    board = desk.incidents.queries.board
    desk.incidents.queries.board = fail  # type: ignore[assignment]
    view = opened()
    assert view.ways.currentWidget() is view.failed
    desk.incidents.queries.board = board  # type: ignore[method-assign]
    desk.act(view.failed.button.click)
    assert view.ways.currentWidget() is view.empty


# ------------------------------------------------------------------ one of them


def test_the_page_shows_stages_checklist_forces_and_journal(desk: Desk, opened: Callable[[], IncidentsView]) -> None:
    incident = desk.open(severity=Severity.CRITICAL)
    desk.incidents.work.send(incident.id, "Tổ tuần tra 2", "Chặn đường", desk.who)
    desk.incidents.service.note(incident.id, "Nước lên nhanh", desk.who, source="Bộ đàm")
    view = opened()
    desk.act(lambda: view.show_incident(incident.id))
    page = view.page
    assert view.pages.currentWidget() is page
    assert page.head.next.text() == "Chuyển sang Xác minh"
    assert page.steps.count.text() == "0/11"
    assert [row.is_next for row in page.steps.rows][:2] == [True, False]
    texts = [line.text for line in page.log.list.lines.lines]
    assert texts[:3] == ["Nước lên nhanh", "Cử Tổ tuần tra 2: Chặn đường", "Số SV-2026-0001."]
    assert page.log.list.lines.lines[0].source.endswith("Bộ đàm")
    assert page.scene.pages.currentWidget() is page.scene.empty
    page.grab()
    desk.clock.pass_s(3661)
    page.tick(desk.clock.now())
    assert page.head.elapsed.text() == "01:01:01"
    desk.act(page.head.back_requested.emit)
    assert view.pages.currentWidget() is view.overview


def test_steps_notes_and_units_are_worked_on_from_the_page(desk: Desk, opened: Callable[[], IncidentsView]) -> None:
    incident = desk.open()
    task = desk.incidents.work.send(incident.id, "Điện lực", "", desk.who)
    view = opened()
    desk.act(lambda: view.show_incident(incident.id))
    page = view.page
    desk.act(lambda: page.steps.rows[0].done.emit(page.steps.rows[0].step.id))
    desk.act(lambda: page.forces.reported.emit(task.id, TaskState.ON_SCENE))
    page.log.field.setPlainText("Đã có mặt")
    desk.act(page.log.field.entered.emit)
    dossier = desk.incidents.queries.dossier(incident.id)
    assert dossier.steps[0].state is StepState.DONE
    assert dossier.tasks[0].state is TaskState.ON_SCENE
    assert page.log.field.toPlainText() == ""
    assert page.log.list.lines.lines[0].text == "Đã có mặt"
    assert page.steps.count.text() == "1/11"


def test_the_next_stage_is_one_press_away_and_says_what_is_missing(
    desk: Desk, opened: Callable[[], IncidentsView], monkeypatch: pytest.MonkeyPatch
) -> None:
    incident = desk.open()
    view = opened()
    desk.act(lambda: view.show_incident(incident.id))
    head = view.page.head
    desk.act(head.next.click)
    assert fresh(desk, incident.id).stage == flow.VERIFYING
    assert head.next.text() == "Thật: sang Ứng phó"
    desk.act(head.next.click)
    assert (fresh(desk, incident.id).stage, fresh(desk, incident.id).verdict) == (flow.RESPONDING, Verdict.TRUE)
    statuses = {action.text(): action for action in head.menu().actions()}
    assert statuses["Đang điều lực lượng"].isChecked()
    desk.act(statuses["Xin tăng cường"].trigger)
    assert fresh(desk, incident.id).status == "reinforcing"
    asked: list[list[str]] = []
    monkeypatch.setattr(view.acts, "edit", asked.append)
    desk.act(head.next.click)
    assert asked == [["commander"]]
    assert fresh(desk, incident.id).stage == flow.RESPONDING


def test_who_comes_second_sees_what_the_first_did(desk: Desk, opened: Callable[[], IncidentsView]) -> None:
    incident = desk.open()
    view = opened()
    desk.act(lambda: view.show_incident(incident.id))
    desk.incidents.service.move(incident.id, flow.VERIFYING, desk.who, was=flow.DETECTED)
    desk.act(view.page.head.next.click)
    assert view.page.head.next.text() == "Thật: sang Ứng phó"


def test_who_may_only_look_changes_nothing(desk: Desk, opened: Callable[[], IncidentsView]) -> None:
    incident = desk.open()
    desk.context.session = Session(uuid4(), "lanhdao", "Lãnh đạo", Role.LEADER)
    view = opened()
    desk.act(lambda: view.show_incident(incident.id))
    page = view.page
    assert not view.add.isVisible()
    assert not page.head.next.isVisibleTo(page)
    assert not page.log.field.isVisibleTo(page)
    assert not page.evidence.add.isVisibleTo(page)
    actions = [action.text() for action in page.head.menu().actions() if action.text()]
    assert actions == ["Tin giả: hủy sự vụ…", "Trùng: gộp vào sự vụ khác…", "Lưu báo cáo ra tệp PDF…"]


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
