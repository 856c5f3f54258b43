"""Which row is the heading, and what each column is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ioc_desktop.core.text import fold
from ioc_desktop.exchange.budget_table.grid import Grid, GridCell
from ioc_desktop.kernel.budget.model import Mode, Phase, Place, Source


class Role(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    TITLE = "title"
    AMOUNT = "amount"
    QUANTITY = "quantity"
    PRICE = "price"
    TIMES = "times"
    WHEN = "when"
    OWNER = "owner"
    NOTE = "note"
    OTHER = "other"


@dataclass(frozen=True)
class Column:
    """A column of the grid.

    Attributes:
        title: its headings from the top, joined by " · ".
        place: what its amounts are for; only for the amount columns.
    """

    index: int
    title: str
    role: Role
    place: Place | None = None


@dataclass(frozen=True)
class Heading:
    """Rows ``first`` to before ``end`` are the heading."""

    first: int
    end: int
    columns: tuple[Column, ...]

    def of(self, role: Role) -> int | None:
        """The first column of a role."""
        return next((column.index for column in self.columns if column.role is role), None)

    @property
    def names_money(self) -> bool:
        """Whether some heading speaks of money; years and payers alone may head any table."""
        return any(_SURE_MONEY.search(fold(column.title)) for column in self.amounts)

    @property
    def amounts(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.role is Role.AMOUNT)


_ROLES: Final = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        (Role.NUMBER, r"(stt|tt|so tt|so thu tu|no\.?)$"),
        (Role.NOTE, r"(ghi chu|co so tinh|can cu|dien giai|cach tinh|thuyet minh)"),
        (Role.OWNER, r"(don vi|co quan|chu dau tu|nguoi).*(chu tri|thuc hien|phu trach|dau tu)|chu tri|chu dau tu"),
        (Role.OTHER, r"(don vi|co quan) phoi hop|phoi hop|muc tieu|dvt$|don vi tinh$|quy mo|dia diem|hinh thuc$"),
        (Role.QUANTITY, r"(so luong|sl|khoi luong)\b"),
        (Role.PRICE, r"(don gia|gia)\b"),
        (Role.TIMES, r"(so|thoi gian).{0,12}(thang|nam)\)?$"),
        (Role.WHEN, r"thoi gian|lo trinh|tien do|thoi diem|ky han"),
        (Role.TITLE, r"(hang muc|ten|danh muc|noi dung|nhiem vu|cong trinh|du an|cong viec|dien dai)\b"),
    )
)
_SOURCES: Final = tuple(
    (source, re.compile(rf"\b(?:{pattern})\b"))
    for source, pattern in (
        (Source.SPONSOR, r"tai tro|ho tro cua doanh nghiep"),
        (Source.ODA, r"koica\w*|oda|von vay|vien tro|wb|adb|jica"),
        (Source.ENTERPRISE, r"doanh nghiep|viettel|vnpt|mobifone|fpt|nha dau tu|dn"),
        (Source.CITIZENS, r"nguoi dan|nhan dan|dan gop|dan dong gop"),
        (Source.SOCIAL, r"xa hoi hoa|xhh"),
        (Source.CENTRAL, r"trung uong|nstw|tw"),
        (Source.STATE, r"nha nuoc|nsnn"),
        (Source.LOCAL, r"dia phuong|nsdp"),
        (Source.PROVINCIAL, r"tinh"),
        (Source.DISTRICT, r"huyen|thanh pho|thi xa|quan"),
        (Source.COMMUNE, r"xa|phuong"),
        (Source.STATE, r"ngan sach"),
    )
)
_MODES: Final = (
    (Mode.RENT, re.compile(r"(chi )?thue( dich vu)?( cntt)?")),
    (Mode.BUY, re.compile(r"(chi |von )?(dau tu|mua sam)( moi| mua sam)?")),
    (Mode.MAINTAIN, re.compile(r"(chi )?(duy tri|bao tri|van hanh|bao duong)( .*)?")),
)
_PHASES: Final = (
    (Phase.DISBURSED, re.compile(r"giai ngan|thanh toan|da chi|\bthuc hien\b")),
    (Phase.COMMITTED, re.compile(r"hop dong|cam ket|trung thau")),
    (Phase.ADJUSTED, re.compile(r"dieu chinh")),
    (Phase.APPROVED, re.compile(r"phe duyet|duoc duyet|duoc giao|giao du toan")),
)
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MONEY: Final = re.compile(r"\b(tong|kinh phi|chi phi|thanh tien|so tien|du toan|cong|gia tri|muc dau tu|von)\b")
_SURE_MONEY: Final = re.compile(r"\b(kinh phi|chi phi|thanh tien|so tien|du toan|dau tu|von|ngan sach)\b")
_NUMERIC: Final = re.compile(r"[\d.,\s]+")
_SEARCHED, _DEEPEST = 40, 4


def find_heading(grid: Grid) -> Heading | None:
    """The heading of a budget table; None where no row names lines and amounts."""
    for first in range(min(len(grid.rows), _SEARCHED)):
        roles = [_role(cell.text) for cell in grid.rows[first] if cell.text]
        if len(roles) < 2 or not {Role.NUMBER, Role.TITLE} & set(roles):
            continue
        end = _end(grid, first)
        columns = _columns(grid.rows[first:end])
        heading = Heading(first, end, columns)
        if heading.of(Role.TITLE) is not None and heading.amounts:
            return heading
    return None


def source_of(text: str) -> Source | None:
    """Who pays, by the words of a heading or of a sentence."""
    folded = fold(text)
    return next((source for source, words in _SOURCES if words.search(folded)), None)


def names_text(text: str) -> bool:
    """Whether a heading is surely over words or a line's number, not over amounts."""
    folded = fold(text).strip(" .:*")
    return any(words.match(folded) for role, words in _ROLES if role not in {Role.QUANTITY, Role.PRICE, Role.TIMES})


def year_of(text: str) -> int | None:
    """The one year that a text names; None for none and for a span."""
    years = {int(year) for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def _role(text: str) -> Role:
    folded = fold(text).strip(" .:*")
    return next((role for role, words in _ROLES if words.match(folded)), Role.OTHER)


def _end(grid: Grid, first: int) -> int:
    """The row after the heading: rows go on being heading while they have no line's number and no amounts."""
    end = first + 1
    while end < min(len(grid.rows), first + _DEEPEST) and _goes_on(grid.rows[first], grid.rows[end]):
        end += 1
    return end


def _goes_on(top: Sequence[GridCell], row: Sequence[GridCell]) -> bool:
    number_at = next((at for at, cell in enumerate(top) if _role(cell.text) is Role.NUMBER), None)
    if number_at is not None and row[number_at].text:
        return False
    texts = [cell.text for cell in row if cell.text]
    names = [text for text in texts if not _NUMERIC.fullmatch(text) or year_of(text)]
    return len(names) == len(texts) and len(names) >= 2


def is_column_numbers(row: Sequence[GridCell]) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 or (1), (2), (3=4+5)."""
    texts = [cell.text.strip("() ") for cell in row if cell.text]
    counted = [text for text in texts if re.fullmatch(r"\d{1,2}( ?=.*)?|[A-Z]", text)]
    values = [int(text.partition("=")[0]) for text in counted if text[0].isdigit()]
    if len(texts) < 3 or len(counted) < len(texts) or not values:
        return False
    return values == list(range(values[0], values[0] + len(values)))


def _columns(rows: Sequence[Sequence[GridCell]]) -> tuple[Column, ...]:
    filled = [_spread(rows, level) for level in range(len(rows))]
    columns: list[Column] = []
    for index in range(len(rows[0])):
        parts: list[str] = []
        for level in range(len(rows)):
            text = filled[level][index]
            if text and (not parts or parts[-1] != text):
                parts.append(text)
        columns.append(_column(index, parts, columns))
    return tuple(columns)


def _spread(rows: Sequence[Sequence[GridCell]], level: int) -> list[str]:
    """The heading texts of a level; a group's name also over the cells to its right that only name their own below."""
    texts: list[str] = []
    for index, cell in enumerate(rows[level]):
        text = cell.heading
        empty = not text and cell.covered_by is None
        below = any(row[index].text for row in rows[level + 1 :])
        before_below = index > 0 and any(row[index - 1].text for row in rows[level + 1 :])
        if empty and level == 0 and below and before_below and texts:
            text = texts[-1]
        texts.append(text)
    return texts


def _column(index: int, parts: list[str], before: Sequence[Column]) -> Column:
    title = " · ".join(parts)
    leaf = parts[-1] if parts else ""
    taken = {column.role for column in before}
    role = _role(parts[0]) if parts else Role.OTHER
    role = role if role is not Role.OTHER else _role(leaf)
    if role in {Role.NUMBER, Role.TITLE} and role in taken:
        role = Role.OTHER
    place = _place(parts)
    if role in {Role.OTHER, Role.TITLE} and place is not None and (Role.TITLE in taken or role is Role.OTHER):
        known = any(column.place == place for column in before)
        return Column(index, title, Role.OTHER if known else Role.AMOUNT, None if known else place)
    return Column(index, title, role)


def _place(parts: list[str]) -> Place | None:
    """What the amounts under these headings are for; the innermost heading that says something wins."""
    folded = [fold(part) for part in reversed(parts)]
    total = bool(folded) and re.match(r"(tong|cong)\b", folded[0]) is not None
    year = next((year for part in parts[::-1] if (year := year_of(part))), None)
    mode = next((mode for part in folded for mode, words in _MODES if words.fullmatch(part)), None)
    source = next((source for part in reversed(parts) if not _is_group(part) and (source := source_of(part))), None)
    phase = next((phase for part in folded for phase, words in _PHASES if words.search(part)), Phase.PROPOSED)
    if total:
        source = None
    money = any(_MONEY.search(part) for part in folded)
    if year is None and source is None and mode is None and not money and phase is Phase.PROPOSED:
        return None
    return Place(year, source, mode, phase, " · ".join(parts))


def _is_group(part: str) -> bool:
    """A heading over all sources names none of them."""
    return re.match(r"(nguon|du kien nguon|trong do|tong)\b", fold(part)) is not None and "koica" not in fold(part)
