"""Documents are signed, put in as files, exported, mailed, printed."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from pypdf import PdfReader
from PySide6.QtWidgets import QLabel, QLineEdit

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.documents.build import build
from ioc_desktop.documents.signing.model import Finding, KeyToken, Verdict
from ioc_desktop.panels.papers.dialogs import FileField
from ioc_desktop.panels.papers.presenter import Act
from ioc_desktop.ui import tasks
from ioc_desktop.ui.widgets.form_field import FormField
from tests.support import papers as written
from tests.support.certificates import PASSWORD, Authority
from tests.support.register import pdf
from tests.unit.panels.papers.register_room import Room, act, settle, toasts, visible

if TYPE_CHECKING:
    from ioc_desktop.panels.papers.view import PapersView

pytestmark = pytest.mark.gui

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


def _edit(field: FormField) -> QLineEdit:
    picker = field.field
    assert isinstance(picker, FileField)
    return picker.edit
