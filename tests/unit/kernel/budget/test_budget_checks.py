from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.budget.checks.across import families
from ioc_desktop.kernel.budget.checks.findings import FindingKind, Level
from ioc_desktop.kernel.budget.checks.run import check
from ioc_desktop.kernel.budget.model import (
    Joint,
    Line,
    LineKind,
    Mode,
    Phase,
    Place,
    Pricing,
    Sheet,
    Source,
    Stated,
)
from ioc_desktop.kernel.budget.numbering import parents, split_title
from ioc_desktop.kernel.budget.sentences import sentence
from ioc_desktop.kernel.budget.tree import add_up, depths

TOTAL, Y1, Y2, Y3 = Place(title="Tổng"), Place(2024, title="2024"), Place(2025, title="2025"), Place(2026, title="2026")


def sheet(lines: list[Line], places: list[Place], amounts: list[list[int | None]], **more: object) -> Sheet:
    printed = np.array([[amount is not None for amount in row] for row in amounts], np.bool_)
    values = np.array([[amount or 0 for amount in row] for row in amounts], np.int64)
    return Sheet("Bảng", tuple(lines), tuple(places), values, printed, np.ones(values.shape, np.int64), **more)  # type: ignore[arg-type]


def kinds(of: Sheet) -> list[FindingKind]:
    return [finding.kind for finding in check(of)]


LINES = [
    Line("Tổng cộng", kind=LineKind.TOTAL),
    Line("Hạ tầng", "I", 0),
    Line("Máy chủ", "1", 1),
    Line("Camera", "2", 1),
    Line("Phần mềm", "II", 0),
]
RIGHT: list[list[int | None]] = [[100, 40, 60], [70, 30, 40], [20, 20, None], [50, 10, 40], [30, 10, 20]]


def test_a_table_that_adds_up_is_left_alone() -> None:
    assert kinds(sheet(LINES, [TOTAL, Y1, Y2], RIGHT)) == []


@given(st.integers(0, 4), st.integers(0, 2), st.integers(-(10**12), 10**12).filter(bool))
def test_any_one_wrong_cell_is_found(line: int, column: int, by: int) -> None:
    amounts = [list(row) for row in RIGHT]
    amounts[line][column] = (amounts[line][column] or 0) + by
    found = check(sheet(LINES, [TOTAL, Y1, Y2], amounts))
    assert any(finding.level is Level.FAULT for finding in found)
    assert any(cell.line == line for finding in found for cell in finding.cells)


def test_the_line_that_was_not_carried_up_is_named() -> None:
    amounts = [list(row) for row in RIGHT]
    amounts[1] = [20, 20, 0]
    amounts[0] = [50, 30, 20]
    found = next(one for one in check(sheet(LINES, [TOTAL, Y1, Y2], amounts)) if one.kind is FindingKind.SUM)
    assert (found.kind, found.cells[0].line, [cause.line for cause in found.causes]) == (FindingKind.SUM, 1, [3])


def test_a_total_that_repeats_a_wrong_heading_says_so() -> None:
    amounts = [[90, 40, 50], [60, 30, 30], [20, 20, None], [50, 10, 40], [30, 10, 20]]
    found = {finding.kind: finding for finding in check(sheet(LINES, [TOTAL, Y1, Y2], amounts))}
    carried = found[FindingKind.CARRIED]
    assert (carried.printed, carried.computed, [cause.line for cause in carried.causes]) == (90, 100, [1])


def test_tenfold_and_thousandfold_slips_are_recognised() -> None:
    for factor in (10, 1000):
        amounts = [list(row) for row in RIGHT]
        amounts[0] = [100 * factor, 40 * factor, 60 * factor]
        found = [finding for finding in check(sheet(LINES, [TOTAL, Y1, Y2], amounts)) if finding.cells[0].line == 0]
        assert {finding.factor for finding in found} == {1 / factor}


def test_one_year_ten_times_the_others_is_asked_about() -> None:
    found = check(sheet([Line("Thuê", "1")], [Y1, Y2, Y3, Place(2027)], [[60, 60, 600, 60]]))
    assert [(finding.kind, finding.printed, finding.computed) for finding in found] == [(FindingKind.SLIP, 600, 60)]
    assert kinds(sheet([Line("Thuê", "1")], [Y1, Y2, Y3, Place(2027)], [[60, 70, 600, 60]])) == []


def test_a_blank_total_beside_filled_parts_is_asked_about() -> None:
    amounts = [list(row) for row in RIGHT]
    amounts[3][0] = None
    assert FindingKind.ACROSS_MISSING in kinds(sheet(LINES, [TOTAL, Y1, Y2], amounts))


def test_an_amount_without_a_payer_is_asked_about() -> None:
    places = [TOTAL, Place(source=Source.CENTRAL), Place(source=Source.ENTERPRISE)]
    found = check(sheet([Line("A", "1"), Line("B", "2")], places, [[10, 4, 6], [20, None, None]]))
    assert [(finding.kind, finding.cells[0].line) for finding in found] == [(FindingKind.NO_BREAKDOWN, 1)]


def test_columns_that_never_add_up_give_one_question_not_a_flood() -> None:
    places = [TOTAL, Place(source=Source.CENTRAL), Place(source=Source.ENTERPRISE)]
    lines = [Line(f"Dòng {n}", str(n)) for n in range(1, 31)]
    found = check(sheet(lines, places, [[100 + n, 7, 9 + n] for n in range(30)]))
    assert [finding.kind for finding in found] == [FindingKind.NOT_A_PARTITION]


def test_years_and_ways_of_paying_form_their_own_families() -> None:
    places = (TOTAL, Y1, Y2, Place(2024, mode=Mode.BUY), Place(2024, mode=Mode.RENT), Place(source=Source.STATE))
    found = {(family.whole, family.parts) for family in families(places)}
    assert found == {(0, (1, 2)), (0, (5,)), (1, (3, 4))}


def test_phases_beyond_the_phase_before_are_found() -> None:
    places = [Place(2024, phase=phase, title=phase) for phase in Phase]
    lines = [Line("A", "1"), Line("B", "2"), Line("C", "3")]
    amounts: list[list[int | None]] = [[10, 9, 12, 9, 9], [10, 9, None, 9, 8], [10, 9, None, 8, 9]]
    found = {
        (finding.cells[0].line, finding.cells[0].column): finding for finding in check(sheet(lines, places, amounts))
    }
    assert set(found) == {(0, 2), (2, 4)}
    assert found[0, 2].level is Level.QUESTION
    assert (found[2, 4].level, found[2, 4].printed, found[2, 4].computed) == (Level.FAULT, 9, 8)


def test_prices_that_do_not_make_the_amount_are_found() -> None:
    right = Line("A", "1", pricing=(Pricing(14, 1_348_750, (3, 12)),))
    assert kinds(sheet([right], [TOTAL], [[56_647_500]])) == []
    assert kinds(sheet([right], [TOTAL], [[226_590_000]])) == []
    found = check(sheet([right], [TOTAL], [[566_475_000]]))
    assert [(one.kind, one.computed, one.factor, one.facts["implied_times"]) for one in found] == [
        (FindingKind.PRODUCT, 56_647_500, 0.1, 30)
    ]


def test_words_are_held_against_digits_and_table() -> None:
    words = "Một trăm đồng chẵn./."
    for stated, expected in (
        (Stated("", words), []),
        (Stated("", "một trăm linh một đồng"), [FindingKind.WORDS]),
        (Stated("", words, 101), [FindingKind.WORDS, FindingKind.STATED]),
        (Stated("", "một trăm củ", 100), [FindingKind.WORDS_UNREADABLE]),
        (Stated("Năm 2025", dong=61, place=Place(2025)), [FindingKind.STATED]),
        (Stated("Nguồn ODA", dong=61, place=Place(source=Source.ODA)), []),
    ):
        assert kinds(sheet(LINES, [TOTAL, Y1, Y2], RIGHT, stated=(stated,))) == expected


def test_an_amount_under_two_columns_is_their_sum() -> None:
    places = [Place(source=Source.ENTERPRISE), Place(source=Source.PROVINCIAL)]
    lines = [Line("A", "1", 1), Line("Tổng", kind=LineKind.TOTAL)]
    for dong, expected in ((30, []), (29, [FindingKind.ACROSS])):
        joint = Joint(1, (0, 1), dong, 1)
        assert kinds(sheet(lines, places, [[10, 20], [10, 20]], joints=(joint,))) == expected


def test_lines_and_numbers_that_stand_twice_or_are_skipped() -> None:
    lines = [Line("Máy chủ", "1"), Line("MÁY CHỦ.", "2"), Line("Camera", "2"), Line("Loa", "4")]
    found = {finding.kind: finding for finding in check(sheet(lines, [TOTAL], [[5], [5], [7], [8]]))}
    assert found[FindingKind.DUPLICATE].level is Level.FAULT
    assert [cell.line for cell in found[FindingKind.NUMBER_REPEATED].cells] == [2, 1]
    assert found[FindingKind.NUMBER_SKIPPED].facts == {"number": "4", "before": "2"}


def test_letters_are_not_taken_for_roman_numbers() -> None:
    lines = [Line(title, number) for number, title in zip("ABCDE", "vwxyz", strict=True)]
    assert kinds(sheet(lines, [TOTAL], [[1]] * 5)) == []


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["I", "1", "1.1", "1.2", "2", "II", "1"], [-1, 0, 1, 1, 0, -1, 5]),
        (["A", "I", "1", "II", "B", "I", "1", "C"], [-1, 0, 1, 0, -1, 4, 5, -1]),
        (["1", "a)", "b)", "2", "a)"], [-1, 0, 0, -1, 3]),
        (["I", "1.1", "1.2", "II"], [-1, 0, 0, -1]),
        (["1", "1.1", "1.1.1", "1.2", "2"], [-1, 0, 1, 0, -1]),
        (["1", "-", "-", "2"], [-1, 0, 0, -1]),
    ],
)
def test_parents_follow_from_the_numbers(numbers: list[str], expected: list[int]) -> None:
    assert parents([(number, "tên") for number in numbers]) == expected


def test_numbers_inside_titles_are_found() -> None:
    assert split_title("IV. Giao thông") == ("IV", "Giao thông")
    assert split_title("2.1. Trường học") == ("2.1", "Trường học")
    assert split_title("Giao thông 2.1") == ("", "Giao thông 2.1")


def test_a_line_inside_itself_is_a_sentence_not_a_hang() -> None:
    with pytest.raises(ExpectedError) as refusal:
        depths(np.array([1, 0]))
    assert refusal.value.code == "budget.line_in_itself"


def test_sums_too_large_to_be_exact_are_refused() -> None:
    with pytest.raises(ExpectedError) as refusal:
        Sheet.of("x", (Line("a"),) * 5000, (TOTAL,), np.full((5000, 1), 10**15, np.int64))
    assert refusal.value.code == "budget.too_large"


@given(st.lists(st.tuples(st.integers(-1, 30), st.integers(-(10**15), 10**15)), min_size=1, max_size=30))
def test_sums_agree_with_plain_python(rows: list[tuple[int, int]]) -> None:
    lines = [Line(str(at), parent=min(parent, at - 1)) for at, (parent, _) in enumerate(rows)]
    of = sheet(lines, [TOTAL], [[amount] for _, amount in rows])
    sums = add_up(of)

    def deep(line: int) -> int:
        children = [at for at, each in enumerate(lines) if each.parent == line]
        return sum(map(deep, children)) if children else rows[line][1]

    assert [int(value) for value in sums.deep[:, 0]] == [deep(at) for at in range(len(lines))]


def test_every_kind_of_finding_has_a_sentence_that_names_its_cells() -> None:
    amounts = [list(row) for row in RIGHT]
    amounts[1][1] = 31
    of = sheet(LINES, [TOTAL, Y1, Y2], amounts)
    said = [sentence(finding, of) for finding in check(of)]
    assert said[0] == ("Dòng “Tổng cộng”, cột “2024”: ghi 40 đồng, các dòng con cộng lại 41 đồng, lệch 1 đồng.")
    assert len(said) >= 2


def test_the_key_of_a_finding_outlives_a_moved_line() -> None:
    wrong = [list(row) for row in RIGHT]
    wrong[3][1] = 11
    first = sheet(LINES, [TOTAL, Y1, Y2], wrong)
    moved = sheet([*LINES, Line("Khác", "III", 0)], [TOTAL, Y1, Y2], [*wrong, [0, 0, 0]])
    assert {finding.key(first) for finding in check(first)} == {finding.key(moved) for finding in check(moved)}
