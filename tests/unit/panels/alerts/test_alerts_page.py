"""One person prepares an alert on the page, another reads and releases it, and the file is saved."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from ioc_desktop.exchange.cap import as_cap, check_cap
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.alerts.model import AlertStatus
from ioc_desktop.kernel.alerts.service import AlertService
from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.panels.alerts.presenter import Act
from ioc_desktop.store.database import Database

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.panels.alerts.dialogs import PrepareDialog
    from ioc_desktop.panels.alerts.view import AlertsView

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("theme")]


class Desk:
    """The page of one person after the other, over one database."""

    def __init__(self, folder: Path, context: SimpleNamespace, loop: asyncio.AbstractEventLoop, show: Any) -> None:
        self.db = Database(folder / "ioc.db").open()
        accounts = AccountService(self.db)
        self.people = {}
        for name, role in (("truc", Role.DUTY_OFFICER), ("dao", Role.LEADER)):
            made = accounts.create(user_name=name, display_name=name.title(), role=role, password="Mot-mat-khau-2026")
            self.people[name] = Session(made.id, name, name.title(), role)
        self.alerts = AlertService(self.db, RecordJournal(self.db), as_cap, lambda: "ioc.xa.gov.vn")
        context.accounts, context.alerts = accounts, self.alerts
        self.context, self.loop, self._show = context, loop, show

    def open(self, who: str) -> AlertsView:
        from ioc_desktop.panels.alerts.view import AlertsView

        context = SimpleNamespace(**vars(self.context) | {"session": self.people[who]})
        made: list[AlertsView] = []

        def make() -> None:
            made.append(AlertsView(context))  # type: ignore[arg-type]
            made[0].resize(1280, 760)
            made[0].show()

        self.act(make)
        self._show(made[0])
        self.until(lambda: made[0].presenter.state.is_loaded)
        return made[0]

    def act(self, deed: Callable[[], object]) -> None:
        async def do() -> None:
            deed()
            await asyncio.sleep(0.01)

        self.loop.run_until_complete(do())

    def until(self, condition: Callable[[], object]) -> None:
        """Let the window live in one run of the loop: what comes between two runs finds no loop."""

        async def wait() -> None:
            deadline_s = time.monotonic() + 30.0
            while not condition():
                assert time.monotonic() < deadline_s, "the condition never held"
                await asyncio.sleep(0.01)

        self.loop.run_until_complete(wait())


@pytest.fixture
def desk(
    tmp_path: Path, context: SimpleNamespace, loop: asyncio.AbstractEventLoop, shown: Callable[[QWidget], QWidget]
) -> Iterator[Desk]:
    made = Desk(tmp_path, context, loop, shown)
    yield made
    made.db.close()


def form(desk: Desk, view: AlertsView) -> PrepareDialog:
    """The form that is open, once the one before it is gone."""
    from ioc_desktop.panels.alerts.dialogs import PrepareDialog

    def opened() -> list[PrepareDialog]:
        return [each for each in view.window().findChildren(PrepareDialog) if each.isVisible()]

    desk.until(lambda: len(opened()) == 1)
    return opened()[0]


def fill(dialog: PrepareDialog, headline: str = "Ngập sâu đường Lê Duẩn") -> None:
    dialog.happening.setText("Ngập lụt")
    dialog.headline.setText(headline)
    dialog.description.setPlainText("Nước ngập 60 cm và chảy xiết")
    dialog.instruction.setPlainText("Không đi qua đoạn đường ngập")
    dialog.area.setText("Phường Nam Đông Hà")
    for field, text in zip(dialog.place, ("16,8163", "107,1004", "2,5"), strict=True):
        field.setText(text)


def answer(monkeypatch: pytest.MonkeyPatch, reason: str = "") -> None:
    from ioc_desktop.ui.widgets.dialog import ConfirmDialog

    monkeypatch.setattr(ConfirmDialog, "ask", lambda _self: True)
    monkeypatch.setattr(ConfirmDialog, "reason", lambda _self: reason)


def visible(view: AlertsView) -> set[Act]:
    return {act for act, button in view.detail.acts.items() if button.isVisible()}


def test_one_prepares_another_releases_and_the_file_is_saved(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = desk.open("truc")
    assert view.empty.isVisible()
    desk.act(view.add.click)
    dialog = form(desk, view)
    desk.act(dialog.press)
    desk.until(dialog.refusal.isVisible)
    assert "tiêu đề" in dialog.refusal.text()
    fill(dialog)
    dialog.place.latitude.setText("mười sáu")
    desk.act(dialog.press)
    assert "phải là số" in dialog.refusal.text()
    dialog.place.latitude.setText("16,8163")
    desk.act(dialog.press)
    desk.until(lambda: view.presenter.state.alerts)
    assert visible(view) == {Act.WITHDRAW}
    assert view.detail.title.text() == "Ngập sâu đường Lê Duẩn"
    leader = desk.open("dao")
    assert not leader.add.isEnabled()
    assert visible(leader) == {Act.WITHDRAW, Act.RELEASE}
    answer(monkeypatch)
    desk.act(leader.detail.acts[Act.RELEASE].click)
    desk.until(lambda: leader.presenter.state.chosen and leader.presenter.state.chosen.status is AlertStatus.RELEASED)
    assert visible(leader) == {Act.SAVE}
    target = tmp_path / "a.xml"
    desk.loop.run_until_complete(leader.save(target))
    check_cap(target.read_bytes())
    assert "16.81630,107.10040 2.500" in target.read_text("utf-8")
    desk.until(lambda: visible(view) == {Act.CANCEL, Act.UPDATE, Act.SAVE})


def test_an_update_keeps_what_was_told_and_a_cancel_asks_why(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    view = desk.open("truc")
    desk.act(view.ask_new)
    dialog = form(desk, view)
    fill(dialog)
    dialog.drill.setChecked(True)
    desk.act(dialog.press)
    desk.until(lambda: view.presenter.state.alerts)
    (first,) = desk.alerts.all()
    desk.alerts.release(first.id, desk.people["dao"])
    desk.until(lambda: Act.UPDATE in visible(view))
    assert view.detail.title.text() == "DIỄN TẬP: Ngập sâu đường Lê Duẩn"
    desk.act(view.detail.acts[Act.UPDATE].click)
    dialog = form(desk, view)
    assert (dialog.headline.text(), dialog.place.radius.text(), dialog.drill.isEnabled()) == (
        "Ngập sâu đường Lê Duẩn", "2.5", False,
    )  # fmt: skip
    dialog.headline.setText("Nước rút")
    desk.act(dialog.press)
    desk.until(lambda: view.detail.title.text() == "DIỄN TẬP: Nước rút")
    answer(monkeypatch, "soạn nhầm")
    desk.act(view.detail.acts[Act.WITHDRAW].click)
    desk.until(lambda: view.presenter.state.chosen and view.presenter.state.chosen.status is AlertStatus.WITHDRAWN)
    desk.act(lambda: view.show_record(Ref("alert", first.id)))
    desk.until(lambda: view.presenter.state.chosen and view.presenter.state.chosen.id == first.id)
    answer(monkeypatch, "nước đã rút")
    desk.act(view.detail.acts[Act.CANCEL].click)
    desk.until(lambda: view.presenter.state.chosen and view.presenter.state.chosen.note == "nước đã rút")
    assert view.presenter.state.chosen is not None
    assert view.presenter.state.chosen.is_drill


def test_who_prepared_it_is_refused_with_a_sentence(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from ioc_desktop.ui.widgets.toast import Toast

    desk.people["dao"] = Session(desk.people["dao"].account_id, "dao", "Dao", Role.ADMIN)
    view = desk.open("dao")
    desk.act(view.ask_new)
    fill(form(desk, view))
    desk.act(form(desk, view).press)
    desk.until(lambda: view.presenter.state.alerts)
    answer(monkeypatch)
    desk.act(view.detail.acts[Act.RELEASE].click)
    desk.until(lambda: any("người thứ hai" in toast.text.text() for toast in view.findChildren(Toast)))
    assert desk.alerts.all()[0].status is AlertStatus.PREPARED
