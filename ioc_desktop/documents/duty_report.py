"""A summary as an official report with charts. No Qt; reads and writes the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from ioc_desktop.core.text import nfc
from ioc_desktop.documents.build import build
from ioc_desktop.documents.centre import Letterhead, letterhead
from ioc_desktop.documents.model import (
    Align,
    Block,
    Bullet,
    Chart,
    Column,
    Heading,
    KeyFacts,
    Paper,
    Paragraph,
    Series,
    Signer,
    Table,
)
from ioc_desktop.kernel.accounts.model import Session
from ioc_desktop.kernel.attachments.service import AttachmentService
from ioc_desktop.kernel.district_settings.service import DistrictSettings
from ioc_desktop.kernel.duty.briefs import BRIEF_TABLE, Briefs
from ioc_desktop.kernel.duty.periods import Period, Span
from ioc_desktop.kernel.duty.summary import IncidentTimes, Pace, ShiftLine, Summary
from ioc_desktop.kernel.duty.times import VIETNAM
from ioc_desktop.kernel.papers.model import Paper as RegisteredPaper
from ioc_desktop.kernel.papers.model import PaperDraft
from ioc_desktop.kernel.papers.service import PaperService

People = Mapping[UUID, str]
NAME = "bao-cao.pdf"
_MOST_NAMED = 10
_MOST_SHIFTS = 31
_KINDS = {
    "intrusion": "Vào vùng cấm", "loitering": "Lảng vảng", "line_crossing": "Qua vạch", "wrong_way": "Ngược chiều",
    "illegal_stop": "Dừng, đỗ sai", "encroachment": "Lấn chiếm", "red_light": "Vượt đèn đỏ",
    "wrong_lane": "Sai làn", "crowd": "Đông người", "abandoned": "Vật bỏ lại", "tampering": "Camera bị che, xoay",
    "plate_watch": "Biển số theo dõi",
}  # fmt: skip


def make(
    period: Period, briefs: Briefs, people: People, district: DistrictSettings, attachments: AttachmentService
) -> bytes:
    """Count a period, build its report, keep it and note it.

    Raises:
        ExpectedError: ``documents.*``, ``attachment.*``, ``store.*``.
    """
    content = build(report(briefs.summary(period), people, letterhead(district)))
    for old in attachments.of(BRIEF_TABLE, period.id):
        attachments.remove(old.id)
    attachments.add_bytes(BRIEF_TABLE, period.id, content, name=NAME)
    briefs.note(period)
    return content


def kept(period: Period, attachments: AttachmentService) -> bytes | None:
    """The report that was made, if it is on this desktop."""
    found = [each for each in attachments.of(BRIEF_TABLE, period.id) if attachments.contents.has(each.sha256)]
    return attachments.contents.path(found[-1].sha256).read_bytes() if found else None


def register(
    period: Period, briefs: Briefs, people: People, district: DistrictSettings, *, papers: PaperService, who: Session
) -> RegisteredPaper:
    """Put a report into the register of papers, with blanks where number and date will be.

    Raises:
        ExpectedError: ``documents.*``, ``paper.*``, ``attachment.*``, ``store.*``.
    """
    head = letterhead(district)
    paper = replace(report(briefs.summary(period), people, head), date=None)
    draft = PaperDraft(
        kind=paper.kind,
        symbol=paper.symbol,
        org=head.issuer.organ,
        subject=paper.subject,
        owner_table=BRIEF_TABLE,
        owner_id=period.id,
    )
    return papers.draft(draft, build(paper), who)


def report(summary: Summary, people: People, head: Letterhead) -> Paper:
    """The paper; in Vietnamese, whatever the screen speaks."""
    return Paper(
        document_id=summary.period.id,
        issuer=head.issuer,
        symbol=head.symbol("BC"),
        place=head.place,
        kind="Báo cáo",
        subject=f"Tình hình trực điều hành {title(summary.period)}",
        date=summary.period.ends_at.astimezone(VIETNAM).date(),
        body=(*_overview(summary), *_alarms(summary), *_incidents(summary), *_shifts(summary, people)),
        signer=Signer("Trưởng ca trực"),
        recipients=("Lãnh đạo trung tâm",),
        filing="Lưu: VT",
    )


def title(period: Period) -> str:
    """``ngày 20/11/2026``, ``tuần từ 16/11 đến 22/11/2026``, ``tháng 11 năm 2026``."""
    first = period.first
    if period.span is Span.DAY:
        return f"ngày {first:%d/%m/%Y}"
    if period.span is Span.MONTH:
        return f"tháng {first.month} năm {first.year}"
    return f"tuần từ {first:%d/%m} đến {first + timedelta(days=6):%d/%m/%Y}"


def _overview(summary: Summary) -> Iterable[Block]:
    period = summary.period
    yield Paragraph(
        f"Số liệu từ {_time(period.starts_at)} đến {_time(period.ends_at)}, do phần mềm điều hành ghi nhận."
    )
    counted = "{}, trong đó {} đúng, {} sai, {} chưa xem"
    alarms = counted.format(summary.alarms, summary.confirmed, summary.rejected, summary.waiting)
    yield KeyFacts(
        (
            ("Cảnh báo", alarms),
            ("Trả lời cảnh báo", _pace(summary.answered)),
            ("Sự vụ", str(len(summary.incidents))),
            ("Ca đã bàn giao", f"{sum(line.handed_over for line in summary.shifts)}/{len(summary.shifts)}"),
        )
    )


def _alarms(summary: Summary) -> Iterable[Block]:
    yield Heading("Cảnh báo")
    if not summary.alarms:
        yield Paragraph("Không có cảnh báo nào.")
        return
    by = "giờ" if summary.period.span is Span.DAY else "ngày"
    names, counts = zip(*summary.alarms_by_day, strict=True)
    yield Chart(names, (Series("Cảnh báo", tuple(map(float, counts))),), f"Cảnh báo theo {by}", "cảnh báo")
    kinds = [(_KINDS.get(name, name), count) for name, count in summary.by_kind]
    yield _counted("Loại cảnh báo", kinds)
    yield _counted("Nơi có nhiều cảnh báo", summary.by_place)


def _counted(name: str, pairs: Iterable[tuple[str, int]]) -> Table:
    listed = list(pairs)
    rows = [(str(place), nfc(text), str(count)) for place, (text, count) in enumerate(listed[:_MOST_NAMED], 1)]
    if len(listed) > _MOST_NAMED:
        rest = listed[_MOST_NAMED:]
        rows.append(("", f"{len(rest)} mục khác", str(sum(count for _, count in rest))))
    columns = (Column("STT", 0.6, Align.CENTRE), Column(name, 6), Column("Số lượng", 1.4, Align.RIGHT))
    return Table(columns, tuple(rows))


def _incidents(summary: Summary) -> Iterable[Block]:
    yield Heading("Sự vụ")
    if not summary.incidents:
        yield Paragraph("Không có sự vụ nào.")
        return
    columns = (
        Column("Số", 1.8), Column("Sự vụ", 3.6), Column("Mức độ", 1.3), Column("Phát hiện", 1.7),
        Column("Tình trạng", 1.7),
    )  # fmt: skip
    yield Table(columns, tuple(_incident(each) for each in summary.incidents))
    yield Heading("Thời gian xử lý")
    yield Bullet(f"Ghi nhận sau khi phát hiện: {_pace(summary.detect)}")
    yield Bullet(f"Xác minh: {_pace(summary.acknowledge)}")
    yield Bullet(f"Điều lực lượng: {_pace(summary.dispatch)}")
    yield Bullet(f"Kết thúc: {_pace(summary.resolve)}")


def _incident(each: IncidentTimes) -> tuple[str, ...]:
    name = f"{each.title} (diễn tập)" if each.is_drill else each.title
    return (each.code or "chờ số", name, each.severity, _time(each.detected_at), each.stage)


def _shifts(summary: Summary, people: People) -> Iterable[Block]:
    yield Heading("Ca trực")
    if len(summary.shifts) > _MOST_SHIFTS:
        yield Paragraph(_without(summary))
        return
    columns = (
        Column("Ca", 2.2), Column("Người trực", 4), Column("Cảnh báo", 1.2, Align.RIGHT), Column("Bàn giao", 1.6),
    )  # fmt: skip
    yield Table(columns, tuple(_shift(line, people) for line in summary.shifts))


def _without(summary: Summary) -> str:
    """A month is said in one sentence."""
    empty = sum(not line.stood for line in summary.shifts)
    open_ = sum(bool(line.stood) and not line.handed_over for line in summary.shifts)
    return f"Trong {len(summary.shifts)} ca: {empty} ca không có người vào ca, {open_} ca không bàn giao."


def _shift(line: ShiftLine, people: People) -> tuple[str, ...]:
    stood = ", ".join(people.get(each, "tài khoản không rõ") for each in line.stood) or "không ai vào ca"
    return (f"{line.slot.name} {line.slot.day:%d/%m}", stood, str(line.alarms), "có" if line.handed_over else "không")


def _pace(pace: Pace) -> str:
    if pace.median_s is None or pace.worst_s is None:
        return "chưa có số liệu"
    return f"trung vị {_lasting(pace.median_s)}, lâu nhất {_lasting(pace.worst_s)} ({pace.count} trường hợp)"


def _lasting(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} giờ {minutes} phút"
    return f"{minutes} phút {rest} giây" if minutes else f"{rest} giây"


def _time(moment: datetime) -> str:
    return f"{moment.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
