"""The organ's red seal: real size, over the left third of the signature, clear around, and still PDF/A-2b."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from pyhanko.pdf_utils.reader import PdfFileReader
from pypdf import PdfReader

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.documents import fonts
from ioc_desktop.documents.build import build
from ioc_desktop.documents.layout import MM
from ioc_desktop.documents.lint.check import lint
from ioc_desktop.documents.signing import seals
from ioc_desktop.documents.signing.model import KeyFile, Place, Verdict, Wish
from ioc_desktop.documents.signing.signing import sign, signatures_of
from ioc_desktop.documents.signing.verification import verify
from tests.support import papers
from tests.support.certificates import PASSWORD, Authority
from tests.support.register import Fixed
from tests.unit.documents.test_archive_form import (  # noqa: F401  (collected here with the fixtures of this module)
    every_dictionary,
    test_every_font_is_embedded_and_symbolic_with_one_table,
    test_one_output_intent_names_the_colours,
    test_only_grey_and_rgb_are_used,
)

NOW = datetime(2026, 7, 1, 8, tzinfo=UTC)


def seal_bytes(*, dots: float = 0, color: tuple[int, ...] = (200, 10, 20), px: int = 425, clear: bool = True) -> bytes:
    """A ring on a clear ground; 425 dots at 300 to the inch are 36 mm."""
    picture = Image.new("RGBA", (px, px), (255, 255, 255, 0 if clear else 255))
    ImageDraw.Draw(picture).ellipse((4, 4, px - 5, px - 5), outline=(*color, 255), width=12)
    held = io.BytesIO()
    picture.save(held, "PNG", **({"dpi": (dots, dots)} if dots else {}))
    return held.getvalue()


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="module")
def paper() -> bytes:
    return build(replace(papers.report(), number=None, date=None), made_at=papers.MADE_AT)


@pytest.fixture(scope="module")
def keys(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> tuple[KeyFile, KeyFile]:
    folder: Path = tmp_path_factory.mktemp("keys")
    person, organ = (KeyFile(authority.person(name).file(folder), PASSWORD) for name in ("Nguyễn Thị A", "Cơ quan"))
    return person, organ


def sealed(paper: bytes, keys: tuple[KeyFile, KeyFile], seal: bytes, hand: bytes | None) -> bytes:
    signed, _ = sign(paper, keys[0], Wish(picture=hand), clock=Fixed(NOW))
    return sign(signed, keys[1], Wish(place=Place.SEAL, picture=seal), clock=Fixed(NOW))[0]


@pytest.fixture(scope="module")
def content(paper: bytes, keys: tuple[KeyFile, KeyFile]) -> bytes:
    return sealed(paper, keys, seal_bytes(dots=300), papers.photo_bytes(size=(320, 160), kind="PNG"))


@pytest.fixture(scope="module")
def reader(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content), strict=True)


def boxes(content: bytes) -> tuple[seals.Box, seals.Box]:
    """The picture of the hand and the seal."""
    hand, seal = [each.sig_field for each in signatures_of(PdfFileReader(io.BytesIO(content)))]
    return seals.hand_of(hand), seals.box_of(seal)


def test_it_has_its_real_size_and_covers_a_third_of_the_hand(content: bytes) -> None:
    hand, seal = boxes(content)
    assert hand[2] - hand[0] == pytest.approx(2 * (hand[3] - hand[1]), rel=0.02)  # the picture, not the whole room
    assert (seal[2] - seal[0]) / MM == pytest.approx(36, abs=0.5)
    assert (seal[2] - hand[0]) / (hand[2] - hand[0]) == pytest.approx(1 / 3, abs=0.03)
    assert seal[0] < hand[0]
    assert (seal[1] + seal[3]) / 2 == pytest.approx((hand[1] + hand[3]) / 2, abs=1)


def test_without_a_picture_it_covers_a_third_of_the_words(paper: bytes, keys: tuple[KeyFile, KeyFile]) -> None:
    words, seal = boxes(sealed(paper, keys, seal_bytes(dots=300), None))
    longest = fonts.width("Thời gian ký: 2026-07-01T15:00:00+07:00", fonts.REGULAR, 10)
    assert words[2] - words[0] == pytest.approx(longest, abs=0.5)
    assert (seal[2] - words[0]) / (words[2] - words[0]) == pytest.approx(1 / 3, abs=0.03)


def test_both_signatures_hold_and_the_linter_is_content(content: bytes, authority: Authority) -> None:
    checks = verify(content, [authority.asn1], clock=Fixed(NOW))
    assert [check.verdict for check in checks] == [Verdict.GOOD, Verdict.GOOD]
    assert not [finding for finding in lint(content).findings if finding.code.startswith("seal.")]


def test_what_is_clear_is_a_soft_mask_as_the_archive_form_allows(reader: PdfReader) -> None:
    """ISO 19005-2, 6.2.8 and 6.2.10: no interpolation, no other blending; colours are those of the output intent."""
    masked = [each for each in every_dictionary(reader) if "/SMask" in each]
    (seal,) = [each for each in masked if each.get("/Subtype") == "/Image"]
    assert len(masked) == 1
    assert seal["/ColorSpace"] == "/DeviceRGB"
    mask = seal["/SMask"].get_object()
    assert (mask["/Subtype"], mask["/ColorSpace"], mask["/BitsPerComponent"]) == ("/Image", "/DeviceGray", 8)
    for each in every_dictionary(reader):
        assert not each.get("/Interpolate", False)
        assert not {"/Mask", "/OPI", "/Alternates", "/PS"} & set(each)
        assert each.get("/CA", 1) == each.get("/ca", 1) == 1
        assert each.get("/BM", "/Normal") == "/Normal"
        if "/Group" in each:
            assert each["/Group"].get_object().get("/CS", "/DeviceRGB") == "/DeviceRGB"


def test_a_picture_that_does_not_tell_its_size_is_of_the_usual_size(
    paper: bytes, keys: tuple[KeyFile, KeyFile]
) -> None:
    for dots in (0, 72):  # nothing, or what a screen saved: 150 mm
        _, seal = boxes(sealed(paper, keys, seal_bytes(dots=dots), None))
        assert (seal[2] - seal[0]) / MM == pytest.approx(seals.USUAL_MM, abs=0.5)
    _, small = boxes(sealed(paper, keys, seal_bytes(dots=360), None))
    assert (small[2] - small[0]) / MM == pytest.approx(30, abs=0.5)


@pytest.mark.parametrize(
    "picture",
    [
        b"",
        b"GIF89a",
        papers.photo_bytes(size=(60, 60), kind="JPEG"),
        seal_bytes(clear=False),
        seal_bytes(color=(10, 20, 200)),
        seal_bytes()[:200],
    ],
    ids=["none", "gif", "jpeg", "on white", "blue", "cut"],
)
def test_what_is_no_red_seal_on_a_clear_ground_is_refused(
    paper: bytes, keys: tuple[KeyFile, KeyFile], picture: bytes
) -> None:
    with pytest.raises(ExpectedError) as caught:
        sealed(paper, keys, picture, None)
    assert caught.value.code == "signing.seal_picture"


def test_a_seal_comes_after_the_signature(paper: bytes, keys: tuple[KeyFile, KeyFile]) -> None:
    wish = Wish(place=Place.SEAL, picture=seal_bytes())
    with pytest.raises(ExpectedError) as caught:
        sign(paper, keys[1], wish, clock=Fixed(NOW))
    assert caught.value.code == "signing.seal_first"
    elsewhere, _ = sign(paper, keys[0], Wish(place=Place.COPY), clock=Fixed(NOW))
    with pytest.raises(ExpectedError) as caught:
        sign(elsewhere, keys[1], wish, clock=Fixed(NOW))
    assert caught.value.code == "signing.seal_first"


@pytest.mark.parametrize("rule", [("seal.place", 0.9, (25.0, 45.0)), ("seal.size", 1 / 3, (60.0, 70.0))])
def test_the_linter_knows_a_seal_that_is_too_large_or_out_of_place(
    paper: bytes,
    keys: tuple[KeyFile, KeyFile],
    monkeypatch: pytest.MonkeyPatch,
    rule: tuple[str, float, tuple[float, float]],
) -> None:
    code, overlap, sizes = rule
    monkeypatch.setattr(seals, "OVERLAP", overlap)
    monkeypatch.setattr(seals, "SIZES_MM", sizes)
    hand = papers.photo_bytes(size=(320, 160), kind="PNG")
    content = sealed(paper, keys, seal_bytes(dots=165), hand)  # 65 mm where that is allowed, else the usual size
    assert [each.code for each in lint(content).findings if each.code.startswith("seal.")] == [code]
