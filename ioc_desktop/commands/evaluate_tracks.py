"""``main.py evaluate --tracks RESULT --truth GT``: how right a tracker's result is."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ioc_desktop.commands.failure import fail
from ioc_desktop.commands.out_file import write_out
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.vision.evaluation.mot import read_mot, sequence
from ioc_desktop.vision.evaluation.mot_folders import Pair, paired
from ioc_desktop.vision.evaluation.tracking import Tally, TrackingScores, add_up, tally

DONE, REJECTED = 0, 3
_MOST_NAMED = 5
_HEAD = QT_TRANSLATE_NOOP(
    "commands",
    "{name:<24} HOTA {hota}  DetA {det_a}  AssA {ass_a}  MOTA {mota}  MOTP {motp}  IDF1 {idf1}  "
    "đổi mã {id_switches}, nhầm {false_positives}, sót {misses}, đứt {fragmentations}",
)


def evaluate_tracks(result: Path, truth: Path, out: Path | None, *, json_output: bool = False) -> int:
    """Measure HOTA, CLEAR and Identity of MOTChallenge files.

    Args:
        result: what the tracker said: a file, or a folder of ``SEQUENCE.txt``.
        truth: a file, or a folder of ``SEQUENCE/gt/gt.txt``.
        out: JSON file to write; None for none.
        json_output: print JSON instead of a table.

    Returns:
        Exit code: 0 done, 1 failed, 3 done without the sequences that have no result.
    """
    try:
        pairs, missing = paired(truth, result)
        tallies = {pair.name: _tally(pair) for pair in pairs}
        report = _report(tallies, missing)
        if out is not None:
            _write(report, out)
    except ExpectedError as error:
        return fail(error, json_output=json_output)
    _print(report, json_output=json_output)
    return REJECTED if missing else DONE


def _tally(pair: Pair) -> Tally:
    return tally(sequence(pair.name, read_mot(pair.truth, is_truth=True), read_mot(pair.result, is_truth=False)))


def _report(tallies: dict[str, Tally], missing: list[str]) -> dict[str, Any]:
    return {
        "combined": _figures(add_up(list(tallies.values())).scores),
        "sequences": {name: _figures(each.scores) for name, each in tallies.items()},
        "missing": missing,
    }


def _figures(scores: TrackingScores) -> dict[str, float | int]:
    return {name: round(value, 6) for name, value in asdict(scores).items()}


def _write(report: dict[str, Any], out: Path) -> None:
    write_out(json.dumps(report, ensure_ascii=False, indent=2) + "\n", out, "evaluate")


def _print(report: dict[str, Any], *, json_output: bool) -> None:
    if json_output:
        print(json.dumps(report, ensure_ascii=False))
        return
    for name, figures in report["sequences"].items():
        print(_line(name, figures))
    if len(report["sequences"]) > 1:
        print(_line(QT_TRANSLATE_NOOP("commands", "Tất cả"), report["combined"]))
    missing = report["missing"]
    if missing:
        sentence = QT_TRANSLATE_NOOP(
            "commands", "Thiếu kết quả của {count} chuỗi, đã bỏ qua: {names}. Chép đủ tệp rồi chạy lại."
        )
        names = ", ".join(missing[:_MOST_NAMED]) + (" …" if len(missing) > _MOST_NAMED else "")
        print(sentence.format(count=len(missing), names=names), file=sys.stderr)


def _line(name: str, figures: dict[str, Any]) -> str:
    shown = {
        key: f"{value:.3f}".replace(".", ",") if isinstance(value, float) else value for key, value in figures.items()
    }
    return _HEAD.format(name=name, **shown)
