"""A workflow: fixed stages, statuses that a centre may name itself, and the allowed steps between stages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP

Holds = Callable[[Mapping[str, Any]], bool]
"""Whether a record has what a step asks for."""


@dataclass(frozen=True)
class Stage:
    """One fixed stage.

    Attributes:
        title: Vietnamese source string; its translation context is the workflow's.
        is_open: somebody still has to do something.
    """

    key: str
    title: str
    is_open: bool = True


@dataclass(frozen=True)
class Status:
    """A name for where in its stage a record is; a centre may have its own.

    Attributes:
        stage: key of the stage.
        title: what people see; the program's own are source strings.
    """

    key: str
    stage: str
    title: str


@dataclass(frozen=True)
class Requirement:
    """Something that a step asks of the record.

    Attributes:
        key: stable word, such as ``commander``.
        title: Vietnamese source string that names what is missing.
        holds: whether it is there; by default, whether the field of that name is filled.
    """

    key: str
    title: str
    holds: Holds | None = None

    def is_met(self, record: Mapping[str, Any]) -> bool:
        return self.holds(record) if self.holds is not None else _is_filled(record.get(self.key))


@dataclass(frozen=True, kw_only=True)
class Transition:
    """A step from one stage to another.

    Attributes:
        permission: what an account needs to make it.
        required: what the record needs.
        needs_reason: whether the person has to say why.
        is_usual: the step that a button offers; the others are in its menu.
    """

    start: str
    end: str
    permission: str
    required: tuple[Requirement, ...] = ()
    needs_reason: bool = False
    is_usual: bool = False

    def missing(self, record: Mapping[str, Any]) -> tuple[Requirement, ...]:
        """What the record lacks for it."""
        return tuple(each for each in self.required if not each.is_met(record))


@dataclass(frozen=True)
class Workflow:
    """The whole of it. Immutable; checked when it is made.

    Attributes:
        stages: in their order; the first is where a record begins.
        transitions: every step that is allowed; no other is.
        statuses: in their order; the first of a stage is the one that a record gets there.

    Raises:
        ValueError: a step or a status names no stage, a name is used twice, a stage has no status, the same step twice.
    """

    stages: tuple[Stage, ...]
    transitions: tuple[Transition, ...]
    statuses: tuple[Status, ...]

    def __post_init__(self) -> None:
        keys = [stage.key for stage in self.stages]
        steps = [(step.start, step.end) for step in self.transitions]
        named = [status.key for status in self.statuses]
        if not keys or any(len(set(names)) != len(names) for names in (keys, steps, named)):
            raise ValueError("no stages, or a name is used twice")
        strangers = {end for step in steps for end in step} | {status.stage for status in self.statuses}
        if not strangers <= set(keys) or any(start == end for start, end in steps):
            message = f"no stages of this workflow, or a step on the spot: {strangers - set(keys)}"
            raise ValueError(message)
        if set(keys) - {status.stage for status in self.statuses}:
            raise ValueError("every stage needs a status")

    @cached_property
    def _by_key(self) -> Mapping[str, Stage]:
        return {stage.key: stage for stage in self.stages}

    @cached_property
    def follows(self) -> Mapping[str, tuple[str, ...]]:
        """Stage → the stages it may become: the ``transitions`` of a synchronised table's rule."""
        return {
            stage.key: tuple(step.end for step in self.transitions if step.start == stage.key) for stage in self.stages
        }

    def stage(self, key: str) -> Stage:
        """A stage by its key.

        Raises:
            KeyError: there is none.
        """
        return self._by_key[key]

    def place(self, key: str) -> int:
        """Where a stage stands in the order, from 0."""
        return self.stages.index(self._by_key[key])

    # ------------------------------------------------------------------ statuses

    def statuses_of(self, stage: str) -> tuple[Status, ...]:
        """The statuses of a stage, in their order."""
        return tuple(status for status in self.statuses if status.stage == stage)

    def first_status(self, stage: str) -> str:
        """Key of the status that a record gets when it comes into the stage."""
        return self.statuses_of(stage)[0].key

    def with_statuses(self, wanted: Iterable[Status]) -> Workflow:
        """The same with a centre's own statuses; stages for which none is named keep theirs.

        Raises:
            ValueError: as when a workflow is made.
        """
        own = tuple(wanted)
        named = {status.stage for status in own}
        kept = tuple(status for status in self.statuses if status.stage not in named)
        return replace(self, statuses=kept + own)

    def check_status(self, stage: str, status: str) -> Status:
        """The status, which must belong to the stage.

        Raises:
            ExpectedError: ``workflow.status_unknown``.
        """
        found = next((each for each in self.statuses_of(stage) if each.key == status), None)
        if found is None:
            raise ExpectedError(
                "workflow.status_unknown",
                QT_TRANSLATE_NOOP("errors", "Trạng thái này không thuộc giai đoạn hiện tại. Tải lại rồi chọn lại."),
            )
        return found

    # ------------------------------------------------------------------ steps

    def steps(self, start: str, may: Callable[[str], bool]) -> tuple[Transition, ...]:
        """The steps from a stage that this account may make, the usual one first."""
        found = [step for step in self.transitions if step.start == start and may(step.permission)]
        return tuple(sorted(found, key=lambda step: not step.is_usual))

    def check(
        self, start: str, end: str, record: Mapping[str, Any], may: Callable[[str], bool], *, reason: str = ""
    ) -> Transition:
        """The step, when it is allowed to this account now.

        Raises:
            ExpectedError: ``workflow.no_step``, ``workflow.not_allowed``, ``workflow.reason_missing``,
                ``workflow.incomplete`` with all that is missing in ``fields`` (keys) and ``missing`` (words).
        """
        step = next((each for each in self.transitions if (each.start, each.end) == (start, end)), None)
        if step is None:
            raise ExpectedError(
                "workflow.no_step",
                QT_TRANSLATE_NOOP("errors", "Không chuyển được từ “{start}” sang “{end}”. Tải lại để xem bước tiếp."),
                start=self._title(start),
                end=self._title(end),
            )
        if not may(step.permission):
            raise ExpectedError(
                "workflow.not_allowed",
                QT_TRANSLATE_NOOP("errors", "Tài khoản này không được chuyển sang “{end}”. Nhờ người có quyền."),
                end=self._title(end),
            )
        if step.needs_reason and not reason.strip():
            raise ExpectedError(
                "workflow.reason_missing",
                QT_TRANSLATE_NOOP("errors", "Chuyển sang “{end}” cần lý do. Nhập lý do rồi chuyển."),
                end=self._title(end),
            )
        raise_missing(step.missing(record), self._title(end))
        return step

    def _title(self, key: str) -> str:
        return self._by_key[key].title if key in self._by_key else key


def raise_missing(missing: Sequence[Requirement], end: str) -> None:
    """Refuse a step and say all that it lacks at once.

    Raises:
        ExpectedError: ``workflow.incomplete``, when there is something.
    """
    if missing:
        raise ExpectedError(
            "workflow.incomplete",
            QT_TRANSLATE_NOOP("errors", "Chưa chuyển được sang “{end}”, còn thiếu: {missing}. Bổ sung rồi chuyển."),
            end=end,
            missing=", ".join(each.title for each in missing),
            fields=tuple(each.key for each in missing),
        )


def _is_filled(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None and value is not False
