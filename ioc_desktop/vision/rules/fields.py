"""One rule as plain values for JSON, and back; everything that does not fit is named."""

import math
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.vision.rules.model import Point, Rule, RuleKind, Schedule, Severity

FIELDS = frozenset(
    {
        "id", "kind", "name", "classes", "polygon", "line", "direction", "signal", "lamp", "min_s", "sensitivity",
        "cool_down_s", "limit", "severity", "schedule", "picture_size",
        "accepted_size",
    }
)  # fmt: skip

_MOST_POINTS = 500
Word = TypeVar("Word", bound=StrEnum)


class FieldError(Exception):
    """A field does not hold what it should.

    Attributes:
        error: in words.
    """

    def __init__(self, error: ExpectedError) -> None:
        super().__init__(str(error))
        self.error = error


def rule_fields(rule: Rule) -> dict[str, Any]:
    """A rule as JSON values; what is as by default is left out, but for the agreed fields."""
    shape = {name: [list(point) for point in getattr(rule, name)] for name in ("polygon", "line", "lamp")}
    optional: dict[str, Any] = {
        "name": rule.name,
        "signal": rule.signal,
        "limit": rule.limit,
        "picture_size": list(rule.picture_size) if all(rule.picture_size) else None,
        "accepted_size": list(rule.accepted_size) if all(rule.accepted_size) else None,
        "schedule": _schedule_fields(rule.schedule) if rule.schedule != Schedule() else None,
    }
    plain = Rule(id="", kind=rule.kind)
    for name in ("sensitivity", "cool_down_s", "severity"):
        value = getattr(rule, name)
        optional[name] = value if value != getattr(plain, name) else None
    return {
        "id": rule.id,
        "kind": rule.kind.value,
        "classes": None if rule.classes is None else list(rule.classes),
        **{name: points for name, points in shape.items() if points},
        "direction": None if rule.direction is None else list(rule.direction),
        "min_s": rule.min_s,
        **{name: value for name, value in optional.items() if value not in (None, "")},
    }


def rule_from(entry: Any) -> Rule:
    """The rule that JSON values describe; its geometry is not judged here.

    Raises:
        FieldError: for the first field that does not fit.
    """
    if not isinstance(entry, Mapping):
        raise _fault(QT_TRANSLATE_NOOP("errors", "phải là một đối tượng JSON."))
    direction = entry.get("direction")
    classes = entry.get("classes")
    limit = entry.get("limit")
    return Rule(
        id=_id(entry.get("id")),
        kind=_word(RuleKind, entry.get("kind"), "kind"),
        name=_text(entry, "name"),
        classes=None if classes is None else _names(classes),
        polygon=_points(entry, "polygon"),
        line=_points(entry, "line"),
        direction=None if direction is None else _pair(direction, "direction"),
        signal=_text(entry, "signal"),
        lamp=_points(entry, "lamp"),
        min_s=_number(entry, "min_s", 0.0),
        sensitivity=_number(entry, "sensitivity", 0.5),
        cool_down_s=_number(entry, "cool_down_s", 0.0),
        limit=None if limit is None else _number(entry, "limit", 0.0),
        severity=_word(Severity, entry.get("severity") or Severity.MEDIUM, "severity"),
        schedule=_schedule(entry.get("schedule")),
        picture_size=_size(entry, "picture_size"),
        accepted_size=_size(entry, "accepted_size"),
    )


def _fault(sentence: str, **facts: object) -> FieldError:
    return FieldError(ExpectedError("rules.field", sentence, **facts))


def _id(value: Any) -> str:
    if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
        return str(value).strip()
    raise _fault(QT_TRANSLATE_NOOP("errors", "thiếu mã “id”."))


def _word(kind: type[Word], value: Any, field: str) -> Word:
    try:
        return kind(value)
    except ValueError:
        sentence = QT_TRANSLATE_NOOP("errors", "“{field}” phải là một trong: {words}.")
        raise _fault(sentence, field=field, words=", ".join(kind)) from None


def _text(entry: Mapping[Any, Any], field: str) -> str:
    value = entry.get(field) or ""
    if not isinstance(value, str):
        raise _fault(QT_TRANSLATE_NOOP("errors", "“{field}” phải là chữ."), field=field)
    return value


def _names(value: Any) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(name, str) and name.strip() for name in value):
        return tuple(value)
    raise _fault(QT_TRANSLATE_NOOP("errors", "“classes” phải là danh sách tên lớp, hoặc null cho mọi lớp."))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _number(entry: Mapping[Any, Any], field: str, default: float) -> float:
    value = entry.get(field)
    if value is None:
        return default
    if not _is_number(value):
        raise _fault(QT_TRANSLATE_NOOP("errors", "“{field}” phải là một số."), field=field)
    return float(value)


def _pair(value: Any, field: str) -> Point:
    if isinstance(value, list) and len(value) == 2 and all(map(_is_number, value)):
        return float(value[0]), float(value[1])
    raise _fault(QT_TRANSLATE_NOOP("errors", "“{field}” phải gồm các cặp số [x, y]."), field=field)


def _points(entry: Mapping[Any, Any], field: str) -> tuple[Point, ...]:
    value = entry.get(field)
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > _MOST_POINTS:
        raise _fault(QT_TRANSLATE_NOOP("errors", "“{field}” phải gồm các cặp số [x, y]."), field=field)
    return tuple(_pair(point, field) for point in value)


def _size(entry: Mapping[Any, Any], field: str) -> tuple[int, int]:
    value = entry.get(field)
    if value is None:
        return 0, 0
    width, height = _pair(value, field)
    return int(width), int(height)


def _schedule_fields(schedule: Schedule) -> dict[str, Any]:
    start, end = (f"{minute // 60:02}:{minute % 60:02}" for minute in (schedule.start_min, schedule.end_min))
    return {"days": list(schedule.days), "start": start, "end": end}


def _schedule(value: Any) -> Schedule:
    if value is None:
        return Schedule()
    days = value.get("days", list(range(7))) if isinstance(value, Mapping) else None
    if not isinstance(days, list) or not all(isinstance(day, int) for day in days):
        raise _fault(
            QT_TRANSLATE_NOOP("errors", "“schedule” phải có dạng {example}."),
            example='{"days": [0, 1], "start": "22:00", "end": "06:00"}',
        )
    return Schedule(
        days=tuple(days), start_min=_minute(value.get("start", "00:00")), end_min=_minute(value.get("end", "24:00"))
    )


def _minute(value: Any) -> int:
    """Minute of the day of ``hh:mm``, up to 24:00."""
    hours, _, minutes = value.partition(":") if isinstance(value, str) else ("", "", "")
    if hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2 and int(minutes) < 60:
        minute = int(hours) * 60 + int(minutes)
        if minute <= 1440:
            return minute
    raise _fault(QT_TRANSLATE_NOOP("errors", "giờ trong “schedule” phải có dạng 22:00."))
