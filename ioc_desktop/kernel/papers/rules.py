"""Who may do what to which document, and what a draft needs. Pure: no database here."""

from __future__ import annotations

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, nfc
from ioc_desktop.kernel.accounts.model import Session
from ioc_desktop.kernel.numbers.model import KIND_LETTERS, ORG_LETTERS
from ioc_desktop.kernel.papers.model import Paper, PaperDraft, PaperState

DRAFT, APPROVE, ISSUE, SIGN = "papers.draft", "papers.approve", "papers.issue", "papers.sign"
SUBJECT_LETTERS, SYMBOL_LETTERS, NOTE_LETTERS = 400, 40, 300
LARGEST = 100 * 2**20
"""Bytes of one document."""
FAMILIES = ("committee", "council", "party")
"""As ``documents.model.Family``."""


def require(who: Session, permission: str) -> None:
    """Raises ``paper.not_allowed`` for who may not."""
    if not who.may(permission):
        raise ExpectedError(
            "paper.not_allowed",
            QT_TRANSLATE_NOOP("errors", "Tài khoản này không có quyền làm việc đó với văn bản. Nhờ người có quyền."),
        )


def check_state(paper: Paper, *allowed: PaperState) -> None:
    """Raises ``paper.sealed`` for what is closed, ``paper.moved`` for what is elsewhere on its way."""
    if paper.state in allowed:
        return
    if paper.is_closed:
        raise ExpectedError(
            "paper.sealed",
            QT_TRANSLATE_NOOP(
                "errors", "Văn bản {code} đã ban hành hoặc đã khép lại nên không sửa được. Lập văn bản thay thế."
            ),
            code=paper.code,
        )
    raise ExpectedError(
        "paper.moved",
        QT_TRANSLATE_NOOP("errors", "Văn bản này đã sang bước khác. Tải lại danh sách rồi làm tiếp."),
    )


def checked_draft(draft: PaperDraft) -> PaperDraft:
    """The draft as it is kept.

    Raises:
        ExpectedError: ``paper.incomplete``.
    """
    texts = {name: nfc(" ".join(getattr(draft, name).split())) for name in ("kind", "symbol", "org", "subject")}
    longest = {"kind": KIND_LETTERS, "symbol": SYMBOL_LETTERS, "org": ORG_LETTERS, "subject": SUBJECT_LETTERS}
    if not all(0 < len(text) <= longest[name] for name, text in texts.items()) or draft.family not in FAMILIES:
        raise ExpectedError(
            "paper.incomplete",
            QT_TRANSLATE_NOOP(
                "errors", "Văn bản cần loại, ký hiệu, cơ quan và trích yếu (tối đa {most} ký tự). Nhập đủ rồi lưu lại."
            ),
            most=SUBJECT_LETTERS,
        )
    return PaperDraft(
        **texts, family=draft.family, owner_table=draft.owner_table[:63], owner_id=draft.owner_id,
        replaces_id=draft.replaces_id, is_drill=draft.is_drill,
    )  # fmt: skip


def check_content(content: bytes) -> None:
    """Raises ``paper.not_pdf`` or ``paper.too_large``."""
    if not content[:1024].lstrip().startswith(b"%PDF-"):
        raise ExpectedError(
            "paper.not_pdf",
            QT_TRANSLATE_NOOP("errors", "Nội dung không phải tệp PDF. Xuất văn bản ra PDF rồi lưu lại."),
        )
    if len(content) > LARGEST:
        raise ExpectedError(
            "paper.too_large",
            QT_TRANSLATE_NOOP("errors", "Tệp PDF lớn hơn {most} MB. Giảm cỡ ảnh trong văn bản rồi lưu lại."),
            most=LARGEST // 2**20,
        )


def checked_reason(why: str) -> str:
    """The reason as it is kept; raises ``paper.reason_missing``."""
    text = nfc(" ".join(why.split()))[:NOTE_LETTERS]
    if not text:
        raise ExpectedError("paper.reason_missing", QT_TRANSLATE_NOOP("errors", "Thiếu lý do. Nhập lý do rồi làm lại."))
    return text


def gone() -> ExpectedError:
    return ExpectedError("paper.gone", QT_TRANSLATE_NOOP("errors", "Văn bản này không còn. Tải lại danh sách."))
