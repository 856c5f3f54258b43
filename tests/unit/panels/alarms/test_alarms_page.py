"""The page of alarms, on a real database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.attachments.files import ContentFolder
from ioc_desktop.kernel.attachments.service import AttachmentService
from ioc_desktop.kernel.cameras.service import CameraService
from ioc_desktop.kernel.events.model import PICTURE, TABLE, CameraEvent, EventFilter, Observation, Status
from ioc_desktop.kernel.events.pictures import EventPictures
from ioc_desktop.kernel.events.service import EventService
from ioc_desktop.kernel.journal.chain import DeviceJournal
from ioc_desktop.store.database import Database
from ioc_desktop.vision.privacy.blur import blur_file

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.panels.alarms.picture_view import SaveDialog
    from ioc_desktop.panels.alarms.view import AlarmsView

pytestmark = pytest.mark.gui
Show = Callable[["QWidget"], "QWidget"]
CAMERA = uuid4()


class Desk:
    """The page and what is behind it."""

    def __init__(self, folder: Path, context: SimpleNamespace, loop: asyncio.AbstractEventLoop) -> None:
        self.database = Database(folder / "events.db").open()
        self.events = EventService(self.database)
        self.context, self.loop = context, loop
        self.attachments = AttachmentService(self.database, ContentFolder(folder / "attachments"))
        context.attachments = self.attachments
        self.journal = DeviceJournal(self.database)
        context.pictures = EventPictures(self.events, self.attachments, self.journal, blur_file)
        context.events, context.cameras = self.events, CameraService(self.database, SecretStore(folder / "secrets"))

    def put(self, minutes_ago: float, name: str = "Cấm dừng", **words: object) -> CameraEvent:
        start = datetime.now(UTC) - timedelta(minutes=minutes_ago)
        values = {
            "camera_id": CAMERA, "rule_id": name, "rule_name": name, "kind": "illegal_stop", "severity": "medium",
            "place": "07 Cầu", "started_at": start, "peak_at": start, "ended_at": start + timedelta(seconds=78),
            "category": "car",
        } | words  # fmt: skip
        return self.events.begin(Observation(**values))  # type: ignore[arg-type]

    def act(self, action: Callable[[], object] = lambda: None, rounds: int = 50) -> None:
        async def go() -> None:
            action()
            for _ in range(rounds):
                await asyncio.sleep(0.01)

        self.loop.run_until_complete(go())


@pytest.fixture
def desk(tmp_path: Path, context: SimpleNamespace, loop: asyncio.AbstractEventLoop) -> Iterator[Desk]:
    made = Desk(tmp_path, context, loop)
    yield made
    made.database.close()


@pytest.fixture
def opened(desk: Desk, shown: Show) -> Callable[[], AlarmsView]:
    from ioc_desktop.panels.alarms.view import AlarmsView

    def go() -> AlarmsView:
        made: list[AlarmsView] = []

        def make() -> None:
            made.append(AlarmsView(desk.context))  # type: ignore[arg-type]
            made[0].show()  # it asks the database, which needs the loop

        desk.act(make)
        shown(made[0])
        return made[0]

    return go


def names(view: AlarmsView) -> list[str]:
    model = view.table.events
    return [str(model.data(model.index(row, 2))) for row in range(model.rowCount())]


def key(view: AlarmsView, name: str) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    QTest.keyClick(view.table, getattr(Qt.Key, f"Key_{name}"))


def test_events_are_listed_newest_first_and_the_newest_is_open(desk: Desk, opened: Callable[[], AlarmsView]) -> None:
    desk.put(5, "A")
    desk.put(1, "B")
    view = opened()
    assert names(view) == ["B", "A"]
    assert view.detail.title.text() == "B"
    model = view.table.events
    assert [str(model.data(model.index(0, column))) for column in (4, 5)] == ["1:18 …", "Chờ xem"]
    assert view.load.text() == "2 trong 10 phút"


def test_one_key_confirms_and_goes_on_to_what_waits(desk: Desk, opened: Callable[[], AlarmsView]) -> None:
    older, newer = desk.put(5, "A"), desk.put(1, "B")
    view = opened()
    view.table.setFocus()
    desk.act(lambda: key(view, "C"))
    assert desk.events.get(newer.id).status is Status.CONFIRMED
    assert view.detail.title.text() == "A"
    desk.act(view.undo)
    assert desk.events.get(newer.id).status is Status.NEW
    assert view.detail.title.text() == "B"
    assert desk.events.get(older.id).status is Status.NEW


def test_a_rejection_has_its_reason(desk: Desk, opened: Callable[[], AlarmsView]) -> None:
    event = desk.put(1)
    view = opened()
    desk.act(lambda: view.detail.rejected.emit("Bóng cây"))
    decided = desk.events.get(event.id)
    assert (decided.status, decided.reason, decided.decided_by) == (
        Status.REJECTED, "Bóng cây", desk.context.session.account_id,
    )  # fmt: skip
    assert not view.detail.reject.isEnabled()
    assert view.detail.confirm.isEnabled()


def test_who_may_not_decide_only_reads(desk: Desk, opened: Callable[[], AlarmsView]) -> None:
    event = desk.put(1)
    desk.context.session = Session(uuid4(), "lanhdao", "Lãnh đạo", Role.LEADER)
    view = opened()
    assert not view.detail.confirm.isEnabled()
    view.table.setFocus()
    desk.act(lambda: key(view, "C"))
    assert desk.events.get(event.id).status is Status.NEW


def test_filters_and_their_emptiness(desk: Desk, opened: Callable[[], AlarmsView]) -> None:
    desk.put(1, "A", kind="wrong_way")
    desk.put(2, "B")
    view = opened()
    view.filters.kind.setCurrentIndex(view.filters.kind.findData("wrong_way"))
    desk.act(lambda: view.filters.kind.activated.emit(0))
    assert names(view) == ["A"]
    assert "đang lọc: 1" in view.header.summary.text()
    view.filters.kind.setCurrentIndex(view.filters.kind.findData("crowd"))
    desk.act(lambda: view.filters.kind.activated.emit(0))
    assert view.pages.currentWidget() is view.empty
    assert view.empty.title.text() == "Không tìm thấy"
    desk.act(view.filters.reset)
    assert names(view) == ["A", "B"]


def test_new_events_come_by_themselves(desk: Desk, opened: Callable[[], AlarmsView]) -> None:
    view = opened()
    assert view.pages.currentWidget() is view.empty
    desk.act(lambda: desk.put(0, "C"), rounds=150)
    assert names(view) == ["C"]


def test_the_picture_is_shown_when_it_comes(desk: Desk, opened: Callable[[], AlarmsView]) -> None:
    import cv2
    import numpy as np

    desk.put(5, "A")
    event = desk.put(1, "B", details={"picture_box": [0.1, 0.2, 0.3, 0.4]})
    view = opened()
    assert not view.detail.picture.isVisible()
    content = cv2.imencode(".jpg", np.full((90, 160, 3), 200, np.uint8))[1].tobytes()
    desk.attachments.add_bytes(TABLE, event.id, content, name=PICTURE)
    desk.act(lambda: desk.events.changed.emit(event.id), rounds=150)
    assert view.detail.picture.isVisible()
    assert view.detail.picture.width() * 90 == pytest.approx(view.detail.picture.height() * 160, rel=0.02)
    colours = view.detail.picture.grab().toImage()
    x, y = round(colours.width() * 0.2), round(colours.height() * 0.2)
    assert colours.pixelColor(x, y) != colours.pixelColor(x, y * 2), "a frame round whom the rule meant"
    desk.act(lambda: key(view, "Down"))
    assert view.detail.title.text() == "A"
    assert not view.detail.picture.isVisible()


def put_with_face(desk: Desk) -> CameraEvent:
    """An event with a face of noise in the left half of its picture."""
    import cv2
    import numpy as np

    event = desk.put(1, "B", details={"faces": [[0.0, 0.0, 0.5, 1.0]], "faces_by": "person_box"})
    noise = np.random.default_rng(1).integers(0, 256, (180, 320, 3), np.uint8)
    desk.attachments.add_bytes(TABLE, event.id, cv2.imencode(".png", noise)[1].tobytes(), name=PICTURE)
    return event


def save_dialog(view: AlarmsView) -> SaveDialog:
    from ioc_desktop.panels.alarms.picture_view import SaveDialog

    dialog = view.window().findChild(SaveDialog)
    assert isinstance(dialog, SaveDialog)
    return dialog


def test_who_may_not_see_faces_is_shown_and_saves_none(
    desk: Desk, opened: Callable[[], AlarmsView], tmp_path: Path
) -> None:
    import cv2
    import numpy as np

    put_with_face(desk)
    desk.context.session = Session(uuid4(), "lanhdao", "Lãnh đạo", Role.LEADER)
    view = opened()
    assert view.detail.picture_bar.words.text() == "Đã che mặt theo khung người"
    shown = view.detail.picture.grab().toImage()
    width, height = shown.width(), shown.height()
    left, right = ([shown.pixelColor(x, y).green() for x in range(a, b, 3) for y in range(4, height - 4, 3)]
        for a, b in ((4, width // 2 - 8), (width // 2 + 8, width - 4)))  # fmt: skip
    assert np.std(left) < 0.4 * np.std(right)
    desk.act(view.detail.picture_bar.save.click)
    dialog = save_dialog(view)
    assert not dialog.how.isVisible()
    desk.act(lambda: dialog.take_path(str(tmp_path / "out.jpg")))
    saved = cv2.imread(str(tmp_path / "out.jpg"))
    assert saved is not None
    assert saved[:, 10:150].std() < 0.4 * saved[:, 170:].std()
    assert [one.action for one in desk.journal.entries()] == ["event.picture_exported"]


def test_a_file_is_covered_unless_a_reason_is_given(
    desk: Desk, opened: Callable[[], AlarmsView], tmp_path: Path
) -> None:
    import cv2

    put_with_face(desk)
    view = opened()
    assert view.detail.picture_bar.words.text().startswith("Ảnh không che mặt")
    for name, whole in (("covered.jpg", False), ("whole.jpg", True)):
        desk.act(view.detail.picture_bar.save.click)
        dialog = save_dialog(view)
        assert dialog.how.isVisible()
        assert dialog.how.selected() == "covered"
        assert dialog.choose.isEnabled()
        if whole:
            dialog.how.button("whole").click()
            assert not dialog.choose.isEnabled()
            dialog.reason.setText("Công an phường yêu cầu")
            assert dialog.choose.isEnabled()
        desk.act(lambda dialog=dialog, name=name: dialog.take_path(str(tmp_path / name)))
    covered, whole_picture = (cv2.imread(str(tmp_path / name)) for name in ("covered.jpg", "whole.jpg"))
    assert covered is not None
    assert whole_picture is not None
    assert covered[:, 10:150].std() < 0.4 * whole_picture[:, 10:150].std()
    lines = [(one.action, one.detail.get("why")) for one in reversed(desk.journal.entries())]
    assert lines == [
        ("event.faces_seen", None),
        ("event.picture_exported", None),
        ("event.faces_exported", "Công an phường yêu cầu"),
    ]


def test_a_long_list_is_read_page_by_page(desk: Desk, opened: Callable[[], AlarmsView]) -> None:
    for number in range(130):
        desk.put(number, f"{number:03d}")
    view = opened()
    assert view.table.events.rowCount() == 100
    desk.act(lambda: view.table.events.fetchMore(view.table.rootIndex()))
    assert view.table.events.rowCount() == 130
    assert names(view)[-1] == "129"


def test_the_dashboard_counts_what_the_filter_finds(desk: Desk, opened: Callable[[], AlarmsView]) -> None:
    view = opened()
    desk.act(view.choice.button("charts").click)
    assert view.charts.currentWidget() is view.charts.empty
    desk.act(lambda: [desk.put(1), desk.put(2)], rounds=150)
    assert sum(view.charts.hours._bars[1]) == 2
    assert view.charts.kinds._bars == (["Dừng, đỗ sai quy định"], [2])


def test_a_rule_that_is_often_wrong_is_named(desk: Desk, opened: Callable[[], AlarmsView]) -> None:
    for number in range(8):
        desk.events.decide(desk.put(number, "Hay sai").id, Status.REJECTED, who=desk.context.session, reason="nhầm")
    view = opened()
    assert "“Hay sai” bị bác 8 trong 8 lần" in view.doubts.text()


def test_a_failure_is_told_and_tried_again(
    desk: Desk, opened: Callable[[], AlarmsView], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.put(1, "A")

    def fail(_wanted: EventFilter, **_words: object) -> list[CameraEvent]:
        raise ExpectedError("store.busy", "Tệp dữ liệu đang bận.")

    with monkeypatch.context() as patch:
        patch.setattr(desk.events, "find", fail)
        view = opened()
        assert view.pages.currentWidget() is view.failed
        assert "đang bận" in view.failed.text.text()
    desk.act(view.failed.button.click)
    assert names(view) == ["A"]


def test_a_confirmed_alarm_becomes_an_incident_with_its_picture(
    desk: Desk, opened: Callable[[], AlarmsView], tmp_path: Path
) -> None:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.kernel.incidents.desk import Incidents
    from ioc_desktop.ui.incident_opener import IncidentOpener
    from ioc_desktop.video.engine import VideoEngine

    incidents, shown_records, window = Incidents(desk.database, desk.attachments), [], QWidget()
    desk.context.opener = IncidentOpener(
        window, desk.context.runner, incidents=incidents, cameras=desk.context.cameras, video=VideoEngine(workers=1),
        clock=desk.context.clock, folder=tmp_path / "clips",
    )  # fmt: skip
    desk.context.show_record = lambda panel, ref: shown_records.append((panel, ref))
    event = desk.put(5)
    desk.attachments.add_bytes(TABLE, event.id, b"anh", name=PICTURE)
    view = opened()
    assert not view.detail.incident.isVisibleTo(view), "what nobody has confirmed is no incident"
    key(view, "I")
    desk.act(view.detail.confirm.click)
    desk.act(lambda: view.presenter.choose(event.id))
    assert view.detail.incident.isVisibleTo(view)
    desk.act(view.detail.incident.click, rounds=100)
    desk.act(view.open_incident, rounds=100)
    ((panel, ref),) = set(shown_records)
    assert (panel, ref.table) == ("incidents", "incident")
    (kept,) = incidents.evidence.of(ref.id)
    assert (kept.name, incidents.queries.get(ref.id).source_id) == (PICTURE, event.id)
    window.deleteLater()
