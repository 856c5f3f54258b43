"""``main.py track``: who is where in a clip, as MOTChallenge lines."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

from ioc_desktop.commands.failure import USAGE, fail
from ioc_desktop.commands.out_file import write_out
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.video.files import iter_frames
from ioc_desktop.vision.detector import Detector
from ioc_desktop.vision.registry import ModelRegistry
from ioc_desktop.vision.session import SessionOptions
from ioc_desktop.vision.tracking.tracker import Tracker
from ioc_desktop.vision.tracks import Tracks

DONE = 0
# The tracker's memory is in seconds of the clip; the rate only tunes its noise.
_USUAL_FPS = 10.0


def track(
    source: Path,
    model: str,
    out: Path,
    *,
    registry: ModelRegistry,
    every: int = 1,
    threads: int = 0,
    json_output: bool = False,
) -> int:
    """Follow everything a model sees in a file.

    Lines are ``frame, id, left, top, width, height, score, -1, -1, -1`` in pixels, as
    https://motchallenge.net/instructions has them: frames and identities count from 1, and only what was found in a
    frame has a line there.

    Args:
        source: clip.
        model: name of a pack, folder of a pack, or path of an ONNX file.
        out: text file to write.
        registry: installed packs.
        every: look at every so many frames only; the lines keep the numbers of the clip's frames.
        threads: of the CPU provider; 0 uses half of the cores.
        json_output: print a JSON summary (and errors as JSON) instead of sentences.

    Returns:
        Exit code: 0 done, 1 failed, 2 wrong usage.
    """
    if every < 1:
        sentence = QT_TRANSLATE_NOOP("errors", "--every phải là số từ 1 trở lên.")
        return fail(ExpectedError("track.every", sentence), json_output=json_output, code=USAGE)
    try:
        detector = Detector(registry.find(model), SessionOptions(threads))
        detector.warm_up()
        begun_s = time.perf_counter()
        frames, lines = 0, []
        for number, size, tracks in _tracks(source, detector, every):
            frames += 1
            lines += _lines(number, tracks, *size)
        _write(lines, out)
    except ExpectedError as error:
        return fail(error, json_output=json_output)
    seconds = time.perf_counter() - begun_s
    _summarise(frames, lines, seconds, detector, out, json_output=json_output)
    return DONE


def _tracks(source: Path, detector: Detector, every: int) -> Iterator[tuple[int, tuple[int, int], Tracks]]:
    """Frame number from 0, width and height in px, and who was found there."""
    tracker = Tracker(detector.pack.classes, _USUAL_FPS, sure=detector.pack.confidence)
    for number, time_s, picture in iter_frames(source, every):
        height, width = picture.shape[:2]
        tracks = tracker.step(detector.detect(picture), time_s, width / height)
        yield number, (width, height), tracks[tracks.seen]


def _lines(number: int, tracks: Tracks, width: int, height: int) -> list[str]:
    found = []
    for identity, box, score in zip(tracks.ids.tolist(), tracks.boxes.tolist(), tracks.scores.tolist(), strict=True):
        left, top, right, bottom = box[0] * width, box[1] * height, box[2] * width, box[3] * height
        shape = f"{left:.2f},{top:.2f},{right - left:.2f},{bottom - top:.2f}"
        found.append(f"{number + 1},{identity + 1},{shape},{score:.4f},-1,-1,-1")
    return found


def _write(lines: list[str], out: Path) -> None:
    write_out("".join(f"{line}\n" for line in lines), out, "track")


def _summarise(
    frames: int, lines: list[str], seconds: float, detector: Detector, out: Path, *, json_output: bool
) -> None:
    identities = len({line.split(",")[1] for line in lines})
    fps = round(frames / seconds, 2) if seconds else 0.0
    if json_output:
        answer = {
            "model": detector.pack.name, "provider": detector.provider, "frames": frames, "fps": fps,
            "tracks": identities, "lines": len(lines), "out": str(out),
        }  # fmt: skip
        print(json.dumps(answer, ensure_ascii=False))
        return
    sentence = QT_TRANSLATE_NOOP(
        "commands", "Đã xem {frames} khung hình bằng {model}, theo dõi được {tracks} đối tượng. Ghi vào {out}."
    )
    print(sentence.format(frames=frames, model=detector.pack.name, tracks=identities, out=out))
