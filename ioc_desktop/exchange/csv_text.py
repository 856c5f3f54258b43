"""CSV as it really arrives: any of Excel's encodings, either separator, broken lines among good ones.

RFC 4180, read leniently per file and strictly per line: one broken line never swallows the good lines after it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, nfc

DELIMITERS = (";", ",", "\t")
LARGEST_FILE_BYTES = 20_000_000
LONGEST_LINE = 20_000
LONGEST_CELL_LINES = 60

_NEWLINE = re.compile(r"\r\n|\n|\r")
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"[ ]*')
_VIETNAMESE = re.compile(r"[\x00-\x7f\u00a0À-Ỹđ–—‘’“”…°·«»₫×]*")


@dataclass(frozen=True)
class Line:
    """One record.

    Attributes:
        number: line of the file where it starts, from 1.
        cells: its fields; empty when ``problem`` is set.
        problem: why it could not be split.
    """

    number: int
    cells: tuple[str, ...] = ()
    problem: ExpectedError | None = None

    @property
    def is_blank(self) -> bool:
        return self.problem is None and not any(cell.strip() for cell in self.cells)


def decode(content: bytes) -> tuple[str, str]:
    """The text in NFC and the encoding it was in: UTF-8 or UTF-16 (with or without BOM), or Windows-1258.

    Raises:
        ExpectedError: ``table.empty``, ``table.too_large``, ``table.encoding``.
    """
    if len(content) > LARGEST_FILE_BYTES:
        raise ExpectedError(
            "table.too_large",
            QT_TRANSLATE_NOOP("errors", "Tệp lớn hơn {limit} MB. Chia thành nhiều tệp nhỏ hơn."),
            limit=LARGEST_FILE_BYTES // 1_000_000,
        )
    if not content.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        raise ExpectedError("table.empty", QT_TRANSLATE_NOOP("errors", "Tệp trống. Chọn tệp CSV có dòng tiêu đề."))
    for encoding in _candidates(content):
        try:
            text = nfc(content.decode(encoding).removeprefix("\ufeff"))
        except UnicodeDecodeError:
            continue
        if encoding != "cp1258" or _VIETNAMESE.fullmatch(text):
            return text, encoding.removesuffix("-sig")
    raise _encoding_problem(content)


def _candidates(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    even, odd = content[0:4000:2].count(0), content[1:4000:2].count(0)
    few, many = min(even, odd), max(even, odd)
    if many > 0.2 * min(len(content), 4000) / 2 and few < many / 10:
        return ("utf-16-le",) if odd > even else ("utf-16-be",)
    return ("utf-8-sig", "cp1258")


def _encoding_problem(content: bytes) -> ExpectedError:
    try:
        content.decode("utf-8")
        line = 1
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
    return ExpectedError(
        "table.encoding",
        QT_TRANSLATE_NOOP(
            "errors", "Bảng mã của tệp không đọc được (từ dòng {line}). Trong Excel, lưu lại dạng CSV UTF-8."
        ),
        line=line,
    )


def records(text: str, delimiter: str) -> Iterator[Line]:
    """The records of ``text``, each good or with its problem; blank ones too."""
    lines = _NEWLINE.split(text)
    if lines and lines[-1] == "":
        lines.pop()
    at = 0
    while at < len(lines):
        line, used = _record(lines, at, delimiter)
        yield line
        at += used


def _record(lines: list[str], at: int, delimiter: str) -> tuple[Line, int]:
    """The record that starts at ``lines[at]`` and how many lines it takes; a broken one takes its first only."""
    text = ""
    for used, part in enumerate(lines[at : at + LONGEST_CELL_LINES], start=1):
        text = part if used == 1 else f"{text}\n{part}"
        if len(text) > LONGEST_LINE:
            return Line(at + 1, problem=_too_long() if used == 1 else _open_quote()), 1
        cells = _cells(text, delimiter)
        if isinstance(cells, ExpectedError):
            return Line(at + 1, problem=cells), 1
        if cells is not None:
            return Line(at + 1, tuple(cells)), used
    return Line(at + 1, problem=_open_quote()), 1


def _cells(text: str, delimiter: str) -> list[str] | ExpectedError | None:
    """The fields; None while a quoted field is still open."""
    cells: list[str] = []
    position = 0
    while True:
        if text.startswith('"', position):
            match = _QUOTED.match(text, position)
            if match is None:
                return None
            cells.append(match[1].replace('""', '"'))
            position = match.end()
            if position < len(text) and text[position] != delimiter:
                return _open_quote()
        else:
            end = text.find(delimiter, position)
            cells.append(text[position:] if end < 0 else text[position:end])
            position = len(text) if end < 0 else end
        if position >= len(text):
            return cells
        position += 1


def _open_quote() -> ExpectedError:
    return ExpectedError(
        "table.quotes",
        QT_TRANSLATE_NOOP("errors", "Dấu ngoặc kép không khớp. Đóng ngoặc kép hoặc bỏ nó khỏi dòng này."),
    )


def _too_long() -> ExpectedError:
    return ExpectedError(
        "table.line_too_long",
        QT_TRANSLATE_NOOP("errors", "Dòng dài quá {limit} ký tự. Kiểm tra dấu xuống dòng của tệp."),
        limit=LONGEST_LINE,
    )


def best_delimiter(text: str, known: Callable[[str], bool]) -> tuple[str, int]:
    """The separator whose header line has the most columns that are ``known``, and the header's index in lines.

    Excel's own first line ``sep=;`` decides where present.
    """
    first, _, _ = text.partition("\n")
    if first.strip().lower().startswith("sep=") and first.strip()[4:5] in DELIMITERS:
        return first.strip()[4], 1
    header = next((line for line in _NEWLINE.split(text) if line.strip(" ;,\t")), "")

    def score(delimiter: str) -> int:
        cells = _cells(header[:LONGEST_LINE], delimiter)
        return sum(map(known, cells)) if isinstance(cells, list) else 0

    return max(DELIMITERS, key=score), 0


def quoted(cell: str, delimiter: str) -> str:
    """A field ready to be written."""
    if any(ch in cell for ch in (delimiter, '"', "\n", "\r")) or cell != cell.strip():
        return '"' + cell.replace('"', '""') + '"'
    return cell


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would run this text (OWASP, CSV injection)."""
    return unicodedata.normalize("NFKC", cell[:1]) in {"=", "+", "-", "@", "\t", "\r", "\n"}


def neutral(cell: str) -> str:
    """Text that a spreadsheet shows instead of running it."""
    return f"'{cell}" if is_formula(cell) else cell


def original(cell: str) -> str:
    """What ``neutral`` was given."""
    return cell[1:] if cell.startswith("'") and is_formula(cell[1:]) else cell
