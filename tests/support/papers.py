"""Documents of all three families for tests: short, long, with tables, pictures and annexes."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import numpy as np
from PIL import Image

from ioc_desktop.documents.model import (
    Align,
    Authority,
    Block,
    BodyAnnex,
    Bullet,
    Chart,
    ChartKind,
    Citation,
    Column,
    EvidenceAnnex,
    EvidenceItem,
    Family,
    Figure,
    Heading,
    Issuer,
    KeyFacts,
    Level,
    Paper,
    Paragraph,
    Photo,
    PhotoAnnex,
    Right,
    Series,
    Signer,
    Span,
    Table,
)  # fmt: skip

MADE_AT = datetime(2026, 1, 5, 3, 4, 5, tzinfo=UTC)
PAPER_ID = UUID("01946f3a-5b7c-7d21-9c1e-2a4b6c8d0e1f")
COMMUNE = Issuer(Family.COMMITTEE, "Ủy ban nhân dân\nxã Hòa Tiến")
OFFICE = Issuer(Family.COMMITTEE, "Trung tâm điều hành thông minh", parent="Ủy ban nhân dân xã Hòa Tiến")
COUNCIL = Issuer(Family.COUNCIL, "Hội đồng nhân dân\nxã Hòa Tiến", session="Khóa II, kỳ họp thứ 6")
PARTY = Issuer(Family.PARTY, "Đảng ủy xã Hòa Tiến", parent="Đảng bộ thành phố Đà Nẵng")
DEPUTY = Signer(
    "Phó Chủ tịch",
    "Trần Thị B",
    (Right(Authority.ON_BEHALF, "Ủy ban nhân dân"), Right(Authority.FOR_HEAD, "Chủ tịch")),
)
SENTENCE = (
    "Lúc 14 giờ 05 phút ngày 04 tháng 01 năm 2026, camera số 27 tại ngã tư đường Trần Hưng Đạo - Nguyễn Huệ ghi nhận "
    "nước ngập sâu 0,4 m trên đoạn dài 120 m; trực ban đã xác minh qua camera kế bên, điều lực lượng đến phân luồng và "
    "thông báo trên hệ thống truyền thanh thông minh của xã."
)


def photo_bytes(seed: int = 1, size: tuple[int, int] = (1280, 960), kind: str = "JPEG") -> bytes:
    """A picture with coarse shapes and fine noise, so that it weighs what a photograph weighs."""
    random = np.random.default_rng(seed)
    coarse = random.integers(0, 255, (6, 8, 3), dtype=np.uint8)
    picture = Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC)
    noise = random.integers(0, 24, (size[1], size[0], 3), dtype=np.uint8)
    held = io.BytesIO()
    Image.fromarray(np.asarray(picture) // 2 + noise).save(held, kind)
    return held.getvalue()


def photo(seed: int = 1, size: tuple[int, int] = (1280, 960)) -> Photo:
    image = photo_bytes(seed, size)
    return Photo(
        image,
        hashlib.sha256(image).hexdigest(),
        "Nước ngập tại ngã tư, nhìn từ phía bắc",
        MADE_AT - timedelta(hours=10),
        "27 - Ngã tư Trần Hưng Đạo",
        "Thôn Cẩm Nê, xã Hòa Tiến",
    )


def table(rows: int = 6) -> Table:
    columns = (
        Column("TT", 1, Align.CENTRE),
        Column("Nhiệm vụ", 5),
        Column("Đơn vị chủ trì", 3),
        Column("Kinh phí (triệu đồng)", 2, Align.RIGHT),
    )
    lines = tuple(
        (str(number), "Lắp đặt cảm biến mực nước tại cống thoát nước số 4", "Phòng Kinh tế", "1.234,5")
        for number in range(1, rows + 1)
    )
    return Table(columns, (*lines, ("", "Tổng cộng", "", "7.407")), "Nhiệm vụ và kinh phí", total=True)


def chart(kind: ChartKind = ChartKind.BARS) -> Chart:
    return Chart(
        ("Tháng 8", "Tháng 9", "Tháng 10", "Tháng 11", "Tháng 12"),
        (Series("Sự vụ mới", (12, 18, 41, 27, 9)), Series("Đã kết thúc", (11, 15, None, 33, 14))),
        "Số sự vụ theo tháng",
        "sự vụ",
        kind,
    )


def body() -> tuple[Block, ...]:
    return (
        Citation("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"),
        Citation("Căn cứ Quyết định số 12/QĐ-UBND ngày 06 tháng 01 năm 2025 của Ủy ban nhân dân xã"),
        Paragraph("Ủy ban nhân dân xã báo cáo kết quả xử lý như sau:"),
        Heading("TÌNH HÌNH"),
        KeyFacts((("Mã sự vụ", "SV-2026-0007"), ("Mức độ", "Nghiêm trọng"), ("Chỉ huy", "Trung tâm điều hành"))),
        Heading("Diễn biến", Level.ITEM),
        Paragraph(SENTENCE),
        Paragraph((Span("Kết quả: "), Span("không có thiệt hại", bold=True), Span(" về người (sơ bộ)", italic=True))),
        Heading("Lực lượng tham gia", Level.ITEM),
        Heading("Công an xã", Level.POINT),
        Heading("Ban chỉ huy quân sự xã", Level.POINT),
        Bullet("Hai tổ phân luồng giao thông, mỗi tổ bốn người;"),
        Heading("KIẾN NGHỊ"),
        Paragraph("Đề nghị cấp trên xem xét, cho ý kiến chỉ đạo."),
    )  # fmt: skip


def report(**more: object) -> Paper:
    """A report of a commune's People's Committee, complete and issued."""
    paper = Paper(
        document_id=PAPER_ID,
        issuer=COMMUNE,
        symbol="BC-UBND",
        number=5,
        place="Hòa Tiến",
        date=date(2026, 1, 5),
        kind="Báo cáo",
        subject="Kết quả xử lý sự vụ ngập úng tại ngã tư Trần Hưng Đạo - Nguyễn Huệ",
        body=body(),
        signer=DEPUTY,
        recipients=("Ủy ban nhân dân thành phố", "Đảng ủy, HĐND xã", "Công an xã"),
        filing="Lưu: VT, TTĐH",
    )
    return replace(paper, **more)  # type: ignore[arg-type]


def letter(**more: object) -> Paper:
    given = {
        "issuer": OFFICE,
        "symbol": "TTĐH-NV",
        "number": 127,
        "kind": "",
        "subject": "phối hợp xử lý ngập úng tại ngã tư đường Trần Hưng Đạo",
        "body": (Paragraph(SENTENCE), Paragraph("Trân trọng.")),
        "addressees": ("Công an xã", "Phòng Kinh tế", "Ban Quản lý thôn Cẩm Nê"),
        "signer": Signer("Giám đốc", "Lê Văn C"),
    }
    return report(**(given | more))


def resolution(**more: object) -> Paper:
    given = {
        "issuer": COUNCIL,
        "symbol": "NQ-HĐND",
        "kind": "Nghị quyết",
        "subject": "Về thông qua Đề án giám sát ngập úng giai đoạn 2026 - 2030",
        "body": (
            *body()[:2],
            Paragraph((Span("QUYẾT NGHỊ:", bold=True),)),
            Heading("", Level.ARTICLE),
            Paragraph("Thông qua Đề án giám sát ngập úng."),
            Heading("Tổ chức thực hiện", Level.ARTICLE),
            Paragraph(SENTENCE),
        ),
        "signer": Signer("Chủ tịch", "Nguyễn Thị Đ"),
        "filing": "Lưu: VT",
    }
    return report(**(given | more))


def party_plan(**more: object) -> Paper:
    given = {
        "issuer": PARTY,
        "symbol": "KH/ĐU",
        "kind": "Kế hoạch",
        "subject": "triển khai công tác phòng, chống thiên tai năm 2026",
        "signer": Signer("Phó Bí thư", "Phạm Văn D", (Right(Authority.ON_BEHALF, "Ban Thường vụ"),)),
        "filing": "Lưu Văn phòng Đảng ủy",
    }
    return report(**(given | more))


def evidence(count: int = 3) -> EvidenceAnnex:
    items = tuple(
        EvidenceItem(
            f"camera-27_{number:04d}.mp4",
            48_123_456 + number,
            hashlib.sha256(str(number).encode()).hexdigest(),
            "Đỗ Văn G, trực ban",
            MADE_AT,
            "27 - Ngã tư Trần Hưng Đạo",
            MADE_AT - timedelta(hours=10, minutes=number),
            (None, 0.0, 2.5, -13.25)[number % 4],
        )
        for number in range(count)
    )
    return EvidenceAnnex("Danh mục chứng cứ điện tử", items)


def full_report(**more: object) -> Paper:
    """Everything at once: figures, charts, a table over pages, four annexes."""
    given = {
        "body": (
            *body()[:-1],
            Paragraph(SENTENCE),
            Figure(photo_bytes(3), "Vị trí ngập"),
            chart(),
            chart(ChartKind.LINES),
            table(40),
            Paragraph("Đề nghị cấp trên xem xét, cho ý kiến chỉ đạo."),
        ),
        "annexes": (
            BodyAnnex("Tiến độ khắc phục", (Paragraph(SENTENCE), table(3))),
            BodyAnnex("Dự toán chi tiết", (table(60),), landscape=True),
            PhotoAnnex("Ảnh hiện trường", tuple(photo(seed) for seed in range(5)), per_page=4),
            evidence(),
        ),
    }
    return report(**(given | more))
