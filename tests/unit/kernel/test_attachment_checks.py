"""What comes in is what it says it is, can be read, and is no larger than allowed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfWriter

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.attachments.files import ContentFolder
from ioc_desktop.kernel.attachments.service import AttachmentService, Limits
from ioc_desktop.kernel.attachments.sniffing import is_lie, of_head, of_name, sniff
from ioc_desktop.kernel.attachments.thumbnails import LONGEST_PX, thumbnail
from ioc_desktop.store.database import Database

MB = 2**20
LIMITS = Limits(file=3 * MB, picture=2 * MB)


@pytest.fixture
def attachments(db: Database, tmp_path: Path) -> AttachmentService:
    return AttachmentService(db, ContentFolder(tmp_path / "contents"), thumbnail, lambda: LIMITS)


def picture(kind: str = "JPEG", size: tuple[int, int] = (900, 600)) -> bytes:
    noise = np.random.default_rng(1).integers(0, 255, (size[1] // 4, size[0] // 4, 3), np.uint8)
    file = io.BytesIO()
    Image.fromarray(noise).resize(size).save(file, kind)
    return file.getvalue()


def pdf(password: str = "") -> bytes:
    writer, file = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    if password:
        writer.encrypt(password)
    writer.write(file)
    return file.getvalue()


def packed(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def code(attachments: AttachmentService, path: Path, name: str = "") -> str:
    with pytest.raises(ExpectedError) as caught:
        attachments.add("incident", uuid7(), path, name=name)
    assert caught.value.message()
    return caught.value.code


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", picture()), ("a.JPEG", picture()), ("a.png", picture("PNG")), ("a.webp", picture("WEBP")),
        ("a.bmp", picture("BMP")), ("a.gif", picture("GIF")), ("a.pdf", pdf()), ("kín.pdf", pdf("mật khẩu")),
        ("a.mp4", b"\x00\x00\x00\x20ftypisom" + bytes(64)), ("a.mov", b"\x00\x00\x00\x20ftypqt  " + bytes(64)),
        ("a.docx", packed("[Content_Types].xml", "word/document.xml")), ("a.zip", packed("a")),
        ("a.xlsx", packed("[Content_Types].xml", "xl/a")), ("a.txt", "Ghi chú".encode()), ("a.csv", b"a;b"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99)), ("không đuôi", bytes(99)), ("a.json", b"{}"),
        ("a.lạ", b"\x01\x02"), ("a.dav", b"\x01\x02\x00"), ("a.svg", b"<svg/>"),
    ],
)  # fmt: skip
def test_honest_files_come_in(attachments: AttachmentService, tmp_path: Path, name: str, content: bytes) -> None:
    owner = uuid7()
    made = attachments.add("incident", owner, put(tmp_path, name, content))
    assert attachments.of("incident", owner) == [made]
    assert (made.thumb_sha256 is not None) == (made.mime.startswith("image/") and made.mime != "image/svg+xml")
    assert made.mime == of_name(name) or of_name(name) == "application/octet-stream"


@pytest.mark.parametrize(
    ("name", "content", "right"),
    [
        ("ảnh.jpg", picture("PNG"), ".png"), ("ảnh.png", pdf(), ".pdf"), ("a.pdf", picture(), ".jpg"),
        ("a.jpg", b"khong phai anh", ".txt"), ("a.mp4", packed("a"), ".zip"), ("a.txt", pdf(), ".pdf"),
        ("a.xlsx", packed("[Content_Types].xml", "word/a"), ".docx"), ("a.pdf", bytes(99), ""),
    ],
)  # fmt: skip
def test_an_ending_that_lies_is_told(
    attachments: AttachmentService, tmp_path: Path, name: str, content: bytes, right: str
) -> None:
    path = put(tmp_path, name, content)
    with pytest.raises(ExpectedError) as caught:
        attachments.add("incident", uuid7(), path)
    assert (caught.value.code, caught.value.facts.get("right", "")) == ("attachment.lying", right)
    if right:
        assert attachments.add("incident", uuid7(), path, mends_ending=True).name == f"{path.stem}{right}"


def test_what_is_too_large_is_told_before_it_is_copied(attachments: AttachmentService, tmp_path: Path) -> None:
    photo = put(tmp_path, "lớn.jpg", picture() + bytes(2 * MB))
    film = put(tmp_path, "phim.mp4", b"\x00\x00\x00\x20ftypisom" + bytes(4 * MB))
    with pytest.raises(ExpectedError) as caught:
        attachments.add("incident", uuid7(), photo)
    assert (caught.value.code, caught.value.facts["limit"]) == ("attachment.picture_too_large", 2)
    assert code(attachments, film) == "attachment.too_large"
    huge = put(tmp_path, "200.jpg", picture())
    with huge.open("r+b") as file:
        file.truncate(200 * MB)
    assert code(attachments, huge) == "attachment.picture_too_large"
    assert not (tmp_path / "contents").exists()


@pytest.mark.parametrize(
    ("name", "content", "wanted"),
    [
        ("cụt.jpg", picture()[:3_000], "attachment.picture_broken"),
        ("cụt.png", picture("PNG")[:3_000], "attachment.picture_broken"),
        ("đầu.jpg", b"\xff\xd8\xff" + bytes(500), "attachment.picture_broken"),
        ("cụt.pdf", pdf()[:300], "attachment.pdf_broken"),
        ("rác.pdf", b"%PDF-1.7\n" + bytes(500) + b"%%EOF", "attachment.pdf_broken"),
        ("chạy.exe", b"MZ" + bytes(200), "attachment.program"),
        ("chạy.jpg", b"\x7fELF" + bytes(200), "attachment.program"),
        ("trống.pdf", b"", "attachment.empty"),
        ("trống.txt", b"", "attachment.empty"),
    ],
)
def test_what_is_broken_or_runs_is_told(
    attachments: AttachmentService, tmp_path: Path, name: str, content: bytes, wanted: str
) -> None:
    assert code(attachments, put(tmp_path, name, content)) == wanted
    assert code(attachments, tmp_path / "không có") == "attachment.unreadable"


def test_a_picture_that_unpacks_to_too_much_has_no_small_one(tmp_path: Path) -> None:
    bomb = tmp_path / "bom.png"
    Image.new("1", (40_000, 40_000)).save(bomb)
    assert bomb.stat().st_size < MB
    assert thumbnail(bomb) is None


def test_a_small_picture_stands_upright_and_is_small(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6  # taken with the camera on its side
    Image.new("RGB", (6_000, 4_000), "red").save(path, exif=exif)
    small = thumbnail(path)
    assert small is not None
    with Image.open(io.BytesIO(small)) as shown:
        assert shown.size == (LONGEST_PX * 2 // 3, LONGEST_PX)
    for other in (b"", b"text", pdf()):
        assert thumbnail(put(tmp_path, "x", other)) is None


def test_what_the_program_made_is_taken_as_it_is(attachments: AttachmentService) -> None:
    made = attachments.add_bytes("event", uuid7(), b"no picture", name="a.jpg")
    assert (made.mime, made.thumb_sha256) == ("text/plain", None)
    assert attachments.add_bytes("event", uuid7(), picture(), name="a.jpg").mime == "image/jpeg"


def test_marks_are_known(tmp_path: Path) -> None:
    assert of_head(b"RIFF\x00\x00\x00\x00AVI LIST") == "video/x-msvideo"
    assert of_head(b"\x00\x00\x00\x1cftypheic") == "image/heic"
    assert of_head("Đường".encode() * 1_000) == "text/plain"
    assert sniff(put(tmp_path, "a", packed("a")[:40])) == "application/zip"
    assert not is_lie("video/webm", "video/x-matroska")
    assert is_lie("image/jpeg", "text/plain")
