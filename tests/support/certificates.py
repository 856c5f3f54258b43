"""Certificates and keys for tests, made when they are needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

PASSWORD = "mật-khẩu"
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
YEAR = timedelta(days=365)


def _name(common: str) -> x509.Name:
    organ = x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Trung tâm thử")
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common), organ])


@dataclass(frozen=True)
class Person:
    """A certificate with its key."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate
    authority: x509.Certificate

    def p12(self, password: str = PASSWORD) -> bytes:
        lock = BestAvailableEncryption(password.encode()) if password else NoEncryption()
        return serialize_key_and_certificates(b"ky", self.key, self.certificate, [self.authority], lock)

    def file(self, folder: Path, password: str = PASSWORD) -> Path:
        path = folder / f"{self.certificate.serial_number}.p12"
        path.write_bytes(self.p12(password))
        return path


class Authority:
    """Who issues certificates in a test."""

    def __init__(self, name: str = "Tổ chức chứng thực thử") -> None:
        self.name = _name(name)
        self.key = rsa.generate_private_key(65537, 2048)
        self.certificate = self._issue(self.name, self.key, BEGIN - 10 * YEAR, BEGIN + 20 * YEAR, is_authority=True)

    @cached_property
    def asn1(self) -> Any:
        """As the verification takes it."""
        return asn1.Certificate.load(self.certificate.public_bytes(Encoding.DER))

    def person(
        self,
        name: str = "Nguyễn Thị A",
        *,
        begin: datetime = BEGIN,
        end: datetime | None = None,
        may_sign: bool = True,
        crl: str = "",
        ocsp: str = "",
    ) -> Person:
        """Of somebody who signs.

        Args:
            crl: address of the list of what this authority revoked.
            ocsp: address where it is asked.
        """
        key = rsa.generate_private_key(65537, 2048)
        certificate = self._issue(
            _name(name), key, begin, end or begin + 3 * YEAR, may_sign=may_sign, told=_told(crl, ocsp)
        )
        return Person(key, certificate, self.certificate)

    def clock(self) -> Person:
        """A time-stamp service's certificate."""
        key = rsa.generate_private_key(65537, 2048)
        certificate = self._issue(_name("Dấu thời gian"), key, BEGIN, BEGIN + 10 * YEAR, is_clock=True)
        return Person(key, certificate, self.certificate)

    def _issue(
        self,
        subject: x509.Name,
        key: rsa.RSAPrivateKey,
        begin: datetime,
        end: datetime,
        *,
        is_authority: bool = False,
        may_sign: bool = True,
        is_clock: bool = False,
        told: Iterable[x509.ExtensionType] = (),
    ) -> x509.Certificate:
        usage = x509.KeyUsage(
            digital_signature=may_sign and not is_authority, content_commitment=may_sign and not is_authority,
            key_encipherment=not may_sign, data_encipherment=False, key_agreement=False, key_cert_sign=is_authority,
            crl_sign=is_authority, encipher_only=False, decipher_only=False,
        )  # fmt: skip
        made = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(begin)
            .not_valid_after(end)
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
            .add_extension(usage, critical=True)
        )
        if is_clock:
            made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        for each in told:
            made = made.add_extension(each, critical=False)
        return made.sign(self.key, hashes.SHA256())

    def revocation_list(self, revoked: Mapping[Person, datetime], at: datetime, days: int = 7) -> bytes:
        """What this authority revoked and when; DER."""
        made = x509.CertificateRevocationListBuilder().issuer_name(self.name).last_update(at)
        made = made.next_update(at + timedelta(days=days))
        for person, since in revoked.items():
            one = x509.RevokedCertificateBuilder().serial_number(person.certificate.serial_number)
            made = made.add_revoked_certificate(
                one.revocation_date(since).add_extension(
                    x509.CRLReason(x509.ReasonFlags.key_compromise), critical=False
                ).build()
            )  # fmt: skip
        return made.sign(self.key, hashes.SHA256()).public_bytes(Encoding.DER)


def _told(crl: str, ocsp: str) -> Iterator[x509.ExtensionType]:
    """Where a certificate says that its authority is asked."""
    if crl:
        where = [x509.UniformResourceIdentifier(crl)]
        yield x509.CRLDistributionPoints([x509.DistributionPoint(where, None, None, None)])
    if ocsp:
        where = x509.UniformResourceIdentifier(ocsp)
        yield x509.AuthorityInformationAccess([x509.AccessDescription(AuthorityInformationAccessOID.OCSP, where)])
