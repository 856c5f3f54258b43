"""The questions before steps that people slip on. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.panels.papers.presenter import Act


class Question(NamedTuple):
    """What is asked: the title is the question, the text says what follows."""

    title: str
    text: str


_QUESTIONS = {
    Act.DISCARD: (
        QT_TRANSLATE_NOOP("PapersView", "Bỏ dự thảo {code}?"),
        QT_TRANSLATE_NOOP("PapersView", "Dự thảo chưa có số nên bỏ hẳn khỏi sổ; nhật ký vẫn ghi lại."),
    ),
    Act.SUBMIT: (
        QT_TRANSLATE_NOOP("PapersView", "Trình duyệt {code}?"),
        QT_TRANSLATE_NOOP("PapersView", "Trong lúc chờ duyệt, nội dung không thay được."),
    ),
    Act.SEND_BACK: (
        QT_TRANSLATE_NOOP("PapersView", "Trả lại {code}?"),
        QT_TRANSLATE_NOOP("PapersView", "Văn bản về dự thảo; chữ ký số đã ký bị bỏ, số đã lấy (nếu có) vẫn giữ."),
    ),
    Act.APPROVE: (
        QT_TRANSLATE_NOOP("PapersView", "Duyệt {code}?"),
        QT_TRANSLATE_NOOP("PapersView", "Từ lúc duyệt, nội dung chỉ thêm số, ngày và chữ ký."),
    ),
    Act.VOID: (
        QT_TRANSLATE_NOOP("PapersView", "Hủy {code} và giữ số?"),
        QT_TRANSLATE_NOOP("PapersView", "Số đã lấy không cấp cho văn bản khác; sổ ghi rõ là đã hủy."),
    ),
    Act.ISSUE: (
        QT_TRANSLATE_NOOP("PapersView", "Ban hành {code}?"),
        QT_TRANSLATE_NOOP("PapersView", "Văn bản đã ban hành không sửa được nữa, chỉ thay thế hoặc thu hồi."),
    ),
    Act.WITHDRAW: (
        QT_TRANSLATE_NOOP("PapersView", "Thu hồi {code}?"),
        QT_TRANSLATE_NOOP("PapersView", "Văn bản vẫn nằm trong sổ với số của nó và ghi là đã thu hồi."),
    ),
}


def question(act: Act, code: str, translate: Callable[[str], str]) -> Question:
    """What to ask before this step."""
    title, text = _QUESTIONS[act]
    return Question(translate(title).format(code=code), translate(text))
