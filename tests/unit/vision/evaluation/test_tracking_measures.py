"""Our measures of tracking against TrackEval, the reference implementation."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from trackeval.metrics import CLEAR, HOTA, Identity

from ioc_desktop.vision.evaluation.tracking import Frame, Objects, TrackingScores, add_up, overlaps, tally
from tests.support.mot_worlds import made_sequence


def metrics() -> tuple[Any, Any, Any]:
    with contextlib.redirect_stdout(io.StringIO()):
        return HOTA(), CLEAR(), Identity()


def as_trackeval(sequence: Sequence[Frame]) -> dict[str, Any]:
    """What TrackEval's metrics eat: identities from 0 without gaps."""
    known = np.unique(np.concatenate([frame.truth.ids for frame in sequence]))
    said = np.unique(np.concatenate([frame.found.ids for frame in sequence]))
    return {
        "num_timesteps": len(sequence),
        "num_gt_ids": len(known),
        "num_tracker_ids": len(said),
        "num_gt_dets": sum(len(frame.truth.ids) for frame in sequence),
        "num_tracker_dets": sum(len(frame.found.ids) for frame in sequence),
        "gt_ids": [np.searchsorted(known, frame.truth.ids) for frame in sequence],
        "tracker_ids": [np.searchsorted(said, frame.found.ids) for frame in sequence],
        "similarity_scores": [overlaps(frame.truth.boxes, frame.found.boxes) for frame in sequence],
    }


def judged(sequences: Sequence[Sequence[Frame]]) -> dict[str, float]:
    """TrackEval's figures of several sequences together."""
    hota, clear, identity = (
        metric.combine_sequences({str(n): metric.eval_sequence(as_trackeval(each)) for n, each in enumerate(sequences)})
        for metric in metrics()
    )
    return {
        "hota": hota["HOTA"].mean(), "det_a": hota["DetA"].mean(), "ass_a": hota["AssA"].mean(),
        "mota": clear["MOTA"], "motp": clear["MOTP"], "id_switches": clear["IDSW"],
        "false_positives": clear["CLR_FP"], "misses": clear["CLR_FN"], "fragmentations": clear["Frag"],
        "idf1": identity["IDF1"], "idp": identity["IDP"], "idr": identity["IDR"],
    }  # fmt: skip


def assert_same(scores: TrackingScores, reference: dict[str, float]) -> None:
    for name, value in reference.items():
        assert getattr(scores, name) == pytest.approx(float(value), abs=1e-9), name


@pytest.mark.parametrize("seed", range(25))
def test_one_sequence_is_what_trackeval_says(seed: int) -> None:
    sequence = made_sequence(seed)
    assert_same(tally(sequence).scores, judged([sequence]))


@pytest.mark.parametrize("seed", range(5))
def test_sequences_together_are_what_trackeval_says(seed: int) -> None:
    sequences = [made_sequence(100 * seed + each, 10 + 8 * each) for each in range(4)]
    assert_same(add_up([tally(each) for each in sequences]).scores, judged(sequences))


def test_the_made_sequences_hold_what_goes_wrong() -> None:
    scores = add_up([tally(made_sequence(seed)) for seed in range(25)]).scores
    assert min(scores.id_switches, scores.false_positives, scores.misses, scores.fragmentations) > 20
    frames = [frame for seed in range(25) for frame in made_sequence(seed)]
    assert any(len(frame.truth.ids) == 0 for frame in frames)
    assert any(len(frame.found.ids) == 0 for frame in frames)


BOX = np.array([[10.0, 10.0, 20.0, 20.0]])
ONE, TWO = Objects(np.array([1]), BOX), Objects(np.array([2]), BOX)


def test_right_everywhere_is_one_everywhere() -> None:
    scores = tally([Frame(ONE, TWO)] * 5).scores
    assert (scores.hota, scores.mota, scores.idf1, scores.motp) == (1, 1, 1, 1)
    assert (scores.boxes, scores.frames) == (5, 5)


def test_a_new_identity_halfway_is_one_switch() -> None:
    scores = tally([Frame(ONE, ONE)] * 5 + [Frame(ONE, TWO)] * 5).scores
    assert scores.id_switches == 1
    assert (scores.mota, scores.idf1) == (pytest.approx(0.9), pytest.approx(0.5))


@pytest.mark.parametrize(
    ("sequence", "wrong"),
    [
        ([], (0, 0)),
        ([Frame(Objects.none(), Objects.none())] * 3, (0, 0)),
        ([Frame(ONE, Objects.none())] * 3, (0, 3)),
        ([Frame(Objects.none(), ONE)] * 3, (3, 0)),
    ],
)
def test_nothing_on_a_side_is_no_accident(sequence: list[Frame], wrong: tuple[int, int]) -> None:
    scores = tally(sequence).scores
    assert (scores.hota, scores.mota, scores.idf1) == (0, 0, 0)
    assert (scores.false_positives, scores.misses) == wrong
    assert add_up([tally(sequence), tally([Frame(ONE, ONE)])]).scores.boxes == 1 + wrong[1]
