"""How a centre works its incidents in its own way: statuses, steps between stages, checklists. Pure.

The stages and the steps that exist are the program's, as the server's rule of the table knows them; a centre says what
its statuses are called, which of the steps are used, who makes them and what they ask for, and what is done by kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, TypeVar

from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.model import CLOSE, REVIEW, WORK, Kind
from ioc_desktop.kernel.incidents.templates import TEMPLATES, Template, TemplateStep
from ioc_desktop.kernel.workflow.model import Requirement, Status, Transition, Workflow

STATUS_LETTERS, MOST_STATUSES = 60, 80
STEP_LETTERS, MOST_STEPS, MOST_MINUTES = 300, 60, 7 * 24 * 60
PERMISSIONS = (WORK, CLOSE, REVIEW)
"""What a step may ask of an account."""
T = TypeVar("T")
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True)
class OwnStatus:
    """A status as a centre has it.

    Attributes:
        is_used: False keeps the name for incidents of before; nobody chooses it any more.
    """

    key: str
    stage: str
    title: str
    is_used: bool = True


@dataclass(frozen=True)
class OwnStep:
    """A step between two stages as a centre has it.

    Attributes:
        permission: one of ``PERMISSIONS``.
        required: keys of ``REQUIREMENTS``.
    """

    start: str
    end: str
    permission: str
    required: tuple[str, ...] = ()
    needs_reason: bool = False
    is_used: bool = True


Checklist = tuple[TemplateStep, ...]


@dataclass(frozen=True)
class Way:
    """How incidents go at this centre now.

    Attributes:
        titles: status → its name, those that are no longer used included.
        checklists: only of kinds for which the centre has its own.
    """

    workflow: Workflow
    titles: Mapping[str, str]
    checklists: Mapping[Kind, Checklist]

    def template(self, kind: Kind) -> Template:
        """What is usually done."""
        own = self.checklists.get(kind)
        return TEMPLATES[kind] if own is None else replace(TEMPLATES[kind], steps=own)

    def step(self, start: str, end: str) -> Transition | None:
        """The step between two stages, when it is used."""
        return next((each for each in self.workflow.transitions if (each.start, each.end) == (start, end)), None)


REQUIREMENTS: Mapping[str, Requirement] = MappingProxyType(
    {each.key: each for step in flow.WORKFLOW.transitions for each in step.required}
)
"""Everything that a step may ask for."""
PROGRAM_STATUSES = tuple(OwnStatus(each.key, each.stage, each.title) for each in flow.WORKFLOW.statuses)
PROGRAM_STEPS = tuple(
    OwnStep(each.start, each.end, each.permission, tuple(r.key for r in each.required), each.needs_reason)
    for each in flow.WORKFLOW.transitions
)


def way(
    statuses: Iterable[OwnStatus] = PROGRAM_STATUSES,
    steps: Iterable[OwnStep] = PROGRAM_STEPS,
    checklists: Mapping[Kind, Checklist] | None = None,
) -> Way:
    """Put together what has no ``problems``; steps that the centre does not mention are the program's."""
    listed = tuple(statuses)
    own = {(each.start, each.end): each for each in steps}
    made = [_made(each, own.get((each.start, each.end))) for each in flow.WORKFLOW.transitions]
    workflow = replace(flow.WORKFLOW, transitions=tuple(each for each in made if each is not None)).with_statuses(
        Status(each.key, each.stage, each.title) for each in listed if each.is_used
    )
    titles = {each.key: each.title for each in (*PROGRAM_STATUSES, *listed)}
    return Way(workflow, titles, dict(checklists or {}))


def _made(program: Transition, own: OwnStep | None) -> Transition | None:
    if own is None:
        return program
    if not own.is_used:
        return None
    required = tuple(REQUIREMENTS[key] for key in own.required)
    return replace(program, permission=own.permission, required=required, needs_reason=own.needs_reason)


PROGRAM = way()


# ---------------------------------------------------------------------- as it is stored


def stored_statuses(statuses: Iterable[OwnStatus]) -> list[dict[str, Any]]:
    return [{"key": s.key, "stage": s.stage, "title": s.title, "used": s.is_used} for s in statuses]


def stored_steps(steps: Iterable[OwnStep]) -> list[dict[str, Any]]:
    return [
        {
            "start": s.start, "end": s.end, "permission": s.permission, "required": list(s.required),
            "reason": s.needs_reason, "used": s.is_used,
        }
        for s in steps
    ]  # fmt: skip


def stored_checklist(steps: Iterable[TemplateStep]) -> list[dict[str, Any]]:
    return [{"text": s.text, "within_min": s.within_min, "hint": s.hint, "required": s.is_required} for s in steps]


def read_statuses(value: Any) -> tuple[OwnStatus, ...] | None:
    """What another desktop stored may be anything: None when it is no list of statuses."""
    return _read(value, MOST_STATUSES, _status)


def read_steps(value: Any) -> tuple[OwnStep, ...] | None:
    """As ``read_statuses``."""
    return _read(value, len(PROGRAM_STEPS) * 2, _step)


def read_checklist(value: Any) -> Checklist | None:
    """As ``read_statuses``."""
    return _read(value, MOST_STEPS, _template_step)


def _read(value: Any, most: int, one: Callable[[dict[str, Any]], T]) -> tuple[T, ...] | None:
    if not isinstance(value, list) or not 0 < len(value) <= most:
        return None
    try:
        return tuple(one(each) for each in value)
    except (TypeError, KeyError, ValueError):
        return None


def _status(each: dict[str, Any]) -> OwnStatus:
    key = _word(each["key"])
    if _KEY.fullmatch(key) is None:
        raise ValueError(key)
    return OwnStatus(key, _word(each["stage"]), _word(each["title"]), _flag(each["used"]))


def _step(each: dict[str, Any]) -> OwnStep:
    required = each["required"]
    if not isinstance(required, list):
        raise TypeError
    words = tuple(_word(key) for key in required)
    start, end, permission = (_word(each[name]) for name in ("start", "end", "permission"))
    return OwnStep(start, end, permission, words, _flag(each["reason"]), _flag(each["used"]))


def _template_step(each: dict[str, Any]) -> TemplateStep:
    minutes = each["within_min"]
    if type(minutes) is not int:
        raise TypeError
    return TemplateStep(_word(each["text"]), minutes, _word(each["hint"]), _flag(each["required"]))


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value
