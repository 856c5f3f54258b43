"""Putting a signature on a PDF, visibly, without changing what was there: PDF/A-2b stays PDF/A-2b."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from pkcs11 import exceptions as token_errors
from pyhanko.pdf_utils.layout import AxisAlignment, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.stamp import StaticStampStyle

from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.documents.signing import failures
from ioc_desktop.documents.signing.appending import appending
from ioc_desktop.documents.signing.certificates import check_may_sign, described
from ioc_desktop.documents.signing.drawing import Drawing, signature_page
from ioc_desktop.documents.signing.keys import opened, token_failure
from ioc_desktop.documents.signing.model import Certificate, Key, Place, Wish
from ioc_desktop.documents.signing.places import spot_of
from ioc_desktop.documents.signing.seals import read_seal, seal_page, seal_spot
from ioc_desktop.documents.wording import VIETNAM

_WHOLE = SimpleBoxLayoutRule(
    AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, Margins(0, 0, 0, 0), InnerScaling.NO_SCALING
)
_TIME_STAMP_LIMIT_S = 20
_FIELD = "ChuKy{number}"


def sign(content: bytes, key: Key, wish: Wish, *, clock: Clock | None = None) -> tuple[bytes, Certificate]:
    """The document with one more signature, and whose it is. Waits for tokens and networks: off the window's thread.

    Raises:
        ExpectedError: ``signing.*``: not a PDF, wrong password or PIN, token missing or removed, certificate expired,
            signed already by the same, time stamp.
    """
    now = (clock or SystemClock()).now()
    with readable(content) as reader, opened(key) as signer, _explained(wish):
        certificate = check_may_sign(signer.signing_cert, now)
        _check_new(reader, certificate)
        return _signed(content, signer, wish, _Face(reader, wish, certificate, now)), certificate


class _Signing(PdfSigner):
    """Signs at the time that is shown."""

    def __init__(self, now: datetime, *arguments: Any, **words: Any) -> None:
        super().__init__(*arguments, **words)
        self._now = now

    def init_signing_session(self, *arguments: Any, **words: Any) -> PdfSigningSession:
        session = super().init_signing_session(*arguments, **words)
        session.system_time = self._now
        return session


class _Face:
    """What the signature looks like and where it stands."""

    def __init__(self, reader: PdfFileReader, wish: Wish, certificate: Certificate, now: datetime) -> None:
        self.spot, self.certificate, self.now = spot_of(reader, wish.place), certificate, now
        self._seal = read_seal(wish.picture or b"") if wish.place is Place.SEAL else None
        if self._seal is not None:
            fields = [each.sig_field for each in signatures_of(reader)]
            self.spot = seal_spot(fields, self.spot, self._seal)
        self.field = _FIELD.format(number=len(reader.embedded_signatures) + 1)

    def lines(self, code: str) -> list[str]:
        """Who, number, time with its zone as ISO 8601 has it."""
        number = [f"Số: {code}"] if code else []
        moment = self.now.astimezone(VIETNAM).isoformat(timespec="seconds")
        return [f"Ký bởi: {self.certificate.subject}", *number, f"Thời gian ký: {moment}"]

    def style(self, wish: Wish) -> StaticStampStyle:
        width, height = self.spot.size
        lines = self.lines(wish.code)
        page = seal_page(self._seal) if self._seal else signature_page(width, height, lines, wish.picture)
        ground = Drawing(page, width, height)
        return StaticStampStyle(border_width=0, background=ground, background_layout=_WHOLE, background_opacity=1.0)


def _signed(content: bytes, signer: Signer, wish: Wish, face: _Face) -> bytes:
    left, bottom, right, top = face.spot.box
    box = round(left), round(bottom), round(left) + int(right - left), round(bottom) + int(top - bottom)
    meta = PdfSignatureMetadata(
        field_name=face.field, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, reason=wish.reason or None,
        name=face.certificate.subject,
    )  # fmt: skip
    stamper = HTTPTimeStamper(wish.time_stamp_url, timeout=_TIME_STAMP_LIMIT_S) if wish.time_stamp_url else None
    field = SigFieldSpec(sig_field_name=face.field, on_page=face.spot.page, box=box)
    worker = _Signing(face.now, meta, signer, timestamper=stamper, stamp_style=face.style(wish), new_field_spec=field)
    held = io.BytesIO()
    worker.sign_pdf(appending(content), output=held)
    return held.getvalue()


@contextmanager
def readable(content: bytes) -> Iterator[PdfFileReader]:
    """A reader of the document; whatever a broken file does to it is one sentence.

    Raises:
        ExpectedError: ``signing.not_pdf``, ``signing.encrypted``.
    """
    reader = _reader(content)
    if reader.encrypted:
        raise failures.locked_pdf()
    yield reader


def _reader(content: bytes) -> PdfFileReader:
    try:
        reader = PdfFileReader(io.BytesIO(content), strict=False)
        _ = reader.root["/Pages"]["/Count"], len(reader.embedded_signatures)
    except (*failures.BROKEN_FILE, OSError) as error:
        raise failures.not_a_pdf() from error
    return reader


@contextmanager
def _explained(wish: Wish) -> Iterator[None]:
    try:
        yield
    except token_errors.PKCS11Error as error:
        raise token_failure(error) from error
    except (TimestampRequestError, OSError) as error:
        raise (failures.no_time_stamp(wish.time_stamp_url) if wish.time_stamp_url else failures.not_a_pdf()) from error
    except failures.BROKEN_FILE as error:
        raise failures.not_a_pdf() from error


def _check_new(reader: PdfFileReader, certificate: Certificate) -> None:
    """One person signs a document once."""
    for signature in signatures_of(reader):
        if described(signature.signer_cert).fingerprint == certificate.fingerprint:
            raise failures.signed_already(certificate.subject)


def signatures_of(reader: PdfFileReader) -> list[Any]:
    """The signatures of a document in the order in which they were put on, without mere time stamps.

    Raises:
        ExpectedError: ``signing.not_pdf`` for what cannot be parsed.
    """
    try:
        return list(reader.embedded_regular_signatures)
    except failures.BROKEN_FILE as error:
        raise failures.not_a_pdf() from error
