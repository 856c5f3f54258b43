"""What will have been paid by the end of a year.

A contract whose milestones say what is to be paid follows them; one that is being paid goes on at the pace so far;
one with a term but no payment is paid evenly over its term; and the plan of the year stands in for the rest. Nothing
is ever paid beyond a contract's value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ioc_desktop.kernel.budget.model import Amounts
from ioc_desktop.kernel.budget.tracking.model import Contract, ContractState, Method, Milestone

SHORTEST_PACE_DAYS: Final = 30
"""A pace over fewer days says nothing."""


@dataclass(frozen=True)
class Forecast:
    """The year's disbursement as it will be.

    Attributes:
        planned: of the year, đồng.
        disbursed: in the year so far.
        expected: in the whole year.
        by_line: expected in the whole year, by line with all that is in it.
        methods: how each line's own part was foretold; None where there is none of its own.
    """

    year: int
    planned: int
    disbursed: int
    expected: int
    by_line: Amounts
    methods: tuple[Method | None, ...]


@dataclass(frozen=True)
class Expected:
    """One contract's year.

    Attributes:
        dong: to be paid in the year, as far as the contract itself tells.
        open_dong: what more its value allows.
    """

    dong: int
    open_dong: int
    method: Method


def expected(contract: Contract, steps: Sequence[Milestone], today: date, year: int) -> Expected:
    """What a contract pays in a year.

    Args:
        steps: the contract's milestones.
    """
    method = method_of(contract, steps, today)
    begin = _paid_by(contract, steps, today, date(year - 1, 12, 31), method)
    end = _paid_by(contract, steps, today, date(year, 12, 31), method)
    past = date(year, 12, 31) <= today
    left = contract.dong - end if contract.state is ContractState.ACTIVE and not past else 0
    return Expected(end - begin, max(0, left), Method.PAID if past else method)


def method_of(contract: Contract, steps: Sequence[Milestone], today: date) -> Method:
    """How the contract's payments can be foretold; ``PLAN`` where it does not tell them itself."""
    if contract.state is not ContractState.ACTIVE or contract.paid >= contract.dong:
        return Method.PAID
    if any(step.dong and (step.planned_on or step.actual_on) for step in steps):
        return Method.MILESTONES
    begin = contract.starts_on or contract.signed_on
    if begin and contract.paid_until(today) > 0 and (today - begin).days >= SHORTEST_PACE_DAYS:
        return Method.PACE
    return Method.TERM if begin and contract.ends_on and contract.ends_on >= begin else Method.PLAN


def _paid_by(contract: Contract, steps: Sequence[Milestone], today: date, day: date, method: Method) -> int:
    """Paid on or before ``day``: as it was until today, as it will be afterwards."""
    paid = contract.paid_until(day)
    if day <= today or method in {Method.PAID, Method.PLAN}:
        return paid
    foretold = {Method.MILESTONES: _by_steps, Method.PACE: _by_pace, Method.TERM: _by_term}[method]
    return max(paid, min(contract.dong, foretold(contract, steps, today, day)))


def _by_steps(contract: Contract, steps: Sequence[Milestone], today: date, day: date) -> int:
    """Whatever is more: all steps until then, or what was paid and the steps that are still open."""
    due = [step for step in steps if step.actual_on or (step.planned_on and step.planned_on <= day)]
    still = sum(step.dong for step in due if step.actual_on is None)
    return max(sum(step.dong for step in due), contract.paid_until(today) + still)


def _by_pace(contract: Contract, _steps: Sequence[Milestone], today: date, day: date) -> int:
    begin = contract.starts_on or contract.signed_on or today
    if contract.ends_on is not None and contract.ends_on <= day:
        return contract.dong
    return contract.paid_until(today) * (day - begin).days // max(1, (today - begin).days)


def _by_term(contract: Contract, _steps: Sequence[Milestone], _today: date, day: date) -> int:
    begin, end = contract.starts_on or contract.signed_on or day, contract.ends_on or day
    gone, days = (min(end, day) - begin).days + 1, max(1, (end - begin).days + 1)
    return contract.dong * max(0, gone) // days


def line_expected(parts: Sequence[Expected], plan: int) -> tuple[int, Method]:
    """A line's year: its contracts', and the plan for those that tell nothing themselves.

    Args:
        plan: of the line in the year.
    """
    told = sum(part.dong for part in parts)
    untold = [part for part in parts if part.method is Method.PLAN]
    more = max(0, min(sum(part.open_dong for part in untold), plan - told))
    methods = {part.method for part in parts}
    strongest = next(method for method in reversed(Method) if method in methods)
    return told + more, strongest
