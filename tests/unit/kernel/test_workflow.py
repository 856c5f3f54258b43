"""A workflow lets through what is declared and nothing else, whatever is tried."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.workflow.model import Requirement, Stage, Status, Transition, Workflow

KEYS = ("a", "b", "c", "d")
RIGHTS = ("move", "close")
FIELDS = ("who", "result")


def make(steps: frozenset[tuple[str, str]], *, required: tuple[str, ...] = (), right: str = "move") -> Workflow:
    return Workflow(
        stages=tuple(Stage(key, key.upper()) for key in KEYS),
        transitions=tuple(
            Transition(
                start=start, end=end, permission=right, required=tuple(Requirement(key, key) for key in required)
            )
            for start, end in sorted(steps)
        ),
        statuses=tuple(Status(f"{key}1", key, key) for key in KEYS),
    )


steps = st.frozensets(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)).filter(lambda step: step[0] != step[1]))
records = st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(["", "  ", "có", None, False, 0]))


wishes = st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS))


def outcome(
    flow: Workflow, step: tuple[str, str], record: dict[str, Any], rights: frozenset[str]
) -> tuple[str, set[str]]:
    """Code of the refusal, or "", and what was said to be missing."""
    try:
        assert flow.check(*step, record, rights.__contains__) in flow.transitions
    except ExpectedError as error:
        fields = error.facts.get("fields", ())
        assert isinstance(fields, tuple)
        return error.code, set(fields)
    return "", set()


@given(steps, wishes, st.frozensets(st.sampled_from(RIGHTS)), st.sets(st.sampled_from(FIELDS)), records)
def test_a_step_is_made_only_when_declared_permitted_and_complete(
    declared: frozenset[tuple[str, str]],
    wish: tuple[str, str],
    rights: frozenset[str],
    required: set[str],
    record: dict[str, Any],
) -> None:
    flow = make(declared, required=tuple(sorted(required)))
    lacking = {name for name in required if record.get(name) in {None, "", "  "} or record.get(name) is False}
    if wish not in declared:
        expected: tuple[str, set[str]] = ("workflow.no_step", set())
    elif "move" not in rights:
        expected = ("workflow.not_allowed", set())
    else:
        expected = ("workflow.incomplete" if lacking else "", lacking)
    assert outcome(flow, wish, record, rights) == expected


@given(steps, st.lists(st.sampled_from(KEYS), max_size=20))
def test_no_walk_leaves_what_the_table_rule_allows(declared: frozenset[tuple[str, str]], walk: list[str]) -> None:
    flow = make(declared)
    at = KEYS[0]
    for wish in walk:
        try:
            flow.check(at, wish, {}, lambda _right: True)
        except ExpectedError:
            assert wish not in flow.follows[at]
        else:
            assert wish in flow.follows[at]
            at = wish
        assert {step.end for step in flow.steps(at, lambda _right: True)} == set(flow.follows[at])


def test_a_reason_is_asked_for_where_it_is_due() -> None:
    flow = Workflow(
        stages=(Stage("a", "Mở"), Stage("b", "Hủy", is_open=False)),
        transitions=(Transition(start="a", end="b", permission="x", needs_reason=True),),
        statuses=(Status("1", "a", "mở"), Status("2", "b", "hủy")),
    )
    with pytest.raises(ExpectedError, match="“Hủy” cần lý do"):
        flow.check("a", "b", {}, lambda _right: True, reason="  ")
    assert flow.check("a", "b", {}, lambda _right: True, reason="trùng").end == "b"


def test_the_usual_step_is_offered_first_and_only_what_one_may() -> None:
    flow = Workflow(
        stages=(Stage("a", "a"), Stage("b", "b"), Stage("c", "c")),
        transitions=(
            Transition(start="a", end="c", permission="close"),
            Transition(start="a", end="b", permission="move", is_usual=True),
        ),
        statuses=tuple(Status(key, key, key) for key in "abc"),
    )
    assert [step.end for step in flow.steps("a", lambda _right: True)] == ["b", "c"]
    assert [step.end for step in flow.steps("a", {"close"}.__contains__)] == ["c"]
    assert flow.steps("b", lambda _right: True) == ()


def test_a_centre_names_its_own_statuses_inside_the_fixed_stages() -> None:
    flow = make(frozenset())
    own = flow.with_statuses([Status("x", "b", "Chờ vật tư"), Status("y", "b", "Đang làm")])
    assert [status.title for status in own.statuses_of("b")] == ["Chờ vật tư", "Đang làm"]
    assert own.first_status("b") == "x"
    assert own.first_status("a") == "a1"
    assert own.check_status("b", "y").title == "Đang làm"
    with pytest.raises(ExpectedError) as refused:
        own.check_status("a", "y")
    assert refused.value.code == "workflow.status_unknown"
    for wrong in (
        [Status("x", "nowhere", "?")],
        [Status("a1", "b", "?")],
        [Status("x", "b", "1"), Status("x", "b", "2")],
    ):
        with pytest.raises(ValueError):
            flow.with_statuses(wrong)


@pytest.mark.parametrize(
    "words",
    [
        {"stages": ()},
        {"stages": (Stage("a", "a"), Stage("a", "b"))},
        {"transitions": (Transition(start="a", end="z", permission=""),)},
        {"transitions": (Transition(start="a", end="a", permission=""),)},
        {"transitions": (Transition(start="a", end="b", permission=""),) * 2},
        {"statuses": (Status("1", "a", "a"),)},
    ],
)
def test_a_workflow_that_makes_no_sense_is_refused(words: dict[str, Any]) -> None:
    whole: dict[str, Any] = {
        "stages": (Stage("a", "a"), Stage("b", "b")),
        "transitions": (),
        "statuses": (Status("1", "a", "a"), Status("2", "b", "b")),
    }
    Workflow(**whole)
    with pytest.raises(ValueError):
        Workflow(**(whole | words))
