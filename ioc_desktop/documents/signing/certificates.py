"""Certificates in our own words, and whether one may sign now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from asn1crypto import pem, x509

from ioc_desktop.documents.signing import failures
from ioc_desktop.documents.signing.model import Certificate
from ioc_desktop.documents.wording import VIETNAM

_ENDINGS = {".pem", ".crt", ".cer", ".der"}
_SIGNING = {"digital_signature", "non_repudiation"}


def described(certificate: x509.Certificate) -> Certificate:
    """What a person wants to know of a certificate."""
    return Certificate(
        subject=_name(certificate.subject),
        issuer=_name(certificate.issuer),
        serial=f"{certificate.serial_number:x}",
        valid_from=certificate.not_valid_before,
        valid_until=certificate.not_valid_after,
        fingerprint=certificate.sha256.hex(),
    )


def _name(name: x509.Name) -> str:
    parts = name.native
    shown = [parts.get(key) for key in ("common_name", "organization_name")]
    words = [value if isinstance(value, str) else value[0] for value in shown if value]
    return ", ".join(dict.fromkeys(words)) or name.human_friendly


def check_may_sign(certificate: x509.Certificate, now: datetime) -> Certificate:
    """The certificate in words.

    Raises:
        ExpectedError: ``signing.expired``, ``signing.not_yet_valid``, ``signing.usage``.
    """
    found = described(certificate)
    if not found.is_valid_at(now):
        is_over = now > found.valid_until
        day = (found.valid_until if is_over else found.valid_from).astimezone(VIETNAM)
        raise failures.outside_validity(found.subject, f"{day:%d/%m/%Y}", is_over=is_over)
    usage = certificate.key_usage_value
    if usage is not None and not _SIGNING & usage.native:
        raise failures.not_for_signing(found.subject)
    return found


def anchors_in(folder: Path) -> list[x509.Certificate]:
    """The certificates of a folder's files, those that can be read; what an administrator trusts."""
    files = sorted(file for file in folder.glob("*") if file.suffix.casefold() in _ENDINGS) if folder.is_dir() else []
    return [certificate for file in files for certificate in _read(file)]


def _read(file: Path) -> Iterator[x509.Certificate]:
    try:
        content = file.read_bytes()
        pieces = [der for _, _, der in pem.unarmor(content, multiple=True)] if pem.detect(content) else [content]
        for der in pieces:
            certificate = x509.Certificate.load(der)
            _ = certificate.subject.native  # parsed now, not when it is used
            yield certificate
    except (OSError, ValueError, TypeError):
        return
