"""What is wrong with a centre's own way of working incidents, before it holds. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, fold
from ioc_desktop.kernel.accounts.model import PERMISSIONS as ROLE_PERMISSIONS
from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.customs import (
    MOST_MINUTES,
    MOST_STATUSES,
    MOST_STEPS,
    PERMISSIONS,
    PROGRAM_STATUSES,
    PROGRAM_STEPS,
    REQUIREMENTS,
    STATUS_LETTERS,
    STEP_LETTERS,
    OwnStatus,
    OwnStep,
)  # fmt: skip
from ioc_desktop.kernel.incidents.templates import TemplateStep

T = TypeVar("T", bound=Hashable)
_KNOWN = {(each.start, each.end) for each in PROGRAM_STEPS}
_HOME = {each.key: each.stage for each in PROGRAM_STATUSES}
_REASONED = {(each.start, each.end) for each in PROGRAM_STEPS if each.end == flow.CANCELLED} | {
    (flow.CLOSED, flow.RESPONDING),
    (flow.CANCELLED, flow.VERIFYING),
}
"""To cancel, and to take an end back: never without a reason."""


def status_problems(statuses: Sequence[OwnStatus]) -> list[ExpectedError]:
    """All that is wrong with a list of statuses; ``flow.*``."""
    return list(_status_problems(statuses))


def _status_problems(statuses: Sequence[OwnStatus]) -> Iterator[ExpectedError]:
    if len(statuses) > MOST_STATUSES:
        yield _error(
            "flow.too_many",
            QT_TRANSLATE_NOOP("errors", "Nhiều nhất {most} dòng. Xóa bớt dòng không dùng."),
            most=MOST_STATUSES,
        )
    for each in statuses:
        yield from _one_status(each)
    for stage, title in _twice((each.stage, fold(each.title)) for each in statuses if each.is_used):
        shown = next(each.title for each in statuses if (each.stage, fold(each.title)) == (stage, title))
        yield _error(
            "flow.status_twice",
            QT_TRANSLATE_NOOP("errors", "Hai trạng thái của “{stage}” cùng tên “{title}”. Đổi tên một trạng thái."),
            stage=_title(stage),
            title=shown,
        )
    if _twice(each.key for each in statuses):
        yield _error("flow.key_twice", QT_TRANSLATE_NOOP("errors", "Một trạng thái có hai dòng. Xóa một dòng."))
    used = {each.stage for each in statuses if each.is_used}
    for stage in flow.STAGE_TITLES:
        if stage not in used:
            yield _error(
                "flow.stage_empty",
                QT_TRANSLATE_NOOP(
                    "errors",
                    "Giai đoạn “{stage}” không còn trạng thái nào dùng được. Thêm hoặc bật lại một trạng thái.",
                ),
                stage=_title(stage),
            )


def _one_status(each: OwnStatus) -> Iterator[ExpectedError]:
    title = each.title.strip()
    if each.stage not in flow.STAGE_TITLES:
        yield _error(
            "flow.stage_unknown",
            QT_TRANSLATE_NOOP("errors", "Trạng thái “{title}” thuộc giai đoạn không có. Chọn lại giai đoạn."),
            title=title,
        )
    elif _HOME.get(each.key, each.stage) != each.stage:
        yield _error(
            "flow.status_moved",
            QT_TRANSLATE_NOOP(
                "errors", "“{title}” là trạng thái có sẵn của “{stage}”. Để nguyên giai đoạn, thêm trạng thái mới."
            ),
            title=title,
            stage=_title(_HOME[each.key]),
        )
    if not fold(title) or len(title) > STATUS_LETTERS:
        yield _error(
            "flow.status_unnamed",
            QT_TRANSLATE_NOOP("errors", "Tên trạng thái cần từ 1 đến {most} ký tự. Đặt lại tên hoặc xóa dòng đó."),
            most=STATUS_LETTERS,
        )


# ---------------------------------------------------------------------- steps


def step_problems(steps: Sequence[OwnStep], statuses: Sequence[OwnStatus] = PROGRAM_STATUSES) -> list[ExpectedError]:
    """All that is wrong with the steps between stages; ``flow.*``.

    Args:
        statuses: to name those that nobody would reach or leave.
    """
    found = [problem for step in steps for problem in _one_step(step)]
    if _twice((step.start, step.end) for step in steps):
        found.append(
            _error("flow.step_twice", QT_TRANSLATE_NOOP("errors", "Một bước chuyển có hai dòng. Xóa một dòng."))
        )
    return found or list(_dead_ends(steps, statuses))


def _one_step(step: OwnStep) -> Iterator[ExpectedError]:
    facts = {"start": _title(step.start), "end": _title(step.end)}
    if (step.start, step.end) not in _KNOWN:
        sentence = QT_TRANSLATE_NOOP("errors", "Không có bước từ “{start}” sang “{end}”. Bỏ bước đó.")
        yield _error("flow.step_unknown", sentence, **facts)
        return
    if not step.is_used:
        return
    if step.permission not in PERMISSIONS:
        sentence = QT_TRANSLATE_NOOP("errors", "Bước “{start}” sang “{end}” chưa giao cho ai. Chọn người được chuyển.")
        yield _error("flow.role_unknown", sentence, **facts)
    for key in step.required:
        if key not in REQUIREMENTS:
            sentence = QT_TRANSLATE_NOOP(
                "errors", "Bước “{start}” sang “{end}” đòi điều không có: {field}. Bỏ điều đó."
            )
            yield _error("flow.field_unknown", sentence, field=key, **facts)
    if (step.start, step.end) in _REASONED and not step.needs_reason:
        sentence = QT_TRANSLATE_NOOP("errors", "Bước “{start}” sang “{end}” phải có lý do. Đánh dấu “Cần lý do”.")
        yield _error("flow.without_reason", sentence, **facts)
    yield from _fields(step, facts)


def _fields(step: OwnStep, facts: Mapping[str, str]) -> Iterator[ExpectedError]:
    """What a step must ask for, and what it may not."""
    if step.end == flow.CLOSED and "outcome" not in step.required:
        sentence = QT_TRANSLATE_NOOP("errors", "Bước “{start}” sang “{end}” phải đòi kết quả xử lý. Đánh dấu điều đó.")
        yield _error("flow.close_without_outcome", sentence, **facts)
    if step.end == flow.CANCELLED and step.required:
        sentence = QT_TRANSLATE_NOOP("errors", "Hủy từ “{start}” chỉ cần lý do. Bỏ các điều phải có ở bước đó.")
        yield _error("flow.cancel_asks", sentence, **facts)
    if "verdict" in step.required and (step.start, step.end) == (flow.DETECTED, flow.VERIFYING):
        sentence = QT_TRANSLATE_NOOP(
            "errors", "Chưa xác minh thì chưa có kết luận. Bỏ điều đó ở bước “{start}” sang “{end}”."
        )
        yield _error("flow.verdict_too_early", sentence, **facts)


def _dead_ends(steps: Sequence[OwnStep], statuses: Sequence[OwnStatus]) -> Iterator[ExpectedError]:
    """Stages, with their statuses, that nobody can reach, and those that nobody can bring to an end."""
    follows = _follows(steps)
    reached = _closure(follows, {flow.DETECTED})
    before: dict[str, set[str]] = {}
    for start, ends in follows.items():
        for end in ends:
            before.setdefault(end, set()).add(start)
    ending = _closure(before, {flow.CLOSED})
    named = {
        stage: ", ".join(each.title for each in statuses if each.stage == stage and each.is_used)
        for stage in flow.STAGE_TITLES
    }
    unreached = [stage for stage in flow.STAGE_TITLES if stage not in reached]
    for stage in unreached:
        sentence = QT_TRANSLATE_NOOP(
            "errors", "Không ai tới được “{stage}” (trạng thái {statuses}). Bật lại một bước vào giai đoạn đó."
        )
        yield _error("flow.unreachable", sentence, stage=_title(stage), statuses=named[stage])
    for stage in flow.OPEN_STAGES:
        if stage not in ending and stage not in unreached:
            sentence = QT_TRANSLATE_NOOP(
                "errors", "Từ “{stage}” (trạng thái {statuses}) không tới được Kết thúc. Bật lại một bước ra khỏi đó."
            )
            yield _error("flow.no_way_out", sentence, stage=_title(stage), statuses=named[stage])


def _follows(steps: Sequence[OwnStep]) -> dict[str, set[str]]:
    """Stage → stages that somebody may bring it to; steps that are not mentioned are the program's."""
    own = {(each.start, each.end): each for each in steps}
    held = {permission for granted in ROLE_PERMISSIONS.values() for permission in granted}
    follows: dict[str, set[str]] = {}
    for program in PROGRAM_STEPS:
        step = own.get((program.start, program.end), program)
        if step.is_used and step.permission in held:
            follows.setdefault(step.start, set()).add(step.end)
    return follows


def _closure(follows: Mapping[str, set[str]], start: set[str]) -> set[str]:
    reached, ahead = set(start), list(start)
    while ahead:
        fresh = follows.get(ahead.pop(), set()) - reached
        reached |= fresh
        ahead.extend(fresh)
    return reached


# ---------------------------------------------------------------------- checklists


def checklist_problems(steps: Sequence[TemplateStep]) -> list[ExpectedError]:
    """All that is wrong with a checklist; ``flow.*``."""
    found = []
    if not 0 < len(steps) <= MOST_STEPS:
        sentence = QT_TRANSLATE_NOOP("errors", "Danh mục cần từ 1 đến {most} bước. Thêm hoặc bớt bước.")
        found.append(_error("flow.checklist_size", sentence, most=MOST_STEPS))
    for place, step in enumerate(steps, 1):
        if not fold(step.text) or max(len(step.text.strip()), len(step.hint.strip())) > STEP_LETTERS:
            sentence = QT_TRANSLATE_NOOP("errors", "Bước {place} cần từ 1 đến {most} ký tự. Viết lại hoặc xóa dòng đó.")
            found.append(_error("flow.step_unnamed", sentence, place=place, most=STEP_LETTERS))
        if not 0 <= step.within_min <= MOST_MINUTES:
            sentence = QT_TRANSLATE_NOOP("errors", "Bước {place}: thời hạn từ 0 đến {most} phút. Nhập lại.")
            found.append(_error("flow.minutes_wrong", sentence, place=place, most=MOST_MINUTES))
    for text in _twice(fold(step.text) for step in steps):
        shown = next(step.text for step in steps if fold(step.text) == text)
        sentence = QT_TRANSLATE_NOOP("errors", "Bước “{text}” có hai lần. Xóa một bước.")
        found.append(_error("flow.checklist_twice", sentence, text=shown))
    return found


# ----------------------------------------------------------------------


def _twice(values: Iterable[T]) -> list[T]:
    """What there is more than once, in its order."""
    return [value for value, count in Counter(values).items() if count > 1]


def _title(stage: str) -> str:
    return flow.STAGE_TITLES.get(stage, stage)


def _error(code: str, sentence: str, **facts: object) -> ExpectedError:
    return ExpectedError(code, sentence, **facts)
