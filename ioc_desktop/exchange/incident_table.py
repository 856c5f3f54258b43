"""The list of incidents for a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from pathlib import Path

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.exchange.table_file import Sheet, write_table


@dataclass(frozen=True, kw_only=True)
class IncidentLine:
    """One incident in words, as the list shows it; ``HEADINGS`` names the fields in order."""

    number: str
    title: str
    kind: str
    severity: str
    stage: str
    place: str
    latitude: float | None = None
    longitude: float | None = None
    commander: str = ""
    source: str = ""
    detected_at: datetime | None = None
    verified_at: datetime | None = None
    dispatched_at: datetime | None = None
    contained_at: datetime | None = None
    closed_at: datetime | None = None
    summary: str = ""
    is_drill: bool = False


HEADINGS = (
    QT_TRANSLATE_NOOP("incident_table", "Số"),
    QT_TRANSLATE_NOOP("incident_table", "Sự vụ"),
    QT_TRANSLATE_NOOP("incident_table", "Loại"),
    QT_TRANSLATE_NOOP("incident_table", "Mức độ"),
    QT_TRANSLATE_NOOP("incident_table", "Giai đoạn"),
    QT_TRANSLATE_NOOP("incident_table", "Nơi xảy ra"),
    QT_TRANSLATE_NOOP("incident_table", "Vĩ độ"),
    QT_TRANSLATE_NOOP("incident_table", "Kinh độ"),
    QT_TRANSLATE_NOOP("incident_table", "Chỉ huy"),
    QT_TRANSLATE_NOOP("incident_table", "Nguồn tin"),
    QT_TRANSLATE_NOOP("incident_table", "Phát hiện lúc"),
    QT_TRANSLATE_NOOP("incident_table", "Xác minh lúc"),
    QT_TRANSLATE_NOOP("incident_table", "Điều động lúc"),
    QT_TRANSLATE_NOOP("incident_table", "Khống chế lúc"),
    QT_TRANSLATE_NOOP("incident_table", "Kết thúc lúc"),
    QT_TRANSLATE_NOOP("incident_table", "Tóm tắt"),
    QT_TRANSLATE_NOOP("incident_table", "Diễn tập"),
)
assert len(HEADINGS) == len(fields(IncidentLine))


def write_incidents(
    lines: Iterable[IncidentLine],
    path: Path,
    *,
    title: str = "Sự vụ",
    translate: Callable[[str], str] = str,
    progress: Callable[[int], object] = lambda _rows: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Write incidents to a ``.csv`` or ``.xlsx`` file; how many.

    Args:
        translate: headings from their Vietnamese source, context ``incident_table``.

    Raises:
        ExpectedError: as ``write_table``.
    """
    rows = (astuple(line) for line in lines)
    return write_table(Sheet(title, [translate(heading) for heading in HEADINGS], rows), path, progress, is_cancelled)
