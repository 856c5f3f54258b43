"""The report of an incident as an official paper: in Vietnamese, whatever the screen speaks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ioc_desktop.documents.build import build
from ioc_desktop.documents.centre import Letterhead, letterhead
from ioc_desktop.documents.model import (
    Align,
    Annex,
    Block,
    BodyAnnex,
    Column,
    EvidenceAnnex,
    EvidenceItem,
    Heading,
    KeyFacts,
    Paper,
    Paragraph,
    Photo,
    PhotoAnnex,
    Signer,
    Table,
    Urgency,
)  # fmt: skip
from ioc_desktop.kernel.accounts.model import Session
from ioc_desktop.kernel.district_settings.service import DistrictSettings
from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.desk import Incidents
from ioc_desktop.kernel.incidents.model import (
    KIND_TITLES,
    PERSON_TITLES,
    SEVERITY_TITLES,
    SOURCE_TITLES,
    TABLE,
    TASK_TITLES,
    Dossier,
    Evidence,
    Incident,
    Severity,
    StepState,
    TaskState,
)  # fmt: skip
from ioc_desktop.kernel.incidents.numbers import VIETNAM
from ioc_desktop.kernel.incidents.pictures import IncidentPictures
from ioc_desktop.kernel.incidents.sentences import line
from ioc_desktop.kernel.papers.model import Paper as RegisteredPaper
from ioc_desktop.kernel.papers.model import PaperDraft, PaperFilter, PaperState
from ioc_desktop.kernel.papers.service import PaperService
from ioc_desktop.kernel.records.model import RecordEntry

_MOST_PHOTOS = 30
_MOST_LINES = 400
_NAMELESS = "(không nêu tên)"
_STATES = {StepState.OPEN: "chưa làm", StepState.DONE: "đã làm", StepState.SKIPPED: "bỏ qua"}


def report_pdf(
    dossier: Dossier, incidents: Incidents, pictures: IncidentPictures, district: DistrictSettings, who: Session
) -> bytes:
    """The report as a PDF; reads the database and the files.

    Raises:
        ExpectedError: ``documents.*``, ``store.*``.
    """
    entries = incidents.journal.of(TABLE, dossier.incident.id, limit=_MOST_LINES)
    photos = [(each, content) for each in dossier.evidence if (content := pictures.look(each, who)) is not None]
    return build(report(dossier, entries, photos[:_MOST_PHOTOS], letterhead(district), who))


def registered(
    dossier: Dossier,
    incidents: Incidents,
    pictures: IncidentPictures,
    district: DistrictSettings,
    *,
    papers: PaperService,
    who: Session,
) -> RegisteredPaper:
    """The report as a draft of the register; the draft that is there already gets the new content.

    Raises:
        ExpectedError: ``documents.*``, ``paper.*``, ``attachment.*``, ``store.*``.
    """
    incident, content = dossier.incident, report_pdf(dossier, incidents, pictures, district, who)
    mine = PaperFilter(states=frozenset({PaperState.DRAFT}), owner_table=TABLE, owner_id=incident.id)
    there = next(iter(papers.find(mine).papers), None)
    if there is not None:
        return papers.revise(there.id, content, who)
    head = letterhead(district)
    draft = PaperDraft(
        kind="Báo cáo", symbol=head.symbol("BC"), org=head.issuer.organ, subject=_subject(incident), owner_table=TABLE,
        owner_id=incident.id, is_drill=incident.is_drill,
    )  # fmt: skip
    return papers.draft(draft, content, who)


def _subject(incident: Incident) -> str:
    return f"Sự vụ {incident.number or '(chờ số)'}: {incident.title}"


def report(
    dossier: Dossier,
    entries: Sequence[RecordEntry],
    photos: Sequence[tuple[Evidence, bytes]],
    head: Letterhead,
    who: Session,
) -> Paper:
    """The paper; in Vietnamese, whatever the screen speaks. People involved stand in it by their role only.

    Args:
        entries: of the journal, newest first.
        photos: evidence with pictures that this account may see, already covered where it may not see faces.
    """
    incident = dossier.incident
    return Paper(
        document_id=incident.id,
        issuer=head.issuer,
        symbol=head.symbol("BC"),
        place=head.place,
        kind="Báo cáo",
        subject=_subject(incident),
        urgency=Urgency.URGENT if incident.severity is Severity.CRITICAL and _is_open(incident) else None,
        body=(*_facts(incident), *_course(dossier), *_forces(dossier), *_result(dossier)),
        signer=Signer("Người lập báo cáo", who.display_name),
        recipients=("Lãnh đạo trung tâm", "Trưởng ca trực"),
        annexes=_annexes(dossier, entries, photos),
        draft=True,
        drill=incident.is_drill,
    )


def file_name(incident: Incident) -> str:
    """What the PDF is called."""
    number = incident.number or incident.id.hex[:8]
    return f"bao-cao-{number}{'-dien-tap' if incident.is_drill else ''}.pdf"


def _is_open(incident: Incident) -> bool:
    return incident.stage in flow.OPEN_STAGES


def _time(moment: datetime | None) -> str:
    return f"{moment.astimezone(VIETNAM):%H:%M:%S %d/%m/%Y}" if moment else ""


def _facts(incident: Incident) -> tuple[Block, ...]:
    where = incident.place
    if incident.latitude is not None and incident.longitude is not None:
        where += f" ({incident.latitude:.5f}, {incident.longitude:.5f})"
    facts = (
        ("Số sự vụ", incident.number or "chờ số"),
        ("Loại, mức độ", f"{KIND_TITLES[incident.kind]}, {SEVERITY_TITLES[incident.severity].lower()}"),
        ("Địa điểm", where.strip() or "chưa rõ"),
        ("Phát hiện lúc", f"{_time(incident.detected_at)}, từ {SOURCE_TITLES[incident.source]}"),
        ("Chỉ huy", incident.commander or "chưa phân công"),
        ("Giai đoạn", flow.STAGE_TITLES.get(incident.stage, incident.stage)),
    )
    return (Heading("Thông tin chung"), KeyFacts(facts))


def _course(dossier: Dossier) -> tuple[Block, ...]:
    incident = dossier.incident
    reached = [(stage, incident.times[stage]) for stage in (*flow.STRIP, flow.CANCELLED) if stage in incident.times]
    rows = tuple((flow.STAGE_TITLES[stage], _time(at)) for stage, at in sorted(reached, key=lambda each: each[1]))
    times = Table((Column("Giai đoạn", 2), Column("Thời điểm", 2, Align.CENTRE)), rows)
    steps = tuple(
        (str(step.position), step.text, _STATES[step.state], _time(step.done_at), step.done_by or step.note)
        for step in dossier.steps
    )
    columns = (
        Column("TT", 0.5, Align.CENTRE), Column("Bước quy trình", 4), Column("Kết quả", 1.2), Column("Lúc", 1.8),
        Column("Người làm", 1.6),
    )  # fmt: skip
    summary = incident.summary or "Xem nhật ký xử lý kèm theo."
    checklist: tuple[Block, ...] = (Table(columns, steps),) if steps else ()
    return (Heading("Diễn biến và xử lý"), Paragraph(summary), times, *checklist)


def _forces(dossier: Dossier) -> tuple[Block, ...]:
    if not dossier.tasks and not dossier.resources:
        return (Heading("Lực lượng, phương tiện"), Paragraph("Không huy động."))
    blocks: list[Block] = [Heading("Lực lượng, phương tiện")]
    if dossier.tasks:
        rows = tuple(
            (
                each.unit, each.what, _clock(each.times.get(TaskState.SENT)),
                _clock(each.times.get(TaskState.ON_SCENE)), TASK_TITLES[each.state],
            )
            for each in dossier.tasks
        )  # fmt: skip
        columns = (
            Column("Lực lượng", 2.4), Column("Việc giao", 3), Column("Giao lúc", 1.2, Align.CENTRE),
            Column("Đến lúc", 1.2, Align.CENTRE), Column("Hiện tại", 1.2),
        )  # fmt: skip
        blocks.append(Table(columns, rows))
    if dossier.resources:
        there = ", ".join(f"{each.quantity} {each.name}" for each in dossier.resources)
        blocks.append(Paragraph(f"Phương tiện, nhân lực: {there}."))
    return tuple(blocks)


def _clock(moment: datetime | None) -> str:
    return f"{moment.astimezone(VIETNAM):%H:%M %d/%m}" if moment else ""


def _result(dossier: Dossier) -> tuple[Block, ...]:
    incident = dossier.incident
    blocks: list[Block] = [Heading("Nguyên nhân, kết quả")]
    blocks.append(Paragraph(f"Nguyên nhân: {incident.cause or 'chưa xác định'}."))
    blocks.append(Paragraph(f"Kết quả: {incident.outcome or 'đang xử lý'}."))
    if dossier.people:
        roles = [PERSON_TITLES[each.role].lower() for each in dossier.people]
        counted = ", ".join(f"{roles.count(role)} {role}" for role in dict.fromkeys(roles))
        blocks.append(Paragraph(f"Người liên quan: {counted} {_NAMELESS}."))
    if incident.cancel_reason:
        blocks.append(Paragraph(f"Lý do hủy: {incident.cancel_reason}."))
    if incident.lessons:
        blocks += [Heading("Bài học kinh nghiệm"), Paragraph(incident.lessons)]
    return tuple(blocks)


def _annexes(
    dossier: Dossier, entries: Sequence[RecordEntry], photos: Sequence[tuple[Evidence, bytes]]
) -> tuple[Annex, ...]:
    annexes: list[Annex] = [BodyAnnex("Nhật ký xử lý sự vụ", (_journal(entries),))]
    if photos:
        shown = tuple(
            Photo(content, each.sha256, each.title, each.start or each.taken_at, each.camera)
            for each, content in photos
        )
        annexes.append(PhotoAnnex("Ảnh hiện trường", shown))
    if dossier.evidence:
        items = tuple(
            EvidenceItem(
                each.name, each.size, each.sha256, each.exporter or "chương trình", each.taken_at, each.camera,
                each.start, each.drift_s,
            )
            for each in dossier.evidence
        )  # fmt: skip
        annexes.append(EvidenceAnnex("Danh mục bằng chứng", items))
    return tuple(annexes)


def _journal(entries: Sequence[RecordEntry]) -> Table:
    """In the order in which it happened, each line with its place in its workstation's chain."""
    columns = (
        Column("Thời điểm", 1.7, Align.CENTRE), Column("Nội dung", 4.6), Column("Người ghi", 1.7),
        Column("Máy, mục", 1.5),
    )  # fmt: skip
    rows = []
    for entry in reversed(entries):
        shown = line(entry)
        rows.append((_time(entry.at), shown.text, shown.source, f"{entry.workstation} {entry.seq}"))
    return Table(columns, tuple(rows))
