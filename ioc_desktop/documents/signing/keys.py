"""From a key file or a token to something that signs, as a context: the token's session is closed behind it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pkcs11
from asn1crypto import pkcs12, x509
from cryptography.hazmat.primitives.serialization.pkcs12 import load_key_and_certificates
from pkcs11 import exceptions as token_errors
from pyhanko.sign.pkcs11 import PKCS11Signer
from pyhanko.sign.signers import Signer, SimpleSigner

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.documents.signing import failures
from ioc_desktop.documents.signing.model import Key, KeyFile, KeyToken

_LARGEST_KEY_FILE = 4 * 2**20


@contextmanager
def opened(key: Key) -> Iterator[Signer]:
    """Something that signs with this key.

    Raises:
        ExpectedError: ``signing.*``: no such file, wrong password, token missing, several or removed, PIN.
    """
    if isinstance(key, KeyFile):
        yield _from_file(key)
        return
    try:
        with _session(key) as session:
            yield _from_token(key, session)
    except token_errors.PKCS11Error as error:
        raise token_failure(error) from error


# ------------------------------------------------------------------ files


def _from_file(key: KeyFile) -> Signer:
    try:
        if key.file.stat().st_size > _LARGEST_KEY_FILE:
            raise failures.no_key_file(key.file.name)
        content = key.file.read_bytes()
    except OSError as error:
        raise failures.unreadable_key(key.file.name) from error
    _check_form(content, key.file.name)
    password = key.password.encode()
    try:
        private, certificate, _others = load_key_and_certificates(content, password or None)
    except ValueError as error:
        raise failures.wrong_password() from error
    if private is None or certificate is None:
        raise failures.no_private_key(key.file.name)
    try:
        signer: Signer = SimpleSigner.load_pkcs12_data(content, other_certs=[], passphrase=password or None)
    except (ValueError, NotImplementedError) as error:  # a kind of key that nobody can sign PDF with
        raise failures.no_private_key(key.file.name) from error
    return signer


def _check_form(content: bytes, name: str) -> None:
    """Tell a file that is no key file from a wrong password: only the outside is read."""
    try:
        _ = pkcs12.Pfx.load(content, strict=False)["auth_safe"]["content_type"].native
    except (ValueError, TypeError, KeyError) as error:
        raise failures.no_key_file(name) from error


# ------------------------------------------------------------------ tokens


@contextmanager
def _session(key: KeyToken) -> Iterator[Any]:
    if not key.module.is_file():
        raise failures.no_module(key.module.name)
    try:
        library = pkcs11.lib(str(key.module))
    except (RuntimeError, OSError) as error:
        raise failures.no_module(key.module.name) from error
    library.reinitialize()  # a token that was plugged in since is seen
    with _token(library, key.token).open(user_pin=key.pin) as session:
        yield session


def _token(library: Any, label: str) -> Any:
    tokens = list(library.get_tokens(token_label=label) if label else library.get_tokens())
    tokens = [token for token in tokens if token.label.strip("\0 ")]  # softhsm2 keeps an empty slot ready
    if not tokens:
        raise failures.no_token()
    if len(tokens) > 1:
        raise failures.several_tokens(", ".join(sorted(token.label for token in tokens)))
    return tokens[0]


def _from_token(key: KeyToken, session: Any) -> Signer:
    query = {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE}
    found = list(session.get_objects(query))
    keys = {_id(each) for each in session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY})}
    with_key = [each for each in found if _id(each) in keys]
    wanted = [each for each in with_key if not key.certificate or _label(each) == key.certificate]
    if len(wanted) != 1:
        raise failures.no_certificate(", ".join(sorted(_label(each) for each in with_key)) or "0")
    certificate = x509.Certificate.load(wanted[0][pkcs11.Attribute.VALUE])
    others = [x509.Certificate.load(each[pkcs11.Attribute.VALUE]) for each in found if each is not wanted[0]]
    return PKCS11Signer(session, signing_cert=certificate, ca_chain=others, key_id=_id(wanted[0]))


def _id(found: Any) -> bytes:
    return bytes(found[pkcs11.Attribute.ID])


def _label(found: Any) -> str:
    return str(found[pkcs11.Attribute.LABEL])


def token_failure(error: token_errors.PKCS11Error) -> ExpectedError:
    """What a failure of a token means for the person at the desk."""
    if isinstance(error, token_errors.PinIncorrect | token_errors.PinInvalid | token_errors.PinLenRange):
        return failures.wrong_pin()
    if isinstance(error, token_errors.PinLocked):
        return failures.locked_pin()
    absent = token_errors.NoSuchToken, token_errors.TokenNotPresent, token_errors.TokenNotRecognised
    if isinstance(error, (*absent, token_errors.SlotIDInvalid)):
        return failures.no_token()
    return failures.token_removed()
