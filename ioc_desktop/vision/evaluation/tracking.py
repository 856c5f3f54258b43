"""HOTA, CLEAR and Identity: how right a tracker is, in one sequence or in several together.

The measures themselves are those of the library ``trackers``, which follows TrackEval
(https://github.com/JonathonLuiten/TrackEval) line by line; tests hold them against TrackEval. HOTA: Luiten et al., IJCV
2020; CLEAR: Bernardin and Stiefelhagen, 2008; Identity: Ristani et al., 2016.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from trackers.eval import (
    aggregate_clear_metrics,
    aggregate_hota_metrics,
    aggregate_identity_metrics,
    box_iou,
    compute_clear_metrics,
    compute_hota_metrics,
    compute_identity_metrics,
)

Floats = NDArray[np.float64]
Identities = NDArray[np.int64]


class Objects(NamedTuple):
    """Who is where in one frame, as truth has it or as a tracker says.

    Attributes:
        ids: int64 [N], identities, each at most once.
        boxes: float64 [N, 4], left, top, width, height in px.
    """

    ids: Identities
    boxes: Floats

    @classmethod
    def none(cls) -> "Objects":
        return cls(np.zeros(0, np.int64), np.zeros((0, 4)))

    def only(self, mask: NDArray[np.bool_]) -> "Objects":
        """Those that a mask, bool [N], keeps."""
        return Objects(self.ids[mask], self.boxes[mask])


class Frame(NamedTuple):
    """One frame's truth and what the tracker said of it; a sequence is a list of these, empty ones included."""

    truth: Objects
    found: Objects


@dataclass(frozen=True, slots=True)
class TrackingScores:
    """What a tracker reached. Shares in 0–1 (``mota`` may be negative), all else counts.

    Attributes:
        hota: higher order tracking accuracy, mean over overlaps 0.05–0.95.
        det_a: its part for finding.
        ass_a: its part for keeping identities.
        mota: multiple object tracking accuracy at overlap 0.5.
        motp: mean overlap of what was matched.
        id_switches: how often an object went on under another identity.
        false_positives: boxes on nothing.
        misses: objects without a box (false negatives).
        fragmentations: how often an object was lost and found again.
        idf1: F1 of boxes that carry the right identity throughout.
        idp: precision of that.
        idr: recall of that.
        frames: judged.
        boxes: of truth that counted.
    """

    hota: float
    det_a: float
    ass_a: float
    mota: float
    motp: float
    id_switches: int
    false_positives: int
    misses: int
    fragmentations: int
    idf1: float
    idp: float
    idr: float
    frames: int
    boxes: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Everything counted in one or more sequences; ``add_up`` joins several."""

    hota: dict[str, Any]
    clear: dict[str, Any]
    identity: dict[str, Any]

    @property
    def scores(self) -> TrackingScores:
        hota, clear, identity = self.hota, self.clear, self.identity
        return TrackingScores(
            hota=hota["HOTA"], det_a=hota["DetA"], ass_a=hota["AssA"],
            mota=clear["MOTA"], motp=clear["MOTP"], id_switches=clear["IDSW"], false_positives=clear["CLR_FP"],
            misses=clear["CLR_FN"], fragmentations=clear["Frag"],
            idf1=identity["IDF1"], idp=identity["IDP"], idr=identity["IDR"],
            frames=clear["CLR_Frames"], boxes=clear["CLR_TP"] + clear["CLR_FN"],
        )  # fmt: skip


def overlaps(one: Floats, other: Floats) -> Floats:
    """Intersection over union, float64 [N, M], of boxes [N, 4] and [M, 4] given as left, top, width, height."""
    shares: Floats = box_iou(one, other, box_format="xywh")
    return shares


def tally(sequence: Sequence[Frame]) -> Tally:
    """Count one sequence; its tracker is right where boxes overlap by half."""
    truth = [frame.truth.ids for frame in sequence]
    found = [frame.found.ids for frame in sequence]
    shared = [overlaps(frame.truth.boxes, frame.found.boxes) for frame in sequence]
    return Tally(
        compute_hota_metrics(truth, found, shared),
        compute_clear_metrics(truth, found, shared),
        compute_identity_metrics(truth, found, shared),
    )


def add_up(tallies: Sequence[Tally]) -> Tally:
    """Several sequences as one: counts are added, and HOTA's association is weighted by what was matched."""
    return Tally(
        aggregate_hota_metrics([each.hota for each in tallies]),
        aggregate_clear_metrics([each.clear for each in tallies]),
        aggregate_identity_metrics([each.identity for each in tallies]),
    )
