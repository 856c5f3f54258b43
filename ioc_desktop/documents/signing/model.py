"""What a signature is made with, where it stands, and what a verification found. Frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from ioc_desktop.core.text import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class KeyFile:
    """A PKCS#12 file. The password is used once and kept nowhere."""

    file: Path
    password: str

    def __repr__(self) -> str:
        return f"KeyFile({self.file.name})"


@dataclass(frozen=True)
class KeyToken:
    """A PKCS#11 token.

    Attributes:
        module: the library of the token's maker.
        token: label of the token; empty for the only one.
        certificate: label of the certificate; empty for the only one that can sign.
    """

    module: Path
    pin: str
    token: str = ""
    certificate: str = ""

    def __repr__(self) -> str:
        return f"KeyToken({self.module.name}, {self.token})"


Key = KeyFile | KeyToken


class Place(StrEnum):
    """Where the visible signature stands (Decree 30/2020, Appendix I)."""

    SIGNER = "signer"
    """Box 7c: the room for the signature over the signer's name."""
    CO_SIGNER = "co_signer"
    """The same of who signs at the left."""
    COPY = "copy"
    """Box 14: at the top right of the first page, for the office that issues or copies."""
    SEAL = "seal"
    """Box 8: the organ's seal over the left third of the signature in box 7c, which comes first."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """How to sign.

    Attributes:
        code: number and symbol of the document, shown in the signature.
        picture: PNG of the hand-written signature, shown over the words; of the seal for ``Place.SEAL``.
        reason: kept inside the signature.
        time_stamp_url: RFC 3161 service; empty for the clock of this computer.
    """

    place: Place = Place.SIGNER
    code: str = ""
    picture: bytes | None = None
    reason: str = ""
    time_stamp_url: str = ""


@dataclass(frozen=True)
class Certificate:
    """Whose certificate it is, and how long.

    Attributes:
        subject: common name, with the organisation where there is one.
        fingerprint: SHA-256 of the whole, in hexadecimal.
    """

    subject: str
    issuer: str
    serial: str
    valid_from: datetime
    valid_until: datetime
    fingerprint: str

    def is_valid_at(self, moment: datetime) -> bool:
        return self.valid_from <= moment <= self.valid_until


class Finding(StrEnum):
    """What is wrong, or only unknown, with a signature; from the worst."""

    BROKEN = "broken"
    CHANGED = "changed"
    EXPIRED_THEN = "expired_then"
    REVOKED = "revoked"
    UNTRUSTED = "untrusted"
    NO_ANCHORS = "no_anchors"
    REVOKED_SINCE = "revoked_since"
    UNPROVEN_TIME = "unproven_time"
    EXPIRED_NOW = "expired_now"


FINDING_WORDS = {
    Finding.BROKEN: QT_TRANSLATE_NOOP("signing", "Nội dung không khớp chữ ký: tệp đã bị sửa hoặc hỏng."),
    Finding.CHANGED: QT_TRANSLATE_NOOP("signing", "Có nội dung được thêm hoặc sửa sau khi ký."),
    Finding.EXPIRED_THEN: QT_TRANSLATE_NOOP("signing", "Chứng thư không có hiệu lực vào lúc ký."),
    Finding.REVOKED: QT_TRANSLATE_NOOP(
        "signing", "Chứng thư đã bị thu hồi, không gì chứng minh văn bản được ký trước đó."
    ),
    Finding.UNTRUSTED: QT_TRANSLATE_NOOP("signing", "Chứng thư không do tổ chức chứng thực đã khai trên máy này cấp."),
    Finding.NO_ANCHORS: QT_TRANSLATE_NOOP(
        "signing", "Máy này chưa có chứng thư gốc nào nên chưa biết ai cấp chứng thư là đúng."
    ),
    Finding.REVOKED_SINCE: QT_TRANSLATE_NOOP(
        "signing", "Chứng thư bị thu hồi sau khi ký; dấu thời gian chứng minh văn bản được ký trước đó."
    ),
    Finding.UNPROVEN_TIME: QT_TRANSLATE_NOOP(
        "signing", "Thời điểm ký theo đồng hồ máy người ký, chưa có dấu thời gian."
    ),
    Finding.EXPIRED_NOW: QT_TRANSLATE_NOOP("signing", "Chứng thư nay đã hết hạn; lúc ký còn hiệu lực."),
}
BAD = frozenset({Finding.BROKEN, Finding.CHANGED, Finding.EXPIRED_THEN, Finding.REVOKED})
DOUBTFUL = frozenset({Finding.UNTRUSTED, Finding.NO_ANCHORS})


class Revocation(StrEnum):
    """What is known of the revocation of a signer's certificate."""

    GOOD = "good"
    GOOD_THEN = "good_then"
    """By what the file itself carries, about the time of the signature; nobody said so for today."""
    REVOKED = "revoked"
    NOT_ALLOWED = "not_allowed"
    """Nobody was asked: the centre does not let the program ask."""
    NO_ANSWER = "no_answer"
    """No network, no address in the certificate, or an answer that proves nothing."""
    NO_ISSUER = "no_issuer"
    """The certificate leads to no authority that is trusted, so nobody was asked."""


REVOCATION_WORDS = {
    Revocation.GOOD: QT_TRANSLATE_NOOP("signing", "Chứng thư còn hiệu lực: tổ chức chứng thực không thu hồi."),
    Revocation.GOOD_THEN: QT_TRANSLATE_NOOP(
        "signing", "Chứng thư còn hiệu lực vào lúc ký, theo danh sách thu hồi kèm trong tệp; chưa hỏi được hiện nay."
    ),
    Revocation.REVOKED: QT_TRANSLATE_NOOP("signing", "Chứng thư đã bị thu hồi từ {moment}."),
    Revocation.NOT_ALLOWED: QT_TRANSLATE_NOOP(
        "signing", "Chưa hỏi được việc thu hồi: trung tâm chưa cho hỏi qua mạng. Bật ở Cài đặt, mục Cả trung tâm."
    ),
    Revocation.NO_ANSWER: QT_TRANSLATE_NOOP(
        "signing", "Chưa hỏi được việc thu hồi: tổ chức chứng thực không trả lời. Kiểm tra mạng rồi mở lại văn bản."
    ),
    Revocation.NO_ISSUER: QT_TRANSLATE_NOOP(
        "signing", "Chưa hỏi được việc thu hồi: chưa biết tổ chức nào cấp chứng thư là đúng."
    ),
}


class Verdict(StrEnum):
    """What to make of a signature."""

    GOOD = "good"
    UNKNOWN = "unknown"
    BAD = "bad"


VERDICT_WORDS = {
    Verdict.GOOD: QT_TRANSLATE_NOOP("signing", "Chữ ký hợp lệ"),
    Verdict.UNKNOWN: QT_TRANSLATE_NOOP("signing", "Chữ ký nguyên vẹn, chưa xác minh được người ký"),
    Verdict.BAD: QT_TRANSLATE_NOOP("signing", "Chữ ký không hợp lệ"),
}


@dataclass(frozen=True, kw_only=True)
class SignatureCheck:
    """One signature of a document, verified.

    Attributes:
        signed_at: by the time stamp, else by the signer's clock; None where neither is told.
        is_time_stamped: a trusted time stamp proves the time.
        covers_all: nothing follows in the file; False with the signatures before the last one.
        revoked_at: since when, where it was revoked.
    """

    field: str
    certificate: Certificate
    signed_at: datetime | None
    is_time_stamped: bool
    covers_all: bool
    reason: str
    findings: tuple[Finding, ...]
    revocation: Revocation = Revocation.NOT_ALLOWED
    revoked_at: datetime | None = None

    @property
    def verdict(self) -> Verdict:
        if BAD.intersection(self.findings):
            return Verdict.BAD
        return Verdict.UNKNOWN if DOUBTFUL.intersection(self.findings) else Verdict.GOOD
