"""Entries of an incident's journal as sentences: on the screen in its language, on papers in Vietnamese."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.model import (
    KIND_TITLES,
    PERSON_TITLES,
    SEVERITY_TITLES,
    SOURCE_TITLES,
    TASK_TITLES,
    Kind,
    PersonRole,
    Severity,
    Source,
    TaskState,
    Verdict,
)  # fmt: skip
from ioc_desktop.kernel.records.model import RecordEntry


@dataclass(frozen=True)
class LogLine:
    """One line of the log.

    Attributes:
        source: who, and how it came.
    """

    at: datetime
    icon: str
    text: str
    source: str


Say = Callable[[str], str]
"""Source string of context ``incidents`` → the words of a language; ``str`` for Vietnamese."""
Sentence = Callable[[RecordEntry, Say], str]

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "title": QT_TRANSLATE_NOOP("incidents", "tên"),
        "place": QT_TRANSLATE_NOOP("incidents", "địa điểm"),
        "commander": QT_TRANSLATE_NOOP("incidents", "chỉ huy"),
        "kind": QT_TRANSLATE_NOOP("incidents", "loại"),
        "severity": QT_TRANSLATE_NOOP("incidents", "mức độ"),
        "latitude": QT_TRANSLATE_NOOP("incidents", "vĩ độ"),
        "longitude": QT_TRANSLATE_NOOP("incidents", "kinh độ"),
        "camera_id": QT_TRANSLATE_NOOP("incidents", "camera"),
        "summary": QT_TRANSLATE_NOOP("incidents", "diễn biến"),
        "cause": QT_TRANSLATE_NOOP("incidents", "nguyên nhân"),
        "outcome": QT_TRANSLATE_NOOP("incidents", "kết quả"),
        "lessons": QT_TRANSLATE_NOOP("incidents", "bài học"),
    }
)


def field_value(name: str, value: Any, tr: Say) -> str:
    """A value of the journal as people read it."""
    if value in {None, ""}:
        return tr(QT_TRANSLATE_NOOP("incidents", "trống"))
    if name == "severity" and value in list(Severity):
        return tr(SEVERITY_TITLES[Severity(value)])
    if name == "kind" and value in list(Kind):
        return tr(KIND_TITLES[Kind(value)])
    return str(value) if len(str(value)) <= 60 else f"{str(value)[:57]}…"


def line(entry: RecordEntry, tr: Say = str) -> LogLine:
    """An entry as it is shown; an action of a newer program by its bare name."""
    icon, sentence = _LINES.get(entry.action, ("thing.note", lambda each, _tr: each.action))
    text = sentence(entry, tr)
    if entry.note and entry.action not in _NOTE_IS_IN_IT:
        text += f" {entry.note}"
    by = entry.detail.get("source") if entry.action == "note" else None
    who = entry.who or tr(QT_TRANSLATE_NOOP("incidents", "Chương trình"))
    return LogLine(entry.at, icon, text, f"{who} · {by}" if by else who)


def _opened(entry: RecordEntry, tr: Say) -> str:
    known = entry.detail.get("source", "")
    came = tr(SOURCE_TITLES[Source(known)]) if known in list(Source) else str(known)
    return tr(QT_TRANSLATE_NOOP("incidents", "Lập sự vụ từ {source}.")).format(source=came)


def _edited(entry: RecordEntry, tr: Say) -> str:
    parts = [
        f"{tr(FIELDS.get(name, name))} {_change(name, before, after, tr)}"
        for name, (before, after) in entry.changes.items()
    ]
    return tr(QT_TRANSLATE_NOOP("incidents", "Sửa {changes}.")).format(changes="; ".join(parts))


def _change(name: str, before: Any, after: Any, tr: Say) -> str:
    """From and to, in words: neither the screen's face nor the paper's has arrows."""
    if before in {None, ""}:
        return field_value(name, after, tr)
    said = tr(QT_TRANSLATE_NOOP("incidents", "từ {before} thành {after}"))
    return said.format(before=field_value(name, before, tr), after=field_value(name, after, tr))


def _verdict(entry: RecordEntry, tr: Say) -> str:
    after = entry.changes.get("verdict", ("", ""))[1]
    if after == Verdict.TRUE:
        return tr(QT_TRANSLATE_NOOP("incidents", "Xác minh: đúng sự thật."))
    return tr(QT_TRANSLATE_NOOP("incidents", "Xác minh: không đúng."))


def _moved(entry: RecordEntry, tr: Say) -> str:
    after = str(entry.changes.get("stage", ("", ""))[1])
    return tr(QT_TRANSLATE_NOOP("incidents", "Chuyển sang {stage}.")).format(stage=_stage(after, tr))


def _status(entry: RecordEntry, tr: Say) -> str:
    after = entry.changes.get("status", ("", ""))[1]
    titles = [each.title for each in flow.WORKFLOW.statuses if each.key == after]
    said = str(entry.detail.get("title") or "") or next(iter(titles), str(after))  # as it was called then
    title = tr(said)
    return tr(QT_TRANSLATE_NOOP("incidents", "Trạng thái: {status}.")).format(status=title)


def _late(entry: RecordEntry, tr: Say) -> str:
    after = entry.changes.get("escalation", (0, 0))[1]
    name = _stage(str(entry.detail.get("stage", "")), tr)
    if after >= 2:
        return tr(QT_TRANSLATE_NOOP("incidents", "Quá hạn {stage} gấp đôi: báo lãnh đạo.")).format(stage=name)
    return tr(QT_TRANSLATE_NOOP("incidents", "Quá hạn giai đoạn {stage}.")).format(stage=name)


def _task(entry: RecordEntry, tr: Say) -> str:
    state, unit = entry.action.removeprefix("task."), entry.detail.get("unit", "")
    if state == TaskState.SENT:
        plain, with_task = QT_TRANSLATE_NOOP("incidents", "Cử {unit}."), QT_TRANSLATE_NOOP("incidents", "Cử {unit}:")
        return tr(with_task if entry.note else plain).format(unit=unit)
    return f"{unit} {tr(TASK_TITLES[TaskState(state)])}."


def _detail(source: str, *names: str) -> Sentence:
    return lambda entry, tr: tr(source).format(**{name: entry.detail.get(name, "") for name in names})


def _person(source: str) -> Sentence:
    def say(entry: RecordEntry, tr: Say) -> str:
        role = entry.detail.get("role", "")
        title = tr(PERSON_TITLES[PersonRole(role)]) if role in list(PersonRole) else str(role)
        return tr(source).format(role=title)

    return say


def _evidence(entry: RecordEntry, tr: Say) -> str:
    mark = str(entry.detail.get("sha256", ""))
    said = tr(QT_TRANSLATE_NOOP("incidents", "Lưu bằng chứng “{title}” {hash}."))
    return said.format(title=entry.detail.get("title", ""), hash=short_hash(mark))


def short_hash(mark: str) -> str:
    """First and last letters of a hash, as people compare them."""
    return f"{mark[:4]}…{mark[-4:]}" if len(mark) > 8 else mark


_NOTE_IS_IN_IT = frozenset({"note", "incident.open", "evidence.added"})
_LINES: Mapping[str, tuple[str, Sentence]] = MappingProxyType(
    {
        "incident.open": ("panel.incidents", _opened),
        "incident.number": (
            "mdi6.pound",
            lambda entry, tr: tr(QT_TRANSLATE_NOOP("incidents", "Số {number}.")).format(
                number=entry.changes.get("number", ("", ""))[1]
            ),
        ),
        "incident.edit": ("action.edit", _edited),
        "incident.verdict": ("mdi6.eye-outline", _verdict),
        "incident.stage": ("mdi6.arrow-right", _moved),
        "incident.status": ("mdi6.progress-clock", _status),
        "incident.cancel": ("vote.against", _detail(QT_TRANSLATE_NOOP("incidents", "Hủy sự vụ."))),
        "incident.merge": (
            "mdi6.call-merge",
            _detail(QT_TRANSLATE_NOOP("incidents", "Gộp sự vụ trùng {number} {title}."), "number", "title"),
        ),
        "incident.late": ("sla.overdue", _late),
        "note": ("action.message", lambda entry, _tr: entry.note),
        "step.done": ("vote.for", _detail(QT_TRANSLATE_NOOP("incidents", "Xong bước {step}: {text}."), "step", "text")),
        "step.skipped": (
            "mdi6.skip-next",
            _detail(QT_TRANSLATE_NOOP("incidents", "Bỏ qua bước {step}: {text}."), "step", "text"),
        ),
        "step.open": (
            "action.undo",
            _detail(QT_TRANSLATE_NOOP("incidents", "Mở lại bước {step}: {text}."), "step", "text"),
        ),
        **{f"task.{state.value}": ("thing.team", _task) for state in TaskState},
        "resource.arrived": (
            "thing.vehicle",
            _detail(QT_TRANSLATE_NOOP("incidents", "Đến nơi: {quantity} {name} {unit}."), "quantity", "name", "unit"),
        ),
        "resource.left": (
            "thing.vehicle",
            _detail(QT_TRANSLATE_NOOP("incidents", "Rời đi: {quantity} {name}."), "quantity", "name"),
        ),
        "person.added": (
            "mdi6.account-plus-outline",
            _person(QT_TRANSLATE_NOOP("incidents", "Ghi người liên quan: {role}.")),
        ),
        "person.redacted": (
            "camera.masked",
            _person(QT_TRANSLATE_NOOP("incidents", "Xóa danh tính người liên quan: {role}.")),
        ),
        "evidence.added": ("thing.evidence", _evidence),
        "evidence.locked": (
            "camera.no_permission",
            _detail(QT_TRANSLATE_NOOP("incidents", "Khóa bằng chứng “{title}” lâu hơn."), "title"),
        ),
        "export.case": (
            "action.export",
            _detail(QT_TRANSLATE_NOOP("incidents", "Xuất hồ sơ kèm bằng chứng.")),
        ),
        "export.eido": ("action.export", _detail(QT_TRANSLATE_NOOP("incidents", "Xuất bản tin kiểu EIDO."))),
        "evidence.removed": (
            "action.delete",
            _detail(QT_TRANSLATE_NOOP("incidents", "Xóa bằng chứng “{title}”."), "title"),
        ),
    }
)


def _stage(key: str, tr: Say) -> str:
    return tr(flow.STAGE_TITLES.get(key, key))
