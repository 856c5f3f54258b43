"""Documents for tests: a register without a window, people, a clock, a small PDF."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.attachments.files import ContentFolder
from ioc_desktop.kernel.attachments.service import AttachmentService
from ioc_desktop.kernel.numbers.model import NumberServer
from ioc_desktop.kernel.numbers.service import NumberBook
from ioc_desktop.kernel.papers.model import Paper, PaperDraft
from ioc_desktop.kernel.papers.service import PaperService, Stamp
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.store.database import Database

CLERK = Session(uuid7(), "chuyenvien", "Chuyên viên", Role.OPERATOR)
LEADER = Session(uuid7(), "lanhdao", "Lãnh đạo", Role.LEADER)
OFFICER = Session(uuid7(), "trucban", "Trực ban", Role.DUTY_OFFICER)


class Fixed:
    """A clock that stands until it is moved."""

    def __init__(self, at: datetime = datetime(2026, 7, 1, 8, tzinfo=UTC)) -> None:
        self.time = at

    def now(self) -> datetime:
        return self.time

    def monotonic(self) -> float:
        return self.time.timestamp()


def pdf(text: str = "Van ban", pages: int = 1) -> bytes:
    """A small PDF."""
    made = BytesIO()
    canvas = Canvas(made, invariant=1)
    for page in range(pages):
        canvas.drawString(100, 700, f"{text} {page + 1}")
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def draft(subject: str = "Kết quả ứng trực", **words: object) -> PaperDraft:
    values = {"kind": "Báo cáo", "symbol": "BC-TTĐH", "org": "Trung tâm Điều hành", "subject": subject}
    return PaperDraft(**{**values, **words})  # type: ignore[arg-type]


def desk(
    db: Database, folder: Path, clock: Fixed, server: NumberServer | None = None, stamp: Stamp | None = None
) -> PaperService:
    """The register of one desktop."""
    attachments = AttachmentService(db, ContentFolder(folder / "attachments"))
    return PaperService(db, attachments, RecordJournal(db, clock), NumberBook(db, server), stamp=stamp, clock=clock)


def approved(papers: PaperService, **words: object) -> Paper:
    """A document that waits for its number."""
    made = papers.draft(draft(**words), pdf(), CLERK)  # type: ignore[arg-type]
    papers.submit(made.id, CLERK)
    return papers.approve(made.id, LEADER)
