"""Comments stay, name people, and are taken back by who wrote them only."""

from __future__ import annotations

from uuid import UUID

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.accounts.model import Role
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.comments.model import Comment
from ioc_desktop.kernel.comments.service import CommentService
from ioc_desktop.kernel.comments.tables import CommentStrikeRow
from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.store.database import Database

PASSWORD = "Mot-mat-khau-dai-2026"


@pytest.fixture
def comments(db: Database) -> CommentService:
    return CommentService(db)


@pytest.fixture
def people(db: Database) -> dict[str, UUID]:
    accounts = AccountService(db)
    names = {"truc.ban": Role.ADMIN, "lanh.dao": Role.LEADER}
    return {
        name: accounts.create(user_name=name, display_name=name.title(), role=role, password=PASSWORD).id
        for name, role in names.items()
    }


def test_a_comment_names_accounts_and_its_author(
    db: Database, comments: CommentService, people: dict[str, UUID]
) -> None:
    heard: list[Comment] = []
    comments.said.connect(heard.append)
    db.act_as(people["truc.ban"])
    incident, other = Ref("incident", uuid7()), Ref("camera", uuid7())
    made = comments.add(incident, "  Nhờ @Lanh.Dao. xem, cc @truc.ban, @khong.co và a@truc.ban; @LANH.DAO ")
    comments.add(other, "khác")
    assert made.mentions == (people["lanh.dao"], people["truc.ban"])
    assert (made.author, made.author_id, made.strike) == ("Truc.Ban", people["truc.ban"], None)
    assert comments.of(incident) == [made]
    assert heard[0] == made
    assert comments.count(incident) == 1


def test_who_left_is_not_mentioned(db: Database, comments: CommentService, people: dict[str, UUID]) -> None:
    AccountService(db).update(people["lanh.dao"], display_name="x", role=Role.LEADER, is_active=False)
    assert comments.add(Ref("incident", uuid7()), "@lanh.dao").mentions == ()


def test_only_the_author_strikes_and_the_text_stays(
    db: Database, comments: CommentService, people: dict[str, UUID]
) -> None:
    incident = Ref("incident", uuid7())
    db.act_as(people["truc.ban"])
    made = comments.add(incident, "sai địa chỉ")
    db.act_as(people["lanh.dao"])
    with pytest.raises(ExpectedError, match=r"comment\.not_yours"):
        comments.strike(made.id)
    with db.write() as session:  # a program that does not ask
        session.add(CommentStrikeRow(comment_id=made.id, reason="phá"))
    assert comments.of(incident) == [made]
    db.act_as(people["truc.ban"])
    comments.strike(made.id, " nhầm ")
    comments.strike(made.id, "lần hai")
    (struck,) = comments.of(incident)
    assert struck.body == "sai địa chỉ"
    assert struck.strike is not None
    assert struck.strike.reason == "nhầm"


def test_nobody_s_comment_is_nobody_s_to_strike(comments: CommentService) -> None:
    made = comments.add(Ref("incident", uuid7()), "chưa đăng nhập")
    assert (made.author_id, made.author) == (None, "")
    with pytest.raises(ExpectedError, match=r"comment\.not_yours"):
        comments.strike(made.id)
    with pytest.raises(ExpectedError, match=r"comment\.gone"):
        comments.strike(uuid7())


@pytest.mark.parametrize("body", ["", " \n ", "x" * 4_001])
def test_a_comment_has_a_length(comments: CommentService, body: str) -> None:
    with pytest.raises(ExpectedError, match=r"comment\.wrong_length"):
        comments.add(Ref("incident", uuid7()), body)


def test_mentions_that_make_no_sense_are_passed_over(db: Database, comments: CommentService) -> None:
    incident = Ref("incident", uuid7())
    made = comments.add(incident, "a")
    with db.write() as session:
        session.connection().exec_driver_sql("""UPDATE comment SET mentions = '[1, null, {"a": 2}]'""")
    assert comments.of(incident) == [made]
    with db.write() as session:
        session.connection().exec_driver_sql("UPDATE comment SET mentions = 'null'")
    assert comments.of(incident) == [made]
