"""Preparing an alert, and releasing it by a second person. Synchronous; call off the window's thread."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as Store

from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.core.ids import uuid7
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, nfc
from ioc_desktop.kernel.accounts.model import Session
from ioc_desktop.kernel.alerts.model import (
    PREPARE,
    RELEASE,
    TABLE,
    Alert,
    AlertStatus,
    AlertText,
    MessageType,
    as_json,
    checked,
    is_fit_name,
    of_json,
)
from ioc_desktop.kernel.alerts.tables import AlertRow
from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.kernel.records.journal import RecordJournal
from ioc_desktop.store.database import Database

Render = Callable[[Alert], str]
"""Makes the file of a message that is going out; raises ``ExpectedError`` when it is not as the schema asks."""
_MOST_NOTE = 200


class AlertService:
    """Alerts of this profile.

    Args:
        sender: says who sends, such as ``ioc.dongha.quangtri.gov.vn``: never used by anybody else.
        render: see ``Render``.

    Attributes:
        changed: after a commit that changed an alert, on the thread that made it.
        released: a message that just went out from here.
    """

    def __init__(
        self,
        db: Database,
        journal: RecordJournal,
        render: Render,
        sender: Callable[[], str],
        clock: Clock | None = None,
    ) -> None:
        self._db, self._journal, self._render, self._sender = db, journal, render, sender
        self._clock = clock or SystemClock()
        self.changed: Event[None] = Event()
        self.released: Event[Alert] = Event()

    def all(self) -> Sequence[Alert]:
        """All messages, newest first."""
        with self._db.read() as session:
            return [_alert(row) for row in session.scalars(select(AlertRow).order_by(AlertRow.created_at.desc()))]

    def get(self, alert_id: UUID) -> Alert:
        """One message; raises ``alert.gone``."""
        with self._db.read() as session:
            return _alert(_row(session, alert_id))

    def prepare(self, text: AlertText, who: Session, *, about: Ref | None = None, is_drill: bool = False) -> Alert:
        """Put a first message before a second person.

        Raises:
            ExpectedError: ``alert.not_allowed``, ``alert.sender_wrong``, and what ``checked`` raises.
        """
        return self._prepare(MessageType.ALERT, text, who, about=about, is_drill=is_drill, earlier=None, note="")

    def prepare_update(self, alert_id: UUID, text: AlertText, who: Session) -> Alert:
        """Put a message that takes the place of a released one before a second person.

        Raises:
            ExpectedError: as ``prepare``, and ``alert.gone``, ``alert.not_released``, ``alert.superseded``.
        """
        earlier = self._latest(alert_id)
        return self._prepare(
            MessageType.UPDATE, text, who, about=earlier.about, is_drill=earlier.is_drill, earlier=earlier, note=""
        )

    def prepare_cancel(self, alert_id: UUID, reason: str, who: Session) -> Alert:
        """Put the end of a released message before a second person.

        Raises:
            ExpectedError: as ``prepare_update``, and ``alert.reason_missing``.
        """
        earlier, note = self._latest(alert_id), _reason(reason)
        text = replace(earlier.text, response="AllClear", urgency="Past", effective_at=None, onset_at=None)
        return self._prepare(
            MessageType.CANCEL, text, who, about=earlier.about, is_drill=earlier.is_drill, earlier=earlier, note=note
        )

    def release(self, alert_id: UUID, who: Session) -> Alert:
        """Send a message out; never by whoever prepared it.

        Raises:
            ExpectedError: ``alert.not_allowed``, ``alert.gone``, ``alert.decided``, ``alert.own``, ``alert.over``,
                ``alert.superseded``, and what ``render`` raises.
        """
        _require(who, RELEASE)
        now = self._clock.now().replace(microsecond=0)
        with self._db.write() as session:
            row = _row(session, alert_id)
            _refuse_decided(row)
            _refuse_own(row, who)
            self._refuse_superseded(session, row.replaces_id)
            if row.msg_type != MessageType.CANCEL:
                checked(_alert(row).text, now)
            row.status, row.sent_at = AlertStatus.RELEASED.value, now
            row.decided_by, row.decided_at = who.account_id, now
            xml = self._render(_alert(row))
            row.content, row.sha256 = {**row.content, "xml": xml}, hashlib.sha256(xml.encode()).hexdigest()
            self._journal.append(TABLE, row.id, "alert.release", detail={"sha256": row.sha256}, session=session)
            session.flush()
            made = _alert(row)
        self.released.emit(made)
        self.changed.emit(None)
        return made

    def withdraw(self, alert_id: UUID, reason: str, who: Session) -> None:
        """Take back what was prepared and not released.

        Raises:
            ExpectedError: ``alert.not_allowed``, ``alert.gone``, ``alert.decided``, ``alert.reason_missing``.
        """
        _require(who, PREPARE if not who.may(RELEASE) else RELEASE)
        note = _reason(reason)
        with self._db.write() as session:
            row = _row(session, alert_id)
            _refuse_decided(row)
            row.status, row.note = AlertStatus.WITHDRAWN.value, note
            row.decided_by, row.decided_at = who.account_id, self._clock.now()
            self._journal.append(TABLE, row.id, "alert.withdraw", note=note, session=session)
        self.changed.emit(None)

    def file(self, alert_id: UUID) -> str:
        """The released file, byte for byte.

        Raises:
            ExpectedError: ``alert.gone``, ``alert.not_released``, ``alert.changed`` when it is not what was released.
        """
        alert = self.get(alert_id)
        if alert.status is not AlertStatus.RELEASED:
            raise _not_released()
        if hashlib.sha256(alert.xml.encode()).hexdigest() != alert.sha256:
            raise ExpectedError(
                "alert.changed",
                QT_TRANSLATE_NOOP(
                    "errors", "Bản tin {identifier} đã bị sửa sau khi phát. Báo quản trị kiểm tra nhật ký."
                ),
                identifier=alert.identifier,
            )
        return alert.xml

    def arrived(self) -> None:
        """Rows of another desktop came in."""
        self.changed.emit(None)

    # ------------------------------------------------------------------ preparing

    def _prepare(
        self,
        kind: MessageType,
        text: AlertText,
        who: Session,
        *,
        about: Ref | None,
        is_drill: bool,
        earlier: Alert | None,
        note: str,
    ) -> Alert:
        _require(who, PREPARE)
        sender = self._sender()
        if not is_fit_name(sender):
            raise ExpectedError(
                "alert.sender_wrong",
                QT_TRANSLATE_NOOP("errors", "Chưa có tên nơi phát cảnh báo. Đặt tên miền của trung tâm trong Cài đặt."),
            )
        if kind is not MessageType.CANCEL:
            checked(text, self._clock.now())
        identifier = uuid7()
        row = AlertRow(
            id=identifier,
            identifier=f"ioc-{identifier}",
            sender=sender,
            msg_type=kind.value,
            is_drill=is_drill,
            refers_to=_references(earlier),
            replaces_id=earlier.id if earlier else None,
            content=as_json(text),
            owner_table=about.table if about else "",
            owner_id=about.id if about else None,
            status=AlertStatus.PREPARED.value,
            proposed_by=who.account_id,
            note=note,
            sha256="",
        )
        with self._db.write() as session:
            session.add(row)
            self._journal.append(TABLE, row.id, "alert.prepare", detail={"type": kind.value}, session=session)
            session.flush()
            made = _alert(row)
        self.changed.emit(None)
        return made

    def _latest(self, alert_id: UUID) -> Alert:
        with self._db.read() as session:
            earlier = _alert(_row(session, alert_id))
            if earlier.status is not AlertStatus.RELEASED:
                raise _not_released()
            if earlier.msg_type is MessageType.CANCEL:
                raise _superseded()
            self._refuse_superseded(session, earlier.id)
        return earlier

    @staticmethod
    def _refuse_superseded(session: Store, earlier: UUID | None) -> None:
        """Of one message there is one follower, or the public would read two truths."""
        if earlier is None:
            return
        later = select(AlertRow.id).where(
            AlertRow.replaces_id == earlier, AlertRow.status == AlertStatus.RELEASED.value
        )
        if session.scalar(later.limit(1)) is not None:
            raise _superseded()


def _references(earlier: Alert | None) -> str:
    if earlier is None or earlier.sent_at is None:
        return ""
    own = f"{earlier.sender},{earlier.identifier},{cap_time(earlier)}"
    return f"{earlier.refers_to} {own}".strip()


def cap_time(alert: Alert) -> str:
    """When a message was sent, as CAP writes it: the offset from UTC is never a Z."""
    assert alert.sent_at is not None
    return alert.sent_at.isoformat(timespec="seconds").replace("+00:00", "-00:00")


def _row(session: Store, alert_id: UUID) -> AlertRow:
    row = session.get(AlertRow, alert_id)
    if row is None:
        raise ExpectedError("alert.gone", QT_TRANSLATE_NOOP("errors", "Bản tin này không còn. Tải lại danh sách."))
    return row


def _require(who: Session, permission: str) -> None:
    if not who.may(permission):
        raise ExpectedError(
            "alert.not_allowed",
            QT_TRANSLATE_NOOP("errors", "Tài khoản này không có quyền soạn hoặc phát cảnh báo. Nhờ người có quyền."),
        )


def _refuse_own(row: AlertRow, who: Session) -> None:
    if row.proposed_by == who.account_id:
        raise ExpectedError(
            "alert.own",
            QT_TRANSLATE_NOOP("errors", "Người soạn không tự phát cảnh báo. Nhờ người thứ hai xem và phát."),
        )


def _refuse_decided(row: AlertRow) -> None:
    if row.status != AlertStatus.PREPARED.value:
        raise ExpectedError(
            "alert.decided", QT_TRANSLATE_NOOP("errors", "Bản tin này đã được phát hoặc rút. Tải lại danh sách.")
        )


def _not_released() -> ExpectedError:
    return ExpectedError(
        "alert.not_released", QT_TRANSLATE_NOOP("errors", "Bản tin này chưa được phát. Phát nó, hoặc rút rồi soạn lại.")
    )


def _superseded() -> ExpectedError:
    return ExpectedError(
        "alert.superseded",
        QT_TRANSLATE_NOOP("errors", "Bản tin này đã được cập nhật hoặc hủy. Dùng bản tin mới nhất của chuỗi."),
    )


def _reason(text: str) -> str:
    clean = nfc(text.strip())[:_MOST_NOTE]
    if not clean:
        raise ExpectedError(
            "alert.reason_missing", QT_TRANSLATE_NOOP("errors", "Chưa có lý do. Nhập lý do rồi thử lại.")
        )
    return clean


def _alert(row: AlertRow) -> Alert:
    content: Mapping[str, Any] = row.content
    return Alert(
        id=row.id,
        identifier=row.identifier,
        sender=row.sender,
        msg_type=MessageType(row.msg_type),
        is_drill=row.is_drill,
        text=of_json(content),
        refers_to=row.refers_to,
        replaces=row.replaces_id,
        about=Ref(row.owner_table, row.owner_id) if row.owner_id is not None else None,
        status=AlertStatus(row.status),
        prepared_by=row.proposed_by,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        note=row.note,
        sent_at=row.sent_at,
        sha256=row.sha256,
        xml=str(content.get("xml", "")),
    )
