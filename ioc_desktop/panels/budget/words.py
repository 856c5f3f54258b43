"""The words of the page: short names of findings, amounts in the table's unit, how a cell was read. No Qt widgets."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.exchange.budget_table.numbers import CellReading
from ioc_desktop.kernel.budget.checks.findings import Finding, FindingKind, Level
from ioc_desktop.kernel.budget.model import Sheet
from ioc_desktop.kernel.budget.sentences import dong_text

_KINDS = {
    FindingKind.SUM: QT_TRANSLATE_NOOP("budget", "Cộng dọc"),
    FindingKind.HEADING_ZERO: QT_TRANSLATE_NOOP("budget", "Mục ghi 0"),
    FindingKind.HEADING_BLANK: QT_TRANSLATE_NOOP("budget", "Mục bỏ trống"),
    FindingKind.CARRIED: QT_TRANSLATE_NOOP("budget", "Tổng theo số sai"),
    FindingKind.ACROSS: QT_TRANSLATE_NOOP("budget", "Cộng ngang"),
    FindingKind.ACROSS_MISSING: QT_TRANSLATE_NOOP("budget", "Tổng bỏ trống"),
    FindingKind.NO_BREAKDOWN: QT_TRANSLATE_NOOP("budget", "Chưa chia nguồn, năm"),
    FindingKind.NOT_A_PARTITION: QT_TRANSLATE_NOOP("budget", "Cột không cộng được"),
    FindingKind.ROUNDING: QT_TRANSLATE_NOOP("budget", "Làm tròn"),
    FindingKind.PRODUCT: QT_TRANSLATE_NOOP("budget", "Số lượng × đơn giá"),
    FindingKind.COUNTS_DIFFER: QT_TRANSLATE_NOOP("budget", "Đếm khác nhau"),
    FindingKind.WORDS: QT_TRANSLATE_NOOP("budget", "Bằng chữ"),
    FindingKind.WORDS_UNREADABLE: QT_TRANSLATE_NOOP("budget", "Bằng chữ không đọc được"),
    FindingKind.STATED: QT_TRANSLATE_NOOP("budget", "Phần lời khác bảng"),
    FindingKind.UNIT: QT_TRANSLATE_NOOP("budget", "Đơn vị tính"),
    FindingKind.SLIP: QT_TRANSLATE_NOOP("budget", "Lệch hàng số"),
    FindingKind.DUPLICATE: QT_TRANSLATE_NOOP("budget", "Dòng trùng"),
    FindingKind.NUMBER_REPEATED: QT_TRANSLATE_NOOP("budget", "Lặp số thứ tự"),
    FindingKind.NUMBER_SKIPPED: QT_TRANSLATE_NOOP("budget", "Nhảy số thứ tự"),
    FindingKind.PHASE: QT_TRANSLATE_NOOP("budget", "Vượt bước trước"),
}
ICONS = {
    Level.FAULT: ("severity.critical", "severity.critical"),
    Level.QUESTION: ("severity.medium", "severity.medium"),
    Level.NOTE: ("severity.low", "severity.low"),
}
_HOW = {
    "stored": QT_TRANSLATE_NOOP("budget", "số do bảng tính lưu"),
    "thousands": QT_TRANSLATE_NOOP("budget", "dấu ngăn hàng nghìn"),
    "decimals": QT_TRANSLATE_NOOP("budget", "dấu thập phân"),
    "by_form": QT_TRANSLATE_NOOP("budget", "hiểu theo các ô khác"),
    "negative": QT_TRANSLATE_NOOP("budget", "số âm"),
    "currency": QT_TRANSLATE_NOOP("budget", "có ghi đồng"),
    "own_unit": QT_TRANSLATE_NOOP("budget", "đơn vị ghi trong ô"),
    "not_a_number": QT_TRANSLATE_NOOP("budget", "không phải số tiền"),
    "foreign": QT_TRANSLATE_NOOP("budget", "ngoại tệ"),
    "too_large": QT_TRANSLATE_NOOP("budget", "quá lớn"),
    "part_of_dong": QT_TRANSLATE_NOOP("budget", "lẻ dưới một đồng"),
    "shifted": QT_TRANSLATE_NOOP("budget", "hàng lệch cột"),
}
_CELLS = {
    "blank": QT_TRANSLATE_NOOP("budget", "Để trống: không có số tiền"),
    "dash": QT_TRANSLATE_NOOP("budget", "Gạch ngang: không có số tiền"),
    "heading": QT_TRANSLATE_NOOP("budget", "Tiêu đề"),
    "number": QT_TRANSLATE_NOOP("budget", "Số thứ tự"),
    "title": QT_TRANSLATE_NOOP("budget", "Tên hạng mục"),
    "text": QT_TRANSLATE_NOOP("budget", "Chữ"),
    "skipped": QT_TRANSLATE_NOOP("budget", "Không thuộc dòng nào"),
}
_READ_AS = QT_TRANSLATE_NOOP("budget", "Đọc là {amount}")
_NOT_READ = QT_TRANSLATE_NOOP("budget", "Không đọc: {why}")


_DECIMALS = 3


def tr(text: str) -> str:
    """The words in the language of the window."""
    return QCoreApplication.translate("budget", text)


def scaled(dong: int, unit: int) -> str:
    """An amount in the table's unit, such as 4.345 or 6,5."""
    number = round(Decimal(dong) / max(unit, 1), _DECIMALS)
    plain = format(number.normalize() if number else Decimal(0), ",f")
    return plain.translate(str.maketrans(".,", ",."))


def exact(dong: int, unit: int) -> str:
    """An amount in the table's unit with all its digits, to be edited."""
    number = Decimal(dong) / max(unit, 1)
    return format(number.normalize() if number else Decimal(0), ",f").translate(str.maketrans(".,", ",."))


def signed(dong: int, unit: int) -> str:
    """A difference with its sign."""
    return ("+" if dong > 0 else "−" if dong < 0 else "") + scaled(abs(dong), unit)


def title(finding: Finding, sheet: Sheet) -> str:
    """What kind of finding, and where."""
    kind = tr(_KINDS[finding.kind])
    if not finding.cells or finding.cells[0].line < 0:
        return kind
    line = sheet.lines[finding.cells[0].line]
    return " · ".join(part for part in (kind, sheet.path(finding.cells[0].line) if line.number else line.title) if part)


def note(finding: Finding, sheet: Sheet) -> str:
    """Column, printed and computed amount, in the table's unit."""
    unit, parts = sheet.unit.used, []
    if finding.cells and finding.cells[0].column >= 0:
        place = sheet.places[finding.cells[0].column]
        leaf = place.title.rpartition(" · ")[2]
        is_year = place.year is None or str(place.year) in leaf
        parts.append(leaf if is_year else f"{place.year} · {leaf}")
    if finding.computed is not None:
        printed = scaled(finding.printed, unit) if finding.printed is not None else "…"
        parts.append(tr(_AMOUNTS).format(printed=printed, computed=scaled(finding.computed, unit)))
    elif finding.cells and finding.cells[0].line >= 0:
        parts.append(sheet.lines[finding.cells[0].line].title)
    return ": ".join(parts)


_AMOUNTS = QT_TRANSLATE_NOOP("budget", "ghi {printed}, tính {computed}")


def how_read(cell: CellReading) -> str:
    """How a cell of a file was read, for its tip."""
    why = ", ".join(tr(_HOW[code]) for code in cell.how if code in _HOW)
    if cell.kind in {"amount", "zero"}:
        read = tr(_READ_AS).format(amount=dong_text(cell.dong))
        return f"{read} ({why})" if why else read
    return tr(_NOT_READ).format(why=why) if cell.kind == "problem" else tr(_CELLS[cell.kind])
