"""Rules of every page: size, margins, faces, colour, page numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ioc_desktop.documents.lint.finding import Finding, comma
from ioc_desktop.documents.lint.form import (
    A4_MM,
    BOTTOM_MM,
    FAMILIES,
    LEAST_TABLE_PT,
    LEFT_MM,
    MM,
    PAGE_NUMBER_PT,
    RIGHT_MM,
    TOP_MM,
    sizes,
    within,
)  # fmt: skip
from ioc_desktop.documents.lint.parts import Parts, margin_rows, text_rows
from ioc_desktop.documents.lint.reading import Row, Sheet

_SLACK_MM = 0.6
_ASCENT, _DESCENT = 0.68, 0.22
_PAGE, _NUMBER, _FACE = "Khổ giấy", "Số trang", "Phông chữ"


def check_pages(parts: Parts) -> Iterator[Finding]:
    """Everything that does not depend on components."""
    sheets = [*parts.main, *(sheet for annex in parts.annexes for sheet in annex.sheets)]
    for sheet in sheets:
        yield from _paper(sheet)
        yield from _overflow(sheet)
        yield from _faces(sheet)
        if not sheet.rows and sheet.has_picture:
            yield Finding("page.scanned", sheet.number, "Nội dung", "trang chỉ có ảnh quét", "trang có chữ")
    yield from _wide_margins(parts)
    for part in (parts.main, *(annex.sheets for annex in parts.annexes)):
        yield from _numbers(part)


def _paper(sheet: Sheet) -> Iterator[Finding]:
    found = tuple(sorted((sheet.width / MM, sheet.height / MM)))
    if any(abs(one - wanted) > 1.0 for one, wanted in zip(found, A4_MM, strict=True)):
        size = f"{comma(sheet.width / MM)} × {comma(sheet.height / MM)} mm"
        yield Finding("page.size", sheet.number, _PAGE, size, "A4, 210 × 297 mm")


def extent(sheet: Sheet) -> tuple[float, float, float, float] | None:
    """Left, lower, right and upper edge of the text and drawings in points, without what the upper margin bears."""
    rows = text_rows(sheet)
    top = sheet.height - TOP_MM[0] * MM
    boxes = [box for box in sheet.boxes if box.y0 < top]
    if not rows and not boxes:
        return None
    return (
        min([row.x0 for row in rows] + [box.x0 for box in boxes]),
        min([row.base - row.size * _DESCENT for row in rows] + [box.y0 for box in boxes]),
        max([row.x1 for row in rows] + [box.x1 for box in boxes]),
        max([row.base + row.size * _ASCENT for row in rows] + [box.y1 for box in boxes]),
    )


def _overflow(sheet: Sheet) -> Iterator[Finding]:
    """Margins too narrow on this page."""
    edges = extent(sheet)
    if edges is None:
        return
    left, low, right, high = edges
    # A line at the very bottom that is no page number would have been taken for a margin's.
    strays = [row for row in margin_rows(sheet) if row.base < 17 * MM and not row.text.isdigit()]
    low = min([low, *(row.base for row in strays)])
    for code, name, found, allowed in (
        ("margin.left", "Lề trái", left, LEFT_MM),
        ("margin.right", "Lề phải", sheet.width - right, RIGHT_MM),
        ("margin.bottom", "Lề dưới", low, BOTTOM_MM),
        ("margin.top", "Lề trên", sheet.height - high, TOP_MM),
    ):
        if found / MM < allowed[0] - _SLACK_MM:
            yield _margin(code, sheet.number, name, found / MM, allowed)


def _margin(code: str, page: int, name: str, found_mm: float, allowed: tuple[float, float]) -> Finding:
    return Finding(code, page, name, f"{comma(found_mm)} mm", f"{comma(allowed[0])}-{comma(allowed[1])} mm")


def _wide_margins(parts: Parts) -> Iterator[Finding]:
    """Margins too wide: judged over the upright pages of the document proper, where some line reaches each edge."""
    edges = [(sheet, found) for sheet in parts.main if sheet.height > sheet.width and (found := extent(sheet))]
    if not edges or len(parts.body) < 4:
        return
    page = edges[0][0].number
    left = min(found[0] for _, found in edges)
    right = min(sheet.width - found[2] for sheet, found in edges)
    first, found = edges[0]
    for code, name, wide, allowed in (
        ("margin.left", "Lề trái", left, LEFT_MM),
        ("margin.right", "Lề phải", right, RIGHT_MM),
        ("margin.top", "Lề trên", first.height - found[3], TOP_MM),
    ):
        if wide / MM > allowed[1] + _SLACK_MM:
            yield _margin(code, page, name, wide / MM, allowed)


def _faces(sheet: Sheet) -> Iterator[Finding]:
    for row in sheet.rows:
        for run in row.runs:
            if not run.text.strip():
                continue
            if run.face.family.lower() not in FAMILIES:
                yield Finding("font.family", sheet.number, _FACE, run.face.family or "không rõ", "Times New Roman")
            if not run.face.embedded:
                yield Finding("font.embedded", sheet.number, _FACE, f"{run.face.family} chưa nhúng", "nhúng vào tệp")
        boxed = sheet.in_box(row)
        if boxed and row.size < LEAST_TABLE_PT - 0.15:
            yield Finding(
                "table.size", sheet.number, "Bảng", f"cỡ chữ {comma(row.size)}", f"từ {comma(LEAST_TABLE_PT)}"
            )
        if not boxed and not row.is_black:
            yield Finding("text.colour", sheet.number, "Màu chữ", f"chữ màu ở “{row.text[:30]}”", "chữ màu đen")


def _numbers(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Page numbers of one part, which are counted from 1 and begin to show at 2."""
    middles = {width: _middles(width, sheets) for width in {sheet.width for sheet in sheets}}
    for count, sheet in enumerate(sheets, 1):
        rows = [row for row in margin_rows(sheet) if row.text.strip("- ").isdigit()]
        if count == 1:
            if rows:
                yield Finding("page_number.first", sheet.number, _NUMBER, "có số ở trang thứ nhất", "không hiển thị")
            continue
        if not rows:
            yield Finding("page_number.missing", sheet.number, _NUMBER, "không có", f"số {count} ở giữa lề trên")
            continue
        yield from _number(sheet, rows[0], count, middles[sheet.width])


def _middles(width: float, sheets: Sequence[Sheet]) -> tuple[float, ...]:
    """What counts as the middle of pages so wide: of the sheet, of the usual margins, of the text on all of them."""
    usual = (LEFT_MM[0] * MM + width - RIGHT_MM[0] * MM) / 2
    edges = [found for one in sheets if one.width == width and (found := extent(one))]
    of_text = [(min(found[0] for found in edges) + max(found[2] for found in edges)) / 2] if edges else []
    return (width / 2, usual, *of_text)


def _number(sheet: Sheet, row: Row, count: int, middles: Sequence[float]) -> Iterator[Finding]:
    text = row.text.strip("- ")
    if int(text) != count:
        yield Finding("page_number.value", sheet.number, _NUMBER, text, str(count))
    is_centred = min(abs(row.middle - middle) for middle in middles) < 12.0
    if not is_centred or row.base < sheet.height * 0.5:
        place = "ở lề dưới" if row.base < sheet.height * 0.5 else "lệch giữa"
        yield Finding("page_number.place", sheet.number, _NUMBER, place, "ở giữa, trong lề trên")
    if not within(row.size, PAGE_NUMBER_PT):
        yield Finding("page_number.size", sheet.number, _NUMBER, f"cỡ chữ {comma(row.size)}", sizes(PAGE_NUMBER_PT))
    if row.bold or row.italic:
        yield Finding("page_number.style", sheet.number, _NUMBER, "chữ đậm hoặc nghiêng", "chữ đứng")
