"""The register of documents: its steps, its seal, its numbers, and what a crash leaves behind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.numbers.model import Series, number_id
from ioc_desktop.kernel.numbers.service import NumberBook
from ioc_desktop.kernel.papers.model import STEPS, Paper, PaperFilter, PaperState, Step, code_of, reachable
from ioc_desktop.kernel.papers.service import PaperService
from ioc_desktop.store.database import Database
from tests.support.register import CLERK, LEADER, OFFICER, Fixed, approved, desk, draft, pdf

D, S, A, I = PaperState.DRAFT, PaperState.SUBMITTED, PaperState.APPROVED, PaperState.ISSUED  # noqa: E741


@pytest.fixture
def clock() -> Fixed:
    return Fixed()


@pytest.fixture
def papers(db: Database, tmp_path: Path, clock: Fixed) -> PaperService:
    return desk(db, tmp_path, clock)


def code(deed: Callable[[], object]) -> str:
    with pytest.raises(ExpectedError) as caught:
        deed()
    return caught.value.code


def actions(papers: PaperService, paper: Paper) -> list[str]:
    return [entry.action for entry in reversed(papers.history(paper.id))]


def test_a_document_goes_its_way_and_every_step_is_written_down(papers: PaperService) -> None:
    paper = papers.draft(draft(), pdf(), CLERK)
    assert (paper.state, paper.code, paper.is_closed) == (D, "/BC-TTĐH", False)
    papers.submit(paper.id, CLERK)
    papers.approve(paper.id, LEADER)
    issued = papers.issue(paper.id, CLERK)
    assert (issued.state, issued.code, issued.year, issued.dated) == (I, "01/BC-TTĐH", 2026, date(2026, 7, 1))
    assert issued.approved is not None
    assert issued.issued is not None
    assert (issued.approved.by, issued.issued.by) == (LEADER.account_id, CLERK.account_id)
    assert papers.content(issued) == pdf()
    assert actions(papers, paper) == ["draft", "submitted", "approved", "number", "issued"]
    newest = papers.history(paper.id)[0]
    assert newest.changes == {"state": ("approved", "issued")}
    assert newest.detail == {"code": "01/BC-TTĐH", "subject": "Kết quả ứng trực"}


def test_who_may_not_is_refused(papers: PaperService) -> None:
    paper = papers.draft(draft(), pdf(), OFFICER)
    papers.submit(paper.id, OFFICER)
    assert code(lambda: papers.approve(paper.id, CLERK)) == "paper.not_allowed"
    papers.approve(paper.id, LEADER)
    assert code(lambda: papers.issue(paper.id, OFFICER)) == "paper.not_allowed"
    assert code(lambda: papers.keep_signed(papers.get(paper.id), pdf(), OFFICER, signer="x")) == "paper.not_allowed"


def test_steps_in_the_wrong_order_are_refused(papers: PaperService) -> None:
    paper = papers.draft(draft(), pdf(), CLERK)
    assert code(lambda: papers.approve(paper.id, LEADER)) == "paper.moved"
    assert code(lambda: papers.issue(paper.id, CLERK)) == "paper.moved"
    assert code(lambda: papers.withdraw(paper.id, CLERK, "sai")) == "paper.moved"
    papers.submit(paper.id, CLERK)
    assert code(lambda: papers.revise(paper.id, pdf("khác"), CLERK)) == "paper.moved"
    assert code(lambda: papers.send_back(paper.id, LEADER, " ")) == "paper.reason_missing"


def test_numbers_follow_one_another_in_each_book(papers: PaperService, clock: Fixed) -> None:
    first, second = (papers.issue(approved(papers).id, CLERK) for _ in range(2))
    other = papers.issue(approved(papers, kind="Kế hoạch", symbol="KH-TTĐH").id, CLERK)
    third = papers.issue(approved(papers, kind="BÁO  CÁO").id, CLERK)
    assert [first.number, second.number, third.number, other.number] == [1, 2, 3, 1]
    clock.time = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)  # half past midnight in Vietnam
    assert papers.issue(approved(papers).id, CLERK).code == "01/BC-TTĐH"
    assert papers.find(PaperFilter(year=2027)).total == 1


def test_an_exercise_takes_no_number_of_the_real_book(papers: PaperService) -> None:
    papers.issue(approved(papers).id, CLERK)
    assert papers.issue(approved(papers, is_drill=True).id, CLERK).number == 1
    assert papers.issue(approved(papers).id, CLERK).number == 2


def test_what_is_issued_does_not_change(papers: PaperService, db: Database) -> None:
    paper = papers.issue(approved(papers).id, CLERK)
    assert code(lambda: papers.revise(paper.id, pdf("khác"), CLERK)) == "paper.sealed"
    assert code(lambda: papers.keep_signed(paper, pdf("khác"), CLERK, signer="x")) == "paper.sealed"
    assert code(lambda: papers.discard(paper.id, CLERK)) == "paper.sealed"
    assert code(lambda: papers.send_back(paper.id, LEADER, "sai")) == "paper.sealed"
    for statement in (
        "UPDATE paper SET subject = 'khác'", "UPDATE paper SET sha256 = '0'", "UPDATE paper SET note = 'khác'",
        "DELETE FROM paper", "UPDATE paper SET number = 7, state = 'withdrawn'",
    ):  # fmt: skip
        with pytest.raises(IntegrityError, match="closed row: paper"), db.write() as session:
            session.execute(text(statement))
    assert papers.get(paper.id) == paper


def test_an_issued_document_is_replaced_by_another(papers: PaperService) -> None:
    old = papers.issue(approved(papers).id, CLERK)
    assert code(lambda: papers.draft(draft(replaces_id=approved(papers).id), pdf(), CLERK)) == "paper.not_replaceable"
    new = papers.issue(approved(papers, replaces_id=old.id).id, CLERK)
    replaced = papers.get(old.id)
    assert (actions(papers, old)[-1], papers.history(old.id)[0].note) == ("replaced", "02/BC-TTĐH")
    assert (replaced.state, replaced.replaced_by_id, replaced.number) == (PaperState.REPLACED, new.id, 1)
    assert replaced.sha256 == old.sha256
    assert code(lambda: papers.withdraw(old.id, CLERK, "sai")) == "paper.sealed"


def test_what_was_withdrawn_meanwhile_is_not_replaced(papers: PaperService) -> None:
    old = papers.issue(approved(papers).id, CLERK)
    waiting = approved(papers, replaces_id=old.id)
    papers.withdraw(old.id, CLERK, "sai nội dung")
    papers.issue(waiting.id, CLERK)
    assert (papers.get(old.id).state, papers.get(old.id).note) == (PaperState.WITHDRAWN, "sai nội dung")


def test_a_void_document_keeps_its_number_and_says_so(papers: PaperService) -> None:
    paper = approved(papers)
    assert code(lambda: papers.void(paper.id, CLERK, "nhầm")) == "paper.no_number"
    papers.give_number(paper.id, CLERK)
    gone = papers.void(paper.id, CLERK, "nhầm")
    assert (gone.state, gone.number, gone.note) == (PaperState.VOID, 1, "nhầm")
    assert papers.issue(approved(papers).id, CLERK).number == 2


def test_a_document_that_is_sent_back_keeps_its_number_and_loses_what_was_put_on_it(
    db: Database, tmp_path: Path, clock: Fixed
) -> None:
    papers = desk(db, tmp_path, clock, stamp=lambda content, code, day: content + f"% {code} {day}".encode())
    paper = papers.give_number(approved(papers).id, CLERK)
    assert papers.content(paper) == pdf() + b"% 01/BC-TT\xc4\x90H 2026-07-01"
    signed = papers.keep_signed(paper, papers.content(paper) + b"% signed", LEADER, signer="Lan")
    assert signed.is_signed
    back = papers.send_back(paper.id, LEADER, "sửa mục 2")
    assert (back.state, back.number, back.is_signed, papers.content(back)) == (D, 1, False, pdf())
    assert code(lambda: papers.discard(back.id, CLERK)) == "paper.numbered"
    papers.revise(back.id, pdf("mới"), CLERK)
    papers.submit(back.id, CLERK)
    papers.approve(back.id, LEADER)
    clock.time += timedelta(days=2)
    issued = papers.issue(back.id, CLERK)
    assert papers.content(issued) == pdf("mới") + b"% 01/BC-TT\xc4\x90H 2026-07-03"


def test_a_signature_needs_the_number_and_the_document_as_it_was(papers: PaperService) -> None:
    paper = approved(papers)
    assert code(lambda: papers.keep_signed(paper, pdf("ký"), LEADER, signer="Lan")) == "paper.unnumbered"
    numbered = papers.give_number(paper.id, CLERK)
    papers.keep_signed(numbered, pdf("ký"), LEADER, signer="Lan")
    assert code(lambda: papers.keep_signed(numbered, pdf("ký lại"), LEADER, signer="Hoa")) == "paper.moved"
    assert papers.content(papers.get(paper.id)) == pdf("ký")


def test_a_crash_between_the_number_and_the_issue_loses_no_number(db: Database, tmp_path: Path, clock: Fixed) -> None:
    def killed(_content: bytes, _code: str, _day: date) -> bytes:
        raise KeyboardInterrupt

    paper = approved(desk(db, tmp_path, clock))
    with pytest.raises(KeyboardInterrupt):
        desk(db, tmp_path, clock, stamp=killed).issue(paper.id, CLERK)
    again = desk(db, tmp_path, clock)
    assert (again.get(paper.id).state, again.get(paper.id).number) == (A, None)
    assert NumberBook(db).of(paper.id) is not None  # the number is the paper's
    clock.time += timedelta(days=200)  # next year: the number stays that of its year
    other = again.issue(approved(again).id, CLERK)
    issued = again.issue(paper.id, CLERK)
    assert (issued.number, issued.year, other.number, other.year) == (1, 2026, 1, 2027)


def test_two_windows_of_one_profile_never_count_to_the_same_number(tmp_path: Path) -> None:
    databases = [Database(tmp_path / "ioc.db").open() for _ in range(2)]
    books = [NumberBook(each) for each in databases]
    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(lambda at: books[at % 2].take("Trung tâm", "Báo cáo", 2026, uuid7()), range(40)))
    assert sorted(taken) == list(range(1, 41))
    for each in databases:
        each.close()


def test_what_is_not_at_hand_takes_no_number(papers: PaperService) -> None:
    paper = approved(papers)
    papers._attachments.contents.path(paper.sha256).unlink()
    assert code(lambda: papers.issue(paper.id, CLERK)) == "attachment.missing"
    assert NumberBook(papers._db).of(paper.id) is None


def test_a_clock_that_is_behind_gets_no_number(papers: PaperService, clock: Fixed) -> None:
    papers.issue(approved(papers).id, CLERK)
    waiting = approved(papers)
    clock.time -= timedelta(days=3)
    assert code(lambda: papers.issue(waiting.id, CLERK)) == "paper.clock_behind"
    assert NumberBook(papers._db).of(waiting.id) is None


class Away:
    """A server that cannot be reached until it can."""

    def __init__(self) -> None:
        self.is_there = False

    def take_number(self, number: UUID, owner_id: UUID, series: Series) -> Mapping[str, Any]:
        assert number == number_id(owner_id)
        if not self.is_there:
            raise ExpectedError("sync.unreachable", "")
        return {
            "org": series.org,
            "kind": series.kind,
            "year": series.year,
            "number": 41,
            "owner_id": str(owner_id),
            "ver": 1,
        }


def test_without_a_link_the_document_waits_for_its_number(db: Database, tmp_path: Path, clock: Fixed) -> None:
    server = Away()
    papers = desk(db, tmp_path, clock, server)
    with db.write() as session:
        session.execute(text("UPDATE sync_control SET is_joined = 1"))
    paper = approved(papers)
    assert code(lambda: papers.issue(paper.id, CLERK)) == "number.waiting"
    waiting = papers.get(paper.id)
    assert (waiting.state, waiting.is_waiting, waiting.number) == (A, True, None)
    assert papers.finish_waiting() == []
    server.is_there = True
    assert [(done.state, done.code) for done in papers.finish_waiting()] == [(I, "41/BC-TTĐH")]
    assert actions(papers, paper)[-2:] == ["number", "issued"]
    assert papers.get(paper.id).issued == Step(by=CLERK.account_id, at=clock.time)
    assert papers.finish_waiting() == []


def test_who_waited_is_forgotten_when_the_document_went_another_way(db: Database, tmp_path: Path, clock: Fixed) -> None:
    server = Away()
    papers = desk(db, tmp_path, clock, server)
    with db.write() as session:
        session.execute(text("UPDATE sync_control SET is_joined = 1"))
    paper = approved(papers)
    assert code(lambda: papers.issue(paper.id, CLERK)) == "number.waiting"
    papers.send_back(paper.id, LEADER, "sửa")
    server.is_there = True
    assert papers.finish_waiting() == []
    assert papers.get(paper.id).state is D


def test_what_is_no_document_is_refused(papers: PaperService) -> None:
    assert code(lambda: papers.draft(draft(), b"MZ\x90", CLERK)) == "paper.not_pdf"
    assert code(lambda: papers.draft(draft(subject=" "), pdf(), CLERK)) == "paper.incomplete"
    assert code(lambda: papers.draft(draft(subject="x" * 401), pdf(), CLERK)) == "paper.incomplete"
    assert code(lambda: papers.draft(draft(family="khác"), pdf(), CLERK)) == "paper.incomplete"
    assert code(lambda: papers.get(uuid7())) == "paper.gone"
    assert code(lambda: NumberBook(papers._db).take("", "Báo cáo", 2026, uuid7())) == "number.series_wrong"


def test_a_draft_can_be_thrown_away(papers: PaperService) -> None:
    paper = papers.draft(draft(), pdf(), CLERK)
    papers.discard(paper.id, CLERK)
    assert papers.find().total == 0
    assert actions(papers, paper) == ["draft", "discard"]


def test_the_register_is_searched(papers: PaperService) -> None:
    for subject in ("Ngập đường Trần Phú", "Cháy chợ Đông Hà"):
        papers.issue(approved(papers, subject=subject).id, CLERK)
    papers.draft(draft("Ngập cầu Cũ", kind="Kế hoạch", symbol="KH-TTĐH"), pdf(), CLERK)

    def found(**words: object) -> list[str]:
        return [paper.subject for paper in papers.find(PaperFilter(**words)).papers]  # type: ignore[arg-type]

    assert found(text="ngap") == ["Ngập cầu Cũ", "Ngập đường Trần Phú"]
    assert found(text="02/BC-TTĐH") == ["Cháy chợ Đông Hà"]
    assert found(states=frozenset({I}), kind="Báo cáo", year=2026, text="tran phu") == ["Ngập đường Trần Phú"]
    assert found(text="100%") == []
    register = papers.find(limit=1)
    assert (register.total, len(register.papers), register.kinds) == (3, 1, ("Báo cáo", "Kế hoạch"))
    assert register.counts == {D: 1, I: 2}


def test_steps_lead_where_they_lead() -> None:
    assert set(STEPS) == set(PaperState)
    assert set(reachable(A)) == {D, S, I, PaperState.VOID, PaperState.REPLACED, PaperState.WITHDRAWN}
    assert set(reachable(I)) == {PaperState.REPLACED, PaperState.WITHDRAWN}
    assert (code_of(5, "BC-TTĐH"), code_of(118, "BC-TTĐH"), code_of(None, "KH")) == ("05/BC-TTĐH", "118/BC-TTĐH", "/KH")


def test_a_step_and_its_entry_are_stored_together(papers: PaperService, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = papers.draft(draft(), pdf(), CLERK)

    def killed(*_arguments: object, **_words: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(papers._records, "append", killed)
    with pytest.raises(KeyboardInterrupt):
        papers.submit(paper.id, CLERK)
    assert papers.get(paper.id).state is D
