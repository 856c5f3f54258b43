"""When a rule is armed."""

from ioc_desktop.vision.rules.model import Schedule


def is_armed(schedule: Schedule, local_minute: tuple[int, int] | None) -> bool:
    """Whether a schedule holds at (minute of the day, weekday 0 = Monday); None is always.

    A period over midnight belongs to the day on which it begins: Friday 22:00–06:00 ends on Saturday morning.

    >>> is_armed(Schedule(days=(4,), start_min=1320, end_min=360), (300, 5))
    True
    """
    if local_minute is None:
        return True
    minute, day = local_minute
    if schedule.start_min <= schedule.end_min:
        return day in schedule.days and schedule.start_min <= minute < schedule.end_min
    if minute >= schedule.start_min:
        return day in schedule.days
    return minute < schedule.end_min and (day - 1) % 7 in schedule.days
