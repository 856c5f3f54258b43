"""The stages of an incident, what each step between them asks for, and who may make it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.incidents.model import CLOSE, REVIEW, WORK, Verdict
from ioc_desktop.kernel.workflow.model import Requirement, Stage, Status, Transition, Workflow

DETECTED, VERIFYING, RESPONDING, CONTAINED = "detected", "verifying", "responding", "contained"
RECOVERING, CLOSED, REVIEWED, CANCELLED = "recovering", "closed", "reviewed", "cancelled"

_STAGES = (
    Stage(DETECTED, QT_TRANSLATE_NOOP("incidents", "Phát hiện")),
    Stage(VERIFYING, QT_TRANSLATE_NOOP("incidents", "Xác minh")),
    Stage(RESPONDING, QT_TRANSLATE_NOOP("incidents", "Ứng phó")),
    Stage(CONTAINED, QT_TRANSLATE_NOOP("incidents", "Khống chế")),
    Stage(RECOVERING, QT_TRANSLATE_NOOP("incidents", "Khắc phục")),
    Stage(CLOSED, QT_TRANSLATE_NOOP("incidents", "Kết thúc"), is_open=False),
    Stage(REVIEWED, QT_TRANSLATE_NOOP("incidents", "Rút kinh nghiệm"), is_open=False),
    Stage(CANCELLED, QT_TRANSLATE_NOOP("incidents", "Đã hủy"), is_open=False),
)

STRIP = tuple(stage.key for stage in _STAGES if stage.key != CANCELLED)
"""The way of an incident that is true, in its order."""
OPEN_STAGES = tuple(stage.key for stage in _STAGES if stage.is_open)

_STATUSES = (
    Status("new", DETECTED, QT_TRANSLATE_NOOP("incidents", "Mới")),
    Status("checking", VERIFYING, QT_TRANSLATE_NOOP("incidents", "Đang xác minh")),
    Status("dispatching", RESPONDING, QT_TRANSLATE_NOOP("incidents", "Đang điều lực lượng")),
    Status("on_scene", RESPONDING, QT_TRANSLATE_NOOP("incidents", "Đang xử lý tại chỗ")),
    Status("reinforcing", RESPONDING, QT_TRANSLATE_NOOP("incidents", "Xin tăng cường")),
    Status("watched", CONTAINED, QT_TRANSLATE_NOOP("incidents", "Đang theo dõi")),
    Status("repairing", RECOVERING, QT_TRANSLATE_NOOP("incidents", "Đang khắc phục")),
    Status("waiting", RECOVERING, QT_TRANSLATE_NOOP("incidents", "Chờ vật tư, đơn vị khác")),
    Status("ended", CLOSED, QT_TRANSLATE_NOOP("incidents", "Đã kết thúc")),
    Status("learned", REVIEWED, QT_TRANSLATE_NOOP("incidents", "Đã rút kinh nghiệm")),
    Status("void", CANCELLED, QT_TRANSLATE_NOOP("incidents", "Không tính")),
)

_TRUE = Requirement(
    "verdict",
    QT_TRANSLATE_NOOP("incidents", "kết luận xác minh là thật"),
    lambda record: bool(record["verdict"] == Verdict.TRUE.value),
)
_PLACE = Requirement("place", QT_TRANSLATE_NOOP("incidents", "địa điểm"))
_COMMANDER = Requirement("commander", QT_TRANSLATE_NOOP("incidents", "người chỉ huy"))
_OUTCOME = Requirement("outcome", QT_TRANSLATE_NOOP("incidents", "kết quả xử lý"))
_LESSONS = Requirement("lessons", QT_TRANSLATE_NOOP("incidents", "bài học kinh nghiệm"))
_STEPS = Requirement(
    "steps",
    QT_TRANSLATE_NOOP("incidents", "các bước bắt buộc của quy trình"),
    lambda record: not record["open_steps"],
)
_TASKS = Requirement(
    "tasks", QT_TRANSLATE_NOOP("incidents", "lực lượng chưa báo xong"), lambda record: not record["open_tasks"]
)
_TO_CLOSE = (_COMMANDER, _OUTCOME, _STEPS, _TASKS)


def _step(start: str, end: str, permission: str = WORK, *required: Requirement) -> Transition:
    return Transition(start=start, end=end, permission=permission, required=required, is_usual=True)


def _turn(start: str, end: str, *required: Requirement) -> Transition:
    """A step aside or back: for who may end an incident, with a reason."""
    return Transition(start=start, end=end, permission=CLOSE, required=required, needs_reason=True)


WORKFLOW = Workflow(
    stages=_STAGES,
    statuses=_STATUSES,
    transitions=(
        _step(DETECTED, VERIFYING),
        _step(VERIFYING, RESPONDING, WORK, _TRUE, _PLACE),
        _step(RESPONDING, CONTAINED, WORK, _COMMANDER),
        _step(CONTAINED, RECOVERING),
        _step(RECOVERING, CLOSED, CLOSE, *_TO_CLOSE),
        _step(CLOSED, REVIEWED, REVIEW, _LESSONS),
        Transition(start=CONTAINED, end=CLOSED, permission=CLOSE, required=_TO_CLOSE),
        Transition(start=CONTAINED, end=RESPONDING, permission=WORK, needs_reason=True),
        Transition(start=RECOVERING, end=RESPONDING, permission=WORK, needs_reason=True),
        _turn(CLOSED, RESPONDING),
        *(_turn(stage, CANCELLED) for stage in OPEN_STAGES),
        _turn(CANCELLED, VERIFYING),
    ),
)

FOLLOWS: Mapping[str, tuple[str, ...]] = MappingProxyType(dict(WORKFLOW.follows))
"""For the table's rule: of two workstations that move an incident on, the first one counts."""
STAGE_TITLES: Mapping[str, str] = MappingProxyType({stage.key: stage.title for stage in _STAGES})
