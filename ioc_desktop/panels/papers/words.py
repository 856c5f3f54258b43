"""Documents, their steps and their signatures in words. Source strings of context ``papers``; no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from types import MappingProxyType
from uuid import UUID

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.documents.signing.model import (
    FINDING_WORDS,
    REVOCATION_WORDS,
    VERDICT_WORDS,
    Finding,
    SignatureCheck,
    Verdict,
)
from ioc_desktop.kernel.papers.model import STATE_TITLES, WAITING_TITLE, Paper, PaperState, Step
from ioc_desktop.kernel.records.model import RecordEntry

Translate = Callable[[str, str], str]
"""(context, source string) → the words of the screen's language."""
Names = Mapping[UUID, str]
"""Account → what people call it."""

VIETNAM = timezone(timedelta(hours=7))
ICONS: Mapping[PaperState, tuple[str, str]] = MappingProxyType(
    {
        PaperState.DRAFT: ("action.edit", "text.secondary"),
        PaperState.SUBMITTED: ("sla.due_soon", "severity.medium"),
        PaperState.APPROVED: ("vote.for", "accent"),
        PaperState.ISSUED: ("sla.met", "ok"),
        PaperState.REPLACED: ("action.link", "text.muted"),
        PaperState.WITHDRAWN: ("action.undo", "text.muted"),
        PaperState.VOID: ("vote.against", "text.muted"),
    }
)
"""State → icon and its colour: never by colour alone."""
VERDICT_ICONS: Mapping[Verdict, tuple[str, str]] = MappingProxyType(
    {
        Verdict.GOOD: ("sla.met", "ok"),
        Verdict.UNKNOWN: ("severity.low", "severity.medium"),
        Verdict.BAD: ("sla.overdue", "severity.critical"),
    }
)
ACTIONS: Mapping[str, str] = MappingProxyType(
    {
        "draft": QT_TRANSLATE_NOOP("papers", "Lập dự thảo"),
        "revise": QT_TRANSLATE_NOOP("papers", "Thay nội dung dự thảo"),
        "discard": QT_TRANSLATE_NOOP("papers", "Bỏ dự thảo"),
        "submitted": QT_TRANSLATE_NOOP("papers", "Trình duyệt"),
        "approved": QT_TRANSLATE_NOOP("papers", "Duyệt"),
        "send_back": QT_TRANSLATE_NOOP("papers", "Trả lại"),
        "number": QT_TRANSLATE_NOOP("papers", "Lấy số"),
        "sign": QT_TRANSLATE_NOOP("papers", "Ký số"),
        "issued": QT_TRANSLATE_NOOP("papers", "Ban hành"),
        "replaced": QT_TRANSLATE_NOOP("papers", "Được thay thế"),
        "withdrawn": QT_TRANSLATE_NOOP("papers", "Thu hồi"),
        "void": QT_TRANSLATE_NOOP("papers", "Hủy, giữ số"),
        "export": QT_TRANSLATE_NOOP("papers", "Xuất ra tệp"),
        "print": QT_TRANSLATE_NOOP("papers", "In"),
        "mail": QT_TRANSLATE_NOOP("papers", "Gửi thư điện tử"),
    }
)
_GONE = QT_TRANSLATE_NOOP("papers", "Tài khoản đã xóa")
_DRILL = QT_TRANSLATE_NOOP("papers", "DIỄN TẬP")
_UNKNOWN_TIME = QT_TRANSLATE_NOOP("papers", "không rõ thời điểm ký")
_STAMPED = QT_TRANSLATE_NOOP("papers", "{moment}, có dấu thời gian")
_LATER = QT_TRANSLATE_NOOP("papers", "Ký trước các chữ ký sau trong tệp.")
_VALID = QT_TRANSLATE_NOOP("papers", "Chứng thư do {issuer} cấp, hiệu lực {begin} – {end}")


def state(paper: Paper, translate: Translate) -> str:
    title = WAITING_TITLE if paper.is_waiting else STATE_TITLES[paper.state]
    return translate("papers", title)


def state_icon(paper: Paper) -> tuple[str, str]:
    return ("sla.paused", "severity.medium") if paper.is_waiting else ICONS[paper.state]


def code(paper: Paper) -> str:
    """Number and symbol; dots where the number will be."""
    return paper.code if paper.number is not None else f"…{paper.code}"


def subject(paper: Paper, translate: Translate) -> str:
    return f"[{translate('papers', _DRILL)}] {paper.subject}" if paper.is_drill else paper.subject


def day(paper: Paper) -> str:
    """The date that it bears, else the day on which it was drafted."""
    on = paper.dated or paper.drafted.at.astimezone(VIETNAM).date()
    return f"{on:%d/%m/%Y}"


def moment(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"


def person(who: UUID | None, people: Names, translate: Translate) -> str:
    return "" if who is None else people.get(who, translate("papers", _GONE))


def cells(paper: Paper, people: Names, translate: Translate) -> tuple[str, ...]:
    """Number, date, kind, subject, state, who drafted it."""
    return (
        code(paper), day(paper), paper.kind, subject(paper, translate), state(paper, translate),
        person(paper.drafted.by, people, translate),
    )  # fmt: skip


def file_name(paper: Paper) -> str:
    """For a file of its own: every system takes it."""
    return f"{paper.kind} {paper.code.lstrip('/')} {paper.year}.pdf".replace("/", "-")


def last_step(paper: Paper) -> Step:
    """What was done last."""
    steps = (paper.drafted, paper.submitted, paper.approved, paper.issued, paper.ended)
    return max((step for step in steps if step is not None), key=lambda step: step.at)


def summary(paper: Paper, people: Names, translate: Translate) -> str:
    """State, by whom, when, and why."""
    step = last_step(paper)
    parts = [state(paper, translate), person(step.by, people, translate), moment(step.at)]
    return " · ".join([*parts, *([paper.note] if paper.note else [])])


def entry_cells(entry: RecordEntry, translate: Translate) -> tuple[str, ...]:
    """When, what, who, where, why."""
    action = translate("papers", ACTIONS[entry.action]) if entry.action in ACTIONS else entry.action
    return moment(entry.at), action, entry.who, entry.workstation, entry.note


def verdict(check: SignatureCheck, translate: Translate) -> str:
    return translate("signing", VERDICT_WORDS[check.verdict])


def signed_at(check: SignatureCheck, translate: Translate) -> str:
    if check.signed_at is None:
        return translate("papers", _UNKNOWN_TIME)
    text = f"{check.signed_at.astimezone(VIETNAM):%H:%M:%S %d/%m/%Y}"
    return translate("papers", _STAMPED).format(moment=text) if check.is_time_stamped else text


def certificate(check: SignatureCheck, translate: Translate) -> str:
    found = check.certificate
    begin, end = (f"{at.astimezone(VIETNAM):%d/%m/%Y}" for at in (found.valid_from, found.valid_until))
    return translate("papers", _VALID).format(issuer=found.issuer, begin=begin, end=end)


def revocation(check: SignatureCheck, translate: Translate) -> str:
    """What is known of the revocation of the signer's certificate."""
    since = f"{check.revoked_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}" if check.revoked_at else "–"
    return translate("signing", REVOCATION_WORDS[check.revocation]).format(moment=since)


def findings(check: SignatureCheck, translate: Translate) -> list[str]:
    """Sentences, the worst first."""
    said = [translate("signing", FINDING_WORDS[finding]) for finding in Finding if finding in check.findings]
    return said if check.covers_all else [*said, translate("papers", _LATER)]
