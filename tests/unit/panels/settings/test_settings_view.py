from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.config.settings import choices
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.attachments.files import ContentFolder
from ioc_desktop.kernel.attachments.service import AttachmentService
from ioc_desktop.kernel.district_settings.choices import OFFLINE_DAYS
from ioc_desktop.kernel.district_settings.service import DistrictSettings
from ioc_desktop.kernel.incidents.desk import Incidents
from ioc_desktop.kernel.kit.desk import RecordKit
from ioc_desktop.kernel.notices.outbox import Letter
from ioc_desktop.kernel.notices.smtp import MailServer
from ioc_desktop.panels.settings.model_names import model_names
from ioc_desktop.store.database import Database
from tests.support.smtp_peer import PASSWORD, USER, smtp_peer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.panels.settings.view import SettingsView

pytestmark = pytest.mark.gui
Show = Callable[["QWidget"], "QWidget"]
OpenView = Callable[[], "SettingsView"]


def act(loop: asyncio.AbstractEventLoop, action: Callable[[], object]) -> None:
    async def go() -> None:
        action()
        for _ in range(20):
            await asyncio.sleep(0.005)

    loop.run_until_complete(go())


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "settings.db").open()
    yield made
    made.close()


@pytest.fixture
def district(database: Database) -> DistrictSettings:
    return DistrictSettings(database)


@pytest.fixture
def kit(database: Database, tmp_path: Path) -> RecordKit:
    return RecordKit(database, SecretStore(tmp_path / "secrets", use_keyring=False), lambda _name: b"")


@pytest.fixture
def open_view(
    loop: asyncio.AbstractEventLoop,
    context: SimpleNamespace,
    shown: Show,
    district: DistrictSettings,
    kit: RecordKit,
) -> OpenView:
    """Makes the page, with a real database behind the centre's settings, and waits until it has read them."""
    from ioc_desktop.panels.settings.view import SettingsView

    context.district, context.kit = district, kit
    database = kit.comments._db
    context.incidents = Incidents(database, AttachmentService(database, ContentFolder(context.paths.cache)))

    def make() -> SettingsView:
        made: list[SettingsView] = []
        act(loop, lambda: made.append(SettingsView(context)))  # type: ignore[arg-type]
        shown(made[0])
        return made[0]

    return make


def test_every_described_setting_has_a_row(open_view: OpenView) -> None:
    view = open_view()
    assert set(view.rows) == {choice.key for choice in choices()}
    assert all(row.title.text() and row.text.text() for row in view.rows.values())


def test_a_choice_acts_at_once_and_is_written(
    loop: asyncio.AbstractEventLoop, context: SimpleNamespace, open_view: OpenView
) -> None:
    view = open_view()
    heard: list[str] = []
    context.settings.changed.connect(heard.append)
    act(loop, lambda: view.rows["appearance.language"].control.button("en").click())  # type: ignore[attr-defined]
    act(loop, lambda: view.rows["analysis.fps"].control.setValue(8))  # type: ignore[attr-defined]
    assert heard == ["appearance.language", "analysis.fps"]
    tree = json.loads((context.paths.root / "settings.json").read_text("utf-8"))
    assert tree["appearance"]["language"] == "en"
    assert tree["analysis"]["fps"] == 8


def test_a_text_that_says_nothing_is_refused_and_goes_back(
    loop: asyncio.AbstractEventLoop, context: SimpleNamespace, open_view: OpenView, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, shown = open_view(), list[ExpectedError]()
    monkeypatch.setattr("ioc_desktop.panels.settings.view.show_error", lambda _owner, error: shown.append(error))
    field = view.rows["analysis.gpus"].control
    for text, kept in (("0,1", "0,1"), ("0;1", "0,1"), ("", "")):
        field.setText(text)  # type: ignore[attr-defined]
        act(loop, field.editingFinished.emit)  # type: ignore[attr-defined]
        assert (context.settings.current.analysis.gpus, field.text()) == (kept, kept)  # type: ignore[attr-defined]
    assert [error.code for error in shown] == ["analysis.gpus"]
    assert "0;1" in shown[0].message()


def test_what_waits_for_a_restart_says_so(loop: asyncio.AbstractEventLoop, open_view: OpenView) -> None:
    view = open_view()
    row = view.rows["video.workers"]
    assert row.note.isHidden()
    act(loop, lambda: row.control.setValue(2))  # type: ignore[attr-defined]
    assert not row.note.isHidden()


def test_only_administrators_change_the_machine(context: SimpleNamespace, open_view: OpenView) -> None:
    context.session = Session(uuid.uuid4(), "trucban", "Trực ban 1", Role.DUTY_OFFICER)
    view = open_view()
    assert view.rows["appearance.language"].control.isEnabled()
    assert not view.rows["analysis.fps"].control.isEnabled()


def test_the_wheel_scrolls_the_page_and_changes_nothing(context: SimpleNamespace, open_view: OpenView) -> None:
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    view = open_view()
    box = view.rows["analysis.fps"].control
    none = Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, none,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, event)
    assert box.value() == context.settings.current.analysis.fps  # type: ignore[attr-defined]


def test_model_packs_are_listed_by_folder(tmp_path: Path) -> None:
    for name in ("yolox_10", "yolox_9", "empty"):
        (tmp_path / name).mkdir()
    for name in ("yolox_10", "yolox_9"):
        (tmp_path / name / "model.toml").touch()
    assert model_names([tmp_path, tmp_path, tmp_path / "absent"]) == ["yolox_9", "yolox_10"]


@pytest.mark.usefixtures("context")
def test_a_password_is_changed_only_when_all_agree(loop: asyncio.AbstractEventLoop, shown: Show) -> None:
    from ioc_desktop.panels.settings.password_dialog import PasswordDialog

    asked: list[tuple[str, str]] = []

    async def change(old: str, new: str) -> None:
        asked.append((old, new))
        if old != "right":
            raise ExpectedError("accounts.refused", "Mật khẩu không đúng.")

    dialog = PasswordDialog(None, change)
    shown(dialog)
    dialog.old.field.setText("wrong")  # type: ignore[attr-defined]
    dialog.new.field.setText("moi")  # type: ignore[attr-defined]
    act(loop, dialog.press)
    assert dialog.again.error() == "Hai mật khẩu khác nhau"
    assert asked == []
    dialog.again.field.setText("moi")  # type: ignore[attr-defined]
    act(loop, dialog.press)
    assert dialog.old.error() == "Mật khẩu không đúng."
    dialog.old.field.setText("right")  # type: ignore[attr-defined]
    act(loop, dialog.press)
    assert asked == [("wrong", "moi"), ("right", "moi")]
    assert dialog.result() == PasswordDialog.DialogCode.Accepted


def test_rows_show_values_changed_elsewhere(
    loop: asyncio.AbstractEventLoop, context: SimpleNamespace, open_view: OpenView
) -> None:
    view = open_view()
    loop.run_until_complete(context.settings.change("display.shows_boxes", False))
    assert view.rows["display.shows_boxes"].control.selected() == "off"  # type: ignore[attr-defined]


@pytest.mark.usefixtures("context")
def test_a_text_choice_is_a_field() -> None:
    from PySide6.QtWidgets import QLineEdit

    from ioc_desktop.panels.settings.rows_view import SettingRow

    choice = replace(next(iter(choices())), kind="text", options=())
    heard: list[object] = []
    row = SettingRow(choice, "abc", lambda _key, value: heard.append(value))
    assert isinstance(row.control, QLineEdit)
    row.control.setText(" xyz ")
    row.control.editingFinished.emit()
    assert heard == ["xyz"]


def test_a_choice_for_the_whole_centre_is_stored_in_the_database(
    loop: asyncio.AbstractEventLoop, open_view: OpenView, district: DistrictSettings
) -> None:
    view = open_view()
    row = view.centre.rows[OFFLINE_DAYS.key]
    assert (row.control.isEnabled(), row.control.value()) == (True, 14)  # type: ignore[attr-defined]
    act(loop, lambda: row.control.setValue(30))  # type: ignore[attr-defined]
    assert district.get(OFFLINE_DAYS) == 30
    act(loop, lambda: district.set(OFFLINE_DAYS, 7))  # another page, or another desktop
    assert row.control.value() == 7  # type: ignore[attr-defined]


def test_only_administrators_choose_for_the_centre(context: SimpleNamespace, open_view: OpenView) -> None:
    context.session = Session(uuid.uuid4(), "trucban", "Trực ban 1", Role.DUTY_OFFICER)
    assert not open_view().centre.rows[OFFLINE_DAYS.key].control.isEnabled()


def test_a_choice_that_the_database_refuses_goes_back(
    loop: asyncio.AbstractEventLoop, open_view: OpenView, district: DistrictSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = open_view()

    def refuse(_choice: object, _value: object) -> None:
        raise ExpectedError("store.busy", "Tệp dữ liệu đang bận. Thử lại.")

    monkeypatch.setattr(district, "set", refuse)
    row = view.centre.rows[OFFLINE_DAYS.key]
    act(loop, lambda: row.control.setValue(30))  # type: ignore[attr-defined]
    assert row.control.value() == 14  # type: ignore[attr-defined]


def test_the_mail_server_is_tried_with_the_password_that_was_typed(
    loop: asyncio.AbstractEventLoop, open_view: OpenView, kit: RecordKit, tmp_path: Path
) -> None:
    from ioc_desktop.panels.settings.mail_view import MailPasswordDialog

    def settle(done: Callable[[], object]) -> None:
        for _ in range(200):
            act(loop, lambda: None)
            if done():
                return
        raise AssertionError(view.mail.said.text())

    view = open_view()
    act(loop, view.mail.try_it)
    settle(lambda: "Cài đặt" in view.mail.said.text())
    with smtp_peer(tmp_path / "peer") as peer:
        kit.office.configure(
            MailServer(host="localhost", port=peer.port, user=USER, sender="a@xa.vn", ca_file=peer.ca_file)
        )
        act(loop, view.mail.try_it)
        settle(lambda: "mật khẩu" in view.mail.said.text())
        act(loop, view.mail.password.click)
        dialog = view.window().findChild(MailPasswordDialog)
        assert dialog is not None
        dialog._field.setText(PASSWORD)
        act(loop, dialog.accept)
        settle(lambda: kit.office._secrets.get("mail.password") == PASSWORD)
        act(loop, view.mail.try_it)
        settle(lambda: "Nối được" in view.mail.said.text())
        peer.behave("refuse")
        kit.letters.queue(Letter(recipient="a@b.vn", subject="x", body="y"))
        kit.office.post_due()
        act(loop, view.mail.reload)
        settle(view.mail.again.isVisible)
        assert "550" in view.mail.said.text()
        act(loop, view.mail.again.click)
        settle(lambda: not view.mail.again.isVisible())
        peer.behave()
        assert kit.office.post_due() == 1
