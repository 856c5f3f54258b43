"""Verifying the signatures of a document against the certificates that this centre trusts.

Without a network, unless the caller lets authorities be asked whether they revoked a certificate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
from ioc_desktop.documents.signing.model import Certificate, Finding, Revocation, SignatureCheck
from ioc_desktop.documents.signing.revocation import Carried, Question, asked, carried_by
from ioc_desktop.documents.signing.signing import readable, signatures_of

_ANY_SIGNING_USE = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)


def verify(
    content: bytes, anchors: Sequence[x509.Certificate] = (), *, clock: Clock | None = None, may_ask: bool = False
) -> tuple[SignatureCheck, ...]:
    """Each signature of the document, in order; none for a document that nobody signed. Not on the window's thread.

    Args:
        anchors: certificates of the authorities that are trusted; see ``certificates.anchors_in``.
        may_ask: authorities may be asked over the network for what they revoked; some seconds for each signature.

    Raises:
        ExpectedError: ``signing.not_pdf``, ``signing.encrypted``.
    """
    with readable(content) as reader:
        terms = _Terms(anchors, (clock or SystemClock()).now(), may_ask, carried_by(reader))
        return tuple(_checked(signature, terms) for signature in signatures_of(reader))


@dataclass(frozen=True)
class _Terms:
    """What all signatures of a document are judged by."""

    anchors: Sequence[x509.Certificate]
    now: datetime
    may_ask: bool
    carried: Carried


def _checked(signature: Any, terms: _Terms) -> SignatureCheck:
    try:
        certificate = described(signature.signer_cert)
        claimed = signature.self_reported_timestamp
        status = _status(signature, terms.anchors, claimed or terms.now)
        stamped = _time_stamp(status)
        if stamped is not None and stamped != claimed:
            status = _status(signature, terms.anchors, stamped)
    except failures.BROKEN_FILE as error:
        raise failures.not_a_pdf() from error
    signed_at = stamped or claimed
    revocation, revoked_at = _revocation(signature, status, terms, signed_at)
    findings = [] if status is None else [*_findings(status, certificate, signed_at, terms)]
    if revocation is Revocation.REVOKED and status is not None:
        findings.append(_of_revocation(stamped, revoked_at))
    return SignatureCheck(
        field=signature.field_name,
        certificate=certificate,
        signed_at=signed_at,
        is_time_stamped=stamped is not None,
        covers_all=status is not None and status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        reason=str(signature.sig_object.get("/Reason", "")),
        findings=tuple(each for each in Finding if each in findings) if status is not None else (Finding.BROKEN,),
        revocation=revocation,
        revoked_at=revoked_at,
    )


def _revocation(
    signature: Any, status: PdfSignatureStatus | None, terms: _Terms, signed_at: datetime | None
) -> tuple[Revocation, datetime | None]:
    if status is None or not status.trusted:
        return Revocation.NO_ISSUER, None
    question = Question(
        certificate=signature.signer_cert, others=list(signature.other_embedded_certs), anchors=terms.anchors,
        carried=terms.carried, signed_at=signed_at or terms.now, now=terms.now, may_ask=terms.may_ask,
    )  # fmt: skip
    return asked(question)


def _of_revocation(stamped: datetime | None, revoked_at: datetime | None) -> Finding:
    """What was signed before is as good as ever, when somebody other than the signer vouches for the time."""
    is_before = stamped is not None and revoked_at is not None and stamped < revoked_at
    return Finding.REVOKED_SINCE if is_before else Finding.REVOKED


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
    terms: _Terms,
) -> Iterator[Finding]:
    if not (status.intact and status.valid):
        yield Finding.BROKEN
    if _was_changed(status):
        yield Finding.CHANGED
    if signed_at is not None and not certificate.is_valid_at(signed_at):
        yield Finding.EXPIRED_THEN
    if not terms.anchors:
        yield Finding.NO_ANCHORS
    elif not status.trusted:
        yield Finding.UNTRUSTED
    if _time_stamp(status) is None:
        yield Finding.UNPROVEN_TIME
    if not certificate.is_valid_at(terms.now):
        yield Finding.EXPIRED_NOW


def _was_changed(status: PdfSignatureStatus) -> bool:
    """More than another signature, a form field or proof of validity was added since."""
    level = status.modification_level
    is_more = level is None or level > ModificationLevel.FORM_FILLING
    return status.coverage < SignatureCoverageLevel.ENTIRE_REVISION or is_more or not status.docmdp_ok
