"""MOTChallenge text files: ground truth (``gt.txt``) and what a tracker said, as arrays.

Lines are ``frame, id, left, top, width, height, confidence, class, visibility`` with frames from 1 and boxes in px
(https://motchallenge.net/instructions and arXiv:1603.00831, table 4). In truth the seventh number is a flag (0: does
not count) and the eighth a class; in results the seventh is a score and nothing after it means anything.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.vision.evaluation.sparing import spare
from ioc_desktop.vision.evaluation.tracking import Frame, Objects

_LEAST_COLUMNS = 6
_NO_CLASS = -1
_MOST_FAULTS = 20
# Ten million frames are a week at 15 a second; more is a slip, and a sequence is as long as its last frame.
_LAST_FRAME = 10_000_000
_SEPARATOR = re.compile(r"\s*[,;]\s*|\s+")

_PEDESTRIAN = 1
# Person on a vehicle, standing person, distractor, reflection: TrackEval forgives boxes on these.
_SPARED = (2, 7, 8, 12)
# MOT20 also forgives boxes on vehicles without a motor.
_SPARED_MOT20 = (*_SPARED, 6)

Row = tuple[float, ...]


@dataclass(frozen=True, eq=False, slots=True)
class MotLines:
    """A file's lines in its order, a struct of arrays of equal length L.

    Attributes:
        frames: int64 [L], from 1.
        ids: int64 [L], each at most once a frame.
        boxes: float64 [L, 4], left, top, width, height in px.
        flags: float64 [L], flag of truth or score of a result; 1 where the line has none.
        classes: int64 [L], -1 where the line has none.
    """

    frames: NDArray[np.int64]
    ids: NDArray[np.int64]
    boxes: NDArray[np.float64]
    flags: NDArray[np.float64]
    classes: NDArray[np.int64]


def read_mot(path: Path, *, is_truth: bool) -> MotLines:
    """All lines of a file; one bad line and the file is refused, since half a file measures something else.

    Raises:
        ExpectedError: ``mot.no_file``, or ``mot.faulty`` with every bad line's number.
    """
    rows: list[Row] = []
    faults: list[ExpectedError] = []
    known: dict[tuple[float, float], int] = {}
    for number, text in _lines(path):
        row = _row(number, text, is_truth=is_truth)
        if isinstance(row, tuple) and (first := known.setdefault((row[0], row[1]), number)) != number:
            row = _twice(number, first)
        if isinstance(row, ExpectedError):
            faults.append(row)
        else:
            rows.append(row)
    if faults:
        raise _faulty(path, faults)
    table = np.array(rows, np.float64).reshape(-1, 8)
    frames, ids, classes = (table[:, column].astype(np.int64) for column in (0, 1, 7))
    return MotLines(frames, ids, table[:, 2:6], table[:, 6], classes)


def sequence(name: str, truth: MotLines, found: MotLines) -> list[Frame]:
    """A sequence ready to be judged, as TrackEval prepares one of MOT16, MOT17 and MOT20.

    Only pedestrians (class 1) with a flag count. Boxes on persons on vehicles, standing persons, distractors and
    reflections, and in sequences named ``MOT20…`` on vehicles without a motor, are forgiven. Truth without classes
    (eighth number missing or -1 in all lines, as in MOT15) counts whole where it has a flag. The sequence is as long as
    its last frame in either file.
    """
    classless = bool((truth.classes == _NO_CLASS).all())
    counted = (truth.flags != 0) & (classless | (truth.classes == _PEDESTRIAN))
    spared = np.isin(truth.classes, _SPARED_MOT20 if name.upper().startswith("MOT20") else _SPARED)
    length = int(max(truth.frames.max(initial=0), found.frames.max(initial=0)))
    frames = []
    for of_truth, of_found in zip(_by_frame(truth, length), _by_frame(found, length), strict=True):
        frames.append(
            spare(
                _objects(truth, of_truth), _objects(found, of_found), counted=counted[of_truth], spared=spared[of_truth]
            )
        )
    return frames


def _by_frame(lines: MotLines, length: int) -> list[NDArray[np.intp]]:
    """Positions of every frame's lines, in their order."""
    order = np.argsort(lines.frames, kind="stable")
    starts = np.searchsorted(lines.frames[order], np.arange(1, length + 2))
    return [order[start:end] for start, end in pairwise(starts.tolist())]


def _objects(lines: MotLines, positions: NDArray[np.intp]) -> Objects:
    return Objects(lines.ids[positions], lines.boxes[positions])


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Number from 1 and text of every line that is not blank."""
    try:
        text = path.read_text("utf-8-sig", errors="replace")
    except OSError as error:
        raise ExpectedError(
            "mot.no_file",
            QT_TRANSLATE_NOOP("errors", "Không đọc được tệp {path}: {problem}. Kiểm tra đường dẫn."),
            path=str(path),
            problem=error.strerror or str(error),
        ) from error
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield number, line.strip()


def _row(number: int, text: str, *, is_truth: bool) -> Row | ExpectedError:
    """Frame, id, box, flag and class of a line, or what is wrong with it."""
    columns = [column for column in _SEPARATOR.split(text) if column]
    if len(columns) < _LEAST_COLUMNS:
        return _few(number, len(columns))
    try:
        values = tuple(float(column) for column in columns[: 8 if is_truth else 7])
    except ValueError:
        return _no_number(number)
    row = values + (1.0, float(_NO_CLASS))[len(values) - _LEAST_COLUMNS :]
    return _fault(number, row) or row


def _fault(number: int, row: Row) -> ExpectedError | None:
    if not all(map(math.isfinite, row)):
        return _no_number(number)
    if not all(row[column].is_integer() for column in (0, 1, 7)):
        return _not_whole(number)
    if not 1 <= row[0] <= _LAST_FRAME:
        return _no_frame(number, int(row[0]))
    return _no_identity(number) if row[1] < 0 else None


def _few(number: int, count: int) -> ExpectedError:
    sentence = QT_TRANSLATE_NOOP("errors", "Dòng {line}: có {count} cột, cần ít nhất 6 (khung hình, mã, x, y, w, h).")
    return ExpectedError("mot.columns", sentence, line=number, count=count)


def _no_number(number: int) -> ExpectedError:
    sentence = QT_TRANSLATE_NOOP("errors", "Dòng {line}: có cột không phải là số.")
    return ExpectedError("mot.number", sentence, line=number)


def _not_whole(number: int) -> ExpectedError:
    sentence = QT_TRANSLATE_NOOP("errors", "Dòng {line}: số khung hình, mã đối tượng và mã loại phải là số nguyên.")
    return ExpectedError("mot.whole", sentence, line=number)


def _no_frame(number: int, frame: int) -> ExpectedError:
    sentence = QT_TRANSLATE_NOOP("errors", "Dòng {line}: khung hình {frame} không hợp lệ, phải đếm từ 1.")
    return ExpectedError("mot.frame", sentence, line=number, frame=frame)


def _no_identity(number: int) -> ExpectedError:
    sentence = QT_TRANSLATE_NOOP(
        "errors", "Dòng {line}: mã đối tượng là số âm. Đây là tệp nhận diện, hãy dùng tệp kết quả theo dõi."
    )
    return ExpectedError("mot.identity", sentence, line=number)


def _twice(number: int, first: int) -> ExpectedError:
    sentence = QT_TRANSLATE_NOOP("errors", "Dòng {line}: mã đối tượng đã có ở dòng {first} trong cùng khung hình.")
    return ExpectedError("mot.twice", sentence, line=number, first=first)


def _faulty(path: Path, faults: Sequence[ExpectedError]) -> ExpectedError:
    sentence = QT_TRANSLATE_NOOP(
        "errors", "Tệp {path} có {count} dòng hỏng nên chưa đo gì. Sửa các dòng sau rồi chạy lại: {faults}"
    )
    named = [fault.message() for fault in faults[:_MOST_FAULTS]] + ["…"] * (len(faults) > _MOST_FAULTS)
    listed = "".join(f"\n{each}" for each in named)
    return ExpectedError("mot.faulty", sentence, path=str(path), count=len(faults), faults=listed)
