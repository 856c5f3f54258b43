"""The progress of a budget table as an official report with charts; in Vietnamese, whatever the screen speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from ioc_desktop.documents.budget_annex import Subject
from ioc_desktop.documents.budget_warnings import day_text, milestone_state, warning_text
from ioc_desktop.documents.build import build
from ioc_desktop.documents.centre import Letterhead
from ioc_desktop.documents.model import (
    Align,
    Block,
    BodyAnnex,
    Bullet,
    Chart,
    ChartKind,
    Column,
    Heading,
    KeyFacts,
    Paper,
    Paragraph,
    Series,
    Signer,
    Span,
    Table,
    Text,
)
from ioc_desktop.documents.wording import decimal
from ioc_desktop.kernel.budget.annex import is_section, is_total, printed_number
from ioc_desktop.kernel.budget.burn_up import BurnUp, burn_up
from ioc_desktop.kernel.budget.sentences import dong_text, unit_text
from ioc_desktop.kernel.budget.titles import NOBODY, SOURCE_TITLES, UNKNOWN_SOURCE, UNKNOWN_YEAR
from ioc_desktop.kernel.budget.tracking.model import Money
from ioc_desktop.kernel.budget.tracking.progress import Progress

_MOST_WARNINGS, _MOST_MILESTONES, _MOST_POINTS = 20, 40, 24
_AMOUNTS: Final = ("Kế hoạch", "Phê duyệt", "Cam kết", "Giải ngân")
_LARGE: Final = 10**9
_MONTHS: Final = 12


def progress_pdf(
    progress: Progress,
    subject: Subject,
    head: Letterhead,
    signer: str = "",
    on_page: Callable[[int], object] = lambda _page: None,
) -> bytes:
    """The report as a PDF; ``on_page`` as in ``build``.

    Raises:
        ExpectedError: ``documents.*``.
    """
    return build(progress_paper(progress, subject, head, signer), on_page=on_page)


def progress_paper(progress: Progress, subject: Subject, head: Letterhead, signer: str = "") -> Paper:
    """The report, a draft without number and date."""
    day = f"đến ngày {progress.today:%d/%m/%Y}"
    return Paper(
        document_id=subject.table_id,
        issuer=head.issuer,
        symbol=head.symbol("BC"),
        place=head.place,
        kind="Báo cáo",
        subject=f"Tiến độ thực hiện kinh phí {subject.title} {day}",
        body=(
            *_overview(progress, subject),
            *_by_year(progress),
            *_by_source(progress),
            *_by_owner(progress),
            *_warnings(progress),
            *_milestones(progress),
        ),
        signer=Signer("Người lập báo cáo", signer),
        recipients=("Lãnh đạo trung tâm", "Bộ phận kế hoạch, tài chính"),
        annexes=(BodyAnnex("Tiến độ theo hạng mục", (_unit_line(progress), _by_line(progress)), landscape=True),),
        draft=True,
    )


def chart_unit(progress: Progress) -> int:
    """A unit in which no number of the charts has more than a few digits."""
    return _LARGE if max(progress.total.planned, progress.total.committed) >= 10 * _LARGE else 10**6


def share(part: int, whole: int) -> str:
    """A percentage as papers write it; "-" of nothing."""
    return f"{decimal(part * 100 / whole)} %" if whole > 0 else "-"


def _overview(progress: Progress, subject: Subject) -> Iterator[Block]:
    total, forecast = progress.total, progress.forecast
    source = f" (văn bản số {subject.symbol})" if subject.symbol else ""
    yield Heading("Tình hình chung")
    yield Paragraph(
        f"Đến ngày {progress.today:%d/%m/%Y}, {subject.title}{source} đã giải ngân {dong_text(total.disbursed)},"
        f" bằng {share(total.disbursed, total.planned)} kế hoạch."
    )
    yield KeyFacts(
        (
            ("Kế hoạch", dong_text(total.planned)),
            ("Phê duyệt", dong_text(total.approved) if total.approved else "chưa phê duyệt"),
            ("Cam kết", f"{dong_text(total.committed)} ({share(total.committed, total.planned)} kế hoạch)"),
            ("Giải ngân", f"{dong_text(total.disbursed)} ({share(total.disbursed, total.planned)} kế hoạch)"),
            (
                f"Dự kiến năm {forecast.year}",
                f"{dong_text(forecast.expected)} ({share(forecast.expected, forecast.planned)} kế hoạch năm)",
            ),
        )
    )
    grown = burn_up(progress)
    if grown is not None:
        yield from _burn_up(progress, grown)


def _burn_up(progress: Progress, grown: BurnUp) -> Iterator[Block]:
    """At the end of each half year, or of each year where there are many."""
    every = _MONTHS // 2 if len(grown.months) // 6 <= _MOST_POINTS else _MONTHS
    at = range(every - 1, len(grown.months), every)
    unit = chart_unit(progress)
    names = tuple(f"{grown.months[index]:%m/%y}" for index in at)
    rows = (("Kế hoạch", grown.planned), ("Cam kết", grown.committed), ("Giải ngân", grown.disbursed))
    series = tuple(Series(name, tuple(_scaled(values[index], unit) for index in at)) for name, values in rows)
    yield Chart(names, series, "Lũy kế kế hoạch, cam kết và giải ngân", unit_text(unit), ChartKind.LINES)


def _scaled(dong: int | None, unit: int) -> float | None:
    return None if dong is None else round(dong / unit, 3)


def _by_year(progress: Progress) -> Iterator[Block]:
    named = {str(year) if year is not None else UNKNOWN_YEAR: money for year, money in progress.by_year.items()}
    yield from _group(progress, "Theo năm", "Năm", named)


def _by_source(progress: Progress) -> Iterator[Block]:
    named = {SOURCE_TITLES[one] if one else UNKNOWN_SOURCE: money for one, money in progress.by_source.items()}
    yield from _group(progress, "Theo nguồn kinh phí", "Nguồn", named)


def _by_owner(progress: Progress) -> Iterator[Block]:
    named = {owner or NOBODY: money for owner, money in progress.by_owner.items()}
    if set(named) - {NOBODY}:
        yield from _group(progress, "Theo đơn vị phụ trách", "Đơn vị", named, has_chart=False)


def _group(
    progress: Progress, title: str, column: str, named: Mapping[str, Money], *, has_chart: bool = True
) -> Iterator[Block]:
    yield Heading(title)
    if not named:
        yield Paragraph("Bảng không chia theo cách này.")
        return
    unit = chart_unit(progress)
    if has_chart and len(named) <= _MOST_POINTS:
        shown = [0, 2, 3]
        series = tuple(
            Series(_AMOUNTS[at], tuple(_scaled(_four(money)[at], unit) for money in named.values())) for at in shown
        )
        yield Chart(tuple(named), series, f"Kinh phí {title.lower()}", unit_text(unit))
    rows = [(name, *_cells(money, unit)) for name, money in named.items()]
    total = ("Tổng cộng", *_cells(progress.total, unit))
    caption = f"Kinh phí {title.lower()} ({unit_text(unit)})"
    yield Table(_columns(Column(column, 3)), (*rows, total), caption, total=True)


def _columns(*first: Column) -> tuple[Column, ...]:
    amounts = (Column(title, 1.6, Align.RIGHT) for title in _AMOUNTS)
    return (*first, *amounts, Column("Giải ngân/kế hoạch", 1.5, Align.RIGHT))


def _four(money: Money) -> tuple[int, int, int, int]:
    return money.planned, money.approved, money.committed, money.disbursed


def _cells(money: Money, unit: int) -> tuple[str, ...]:
    return (*(_short(one, unit) for one in _four(money)), share(money.disbursed, money.planned))


def _short(dong: int, unit: int) -> str:
    """At most three decimals: the đồng stand in the annex."""
    return printed_number(round(dong, -max(0, len(str(unit)) - 4)), unit)


def _warnings(progress: Progress) -> Iterator[Block]:
    yield Heading("Những việc cần xử lý")
    found = progress.warnings
    if not found:
        yield Paragraph("Không có cảnh báo nào.")
        return
    yield from (Bullet(warning_text(one, progress.sheet)) for one in found[:_MOST_WARNINGS])
    if len(found) > _MOST_WARNINGS:
        yield Bullet(f"Và {len(found) - _MOST_WARNINGS} cảnh báo khác, xem trong phần mềm.")


def _milestones(progress: Progress) -> Iterator[Block]:
    steps = sorted(progress.tracked.milestones, key=lambda one: (one.planned_on or progress.today, one.name))
    if not steps:
        return
    yield Heading("Các mốc thực hiện")
    columns = (
        Column("Mốc", 4), Column("Kế hoạch", 1.6, Align.CENTRE), Column("Thực tế", 1.6, Align.CENTRE),
        Column("Kết quả", 2.2),
    )  # fmt: skip
    rows = tuple(
        (step.name, day_text(step.planned_on), day_text(step.actual_on), milestone_state(step, progress.today))
        for step in steps[:_MOST_MILESTONES]
    )
    yield Table(columns, rows)
    if len(steps) > _MOST_MILESTONES:
        yield Paragraph(f"Còn {len(steps) - _MOST_MILESTONES} mốc khác, xem trong phần mềm.")


def _unit_line(progress: Progress) -> Paragraph:
    return Paragraph((Span(f"Đơn vị tính: {unit_text(progress.sheet.unit.used)}.", italic=True),))


def _by_line(progress: Progress) -> Table:
    first = (Column("STT", 0.8, Align.CENTRE), Column("Hạng mục", 5))
    return Table(_columns(*first), tuple(_line_rows(progress)))


def _line_rows(progress: Progress) -> Iterator[tuple[Text, ...]]:
    unit = progress.sheet.unit.used
    columns: Iterable[tuple[int, int, int, int]] = zip(
        progress.planned.tolist(), progress.approved.tolist(), progress.committed.tolist(),
        progress.disbursed.tolist(), strict=True,
    )  # fmt: skip
    for line, amounts in zip(progress.sheet.lines, columns, strict=True):
        texts = (line.number, line.title, *(printed_number(one, unit) if one else "" for one in amounts))
        cells = (*texts, share(amounts[3], amounts[0]) if amounts[0] else "")
        is_bold = is_total(line) or is_section(line)
        yield tuple((Span(cell, bold=True),) if is_bold and cell else cell for cell in cells)
