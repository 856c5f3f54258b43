"""What the page of budgets writes for others: files, and drafts of the register. No Qt; off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ioc_desktop.config.atomic import replace_bytes
from ioc_desktop.documents.budget_annex import Subject, annex_pdf
from ioc_desktop.documents.budget_progress import progress_pdf
from ioc_desktop.documents.centre import letterhead
from ioc_desktop.exchange.budget_out.fiscal import Named, package_of, slug, write_package
from ioc_desktop.exchange.budget_out.xlsx import cancelled, write_annex
from ioc_desktop.kernel.budget.service import TABLE, TableSummary
from ioc_desktop.kernel.papers.model import Paper as RegisteredPaper
from ioc_desktop.kernel.papers.model import PaperDraft, PaperFilter, PaperState

if TYPE_CHECKING:
    from ioc_desktop.ui.panel import PanelContext

IsCancelled = Callable[[], bool]
DRAFT: Final = "papers.draft"


class Output(StrEnum):
    """What can be written."""

    XLSX = "xlsx"
    ANNEX = "annex"
    REPORT = "report"
    PACKAGE = "package"

    @property
    def is_paper(self) -> bool:
        return self in {Output.ANNEX, Output.REPORT}


_NAMES: Final = {
    Output.XLSX: "phu-luc-{}.xlsx",
    Output.ANNEX: "phu-luc-{}.pdf",
    Output.REPORT: "tien-do-{}.pdf",
    Output.PACKAGE: "goi-du-lieu-{}.zip",
}


@dataclass(frozen=True)
class Wanted:
    """One thing to write.

    Attributes:
        is_cancelled: asked while it is made.
    """

    output: Output
    table: TableSummary
    is_cancelled: IsCancelled = lambda: False

    @property
    def file_name(self) -> str:
        return _NAMES[self.output].format(slug(self.table.programme))

    @property
    def subject(self) -> Subject:
        return Subject(self.table.id, self.table.programme, self.table.symbol)

    def check(self, _page: int = 0) -> None:
        """Raises ``table.cancelled`` where somebody stopped it."""
        if self.is_cancelled():
            raise cancelled()


def write(wanted: Wanted, path: Path, context: PanelContext) -> None:
    """Write a file.

    Raises:
        ExpectedError: ``table.cancelled``, ``file.unwritable``, ``budget.*``, ``documents.*``, ``store.*``.
    """
    table = wanted.table
    if wanted.output.is_paper:
        replace_bytes(path, pdf(wanted, context))
    elif wanted.output is Output.XLSX:
        write_annex(context.budget.sheet(table.id), path, table.programme, wanted.is_cancelled)
    else:
        named = Named(table.programme, table.symbol)
        write_package(package_of(context.budget.sheet(table.id), named, wanted.is_cancelled), path)


def pdf(wanted: Wanted, context: PanelContext) -> bytes:
    """The paper; raises as ``write``."""
    head, who = letterhead(context.district), context.session.display_name
    if wanted.output is Output.REPORT:
        progress = context.tracking.progress(wanted.table.id)
        return progress_pdf(progress, wanted.subject, head, who, wanted.check)
    return annex_pdf(context.budget.sheet(wanted.table.id), wanted.subject, head, who, wanted.check)


def register(wanted: Wanted, context: PanelContext) -> RegisteredPaper:
    """The paper as a draft of the register; the draft of this subject that is there already gets the new content.

    Raises:
        ExpectedError: as ``write``; ``paper.*``, ``attachment.*``.
    """
    content, table, papers, who = pdf(wanted, context), wanted.table, context.papers, context.session
    wanted.check()
    head = letterhead(context.district)
    begin = "Kinh phí" if wanted.output is Output.ANNEX else "Tiến độ thực hiện kinh phí"
    subject = f"{begin} {wanted.subject.title}"
    mine = PaperFilter(states=frozenset({PaperState.DRAFT}), owner_table=TABLE, owner_id=table.id)
    there = next((one for one in papers.find(mine).papers if one.subject == subject), None)
    if there is not None:
        return papers.revise(there.id, content, who)
    draft = PaperDraft(
        kind="Báo cáo", symbol=head.symbol("BC"), org=head.issuer.organ, subject=subject, owner_table=TABLE,
        owner_id=table.id,
    )  # fmt: skip
    return papers.draft(draft, content, who)
