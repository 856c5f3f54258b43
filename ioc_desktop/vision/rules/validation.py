"""What is wrong with a rule, in sentences that say what to do. Errors keep it from being armed, warnings do not."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

import shapely

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.vision.labels import canonical, label
from ioc_desktop.vision.rules.kinds import NEEDS, wanted_classes
from ioc_desktop.vision.rules.model import Point, Rule, RuleKind, RuleProblem
from ioc_desktop.vision.rules.picture_sizes import Shown, Size, outgrown, same_shape

# Drawing programs round to three decimals.
_SLACK = 0.001
# Shorter lines and smaller areas are slips of the mouse.
_LEAST_LINE = 0.01
_LEAST_AREA = 0.0001
_DAY_MIN = 1440


def check_rules(rules: Sequence[Rule], labels: Sequence[str] | None = None, size: Size = (0, 0)) -> list[RuleProblem]:
    """Everything that is wrong with the rules of one camera.

    Args:
        rules: all of them.
        labels: classes of the model that will serve them; None leaves classes unchecked.
        size: width, height in px of the picture that they will be used on; (0, 0) unknown.
    """
    problems = [problem for rule in rules for problem in check_rule(rule, labels, size)]
    for name, count in Counter(rule.id for rule in rules).items():
        if count > 1:
            sentence = QT_TRANSLATE_NOOP("errors", "Có {count} luật cùng mã {rule}. Đặt cho mỗi luật một mã riêng.")
            problems.append(
                RuleProblem(
                    rule=name,
                    severity="error",
                    error=ExpectedError("rule.twice", sentence, rule=name, count=count),
                )
            )
    return problems


def check_rule(rule: Rule, labels: Sequence[str] | None = None, size: Size = (0, 0)) -> list[RuleProblem]:
    """Everything that is wrong with one rule, errors first."""
    problems = [*_shape(rule), *_direction(rule), *_signal(rule), *_numbers(rule), *_schedule(rule)]
    if labels is not None:
        problems += _classes(rule, labels)
    problems += resized_rules([rule], size)
    return sorted(problems, key=lambda problem: problem.severity)


def _problem(
    rule: Rule, code: str, sentence: str, severity: Literal["error", "warning"] = "error", **facts: object
) -> RuleProblem:
    return RuleProblem(
        rule=rule.id,
        severity=severity,
        error=ExpectedError(f"rule.{code}", sentence, rule=rule.name or rule.id, **facts),
    )


def _shape(rule: Rule) -> Iterator[RuleProblem]:
    shape = NEEDS[rule.kind].shape
    if shape == "line":
        yield from _line(rule)
    if shape == "polygon" or (shape == "optional_polygon" and rule.polygon):
        yield from _polygon(rule, rule.polygon)
    if rule.lamp:
        yield from _polygon(rule, rule.lamp)


def _line(rule: Rule) -> Iterator[RuleProblem]:
    if len(rule.line) != 2:
        sentence = QT_TRANSLATE_NOOP(
            "errors", "Luật {rule}: cần một vạch có đúng 2 điểm, đang có {count}. Vẽ lại vạch."
        )
        yield _problem(rule, "line_points", sentence, count=len(rule.line))
        return
    if not all(map(_is_inside, rule.line)):
        yield _outside(rule)
        return
    (ax, ay), (bx, by) = rule.line
    if math.hypot(bx - ax, by - ay) < _LEAST_LINE:
        sentence = QT_TRANSLATE_NOOP("errors", "Luật {rule}: vạch quá ngắn, hai đầu gần như trùng nhau. Vẽ lại vạch.")
        yield _problem(rule, "line_short", sentence)


def _polygon(rule: Rule, points: tuple[Point, ...]) -> Iterator[RuleProblem]:
    if len(set(points)) < 3:
        sentence = QT_TRANSLATE_NOOP("errors", "Luật {rule}: vùng cần ít nhất 3 điểm khác nhau. Vẽ lại vùng.")
        yield _problem(rule, "polygon_points", sentence)
        return
    if not all(map(_is_inside, points)):
        yield _outside(rule)
        return
    polygon = shapely.Polygon(points)
    if polygon.area < _LEAST_AREA and polygon.convex_hull.area < _LEAST_AREA:
        sentence = QT_TRANSLATE_NOOP("errors", "Luật {rule}: vùng gần như không có diện tích. Vẽ lại vùng.")
        yield _problem(rule, "polygon_flat", sentence)
    elif not polygon.is_valid:
        sentence = QT_TRANSLATE_NOOP(
            "errors", "Luật {rule}: các cạnh của vùng cắt nhau. Vẽ lại các điểm lần lượt theo đường bao."
        )
        yield _problem(rule, "polygon_crossed", sentence)


def _is_inside(point: Point) -> bool:
    return all(-_SLACK <= value <= 1 + _SLACK for value in point)


def _outside(rule: Rule) -> RuleProblem:
    sentence = QT_TRANSLATE_NOOP(
        "errors",
        "Luật {rule}: có điểm nằm ngoài hình. Tọa độ tính theo phần của hình, từ 0 đến 1; "
        "nếu là điểm ảnh thì chia cho chiều rộng và chiều cao, hoặc vẽ lại.",
    )
    return _problem(rule, "outside", sentence)


def _direction(rule: Rule) -> Iterator[RuleProblem]:
    if rule.direction is None:
        if NEEDS[rule.kind].direction:
            sentence = QT_TRANSLATE_NOOP("errors", "Luật {rule}: chưa có chiều được phép đi. Vẽ mũi tên chỉ chiều.")
            yield _problem(rule, "no_direction", sentence)
        return
    if not math.hypot(*rule.direction) > 1e-6 or not all(map(math.isfinite, rule.direction)):
        sentence = QT_TRANSLATE_NOOP("errors", "Luật {rule}: mũi tên chỉ chiều có độ dài bằng 0. Vẽ lại mũi tên.")
        yield _problem(rule, "direction_zero", sentence)
    elif NEEDS[rule.kind].shape == "line" and len(rule.line) == 2 and _is_along(rule.line, rule.direction):
        sentence = QT_TRANSLATE_NOOP(
            "errors", "Luật {rule}: mũi tên chạy dọc theo vạch nên không rõ chiều. Vẽ mũi tên cắt ngang vạch."
        )
        yield _problem(rule, "direction_along", sentence)


def _is_along(line: tuple[Point, ...], direction: Point) -> bool:
    """Within 3° of the line."""
    (ax, ay), (bx, by) = line
    across = abs((bx - ax) * direction[1] - (by - ay) * direction[0])
    return across <= 0.05 * math.hypot(bx - ax, by - ay) * math.hypot(*direction)


def _signal(rule: Rule) -> Iterator[RuleProblem]:
    if NEEDS[rule.kind].signal and not rule.lamp and not rule.signal:
        sentence = QT_TRANSLATE_NOOP(
            "errors", "Luật {rule}: chưa biết đèn tín hiệu. Khoanh vùng đèn trên hình hoặc chọn nguồn tín hiệu."
        )
        yield _problem(rule, "no_signal", sentence)


def _numbers(rule: Rule) -> Iterator[RuleProblem]:
    values = {"min_s": rule.min_s, "cool_down_s": rule.cool_down_s, "limit": rule.limit or 0.0}
    for field, value in values.items():
        if not (math.isfinite(value) and value >= 0):
            sentence = QT_TRANSLATE_NOOP("errors", "Luật {rule}: {field} phải là số từ 0 trở lên. Sửa lại số này.")
            yield _problem(rule, "number", sentence, field=field)
    if not 0 <= rule.sensitivity <= 1:
        sentence = QT_TRANSLATE_NOOP("errors", "Luật {rule}: độ nhạy phải từ 0 đến 1. Sửa lại số này.")
        yield _problem(rule, "sensitivity", sentence)


def _schedule(rule: Rule) -> Iterator[RuleProblem]:
    schedule = rule.schedule
    minutes = (schedule.start_min, schedule.end_min)
    if (
        not schedule.days
        or not set(schedule.days) <= set(range(7))
        or not all(0 <= minute <= _DAY_MIN for minute in minutes)
        or schedule.start_min == schedule.end_min
    ):
        sentence = QT_TRANSLATE_NOOP(
            "errors", "Luật {rule}: lịch không hợp lệ. Chọn ít nhất một ngày và giờ bắt đầu khác giờ kết thúc."
        )
        yield _problem(rule, "schedule", sentence)


def _classes(rule: Rule, labels: Sequence[str]) -> Iterator[RuleProblem]:
    wanted = wanted_classes(rule, labels)
    if wanted is None:
        return
    known = {canonical(name) for name in labels}
    missing = [name for name in wanted if name not in known]
    if len(missing) == len(wanted) and rule.kind is not RuleKind.ABANDONED:
        sentence = QT_TRANSLATE_NOOP(
            "errors",
            "Luật {rule}: mô hình đang dùng không nhận ra {classes}. Chọn mô hình khác có lớp này, hoặc sửa luật.",
        )
        yield _problem(rule, "no_class", sentence, classes=_names(missing or NEEDS[rule.kind].classes or ()))
    elif missing and (rule.classes is not None or len(missing) == len(wanted)):
        sentence = QT_TRANSLATE_NOOP(
            "errors", "Luật {rule}: mô hình đang dùng không nhận ra {classes}; luật chỉ xét phần còn lại."
        )
        yield _problem(rule, "some_classes", sentence, "warning", classes=_names(missing))


def _names(classes: Sequence[str]) -> str:
    return ", ".join(label(name).vi for name in classes)


def resized_rules(rules: Sequence[Rule], size: Size) -> list[RuleProblem]:
    """Rules that were drawn on pictures of another size than these are; (0, 0) is unknown."""
    shown = Shown(size) if all(size) else None
    return [
        RuleProblem(rule=rule.id, severity="warning", error=resized(rule, drawn, size))
        for rule in rules
        if (drawn := outgrown(rule, shown)) is not None
    ]


def resized(rule: Rule, drawn: Size, now: Size) -> ExpectedError:
    """A rule's picture is no longer as it was when it was drawn."""
    sizes = {"drawn": "×".join(map(str, drawn)), "now": "×".join(map(str, now))}
    if same_shape(drawn, now):
        sentence = QT_TRANSLATE_NOOP(
            "errors",
            "Luật {rule}: camera đã đổi độ phân giải từ {drawn} sang {now}; hình vẽ đã co giãn theo, "
            "kiểm tra lại vùng vẽ.",
        )
        return ExpectedError("rule.rescaled", sentence, rule=rule.name or rule.id, **sizes)
    sentence = QT_TRANSLATE_NOOP(
        "errors",
        "Luật {rule}: camera đã đổi độ phân giải từ {drawn} sang {now} khác tỷ lệ nên hình vẽ có thể lệch; "
        "kiểm tra lại vùng vẽ.",
    )
    return ExpectedError("rule.stretched", sentence, rule=rule.name or rule.id, **sizes)
