"""What truth marks but does not ask for: tracks of it are neither right nor wrong.

MOTChallenge calls them distractors (a reflection, someone behind a windscreen); on drawn scenes it is what is nearly
hidden or too small to be seen.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from trackers.eval import box_ioa

from ioc_desktop.vision.evaluation.tracking import Floats, Frame, Objects, overlaps

Mask = NDArray[np.bool_]
LEAST_OVERLAP = 0.5
# TrackEval's own slack, so that an overlap of exactly a half is one for both.
_SLACK = float(np.finfo(np.float64).eps)


def spare(truth: Objects, found: Objects, *, counted: Mask, spared: Mask, inside: bool = False) -> Frame:
    """A frame without what is not to be judged, as TrackEval prepares MOTChallenge.

    All of truth, counted or not, is matched with what was found so that the overlaps' sum is greatest; what is matched
    with something spared is taken out, and then all of truth that is not counted. What is found on truth that is
    neither counted nor spared stays and is wrong.

    Args:
        truth: N objects.
        found: M objects.
        counted: bool [N], those that are to be found.
        spared: bool [N], those whose boxes are forgiven.
        inside: forgive as well what is matched with nothing and lies by half inside something spared, as COCO does with
            crowds: of an object that is nearly hidden only the visible part may have been found.
    """
    kept = np.ones(len(found.ids), bool)
    if spared.any() and len(kept):
        rows, columns = matched(truth.boxes, found.boxes)
        kept[columns[spared[rows]]] = False
        if inside:
            shares: Floats = box_ioa(found.boxes, truth.boxes[spared], box_format="xywh")
            alone = np.ones(len(kept), bool)
            alone[columns] = False
            kept[alone & (shares.max(axis=1) >= LEAST_OVERLAP)] = False
    return Frame(truth.only(counted), found.only(kept))


def matched(truth: Floats, found: Floats) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Positions of boxes that belong together: overlap of at least a half, greatest sum."""
    shares = overlaps(truth, found)
    shares[shares < LEAST_OVERLAP - _SLACK] = 0
    rows, columns = linear_sum_assignment(-shares)
    real = shares[rows, columns] > _SLACK
    return rows[real], columns[real]
