"""The directory of people."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.people.service import PersonDraft, PersonService
from ioc_desktop.store.database import Database


def test_people_are_found_without_marks_and_sorted(tmp_path: Path) -> None:
    database = Database(tmp_path / "ioc.db").open()
    people = PersonService(database)
    for name, title in (("Người số 10", "Trưởng phòng"), ("Người số 9", "Đội trưởng"), ("Ẩn danh", "")):
        people.add(PersonDraft(name=name, title=title))
    assert [person.name for person in people.list()] == ["Ẩn danh", "Người số 9", "Người số 10"]
    assert [person.name for person in people.list("doi truong")] == ["Người số 9"]
    person = people.list("an danh")[0]
    people.update(person.id, PersonDraft(name="Có tên", phone="0233 3852 114", email="ct@quangtri.gov.vn"))
    assert people.list("co ten")[0].phone == "0233 3852 114"
    people.remove(person.id)
    people.remove(person.id)
    assert len(people.list()) == 2
    with pytest.raises(ExpectedError, match=r"person\.gone"):
        people.update(person.id, PersonDraft(name="x"))
    database.close()


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (PersonDraft(name="  "), "person.name_missing"),
        (PersonDraft(name="x", phone="gọi sau"), "person.phone_wrong"),
        (PersonDraft(name="x", email="không có"), "person.email_wrong"),
        (PersonDraft(name="x" * 121), "person.too_long"),
        (PersonDraft(name="x", title="x" * 121), "person.too_long"),
        (PersonDraft(name="x", org_unit_id=UUID(int=1)), "org_unit.gone"),
    ],
)
def test_what_cannot_be_right_is_refused(tmp_path: Path, draft: PersonDraft, code: str) -> None:
    database = Database(tmp_path / "ioc.db").open()
    with pytest.raises(ExpectedError) as caught:
        PersonService(database).add(draft)
    assert caught.value.code == code
    database.close()


def test_who_has_an_account_stays_until_the_account_lets_go(tmp_path: Path) -> None:
    database = Database(tmp_path / "ioc.db").open()
    people, accounts = PersonService(database), AccountService(database)
    person = people.add(PersonDraft(name="Nguyễn Thị Hiếu"))
    account = accounts.create_first_administrator(user_name="qt", display_name="", password="cây-đa-bến-nước")
    accounts.set_person(account.id, person.id)
    assert accounts.list()[0].person_id == person.id
    with pytest.raises(ExpectedError, match=r"person\.in_use"):
        people.remove(person.id)
    with pytest.raises(ExpectedError, match=r"person\.gone"):
        accounts.set_person(account.id, UUID(int=1))
    accounts.set_person(account.id, None)
    people.remove(person.id)
    assert people.list() == []
    database.close()
