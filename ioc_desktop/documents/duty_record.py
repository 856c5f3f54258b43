"""The record of a hand-over as an official paper. No Qt; reads and writes the store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from ioc_desktop.documents.build import build
from ioc_desktop.documents.centre import Letterhead, letterhead
from ioc_desktop.documents.model import Align, Block, Column, Heading, KeyFacts, Paper, Paragraph, Signer, Table
from ioc_desktop.kernel.attachments.service import AttachmentService
from ioc_desktop.kernel.district_settings.service import DistrictSettings
from ioc_desktop.kernel.duty.model import HANDOVER_TABLE, ITEM_TITLES, RECORD, Handover, Item, ItemKind
from ioc_desktop.kernel.duty.times import VIETNAM

People = Mapping[UUID, str]
_SEVERITIES = {"critical": "Khẩn cấp", "high": "Cao", "medium": "Trung bình", "low": "Thấp"}
_UNKNOWN = "tài khoản không rõ"


def record_pdf(handover: Handover, people: People, district: DistrictSettings, attachments: AttachmentService) -> bytes:
    """The record as a PDF: the one that was kept when it was first asked for, else made and kept now.

    Raises:
        ExpectedError: ``documents.*``, ``attachment.*``, ``store.*``.
    """
    kept = next((each for each in attachments.of(HANDOVER_TABLE, handover.id) if each.name == RECORD), None)
    if kept is not None and attachments.contents.has(kept.sha256):
        return attachments.contents.path(kept.sha256).read_bytes()
    content = build(record(handover, people, letterhead(district)))
    if kept is None:
        attachments.add_bytes(HANDOVER_TABLE, handover.id, content, name=RECORD)
    return content


def record(handover: Handover, people: People, head: Letterhead) -> Paper:
    """The paper that both officers signed; in Vietnamese, whatever the screen speaks."""
    giver, taker = _name(people, handover.given_by), _name(people, handover.taken_by)
    return Paper(
        document_id=handover.id,
        issuer=head.issuer,
        symbol=head.symbol("BB"),
        place=head.place,
        kind="Biên bản",
        subject=f"Bàn giao {handover.slot.name.lower()} ngày {handover.slot.day:%d/%m/%Y}",
        date=handover.given_at.astimezone(VIETNAM).date(),
        body=_body(handover, giver, taker),
        signer=Signer("Người nhận ca", taker),
        co_signer=Signer("Người giao ca", giver),
        recipients=("Lãnh đạo trực", "Người giao, người nhận"),
        filing="Lưu: VT",
    )


def _body(handover: Handover, giver: str, taker: str) -> tuple[Block, ...]:
    facts = (
        ("Ca trực", f"{handover.slot.name}, {_time(handover.slot.starts_at)} đến {_time(handover.slot.ends_at)}"),
        ("Người giao", f"{giver}, xác nhận bằng mật khẩu lúc {_time(handover.given_at)}"),
        ("Người nhận", f"{taker}, xác nhận bằng mật khẩu lúc {_time(handover.taken_at)}"),
    )
    blocks: list[Block] = [KeyFacts(facts)]
    for kind in ItemKind:
        items = [item for item in handover.items if item.kind is kind]
        more = int(handover.left_out.get(kind.value, 0))
        blocks.append(Heading(f"{ITEM_TITLES[kind]}: {len(items) + more}"))
        blocks.extend([_table(items)] if items else [Paragraph("Không có.")])
        if more:
            blocks.append(Paragraph(f"Và {more} mục nữa trên phần mềm."))
    blocks += [Heading("Lời dặn của người giao"), Paragraph(handover.note or "Không có.")]
    blocks += [Heading("Ý kiến của người nhận"), Paragraph(handover.answer or "Nhận đủ như trên.")]
    return tuple(blocks)


def _table(items: list[Item]) -> Table:
    columns = (
        Column("STT", 0.9, Align.CENTRE), Column("Số", 2.3), Column("Nội dung", 3.2), Column("Tình trạng, nơi", 2.8),
        Column("Mức độ", 1.3), Column("Từ lúc", 1.8),
    )  # fmt: skip
    return Table(columns, tuple(_row(place, item) for place, item in enumerate(items, 1)))


def _row(place: int, item: Item) -> tuple[str, ...]:
    since = _time(datetime.fromisoformat(item.since)) if item.since else ""
    return (str(place), item.code, item.title, item.said, _SEVERITIES.get(item.severity, ""), since)


def _name(people: People, account_id: UUID | None) -> str:
    return people.get(account_id, _UNKNOWN) if account_id is not None else _UNKNOWN


def _time(moment: datetime | None) -> str:
    return f"{moment.astimezone(VIETNAM):%H:%M %d/%m/%Y}" if moment is not None else "–"
