"""Trying a rule before it is armed: on the last minute of its camera, or on a file. No Qt."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.video.types import Picture
from ioc_desktop.vision.results import AnalysisResult
from ioc_desktop.vision.rules.files import write_rules
from ioc_desktop.vision.rules.model import Point, Rule, SignalState
from ioc_desktop.vision.rules.preview import RuleRun, try_rule

_NAME = "trial"
"""Of a rule that has none yet."""


@dataclass(frozen=True)
class Found:
    """One event of a trial; times in seconds from the trial's beginning."""

    start_s: float
    end_s: float
    category: str
    value: float


@dataclass(frozen=True)
class Trial:
    """What a rule would have said.

    Attributes:
        seconds: of picture that were looked at.
        counts: class → how often.
    """

    seconds: float
    events: Sequence[Found] = ()
    counts: Mapping[str, int] = field(default_factory=dict)


def on_recent(rule: Rule, labels: Sequence[str], results: Sequence[AnalysisResult], aspect: float) -> Trial:
    """Run a rule on what was seen lately; takes some 10 ms a minute of a busy street, so not on the window's thread."""
    if not results:
        return Trial(0.0)
    start_s = results[0].pts_s
    named = replace(rule, id=rule.id or _NAME)
    frames = [(each.pts_s - start_s, each.detections, None) for each in results]
    result = try_rule([named], labels, frames, aspect)
    return Trial(
        results[-1].pts_s - start_s,
        tuple(Found(event.start_s, event.end_s, event.category, event.value) for event in result.events),
        dict(result.counts.get(named.id, {})),
    )


def shown_by(picture: Picture, lamp: tuple[Point, ...]) -> SignalState:
    """What the lamps in one picture say; the first call loads OpenCV, so not on the window's thread."""
    from ioc_desktop.vision.rules.lamp import read_lamp  # noqa: PLC0415

    return read_lamp(picture, lamp)[0]


class LiveTrial:
    """A rule that runs on what is seen from now on, while it is drawn; a picture of a busy street costs 2 ms."""

    def __init__(self, rule: Rule, labels: Sequence[str]) -> None:
        self._run = RuleRun([replace(rule, id=rule.id or _NAME)], labels)
        self._last_s: float | None = None

    def feed(self, results: Sequence[AnalysisResult], aspect: float) -> int:
        """Go on by what has come since the last call; how often the rule has spoken so far."""
        if results and (
            self._last_s is None or results[-1].pts_s < self._last_s
        ):  # just begun, or the stream restarted
            self._last_s = results[-1].pts_s
        for each in results:
            if self._last_s is not None and each.pts_s > self._last_s:
                self._last_s = each.pts_s
                self._run.step(each.pts_s, each.detections, aspect)
        return self._run.said


async def on_file(rule: Rule, source: Path, model: str, progress: Callable[[str], None]) -> Trial:
    """Run a rule on a video file in a process of its own; cancelling the task ends it.

    Args:
        rule: without an error.
        source: the file.
        model: name of a model pack; empty for motion.
        progress: told what the process says of how far it is.

    Raises:
        ExpectedError: ``rule.trial_failed`` with the process's own sentence.
    """
    named = replace(rule, id=rule.id or _NAME)
    with tempfile.TemporaryDirectory(prefix="ioc-rule-") as folder:
        rules, out = Path(folder) / "rules.json", Path(folder) / "events.json"
        write_rules([named], rules)
        await _run(_command(source, rules, model, out), progress)
        answer = json.loads(out.read_text("utf-8"))
    events = [Found(each["start_s"], each["end_s"], each["class"] or "", each["value"]) for each in answer["events"]]
    last_s = max((each.end_s for each in events), default=0.0)
    return Trial(answer.get("info", {}).get("seconds", last_s), events, answer["counts"].get(named.id, {}))


def _command(source: Path, rules: Path, model: str, out: Path) -> list[str]:
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "ioc_desktop.cli"]
    chosen = ["--model", model] if model else []
    return [*program, "rules", "run", "--source", str(source), "--rules", str(rules), "--out", str(out), *chosen]


async def _run(command: Sequence[str], progress: Callable[[str], None]) -> None:
    process = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    said = ""
    try:
        assert process.stderr is not None
        async for line in process.stderr:
            said = line.decode("utf-8", "replace").strip() or said
            progress(said)
        code = await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if code not in {0, 3}:
        raise ExpectedError(
            "rule.trial_failed",
            QT_TRANSLATE_NOOP("errors", "Không thử được trên tệp này: {why} Chọn tệp khác."),
            why=said[:300],
        )
