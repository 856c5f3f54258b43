"""Evidence of incidents: files with where they come from, who took them, why, and a lock against removal."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.accounts.model import Session as SignedIn
from ioc_desktop.kernel.attachments.service import Attachment, AttachmentService
from ioc_desktop.kernel.attachments.tables import AttachmentRow
from ioc_desktop.kernel.events.model import CLIP, PICTURE, CameraEvent
from ioc_desktop.kernel.events.model import TABLE as EVENT_TABLE
from ioc_desktop.kernel.incidents import conversion
from ioc_desktop.kernel.incidents.model import CLOSE, TABLE, WORK, Evidence, EvidenceDraft
from ioc_desktop.kernel.incidents.tables import IncidentEvidenceRow
from ioc_desktop.kernel.incidents.writing import Writer, found, needed, require, text

LOCK = timedelta(days=5 * 365 + 1)
"""How long evidence cannot be removed, unless somebody says longer."""
_TITLES = {
    PICTURE: QT_TRANSLATE_NOOP("incidents", "Ảnh lúc báo động"),
    CLIP: QT_TRANSLATE_NOOP("incidents", "Đoạn phim quanh lúc báo động"),
}


class IncidentEvidence:
    """Evidence of this profile's incidents.

    A file is stored first, then described: after a crash between the two there is a file that nothing describes, never
    a description without its file.
    """

    def __init__(self, writer: Writer, attachments: AttachmentService) -> None:
        self._writer, self._attachments = writer, attachments

    def add_file(self, incident_id: UUID, file: Path, draft: EvidenceDraft, who: SignedIn, name: str = "") -> Evidence:
        """Keep a copy of a file.

        Raises:
            ExpectedError: ``incident.not_allowed``, ``incident.gone``, ``attachment.*``, ``store.*``.
        """
        self._check(incident_id, who)
        return self._describe(incident_id, self._attachments.add(TABLE, incident_id, file, name=name), draft, who)

    def add_bytes(self, incident_id: UUID, content: bytes, name: str, draft: EvidenceDraft, who: SignedIn) -> Evidence:
        """Keep what never was a file, such as a picture of a tile.

        Raises:
            ExpectedError: as ``add_file``.
        """
        self._check(incident_id, who)
        return self._describe(
            incident_id, self._attachments.add_bytes(TABLE, incident_id, content, name=name), draft, who
        )

    def add_of_event(self, incident_id: UUID, event: CameraEvent, who: SignedIn) -> list[Evidence]:
        """Keep the picture and the clip of an event: a content is stored once, however many refer to it.

        Files that are not on this desktop yet are left out; call it again when they are. Raises as ``add_file``.
        """
        self._check(incident_id, who)
        known = {each.sha256 for each in self.of(incident_id)}
        contents, kept = self._attachments.contents, []
        for file in self._attachments.of(EVENT_TABLE, event.id):
            if file.sha256 in known or file.name not in _TITLES or not contents.has(file.sha256):
                continue
            draft = EvidenceDraft(
                title=_TITLES[file.name],
                camera_id=event.camera_id,
                camera=event.place,
                start=event.peak_at if file.name == PICTURE else event.started_at,
                end=None if file.name == PICTURE else event.ended_at,
                reason=event.rule_name,
            )
            kept.append(self.add_bytes(incident_id, contents.read(file.sha256), file.name, draft, who))
        return kept

    def _check(self, incident_id: UUID, who: SignedIn) -> None:
        require(who, WORK)
        with self._writer.db.read() as session:
            found(session, incident_id)

    def _describe(self, incident_id: UUID, file: Attachment, draft: EvidenceDraft, who: SignedIn) -> Evidence:
        with self._writer.change(incident_id, who) as change:
            row = IncidentEvidenceRow(
                id=uuid7(), incident_id=incident_id, attachment_id=file.id, name=file.name, mime=file.mime,
                size=file.size, sha256=file.sha256, title=text(draft.title, 200) or file.name,
                camera_id=draft.camera_id, camera=text(draft.camera, 250), start_at=draft.start, end_at=draft.end,
                drift_s=draft.drift_s, taken_at=change.now, exporter=who.display_name[:120],
                reason=text(draft.reason, 300), locked_until=change.now + LOCK,
            )  # fmt: skip
            change.session.add(row)
            change.note("evidence.added", detail={"title": row.title, "sha256": row.sha256}, note=row.reason)
            change.session.flush()
            return conversion.evidence(row)

    def of(self, incident_id: UUID) -> list[Evidence]:
        """Evidence of an incident in the order in which it came."""
        question = select(IncidentEvidenceRow).where(IncidentEvidenceRow.incident_id == incident_id)
        with self._writer.db.read() as session:
            rows = session.scalars(question.order_by(IncidentEvidenceRow.taken_at, IncidentEvidenceRow.id))
            return [conversion.evidence(row) for row in rows]

    def lock(self, incident_id: UUID, evidence_id: UUID, until: datetime, who: SignedIn) -> Evidence:
        """Lock it for longer; a lock is never shortened.

        Raises:
            ExpectedError: ``incident.lock_shorter``, ``incident.*``, ``store.*``.
        """
        with self._writer.change(incident_id, who, CLOSE) as change:
            row = _row(change.session.get(IncidentEvidenceRow, evidence_id), incident_id)
            if until < row.locked_until:
                raise ExpectedError(
                    "incident.lock_shorter",
                    QT_TRANSLATE_NOOP("errors", "Không rút ngắn được thời hạn khóa bằng chứng. Chọn ngày xa hơn."),
                )
            change.note("evidence.locked", detail={"title": row.title, "until": until.isoformat()})
            row.locked_until = until
            change.session.flush()
            return conversion.evidence(row)

    def remove(self, incident_id: UUID, evidence_id: UUID, reason: str, who: SignedIn) -> None:
        """Give it up, once its lock is over; the journal keeps its hash and why.

        Raises:
            ExpectedError: ``incident.locked``, ``incident.reason_missing``, ``incident.*``, ``store.*``.
        """
        with self._writer.change(incident_id, who, CLOSE) as change:
            row = _row(change.session.get(IncidentEvidenceRow, evidence_id), incident_id)
            if change.now < row.locked_until:
                raise ExpectedError(
                    "incident.locked",
                    QT_TRANSLATE_NOOP("errors", "Bằng chứng bị khóa đến {until}, chưa xóa được."),
                    until=f"{row.locked_until.astimezone():%d/%m/%Y}",
                )
            why = needed(
                reason,
                300,
                "incident.reason_missing",
                QT_TRANSLATE_NOOP("errors", "Xóa bằng chứng cần lý do. Nhập lý do."),
            )
            change.note("evidence.removed", detail={"title": row.title, "sha256": row.sha256}, note=why)
            attachment = change.session.get(AttachmentRow, row.attachment_id)
            if attachment is not None:
                change.session.delete(attachment)
            change.session.delete(row)

    def intact(self, evidence: Evidence) -> bool | None:
        """Whether the file here is still what it was; None when it is not on this desktop yet."""
        contents = self._attachments.contents
        if not contents.has(evidence.sha256):
            return None
        try:
            contents.read(evidence.sha256)
        except ExpectedError:
            return False
        return True


def _row(row: IncidentEvidenceRow | None, incident_id: UUID) -> IncidentEvidenceRow:
    if row is None or row.incident_id != incident_id:
        raise ExpectedError(
            "incident.part_gone", QT_TRANSLATE_NOOP("errors", "Mục này không còn trong sự vụ. Tải lại rồi xem.")
        )
    return row
