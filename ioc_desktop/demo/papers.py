"""Documents of the demo district, at every step of their way; made once."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol
from uuid import UUID

from ioc_desktop.core.ids import uuid7
from ioc_desktop.documents.build import build
from ioc_desktop.documents.centre import Letterhead, letterhead
from ioc_desktop.documents.model import Block, Bullet, Heading, KeyFacts, Paper, Paragraph, Signer
from ioc_desktop.kernel.accounts.model import Role, Session
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.district_settings.service import DistrictSettings
from ioc_desktop.kernel.papers.model import PaperDraft
from ioc_desktop.kernel.papers.service import PaperService
from ioc_desktop.store.database import Database

Body = tuple[Block, ...]
_REPORT, _PLAN, _NOTICE = ("Báo cáo", "BC"), ("Kế hoạch", "KH"), ("Thông báo", "TB")


class PaperServices(Protocol):
    """What seeding needs of the opened profile."""

    @property
    def database(self) -> Database: ...
    @property
    def accounts(self) -> AccountService: ...
    @property
    def district(self) -> DistrictSettings: ...
    @property
    def papers(self) -> PaperService: ...


def seed_papers(services: PaperServices, now: datetime) -> None:
    """Register five documents, unless there are some already.

    Raises:
        ExpectedError: ``documents.no_font``, ``store.*``.
    """
    if services.papers.find().counts:
        return
    by_role = {account.role: account for account in services.accounts.list()}
    clerk, leader = (
        Session(by_role[role].id, by_role[role].user_name, by_role[role].display_name, role)
        for role in (Role.OPERATOR, Role.LEADER)
    )
    before = services.database.acting
    services.database.act_as(clerk.account_id)
    maker = _Maker(services, letterhead(services.district), now, clerk, leader)
    maker.issue(maker.approve(maker.draft(_REPORT, "Kết quả xử lý ngập úng đường Lê Lợi", _flood())))
    maker.issue(
        maker.approve(maker.draft(_PLAN, "Diễn tập phòng cháy, chữa cháy chợ Đông Hà", _drill(), is_drill=True))
    )
    maker.approve(maker.draft(_REPORT, "Tình hình an ninh trật tự tuần qua", _week()))
    maker.submit(maker.draft(_NOTICE, "Tạm cấm đường Hùng Vương để sửa cống", _closure()))
    maker.draft(_PLAN, "Trực Tết Nguyên đán", _holiday())
    services.database.act_as(before)


class _Maker:
    """Writes the documents of the seed and takes them along their way."""

    def __init__(
        self, services: PaperServices, head: Letterhead, now: datetime, clerk: Session, leader: Session
    ) -> None:
        self._db, self._papers, self._head, self._now = services.database, services.papers, head, now
        self._clerk, self._leader = clerk, leader

    def draft(self, kind: tuple[str, str], subject: str, body: Body, *, is_drill: bool = False) -> UUID:
        name, short = kind
        symbol = self._head.symbol(short)
        paper = Paper(
            document_id=uuid7(), issuer=self._head.issuer, symbol=symbol, place=self._head.place, subject=subject,
            body=body, signer=Signer("Giám đốc", self._leader.display_name), kind=name,
            recipients=("Ủy ban nhân dân tỉnh", "Công an phường"), drill=is_drill,
        )  # fmt: skip
        organ = " ".join(self._head.issuer.organ.split())
        draft = PaperDraft(kind=name, symbol=symbol, org=organ, subject=subject, is_drill=is_drill)
        return self._papers.draft(draft, build(paper, made_at=self._now), self._clerk).id

    def submit(self, paper_id: UUID) -> UUID:
        return self._papers.submit(paper_id, self._clerk).id

    def approve(self, paper_id: UUID) -> UUID:
        self.submit(paper_id)
        self._db.act_as(self._leader.account_id)
        done = self._papers.approve(paper_id, self._leader)
        self._db.act_as(self._clerk.account_id)
        return done.id

    def issue(self, paper_id: UUID) -> None:
        self._papers.issue(paper_id, self._clerk)


def _flood() -> Body:
    return (
        Heading("Tình hình"),
        KeyFacts((("Nơi xảy ra", "Đường Lê Lợi, đoạn cầu Khóm 3"), ("Mức ngập cao nhất", "0,4 m"))),
        Paragraph(
            "Mưa lớn trong hai giờ làm ngập đoạn đường dài 120 m. Trung tâm phát hiện qua camera 07, xác minh qua "
            "camera kế bên và báo lực lượng tại chỗ trong 4 phút."
        ),
        Heading("Kết quả"),
        Bullet("Phân luồng giao thông tại hai đầu đoạn ngập;"),
        Bullet("Khơi thông ba hố ga; nước rút hết sau 75 phút;"),
        Bullet("Không có thiệt hại về người."),
    )


def _drill() -> Body:
    return (
        Heading("Mục đích"),
        Paragraph("Kiểm tra cách phối hợp giữa trực ban, công an phường và ban quản lý chợ khi có cháy."),
        Heading("Nội dung"),
        Bullet("Báo động giả định tại dãy hàng vải lúc 15 giờ 00 phút;"),
        Bullet("Sơ tán tiểu thương theo hai lối thoát."),
    )


def _week() -> Body:
    return (
        Paragraph("Trong tuần, hệ thống ghi nhận 42 cảnh báo, trong đó 31 được xác nhận."),
        Paragraph("Thời gian từ lúc phát hiện đến lúc tiếp nhận trung bình là 48 giây."),
    )


def _closure() -> Body:
    return (Paragraph("Tạm cấm xe trên đường Hùng Vương, đoạn từ ngã tư Trần Hưng Đạo, từ 22 giờ đến 4 giờ sáng."),)


def _holiday() -> Body:
    return (Paragraph("Bố trí trực 24/24 giờ trong bảy ngày nghỉ; mỗi ca hai người, một lãnh đạo trực chỉ huy."),)
