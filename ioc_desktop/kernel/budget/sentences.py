"""Findings in words, for the screen, the command line and reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.budget.checks.findings import Cell, Finding, FindingKind
from ioc_desktop.kernel.budget.model import Sheet

Translate = Callable[[str], str]

_SENTENCES: Final = {
    FindingKind.SUM: QT_TRANSLATE_NOOP(
        "budget", "{line}, cột “{column}”: ghi {printed}, các dòng con cộng lại {computed}, lệch {difference}."
    ),
    FindingKind.HEADING_ZERO: QT_TRANSLATE_NOOP(
        "budget", "{line} ghi 0 ở mọi cột, nhưng các dòng con cộng lại {computed}. Ghi tổng của mục này."
    ),
    FindingKind.HEADING_BLANK: QT_TRANSLATE_NOOP(
        "budget", "{line} bỏ trống cột “{column}”, trong khi các dòng con cộng lại {computed}."
    ),
    FindingKind.CARRIED: QT_TRANSLATE_NOOP(
        "budget", "{line}, cột “{column}”: ghi {printed}, nhưng cộng từ các dòng cuối là {computed}, lệch {difference}."
    ),
    FindingKind.ACROSS: QT_TRANSLATE_NOOP(
        "budget", "{line}: “{column}” ghi {printed}, các cột thành phần cộng lại {computed}, lệch {difference}."
    ),
    FindingKind.ACROSS_MISSING: QT_TRANSLATE_NOOP(
        "budget", "{line}: “{column}” bỏ trống, các cột thành phần cộng lại {computed}."
    ),
    FindingKind.NO_BREAKDOWN: QT_TRANSLATE_NOOP(
        "budget", "{line}: “{column}” ghi {printed} nhưng không chia cho cột thành phần nào."
    ),
    FindingKind.NOT_A_PARTITION: QT_TRANSLATE_NOOP(
        "budget",
        "Cột “{column}” khác tổng các cột thành phần ở {lines} dòng. Hỏi lại: các cột này có phải là phần chia của nó?",
    ),
    FindingKind.ROUNDING: QT_TRANSLATE_NOOP(
        "budget", "{line}, cột “{column}”: ghi {printed}, cộng lại {computed}; lệch {difference} do làm tròn."
    ),
    FindingKind.PRODUCT: QT_TRANSLATE_NOOP(
        "budget",
        "{line}, cột “{column}”: ghi {printed}, nhưng {quantity} × {unit_price} × {times} kỳ = {computed},"
        " lệch {difference}.",
    ),
    FindingKind.COUNTS_DIFFER: QT_TRANSLATE_NOOP(
        "budget", "Cùng một thứ được đếm khác nhau: {one} ở {line}, {other} ở {second}. Hỏi lại số đúng."
    ),
    FindingKind.WORDS: QT_TRANSLATE_NOOP(
        "budget", "Số tiền bằng chữ “{words}” là {computed}, khác số ghi {printed}; lệch {difference}."
    ),
    FindingKind.WORDS_UNREADABLE: QT_TRANSLATE_NOOP(
        "budget", "Không đọc được số tiền bằng chữ “{words}” ở chữ “{word}”."
    ),
    FindingKind.STATED: QT_TRANSLATE_NOOP(
        "budget", "Phần lời ghi {computed} (“{words}”), bảng ghi {printed}; lệch {difference}."
    ),
    FindingKind.UNIT: QT_TRANSLATE_NOOP(
        "budget", "Tiêu đề ghi đơn vị {declared}, {reason}; đang đọc theo đơn vị {used}. Hỏi lại đơn vị đúng."
    ),
    FindingKind.SLIP: QT_TRANSLATE_NOOP(
        "budget", "{line}, cột “{column}”: ghi {printed}, các năm khác đều là {computed}. Có thể lệch hàng số."
    ),
    FindingKind.DUPLICATE: QT_TRANSLATE_NOOP("budget", "{line} trùng với {second}. Kiểm tra có tính hai lần không."),
    FindingKind.NUMBER_REPEATED: QT_TRANSLATE_NOOP("budget", "Số thứ tự {number} lặp lại: {second} và {line}."),
    FindingKind.NUMBER_SKIPPED: QT_TRANSLATE_NOOP(
        "budget", "Số thứ tự nhảy từ {before} đến {number} ở {line}. Kiểm tra xem có thiếu dòng không."
    ),
    FindingKind.PHASE: QT_TRANSLATE_NOOP(
        "budget", "{line}: “{column}” {printed}, vượt “{second_column}” {computed}; vượt {difference}."
    ),
}
_FACTOR: Final = QT_TRANSLATE_NOOP("budget", " Đúng bằng lệch {times} lần: kiểm tra đơn vị hoặc dấu phẩy.")
_CAUSE: Final = QT_TRANSLATE_NOOP("budget", " Chưa cộng: {causes}.")
_CARRIED_FROM: Final = QT_TRANSLATE_NOOP("budget", " Do: {causes}.")
_IMPLIED: Final = QT_TRANSLATE_NOOP("budget", " Số ghi chỉ đúng nếu tính {times} kỳ.")
_REASONS: Final = {
    "stated": QT_TRANSLATE_NOOP("budget", "nhưng tổng nêu trong phần lời cho thấy đơn vị khác"),
    "prices": QT_TRANSLATE_NOOP("budget", "nhưng đơn giá trong ghi chú cho thấy đơn vị khác"),
    "small": QT_TRANSLATE_NOOP("budget", "nhưng độ lớn các số không hợp với đơn vị này"),
    "undeclared": QT_TRANSLATE_NOOP("budget", "tức là không ghi đơn vị nào"),
}
_UNITS: Final = {
    0: QT_TRANSLATE_NOOP("budget", "(không ghi)"),
    1: QT_TRANSLATE_NOOP("budget", "đồng"),
    1000: QT_TRANSLATE_NOOP("budget", "nghìn đồng"),
    10**6: QT_TRANSLATE_NOOP("budget", "triệu đồng"),
    10**9: QT_TRANSLATE_NOOP("budget", "tỷ đồng"),
}
_LINE: Final = QT_TRANSLATE_NOOP("budget", "Dòng {path} “{title}”")
_MORE: Final = " …"


def dong_text(dong: int | None) -> str:
    """An amount with dots, as 1.234.567 đồng; "" for none.

    >>> dong_text(-1348750)
    '-1.348.750 đồng'
    """
    return "" if dong is None else f"{dong:,}".replace(",", ".") + " đồng"


def unit_text(unit: int, translate: Translate = str) -> str:
    """The name of a unit, given in đồng."""
    return translate(_UNITS.get(unit, _UNITS[1]))


def sentence(finding: Finding, sheet: Sheet, translate: Translate = str) -> str:
    """One finding as a sentence, in the language of ``translate``."""
    first = finding.cells[0] if finding.cells else Cell(-1)
    second = finding.cells[1] if len(finding.cells) > 1 else first
    facts = dict(finding.facts)
    words = {
        "line": line_text(sheet, first.line, translate),
        "second": line_text(sheet, second.line, translate),
        "column": _column(sheet, first),
        "second_column": _column(sheet, second),
        "printed": dong_text(finding.printed),
        "computed": dong_text(finding.computed),
        "difference": dong_text(abs(finding.difference)),
    }
    shown = {name: _shown(name, value, translate) for name, value in facts.items()}
    text = translate(_SENTENCES[finding.kind]).format(**words, **shown)
    return text + _causes(finding, sheet, translate) + _slip(finding, translate)


def line_text(sheet: Sheet, line: int, translate: Translate = str) -> str:
    """A line by its numbers and its title."""
    if line < 0:
        return ""
    title = sheet.lines[line].title
    path = sheet.path(line) if sheet.lines[line].number else ""
    short = title if len(title) <= 70 else title[:69] + _MORE
    return " ".join(translate(_LINE).format(path=path, title=short).split())


def _column(sheet: Sheet, cell: Cell) -> str:
    return sheet.places[cell.column].title if cell.column >= 0 else ""


def _shown(name: str, value: str | int, translate: Translate) -> str:
    if name == "unit_price" and isinstance(value, int):
        return dong_text(value)
    if name in {"declared", "used"} and isinstance(value, int):
        return unit_text(value, translate)
    return translate(_REASONS[str(value)]) if name == "reason" else str(value)


def _causes(finding: Finding, sheet: Sheet, translate: Translate) -> str:
    if not finding.causes:
        return ""
    names = "; ".join(line_text(sheet, cell.line, translate) for cell in finding.causes[:4])
    because = _CARRIED_FROM if finding.kind is FindingKind.CARRIED else _CAUSE
    return translate(because).format(causes=names + (_MORE if len(finding.causes) > 4 else ""))


def _slip(finding: Finding, translate: Translate) -> str:
    text = ""
    if finding.factor and finding.kind is not FindingKind.SLIP:
        size = finding.factor if finding.factor >= 1 else 1 / finding.factor
        text = translate(_FACTOR).format(times=f"{round(size):,}".replace(",", "."))
    if implied := finding.facts.get("implied_times"):
        text += translate(_IMPLIED).format(times=implied)
    return text
