"""The roster: who is to stand which shift. Call off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as Store

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.events import Event
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.accounts.lookup import account_row
from ioc_desktop.kernel.accounts.model import Session
from ioc_desktop.kernel.duty.model import PLAN, Post, Task
from ioc_desktop.kernel.duty.tables import DutyPostRow
from ioc_desktop.kernel.duty.times import VIETNAM, Slot
from ioc_desktop.kernel.journal.chain import DeviceJournal
from ioc_desktop.store.database import Database

_WEEK = timedelta(days=7)


class Roster:
    """Posts of this centre.

    Attributes:
        changed: after a commit here, on the thread that made it.
    """

    def __init__(self, db: Database, journal: DeviceJournal, changed: Event[None]) -> None:
        self._db, self._journal, self.changed = db, journal, changed

    def between(self, start: datetime, end: datetime) -> Sequence[Post]:
        """Posts of shifts that begin in [start, end), leaders first, in the order of time."""
        question = select(DutyPostRow).where(DutyPostRow.slot_starts_at >= start, DutyPostRow.slot_starts_at < end)
        with self._db.read() as session:
            rows = session.scalars(question.order_by(DutyPostRow.slot_starts_at, DutyPostRow.created_at)).all()
        posts = [_post(row) for row in rows]
        return sorted(posts, key=lambda post: (post.slot.starts_at, post.task is not Task.LEADER))

    def post(self, slot: Slot, account_id: UUID, task: Task, who: Session) -> Post:
        """Put somebody on a shift; who is on it already changes their task.

        Raises:
            ExpectedError: ``duty.not_allowed``, ``accounts.gone``, ``store.*``.
        """
        require_plan(who)
        with self._db.write() as session:
            name = account_row(session, account_id).user_name
            row = _standing(session, slot, account_id) or _new(slot, account_id)
            row.task = task.value
            session.add(row)
            session.flush()
            post = _post(row)
        self._journal.append(who.user_name, "duty.post", _said(slot, name, task.value))
        self.changed.emit(None)
        return post

    def take_off(self, post_id: UUID, who: Session) -> None:
        """Remove somebody from a shift; no error when somebody else has.

        Raises:
            ExpectedError: ``duty.not_allowed``, ``store.*``.
        """
        require_plan(who)
        with self._db.write() as session:
            row = session.get(DutyPostRow, post_id)
            if row is None:
                return
            slot, name = _post(row).slot, account_row(session, row.account_id).user_name
            session.delete(row)
        self._journal.append(who.user_name, "duty.take_off", _said(slot, name, ""))
        self.changed.emit(None)

    def copy_week(self, monday: date, who: Session) -> int:
        """Repeat the posts of the week before in the week of ``monday``; how many were added.

        What is planned there stays.

        Raises:
            ExpectedError: ``duty.not_allowed``, ``duty.nothing_to_copy``, ``store.*``.
        """
        require_plan(who)
        begins = datetime(monday.year, monday.month, monday.day, tzinfo=VIETNAM)
        before = self.between(begins - _WEEK, begins)
        if not before:
            raise ExpectedError(
                "duty.nothing_to_copy",
                QT_TRANSLATE_NOOP("errors", "Tuần trước chưa có lịch trực để chép. Phân công từng ca."),
            )
        with self._db.write() as session:
            wanted = [(_later(post.slot), post) for post in before]
            rows = [
                _new(slot, post.account_id, post.task)
                for slot, post in wanted
                if not _standing(session, slot, post.account_id)
            ]
            session.add_all(rows)
        self._journal.append(who.user_name, "duty.copy_week", {"monday": monday.isoformat(), "posts": len(rows)})
        self.changed.emit(None)
        return len(rows)


def require_plan(who: Session) -> None:
    if not who.may(PLAN):
        raise ExpectedError(
            "duty.not_allowed",
            QT_TRANSLATE_NOOP("errors", "Tài khoản này không xếp lịch trực. Nhờ lãnh đạo hoặc quản trị."),
        )


def _standing(session: Store, slot: Slot, account_id: UUID) -> DutyPostRow | None:
    question = select(DutyPostRow).where(
        DutyPostRow.slot_starts_at == slot.starts_at, DutyPostRow.account_id == account_id
    )
    return session.scalars(question).first()


def _new(slot: Slot, account_id: UUID, task: Task = Task.OFFICER) -> DutyPostRow:
    return DutyPostRow(**slot_columns(slot), account_id=account_id, task=task.value)


def slot_columns(slot: Slot) -> dict[str, object]:
    """The columns of a row that belongs to a shift."""
    return {"slot_starts_at": slot.starts_at, "slot_ends_at": slot.ends_at, "slot_name": slot.name}


def _later(slot: Slot) -> Slot:
    return Slot(slot.starts_at + _WEEK, slot.ends_at + _WEEK, slot.name)


def _post(row: DutyPostRow) -> Post:
    slot = Slot(row.slot_starts_at, row.slot_ends_at, row.slot_name)
    return Post(id=row.id, slot=slot, account_id=row.account_id, task=Task(row.task))


def _said(slot: Slot, name: str, task: str) -> dict[str, str]:
    return {"account": name, "shift": f"{slot.day.isoformat()} {slot.name}"} | ({"task": task} if task else {})
