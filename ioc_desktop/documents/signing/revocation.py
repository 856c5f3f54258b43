"""Whether the certificate of a signature was revoked: by what the file carries, and by what its authority answers.

Soft fail: an authority that cannot be asked makes no signature wrong, but it is said. Only an authority that this
centre trusts is asked, so that a stranger's file makes the program call nobody.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from asn1crypto import x509
from asn1crypto.crl import CertificateList
from asn1crypto.ocsp import OCSPResponse
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    CRLValidationError,
    OCSPValidationError,
    PathError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy, RevocationCheckingRule

from ioc_desktop.documents.signing import failures, fetching
from ioc_desktop.documents.signing.model import Revocation

_MUST_KNOW = RevocationCheckingPolicy(
    ee_certificate_rule=RevocationCheckingRule.CRL_OR_OCSP_REQUIRED,
    intermediate_ca_cert_rule=RevocationCheckingRule.CHECK_IF_DECLARED,
)
_NO_ANSWER = (
    ValidationError, PathError, CRLValidationError, OCSPValidationError, NotImplementedError, OSError,
    *failures.BROKEN_FILE,
)  # fmt: skip
"""What pyHanko meets in answers that are missing, late, signed by others, or nonsense."""


@dataclass(frozen=True)
class Carried:
    """Proof that a file carries in its document security store (PAdES, ISO 32000-2 12.8.4.3)."""

    crls: Sequence[CertificateList] = ()
    ocsps: Sequence[OCSPResponse] = ()
    certificates: Sequence[x509.Certificate] = ()


@dataclass(frozen=True, kw_only=True)
class Question:
    """Whose certificate, when, and what may be used for the answer.

    Attributes:
        signed_at: by the time stamp, else by the signer's clock.
        may_ask: the authorities may be asked over the network.
        limit_s: for all their answers together.
    """

    certificate: x509.Certificate
    others: Sequence[x509.Certificate]
    anchors: Sequence[x509.Certificate]
    carried: Carried = field(default_factory=Carried)
    signed_at: datetime
    now: datetime
    may_ask: bool
    limit_s: float = fetching.LIMIT_S


def carried_by(reader: PdfFileReader) -> Carried:
    """What the file carries; nothing where it has none or none that can be read."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
        return Carried(
            crls=[CertificateList.load(_content(each)) for each in store.crls],
            ocsps=[OCSPResponse.load(_content(each)) for each in store.ocsps],
            certificates=list(store.load_certs()),
        )
    except (NoDSSFoundError, *failures.BROKEN_FILE):
        return Carried()


def _content(reference: Any) -> bytes:
    return bytes(reference.get_object().data)


def asked(question: Question) -> tuple[Revocation, datetime | None]:
    """What is known, and since when it is revoked. May wait for the network: not on the window's thread."""
    is_valid = question.certificate.not_valid_before <= question.now <= question.certificate.not_valid_after
    found, since = _state(question, question.now if is_valid else question.signed_at, may_ask=question.may_ask)
    if found is not None:
        return found, since
    found, since = _state(question, question.signed_at, may_ask=False, is_past=True)
    if found is Revocation.GOOD:
        return Revocation.GOOD_THEN, None
    if found is not None:
        return found, since
    return (Revocation.NO_ANSWER if question.may_ask else Revocation.NOT_ALLOWED), None


def _state(
    question: Question, moment: datetime, *, may_ask: bool, is_past: bool = False
) -> tuple[Revocation | None, datetime | None]:
    """Revoked or not at a moment; None: nobody said. Of the past, lists of later days tell too."""
    carried = question.carried
    context = ValidationContext(
        trust_roots=list(question.anchors), other_certs=[*question.others, *carried.certificates], moment=moment,
        allow_fetching=may_ask, fetchers=fetching.fetchers(question.limit_s) if may_ask else None,
        crls=list(carried.crls), ocsps=list(carried.ocsps),
        revinfo_policy=CertRevTrustPolicy(_MUST_KNOW, retroactive_revinfo=is_past),
    )  # fmt: skip
    try:
        asyncio.run(CertificateValidator(question.certificate, validation_context=context).async_validate_path())
    except RevokedError as error:
        return Revocation.REVOKED, error.revocation_dt
    except _NO_ANSWER:
        return None, None
    return Revocation.GOOD, None
