"""Letters through a mail server that is a process of its own, and that does what mail servers do."""

from __future__ import annotations

import email
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from ioc_desktop.config.secrets import SecretStore
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.accounts.model import Role
from ioc_desktop.kernel.accounts.preferences import Preferences
from ioc_desktop.kernel.accounts.service import AccountService
from ioc_desktop.kernel.notices.model import MAIL_KEY
from ioc_desktop.kernel.notices.outbox import MOST_ATTEMPTS, FileOfLetter, Letter, MailOutbox
from ioc_desktop.kernel.notices.post import PostOffice
from ioc_desktop.kernel.notices.service import NoticeService
from ioc_desktop.kernel.notices.smtp import MailServer
from ioc_desktop.kernel.people.service import PersonDraft, PersonService
from ioc_desktop.store.database import Database
from tests.support.smtp_peer import PASSWORD, USER, SmtpPeer, make_certificate, smtp_peer

LETTER = Letter(recipient="lan@xa.gov.vn", subject="Quá hạn: Ngập nước\nBcc: kẻ gian", body="Điện gấp.\n.\nHết")


class HandClock:
    def __init__(self) -> None:
        self.time = datetime(2026, 7, 1, 8, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def monotonic(self) -> float:
        return self.time.timestamp()


class Office:
    """A post office whose time is moved by hand."""

    def __init__(self, folder: Path) -> None:
        self.clock = HandClock()
        self.db = Database(folder / "ioc.db").open()
        self.outbox = MailOutbox(self.db, self.clock)
        self.secrets = SecretStore(folder, use_keyring=False)
        self.post = PostOffice(self.outbox, self.secrets, lambda name: name.encode() * 3, timeout_s=3)
        self.given_up: list[ExpectedError] = []
        self.post.given_up.connect(self.given_up.append)

    def use(self, peer: SmtpPeer, security: str = "starttls", **words: object) -> None:
        self.post.set_password(PASSWORD)
        told = {"host": "localhost", "user": USER, "sender": "ioc@xa.gov.vn", "ca_file": peer.ca_file} | words
        self.post.configure(MailServer(port=peer.port, security=security, **told))  # type: ignore[arg-type]

    def states(self) -> list[tuple[str, int]]:
        return [(letter.state, letter.attempts) for letter in self.outbox.letters()]

    def reasons(self) -> list[str]:
        return [letter.reason for letter in self.outbox.letters()]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.post.stop()
    made.db.close()


@pytest.fixture
def peer(tmp_path: Path) -> Iterator[SmtpPeer]:
    with smtp_peer(tmp_path / "peer") as made:
        yield made


def read(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_letter_arrives_over_tls_with_its_files(office: Office, tmp_path: Path, security: str) -> None:
    with smtp_peer(tmp_path / "other", security) as peer:
        office.use(peer, security)
        office.post.check()
        office.outbox.queue(
            Letter(
                recipient="lan@xa.gov.vn",
                subject="Báo cáo",
                body="Kèm tệp",
                files=(FileOfLetter("tệp số 1.pdf", "ab"),),
            )
        )
        office.outbox.queue(LETTER)
        assert office.post.post_due() == 2
        first, second = (read(content) for content in peer.letters())
    assert [part.get_filename() for part in first.iter_attachments()] == ["tệp số 1.pdf"]
    assert [part.get_content() for part in first.iter_attachments()] == [b"ababab"]
    assert second["Subject"] == "Quá hạn: Ngập nước Bcc: kẻ gian"
    assert second["Bcc"] is None
    assert second["To"] == "lan@xa.gov.vn"
    assert "IOC Desktop" in second["From"]
    assert second.get_content().replace("\r", "") == "Điện gấp.\n.\nHết\n"
    assert office.states() == [("sent", 0), ("sent", 0)]
    assert {letter.body for letter in office.outbox.letters()} == {""}, "what was said is kept no longer"


def test_a_server_that_is_busy_gets_it_later_and_not_for_ever(office: Office, peer: SmtpPeer) -> None:
    office.use(peer)
    office.outbox.queue(LETTER)
    peer.behave("busy")
    waits = []
    for count in range(1, MOST_ATTEMPTS):
        assert office.post.post_due() == 0
        assert office.states() == [("waiting", count)]
        wait_s = office.outbox.next_due_s()
        assert wait_s is not None
        waits.append(int(wait_s))
        assert office.post.post_due() == 0
        assert office.states() == [("waiting", count)], "not before its time"
        office.clock.time += timedelta(seconds=wait_s)
    assert waits == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]
    office.post.post_due()
    assert office.states() == [("given_up", MOST_ATTEMPTS)]
    assert "451 later" in office.reasons()[0]
    assert [error.code for error in office.given_up] == ["mail.put_off"]
    peer.behave()
    assert office.outbox.try_again() == 1
    assert office.post.post_due() == 1


def test_a_refused_letter_is_given_up_at_once_and_others_go(office: Office, peer: SmtpPeer) -> None:
    office.use(peer)
    office.outbox.queue(LETTER)
    peer.behave("refuse")
    office.post.post_due()
    assert office.states() == [("given_up", 1)]
    assert "550 no such box" in office.reasons()[0]
    peer.behave()
    office.outbox.queue(LETTER)
    assert office.post.post_due() == 1


@pytest.mark.parametrize(
    ("way", "code"),
    [("login", "mail.login"), ("sender", "mail.sender"), ("cut", "mail.cut"), ("silent", "mail.unreachable")],
)
def test_what_is_wrong_with_the_server_is_told_and_the_letter_waits(
    office: Office, peer: SmtpPeer, way: str, code: str
) -> None:
    office.use(peer)
    office.outbox.queue(LETTER)
    office.outbox.queue(LETTER)
    peer.behave(way)
    office.post.post_due()
    office.post.post_due()
    assert office.states() == [("waiting", 1), ("waiting", 1)]
    if way in {"login", "silent", "cut"}:
        assert office.post.problem is not None
        assert office.post.problem.code == code
    assert all(office.reasons())
    office.clock.time += timedelta(minutes=1)
    peer.behave()
    assert office.post.post_due() == 2


def test_nothing_is_sent_in_the_clear_or_to_a_stranger(office: Office, tmp_path: Path) -> None:
    office.post.set_password(PASSWORD)
    with smtp_peer(tmp_path / "bare", "none") as peer:
        office.use(peer)
        with pytest.raises(ExpectedError, match=r"mail\.no_tls"):
            office.post.check()
    with smtp_peer(tmp_path / "named", host="thu.khac.vn") as peer:
        office.use(peer)
        with pytest.raises(ExpectedError, match=r"mail\.untrusted"):
            office.post.check()
    with smtp_peer(tmp_path / "strange") as peer:
        other = tmp_path / "authority"
        other.mkdir()
        make_certificate(other, "localhost")
        for ca_file in (str(other / "peer.crt"), ""):
            office.use(peer, ca_file=ca_file)
            with pytest.raises(ExpectedError, match=r"mail\.untrusted"):
                office.post.check()
        office.use(peer, ca_file=str(tmp_path / "none.pem"))
        with pytest.raises(ExpectedError, match=r"mail\.ca_unreadable"):
            office.post.check()
        (tmp_path / "no.pem").write_text("không phải chứng chỉ", "utf-8")
        office.use(peer, ca_file=str(tmp_path / "no.pem"))
        with pytest.raises(ExpectedError, match=r"mail\.ca_unreadable"):
            office.post.check()
        assert peer.letters() == []
    office.post.configure(MailServer(host="localhost", port=_free_port(), sender="a@b.vn"))
    with pytest.raises(ExpectedError, match=r"mail\.unreachable"):
        office.post.check()


def _free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


def test_a_letter_that_was_cut_off_with_the_program_goes_again_under_one_name(office: Office, peer: SmtpPeer) -> None:
    office.use(peer)
    office.outbox.queue(LETTER)
    (taken,) = office.outbox.take()
    assert office.outbox.take() == [], "another window of this profile leaves it alone"
    office.clock.time += timedelta(minutes=11)
    peer.behave("forget")  # the server has it, the answer is lost
    office.post.post_due()
    peer.behave()
    office.clock.time += timedelta(minutes=1)
    assert office.post.post_due() == 1
    names = {read(content)["Message-ID"] for content in peer.letters()}
    assert names == {f"<{taken.id.hex}@xa.gov.vn>"}
    assert len(peer.letters()) == 2


def test_letters_are_not_taken_without_a_server_or_an_address(office: Office, peer: SmtpPeer) -> None:
    with pytest.raises(ExpectedError, match=r"mail\.not_set_up"):
        office.outbox.queue(LETTER)
    with pytest.raises(ExpectedError, match=r"mail\.not_set_up"):
        office.post.check()
    office.use(peer)
    for address in ("", "lan", "a@b\nRCPT TO:<x@y.vn>", "a b@c.vn", "lân@xa.vn", "a@b.vn, c@d.vn", "<a@b.vn>"):
        with pytest.raises(ExpectedError, match=r"mail\.address_wrong"):
            office.outbox.queue(Letter(recipient=address, subject="x", body="y"))
    office.post.configure(None)
    assert office.post.post_due() == 0


def test_the_thread_sends_by_itself_and_stops_while_a_server_is_silent(office: Office, peer: SmtpPeer) -> None:
    office.outbox = office.post.outbox = MailOutbox(office.db)
    office.outbox.on_letter = office.post._wake.set  # the real clock for this one
    office.use(peer)
    office.post.start()
    office.outbox.queue(LETTER)
    wait_for(lambda: len(peer.letters()) == 1)
    wait_for(lambda: office.states()[0][0] == "sent")
    peer.behave("silent")
    office.outbox.queue(LETTER)
    wait_for(lambda: office.states()[0][0] == "sending")
    office.post.stop()
    assert not [thread for thread in threading.enumerate() if thread.name == "post-office" and not thread.daemon]
    wait_for(lambda: not [thread for thread in threading.enumerate() if thread.name == "post-office"])


def wait_for(condition: object) -> None:
    assert callable(condition)
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_who_is_told_by_mail_is_who_wants_it(office: Office, peer: SmtpPeer) -> None:
    accounts, people = AccountService(office.db), PersonService(office.db)
    preferences = Preferences(office.db)
    notices = NoticeService(office.db, office.outbox, office.clock)
    ids = {}
    for name, choice in (("an", "all"), ("binh", None), ("chi", "never"), ("dung", {"lạ": 1})):
        account = accounts.create(user_name=name, display_name=name, role=Role.ADMIN, password="Mot-mat-khau-2026")
        accounts.set_person(account.id, people.add(PersonDraft(name=name, email=f"{name}@xa.vn")).id)
        ids[name] = account.id
        if choice is not None:
            preferences.set(account.id, MAIL_KEY, choice)
    notices.send(ids.values(), "trước khi có máy chủ thư")
    assert office.outbox.letters() == []
    office.use(peer)
    assert notices.send(ids.values(), "thường") == 4
    assert [letter.recipient for letter in office.outbox.letters()] == ["an@xa.vn"]
    notices.send(ids.values(), "gấp", "nội dung", is_urgent=True)
    assert sorted(letter.recipient for letter in office.outbox.letters()) == [
        "an@xa.vn",
        "an@xa.vn",
        "binh@xa.vn",
        "dung@xa.vn",
    ]
    assert office.post.post_due() == 4
