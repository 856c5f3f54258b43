"""Incidents in words: when, how long, how late, what was done. No Qt but for translation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.incidents import flow
from ioc_desktop.kernel.incidents.customs import Way
from ioc_desktop.kernel.incidents.model import (
    CANCELLED_TITLES,
    KIND_TITLES,
    SEVERITY_TITLES,
    SOURCE_TITLES,
    TASK_TITLES,
    Cancelled,
    Incident,
    Kind,
    Severity,
    Source,
    TaskState,
)  # fmt: skip

VIETNAM = timezone(timedelta(hours=7))
CONTEXT = "incidents"
DRILL = QT_TRANSLATE_NOOP("incidents", "DIỄN TẬP")
ICONS: Mapping[Severity, str] = MappingProxyType({each: f"severity.{each.value}" for each in Severity})
_DUE_SOON = 0.8


def tr(source: str) -> str:
    return QCoreApplication.translate(CONTEXT, source)


def kind(value: Kind) -> str:
    return tr(KIND_TITLES[value])


def severity(value: Severity) -> str:
    return tr(SEVERITY_TITLES[value])


def stage(key: str) -> str:
    return tr(flow.STAGE_TITLES.get(key, key))


def status(incident: Incident, way: Way) -> str:
    """Where in its stage it is, as the centre calls that, or how it was cancelled."""
    if incident.cancelled is not Cancelled.NO:
        return tr(CANCELLED_TITLES[incident.cancelled])
    return tr(way.titles.get(incident.status, incident.status))


def task_state(value: TaskState) -> str:
    return tr(TASK_TITLES[value])


def number(incident: Incident) -> str:
    """Its number, or that it waits for one."""
    return incident.number or tr(QT_TRANSLATE_NOOP("incidents", "chờ số"))


def source(value: Source) -> str:
    return tr(SOURCE_TITLES[value])


# ---------------------------------------------------------------------- time


def clock(moment: datetime, now: datetime | None = None) -> str:
    """Time of the day with seconds; with the date on another day than ``now``."""
    local = moment.astimezone(VIETNAM)
    is_other = now is not None and local.date() != now.astimezone(VIETNAM).date()
    return f"{local:%d/%m %H:%M}" if is_other else f"{local:%H:%M:%S}"


def short(moment: datetime, now: datetime) -> str:
    """Hour and minute; with the date on another day."""
    local = moment.astimezone(VIETNAM)
    return f"{local:%H:%M}" if local.date() == now.astimezone(VIETNAM).date() else f"{local:%d/%m %H:%M}"


def elapsed(span: timedelta) -> str:
    """Hours, minutes and seconds that run, as ``00:28:31``; with the days after one."""
    seconds = max(0, int(span.total_seconds()))
    days, rest = divmod(seconds, 86_400)
    running = f"{rest // 3600:02d}:{rest // 60 % 60:02d}:{rest % 60:02d}"
    return tr(QT_TRANSLATE_NOOP("incidents", "{days} ngày {time}")).format(days=days, time=running) if days else running


def lasted(span: timedelta) -> str:
    """A length of time in its two largest units."""
    minutes = max(0, int(span.total_seconds()) // 60)
    if minutes < 60:
        return tr(QT_TRANSLATE_NOOP("incidents", "{n} phút")).format(n=minutes)
    hours, rest = divmod(minutes, 60)
    if hours < 48:
        words = tr(QT_TRANSLATE_NOOP("incidents", "{h} giờ {m} phút"))
        return words.format(h=hours, m=rest) if rest else tr(QT_TRANSLATE_NOOP("incidents", "{h} giờ")).format(h=hours)
    return tr(QT_TRANSLATE_NOOP("incidents", "{d} ngày")).format(d=hours // 24)


def due(incident: Incident, now: datetime) -> tuple[str, str, str]:
    """Icon, colour and words of the time that is left for its stage; empty words where none is set or asked."""
    if incident.due_at is None or incident.stage not in flow.OPEN_STAGES:
        return "sla.met", "text.muted", ""
    left = incident.due_at - now
    if left < timedelta(0):
        words = tr(QT_TRANSLATE_NOOP("incidents", "quá {time}")).format(time=lasted(-left))
        return "sla.overdue", "severity.critical", words
    words = tr(QT_TRANSLATE_NOOP("incidents", "còn {time}")).format(time=lasted(left))
    whole = incident.due_at - incident.times.get(incident.stage, incident.detected_at)
    is_soon = whole > timedelta(0) and left < whole * (1 - _DUE_SOON)
    return ("sla.due_soon", "severity.medium", words) if is_soon else ("sla.on_time", "text.secondary", words)


def end(incident: Incident, now: datetime) -> datetime:
    """When it ended, or now."""
    if incident.stage in flow.OPEN_STAGES:
        return now
    ended = [incident.times[key] for key in (flow.CLOSED, flow.CANCELLED) if key in incident.times]
    return max(ended, default=now)


def headline(incident: Incident, way: Way) -> str:
    """The line under the title."""
    commander = incident.commander or tr(QT_TRANSLATE_NOOP("incidents", "chưa phân công"))
    parts = (
        number(incident),
        severity(incident.severity),
        tr(QT_TRANSLATE_NOOP("incidents", "Chỉ huy: {name}")).format(name=commander),
        tr(QT_TRANSLATE_NOOP("incidents", "Nguồn: {source}")).format(source=source(incident.source)),
        status(incident, way),
    )
    return " · ".join(parts)
