"""The charts of a table as shapes in the units of their axes. No Qt widgets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ioc_desktop.core.text import QT_TRANSLATE_NOOP, fold
from ioc_desktop.kernel.budget.burn_up import burn_up
from ioc_desktop.kernel.budget.checks.stated import total_of
from ioc_desktop.kernel.budget.facts import Fact, facts_of
from ioc_desktop.kernel.budget.model import LineKind, Mode, Place, Sheet, Source
from ioc_desktop.kernel.budget.sentences import dong_text, unit_text
from ioc_desktop.kernel.budget.titles import MODE_TITLES, SOURCE_TITLES, UNKNOWN_MODE, UNKNOWN_SOURCE, UNKNOWN_YEAR
from ioc_desktop.kernel.budget.tracking.progress import Progress
from ioc_desktop.kernel.budget.tree import add_up
from ioc_desktop.panels.budget.grid import total_columns
from ioc_desktop.panels.budget.squares import Tile, squares
from ioc_desktop.panels.budget.words import scaled, tr

OUTLINE, MORE, LESS, WHOLE = -1, 0, 1, 2
"""Fills: an outline in dashes; and of the steps between two tables."""
_PRINTED: Final = QT_TRANSLATE_NOOP("budget", "văn bản ghi")
_BLOCK: Final = QT_TRANSLATE_NOOP("budget", "{year} · {name}: {dong}; lớn nhất: {line}")
_PRINTED_YEAR: Final = QT_TRANSLATE_NOOP("budget", "Năm {year}, văn bản ghi {dong}")
_STEP: Final = QT_TRANSLATE_NOOP("budget", "{name}: {sign}{dong}")
_BEFORE: Final = QT_TRANSLATE_NOOP("budget", "Bản trước")
_NOW: Final = QT_TRANSLATE_NOOP("budget", "Bản này")
_SUM: Final = QT_TRANSLATE_NOOP("budget", "Tổng cộng")
_RISEN: Final = QT_TRANSLATE_NOOP("budget", "tăng")
_FALLEN: Final = QT_TRANSLATE_NOOP("budget", "giảm")
_TOTAL: Final = QT_TRANSLATE_NOOP("budget", "tổng")
_GROWN: Final = QT_TRANSLATE_NOOP("budget", "{name}, đến tháng {month}: {dong}")
_PLANNED: Final = QT_TRANSLATE_NOOP("budget", "kế hoạch")
_COMMITTED: Final = QT_TRANSLATE_NOOP("budget", "cam kết")
_DISBURSED: Final = QT_TRANSLATE_NOOP("budget", "giải ngân")
_WIDE, _GAP = 0.34, 0.05
_MAP: Final = (160.0, 90.0)
_MOST_STEPS, _MOST_TILES = 14, 400


@dataclass(frozen=True)
class Block:
    """A filled rectangle.

    Attributes:
        box: left, lower, right and upper edge in the units of the axes.
        fill: which of the canvas's fills; ``OUTLINE`` for none.
        tip: said when the pointer is over it.
        line: index of the line it leads to; -1 for none.
        label: written inside where it fits.
    """

    box: tuple[float, float, float, float]
    fill: int
    tip: str
    line: int = -1
    label: str = ""


@dataclass(frozen=True)
class Curve:
    """A line of points; a gap ends it."""

    name: str
    points: tuple[tuple[float, float], ...]
    tips: tuple[str, ...]


@dataclass(frozen=True)
class Drawing:
    """A chart.

    Attributes:
        notes: texts above a point: x, y, text.
        ticks: names along the lower edge: x, text.
        legend: fill and name; curves name themselves.
        unit: name of the unit of the values; "" where there is no axis of values.
        bars: whether the values start at a zero line.
    """

    blocks: tuple[Block, ...] = ()
    curves: tuple[Curve, ...] = ()
    notes: tuple[tuple[float, float, str], ...] = ()
    ticks: tuple[tuple[float, str], ...] = ()
    legend: tuple[tuple[int, str], ...] = ()
    unit: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.blocks and not self.curves


def unit_of(largest: int) -> int:
    """A unit in which the largest amount has few digits before the comma, đồng."""
    return next((unit for unit in (10**9, 10**6, 1000) if abs(largest) >= 10 * unit), 1)


def stacked(sheet: Sheet, *, by_source: bool = False) -> Drawing:
    """Bars of the years, split by mode or by payer, each beside the total that the paper prints."""
    facts = facts_of(sheet)
    known = sorted({fact.place.year for fact in facts if fact.place.year is not None})
    years: list[int | None] = [*known, *([None] if any(fact.place.year is None for fact in facts) else [])]
    parts = _parts(facts, by_source=by_source)
    cells = _cells(facts, by_source=by_source)
    sums = [sum(_dong(cells.get((year, part), ())) for part in parts) for year in years]
    unit = unit_of(max((abs(one) for one in sums), default=0))
    printed = list(_printed(sheet, years, unit))
    shift = _GAP if printed else -_WIDE / 2
    bars = [
        Bar(
            at + shift,
            str(year) if year is not None else tr(UNKNOWN_YEAR),
            [(name, cells.get((year, part), ())) for part, name in parts.items()],
        )
        for at, year in enumerate(years)
    ]
    blocks = [block for bar in bars for block in _pile(sheet, bar, unit)]
    if len(parts) == 1:
        blocks = [replace(block, label="") for block in blocks]  # it would repeat the sum above the bar
    heads = tuple(
        (bar.left + _WIDE / 2, max(one, 0) / unit, scaled(one, unit))
        for bar, one in zip(bars, sums, strict=True)
        if one
    )
    legend = [(number, name) for number, name in enumerate(parts.values())]
    named = ((OUTLINE, tr(_PRINTED)),) if printed else ()
    ticks = tuple((float(at), str(year) if year is not None else tr(UNKNOWN_YEAR)) for at, year in enumerate(years))
    return Drawing((*printed, *blocks), (), heads, ticks, (*named, *legend), unit_text(unit, tr))


def _parts(facts: Sequence[Fact], *, by_source: bool) -> dict[Source | Mode | None, str]:
    """What a year is split into, with the names, in the order of the model."""
    found = {_part(fact, by_source=by_source) for fact in facts}
    titles: list[tuple[Source | Mode, str]] = [*SOURCE_TITLES.items()] if by_source else [*MODE_TITLES.items()]
    named: dict[Source | Mode | None, str] = {one: tr(title) for one, title in titles if one in found}
    if None in found:
        named[None] = tr(UNKNOWN_SOURCE if by_source else UNKNOWN_MODE)
    return named


def _part(fact: Fact, *, by_source: bool) -> Source | Mode | None:
    return fact.place.source if by_source else fact.place.mode


Cells = Mapping[tuple[int | None, Source | Mode | None], Sequence[Fact]]


def _cells(facts: Sequence[Fact], *, by_source: bool) -> Cells:
    cells: dict[tuple[int | None, Source | Mode | None], list[Fact]] = defaultdict(list)
    for fact in facts:
        cells[fact.place.year, _part(fact, by_source=by_source)].append(fact)
    return cells


def _dong(facts: Sequence[Fact]) -> int:
    return sum(fact.dong for fact in facts)


@dataclass(frozen=True)
class Bar:
    """One year's parts: name and facts; ``left`` is where it begins."""

    left: float
    year: str
    parts: Sequence[tuple[str, Sequence[Fact]]]


def _pile(sheet: Sheet, bar: Bar, unit: int) -> Iterator[Block]:
    """The parts one upon the other; negative ones below the zero line."""
    up, down, left = 0.0, 0.0, bar.left
    for number, (name, facts) in enumerate(bar.parts):
        dong = _dong(facts)
        if not dong:
            continue
        value = dong / unit
        low = up if dong > 0 else down + value
        up, down = (up + value, down) if dong > 0 else (up, down + value)
        largest = max(facts, key=lambda fact: abs(fact.dong)).line
        tip = tr(_BLOCK).format(year=bar.year, name=name, dong=dong_text(dong), line=sheet.lines[largest].title)
        yield Block((left, low, left + _WIDE, low + abs(value)), number, tip, largest, scaled(dong, unit))


def _printed(sheet: Sheet, years: Sequence[int | None], unit: int) -> Iterator[Block]:
    """The totals of the years as the paper has them, beside what they come to."""
    sums = add_up(sheet)
    for at, year in enumerate(years):
        found = total_of(sheet, sums, Place(year)) if year is not None else None
        if found is not None and found[1]:
            tip = tr(_PRINTED_YEAR).format(year=year, dong=dong_text(found[1]))
            left, value = at - _GAP - _WIDE, found[1] / unit
            yield Block((left, min(value, 0.0), left + _WIDE, max(value, 0.0)), OUTLINE, tip, found[0][0].line)


def waterfall(new: Sheet, old: Sheet | None) -> Drawing:
    """From the table before to this one by their sections; from nothing where there is no table before."""
    now, before = _sections(new), _sections(old) if old is not None else {}
    steps = [
        (title, now.get(key, ("", 0, -1))[1] - before.get(key, ("", 0, -1))[1], now.get(key, ("", 0, -1))[2])
        for key, title in {key: name for each in (before, now) for key, (name, _, _) in each.items()}.items()
    ]
    steps = _shortened([step for step in steps if step[1]])
    start = sum(dong for _, dong, _ in before.values())
    end = sum(dong for _, dong, _ in now.values())
    unit = unit_of(max(abs(start), abs(end)))
    bars = [(tr(_BEFORE), 0, start, -1, WHOLE)] if old is not None else []
    level = start
    for title, dong, line in steps:
        bars.append((title, level, level + dong, line, MORE if dong > 0 else LESS))
        level += dong
    bars.append((tr(_NOW) if old is not None else tr(_SUM), 0, end, -1, WHOLE))
    return _bridge(bars, unit)


def _bridge(bars: Sequence[tuple[str, int, int, int, int]], unit: int) -> Drawing:
    blocks, notes = [], []
    for at, (title, low, high, line, fill) in enumerate(bars):
        change = high - low
        sign = "" if fill == WHOLE else "+" if change > 0 else "−"
        tip = tr(_STEP).format(name=title, sign=sign, dong=dong_text(abs(change)))
        box = (at - _WIDE, min(low, high) / unit, at + _WIDE, max(low, high) / unit)
        blocks.append(Block(box, fill, tip, line))
        notes.append((float(at), max(low, high) / unit, sign + scaled(abs(change), unit)))
    ticks = tuple((float(at), bar[0]) for at, bar in enumerate(bars))
    used = {bar[4] for bar in bars}
    names = {WHOLE: tr(_TOTAL), MORE: tr(_RISEN), LESS: tr(_FALLEN)}
    legend = tuple((fill, name) for fill, name in names.items() if fill in used)
    return Drawing(tuple(blocks), (), tuple(notes), ticks, legend, unit_text(unit, tr))


def _shortened(steps: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """The largest steps in their order, and one for all the others."""
    if len(steps) <= _MOST_STEPS:
        return steps
    kept = sorted(steps, key=lambda step: -abs(step[1]))[: _MOST_STEPS - 1]
    rest = sum(step[1] for step in steps) - sum(step[1] for step in kept)
    return [*(step for step in steps if step in kept), *([("…", rest, -1)] if rest else [])]


def _sections(sheet: Sheet) -> dict[str, tuple[str, int, int]]:
    """Lines at the top: folded title → title, what their innermost lines come to, index."""
    deep, whole = add_up(sheet).deep, total_columns(sheet.places)
    tops = {-1, *(index for index, line in enumerate(sheet.lines) if line.kind is not LineKind.ITEM)}
    found: dict[str, tuple[str, int, int]] = {}
    for index, line in enumerate(sheet.lines):
        if line.kind is LineKind.ITEM and line.parent in tops:
            title = f"{line.number} {line.title}".strip()
            key = fold(line.title)
            more = found[key][1] if key in found else 0
            found[key] = (title, more + int(deep[index, whole].sum()), index)
    return found


def treemap(sheet: Sheet) -> Drawing:
    """The innermost lines as areas of their amounts, those of one section beside each other in one fill."""
    amounts: dict[int, int] = defaultdict(int)
    for fact in facts_of(sheet):
        amounts[fact.line] += fact.dong
    largest = sorted((line for line, dong in amounts.items() if dong > 0), key=lambda line: -amounts[line])
    kept = largest[:_MOST_TILES]
    sections: dict[int, list[int]] = defaultdict(list)
    for line in kept:
        sections[_top(sheet, line)].append(line)
    unit = unit_of(max((amounts[line] for line in kept), default=0))
    order = sorted(sections, key=lambda top: -sum(amounts[line] for line in sections[top]))
    areas = squares([sum(amounts[line] for line in sections[top]) for top in order], Tile(0.0, 0.0, *_MAP))
    blocks: list[Block] = []
    for fill, (top, area) in enumerate(zip(order, areas, strict=True)):
        lines = sections[top]
        for line, tile in zip(lines, squares([amounts[each] for each in lines], area), strict=True):
            blocks.append(_tile(sheet, line, amounts[line], tile, (fill, unit)))
    legend = tuple((fill, _named(sheet, top)) for fill, top in enumerate(order))
    return Drawing(tuple(blocks), legend=legend if len(order) > 1 else ())


def _tile(sheet: Sheet, line: int, dong: int, tile: Tile, how: tuple[int, int]) -> Block:
    box = (tile.left, tile.low, tile.left + tile.wide, tile.low + tile.high)
    tip = f"{_named(sheet, line)}: {dong_text(dong)}"
    label = f"{sheet.lines[line].title}\n{scaled(dong, how[1])} {unit_text(how[1], tr)}"
    return Block(box, how[0], tip, line, label)


def _top(sheet: Sheet, line: int) -> int:
    """The uppermost line around a line that is no sum."""
    for _ in sheet.lines:
        above = sheet.lines[line].parent
        if above < 0 or sheet.lines[above].kind is not LineKind.ITEM:
            break
        line = above
    return line


def _named(sheet: Sheet, line: int) -> str:
    return f"{sheet.lines[line].number} {sheet.lines[line].title}".strip()


def growth(progress: Progress) -> Drawing:
    """Planned, committed and disbursed money, summed up month by month; the first of a year is named."""
    grown = burn_up(progress)
    if grown is None:
        return Drawing()
    rows = ((_PLANNED, grown.planned), (_COMMITTED, grown.committed), (_DISBURSED, grown.disbursed))
    unit = unit_of(max((one for _, values in rows for one in values if one is not None), default=0))
    curves = []
    for name, values in rows:
        known = [(at, one) for at, one in enumerate(values) if one is not None]
        tips = tuple(
            tr(_GROWN).format(name=tr(name).capitalize(), month=f"{grown.months[at]:%m/%Y}", dong=dong_text(one))
            for at, one in known
        )
        curves.append(Curve(tr(name), tuple((float(at + 1), one / unit) for at, one in known), tips))
    ticks = tuple((float(at), f"{month:%Y}") for at, month in enumerate(grown.months) if month.month == 1)
    return Drawing(curves=tuple(curves), ticks=ticks, unit=unit_text(unit, tr))
