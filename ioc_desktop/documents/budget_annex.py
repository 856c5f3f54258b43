"""A budget table as an official paper: a report that states the total, with the table as its lying annex.

In Vietnamese, whatever the screen speaks. The annex prints the amounts of the table as they stand there; what does not
add up is not put right silently but named in the report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from ioc_desktop.documents.budget_columns import columns_of, parts_of
from ioc_desktop.documents.build import build
from ioc_desktop.documents.centre import Letterhead
from ioc_desktop.documents.model import Block, BodyAnnex, Bullet, Paper, Paragraph, Signer, Span, Table, Text
from ioc_desktop.kernel.budget.annex import (
    IN_WORDS,
    Annex,
    AnnexColumn,
    annex_of,
    field_of,
    is_section,
    is_total,
    printed_number,
)
from ioc_desktop.kernel.budget.checks.findings import Level
from ioc_desktop.kernel.budget.checks.run import check
from ioc_desktop.kernel.budget.checks.stated import total_of
from ioc_desktop.kernel.budget.model import Line, Place, Sheet
from ioc_desktop.kernel.budget.sentences import dong_text, sentence
from ioc_desktop.kernel.budget.tree import add_up
from ioc_desktop.kernel.number_words.words import amount_in_words

_MOST_FINDINGS = 12


@dataclass(frozen=True)
class Subject:
    """What a budget paper is about.

    Attributes:
        table_id: of the stored table; names the document.
        symbol: of the paper that the table came with; "" for none.
    """

    table_id: UUID
    programme: str
    symbol: str = ""

    @property
    def title(self) -> str:
        """A programme is called so where its own name does not say it."""
        named = self.programme.casefold().startswith(("chương trình", "đề án", "kế hoạch", "dự án"))
        return self.programme if named else f"Chương trình {self.programme}"


def annex_pdf(
    sheet: Sheet,
    subject: Subject,
    head: Letterhead,
    signer: str = "",
    on_page: Callable[[int], object] = lambda _page: None,
) -> bytes:
    """The paper as a PDF.

    Args:
        on_page: see ``build``.

    Raises:
        ExpectedError: ``documents.*``, ``budget.line_in_itself``.
    """
    return build(annex_paper(sheet, subject, head, signer), on_page=on_page)


def annex_paper(sheet: Sheet, subject: Subject, head: Letterhead, signer: str = "") -> Paper:
    """The paper, a draft without number and date.

    Raises:
        ExpectedError: ``budget.line_in_itself``.
    """
    annex = annex_of(sheet)
    return Paper(
        document_id=subject.table_id,
        issuer=head.issuer,
        symbol=head.symbol("BC"),
        place=head.place,
        kind="Báo cáo",
        subject=f"Kinh phí {subject.title}",
        body=tuple(_body(sheet, subject)),
        signer=Signer("Người lập bảng", signer),
        recipients=("Lãnh đạo trung tâm", "Bộ phận kế hoạch, tài chính"),
        annexes=(BodyAnnex(f"Kinh phí {subject.title}", tuple(_annex_body(annex)), landscape=True),),
        draft=True,
    )


def _body(sheet: Sheet, subject: Subject) -> Iterator[Block]:
    source = f" theo văn bản số {subject.symbol}" if subject.symbol else ""
    lines = sum(not is_total(line) for line in sheet.lines)
    yield Paragraph(f"Kinh phí {subject.title}{source} gồm {lines} hạng mục, chi tiết tại Phụ lục kèm theo.")
    yield from _totals(sheet)
    findings = [finding for finding in check(sheet) if finding.level is Level.FAULT]
    if not findings:
        yield Paragraph("Các tổng trong bảng đã được tính lại và khớp với số ghi.")
        return
    yield Paragraph(f"Tính lại bảng, có {len(findings)} chỗ số ghi không khớp; Phụ lục giữ nguyên số ghi:")
    yield from (Bullet(sentence(finding, sheet)) for finding in findings[:_MOST_FINDINGS])
    if len(findings) > _MOST_FINDINGS:
        yield Bullet(f"Và {len(findings) - _MOST_FINDINGS} chỗ khác, xem trong phần mềm.")


def _totals(sheet: Sheet) -> Iterator[Block]:
    """The whole in digits and words, then its shares by year and by payer, as the table itself has them."""
    sums = add_up(sheet)
    whole = total_of(sheet, sums, Place())
    if whole is None:
        return
    words = amount_in_words(whole[1], ending="")
    yield Paragraph(f"Tổng kinh phí: {dong_text(whole[1])} ({IN_WORDS.lower()}: {words}).")
    for year in sorted({place.year for place in sheet.places if place.year is not None}):
        share = total_of(sheet, sums, Place(year))
        if share is not None:
            yield Bullet(f"Năm {year}: {dong_text(share[1])}.")


def _annex_body(annex: Annex) -> Iterator[Block]:
    yield Paragraph((Span(f"{annex.unit_line}.", italic=True),))
    parts = list(parts_of(annex))
    for number, columns in enumerate(parts, 1):
        caption = f"Các cột tiền, phần {number}/{len(parts)}" if len(parts) > 1 else ""
        yield annex_table(annex, columns, caption, annex.after if number == len(parts) else ())


def annex_table(annex: Annex, columns: Sequence[AnnexColumn], caption: str = "", after: Sequence[str] = ()) -> Table:
    """Some of the columns as a table, with a row for amounts that are printed across columns.

    Args:
        after: rows over all columns at the end, such as the amount in words: no page holds them alone.
    """
    rows: list[tuple[Text, ...]] = []
    spans: list[tuple[int, int, int]] = []
    for index, line in enumerate(annex.sheet.lines):
        if is_total(line) and not line.number:
            spans.append((len(rows), 0, 1))
        rows.append(_row(annex, index, line, columns))
        joined, found = _joint_row(annex, index, columns)
        if found:
            spans += [(len(rows), first, last) for first, last in found]
            rows.append(joined)
    for text in after:
        spans.append((len(rows), 0, len(columns) - 1))
        rows.append(((Span(text, italic=True),),))
    return Table(columns_of(annex, columns), tuple(rows), caption, spans=tuple(spans))


def _row(annex: Annex, index: int, line: Line, columns: Sequence[AnnexColumn]) -> tuple[Text, ...]:
    bold = is_total(line) or is_section(line)
    texts = [_cell(annex, index, line, column) for column in columns]
    if is_total(line) and not line.number:
        texts[0], texts[1] = texts[1], ""
    return tuple((Span(text, bold=True),) if bold and text else text for text in texts)


def _cell(annex: Annex, index: int, line: Line, column: AnnexColumn) -> str:
    if column.field is not None:
        value = field_of(line, column.field)
        return printed_number(value, 1) if isinstance(value, int) else value or ""
    sheet = annex.sheet
    if not sheet.printed[index, column.amount]:
        return ""
    decimals = annex.decimals(index, column.amount)
    return printed_number(int(sheet.amounts[index, column.amount]), annex.unit, decimals)


def _joint_row(
    annex: Annex, index: int, columns: Sequence[AnnexColumn]
) -> tuple[tuple[Text, ...], list[tuple[int, int]]]:
    texts: list[Text] = [""] * len(columns)
    found: list[tuple[int, int]] = []
    for joint in annex.joints(index):
        at = [place for place, column in enumerate(columns) if column.amount in joint.columns]
        if at:
            texts[at[0]] = (Span(printed_number(joint.dong, annex.unit), bold=True),)
            found.append((at[0], at[-1]))
    return tuple(texts), found
