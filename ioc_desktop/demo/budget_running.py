"""A programme of the demo district that is under way today: contracts, payments, milestones, some of them late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple
from uuid import UUID

import numpy as np

from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.budget.model import Line, LineKind, Phase, Place, Sheet, Source, Unit
from ioc_desktop.kernel.budget.plans.editing import Amount, AmountEdit
from ioc_desktop.kernel.budget.plans.service import PlanService
from ioc_desktop.kernel.budget.service import BudgetService
from ioc_desktop.kernel.budget.storing import Origin
from ioc_desktop.kernel.budget.tracking.model import Contract, ContractState, LineOwner, Milestone, Payment
from ioc_desktop.kernel.budget.tracking.service import TrackingService

_MILLION: Final = 10**6
_SOURCES: Final = (Source.PROVINCIAL, Source.COMMUNE, Source.SPONSOR)
_SOURCE_TITLES: Final = ("Tỉnh hỗ trợ", "Ngân sách phường", "Tài trợ")
_LINES: Final = (
    # number, title, parent, owner, triệu by year (last year, this year, next year), triệu by source
    ("I", "Trung tâm điều hành đô thị thông minh", 10, "Văn phòng HĐND và UBND", (), ()),
    ("1", "Thiết bị trung tâm điều hành", 0, "", (2400, 1200, 400), (2500, 1500, 0)),
    ("2", "Đường truyền và điện toán đám mây", 0, "", (300, 360, 360), (0, 1020, 0)),
    ("3", "Phòng họp không giấy tờ", 0, "", (0, 428, 156), (0, 584, 0)),
    ("II", "Quản lý đô thị", 10, "Phòng Kinh tế, Hạ tầng và Đô thị", (), ()),
    ("1", "Giám sát đô thị bằng hình ảnh", 4, "", (1500, 2500, 1500), (4000, 1500, 0)),
    ("2", "Phản ánh hiện trường", 4, "Trung tâm Phục vụ hành chính công", (325, 325, 325), (0, 975, 0)),
    ("3", "Chiếu sáng thông minh", 4, "", (0, 800, 3400), (0, 0, 2000)),
    ("III", "Cảnh báo lũ lụt", 10, "", (0, 1000, 1500), (1500, 0, 1000)),
    ("IV", "Nông nghiệp thông minh", 10, "Phòng Kinh tế, Hạ tầng và Đô thị", (0, 300, 700), ()),
    ("", "Tổng cộng", -1, "", (), ()),
)


class _Deal(NamedTuple):
    """A contract: days before today of signing and end, triệu, and payments as (days ago, triệu)."""

    line: int
    number: str
    name: str
    supplier: str
    signed: int
    ends: int
    trieu: int
    paid: tuple[tuple[int, int], ...]
    state: ContractState = ContractState.ACTIVE


_DEALS: Final = (
    _Deal(1, "01/HĐ-VP", "Lắp đặt màn hình ghép và máy trạm", "Công ty Cổ phần Thiết bị A", 420, 60, 3200,
          ((400, 960), (230, 1440))),
    _Deal(2, "02/HĐ-VP", "Thuê đường truyền 36 tháng", "Công ty Viễn thông B", 400, -690, 1000,
          ((330, 80), (240, 80), (150, 85), (60, 85))),
    _Deal(3, "05/HĐ-VP", "Phần mềm phòng họp", "Công ty Phần mềm C", 120, -200, 420, ((100, 126),)),
    _Deal(5, "03/HĐ-KT", "Lắp đặt 64 camera giai đoạn 1", "Liên danh D - E", 300, -30, 3800, ((280, 1140), (40, 1500))),
    _Deal(5, "07/HĐ-KT", "Máy chủ phân tích hình ảnh", "Công ty Cổ phần Thiết bị A", 45, -250, 1600, ()),
    _Deal(6, "04/HĐ-HCC", "Thuê phần mềm phản ánh hiện trường", "Công ty Phần mềm C", 380, 15, 330,
          ((300, 165), (20, 150)), ContractState.SETTLED),
    _Deal(8, "06/HĐ-UBND", "Trạm đo mực nước và loa cảnh báo", "Công ty Môi trường F", 90, -100, 1150, ((80, 345),)),
)  # fmt: skip
_STEPS: Final = (
    # contract, name, days before today of the plan, of the day it was reached or None, triệu
    (0, "Bàn giao thiết bị", 240, 232, 0),
    (0, "Nghiệm thu toàn bộ", 75, None, 800),
    (2, "Chạy thử tại phòng họp", 35, 30, 0),
    (2, "Nghiệm thu, thanh toán đợt cuối", -20, None, 294),
    (3, "Lắp xong 32 camera", 60, 42, 1500),
    (3, "Lắp xong 64 camera", 12, None, 1160),
    (4, "Bàn giao máy chủ", -25, None, 800),
    (6, "Lắp trạm đo thứ nhất", 18, None, 400),
    (6, "Diễn tập cảnh báo", -30, None, 405),
)


_LIGHTING, _THIS_YEAR = 7, 2
"""Line and column."""
_PLANNER: Final = Session(UUID(int=0), "", "", Role.OPERATOR)


def seed_draft(plans: PlanService, budget: BudgetService, table_id: UUID) -> None:
    """A what-if draft of the programme that gives some works another year; raises ``ExpectedError`` ``store.*``."""
    draft = plans.draft(table_id, "Phương án giãn tiến độ chiếu sáng", _PLANNER)
    sheet, ids = budget.sheet(draft), plans.lines(draft)
    half = int(sheet.amounts[_LIGHTING, _THIS_YEAR]) // 2

    def later(line: int, column: int, by: int) -> AmountEdit:
        old = int(sheet.amounts[line, column])
        return AmountEdit(ids[line], column, old, Amount(old + by))

    lines = (_LIGHTING, sheet.lines[_LIGHTING].parent, len(ids) - 1)
    edits = [(later(line, _THIS_YEAR, -half), later(line, _THIS_YEAR + 1, half)) for line in lines]
    plans.set_amounts(draft, [edit for pair in edits for edit in pair], _PLANNER)


def seed_running(budget: BudgetService, tracking: TrackingService) -> UUID:
    """Store the programme with what was signed and paid up to today; its table. Raises ``store.*``."""
    today = tracking.today
    name = f"Chuyển đổi số phường Đông Hà {today.year - 1}-{today.year + 1}"
    origin = Origin("ke-hoach-chuyen-doi-so.xlsx", symbol="12/KH-UBND", phase=Phase.APPROVED, signer="Nguyễn Văn A")
    table_id = budget.import_sheet(name, running_sheet(today.year), origin).table_id
    lines = tracking.line_ids(table_id)
    tracking.set_owner(LineOwner(line_id=lines[8], unit="Ban Chỉ huy Phòng thủ dân sự", person="Trần Thị B"))
    contracts = [_sign(tracking, deal, lines, today) for deal in _DEALS]
    for at, title, planned, actual, trieu in _STEPS:
        tracking.save_milestone(
            Milestone(
                name=title, line_id=lines[_DEALS[at].line], contract_id=contracts[at], dong=trieu * _MILLION,
                planned_on=today - timedelta(days=planned),
                actual_on=None if actual is None else today - timedelta(days=actual),
            )
        )  # fmt: skip
    return table_id


def running_sheet(year: int) -> Sheet:
    """The plan of last, this and next year, whose headings add up."""
    lines = tuple(
        Line(title, number, parent, LineKind.ITEM if number else LineKind.TOTAL, owner=owner)
        for number, title, parent, owner, _years, _sources in _LINES
    )
    own = np.array([[sum(years), *(years or (0,) * 3), *(paid or (0,) * 3)] for *_, years, paid in _LINES], np.int64)
    for inner in (1, 2, 3, 5, 6, 7):
        own[lines[inner].parent] += own[inner]
    for outer in (0, 4, 8, 9):
        own[10] += own[outer]
    places = (
        Place(title="Tổng cộng"),
        *(Place(each, title=f"Năm {each}") for each in (year - 1, year, year + 1)),
        *(Place(source=source, title=title) for source, title in zip(_SOURCES, _SOURCE_TITLES, strict=True)),
    )
    made = Sheet.of("Kế hoạch kinh phí", lines, places, own * _MILLION)
    return Sheet(
        made.name, lines, places, made.amounts, made.amounts != 0, made.steps * _MILLION,
        unit=Unit(_MILLION, _MILLION),
    )  # fmt: skip


def _sign(tracking: TrackingService, deal: _Deal, lines: Sequence[UUID], today: date) -> UUID:
    """Write one contract with its payments; it is ended last, because an ended one takes no payments."""
    signed = today - timedelta(days=deal.signed)
    contract = tracking.save_contract(
        Contract(
            number=deal.number, name=deal.name, supplier=deal.supplier, line_id=lines[deal.line],
            dong=deal.trieu * _MILLION, signed_on=signed, starts_on=signed, ends_on=today - timedelta(days=deal.ends),
        )
    )  # fmt: skip
    for number, (days, trieu) in enumerate(deal.paid, 1):
        tracking.pay(
            contract,
            Payment(
                paid_on=today - timedelta(days=days), dong=trieu * _MILLION,
                document=f"UNC {100 * (deal.line + 1) + number:03}",
            ),
        )  # fmt: skip
    if deal.state is not ContractState.ACTIVE:
        tracking.end_contract(contract, deal.state, "Đã thanh lý theo biên bản")
    return contract
