"""Signing and verifying with real keys, files and a token; what goes wrong says what to do."""

from __future__ import annotations

import io
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.documents import fonts
from ioc_desktop.documents.build import build
from ioc_desktop.documents.lint.check import lint
from ioc_desktop.documents.model import Paper
from ioc_desktop.documents.signing.certificates import anchors_in
from ioc_desktop.documents.signing.flattening import flattened
from ioc_desktop.documents.signing.model import (
    FINDING_WORDS,
    VERDICT_WORDS,
    Finding,
    Key,
    KeyFile,
    KeyToken,
    Place,
    Verdict,
    Wish,
)
from ioc_desktop.documents.signing.signing import sign
from ioc_desktop.documents.signing.stamping import Letter, first_page, stamp
from ioc_desktop.documents.signing.verification import verify
from tests.support import papers
from tests.support.certificates import BEGIN, PASSWORD, YEAR, Authority, Person
from tests.support.register import Fixed, pdf
from tests.support.time_stamps import time_stamp_service

NOW = datetime(2026, 7, 1, 8, tzinfo=UTC)
SOFTHSM = Path("/usr/lib/softhsm/libsofthsm2.so")


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="module")
def lan(authority: Authority) -> Person:
    return authority.person("Nguyễn Thị A")


@pytest.fixture
def key(lan: Person, tmp_path: Path) -> KeyFile:
    return KeyFile(lan.file(tmp_path), PASSWORD)


@pytest.fixture(scope="module")
def paper() -> bytes:
    return build(replace(papers.report(), number=None, date=None), made_at=papers.MADE_AT)


def code(deed: Callable[[], object]) -> str:
    with pytest.raises(ExpectedError) as caught:
        deed()
    assert "{" not in caught.value.message()
    return caught.value.code


def signed(content: bytes, key: Key, at: datetime = NOW, **words: object) -> bytes:
    return sign(content, key, Wish(**words), clock=Fixed(at))[0]  # type: ignore[arg-type]


def text_of(content: bytes) -> str:
    appearances = [
        each.get_object()["/AP"]["/N"]
        for page in PdfReader(io.BytesIO(content)).pages
        for each in page.get("/Annots", [])
    ]
    return "\n".join("".join(letter.text for letter in first_page(_as_page(appearance))) for appearance in appearances)


def _as_page(appearance: object) -> bytes:
    """The appearance of a signature as a page of its own, so that its words can be read."""
    writer = PdfWriter()
    page = writer.add_blank_page(600, 400)
    inner = next(iter(appearance["/Resources"]["/XObject"].values())).get_object()  # type: ignore[index]
    copied = inner.clone(writer)
    page[_name("/Resources")] = copied["/Resources"]
    page[_name("/Contents")] = copied.indirect_reference
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def _name(text: str) -> object:
    from pypdf.generic import NameObject

    return NameObject(text)


# ---------------------------------------------------------------------- signing and verifying


def test_a_signature_is_verified_with_who_and_when(paper: bytes, key: KeyFile, authority: Authority) -> None:
    content = signed(paper, key, code="05/BC-UBND", reason="Phê duyệt")
    assert content.startswith(paper)  # only added to
    (check,) = verify(content, [authority.asn1], clock=Fixed(NOW))
    assert check.verdict is Verdict.GOOD
    assert check.certificate.subject == "Nguyễn Thị A, Trung tâm thử"
    assert check.certificate.issuer == "Tổ chức chứng thực thử, Trung tâm thử"
    assert check.signed_at == NOW
    assert (check.covers_all, check.reason, check.findings) == (True, "Phê duyệt", (Finding.UNPROVEN_TIME,))
    words = text_of(content)
    assert "Ký bởi: Nguyễn Thị A, Trung tâm thử" in words
    assert "Số: 05/BC-UBND" in words
    assert "Thời gian ký: 2026-07-01T15:00:00+07:00" in words


def test_two_sign_one_after_the_other(paper: bytes, key: KeyFile, authority: Authority, tmp_path: Path) -> None:
    office = KeyFile(authority.person("Trung tâm Điều hành").file(tmp_path), PASSWORD)
    content = signed(signed(paper, key), office, place=Place.COPY)
    first, second = verify(content, [authority.asn1], clock=Fixed(NOW))
    assert (first.verdict, second.verdict) == (Verdict.GOOD, Verdict.GOOD)
    assert (first.covers_all, second.covers_all) == (False, True)
    assert code(lambda: signed(content, key)) == "signing.signed_already"


def test_the_visible_signature_stands_in_the_room_over_the_name(paper: bytes, key: KeyFile) -> None:
    reader = PdfReader(io.BytesIO(signed(paper, key)))
    (page,) = [page for page in reader.pages if "/Annots" in page]
    left, bottom, right, top = (float(value) for value in page["/Annots"][0].get_object()["/Rect"])
    target = reader.root_object["/Dests"]["/chu-ky"]
    marked = [float(value) for value in target[2:6]]
    assert all(abs(a - b) <= 1.5 for a, b in zip((left, bottom, right, top), marked, strict=True))


def test_other_peoples_documents_are_signed_too(key: KeyFile, authority: Authority) -> None:
    content = signed(pdf(pages=3), key)
    assert verify(content, [authority.asn1], clock=Fixed(NOW))[0].verdict is Verdict.GOOD
    pages = PdfReader(io.BytesIO(content)).pages
    assert ["/Annots" in page for page in pages] == [False, False, True]
    assert verify(pdf()) == ()


def test_a_picture_of_the_hand_is_shown_on_white(paper: bytes, key: KeyFile) -> None:
    content = signed(paper, key, picture=papers.photo_bytes(size=(200, 90), kind="PNG"))
    assert len(content) > len(signed(paper, key))
    assert code(lambda: signed(paper, key, picture=b"GIF89a")) == "signing.picture"


def test_a_copy_for_looking_at_shows_the_signatures(paper: bytes, key: KeyFile) -> None:
    content = signed(paper, key, code="05/BC-UBND", place=Place.COPY)
    seen = flattened(content)
    assert seen.startswith(content)
    assert "Ký bởi: Nguyễn Thị A" in lines(seen)
    assert "Ký bởi" not in lines(content)
    added = first_page(seen)[len(first_page(content)) :]
    assert [letter.base for letter in added] == sorted((letter.base for letter in added), reverse=True)  # upright
    assert all(letter.base > 780 for letter in added)
    assert flattened(paper) == paper
    assert flattened(b"%PDF-1.7") == b"%PDF-1.7"


# ---------------------------------------------------------------------- what the verification finds


def findings(content: bytes, authority: Authority | None, at: datetime = NOW) -> tuple[Finding, ...]:
    (check,) = verify(content, [authority.asn1] if authority else [], clock=Fixed(at))
    return check.findings


def test_a_byte_that_was_changed_is_found(paper: bytes, key: KeyFile, authority: Authority) -> None:
    content = bytearray(signed(paper, key))
    at = content.index(b"/CreationDate") + 20
    content[at] ^= 1
    assert Finding.BROKEN in findings(bytes(content), authority)


def test_content_that_was_added_later_is_found(paper: bytes, key: KeyFile, authority: Authority) -> None:
    """The signature is still whole; what is shown is not what was signed."""
    content = stamp(signed(paper, key), "99/BC-UBND", date(2026, 7, 2))
    assert Finding.CHANGED in findings(content, authority)
    assert Finding.BROKEN not in findings(content, authority)


def test_a_stranger_is_told_from_an_unknown(paper: bytes, key: KeyFile) -> None:
    assert Finding.UNTRUSTED in findings(signed(paper, key), Authority("Người lạ"))
    assert Finding.NO_ANCHORS in findings(signed(paper, key), None)
    (check,) = verify(signed(paper, key))
    assert check.verdict is Verdict.UNKNOWN


def test_a_certificate_that_is_over_now_was_good_then(paper: bytes, key: KeyFile, authority: Authority) -> None:
    found = findings(signed(paper, key), authority, BEGIN + 10 * YEAR)
    assert found == (Finding.UNPROVEN_TIME, Finding.EXPIRED_NOW)


def test_a_certificate_that_was_over_then_is_found(paper: bytes, authority: Authority, tmp_path: Path) -> None:
    """Signed with another program, which did not look."""
    old = authority.person("Lê Văn Cũ", begin=BEGIN - 5 * YEAR, end=BEGIN - YEAR)
    signer = SimpleSigner.load_pkcs12(str(old.file(tmp_path)), passphrase=PASSWORD.encode())
    held = sign_pdf(IncrementalPdfFileWriter(io.BytesIO(paper)), PdfSignatureMetadata(field_name="X"), signer)
    content = held.getvalue()
    (check,) = verify(content, [authority.asn1], clock=Fixed(NOW))
    assert Finding.EXPIRED_THEN in check.findings
    assert check.verdict is Verdict.BAD


def test_anchors_are_read_from_a_folder(tmp_path: Path, authority: Authority) -> None:
    (tmp_path / "goc.pem").write_bytes(authority.certificate.public_bytes(Encoding.PEM) * 2)
    (tmp_path / "goc.cer").write_bytes(authority.certificate.public_bytes(Encoding.DER))
    (tmp_path / "hong.crt").write_bytes(b"0\x82\x01")
    (tmp_path / "khac.txt").write_bytes(authority.certificate.public_bytes(Encoding.PEM))
    assert [anchor.sha256 for anchor in anchors_in(tmp_path)] == [authority.asn1.sha256] * 3
    assert anchors_in(tmp_path / "khong-co") == []


def test_every_finding_has_its_words() -> None:
    assert set(FINDING_WORDS) == set(Finding)
    assert set(VERDICT_WORDS) == set(Verdict)


# ---------------------------------------------------------------------- what goes wrong with a file


def test_keys_that_do_not_work_say_why(paper: bytes, lan: Person, authority: Authority, tmp_path: Path) -> None:
    file = lan.file(tmp_path)
    assert code(lambda: signed(paper, KeyFile(file, "sai"))) == "signing.password_wrong"
    assert code(lambda: signed(paper, KeyFile(file, ""))) == "signing.password_wrong"
    assert code(lambda: signed(paper, KeyFile(tmp_path / "mat.p12", "x"))) == "signing.key_unreadable"
    for content in (b"", b"khong phai khoa", paper, lan.p12()[:200]):
        (tmp_path / "hong.p12").write_bytes(content)
        assert code(lambda: signed(paper, KeyFile(tmp_path / "hong.p12", PASSWORD))) == "signing.no_key_file"
    bare = serialize_key_and_certificates(b"ky", None, lan.certificate, None, NoEncryption())
    (tmp_path / "khong-khoa.p12").write_bytes(bare)
    assert code(lambda: signed(paper, KeyFile(tmp_path / "khong-khoa.p12", ""))) == "signing.no_private_key"
    other = authority.person("Máy chủ", may_sign=False)
    assert code(lambda: signed(paper, KeyFile(other.file(tmp_path), PASSWORD))) == "signing.usage"


def test_a_certificate_outside_its_time_is_refused(paper: bytes, key: KeyFile) -> None:
    assert code(lambda: signed(paper, key, BEGIN + 4 * YEAR)) == "signing.expired"
    assert code(lambda: signed(paper, key, BEGIN - YEAR)) == "signing.not_yet_valid"


def test_a_key_without_a_password_works(paper: bytes, lan: Person, tmp_path: Path) -> None:
    assert verify(signed(paper, KeyFile(lan.file(tmp_path, ""), "")))


def test_passwords_are_not_shown(key: KeyFile) -> None:
    assert PASSWORD not in repr(key)
    assert "1234" not in repr(KeyToken(SOFTHSM, "1234", "IOC"))


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7\n", b"MZ" * 40, pdf()[:300], b"%PDF-1.7\n" + b"1 0 obj<<>>endobj" * 9]
)
def test_what_is_no_pdf_is_refused(content: bytes, key: KeyFile) -> None:
    assert code(lambda: signed(content, key)) == "signing.not_pdf"
    assert code(lambda: verify(content)) == "signing.not_pdf"
    assert code(lambda: stamp(content, "05/BC", date(2026, 1, 5))) == "signing.not_pdf"


def test_a_locked_pdf_is_refused(key: KeyFile) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt("mở")
    held = io.BytesIO()
    writer.write(held)
    assert code(lambda: signed(held.getvalue(), key)) == "signing.encrypted"
    assert code(lambda: verify(held.getvalue())) == "signing.encrypted"


def test_a_time_stamp_service_that_is_away_says_so(paper: bytes, key: KeyFile) -> None:
    assert code(lambda: signed(paper, key, time_stamp_url="http://127.0.0.1:9/tsa")) == "signing.time_stamp"


def test_a_time_stamp_proves_when_it_was_signed(paper: bytes, key: KeyFile, authority: Authority) -> None:
    """The signer's clock is an hour late; the service's time counts."""
    stamped = NOW + timedelta(hours=1)
    with time_stamp_service(authority.clock(), stamped) as url:
        content = signed(paper, key, time_stamp_url=url)
    (check,) = verify(content, [authority.asn1], clock=Fixed(NOW))
    assert (check.signed_at, check.is_time_stamped, check.findings) == (stamped, True, ())
    (stranger,) = verify(content, [Authority("Khác").asn1], clock=Fixed(NOW))
    assert (stranger.signed_at, stranger.is_time_stamped) == (NOW, False)
    assert Finding.UNPROVEN_TIME in stranger.findings


def test_a_time_stamp_service_that_answers_nonsense_says_so(paper: bytes, key: KeyFile, authority: Authority) -> None:
    with time_stamp_service(authority.clock(), NOW, is_broken=True) as url:
        assert code(lambda: signed(paper, key, time_stamp_url=url)) == "signing.time_stamp"


@pytest.mark.parametrize("seed", range(12))
def test_damaged_files_are_refused_and_never_break_the_program(key: KeyFile, seed: int) -> None:
    random = Random(seed)
    content = bytearray(signed(pdf(), key))
    for _ in range(6):
        at = random.randrange(len(content))
        content[at : at + random.randrange(3)] = random.randbytes(random.randrange(4))
    for deed in (
        verify,
        flattened,
        lambda each: stamp(each, "05/BC", date(2026, 1, 5)),
        lambda each: signed(each, key),
    ):
        try:
            deed(bytes(content))
        except ExpectedError as error:
            assert error.code.startswith("signing.")  # noqa: PT017  (it may also go well)


# ---------------------------------------------------------------------- tokens


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory, lan: Person) -> Iterator[str]:
    """A token of softhsm2 with Lan's key; its PIN is 1234."""
    if not SOFTHSM.exists():
        pytest.skip("softhsm2 is not installed")
    folder = tmp_path_factory.mktemp("hsm")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}/tokens\nobjectstore.backend = file\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    label = "IOC thu"
    init = ["softhsm2-util", "--init-token", "--free", "--label", label, "--so-pin", "5678", "--pin", "1234"]
    subprocess.run(init, check=True, capture_output=True)
    (folder / "khoa.pem").write_bytes(lan.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    put = ["softhsm2-util", "--import", str(folder / "khoa.pem"), "--token", label, "--label", "ky", "--id", "A1"]
    subprocess.run([*put, "--pin", "1234"], check=True, capture_output=True)
    _put_certificate(label, lan)
    yield label
    del os.environ["SOFTHSM2_CONF"]


def _put_certificate(label: str, person: Person) -> None:
    import pkcs11

    with pkcs11.lib(str(SOFTHSM)).get_token(token_label=label).open(rw=True, user_pin="1234") as session:
        session.create_object(
            {
                pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                pkcs11.Attribute.TOKEN: True,
                pkcs11.Attribute.LABEL: "ky",
                pkcs11.Attribute.ID: b"\xa1",
                pkcs11.Attribute.SUBJECT: person.certificate.subject.public_bytes(),
                pkcs11.Attribute.VALUE: person.certificate.public_bytes(Encoding.DER),
            }
        )


def test_a_token_signs(paper: bytes, token: str, authority: Authority) -> None:
    content = signed(paper, KeyToken(SOFTHSM, "1234", token), code="05/BC-UBND")
    (check,) = verify(content, [authority.asn1], clock=Fixed(NOW))
    assert check.verdict is Verdict.GOOD
    assert check.certificate.subject == "Nguyễn Thị A, Trung tâm thử"
    assert signed(paper, KeyToken(SOFTHSM, "1234", certificate="ky"))  # the only token there is


def test_a_token_signs_in_a_process_of_its_own(paper: bytes, token: str, authority: Authority) -> None:
    from ioc_desktop.documents.signing.apart import sign_safely

    key = KeyToken(SOFTHSM, "1234", token)
    content, certificate = sign_safely(paper, key, Wish(code="05/BC-UBND"), clock=Fixed(NOW))
    (check,) = verify(content, [authority.asn1], clock=Fixed(NOW))
    assert (check.verdict, check.signed_at) == (Verdict.GOOD, NOW)
    assert certificate == check.certificate
    wrong = replace(key, pin="9999")
    assert code(lambda: sign_safely(paper, wrong, Wish(), clock=Fixed(NOW))) == "signing.pin_wrong"


def test_a_token_that_is_not_there_says_so(paper: bytes, token: str, tmp_path: Path) -> None:
    assert code(lambda: signed(paper, KeyToken(SOFTHSM, "1234", "Khác"))) == "signing.token_missing"
    assert code(lambda: signed(paper, KeyToken(SOFTHSM, "9999", token))) == "signing.pin_wrong"
    assert code(lambda: signed(paper, KeyToken(SOFTHSM, "1", token))) == "signing.pin_wrong"
    assert code(lambda: signed(paper, KeyToken(tmp_path / "mat.so", "1"))) == "signing.module_missing"
    (tmp_path / "hong.so").write_bytes(b"khong phai thu vien")
    assert code(lambda: signed(paper, KeyToken(tmp_path / "hong.so", "1"))) == "signing.module_missing"
    missing = KeyToken(SOFTHSM, "1234", token, certificate="khong-co")
    assert code(lambda: signed(paper, missing)) == "signing.certificate_missing"


# ---------------------------------------------------------------------- number and date


def lines(content: bytes) -> str:
    return "".join(letter.text for letter in first_page(content))


FAMILIES = (
    papers.report(),
    replace(papers.report(), issuer=papers.PARTY, symbol="BC/ĐU"),
    replace(
        papers.report(), kind="", place="Phong Điền - Quảng Điền - Hương Trà", addressees=("Ủy ban nhân dân thành phố",)
    ),
)


@pytest.mark.parametrize("made", FAMILIES, ids=("committee", "party", "letter"))
def test_a_numbered_document_reads_as_if_it_had_been_built_so(made: Paper) -> None:
    raw = build(replace(made, number=None, date=None), made_at=papers.MADE_AT)
    content = stamp(raw, f"05/{made.symbol}", date(2026, 2, 9))
    assert content.startswith(raw)
    wanted = build(replace(made, number=5, date=date(2026, 2, 9)), made_at=papers.MADE_AT)
    assert sorted(text_lines(content)) == sorted(text_lines(wanted))
    assert lint(content).findings == ()
    for text, letter in placed(content).items():
        assert abs(letter.base - placed(wanted)[text].base) < 0.1, text
    assert stamp(wanted, "06/BC-UBND", date(2026, 3, 1)) == wanted  # it has its number
    assert stamp(pdf(), "05/BC", date(2026, 3, 1)) == pdf()  # nothing to write into


def test_blanks_of_another_builder_are_filled() -> None:
    fonts.ready()
    held = io.BytesIO()
    canvas = Canvas(held)
    for font, y, text in (
        (fonts.REGULAR, 700, "Số:        /BC"),
        (fonts.ITALIC, 680, "ngày      tháng      năm      "),
    ):
        canvas.setFont(font, 13)
        canvas.drawString(100, y, text)
    canvas.save()
    content = stamp(held.getvalue(), "118/BC", date(2026, 10, 2))
    added = first_page(content)[len(first_page(held.getvalue())) :]
    assert "".join(letter.text for letter in added) == "11802102026"
    assert {letter.base for letter in added} == {700, 680}
    before = {letter.text: letter for letter in first_page(held.getvalue())}
    assert before[":"].right < added[0].left
    assert added[2].right < before["/"].left


def text_lines(content: bytes) -> list[str]:
    """Without the hash of the content, which covers the number."""
    rows = [row for page in PdfReader(io.BytesIO(content)).pages for row in page.extract_text().splitlines()]
    return [" ".join(row.split()) for row in rows if not re.fullmatch(r"\s*[0-9a-f]{8,}\s*", row)]


def placed(content: bytes) -> dict[str, Letter]:
    """Where number and date begin."""
    letters = first_page(content)
    text = "".join(letter.text for letter in letters)
    return {word: letters[text.index(word)] for word in ("Số", "ngày 09")}
