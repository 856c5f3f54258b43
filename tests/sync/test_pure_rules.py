"""Coalescing and merging, as properties."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.sync.coalesce import Change, coalesced
from ioc_desktop.sync.merge import merge_columns, merge_text

COLUMNS = ("a", "b", "c")
ROW = st.fixed_dictionaries({name: st.integers(0, 2) for name in COLUMNS})
PATCH = st.dictionaries(st.sampled_from(COLUMNS), st.integers(0, 2), min_size=1)
STEP = st.one_of(st.tuples(st.just("U"), PATCH), st.just(("D", {})), st.tuples(st.just("I"), ROW))


def history(present: dict[str, int] | None, steps: list[tuple[str, dict[str, int]]]) -> tuple[list[Change], Any]:
    """What capture triggers would note, and the row at the end."""
    changes = []
    for kind, values in steps:
        if kind == "I" and present is None:
            changes.append(Change("I", dict(values), {}))
            present = dict(values)
        elif kind == "U" and present is not None:
            different = {name: value for name, value in values.items() if present[name] != value}
            if different:
                changes.append(Change("U", different, {name: present[name] for name in different}))
                present |= different
        elif kind == "D" and present is not None:
            changes.append(Change("D", {}, dict(present)))
            present = None
    return changes, present


def applied(start: dict[str, int] | None, change: Change | None) -> dict[str, int] | None:
    if change is None:
        return start
    if change.kind == "D":
        return None
    return {**(start or {}), **change.new}


@given(st.none() | ROW, st.lists(STEP, min_size=1, max_size=8))
def test_one_change_does_what_all_did(start: dict[str, int] | None, steps: list[tuple[str, dict[str, int]]]) -> None:
    changes, end = history(dict(start) if start else None, steps)
    if not changes:
        return
    whole = coalesced(changes)
    assert applied(start, whole) == end
    if whole is not None and whole.kind == "U":
        assert start is not None
        assert all(start[name] == value for name, value in whole.base.items())
        assert all(start[name] != value for name, value in whole.new.items())


@given(ROW, ROW, PATCH)
def test_a_merge_takes_what_nobody_else_touched(
    present: dict[str, int], base: dict[str, int], new: dict[str, int]
) -> None:
    merged = merge_columns(present, base, new)
    for name, value in new.items():
        if present[name] == value:
            assert name not in merged.take
            assert name not in merged.lose
        else:
            assert (name in merged.take) == (present[name] == base[name])
            assert (name in merged.lose) == (present[name] != base[name])


LINES = st.lists(st.sampled_from("abcd"), max_size=6).map(lambda lines: "".join(f"{line}\n" for line in lines))


@given(LINES, LINES)
def test_a_text_that_one_side_changed_is_that_sides(base: str, mine: str) -> None:
    assert merge_text(base, mine, base) == mine
    assert merge_text(base, base, mine) == mine
    assert merge_text(base, mine, mine) == mine


@given(LINES, LINES, LINES)
def test_a_merge_of_texts_does_not_depend_on_sides(base: str, mine: str, theirs: str) -> None:
    assert merge_text(base, mine, theirs) == merge_text(base, theirs, mine)


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [("A\nb\nc\n", "a\nb\nC\n", "A\nb\nC\n"), ("A\nb\nc\n", "B\nb\nc\n", None), ("a\nx\nb\nc\n", "a\ny\nb\nc\n", None)],
)
def test_texts(mine: str, theirs: str, merged: str | None) -> None:
    assert merge_text("a\nb\nc\n", mine, theirs) == merged
