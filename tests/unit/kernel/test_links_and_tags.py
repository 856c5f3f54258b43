"""Links are seen from both ends; tags are one whatever their accents."""

from __future__ import annotations

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.links.model import DUPLICATE, RELATED, Ref
from ioc_desktop.kernel.links.service import LinkService
from ioc_desktop.kernel.tags.service import TagService
from ioc_desktop.store.database import Database


@pytest.fixture
def links(db: Database) -> LinkService:
    return LinkService(db)


@pytest.fixture
def tags(db: Database) -> TagService:
    return TagService(db)


def ref(table: str = "incident") -> Ref:
    return Ref(table, uuid7())


def test_a_link_is_seen_from_both_ends_and_goes_from_either(links: LinkService) -> None:
    first, second = ref(), ref("camera")
    for a, b in ((first, second), (second, first), (first, second)):
        links.link(a, b, RELATED)
    assert [(x.other, x.kind, x.is_from_here) for x in links.of(first)] == [(second, RELATED, True)]
    assert [(x.other, x.is_from_here) for x in links.of(second)] == [(first, True)]
    links.unlink(first, second, RELATED)
    links.unlink(second, first, RELATED)
    assert links.of(first) == links.of(second) == []


def test_a_link_with_a_direction_keeps_it(links: LinkService) -> None:
    first, second = ref(), ref()
    links.link(second, first, DUPLICATE)
    links.link(first, second, RELATED)
    assert [(x.kind, x.is_from_here) for x in links.of(first)] == [(DUPLICATE, False), (RELATED, True)]
    assert [x.is_from_here for x in links.of(second, DUPLICATE)] == [True]
    links.unlink(first, second, DUPLICATE)
    assert len(links.of(first)) == 2, "the other direction is another link"


def test_records_of_two_tables_with_one_number_are_not_mixed_up(links: LinkService) -> None:
    one, far = ref(), ref()
    links.link(one, far, RELATED)
    assert links.of(Ref("camera", one.id)) == []
    links.link(one, Ref("camera", one.id), RELATED)
    assert len(links.of(one)) == 2


def test_a_record_is_not_linked_to_itself_and_kinds_are_words_of_the_program(links: LinkService) -> None:
    one = ref()
    with pytest.raises(ExpectedError, match=r"link\.to_itself"):
        links.link(one, one, RELATED)
    with pytest.raises(ValueError, match="no kind"):
        links.link(one, ref(), "liên quan")


def test_a_link_is_part_of_its_caller_s_transaction(db: Database, links: LinkService) -> None:
    first, second = ref(), ref()

    def fail() -> None:
        with db.write() as session:
            links.link(first, second, RELATED, session=session)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert links.of(first) == []


def test_a_tag_is_one_whatever_its_accents(tags: TagService) -> None:
    one, two = ref(), ref("camera")
    assert tags.put(one, "  #Ngập   nước ") == "Ngập nước"
    assert tags.put(two, "ngap NUOC") == "Ngập nước"
    tags.put(one, "Ngập nước")
    tags.put(one, "Đường 9")
    tags.put(one, "Đường 10")
    assert tags.of(one) == ["Đường 9", "Đường 10", "Ngập nước"]
    assert tags.tagged("camera", "NGẬP nước") == {two.id}
    assert tags.used("duo") == [("Đường 10", 1), ("Đường 9", 1)]
    assert tags.used()[0] == ("Ngập nước", 2)
    tags.remove(one, "NGAP nuoc")
    tags.remove(one, "không có")
    assert tags.of(one) == ["Đường 9", "Đường 10"]


@pytest.mark.parametrize("name", ["", "  ", "#", "x" * 61, "\u0301"])
def test_a_tag_needs_a_name(tags: TagService, name: str) -> None:
    with pytest.raises(ExpectedError, match=r"tag\.wrong_length"):
        tags.put(ref(), name)


def test_a_percent_sign_in_a_tag_is_a_percent_sign(tags: TagService) -> None:
    tags.put(ref(), "100%")
    assert tags.used("100%") == [("100%", 1)]
    assert tags.used("1%") == []
