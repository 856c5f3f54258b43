"""Pictures of every kind go into the file small, upright and without transparency; bad ones end in a sentence."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.documents.build import build
from ioc_desktop.documents.model import Figure, Paragraph
from ioc_desktop.documents.pictures import SMALLEST_DPI, prepare, prepare_all
from tests.support import papers


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    held = io.BytesIO()
    picture.save(held, kind, **options)  # type: ignore[arg-type]
    return held.getvalue()


MODES = {
    "JPEG": ("RGB", "L", "CMYK", "1"),
    "PNG": ("RGB", "L", "RGBA", "LA", "P", "1", "I;16"),
    "TIFF": ("RGB", "L", "CMYK", "RGBA", "LA", "P", "1", "I;16"),
}


@pytest.mark.parametrize(("kind", "mode"), [(kind, mode) for kind, modes in MODES.items() for mode in modes])
def test_every_mode_becomes_grey_or_rgb(kind: str, mode: str) -> None:
    image = saved(Image.new("L", (900, 600), 90).convert(mode), kind)
    picture = prepare(image, 200.0, 200.0)
    assert picture.mode in {"RGB", "L"}
    assert max(picture.width_px, picture.height_px) <= 446
    assert (picture.jpeg is None) == (kind != "JPEG")


def test_transparent_parts_are_white() -> None:
    image = saved(Image.new("RGBA", (40, 40), (200, 0, 0, 0)), "PNG")
    assert set(prepare(image, 200.0, 200.0).raw) == {255}


def test_a_turned_photograph_stands_upright() -> None:
    source = Image.new("RGB", (800, 400), "navy")
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = prepare(saved(source, "JPEG", exif=exif), 150.0, 300.0)
    assert picture.height_px == pytest.approx(picture.width_px * 2, rel=0.01)
    assert picture.width_px > 300


def test_small_pictures_are_not_blown_up() -> None:
    picture = prepare(saved(Image.new("RGB", (110, 55)), "PNG"), 500.0, 500.0)
    assert picture.fitted(500.0, 500.0) == pytest.approx((72 * 110 / SMALLEST_DPI, 36 * 110 / SMALLEST_DPI))


def test_a_large_photograph_is_stored_small() -> None:
    image = papers.photo_bytes(1, (2400, 1800))
    picture = prepare(image, 220.0, 220.0)
    assert picture.jpeg
    assert len(picture.jpeg) < len(image) / 10


def test_equal_pictures_are_stored_once() -> None:
    image = papers.photo_bytes(4)
    once = build(papers.report(body=(Figure(image), Paragraph("Hết."))))
    twice = build(papers.report(body=(Figure(image), Figure(image), Paragraph("Hết."))))
    assert len(twice) < len(once) * 1.2


def test_several_keep_their_order() -> None:
    images = [saved(Image.new("RGB", (10 + number, 10)), "PNG") for number in range(9)]
    assert [picture.width_px for picture in prepare_all([(image, 99.0, 99.0) for image in images])] == list(
        range(10, 19)
    )


def bomb() -> bytes:
    """A PNG of a few bytes that says to be 60,000 dots wide and high."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))


@pytest.mark.parametrize(
    "image",
    [b"", b"no picture", papers.photo_bytes()[:400], papers.photo_bytes()[:9000], bomb(), b"%PDF-1.7\n", b"<svg/>"],
)
def test_bad_pictures_end_in_a_sentence(image: bytes) -> None:
    with pytest.raises(ExpectedError) as caught:
        prepare(image, 200.0, 200.0)
    assert caught.value.code in {"documents.bad_picture", "documents.picture_too_large"}


def test_one_bad_photograph_among_many_ends_in_a_sentence() -> None:
    good = papers.photo_bytes()
    with pytest.raises(ExpectedError):
        prepare_all([(good, 99.0, 99.0), (b"bad", 99.0, 99.0), (good, 99.0, 99.0)])
