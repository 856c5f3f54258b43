"""The page of documents over a real store: list, preview, steps by role, signing, verifying, printing, export."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from pypdf import PdfReader
from PySide6.QtWidgets import QLabel, QLineEdit

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.documents.build import build
from ioc_desktop.documents.signing.model import Finding, KeyToken, Verdict
from ioc_desktop.documents.signing.stamping import stamp
from ioc_desktop.kernel.accounts.model import Permissions, Role, Session
from ioc_desktop.kernel.accounts.preferences import Preferences
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.district_settings.service import DistrictSettings
from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.kernel.notices.outbox import MailOutbox
from ioc_desktop.kernel.papers.model import Paper
from ioc_desktop.panels.papers.dialogs import FileField
from ioc_desktop.panels.papers.presenter import Act
from ioc_desktop.store.database import Database
from ioc_desktop.ui import tasks
from ioc_desktop.ui.widgets.form_field import FormField
from tests.support import papers as written
from tests.support.certificates import PASSWORD, Authority
from tests.support.register import Fixed, desk, draft, pdf

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.panels.papers.view import PapersView

pytestmark = pytest.mark.gui
Show = Callable[["QWidget"], "QWidget"]
Until = Callable[[Callable[[], object]], None]
PASSWORD_OF_ALL = "phong-dieu-hanh"


class Room:
    """A store with a clerk and a leader, and the page over it."""

    def __init__(self, db: Database, context: SimpleNamespace, folder: Path) -> None:
        self.db, self.context, self.clock = db, context, Fixed()
        self.accounts = AccountService(db, self.clock)
        self.clerk, self.leader = self._account("Văn thư", Role.OPERATOR), self._account("Lãnh đạo", Role.LEADER)
        self.papers = desk(db, folder, self.clock, stamp=stamp)
        context.papers, context.accounts = self.papers, self.accounts
        context.preferences, context.district = Preferences(db), DistrictSettings(db)
        context.clock, context.session = self.clock, self.clerk
        self.letters = MailOutbox(db)
        self.letters.is_set_up = True
        context.kit = SimpleNamespace(letters=self.letters)

    def _account(self, name: str, role: Role) -> Session:
        made = self.accounts.create(user_name=role.value, display_name=name, role=role, password=PASSWORD_OF_ALL)
        return Session(made.id, role.value, name, role)

    def draft(self, subject: str = "Kết quả ứng trực", content: bytes | None = None, **words: object) -> Paper:
        return self.papers.draft(draft(subject, **words), content or pdf(pages=3), self.clerk)

    def approved(self, content: bytes | None = None, **words: object) -> Paper:
        made = self.draft(content=content, **words)
        self.papers.submit(made.id, self.clerk)
        return self.papers.approve(made.id, self.leader)


@pytest.fixture
def room(tmp_path: Path, context: SimpleNamespace) -> Iterator[Room]:
    db = Database(tmp_path / "papers.db").open()
    yield Room(db, context, tmp_path)
    db.close()


def act(loop: asyncio.AbstractEventLoop, action: Callable[[], object] = lambda: None) -> None:
    async def go() -> None:
        action()
        for _ in range(40):
            await asyncio.sleep(0.005)

    loop.run_until_complete(go())


def settle(loop: asyncio.AbstractEventLoop, holds: Callable[[], object]) -> None:
    for _ in range(50):
        if holds():
            return
        act(loop)
    raise AssertionError("the condition never held")


@pytest.fixture
def page(room: Room, shown: Show, loop: asyncio.AbstractEventLoop) -> Callable[..., PapersView]:
    """Opens the page as somebody and waits until everything is read."""

    def opened(who: Session | None = None) -> PapersView:
        from ioc_desktop.panels.papers.view import PapersView

        room.context.session = who or room.clerk
        made: list[PapersView] = []

        def make() -> None:
            made.append(PapersView(room.context))  # type: ignore[arg-type]
            made[0].resize(1180, 760)
            made[0].show()

        act(loop, make)
        shown(made[0])
        state = made[0].presenter
        settle(loop, lambda: state.state.is_loaded and (state.state.chosen is None or state.state.content))
        return made[0]

    return opened


def visible(view: PapersView) -> list[str]:
    return [button.text() for button in view.detail.acts.values() if button.isVisible()]


def press(view: PapersView, loop: asyncio.AbstractEventLoop, name: Act, why: str = "") -> None:
    """Press a button and answer the question."""
    from ioc_desktop.ui.widgets.dialog import ConfirmDialog

    with patch.object(ConfirmDialog, "ask", lambda _self: True), patch.object(ConfirmDialog, "reason", lambda _s: why):
        act(loop, view.detail.acts[name].click)


def test_the_register_is_listed_with_the_newest_beside_it(room: Room, page: Callable[..., PapersView]) -> None:
    room.papers.issue(room.approved(subject="Ngập đường Trần Phú").id, room.clerk)
    room.clock.time += timedelta(hours=1)
    room.draft("Cháy chợ Đông Hà")
    view = page()
    texts = [[view.table.item(row, column).text() for column in range(5)] for row in range(view.table.rowCount())]
    assert texts == [
        ["…/BC-TTĐH", "01/07/2026", "Báo cáo", "Cháy chợ Đông Hà", "Dự thảo"],
        ["01/BC-TTĐH", "01/07/2026", "Báo cáo", "Ngập đường Trần Phú", "Đã ban hành"],
    ]
    assert view.header.summary.text() == "0 chờ duyệt, 0 chờ ban hành, 1 đã ban hành"
    assert view.detail.subject.text() == "Cháy chợ Đông Hà"
    assert view.detail.preview.document.pageCount() == 3
    assert view.detail.preview.page.text() == "Trang 1 / 3"
    assert view.detail.history.rowCount() == 1


def test_each_sees_the_steps_that_are_theirs(
    room: Room, page: Callable[..., PapersView], loop: asyncio.AbstractEventLoop
) -> None:
    paper = room.draft()
    view = page()
    assert visible(view) == ["Bỏ dự thảo", "Thay nội dung", "Trình duyệt"]
    press(view, loop, Act.SUBMIT)
    settle(loop, lambda: visible(view) == [])  # who approves is somebody else
    leader = page(room.leader)
    assert visible(leader) == ["Trả lại", "Duyệt"]
    press(leader, loop, Act.APPROVE)
    settle(loop, lambda: visible(leader) == ["Trả lại", "Lấy số", "Ban hành"])
    settle(loop, lambda: visible(view) == ["Lấy số", "Ban hành"])  # heard of
    press(view, loop, Act.ISSUE)
    settle(loop, lambda: visible(view) == ["Thu hồi", "Thay thế"])
    assert room.papers.get(paper.id).code == "01/BC-TTĐH"
    press(view, loop, Act.WITHDRAW, "sai số liệu")
    settle(loop, lambda: visible(view) == [])
    assert "sai số liệu" in view.detail.summary.text()
    settle(loop, lambda: view.detail.history.rowCount() == 6)
    assert [view.detail.history.item(row, 1).text() for row in range(6)] == [
        "Thu hồi", "Ban hành", "Lấy số", "Duyệt", "Trình duyệt", "Lập dự thảo",
    ]  # fmt: skip


def test_a_step_that_somebody_else_took_is_told(
    room: Room, page: Callable[..., PapersView], loop: asyncio.AbstractEventLoop
) -> None:
    paper = room.draft()
    view = page()
    with patch.object(view, "_wait"):  # the word of the other step has not come yet
        room.papers.submit(paper.id, room.clerk)
        press(view, loop, Act.SUBMIT)
    settle(loop, lambda: visible(view) == [])
    assert "bước khác" in toasts(view)


def test_without_a_link_it_says_that_it_waits(
    room: Room, page: Callable[..., PapersView], loop: asyncio.AbstractEventLoop
) -> None:
    with room.db.write() as session:
        session.connection().exec_driver_sql("UPDATE sync_control SET is_joined = 1")
    room.approved()
    view = page()
    press(view, loop, Act.ISSUE)
    settle(loop, lambda: view.detail.summary.text().startswith("Chờ số"))
    assert view.table.item(0, 4).text() == "Chờ số"
    assert "chờ số" in toasts(view)


def test_the_list_is_filtered(room: Room, page: Callable[..., PapersView], loop: asyncio.AbstractEventLoop) -> None:
    room.draft("Ngập đường Trần Phú")
    room.draft("Cháy chợ Đông Hà", kind="Kế hoạch", symbol="KH-TTĐH")
    view = page()
    act(loop, lambda: view.filters.search.setText("cho dong ha"))
    settle(loop, lambda: view.table.rowCount() == 1)
    assert "đang lọc: 1" in view.header.summary.text()
    act(loop, lambda: view.filters.search.setText("không có"))
    settle(loop, lambda: view.pages.currentWidget() is view.empty)
    assert view.empty.title.text() == "Không tìm thấy"
    act(loop, view.empty.button.click)
    settle(loop, lambda: view.table.rowCount() == 2)
    view.filters.kind.setCurrentText("Kế hoạch")
    act(loop, lambda: view.filters.kind.activated.emit(0))
    settle(loop, lambda: view.table.rowCount() == 1)


def test_a_document_that_was_found_elsewhere_is_shown_whatever_the_filter(
    room: Room, page: Callable[..., PapersView], loop: asyncio.AbstractEventLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = room.draft("Cũ")
    for number in range(3):
        room.clock.time += timedelta(hours=1)
        room.draft(f"Mới {number}")
    view = page()
    act(loop, lambda: view.filters.search.setText("moi 2"))
    settle(loop, lambda: view.table.rowCount() == 1)
    act(loop, lambda: view.show_record(Ref("paper", old.id)))
    settle(loop, lambda: view.detail.subject.text() == "Cũ")
    assert (view.table.rowCount(), view.table.currentRow(), view.filters.search.text()) == (4, 3, "")
    monkeypatch.setattr(room.papers, "find", partial(room.papers.find, limit=2))  # older than what is listed
    act(loop, lambda: view.table.selectRow(0))
    act(loop, lambda: view.show_record(Ref("paper", old.id)))
    settle(loop, lambda: view.detail.subject.text() == "Cũ" and view.table.rowCount() == 3)
    act(loop, lambda: view.show_record(Ref("paper", uuid7())))
    settle(loop, lambda: "không còn" in toasts(view))


def test_an_empty_register_says_how_to_begin(page: Callable[..., PapersView]) -> None:
    view = page()
    assert view.pages.currentWidget() is view.empty
    assert view.empty.title.text() == "Chưa có văn bản nào"


def test_a_store_that_fails_says_so_and_can_be_asked_again(
    room: Room, loop: asyncio.AbstractEventLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_arguments: object) -> None:
        raise ExpectedError("store.busy", "Đang bận. Thử lại.")

    monkeypatch.setattr(room.papers, "find", failing)
    from ioc_desktop.panels.papers.view import PapersView

    made: list[PapersView] = []
    act(loop, lambda: made.append(PapersView(room.context)))  # type: ignore[arg-type]
    act(loop, made[0].show)
    settle(loop, lambda: made[0].pages.currentWidget() is made[0].failed)
    monkeypatch.undo()
    act(loop, made[0].failed.button.click)
    settle(loop, lambda: made[0].pages.currentWidget() is made[0].empty)
    made[0].close()
    made[0].deleteLater()
    act(loop)


# ---------------------------------------------------------------------- preview


def test_a_content_that_is_not_here_says_so(
    room: Room, page: Callable[..., PapersView], loop: asyncio.AbstractEventLoop
) -> None:
    paper = room.draft("Mất tệp")
    room.clock.time += timedelta(hours=1)
    room.draft("Có tệp", content=pdf("khác"))
    room.papers._attachments.contents.path(paper.sha256).unlink()
    view = page()
    act(loop, lambda: view.table.selectRow(1))
    settle(loop, lambda: view.detail.preview.pages.currentWidget() is view.detail.preview.broken)
    assert "chưa có hoặc bị hỏng" in view.detail.preview.broken.text.text()
    assert not view.detail.export.isEnabled()
    assert not view.detail.acts[Act.SUBMIT].isEnabled()
    act(loop, lambda: view.table.selectRow(0))
    settle(loop, lambda: view.detail.preview.is_shown)
    assert view.detail.export.isEnabled()


def test_a_broken_pdf_is_told(room: Room, page: Callable[..., PapersView], loop: asyncio.AbstractEventLoop) -> None:
    room.draft(content=pdf()[:200])
    view = page()
    settle(loop, lambda: view.detail.preview.pages.currentWidget() is view.detail.preview.broken)
    assert "bị hỏng" in view.detail.preview.broken.text.text()


def test_pages_are_turned_and_enlarged(
    room: Room, page: Callable[..., PapersView], loop: asyncio.AbstractEventLoop
) -> None:
    room.draft()
    preview = page().detail.preview
    for _ in range(4):
        act(loop, preview.onward.click)
    settle(loop, lambda: preview.page.text() == "Trang 3 / 3")
    assert not preview.onward.isEnabled()
    act(loop, preview.back.click)
    settle(loop, lambda: preview.page.text() == "Trang 2 / 3")
    before = preview._factor()
    act(loop, preview.larger.click)
    assert preview._factor() == pytest.approx(before * 1.25)
    for _ in range(30):
        preview.zoom(1.25)
    assert preview._factor() == 5.0
    act(loop, preview.whole.click)
    assert preview._factor() < before
    assert preview.zoomed.text().endswith(" %")


# ---------------------------------------------------------------------- signing


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


def official() -> bytes:
    return build(replace(written.report(), number=None, date=None), made_at=written.MADE_AT)


def test_a_document_is_signed_and_the_signature_shown(
    room: Room, page: Callable[..., PapersView], loop: asyncio.AbstractEventLoop, tmp_path: Path, authority: Authority
) -> None:
    from ioc_desktop.panels.papers.dialogs import SignDialog

    paper = room.approved(official())
    room.papers.give_number(paper.id, room.clerk)
    trust = room.context.paths.root / "trust"
    trust.mkdir()
    (trust / "goc.pem").write_bytes(authority.certificate.public_bytes(Encoding.PEM))
    key = authority.person("Trần Thị B").file(tmp_path)
    view = page()
    act(loop, view.detail.acts[Act.SIGN].click)
    dialog = view.window().findChild(SignDialog)
    assert dialog is not None
    _edit(dialog.file).setText(str(key))
    dialog.password.field.setText("sai")
    act(loop, dialog.submit.click)
    settle(loop, dialog.problem.isVisible)
    assert "Sai mật khẩu" in dialog.problem.text()
    assert dialog.password.field.text() == ""
    dialog.password.field.setText(PASSWORD)
    act(loop, dialog.submit.click)
    settle(loop, lambda: room.papers.get(paper.id).is_signed)
    settle(loop, lambda: view.presenter.state.content != official())
    act(loop, lambda: view.detail.choice.button("signatures").click())
    settle(loop, lambda: view.detail.signatures.checks)
    (check,) = view.detail.signatures.checks
    assert check.verdict is Verdict.GOOD
    assert check.findings == (Finding.UNPROVEN_TIME,)
    shown = " ".join(each.text() for each in view.detail.signatures.findChildren(QLabel))
    assert "Chữ ký hợp lệ" in shown
    assert "Trần Thị B, Trung tâm thử" in shown
    assert "Chưa hỏi được việc thu hồi: trung tâm chưa cho hỏi" in shown
    kept = room.context.preferences.get(room.clerk.account_id, "papers.sign")
    assert kept["file"] == str(key)
    assert PASSWORD not in str(kept)
    assert room.papers.history(paper.id)[0].note == "Trần Thị B, Trung tâm thử"
    room.papers.issue(paper.id, room.clerk)
    text = PdfReader(BytesIO(room.papers.content(room.papers.get(paper.id)))).pages[0].extract_text()
    assert "01" in text
    assert "ngày" in text


def test_what_was_typed_in_secret_goes_with_the_dialog(
    room: Room, page: Callable[..., PapersView], loop: asyncio.AbstractEventLoop
) -> None:
    from ioc_desktop.panels.papers.dialogs import SignDialog

    paper = room.approved(official())
    room.papers.give_number(paper.id, room.clerk)
    view = page()
    act(loop, view.detail.acts[Act.SIGN].click)
    dialog = view.window().findChild(SignDialog)
    assert dialog is not None
    act(loop, lambda: dialog.way.button("token").click())
    assert dialog.ways.currentIndex() == 1
    dialog.pin.field.setText("1234")
    key = dialog.key()
    assert isinstance(key, KeyToken)
    assert (key.pin, key.token) == ("1234", "")
    dialog.reject()
    assert dialog.pin.field.text() == ""
    act(loop)


def test_an_unsigned_document_has_no_signatures(
    room: Room, page: Callable[..., PapersView], loop: asyncio.AbstractEventLoop
) -> None:
    room.draft()
    view = page()
    act(loop, lambda: view.detail.turn("signatures"))
    settle(loop, lambda: view.detail.signatures.pages.currentWidget() is view.detail.signatures.empty)


# ---------------------------------------------------------------------- into and out of the program


def test_a_pdf_file_is_put_into_the_register_and_replaces(
    room: Room, page: Callable[..., PapersView], loop: asyncio.AbstractEventLoop, tmp_path: Path
) -> None:
    from ioc_desktop.panels.papers.dialogs import RegisterDialog

    view = page()
    (tmp_path / "van-ban.pdf").write_bytes(pdf())
    (tmp_path / "khac.pdf").write_bytes(b"MZ")
    act(loop, view.add.click)
    dialog = view.window().findChild(RegisterDialog)
    assert dialog is not None
    _edit(dialog.file).setText(str(tmp_path / "khac.pdf"))
    dialog.subject.field.setText("Kế hoạch trực Tết")
    dialog.kind.field.setCurrentText("Kế hoạch")
    act(loop, dialog.submit.click)
    settle(loop, lambda: "không phải tệp PDF" in dialog.file.error())
    _edit(dialog.file).setText(str(tmp_path / "van-ban.pdf"))
    act(loop, dialog.submit.click)
    settle(loop, lambda: view.table.rowCount() == 1)
    paper = room.papers.find().papers[0]
    assert (paper.kind, paper.subject, paper.symbol[:3]) == ("Kế hoạch", "Kế hoạch trực Tết", "KH-")
    room.papers.submit(paper.id, room.clerk)
    room.papers.approve(paper.id, room.leader)
    room.papers.issue(paper.id, room.clerk)
    settle(loop, lambda: "Thay thế" in visible(view))
    act(loop, view.detail.acts[Act.REPLACE].click)
    second = view.window().findChildren(RegisterDialog)[-1]
    assert second.draft().replaces_id == paper.id
    assert second.draft().subject == "Kế hoạch trực Tết"
    second.reject()
    act(loop)


def test_it_is_exported_and_that_is_written_down(
    room: Room, page: Callable[..., PapersView], loop: asyncio.AbstractEventLoop, tmp_path: Path
) -> None:
    paper = room.draft()
    view = page()
    act(loop, lambda: tasks.start(view._export(tmp_path / "ra.pdf"), view))
    settle(loop, (tmp_path / "ra.pdf").exists)
    assert (tmp_path / "ra.pdf").read_bytes() == pdf(pages=3)
    settle(loop, lambda: room.papers.history(paper.id)[0].action == "export")
    act(loop, lambda: tasks.start(view._export(tmp_path / "khong-co" / "ra.pdf"), view))
    settle(loop, lambda: "Không ghi được" in toasts(view))


def test_an_issued_document_is_mailed_to_each(
    room: Room, page: Callable[..., PapersView], loop: asyncio.AbstractEventLoop
) -> None:
    from ioc_desktop.panels.papers.mail_dialog import MailDialog

    paper = room.approved()
    view = page()
    assert not view.detail.mail.isEnabled()
    room.papers.issue(paper.id, room.clerk)
    settle(loop, view.detail.mail.isEnabled)
    act(loop, view.detail.mail.click)
    dialog = view.window().findChild(MailDialog)
    assert dialog is not None
    act(loop, dialog.submit.click)
    assert "ít nhất một" in dialog.recipients.error()
    dialog.recipients.field.setText("a@ubnd.vn, b@ubnd.vn; sai, a@ubnd.vn")
    act(loop, dialog.submit.click)
    settle(loop, lambda: "không phải địa chỉ" in dialog.recipients.error())
    assert room.letters.letters() == []
    dialog.recipients.field.setText("a@ubnd.vn, b@ubnd.vn")
    act(loop, dialog.submit.click)
    settle(loop, lambda: len(room.letters.letters()) == 2)
    letter = room.letters.letters()[0]
    assert letter.subject == "Báo cáo 01/BC-TTĐH: Kết quả ứng trực"
    assert letter.files[0].sha256 == room.papers.get(paper.id).sha256
    settle(loop, lambda: room.papers.history(paper.id)[0].note == "a@ubnd.vn, b@ubnd.vn")


def test_it_is_printed_whole(
    room: Room, page: Callable[..., PapersView], loop: asyncio.AbstractEventLoop, tmp_path: Path
) -> None:
    from PySide6.QtCore import QSize
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

    from ioc_desktop.panels.papers import view as module

    room.draft()
    view = page()
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "in.pdf"))
    with patch.object(module, "ask_printer", lambda *_: printer):
        act(loop, view.detail.print.click)
    settle(loop, lambda: view.detail.history.item(0, 1).text() == "In")
    assert len(PdfReader(tmp_path / "in.pdf").pages) == 3
    document = QPdfDocument()
    document.load(str(tmp_path / "in.pdf"))
    for number in range(3):
        page = document.render(number, QSize(210, 297))
        dark = [page.pixelColor(x, y) for x in range(30, 90) for y in range(40, 60)]
        assert any(colour.lightness() < 128 for colour in dark), "the words are where they stand on the page"
    document.close()


def test_a_printer_that_went_away_says_so(
    room: Room, page: Callable[..., PapersView], loop: asyncio.AbstractEventLoop
) -> None:
    from PySide6.QtPrintSupport import QPrinter

    from ioc_desktop.panels.papers.printing_view import ask_printer, print_content

    paper = room.draft()
    view = page()
    with pytest.raises(ExpectedError, match=r"print\.none"):
        ask_printer(view, 3)  # this computer has none
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.NativeFormat)
    with pytest.raises(ExpectedError, match=r"print\.failed"):
        print_content(pdf(pages=3), printer, range(3))
    act(loop, view.detail.print.click)
    assert "chưa có máy in" in toasts(view)
    assert room.papers.history(paper.id)[0].action == "draft"


def test_closing_the_dialog_stops_a_token_that_does_not_answer(
    room: Room, page: Callable[..., PapersView], loop: asyncio.AbstractEventLoop
) -> None:
    from ioc_desktop.documents.signing import apart, failures
    from ioc_desktop.documents.signing.model import KeyToken, Wish

    paper = room.draft()
    view = page()
    begun, ended = threading.Event(), threading.Event()

    def hangs(*_what: object, is_cancelled: Callable[[], bool], **_how: object) -> None:
        begun.set()
        while not is_cancelled():
            ended.wait(0.01)
        ended.set()
        raise failures.cancelled()

    async def go() -> None:
        task = asyncio.ensure_future(view.presenter.sign(KeyToken(Path("treo.so"), "1234"), Wish()))
        await asyncio.to_thread(begun.wait, 20)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    with patch.object(apart, "sign_safely", hangs):
        loop.run_until_complete(go())
        settle(loop, ended.is_set)
    assert room.papers.history(paper.id)[0].action == "draft"


def test_a_printer_that_goes_away_between_two_pages_is_told(tmp_path: Path) -> None:
    from PySide6.QtPrintSupport import QPrinter

    from ioc_desktop.panels.papers import printing_view as module

    seen: list[int] = []
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "in.pdf"))
    with (
        patch.object(module, "_is_there", lambda _printer: len(seen) < 2),
        pytest.raises(ExpectedError, match=r"print\.failed"),
    ):
        module.print_content(pdf(pages=4), printer, range(4), seen.append)
    assert seen == [1, 2]


def test_printing_says_how_far_it_is_and_can_be_stopped(
    room: Room, page: Callable[..., PapersView], loop: asyncio.AbstractEventLoop, tmp_path: Path
) -> None:
    from PySide6.QtPrintSupport import QPrinter

    from ioc_desktop.panels.papers import printing_view
    from ioc_desktop.panels.papers import view as module
    from ioc_desktop.panels.papers.print_progress_view import PrintProgress

    paper = room.draft()
    view = page()
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "in.pdf"))
    first, go_on = threading.Event(), threading.Event()
    drawn = printing_view._rendered

    def slowly(document: object, number: int) -> object:
        if number == 1:
            first.set()
            go_on.wait(20)
        return drawn(document, number)  # type: ignore[arg-type]

    with (
        patch.object(module, "ask_printer", lambda *_: printer),
        patch.object(printing_view, "_rendered", slowly),
    ):
        act(loop, view._print)
        settle(loop, first.is_set)
        (dialog,) = view.window().findChildren(PrintProgress)
        settle(loop, lambda: dialog.said.text() == "Trang 1 trên 3")
        dialog.stop.click()
        assert dialog.said.text() == "Đang dừng…"
        go_on.set()
        settle(loop, lambda: "Đã dừng in sau 2 trang" in toasts(view))
    settle(loop, lambda: not view.window().findChildren(PrintProgress))
    assert room.papers.history(paper.id)[0].action == "draft", "what was stopped is not written down as printed"


def test_words_follow_the_language(room: Room, page: Callable[..., PapersView]) -> None:
    room.draft()
    view = page()
    view.retranslate()
    view.detail.retranslate()
    assert view.detail.acts[Act.SUBMIT].text() == "Trình duyệt"


def test_who_may_not_draft_is_not_offered_to(room: Room, page: Callable[..., PapersView]) -> None:
    guest = Session(uuid7(), "khach", "Khách", Role.DUTY_OFFICER, Permissions(frozenset({"papers.view"})))
    room.draft()
    view = page(guest)
    assert visible(view) == []
    assert not view.add.isVisible()


def toasts(view: PapersView) -> str:
    from ioc_desktop.ui.widgets.toast import Toaster

    toaster = view.window().findChild(Toaster)
    return " ".join(
        each.text() for toast in (toaster.toasts() if toaster else []) for each in toast.findChildren(QLabel)
    )


def _edit(field: FormField) -> QLineEdit:
    picker = field.field
    assert isinstance(picker, FileField)
    return picker.edit
