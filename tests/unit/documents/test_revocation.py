"""Whether a signer's certificate was revoked: asked from a real service, read from the file, or said to be unknown."""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto.crl import CertificateList
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.validation.dss import DocumentSecurityStore

from ioc_desktop.documents.build import build
from ioc_desktop.documents.signing import fetching
from ioc_desktop.documents.signing.model import (
    REVOCATION_WORDS,
    Finding,
    KeyFile,
    Revocation,
    SignatureCheck,
    Verdict,
    Wish,
)
from ioc_desktop.documents.signing.signing import sign
from ioc_desktop.documents.signing.verification import verify
from tests.support import papers
from tests.support.certificates import PASSWORD, Authority, Person
from tests.support.register import Fixed
from tests.support.revocation_service import RevocationService, revocation_service
from tests.support.time_stamps import time_stamp_service

NOW = datetime(2026, 7, 1, 8, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LATER = NOW + 30 * DAY


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="module")
def paper() -> bytes:
    return build(replace(papers.report(), number=None, date=None), made_at=papers.MADE_AT)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[RevocationService]:
    with revocation_service(tmp_path) as found:
        yield found


def signed(content: bytes, person: Person, folder: Path, time_stamp_url: str = "") -> bytes:
    wish = Wish(time_stamp_url=time_stamp_url)
    return sign(content, KeyFile(person.file(folder), PASSWORD), wish, clock=Fixed(NOW))[0]


def checked(
    content: bytes, authority: Authority | None, at: datetime = LATER, *, may_ask: bool = True
) -> SignatureCheck:
    (check,) = verify(content, [authority.asn1] if authority else [], clock=Fixed(at), may_ask=may_ask)
    return check


def with_carried(content: bytes, crl: bytes) -> bytes:
    """The file with a revocation list in its document security store, as a program for long keeping adds it."""
    held = io.BytesIO(content)
    writer = IncrementalPdfFileWriter(held)
    DocumentSecurityStore.supply_dss_in_writer(writer, None, crls=[CertificateList.load(crl)])
    writer.write_in_place()
    return held.getvalue()


def test_what_the_list_does_not_name_is_good(
    paper: bytes, authority: Authority, service: RevocationService, tmp_path: Path
) -> None:
    lan, other = authority.person(crl=service.crl), authority.person("Người khác")
    service.publish(authority.revocation_list({other: NOW}, LATER - DAY))
    check = checked(signed(paper, lan, tmp_path), authority)
    assert (check.revocation, check.revoked_at, check.verdict) == (Revocation.GOOD, None, Verdict.GOOD)
    assert set(service.asked) == {"/crl"}


def test_what_the_list_names_is_revoked(
    paper: bytes, authority: Authority, service: RevocationService, tmp_path: Path
) -> None:
    """Also when it was revoked after the day that the signer's own clock told: whoever has the key sets the clock."""
    lan = authority.person(crl=service.crl)
    service.publish(authority.revocation_list({lan: NOW + DAY}, LATER - DAY))
    check = checked(signed(paper, lan, tmp_path), authority)
    assert (check.revocation, check.revoked_at) == (Revocation.REVOKED, NOW + DAY)
    assert Finding.REVOKED in check.findings
    assert check.verdict is Verdict.BAD


def test_the_service_is_asked_for_one_certificate(
    paper: bytes, authority: Authority, service: RevocationService, tmp_path: Path
) -> None:
    lan = authority.person(ocsp=service.ocsp)
    content = signed(paper, lan, tmp_path)
    service.answer(authority, lan, LATER - HOUR)
    assert checked(content, authority).revocation is Revocation.GOOD
    service.answer(authority, lan, LATER - HOUR, revoked_at=NOW - DAY)
    check = checked(content, authority)
    assert (check.revocation, check.revoked_at, check.verdict) == (Revocation.REVOKED, NOW - DAY, Verdict.BAD)
    assert set(service.asked) == {"/ocsp"}


def test_what_a_time_stamp_puts_before_the_revocation_stays_good(
    paper: bytes, authority: Authority, service: RevocationService, tmp_path: Path
) -> None:
    lan = authority.person(crl=service.crl)
    with time_stamp_service(authority.clock(), NOW) as url:
        content = signed(paper, lan, tmp_path, url)
    service.publish(authority.revocation_list({lan: NOW + DAY}, LATER - DAY))
    after = checked(content, authority)
    assert (after.verdict, after.findings) == (Verdict.GOOD, (Finding.REVOKED_SINCE,))
    service.publish(authority.revocation_list({lan: NOW - DAY}, LATER - DAY))
    assert checked(content, authority).verdict is Verdict.BAD


def test_who_cannot_be_asked_is_said_and_makes_nothing_wrong(
    paper: bytes, authority: Authority, tmp_path: Path
) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # nobody listens there
        url = f"http://127.0.0.1:{held.getsockname()[1]}"
        lan = authority.person(crl=f"{url}/crl", ocsp=f"{url}/ocsp")
        check = checked(signed(paper, lan, tmp_path), authority)
    assert (check.revocation, check.verdict) == (Revocation.NO_ANSWER, Verdict.GOOD)
    nowhere = checked(signed(paper, authority.person(), tmp_path), authority)
    assert nowhere.revocation is Revocation.NO_ANSWER


@pytest.mark.parametrize("case", ["stale", "foreign", "nonsense"])
def test_a_list_that_proves_nothing_is_no_answer(
    paper: bytes, authority: Authority, service: RevocationService, tmp_path: Path, case: str
) -> None:
    lan = authority.person(crl=service.crl)
    lists = {
        "stale": authority.revocation_list({}, LATER - 20 * DAY),
        "foreign": Authority().revocation_list({}, LATER - DAY),  # the same name, another key
        "nonsense": b"<html>503</html>",
    }
    service.publish(lists[case])
    check = checked(signed(paper, lan, tmp_path), authority)
    assert (check.revocation, check.verdict) == (Revocation.NO_ANSWER, Verdict.GOOD)


def test_nobody_is_asked_without_leave_and_no_stranger(
    paper: bytes, authority: Authority, service: RevocationService, tmp_path: Path
) -> None:
    lan = authority.person(crl=service.crl, ocsp=service.ocsp)
    content = signed(paper, lan, tmp_path)
    assert checked(content, authority, may_ask=False).revocation is Revocation.NOT_ALLOWED
    assert checked(content, Authority("Khác")).revocation is Revocation.NO_ISSUER
    assert checked(content, None).revocation is Revocation.NO_ISSUER
    assert service.asked == []


def test_what_the_file_carries_tells_of_the_day_of_the_signature(
    paper: bytes, authority: Authority, tmp_path: Path
) -> None:
    lan = authority.person()
    content = signed(paper, lan, tmp_path)
    added_later = with_carried(content, authority.revocation_list({}, NOW + HOUR))
    assert checked(added_later, authority, may_ask=False).revocation is Revocation.GOOD_THEN
    good = with_carried(content, authority.revocation_list({}, NOW - HOUR))
    check = checked(good, authority, may_ask=False)
    assert (check.revocation, check.verdict) == (Revocation.GOOD_THEN, Verdict.GOOD)
    assert checked(good, authority, NOW + DAY, may_ask=False).revocation is Revocation.GOOD  # still fresh
    bad = with_carried(content, authority.revocation_list({lan: NOW - DAY}, NOW - HOUR))
    assert checked(bad, authority, may_ask=False).verdict is Verdict.BAD
    foreign = with_carried(content, Authority().revocation_list({lan: NOW - DAY}, NOW - HOUR))
    assert checked(foreign, authority, may_ask=False).revocation is Revocation.NOT_ALLOWED


def test_todays_answer_beats_the_list_in_the_file(
    paper: bytes, authority: Authority, service: RevocationService, tmp_path: Path
) -> None:
    """A stolen key, a turned-back clock and an old list, put together."""
    lan = authority.person(crl=service.crl)
    content = with_carried(signed(paper, lan, tmp_path), authority.revocation_list({}, NOW - HOUR))
    service.publish(authority.revocation_list({lan: NOW + DAY}, LATER - DAY))
    assert checked(content, authority).verdict is Verdict.BAD


@contextmanager
def dripping() -> Iterator[str]:
    """Sends one byte after another until it is told to stop, and never the last."""
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    peer, _ = server.accept()
                except OSError:
                    return
                with peer:
                    peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n")
                    while not stop.wait(0.05):
                        try:
                            peer.sendall(b"0")
                        except OSError:
                            break

        worker = threading.Thread(target=serve, name="drip", daemon=True)
        worker.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/crl"
        finally:
            stop.set()
            server.shutdown(socket.SHUT_RDWR)


def test_an_answer_that_drips_is_not_waited_for(
    paper: bytes, authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    within_a_moment = fetching.fetchers
    monkeypatch.setattr(fetching, "fetchers", lambda _limit_s: within_a_moment(0.5))
    with dripping() as url:  # it would drip for 14 hours
        check = checked(signed(paper, authority.person(crl=url), tmp_path), authority)
    assert check.revocation is Revocation.NO_ANSWER


def test_an_answer_without_end_is_cut_off(
    paper: bytes,
    authority: Authority,
    service: RevocationService,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lan = authority.person(crl=service.crl)
    service.publish(authority.revocation_list({}, LATER - DAY))
    content = signed(paper, lan, tmp_path)
    monkeypatch.setattr(fetching, "MOST_BYTES", 64)
    assert checked(content, authority).revocation is Revocation.NO_ANSWER


def test_every_state_has_a_sentence_that_says_which_of_three_it_is() -> None:
    said = {"Chứng thư còn hiệu lực": set(), "Chứng thư đã bị thu hồi": set(), "Chưa hỏi được việc thu hồi": set()}
    for state in Revocation:
        (begin,) = [each for each in said if REVOCATION_WORDS[state].startswith(each)]
        said[begin].add(state)
    assert all(said.values())
