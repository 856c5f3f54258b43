from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.exchange import csv_text
from ioc_desktop.exchange.csv_text import decode, is_formula, neutral, original, quoted, records

VIETNAMESE = "Số gọi;Tên\r\n1;Đường Nguyễn Huệ – phường 5\r\n2;Ổ, Ẳ, ỵ\r\n"
TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    """As Windows writes it: base letter with its hat, then the tone as a letter of its own."""
    written = []
    for ch in text:
        parts = unicodedata.normalize("NFD", ch)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
        written.append(base + "".join(part for part in parts if part in TONES))
    return "".join(written).encode("cp1258")


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (VIETNAMESE.encode(), "utf-8"),
        (VIETNAMESE.encode("utf-8-sig"), "utf-8"),
        (VIETNAMESE.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + VIETNAMESE.encode("utf-16-be"), "utf-16"),
        (VIETNAMESE.encode("utf-16-le"), "utf-16-le"),
        (VIETNAMESE.encode("utf-16-be"), "utf-16-be"),
        (unicodedata.normalize("NFD", VIETNAMESE).encode(), "utf-8"),
        (windows_1258(VIETNAMESE), "cp1258"),
    ],
)
def test_every_encoding_of_excel_is_read(content: bytes, encoding: str) -> None:
    assert decode(content) == (VIETNAMESE, encoding)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "table.empty"),
        (b"\xef\xbb\xbf\r\n \r\n", "table.empty"),
        ("a\nb\nTên đường".encode("utf-16")[:-1], "table.encoding"),
        (b"name\nT\xaa\xb5\xb8\xb6\n", "table.encoding"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x81", "table.encoding"),
        (b"x" * (csv_text.LARGEST_FILE_BYTES + 1), "table.too_large"),
    ],
)
def test_a_file_that_cannot_be_read_is_explained(content: bytes, code: str) -> None:
    with pytest.raises(ExpectedError) as caught:
        decode(content)
    assert caught.value.code == code
    assert caught.value.message()


def test_the_line_of_the_strange_letter_is_named() -> None:
    with pytest.raises(ExpectedError, match="dòng 3"):
        decode(b"a\nb\nT\xaa\xb5\n")


def split(text: str, delimiter: str = ";") -> list[tuple[int, tuple[str, ...] | str]]:
    return [(line.number, line.problem.code if line.problem else line.cells) for line in records(text, delimiter)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a;b\r\nc;d\r\n", [(1, ("a", "b")), (2, ("c", "d"))]),
        ("a;b\rc;d", [(1, ("a", "b")), (2, ("c", "d"))]),
        ('"a;1";"b ""x"""\n', [(1, ("a;1", 'b "x"'))]),
        ('"a\nb";c\nd\n', [(1, ("a\nb", "c")), (3, ("d",))]),
        ('1;"open\n2;good\n3;"x"\n', [(1, "table.quotes"), (2, ("2", "good")), (3, ("3", "x"))]),
        ('1;"open', [(1, "table.quotes")]),
        ('1;"a"b\n2\n', [(1, "table.quotes"), (2, ("2",))]),
        ('1;5" pipe\n', [(1, ("1", '5" pipe'))]),
        ("a;\n", [(1, ("a", ""))]),
        ('"";""\n', [(1, ("", ""))]),
        ("a\u2028b\x0bc;d\n", [(1, ("a\u2028b\x0bc", "d"))]),
    ],
)
def test_a_broken_line_costs_itself_only(text: str, expected: object) -> None:
    assert split(text) == expected


def test_a_huge_line_is_refused_alone() -> None:
    text = f"a;b\n{'x' * (csv_text.LONGEST_LINE + 1)}\nc;d\n"
    assert [cells for _, cells in split(text)] == [("a", "b"), "table.line_too_long", ("c", "d")]


CELL = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r\0"), max_size=20)


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=5), st.sampled_from(csv_text.DELIMITERS))
def test_what_is_written_is_read_back(rows: list[list[str]], delimiter: str) -> None:
    text = "".join(delimiter.join(quoted(cell, delimiter) for cell in row) + "\r\n" for row in rows)
    assert [cells for _, cells in split(text, delimiter)] == [tuple(row) for row in rows]
    standard = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    assert [tuple(row) for row in standard] == [tuple(row) for row in rows]


@given(st.text(max_size=200), st.sampled_from(csv_text.DELIMITERS))
def test_any_text_is_split_into_lines_that_go_forward(text: str, delimiter: str) -> None:
    numbers = [number for number, _ in split(text, delimiter)]
    assert numbers == sorted(set(numbers))


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_explained(content: bytes) -> None:
    try:
        text, _ = decode(content)
    except ExpectedError:
        return
    assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("cell", ["=1+1", "+84", "-x", "@SUM(A1)", "\t=1", "＝1", "\rx"])
def test_formulas_are_neutralised_and_come_back(cell: str) -> None:
    assert is_formula(cell)
    assert neutral(cell) == f"'{cell}"
    assert original(neutral(cell)) == cell


@pytest.mark.parametrize("cell", ["", "a=1", "'tên'", "16,5"])
def test_plain_text_stays(cell: str) -> None:
    assert original(neutral(cell)) == neutral(cell) == cell
