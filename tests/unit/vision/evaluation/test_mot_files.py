"""MOTChallenge files: what is read, what is refused, and that judging them is what TrackEval does."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import numpy as np
import pytest
from trackeval.datasets import MotChallenge2DBox
from trackeval.metrics import CLEAR, HOTA, Identity

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.vision.evaluation.mot import read_mot, sequence
from ioc_desktop.vision.evaluation.mot_folders import paired
from ioc_desktop.vision.evaluation.tracking import TrackingScores, tally
from tests.support.mot_worlds import write_mot17


def scores_of(name: str, truth: Path, result: Path) -> TrackingScores:
    return tally(sequence(name, read_mot(truth, is_truth=True), read_mot(result, is_truth=False))).scores


def trackeval_scores(folder: Path, name: str, benchmark: str, length: int) -> dict[str, float]:
    """TrackEval's own reading, preparing and judging of ``folder/truth`` and ``folder/result``."""
    with contextlib.redirect_stdout(io.StringIO()):
        data = MotChallenge2DBox({
            "GT_FOLDER": str(folder / "truth"), "TRACKERS_FOLDER": str(folder), "TRACKERS_TO_EVAL": ["result"],
            "TRACKER_SUB_FOLDER": "", "BENCHMARK": benchmark, "SEQ_INFO": {name: length}, "SKIP_SPLIT_FOL": True,
            "PRINT_CONFIG": False, "OUTPUT_FOLDER": str(folder / "out"),
        })  # fmt: skip
        prepared = data.get_preprocessed_seq_data(data.get_raw_seq_data("result", name), "pedestrian")
        hota, clear, identity = (metric().eval_sequence(prepared) for metric in (HOTA, CLEAR, Identity))
    return {
        "hota": hota["HOTA"].mean(), "mota": clear["MOTA"], "motp": clear["MOTP"], "id_switches": clear["IDSW"],
        "false_positives": clear["CLR_FP"], "misses": clear["CLR_FN"], "idf1": identity["IDF1"],
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(10))
def test_files_are_judged_as_trackeval_judges_them(tmp_path: Path, seed: int) -> None:
    name = "MOT17-99-XX"
    truth, result = tmp_path / "truth" / name / "gt" / "gt.txt", tmp_path / "result" / f"{name}.txt"
    length = len(write_mot17(seed, truth, result))
    ours = scores_of(name, truth, result)
    for figure, value in trackeval_scores(tmp_path, name, "MOT17", length).items():
        assert getattr(ours, figure) == pytest.approx(float(value), abs=1e-9), figure


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_class_flag_and_distractor_decide_what_counts(tmp_path: Path) -> None:
    truth = written(
        tmp_path / "gt.txt",
        "1,1,0,0,10,10,1,1,1\n1,2,20,0,10,10,0,1,1\n1,3,40,0,10,10,1,8,1\n1,4,60,0,10,10,1,3,1\n",
    )
    result = written(tmp_path / "r.txt", "".join(f"1,{n},{20 * n - 20},0,10,10,0.9,-1,-1,-1\n" for n in (1, 2, 3, 4)))
    scores = scores_of("MOT17-01", truth, result)
    # Those on the unflagged pedestrian and on the car are wrong, the one on the distractor is forgiven.
    assert (scores.boxes, scores.misses, scores.false_positives) == (1, 0, 2)


def test_vehicles_without_motor_are_forgiven_in_mot20_only(tmp_path: Path) -> None:
    truth = written(tmp_path / "gt.txt", "1,1,0,0,10,10,1,1,1\n1,2,20,0,10,10,1,6,1\n")
    result = written(tmp_path / "r.txt", "1,1,0,0,10,10,1\n1,2,20,0,10,10,1\n")
    assert scores_of("MOT17-01", truth, result).false_positives == 1
    assert scores_of("MOT20-01", truth, result).false_positives == 0


def test_truth_without_classes_counts_whole(tmp_path: Path) -> None:
    lines = "1,1,0,0,10,10,1,-1,-1,-1\n2 1 0 0 10 10\n\n3;1;0;0;10;10;0;-1\n"
    truth = written(tmp_path / "gt.txt", "\ufeff" + lines)
    assert scores_of("x", truth, written(tmp_path / "r.txt", "1,7,0,0,10,10,0.4\n")).boxes == 2


def test_every_bad_line_is_named_and_none_is_used(tmp_path: Path) -> None:
    text = "1,1,0,0,9,9\n1,2,0\n1,x,0,0,9,9\n1,1,0,0,9,9\n0,3,0,0,9,9\n1.5,3,0,0,9,9\n1,-1,0,0,9,9\n1,4,nan,0,9,9\n"
    with pytest.raises(ExpectedError) as caught:
        read_mot(written(tmp_path / "r.txt", text), is_truth=False)
    assert caught.value.code == "mot.faulty"
    said = caught.value.message()
    assert str(tmp_path / "r.txt") in said
    assert [line for line in range(1, 9) if f"Dòng {line}:" in said] == [2, 3, 4, 5, 6, 7, 8]
    assert "dòng 1 " in said  # where the doubled identity was first


def test_a_file_full_of_nonsense_stays_readable(tmp_path: Path) -> None:
    with pytest.raises(ExpectedError) as caught:
        read_mot(written(tmp_path / "r.txt", "rác\n" * 5000), is_truth=False)
    assert "5000" in caught.value.message()
    assert caught.value.message().count("\n") < 30


def test_an_empty_result_misses_everything(tmp_path: Path) -> None:
    lines = read_mot(written(tmp_path / "r.txt", ""), is_truth=False)
    assert lines.boxes.shape == (0, 4)
    assert lines.ids.dtype == np.int64
    truth = written(tmp_path / "gt.txt", "1,1,0,0,10,10,1,1,1\n")
    assert scores_of("x", truth, tmp_path / "r.txt").misses == 1


def test_sequences_are_found_in_both_layouts(tmp_path: Path) -> None:
    for name in ("A", "B", "C"):
        written(tmp_path / "nested" / name / "gt" / "gt.txt", "")
        written(tmp_path / "flat" / f"{name}.txt", "")
    written(tmp_path / "result" / "A.txt", "")
    written(tmp_path / "result" / "data" / "B.txt", "")
    for layout in ("nested", "flat"):
        pairs, missing = paired(tmp_path / layout, tmp_path / "result")
        assert [(pair.name, pair.result.name) for pair in pairs] == [("A", "A.txt"), ("B", "B.txt")]
        assert missing == ["C"]


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    truth = written(tmp_path / "truth" / "A" / "gt" / "gt.txt", "")
    (tmp_path / "empty").mkdir()
    cases = [
        (tmp_path / "absent", tmp_path / "empty", "mot.no_file", "absent"),
        (truth, tmp_path / "absent.txt", "mot.no_file", "absent.txt"),
        (truth, tmp_path / "empty", "mot.file_and_folder", "--truth"),
        (tmp_path / "empty", tmp_path / "empty", "mot.no_sequences", "empty"),
        (tmp_path / "truth", tmp_path / "empty", "mot.no_results", "A.txt"),
    ]
    for right, result, code, named in cases:
        with pytest.raises(ExpectedError) as caught:
            paired(right, result)
        assert caught.value.code == code
        assert named in caught.value.message()
