"""A document that was numbered and signed twice keeps every clause of PDF/A-2b that it was built with."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from ioc_desktop.documents.build import build
from ioc_desktop.documents.signing.model import KeyFile, Place, Wish
from ioc_desktop.documents.signing.signing import sign
from ioc_desktop.documents.signing.stamping import stamp
from tests.support import papers
from tests.support.certificates import PASSWORD, Authority
from tests.unit.documents.test_archive_form import (  # noqa: F401  (collected here with the fixtures of this module)
    every_dictionary,
    test_every_font_is_embedded_and_symbolic_with_one_table,
    test_no_page_shows_the_missing_glyph,
    test_nothing_is_transparent_or_interpolated,
    test_one_output_intent_names_the_colours,
    test_only_grey_and_rgb_are_used,
    test_the_language_is_named,
    test_the_metadata_says_the_same_twice,
    test_widths_agree_with_the_font_programs,
)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder: Path = tmp_path_factory.mktemp("keys")
    authority = Authority()
    built = build(replace(papers.full_report(), number=None, date=None), made_at=papers.MADE_AT)
    signed = stamp(built, "05/BC-UBND", date(2026, 1, 5))
    picture = papers.photo_bytes(size=(320, 160), kind="PNG")
    for place, image in ((Place.SIGNER, picture), (Place.COPY, None)):
        key = KeyFile(authority.person(f"Người {place}").file(folder), PASSWORD)
        signed, _ = sign(signed, key, Wish(place=place, code="05/BC-UBND", picture=image))
    return signed


@pytest.fixture(scope="module")
def reader(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content), strict=True)


def test_the_identifier_begins_as_it_did_and_nothing_is_encrypted(reader: PdfReader) -> None:
    first, _ = reader.trailer["/ID"]
    assert len(first.original_bytes) == 16
    assert "/Encrypt" not in reader.trailer


def test_nothing_acts_and_signatures_are_printed(reader: PdfReader) -> None:
    root = reader.root_object
    assert not {"/AA", "/OpenAction", "/OCProperties", "/Requirements"} & set(root)
    form = root["/AcroForm"]
    assert not form.get("/NeedAppearances", False)
    assert "/XFA" not in form
    annotations = [each.get_object() for page in reader.pages for each in page.get("/Annots", [])]
    assert len(annotations) == 2
    for each in annotations:  # 6.3.2: printed, not hidden; 6.3.3: with one appearance, the normal one
        assert each["/Subtype"] == "/Widget"
        assert each["/F"] & 4
        assert not each["/F"] & (1 | 2 | 32)
        assert set(each["/AP"]) == {"/N"}
        assert not {"/A", "/AA"} & set(each)
    assert not [each for each in every_dictionary(reader) if each.get("/S") in {"/JavaScript", "/Launch", "/URI"}]
