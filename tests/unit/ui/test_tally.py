"""Crossings are counted among the detections, once each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from ioc_desktop.core.ids import uuid7
from ioc_desktop.kernel.events.log import EventLog
from ioc_desktop.store.database import Database
from ioc_desktop.vision.rules.model import Rule, RuleEvent, RuleKind, Severity
from ioc_desktop.vision.worker import Seen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.ui.runner import Runner

pytestmark = pytest.mark.gui
CAMERA = uuid4()
AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def said(number: int, phase: str, value: float = 1.0) -> Seen:
    event = RuleEvent(
        rule="r1", kind=RuleKind.LINE_CROSSING, number=number, phase=phase,  # type: ignore[arg-type]
        start_s=8.0, peak_s=8.0, end_s=8.0, tracks=(number,), category="car", value=value,
    )  # fmt: skip
    return Seen(str(CAMERA), event, 1, 10.0, AT.timestamp())


def test_every_crossing_is_counted_once_with_its_way_and_time(
    tmp_path: Path, runner: Runner, loop: asyncio.AbstractEventLoop, shown: Callable[[QWidget], QWidget]
) -> None:
    from PySide6.QtWidgets import QWidget

    from ioc_desktop.ui.tally import KIND, CrossingTally

    database = Database(tmp_path / "d.db").open()
    log, window = EventLog(database, uuid7()), QWidget()
    shown(window)
    tally = CrossingTally(window, runner, log)

    async def go() -> None:
        for each in (said(1, "raised"), said(1, "updated"), said(1, "closed"), said(2, "closed", -1.0)):
            tally.note(each)
        tally._write()
        await asyncio.sleep(0.1)
        tally.note(said(3, "raised"))

    loop.run_until_complete(go())
    tally.stop()
    found = log.find(AT - timedelta(minutes=1), AT, kind=KIND)
    assert sorted((each.track, each.value, each.category) for each in found) == [
        (1, "r1+", "car"), (2, "r1-", "car"), (3, "r1+", "car"),
    ]  # fmt: skip
    assert {each.at for each in found} == {AT - timedelta(seconds=2)}
    database.close()


@pytest.mark.parametrize(
    ("kind", "severity", "counted"),
    [
        (RuleKind.LINE_CROSSING, Severity.INFO, True),
        (RuleKind.LINE_CROSSING, Severity.HIGH, False),
        (RuleKind.INTRUSION, Severity.INFO, False),
    ],
)
def test_only_lines_that_alarm_nobody_are_counted(kind: RuleKind, severity: Severity, counted: bool) -> None:  # noqa: FBT001
    from ioc_desktop.ui.tally import is_counted

    assert is_counted(Rule(id="r", kind=kind, severity=severity)) == counted
