"""``main.py rules run``: what rules say about a clip, as JSON."""

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from ioc_desktop.commands.failure import USAGE, fail
from ioc_desktop.commands.out_file import write_out
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.video.files import Numbered, iter_frames
from ioc_desktop.video.letterbox import FrameGeometry
from ioc_desktop.video.types import Picture
from ioc_desktop.vision.detections import Detections
from ioc_desktop.vision.detector import Detector
from ioc_desktop.vision.motion import MOTION_LABELS, MotionDetector
from ioc_desktop.vision.packing import fit_picture
from ioc_desktop.vision.registry import ModelRegistry
from ioc_desktop.vision.rules.constants import USUAL_FPS
from ioc_desktop.vision.rules.files import RuleFile, read_rules
from ioc_desktop.vision.rules.kinds import looks
from ioc_desktop.vision.rules.model import SignalWord
from ioc_desktop.vision.rules.preview import RuleRun, TryResult
from ioc_desktop.vision.session import SessionOptions
from ioc_desktop.vision.signals.clock import Words
from ioc_desktop.vision.signals.recording import SignalRecording, read_recording

DONE = 0
# Where a stream has no stamps of its own.
_FRAME_S = 1 / 25
_ROUNDING_S = 0.002
_MOTION_SIZE = FrameGeometry(640, 384)
_TELL_EVERY_S = 2.0


class Seer(Protocol):
    """What looks at pictures of one clip."""

    name: str
    labels: tuple[str, ...]

    def look(self, picture: Picture) -> Detections: ...


class ModelSeer:
    """Looks through a model."""

    def __init__(self, detector: Detector) -> None:
        self._detector = detector
        self.name, self.labels = detector.pack.name, tuple(detector.pack.classes)

    def look(self, picture: Picture) -> Detections:
        # Less sure boxes would keep known objects alive in the tracker; measured, they split more than they keep.
        return self._detector.detect(picture)


class MotionSeer:
    """Looks for motion, where there is no model."""

    name = "motion"
    labels = tuple(one.name for one in MOTION_LABELS)

    def __init__(self) -> None:
        self._motion = MotionDetector()

    def look(self, picture: Picture) -> Detections:
        height, width = picture.shape[:2]
        return self._motion.look(fit_picture(picture, _MOTION_SIZE), _MOTION_SIZE.place(width, height))


@dataclass(frozen=True)
class Seen:
    """A clip that was gone through."""

    result: TryResult
    frames: int
    seconds: float


def run(
    source: Path,
    rules: Path,
    model: str,
    out: Path,
    *,
    registry: ModelRegistry,
    every: int = 0,
    threads: int = 0,
    signals: Path | None = None,
    json_output: bool = False,
) -> int:
    """Run a file of rules over a clip and write what they said.

    Args:
        source: clip.
        rules: JSON file, see ``vision.rules.files``.
        model: name of a pack, folder of a pack, or path of an ONNX file; empty for plain motion.
        out: JSON file to write.
        registry: installed packs.
        every: look at every so many frames only; 0 looks 5 times a second of the clip, 10 where a line counts.
        threads: of the CPU provider; 0 uses half of the cores.
        signals: recording of a feed of signals, see ``vision.signals``; its first line belongs to the first picture.
        json_output: print a JSON summary (and errors as JSON) instead of sentences.

    Returns:
        Exit code: 0 done, 1 failed, 2 wrong usage.
    """
    if every < 0:
        sentence = QT_TRANSLATE_NOOP("errors", "--every phải là số từ 1 trở lên.")
        return fail(ExpectedError("rules.every", sentence), json_output=json_output, code=USAGE)
    try:
        read_rules(rules)
        feed = read_recording(signals) if signals is not None else None
        seer = _seer(model, registry, threads)
        file = read_rules(rules, seer.labels)
        _remark(file.remarks)
        seen = _watch(source, file, seer, every, feed)
        report = _report(seen, seer)
        _write(report, out)
    except ExpectedError as error:
        return fail(error, json_output=json_output)
    _summarise(report, out, json_output=json_output)
    return DONE


def _seer(model: str, registry: ModelRegistry, threads: int) -> Seer:
    if not model:
        return MotionSeer()
    detector = Detector(registry.find(model), SessionOptions(threads))
    detector.warm_up()
    return ModelSeer(detector)


def _watch(source: Path, file: RuleFile, seer: Seer, every: int, feed: SignalRecording | None = None) -> Seen:
    fps = USUAL_FPS * looks(file.rules)
    going: RuleRun | None = None
    frames, first_s, time_s, told_s = 0, 0.0, 0.0, time.monotonic()
    for _, time_s, picture in _chosen(source, every, fps):
        height, width = picture.shape[:2]
        if going is None:
            going, first_s = RuleRun(file.rules, seer.labels, fps=fps, size=(width, height)), time_s
        going.resize((width, height))
        pixels, words = picture if going.needs_picture else None, _words(feed, time_s - first_s, first_s)
        going.step(time_s, seer.look(picture), width / height, pixels, words)
        frames += 1
        if time.monotonic() - told_s >= _TELL_EVERY_S:
            told_s = time.monotonic()
            _tell(time_s - first_s, going.said)
    assert going is not None, "a readable clip has a frame"
    result = going.finish()
    _remark(tuple(problem.error.message() for problem in result.problems if problem.error.code != "rule.some_classes"))
    return Seen(result, frames, time_s - first_s)


def _words(feed: SignalRecording | None, clip_s: float, first_s: float) -> dict[str, SignalWord]:
    """What a feed has said by a time of the clip, on the stream's own clock."""
    return Words(feed.at(clip_s)).shifted(first_s) if feed is not None else {}


def _chosen(source: Path, every: int, fps: float) -> Iterator[Numbered]:
    """Frames by number, or as many a second as wanted by the stream's own stamps."""
    if every > 0:
        yield from _stamped(iter_frames(source, every), _FRAME_S * every)
        return
    due_s: float | None = None
    for number, time_s, picture in _stamped(iter_frames(source), _FRAME_S):
        late_s = 0.0 if due_s is None else time_s - due_s
        # Far too early is a clip that starts again.
        if -1 / fps <= late_s < -_ROUNDING_S:
            continue
        yield number, time_s, picture
        due_s = (due_s if due_s is not None and 0 <= late_s < 1 / fps else time_s) + 1 / fps


def _stamped(frames: Iterator[Numbered], usual_s: float) -> Iterator[Numbered]:
    """Frames whose stamps go on; a stream without stamps is given usual ones."""
    last_s: float | None = None
    for number, time_s, picture in frames:
        now_s = last_s + usual_s if last_s is not None and time_s == last_s else time_s
        yield number, now_s, picture
        last_s = now_s


def _tell(seconds: float, said: int) -> None:
    sentence = QT_TRANSLATE_NOOP("commands", "Đã xem {seconds} giây, {events} sự kiện.")
    print(sentence.format(seconds=round(seconds), events=said), file=sys.stderr, flush=True)


def _remark(sentences: tuple[str, ...]) -> None:
    for sentence in sentences:
        print(sentence, file=sys.stderr)


def _report(seen: Seen, seer: Seer) -> dict[str, Any]:
    """The file of DESIGN §4, and what it was made from."""
    events = [
        {
            "rule": event.rule,
            "kind": event.kind.value,
            "start_s": round(event.start_s, 3),
            "end_s": round(event.end_s, 3),
            "track": event.tracks[0] if event.tracks else None,
            "class": event.category or None,
            "value": round(event.value, 3),
        }
        for event in seen.result.events
    ]
    info = {"model": seer.name, "frames": seen.frames, "seconds": round(seen.seconds, 3)}
    problems = [
        {"rule": each.rule, "code": each.error.code, "words": each.error.message()} for each in seen.result.problems
    ]
    return {"info": info, "events": events, "counts": seen.result.counts, "problems": problems}


def _write(report: dict[str, Any], out: Path) -> None:
    write_out(json.dumps(report, ensure_ascii=False) + "\n", out, "rules")


def _summarise(report: dict[str, Any], out: Path, *, json_output: bool) -> None:
    info = report["info"]
    if json_output:
        counts = report["counts"]
        print(
            json.dumps({**info, "out": str(out), "events": len(report["events"]), "counts": counts}, ensure_ascii=False)
        )
        return
    sentence = QT_TRANSLATE_NOOP(
        "commands", "Đã xem {frames} khung hình ({seconds} giây), {events} sự kiện. Ghi vào {out}."
    )
    seconds = str(round(info["seconds"], 1)).replace(".", ",")
    print(sentence.format(frames=info["frames"], seconds=seconds, events=len(report["events"]), out=out))
