"""Standing a shift and handing it over. Call off the window's thread: passwords are slow on purpose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as Store

from ioc_desktop.core.clock import Clock
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.core.ids import uuid7
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, nfc
from ioc_desktop.kernel.accounts.model import Session
from ioc_desktop.kernel.district_settings.choices import DUTY_SHIFTS
from ioc_desktop.kernel.district_settings.service import DistrictSettings
from ioc_desktop.kernel.duty.model import STAND, Handover, HandoverState, Item, Turn, read_item
from ioc_desktop.kernel.duty.roster import slot_columns
from ioc_desktop.kernel.duty.tables import DutyHandoverRow, DutyTurnRow
from ioc_desktop.kernel.duty.times import DutyTime, Slot, read_times, slot_at
from ioc_desktop.kernel.journal.chain import DeviceJournal
from ioc_desktop.store.database import Database

PAGE = 50


class Prover(Protocol):
    """Checks who somebody is; ``AccountService`` does."""

    def authenticate(self, user_name: str, password: str) -> Session:
        """Raises ``accounts.*``."""
        ...


@dataclass(frozen=True, kw_only=True)
class Gift:
    """What a giver hands over."""

    items: tuple[Item, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    note: str = ""


class Handovers:
    """Turns and hand-overs of this centre.

    Args:
        workstation: name of this desktop, as it stands in turns.

    Attributes:
        changed: after a commit here, on the thread that made it.
    """

    def __init__(
        self,
        db: Database,
        journal: DeviceJournal,
        changed: Event[None],
        *,
        prover: Prover,
        clock: Clock,
        workstation: str,
    ) -> None:
        self._db, self._journal, self.changed = db, journal, changed
        self._prover, self._clock, self._workstation = prover, clock, workstation
        self._settings = DistrictSettings(db)

    def times(self) -> tuple[DutyTime, ...]:
        """The centre's shifts."""
        return read_times(self._settings.get(DUTY_SHIFTS))

    def now(self) -> datetime:
        return self._clock.now()

    # ------------------------------------------------------------------ standing

    def standing(self) -> Sequence[Turn]:
        """Who stands now, the longest first."""
        question = select(DutyTurnRow).where(DutyTurnRow.ended_at.is_(None)).order_by(DutyTurnRow.began_at)
        with self._db.read() as session:
            return [_turn(row) for row in session.scalars(question)]

    def turns(self, start: datetime, end: datetime) -> Sequence[Turn]:
        """Turns of shifts that begin in [start, end), in the order in which people came."""
        question = select(DutyTurnRow).where(DutyTurnRow.slot_starts_at >= start, DutyTurnRow.slot_starts_at < end)
        with self._db.read() as session:
            return [_turn(row) for row in session.scalars(question.order_by(DutyTurnRow.began_at))]

    def check_in(self, who: Session) -> Turn:
        """Begin to stand the shift of this moment.

        Raises:
            ExpectedError: ``duty.may_not_stand``, ``duty.stands_already``, ``store.*``.
        """
        _require_stand(who)
        with self._db.write() as session:
            if _open_turn(session, who.account_id) is not None:
                raise ExpectedError("duty.stands_already", QT_TRANSLATE_NOOP("errors", "Bạn đang trong ca trực rồi."))
            row = self._begin(session, who.account_id, slot_at(self.times(), self.now()))
            turn = _turn(row)
        self._note(who, "duty.check_in", turn.slot)
        return turn

    def _begin(self, session: Store, account_id: UUID, slot: Slot) -> DutyTurnRow:
        row = DutyTurnRow(
            id=uuid7(), account_id=account_id, workstation=self._workstation, began_at=self.now(), reason="",
            **slot_columns(slot),
        )  # fmt: skip
        session.add(row)
        session.flush()
        return row

    def check_out(self, who: Session, reason: str) -> None:
        """End one's turn with nobody to hand it to, and say why.

        Raises:
            ExpectedError: ``duty.reason_missing``, ``duty.stands_not``, ``store.*``.
        """
        why = nfc(reason.strip())
        if not why:
            raise ExpectedError(
                "duty.reason_missing", QT_TRANSLATE_NOOP("errors", "Thiếu lý do rời ca mà không bàn giao. Nhập lý do.")
            )
        with self._db.write() as session:
            row = _standing_row(session, who.account_id)
            row.ended_at, row.reason = self.now(), why[:200]
            slot = _turn(row).slot
        self._note(who, "duty.check_out", slot, why=why)

    # ------------------------------------------------------------------ handing over

    def give(self, who: Session, password: str, gift: Gift) -> Handover:
        """Hand one's shift over, signed with the password; the turn goes on until somebody takes it.

        Raises:
            ExpectedError: ``accounts.*`` for the password, ``duty.stands_not``, ``duty.given_already``, ``store.*``.
        """
        self._prover.authenticate(who.user_name, password)
        with self._db.write() as session:
            turn = _standing_row(session, who.account_id)
            if _given(session, turn.id) is not None:
                raise ExpectedError(
                    "duty.given_already",
                    QT_TRANSLATE_NOOP("errors", "Ca này đã được bàn giao và đang chờ người nhận ký."),
                )
            row = _handover_row(_turn(turn), gift, self.now())
            session.add(row)
            session.flush()
            handover = _handover(row)
        self._note(who, "duty.give", handover.slot)
        return handover

    def withdraw(self, handover_id: UUID, who: Session) -> None:
        """The giver takes back what nobody has taken, to write it anew.

        Raises:
            ExpectedError: ``duty.not_yours``, ``duty.taken_already``, ``store.*``.
        """
        with self._db.write() as session:
            row = _untaken(session, handover_id)
            if row.given_by != who.account_id:
                raise ExpectedError(
                    "duty.not_yours", QT_TRANSLATE_NOOP("errors", "Chỉ người giao rút lại được biên bản này.")
                )
            slot = _handover(row).slot
            session.delete(row)
        self._note(who, "duty.withdraw", slot)

    def take(self, handover_id: UUID, user_name: str, password: str, answer: str = "") -> tuple[Handover, Session]:
        """Take a shift over, signed by name and password: the giver's turn ends, the taker's begins.

        Returns:
            The hand-over with both signatures, and who took it.

        Raises:
            ExpectedError: ``accounts.*`` for the password, ``duty.own_gift``, ``duty.taken_already``,
                ``duty.may_not_stand``, ``store.*``.
        """
        taker = self._prover.authenticate(user_name, password)
        _require_stand(taker)
        with self._db.write() as session:
            row = _untaken(session, handover_id)
            if row.given_by == taker.account_id:
                raise ExpectedError(
                    "duty.own_gift", QT_TRANSLATE_NOOP("errors", "Người giao không tự ký nhận. Người nhận ca ký.")
                )
            row.state, row.answer = HandoverState.TAKEN.value, nfc(answer.strip())[:2000]
            row.taken_by, row.taken_at = taker.account_id, self.now()
            self._change_turns(session, row, taker.account_id)
            session.flush()
            handover = _handover(row)
        self._note(taker, "duty.take", handover.slot)
        return handover, taker

    def _change_turns(self, session: Store, row: DutyHandoverRow, taker: UUID) -> None:
        ending = session.get(DutyTurnRow, row.turn_id)
        if ending is not None and ending.ended_at is None:
            ending.ended_at = self.now()
        if _open_turn(session, taker) is None:
            self._begin(session, taker, slot_at(self.times(), self.now()))

    def waiting(self) -> Sequence[Handover]:
        """Given and not taken, the oldest first."""
        question = select(DutyHandoverRow).where(DutyHandoverRow.state == HandoverState.GIVEN.value)
        with self._db.read() as session:
            return [_handover(row) for row in session.scalars(question.order_by(DutyHandoverRow.given_at))]

    def recent(self, limit: int = PAGE) -> Sequence[Handover]:
        """The newest first."""
        question = select(DutyHandoverRow).order_by(DutyHandoverRow.given_at.desc()).limit(limit)
        with self._db.read() as session:
            return [_handover(row) for row in session.scalars(question)]

    def of_shifts(self, start: datetime, end: datetime) -> Sequence[Handover]:
        """Of shifts that begin in [start, end), in the order of time."""
        question = select(DutyHandoverRow).where(
            DutyHandoverRow.slot_starts_at >= start, DutyHandoverRow.slot_starts_at < end
        )
        with self._db.read() as session:
            return [_handover(row) for row in session.scalars(question.order_by(DutyHandoverRow.given_at))]

    def _note(self, who: Session, action: str, slot: Slot, *, why: str = "") -> None:
        said = {"shift": f"{slot.day.isoformat()} {slot.name}", "at": self._workstation}
        self._journal.append(who.user_name, action, said | ({"why": why} if why else {}))
        self.changed.emit(None)


def _require_stand(who: Session) -> None:
    if not who.may(STAND):
        raise ExpectedError(
            "duty.may_not_stand",
            QT_TRANSLATE_NOOP("errors", "Tài khoản này không trực ban. Nhờ quản trị cấp quyền trực."),
        )


def _open_turn(session: Store, account_id: UUID) -> DutyTurnRow | None:
    question = select(DutyTurnRow).where(DutyTurnRow.account_id == account_id, DutyTurnRow.ended_at.is_(None))
    return session.scalars(question.order_by(DutyTurnRow.began_at)).first()


def _standing_row(session: Store, account_id: UUID) -> DutyTurnRow:
    row = _open_turn(session, account_id)
    if row is None:
        raise ExpectedError(
            "duty.stands_not", QT_TRANSLATE_NOOP("errors", "Bạn chưa vào ca. Bấm Vào ca trước khi bàn giao.")
        )
    return row


def _given(session: Store, turn_id: UUID) -> DutyHandoverRow | None:
    question = select(DutyHandoverRow).where(
        DutyHandoverRow.turn_id == turn_id, DutyHandoverRow.state == HandoverState.GIVEN.value
    )
    return session.scalars(question).first()


def _untaken(session: Store, handover_id: UUID) -> DutyHandoverRow:
    row = session.get(DutyHandoverRow, handover_id)
    if row is None or row.state != HandoverState.GIVEN.value:
        raise ExpectedError(
            "duty.taken_already",
            QT_TRANSLATE_NOOP("errors", "Biên bản này đã có người ký nhận hoặc đã được rút lại. Tải lại danh sách."),
        )
    return row


def _handover_row(turn: Turn, gift: Gift, now: datetime) -> DutyHandoverRow:
    return DutyHandoverRow(
        id=uuid7(), turn_id=turn.id, given_by=turn.account_id, given_at=now, left_out=dict(gift.left_out),
        items=[item.as_json() for item in gift.items], note=nfc(gift.note.strip())[:4000],
        state=HandoverState.GIVEN.value, answer="", **slot_columns(turn.slot),
    )  # fmt: skip


def _turn(row: DutyTurnRow) -> Turn:
    slot = Slot(row.slot_starts_at, row.slot_ends_at, row.slot_name)
    return Turn(
        id=row.id, slot=slot, account_id=row.account_id, workstation=row.workstation, began_at=row.began_at,
        ended_at=row.ended_at, reason=row.reason,
    )  # fmt: skip


def _handover(row: DutyHandoverRow) -> Handover:
    return Handover(
        id=row.id, slot=Slot(row.slot_starts_at, row.slot_ends_at, row.slot_name), turn_id=row.turn_id,
        given_by=row.given_by, given_at=row.given_at, items=tuple(read_item(item) for item in row.items),
        left_out=dict(row.left_out), note=row.note, state=HandoverState(row.state), taken_by=row.taken_by,
        taken_at=row.taken_at, answer=row.answer,
    )  # fmt: skip
