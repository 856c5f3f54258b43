"""Which result belongs to which ground truth, in files or in folders laid out as MOTChallenge's."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP


class Pair(NamedTuple):
    """One sequence: its truth and a tracker's result, both MOTChallenge text files."""

    name: str
    truth: Path
    result: Path


def paired(truth: Path, result: Path) -> tuple[list[Pair], list[str]]:
    """Sequences to judge, and the names of those that have truth but no result.

    Two files are one sequence. In two folders truth lies in ``SEQUENCE/gt/gt.txt`` or ``SEQUENCE.txt`` and the result
    in ``SEQUENCE.txt`` (or ``data/SEQUENCE.txt``, where TrackEval wants it).

    Raises:
        ExpectedError: ``mot.no_file``, ``mot.no_sequences``, ``mot.no_results``, ``mot.file_and_folder``.
    """
    for path in (truth, result):
        if not path.exists():
            raise _absent(path)
    if truth.is_dir() != result.is_dir():
        raise ExpectedError(
            "mot.file_and_folder",
            QT_TRANSLATE_NOOP(
                "errors", "--tracks và --truth phải cùng là tệp hoặc cùng là thư mục. Chọn lại một trong hai."
            ),
        )
    if truth.is_file():
        return [Pair(_name(truth), truth, result)], []
    pairs = [Pair(_name(each), each, _result(result, _name(each))) for each in _truths(truth)]
    there = [pair for pair in pairs if pair.result.is_file()]
    missing = [pair.name for pair in pairs if not pair.result.is_file()]
    if not there:
        raise _no_results(result, missing)
    return there, missing


def _truths(folder: Path) -> list[Path]:
    """Truth files of all sequences, by name of the sequence."""
    found = sorted(folder.glob("*/gt/gt.txt")) or sorted(folder.glob("*.txt"))
    if not found:
        raise ExpectedError(
            "mot.no_sequences",
            QT_TRANSLATE_NOOP(
                "errors", "Thư mục {path} không có chuỗi nào dạng TÊN/gt/gt.txt hoặc TÊN.txt. Chọn thư mục khác."
            ),
            path=str(folder),
        )
    return found


def _name(truth: Path) -> str:
    """Name of the sequence whose truth this is."""
    return truth.parent.parent.name if (truth.parent.name, truth.name) == ("gt", "gt.txt") else truth.stem


def _result(folder: Path, name: str) -> Path:
    """Where a sequence's result lies or should lie."""
    nested = folder / "data" / f"{name}.txt"
    return nested if nested.is_file() else folder / f"{name}.txt"


def _absent(path: Path) -> ExpectedError:
    sentence = QT_TRANSLATE_NOOP("errors", "Không có tệp hay thư mục {path}. Kiểm tra đường dẫn.")
    return ExpectedError("mot.no_file", sentence, path=str(path))


def _no_results(folder: Path, names: Sequence[str]) -> ExpectedError:
    sentence = QT_TRANSLATE_NOOP("errors", "Thư mục {path} không có kết quả của chuỗi nào; cần các tệp: {names}.")
    listed = ", ".join(f"{name}.txt" for name in names[:5]) + (" …" if len(names) > 5 else "")
    return ExpectedError("mot.no_results", sentence, path=str(folder), names=listed)
