"""Verifying the signatures of a document: without a network, against the certificates that this centre trusts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from asn1crypto import x509
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from ioc_desktop.core.clock import Clock, SystemClock
from ioc_desktop.documents.signing import failures
from ioc_desktop.documents.signing.certificates import described
from ioc_desktop.documents.signing.model import Certificate, Finding, SignatureCheck
from ioc_desktop.documents.signing.signing import readable, signatures_of

_ANY_SIGNING_USE = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)


def verify(
    content: bytes, anchors: Sequence[x509.Certificate] = (), *, clock: Clock | None = None
) -> tuple[SignatureCheck, ...]:
    """Each signature of the document, in order; none for a document that nobody signed. Not on the window's thread.

    Args:
        anchors: certificates of the authorities that are trusted; see ``certificates.anchors_in``.

    Raises:
        ExpectedError: ``signing.not_pdf``, ``signing.encrypted``.
    """
    now = (clock or SystemClock()).now()
    with readable(content) as reader:
        return tuple(_checked(signature, anchors, now) for signature in signatures_of(reader))


def _checked(signature: Any, anchors: Sequence[x509.Certificate], now: datetime) -> SignatureCheck:
    try:
        certificate = described(signature.signer_cert)
        claimed = signature.self_reported_timestamp
        status = _status(signature, anchors, claimed or now)
        stamped = _time_stamp(status)
        if stamped is not None and stamped != claimed:
            status = _status(signature, anchors, stamped)
    except failures.BROKEN_FILE as error:
        raise failures.not_a_pdf() from error
    signed_at = stamped or claimed
    findings = [] if status is None else list(_findings(status, certificate, signed_at, now, anchors))
    return SignatureCheck(
        field=signature.field_name,
        certificate=certificate,
        signed_at=signed_at,
        is_time_stamped=stamped is not None,
        covers_all=status is not None and status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        reason=str(signature.sig_object.get("/Reason", "")),
        findings=tuple(findings) if status is not None else (Finding.BROKEN,),
    )


def _status(signature: Any, anchors: Sequence[x509.Certificate], moment: datetime) -> PdfSignatureStatus | None:
    """What pyHanko finds, by the time of the signature; None for what is no signature that it can check."""
    context = ValidationContext(
        trust_roots=list(anchors), other_certs=list(signature.other_embedded_certs), moment=moment,
        allow_fetching=False, revocation_mode="soft-fail",
    )  # fmt: skip
    try:
        return validate_pdf_signature(signature, context, key_usage_settings=_ANY_SIGNING_USE)
    except SignatureValidationError:
        return None


def _time_stamp(status: PdfSignatureStatus | None) -> datetime | None:
    """The time that a trusted service vouches for."""
    stamp = None if status is None else status.timestamp_validity
    return stamp.timestamp if stamp is not None and stamp.valid and stamp.intact and stamp.trusted else None


def _findings(
    status: PdfSignatureStatus,
    certificate: Certificate,
    signed_at: datetime | None,
    now: datetime,
    anchors: Sequence[x509.Certificate],
) -> Iterator[Finding]:
    if not (status.intact and status.valid):
        yield Finding.BROKEN
    if _was_changed(status):
        yield Finding.CHANGED
    if signed_at is not None and not certificate.is_valid_at(signed_at):
        yield Finding.EXPIRED_THEN
    if status.revoked:
        yield Finding.REVOKED
    elif not anchors:
        yield Finding.NO_ANCHORS
    elif not status.trusted:
        yield Finding.UNTRUSTED
    if _time_stamp(status) is None:
        yield Finding.UNPROVEN_TIME
    if not certificate.is_valid_at(now):
        yield Finding.EXPIRED_NOW


def _was_changed(status: PdfSignatureStatus) -> bool:
    """More than another signature, a form field or proof of validity was added since."""
    level = status.modification_level
    is_more = level is None or level > ModificationLevel.FORM_FILLING
    return status.coverage < SignatureCoverageLevel.ENTIRE_REVISION or is_more or not status.docmdp_ok
