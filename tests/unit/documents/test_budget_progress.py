"""The progress report, read back from the PDF."""

from __future__ import annotations

import io
from dataclasses import replace
from uuid import UUID

import pytest
from pypdf import PdfReader

from ioc_desktop.documents.budget_annex import Subject
from ioc_desktop.documents.budget_progress import progress_paper, progress_pdf
from ioc_desktop.documents.budget_warnings import milestone_state, warning_text
from ioc_desktop.documents.centre import Letterhead
from ioc_desktop.documents.lint.check import lint
from ioc_desktop.documents.model import Chart, ChartKind, Family, Issuer
from ioc_desktop.kernel.budget.model import Source
from ioc_desktop.kernel.budget.tracking.model import BudgetWarning, WarningKind
from tests.support import budget_progress as made

HEAD = Letterhead(Issuer(Family.COMMITTEE, "Trung tâm điều hành thông minh", "Ủy ban nhân dân xã"), "Hòa Tiến", "TTĐH")
SUBJECT = Subject(UUID(int=7), "Đô thị thông minh 2022-2025", "15/KH-UBND")


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.mark.parametrize("progress", [made.under_way, made.untouched])
def test_our_own_linter_finds_nothing(progress: object) -> None:
    assert callable(progress)
    assert lint(progress_pdf(progress(), SUBJECT, HEAD, "Nguyễn Văn A")).findings == ()


def test_it_says_what_is_planned_committed_and_paid() -> None:
    said = text_of(progress_pdf(made.under_way(), SUBJECT, HEAD))
    assert "đã giải ngân 1.500.000.000 đồng, bằng 17 % kế hoạch" in said
    assert "Tổng cộng 8.832 8.832 2.800 1.500 17 %" in said
    assert "2023 2.468 2.468" in said
    assert "Phòng Văn hóa 4.628 4.628 2.800 1.500 32,4 %" in said


def test_warnings_and_milestones_are_named() -> None:
    said = text_of(progress_pdf(made.under_way(), SUBJECT, HEAD))
    assert "Mốc “Vận hành thử” chậm 126 ngày (kế hoạch 01/06/2023)." in said
    assert "Nghiệm thu lắp đặt 01/12/2022 05/01/2023 đạt, chậm 35 ngày" in said
    assert "Hợp đồng 12/HĐ hết hạn ngày 01/06/2023, còn 100.000.000 đồng chưa trả." in said


def test_charts_show_growth_years_and_sources() -> None:
    charts = [block for block in progress_paper(made.under_way(), SUBJECT, HEAD).body if isinstance(block, Chart)]
    growth, years, sources = charts
    assert growth.kind is ChartKind.LINES
    assert [one.name for one in growth.series] == ["Kế hoạch", "Cam kết", "Giải ngân"]
    assert growth.series[0].values[-1] == 8832
    assert growth.series[2].values[:4] == (0, 400, 1100, None)
    assert years.categories == ("2022", "2023", "2024", "2025")
    assert sources.categories[0] == "Ngân sách nhà nước"


def test_a_line_that_nothing_was_paid_of_shows_no_zero() -> None:
    said = text_of(progress_pdf(made.under_way(), SUBJECT, HEAD))
    assert "1.1 Thiết bị IOC 1.234 1.234 1.200 1.100 89,1 %" in said
    assert "1.2 Bàn ghế 42 42 0 %" in said


@pytest.mark.parametrize("kind", list(WarningKind))
def test_every_kind_of_warning_has_its_sentence(kind: WarningKind) -> None:
    warning = BudgetWarning(kind, 2, year=2023, source=Source.STATE, subject="12/HĐ", dong=5, days=3, due=made.TODAY)
    assert warning_text(warning, made.sheet()).endswith(".")
    assert "{" not in warning_text(replace(warning, line=-1, source=None), made.sheet())


def test_states_of_milestones() -> None:
    reached, late = made.under_way().tracked.milestones
    assert milestone_state(late, made.TODAY) == "quá hạn 126 ngày"
    assert milestone_state(replace(reached, actual_on=reached.planned_on), made.TODAY) == "đạt đúng hạn"
    assert milestone_state(replace(late, planned_on=None), made.TODAY) == "chưa có hạn"
    assert milestone_state(replace(late, planned_on=made.TODAY), made.TODAY) == "chưa đến hạn"
