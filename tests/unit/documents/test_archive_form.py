"""The clauses of PDF/A-2b that the builder relies on, each read back from the file."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from ioc_desktop.documents.build import build
from ioc_desktop.documents.model import Urgency
from tests.support import papers

NAMESPACES = {
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
}


@pytest.fixture(scope="module")
def content() -> bytes:
    return build(papers.full_report(drill=True, draft=True, urgency=Urgency.FLASH), made_at=papers.MADE_AT)


@pytest.fixture(scope="module")
def reader(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content), strict=True)


def objects(reader: PdfReader) -> Iterator[Any]:
    for number in sorted(reader.xref[0]):
        yield reader.get_object(IndirectObject(number, 0, reader))


def dictionaries(found: Any) -> Iterator[DictionaryObject]:
    """Every dictionary, direct ones within others too."""
    if isinstance(found, DictionaryObject):
        yield found
        for value in found.values():
            if not isinstance(value, IndirectObject):
                yield from dictionaries(value)
    elif isinstance(found, ArrayObject):
        for value in found:
            if not isinstance(value, IndirectObject):
                yield from dictionaries(value)


def every_dictionary(reader: PdfReader) -> list[DictionaryObject]:
    return [each for found in objects(reader) for each in dictionaries(found)]


def test_the_file_begins_and_ends_as_asked(content: bytes) -> None:
    # 6.1.2: version line, then a comment of at least four bytes over 127; 6.1.3: nothing after the end.
    assert content.startswith(b"%PDF-1.7\n%")
    assert all(byte > 127 for byte in content.split(b"\n")[1][1:5])
    assert content.endswith(b"%%EOF\n")
    assert content.count(b"%%EOF") == 1


def test_the_trailer_has_an_identifier_and_no_encryption(reader: PdfReader) -> None:
    first, second = reader.trailer["/ID"]
    assert len(first.original_bytes) == 16
    assert first == second
    assert "/Encrypt" not in reader.trailer


def test_every_stream_has_its_true_length_and_an_allowed_filter(content: bytes, reader: PdfReader) -> None:
    # 6.1.7: Length is the number of bytes; no LZW, no external streams.
    lengths = [
        (int(each[1]), each.end())
        for each in re.finditer(rb"/Length (\d+)\s(?:(?!endobj).)*?>>\nstream\r?\n", content, re.DOTALL)
    ]
    assert len(lengths) == len([each for each in objects(reader) if isinstance(each, StreamObject)])
    assert all(content[end + length :].lstrip(b"\r\n").startswith(b"endstream") for length, end in lengths)
    for each in every_dictionary(reader):
        filters = each.get("/Filter", [])
        assert set(filters if isinstance(filters, list) else [filters]) <= {"/FlateDecode", "/DCTDecode"}
        assert not {"/F", "/FFilter", "/FDecodeParms"} & set(each) or not isinstance(each, StreamObject)


def test_one_output_intent_names_the_colours(reader: PdfReader) -> None:
    (intent,) = reader.root_object["/OutputIntents"]
    intent = intent.get_object()
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/OutputConditionIdentifier"]
    profile = intent["/DestOutputProfile"].get_object()
    data = profile.get_data()
    assert profile["/N"] == 3
    assert data[12:20] == b"mntrRGB "  # device class monitor, colours RGB
    assert data[36:40] == b"acsp"
    assert int.from_bytes(data[:4], "big") == len(data)
    assert data[8] < 5


def test_only_grey_and_rgb_are_used(reader: PdfReader) -> None:
    # 6.2.4.3: device colours other than those of the output intent would need a default space.
    for page in reader.pages:
        operators = page.get_contents().get_data()
        assert not re.search(rb"(?m)(?:^|\s)[kK](?:\s|$)", re.sub(rb"\((?:\\.|[^\\)])*\)", b"", operators))
    spaces = {each["/ColorSpace"] for each in every_dictionary(reader) if each.get("/Subtype") == "/Image"}
    assert spaces <= {"/DeviceRGB", "/DeviceGray"}


def test_nothing_is_transparent_or_interpolated(reader: PdfReader) -> None:
    for each in every_dictionary(reader):
        assert not {"/SMask", "/Mask", "/Group", "/OPI", "/Alternates", "/PS"} & set(each)
        assert not each.get("/Interpolate", False)
        assert each.get("/CA", 1) == each.get("/ca", 1) == 1
        assert each.get("/BM", "/Normal") == "/Normal"


def test_nothing_acts_or_is_attached(reader: PdfReader) -> None:
    root = reader.root_object
    assert not {"/AA", "/OpenAction", "/AcroForm", "/OCProperties", "/Requirements"} & set(root)
    assert "/EmbeddedFiles" not in root.get("/Names", {})
    assert not [each for each in every_dictionary(reader) if each.get("/S") in {"/JavaScript", "/Launch", "/URI"}]
    assert not [page for page in reader.pages if "/Annots" in page or "/AA" in page]


def fonts_of(reader: PdfReader) -> list[DictionaryObject]:
    return [each for each in every_dictionary(reader) if each.get("/Type") == "/Font"]


def test_every_font_is_embedded_and_symbolic_with_one_table(reader: PdfReader) -> None:
    # 6.2.11.4.1: embedded; 6.2.11.6: a symbolic font has no Encoding, and exactly one cmap or the (3,0) one.
    fonts = fonts_of(reader)
    assert {font["/BaseFont"].split("+")[1] for font in fonts} >= {"LiberationSerif", "LiberationSerif-Bold"}
    for font in fonts:
        descriptor = font["/FontDescriptor"]
        assert font["/Subtype"] == "/TrueType"
        assert re.fullmatch(r"/[A-Z]{6}\+.+", font["/BaseFont"])
        assert descriptor["/Flags"] & 4
        assert not descriptor["/Flags"] & 32
        assert "/Encoding" not in font
        program = TTFont(io.BytesIO(descriptor["/FontFile2"].get_object().get_data()))
        assert len(program["cmap"].tables) == 1
        assert "/ToUnicode" in font


def test_widths_agree_with_the_font_programs(reader: PdfReader) -> None:
    # 6.2.11.5: within one thousandth of an em.
    for font in fonts_of(reader):
        program = TTFont(io.BytesIO(font["/FontDescriptor"]["/FontFile2"].get_object().get_data()))
        units, order = program["head"].unitsPerEm, program.getGlyphOrder()
        (table,) = program["cmap"].tables
        metrics = program["hmtx"].metrics
        for code, glyph in table.cmap.items():
            if glyph != order[0]:
                width = font["/Widths"][code - font["/FirstChar"]]
                assert abs(float(width) - metrics[glyph][0] * 1000 / units) <= 1, (code, glyph)


def test_no_page_shows_the_missing_glyph(reader: PdfReader) -> None:
    # 6.2.11.8: code 0 is .notdef in every subset.
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert "\x00" not in text
    assert "\ufffd" not in text


def test_the_metadata_says_the_same_twice(reader: PdfReader) -> None:
    stream = reader.root_object["/Metadata"].get_object()
    assert stream["/Type"] == "/Metadata"
    assert stream["/Subtype"] == "/XML"
    assert "/Filter" not in stream  # 6.6.2.1: the packet is readable without knowing PDF
    tree = ET.fromstring(stream.get_data().decode())

    def says(path: str) -> str:
        found = tree.find(f".//{path}", NAMESPACES)
        assert found is not None
        return "".join(found.itertext()).strip()

    info = reader.metadata
    assert info is not None
    assert (says("pdfaid:part"), says("pdfaid:conformance")) == ("2", "B")
    assert says("dc:title") == info.title == "Báo cáo: " + papers.report().subject
    assert says("dc:creator") == info.author == "Ủy ban nhân dân xã Hòa Tiến"
    assert says("dc:description") == info.subject
    assert says("pdf:Keywords") == info["/Keywords"]
    assert says("pdf:Producer") == info.producer
    assert says("xmp:CreatorTool") == info.creator
    assert info.creation_date == info.modification_date == papers.MADE_AT
    assert says("xmp:CreateDate") == says("xmp:ModifyDate") == "2026-01-05T10:04:05+07:00"


def test_the_language_is_named(reader: PdfReader) -> None:
    assert reader.root_object["/Lang"] == "vi-VN"


def test_the_same_document_gives_the_same_bytes(content: bytes) -> None:
    paper = papers.full_report(drill=True, draft=True, urgency=Urgency.FLASH)
    assert build(paper, made_at=papers.MADE_AT) == content
    assert build(paper, made_at=papers.MADE_AT + timedelta(seconds=1)) != content
